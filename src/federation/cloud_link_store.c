#include "cloud_link_store.h"

#include "db/db.h"
#include "json/json.h"

#define LINK_COLUMNS                                                                               \
    "cloud_link.organization_id, cloud_link.id, cloud_link.provider_id,"                           \
    " provider.name AS provider_name, cloud_link.state, expires_at, domain_id, domain_name,"       \
    " consented_by, consented_at, manager_id, cloud_link.problem, cloud_link.checked_at,"          \
    " cloud_link.look_asked_at IS NOT NULL AND cloud_link.state IN"                                \
    " ('answered', 'linked', 'removing') AS is_checking,"                                          \
    " cloud_link.created_at, cloud_link.created_by"

#define LINKS                                                                                      \
    "cloud_link JOIN identity_provider AS provider ON provider.id = cloud_link.provider_id"

Error cloud_link_store_create(Ctx *ctx, const CloudLink *link)
{
    return db_exec(ctx,
        "INSERT INTO cloud_link (organization_id, id, provider_id, state, expires_at, created_by,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        link->organization_id, link->id, link->provider_id, cloud_link_state_names[link->state],
        link->expires_at, link->created_by, link->created_at);
}

Error cloud_link_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM cloud_link WHERE organization_id = $1 AND state <> 'removed'",
        ctx->actor.organization_id);
}

Error cloud_link_store_list(Ctx *ctx, CloudLinkList *ret_links)
{
    return db_all(ctx, cloud_link_shape, ret_links,
        "SELECT " LINK_COLUMNS " FROM " LINKS
        " WHERE cloud_link.organization_id = $1 AND cloud_link.state <> 'removed'"
        " ORDER BY cloud_link.id DESC",
        ctx->actor.organization_id);
}

Error cloud_link_store_get(Ctx *ctx, Id id, CloudLink *ret_link)
{
    return db_one(ctx, cloud_link_shape, ret_link,
        "SELECT " LINK_COLUMNS " FROM " LINKS
        " WHERE cloud_link.organization_id = $1 AND cloud_link.id = $2"
        " AND cloud_link.state <> 'removed'",
        ctx->actor.organization_id, id);
}

Error cloud_link_store_lock(Ctx *ctx, Id id, CloudLink *ret_link)
{
    const char *locked;
    TRY(db_text(ctx, &locked,
        "SELECT id FROM cloud_link WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id));
    return cloud_link_store_get(ctx, id, ret_link);
}

Error cloud_link_store_list_open(Ctx *ctx, Id organization_id, CloudLinkList *ret_links)
{
    return db_all(ctx, cloud_link_shape, ret_links,
        "SELECT " LINK_COLUMNS " FROM " LINKS
        " WHERE cloud_link.state IN ('answered', 'linked', 'removing')"
        " AND (CAST($1 AS TEXT) IS NULL OR cloud_link.organization_id = $1) ORDER BY cloud_link.id",
        organization_id);
}

Error cloud_link_store_write_expiry(Ctx *ctx, const CloudLink *link)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET expires_at = $3 WHERE organization_id = $1 AND id = $2",
        link->organization_id, link->id, link->expires_at);
}

Error cloud_link_store_write_answer(Ctx *ctx, Id id, Blob sealed)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET state = 'answered', sealed_answer = $3, problem = NULL"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, sealed);
}

Error cloud_link_store_get_answer(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_answer FROM cloud_link WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error cloud_link_store_write_domain(
    Ctx *ctx, const CloudLink *link, Blob sealed_password, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE cloud_link SET domain_id = $3, domain_name = $4, sealed_password = $5"
        " WHERE organization_id = $1 AND id = $2 AND state = 'answered'",
        link->organization_id, link->id, link->domain_id, link->domain_name, sealed_password);
}

Error cloud_link_store_write_manager(Ctx *ctx, const CloudLink *link)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET manager_id = $3 WHERE organization_id = $1 AND id = $2",
        link->organization_id, link->id, link->manager_id);
}

Error cloud_link_store_get_password(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_password FROM cloud_link WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

// A consent that failed leaves the domain to others, unless something of ours stayed there.
#define IS_NOWHERE "$3 = 'asked' AND CAST($7 AS TEXT) IS NULL"

Error cloud_link_store_move(Ctx *ctx, const CloudLink *link)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET state = $3, problem = $4, consented_by = $5, consented_at = $6,"
        " manager_id = $7, checked_at = $8, sealed_answer = NULL,"
        " domain_id = CASE WHEN " IS_NOWHERE
        " THEN NULL ELSE domain_id END,"
        " domain_name = CASE WHEN " IS_NOWHERE
        " THEN NULL ELSE domain_name END,"
        " sealed_password = CASE WHEN $3 = 'removed' THEN NULL ELSE sealed_password END"
        " WHERE organization_id = $1 AND id = $2",
        link->organization_id, link->id, cloud_link_state_names[link->state], link->problem,
        link->consented_by, link->consented_at, link->manager_id, link->checked_at);
}

#define FAILED_CONSENTS "provider_id = $1 AND domain_id = $2 AND id <> $3 AND state = 'asked'"

Error cloud_link_store_list_left(Ctx *ctx, const CloudLink *link, CloudLinkList *ret_links)
{
    return db_all(ctx, cloud_link_shape, ret_links,
        "SELECT id, manager_id FROM cloud_link WHERE " FAILED_CONSENTS
        " AND manager_id IS NOT NULL ORDER BY id {lock}",
        link->provider_id, link->domain_id, link->id);
}

Error cloud_link_store_free_domain(Ctx *ctx, const CloudLink *link)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET domain_id = NULL, domain_name = NULL, manager_id = NULL"
        " WHERE " FAILED_CONSENTS,
        link->provider_id, link->domain_id, link->id);
}

Error cloud_link_store_ask_look(Ctx *ctx, const CloudLink *link)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET look_asked_at = $3 WHERE organization_id = $1 AND id = $2",
        link->organization_id, link->id, ctx->now);
}

Error cloud_link_store_begin_look(Ctx *ctx, Id id, Id job_id, Time until, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE cloud_link SET looked_at_by = $3, looked_at_until = $4"
        " WHERE organization_id = $1 AND id = $2"
        " AND (looked_at_by IS NULL OR looked_at_by = $3 OR looked_at_until <= $5)",
        ctx->actor.organization_id, id, job_id, until, ctx->now);
}

Error cloud_link_store_end_look(Ctx *ctx, Id id, Id job_id)
{
    return db_exec(ctx,
        "UPDATE cloud_link SET looked_at_by = NULL, looked_at_until = NULL,"
        " look_asked_at = CASE WHEN look_asked_at > $4 THEN look_asked_at END"
        " WHERE organization_id = $1 AND id = $2 AND looked_at_by = $3",
        ctx->actor.organization_id, id, job_id, ctx->now);
}

// ── what was made there ──────────────────────────────────────────────────────────────────────

Error cloud_shadow_store_list(Ctx *ctx, Id cloud_link_id, CloudShadowList *ret_shadows)
{
    return db_all(ctx, cloud_shadow_shape, ret_shadows,
        "SELECT cloud_shadow.name, user_id, person.name AS user_name, keystone_id, state,"
        " differences, problem, round_id FROM cloud_shadow"
        " LEFT JOIN user_account AS person ON person.id = user_id"
        " WHERE organization_id = $1 AND cloud_link_id = $2"
        " ORDER BY user_id IS NOT NULL, lower(person.name), cloud_shadow.name",
        ctx->actor.organization_id, cloud_link_id);
}

Error cloud_shadow_store_list_members(Ctx *ctx, CloudShadowList *ret_members)
{
    return db_all(ctx, cloud_shadow_shape, ret_members,
        "SELECT 'marketplace_' || user_id AS name, user_id, 'wanted' AS state,"
        " CAST('[]' AS {json}) AS differences FROM membership_role"
        " WHERE organization_id = $1 AND (ends_at IS NULL OR ends_at > $2)"
        " GROUP BY user_id ORDER BY user_id",
        ctx->actor.organization_id, ctx->now);
}

static Error create_shadow(Ctx *ctx, Id cloud_link_id, const CloudShadow *shadow)
{
    return db_exec(ctx,
        "INSERT INTO cloud_shadow (organization_id, cloud_link_id, name, user_id, keystone_id,"
        " state, differences, problem, round_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        ctx->actor.organization_id, cloud_link_id, shadow->name, shadow->user_id,
        shadow->keystone_id, cloud_shadow_state_names[shadow->state],
        json_of_list(ctx->arena, &cloud_difference_shape, shadow->differences.items,
            shadow->differences.count),
        shadow->problem, shadow->round_id);
}

Error cloud_shadow_store_replace(Ctx *ctx, Id cloud_link_id, const CloudShadowList *shadows)
{
    TRY(db_exec(ctx, "DELETE FROM cloud_shadow WHERE organization_id = $1 AND cloud_link_id = $2",
        ctx->actor.organization_id, cloud_link_id));
    for (size_t i = 0; i < shadows->count; i++)
        TRY(create_shadow(ctx, cloud_link_id, &shadows->items[i]));
    return OK;
}
