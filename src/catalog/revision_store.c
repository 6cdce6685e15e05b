#include "revision_store.h"

#include "db/db.h"
#include "json/json.h"

#define REVISION_COLUMNS                                                                           \
    "id, product_id, number, state, category_id, product_version, short_description, description," \
    " price_info, licence_info, features, used_software, guides, documentation_url,"               \
    " proposed_category,"                                                                          \
    " data_location, logo_digest, content_digest, reason, release_at, activated_at, replaced_at,"  \
    " created_by, created_at"

Error revision_store_get(Ctx *ctx, Id id, Revision *ret_revision)
{
    return db_one(ctx, revision_shape, ret_revision,
        "SELECT " REVISION_COLUMNS " FROM revision WHERE id = $1", id);
}

Error revision_store_lock(Ctx *ctx, Id id, Revision *ret_revision)
{
    return db_one(ctx, revision_shape, ret_revision,
        "SELECT " REVISION_COLUMNS " FROM revision WHERE id = $1 {lock}", id);
}

Error revision_store_list(Ctx *ctx, Id product_id, RevisionList *ret_revisions)
{
    return db_all(ctx, revision_shape, ret_revisions,
        "SELECT " REVISION_COLUMNS " FROM revision WHERE product_id = $1 ORDER BY number DESC",
        product_id);
}

Error revision_store_newest(Ctx *ctx, Id product_id, Revision *ret_revision)
{
    return db_one(ctx, revision_shape, ret_revision,
        "SELECT " REVISION_COLUMNS
        " FROM revision WHERE product_id = $1"
        " ORDER BY number DESC LIMIT 1",
        product_id);
}

static const char *texts_or_null(Ctx *ctx, const Texts *texts)
{
    return texts_in(*texts, "en") ? json_of(ctx->arena, &texts_shape, texts) : NULL;
}

Error revision_store_create(Ctx *ctx, const Revision *revision)
{
    return db_exec(ctx,
        "INSERT INTO revision (id, product_id, number, state, category_id, product_version,"
        " short_description, description, features, used_software, guides, content_digest,"
        " created_by, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, '{}', '{}', '[]', '[]', '[]', $7, $8, $9)",
        revision->id, revision->product_id, revision->number, revision_state_names[revision->state],
        revision->category_id, revision->product_version, revision->content_digest,
        revision->created_by, revision->created_at);
}

Error revision_store_change(Ctx *ctx, const Revision *r)
{
    Arena *arena = ctx->arena;
    return db_exec(ctx,
        "UPDATE revision SET category_id = $1, product_version = $2, short_description = $3,"
        " description = $4, price_info = $5, licence_info = $6, features = $7, used_software = $8,"
        " guides = $9, documentation_url = $10, data_location = $11, logo_digest = $12,"
        " content_digest = $13, release_at = $14, created_by = $15, created_at = $16,"
        " proposed_category = $18 WHERE id = $17",
        r->category_id, r->product_version, json_of(arena, &texts_shape, &r->short_description),
        json_of(arena, &texts_shape, &r->description), texts_or_null(ctx, &r->price_info),
        texts_or_null(ctx, &r->licence_info),
        json_of_list(arena, &texts_shape, r->features.items, r->features.count),
        json_of_list(arena, &used_software_shape, r->used_software.items, r->used_software.count),
        json_of_list(arena, &guide_shape, r->guides.items, r->guides.count), r->documentation_url,
        r->data_location, r->logo_digest, r->content_digest, r->release_at, r->created_by,
        r->created_at, r->id,
        r->proposed_category ? json_of(arena, &proposed_category_shape, r->proposed_category)
                             : NULL);
}

Error revision_store_place_category(Ctx *ctx, const Revision *revision)
{
    return db_exec(ctx, "UPDATE revision SET category_id = $1 WHERE id = $2", revision->category_id,
        revision->id);
}

Error revision_store_move(Ctx *ctx, const Revision *revision)
{
    return db_exec(ctx,
        "UPDATE revision SET state = $1, reason = $2, release_at = $3, activated_at = $4,"
        " replaced_at = $5 WHERE id = $6",
        revision_state_names[revision->state], revision->reason, revision->release_at,
        revision->activated_at, revision->replaced_at, revision->id);
}

Error revision_store_list_due(Ctx *ctx, RevisionList *ret_revisions)
{
    return db_all(ctx, revision_shape, ret_revisions,
        "SELECT revision.id, revision.product_id FROM revision"
        " JOIN product ON product.id = revision.product_id WHERE revision.state = 'approved'"
        " AND (revision.release_at IS NULL OR revision.release_at <= $1)"
        " AND product.state <> 'end_of_life'"
        " ORDER BY revision.release_at NULLS LAST, revision.id LIMIT 100",
        ctx->now);
}
