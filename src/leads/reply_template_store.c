#include "reply_template_store.h"

#include "db/db.h"

Error reply_template_store_create(Ctx *ctx, const ReplyTemplate *template)
{
    return db_exec(ctx,
        "INSERT INTO reply_template (organization_id, id, name, text, changed_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        ctx->actor.organization_id, template->id, template->name, template->text,
        template->changed_at, template->version);
}

Error reply_template_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM reply_template WHERE organization_id = $1",
        ctx->actor.organization_id);
}

Error reply_template_store_list(Ctx *ctx, ReplyTemplateList *ret_templates)
{
    return db_all(ctx, reply_template_shape, ret_templates,
        "SELECT id, name, text, changed_at, version FROM reply_template WHERE organization_id = $1"
        " ORDER BY lower(name)",
        ctx->actor.organization_id);
}

Error reply_template_store_lock(Ctx *ctx, Id id, ReplyTemplate *ret_template)
{
    return db_one(ctx, reply_template_shape, ret_template,
        "SELECT id, name, text, changed_at, version FROM reply_template"
        " WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id);
}

Error reply_template_store_change(Ctx *ctx, ReplyTemplate *template)
{
    template->version++;
    return db_exec(ctx,
        "UPDATE reply_template SET name = $3, text = $4, changed_at = $5, version = $6"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, template->id, template->name, template->text,
        template->changed_at, template->version);
}

Error reply_template_store_remove(Ctx *ctx, Id id)
{
    return db_exec(ctx, "DELETE FROM reply_template WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}
