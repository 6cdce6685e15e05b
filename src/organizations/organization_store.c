#include "organization_store.h"

#include "db/db.h"

// Of the newest profile that was not withdrawn; who may buy is approved, whatever came later.
#define PROFILE_STATE                                                                              \
    "CASE WHEN approved_at IS NOT NULL THEN 'approved' ELSE coalesce((SELECT state"                \
    " FROM submission WHERE submission.organization_id = organization.id AND kind = 'profile'"     \
    " AND state <> 'withdrawn' ORDER BY submission.id DESC LIMIT 1), 'none') END"                  \
    " AS profile_state"

Error organization_store_create(Ctx *ctx, const Organization *organization)
{
    return db_exec(ctx,
        "INSERT INTO organization (id, name, language, is_operator, is_seller, approved_at,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        organization->id, organization->name, organization->language, organization->is_operator,
        organization->is_seller, organization->approved_at, organization->created_at);
}

Error organization_store_get(Ctx *ctx, Id id, Organization *ret_organization)
{
    return db_one(ctx, organization_shape, ret_organization,
        "SELECT id, name, language, is_operator, is_seller, approved_at, created_at,"
        " " PROFILE_STATE " FROM organization WHERE id = $1",
        id);
}

Error organization_store_find(Ctx *ctx, const char *name, Organization *ret_organization)
{
    return db_one(ctx, organization_shape, ret_organization,
        "SELECT id, name, language, is_operator, is_seller, approved_at, created_at"
        " FROM organization WHERE name = $1 ORDER BY id LIMIT 1",
        name);
}

Error organization_store_lock(Ctx *ctx, Id id)
{
    int64_t is_there;
    return db_number(ctx, &is_there, "SELECT 1 FROM organization WHERE id = $1 {lock}", id);
}

Error organization_store_approve(Ctx *ctx, Id id)
{
    return db_exec(ctx,
        "UPDATE organization SET approved_at = coalesce(approved_at, $2) WHERE id = $1", id,
        ctx->now);
}

Error organization_store_change_to_seller(Ctx *ctx, Id id)
{
    return db_exec(ctx, "UPDATE organization SET is_seller = true WHERE id = $1", id);
}

// To partners that the person owns. Begins at the person's memberships, which are few: this is
// asked with every request.
#define DELEGATIONS_IN_FORCE                                                                       \
    "membership AS own JOIN delegation ON partner_id = own.organization_id"                        \
    " WHERE own.user_id = $1 AND state = 'accepted' AND expires_at > $2"                           \
    " AND EXISTS (SELECT 1 FROM membership_role AS held WHERE held.user_id = $1"                   \
    " AND held.organization_id = own.organization_id AND held.role = 'owner'"                      \
    " AND (ends_at IS NULL OR ends_at > $2))"

// A program belongs to the organization of its token, with the token's roles; who acts through a
// delegation has its roles, and only where no membership gives others.
Error organization_store_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations)
{
    return db_all(ctx, organization_summary_shape, ret_organizations,
        "SELECT id, name, is_operator, is_seller, coalesce(CASE WHEN token_roles IS NULL THEN"
        " (SELECT json_agg(role) FROM membership_role AS held"
        " WHERE held.organization_id = organization.id AND held.user_id = $1"
        " AND (ends_at IS NULL OR ends_at > $2)) ELSE (SELECT json_agg(item) FROM"
        " {list token_roles} AS held) END, '[]') AS roles, " PROFILE_STATE
        ", approved_at IS NOT NULL AS can_purchase, coalesce(addresses, '[]') AS addresses,"
        " coalesce(limits_tokens, FALSE) AS limits_tokens,"
        " coalesce(limits_sessions, FALSE) AS limits_sessions, suspended_until,"
        " coalesce(methods, '[]') AS methods, second_factor_from, partner_id, (SELECT partner.name"
        " FROM organization AS partner WHERE partner.id = partner_id) AS partner_name"
        " FROM organization"
        " JOIN"
        " (SELECT organization_id, created_at AS since, CAST(NULL AS TEXT) AS token_roles,"
        " CAST(NULL AS TEXT) AS partner_id FROM membership WHERE user_id = $1 UNION ALL"
        " SELECT organization_id, created_at, CAST(roles AS TEXT), CAST(NULL AS TEXT)"
        " FROM api_token WHERE user_id = $1 AND is_organizations UNION ALL"
        " SELECT delegation.organization_id, accepted_at, CAST(roles AS TEXT), partner_id"
        " FROM " DELEGATIONS_IN_FORCE
        " AND NOT EXISTS (SELECT 1 FROM membership"
        " WHERE membership.organization_id = delegation.organization_id"
        " AND membership.user_id = $1)) AS belonging"
        " ON belonging.organization_id = organization.id"
        " LEFT JOIN access_rules ON access_rules.organization_id = organization.id"
        " LEFT JOIN authentication_rules ON authentication_rules.organization_id = organization.id"
        " ORDER BY partner_id IS NOT NULL, since, organization.id",
        user_id, ctx->now);
}

Error organization_store_list_all(
    Ctx *ctx, const char *q, const char *after, int64_t limit, OrganizationList *ret_organizations)
{
    return db_all(ctx, organization_shape, ret_organizations,
        "SELECT id, name, language, is_operator, is_seller, approved_at, created_at,"
        " " PROFILE_STATE
        " FROM organization"
        " WHERE (CAST($1 AS TEXT) IS NULL OR lower(name) LIKE lower($1) ESCAPE '!' OR id = $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR id < $3) ORDER BY id DESC LIMIT $4",
        db_pattern(ctx->arena, q), q, after, limit);
}
