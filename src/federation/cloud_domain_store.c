#include "cloud_domain_store.h"

#include "db/db.h"
#include "json/json.h"

#define DOMAIN_COLUMNS                                                                             \
    "cloud_domain.organization_id, cloud_domain.id, provider_id, provider.name AS provider_name,"  \
    " domain_id, cloud_domain.name, projects, token_expires_at, read_at, cloud_domain.problem,"    \
    " provider.settings, cloud_domain.created_at"

#define DOMAINS                                                                                    \
    "cloud_domain JOIN identity_provider AS provider ON provider.id = cloud_domain.provider_id"

// The role that is required now, whatever was when the person came last.
#define LACKS_ROLE                                                                                 \
    "(signed_in_at IS NOT NULL AND provider.settings ->> 'required_role' IS NOT NULL"              \
    " AND provider.settings ->> 'required_role' NOT IN {list held_roles})"

#define HAS_ROLES                                                                                  \
    "EXISTS (SELECT 1 FROM membership_role AS held"                                                \
    " WHERE held.organization_id = cloud_user.organization_id"                                     \
    " AND held.user_id = link.user_id AND (ends_at IS NULL OR ends_at > $2))"

// Who it is here says the link: a person of the past is none.
#define USERS                                                                                      \
    "cloud_user JOIN cloud_domain ON cloud_domain.organization_id = cloud_user.organization_id"    \
    " AND cloud_domain.id = cloud_domain_id"                                                       \
    " JOIN identity_provider AS provider ON provider.id = cloud_domain.provider_id"                \
    " LEFT JOIN linked_identity AS link ON link.provider_id = cloud_domain.provider_id"            \
    " AND link.subject = cloud_user.subject"

Error cloud_domain_store_find(
    Ctx *ctx, Id provider_id, const char *domain_id, CloudDomain *ret_domain)
{
    return db_one(ctx, cloud_domain_shape, ret_domain,
        "SELECT " DOMAIN_COLUMNS " FROM " DOMAINS " WHERE provider_id = $1 AND domain_id = $2",
        provider_id, domain_id);
}

Error cloud_domain_store_create(Ctx *ctx, const CloudDomain *domain)
{
    return db_exec(ctx,
        "INSERT INTO cloud_domain (organization_id, id, provider_id, domain_id, name, projects,"
        " created_at) VALUES ($1, $2, $3, $4, $5, '[]', $6)",
        domain->organization_id, domain->id, domain->provider_id, domain->domain_id, domain->name,
        domain->created_at);
}

Error cloud_domain_store_list(Ctx *ctx, CloudDomainList *ret_domains)
{
    return db_all(ctx, cloud_domain_shape, ret_domains,
        "SELECT " DOMAIN_COLUMNS " FROM " DOMAINS
        " WHERE cloud_domain.organization_id = $1 ORDER BY cloud_domain.name, cloud_domain.id",
        ctx->actor.organization_id);
}

Error cloud_domain_store_get(Ctx *ctx, Id id, CloudDomain *ret_domain)
{
    return db_one(ctx, cloud_domain_shape, ret_domain,
        "SELECT " DOMAIN_COLUMNS " FROM " DOMAINS
        " WHERE cloud_domain.organization_id = $1 AND cloud_domain.id = $2",
        ctx->actor.organization_id, id);
}

Error cloud_domain_store_write(Ctx *ctx, const CloudDomain *domain, Blob sealed_token)
{
    return db_exec(ctx,
        "UPDATE cloud_domain SET name = $3, projects = $4,"
        " sealed_token = coalesce($5, sealed_token),"
        " token_expires_at = CASE WHEN CAST($5 AS {blob}) IS NULL THEN token_expires_at ELSE $6 END"
        " WHERE organization_id = $1 AND id = $2",
        domain->organization_id, domain->id, domain->name,
        json_of_list(
            ctx->arena, &keystone_project_shape, domain->projects.items, domain->projects.count),
        sealed_token, domain->token_expires_at);
}

Error cloud_domain_store_get_token(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_token FROM cloud_domain WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error cloud_domain_store_write_read(Ctx *ctx, const CloudDomain *domain)
{
    return db_exec(ctx,
        "UPDATE cloud_domain SET read_at = $3, problem = $4 WHERE organization_id = $1 AND id = $2",
        domain->organization_id, domain->id, domain->read_at, domain->problem);
}

// ── its users ────────────────────────────────────────────────────────────────────────────────

Error cloud_user_store_write_sign_in(
    Ctx *ctx, const CloudDomain *domain, const CloudUser *user, TextList held_roles)
{
    return db_exec(ctx,
        "INSERT INTO cloud_user (organization_id, cloud_domain_id, subject, name, email, user_id,"
        " roles, held_roles, signed_in_at) VALUES ($1, $2, $3, $4, $5, $6, '[]', $7, $8)"
        " ON CONFLICT (organization_id, cloud_domain_id, subject) DO UPDATE SET"
        " name = excluded.name, email = excluded.email, user_id = excluded.user_id, roles = '[]',"
        " held_roles = excluded.held_roles, signed_in_at = excluded.signed_in_at",
        domain->organization_id, domain->id, user->subject, user->name, user->email, user->user_id,
        json_of_texts(ctx->arena, held_roles), ctx->now);
}

static const char *users_text(Arena *arena, const CloudUserList *users)
{
    Json *out = json_new(arena);
    json_begin_array(out, NULL);
    for (size_t i = 0; i < users->count; i++)
        json_record(out, NULL, &cloud_user_shape, &users->items[i]);
    json_end_array(out);
    return json_finish(out);
}

Error cloud_user_store_replace(Ctx *ctx, Id domain_id, const CloudUserList *users)
{
    const char *list = users_text(ctx->arena, users);
    TRY(db_exec(ctx,
        "INSERT INTO cloud_user (organization_id, cloud_domain_id, subject, name, email, roles,"
        " held_roles) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), subject, max(name), max(email),"
        " CAST('[]' AS {json}), CAST('[]' AS {json}) FROM"
        " (SELECT CAST(item AS {json}) ->> 'subject' AS subject,"
        " CAST(item AS {json}) ->> 'name' AS name, CAST(item AS {json}) ->> 'email' AS email"
        " FROM {list $3} AS given) AS one WHERE TRUE GROUP BY subject"
        " ON CONFLICT (organization_id, cloud_domain_id, subject) DO UPDATE SET"
        " name = excluded.name, email = excluded.email",
        ctx->actor.organization_id, domain_id, list));
    return db_exec(ctx,
        "DELETE FROM cloud_user WHERE organization_id = $1 AND cloud_domain_id = $2"
        " AND user_id IS NULL AND subject NOT IN"
        " (SELECT CAST(item AS {json}) ->> 'subject' FROM {list $3} AS given)",
        ctx->actor.organization_id, domain_id, list);
}

Error cloud_user_store_write_roles(Ctx *ctx, Id domain_id, const char *subject, TextList roles)
{
    return db_exec(ctx,
        "UPDATE cloud_user SET roles = $4 WHERE organization_id = $1 AND cloud_domain_id = $2"
        " AND subject = $3",
        ctx->actor.organization_id, domain_id, subject, json_of_texts(ctx->arena, roles));
}

Error cloud_user_store_lock(Ctx *ctx, Id domain_id, const char *subject, CloudUser *ret_user)
{
    return db_one(ctx, cloud_user_shape, ret_user,
        "SELECT cloud_domain_id, subject, name, email, (SELECT link.user_id FROM linked_identity"
        " AS link JOIN cloud_domain ON cloud_domain.provider_id = link.provider_id"
        " WHERE cloud_domain.organization_id = cloud_user.organization_id"
        " AND cloud_domain.id = cloud_domain_id AND link.subject = cloud_user.subject) AS user_id,"
        " roles, signed_in_at FROM cloud_user"
        " WHERE organization_id = $1 AND cloud_domain_id = $2 AND subject = $3 {lock}",
        ctx->actor.organization_id, domain_id, subject);
}

Error cloud_user_store_list(
    Ctx *ctx, Id domain_id, const CloudUserFilter *filter, CloudUserList *ret_users)
{
    return db_all(ctx, cloud_user_shape, ret_users,
        "SELECT cloud_domain_id, cloud_user.subject, cloud_user.name, cloud_user.email, link.user_id,"
        " roles, signed_in_at, " HAS_ROLES " AS has_roles, " LACKS_ROLE " AS lacks_role FROM " USERS
        " WHERE cloud_user.organization_id = $1 AND cloud_domain_id = $3"
        " AND (CAST($4 AS TEXT) IS NULL OR lower(cloud_user.name) LIKE lower($4) ESCAPE '!'"
        " OR lower(cloud_user.email) LIKE lower($4) ESCAPE '!')"
        " AND (CAST($5 AS TEXT) IS NULL OR ($5 = 'with_roles' AND " HAS_ROLES
        ")"
        " OR ($5 = 'without_roles' AND NOT " HAS_ROLES ") OR ($5 = 'lacks_role' AND " LACKS_ROLE
        ")) AND (CAST($6 AS TEXT) IS NULL OR (lower(cloud_user.name), cloud_user.subject) >"
        " (SELECT lower(last.name), last.subject FROM cloud_user AS last"
        " WHERE last.organization_id = $1 AND last.cloud_domain_id = $3 AND last.subject = $6))"
        " ORDER BY lower(cloud_user.name), cloud_user.subject LIMIT $7",
        ctx->actor.organization_id, ctx->now, domain_id, db_pattern(ctx->arena, filter->q),
        filter->state, filter->after, filter->limit);
}

Error cloud_user_store_find_person(Ctx *ctx, Id provider_id, const char *domain_name,
    const char *user_name, const char **ret_user_id)
{
    return db_text(ctx, ret_user_id,
        "SELECT user_id FROM cloud_user JOIN cloud_domain"
        " ON cloud_domain.organization_id = cloud_user.organization_id"
        " AND cloud_domain.id = cloud_domain_id WHERE provider_id = $1"
        " AND lower(cloud_domain.name) = lower($2) AND lower(cloud_user.name) = lower($3) AND user_id IS NOT NULL ORDER BY user_id LIMIT 1",
        provider_id, domain_name, user_name);
}

// ── who would lose access ────────────────────────────────────────────────────────────────────

Error cloud_access_store_list(
    Ctx *ctx, Id user_id, const char *after, int64_t limit, CloudAccessList *ret_accesses)
{
    return db_all(ctx, cloud_access_shape, ret_accesses,
        "SELECT cloud_domain.provider_id, provider.name AS provider_name, provider.settings,"
        " cloud_user.organization_id, organization.name AS organization_name, cloud_user.user_id,"
        " cloud_user.name, user_account.email, signed_in_at FROM " USERS
        " JOIN organization ON organization.id = cloud_user.organization_id"
        " JOIN user_account ON user_account.id = cloud_user.user_id"
        " WHERE link.user_id IS NOT NULL AND provider.removed_at IS NULL AND provider.is_enabled"
        " AND " LACKS_ROLE
        " AND (CAST($1 AS TEXT) IS NULL OR cloud_user.user_id = $1)"
        " AND (CAST($2 AS TEXT) IS NULL OR cloud_user.user_id > $2)"
        " ORDER BY cloud_user.user_id, cloud_domain.provider_id LIMIT $3",
        user_id, after, limit);
}
