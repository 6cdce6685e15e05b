#include "storage.h"

#include "base/text.h"
#include "organizations/role.h"
#include "settings.h"
#include "storage_store.h"

SHAPE(storage_shape, Storage,
    FIELD(Storage, used, .required = true,
        .about = "Bytes in files of drafts, revisions, attachments and quotes."),
    FIELD(Storage, limit, .required = true, .about = "Bytes."));

Error storage_get(Ctx *ctx, Storage *ret_storage)
{
    *ret_storage = (Storage){.limit = settings()->storage_limit};
    return storage_store_sum(ctx, ctx->actor.organization_id, &ret_storage->used);
}

static const char *megabytes(Ctx *ctx, int64_t bytes)
{
    return arena_printf(ctx->arena, "%lld", (long long)(bytes / 1024 / 1024));
}

Error storage_require(Ctx *ctx, const File *file)
{
    int64_t others = 0, limit = settings()->storage_limit;
    Id organization_id = ctx->actor.organization_id;
    if (ctx->actor.is_system || (ctx->actor.permissions & PERMIT_OPERATE) ||
        !id_is_set(organization_id))
        return OK;
    TRY(storage_store_lock(ctx, organization_id));
    TRY(storage_store_sum_others(ctx, organization_id, file->digest, &others));
    if (others + file->size <= limit)
        return OK;
    return fail(ctx, CONFLICT, "storage_full",
        "Your organization's files take %s of %s MB. Discard drafts that are not needed any more, "
        "or ask %s for more room.",
        megabytes(ctx, others), megabytes(ctx, limit), settings()->support_email);
}
