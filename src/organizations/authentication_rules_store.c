#include "authentication_rules_store.h"

#include "db/db.h"
#include "json/json.h"

static SHAPE(member_methods_shape, MemberMethods, FIELD(MemberMethods, user_id),
    FIELD(MemberMethods, name), FIELD(MemberMethods, email), FIELD(MemberMethods, has_password),
    FIELD(MemberMethods, has_passkey), FIELD(MemberMethods, has_device),
    FIELD(MemberMethods, is_owner), FIELD(MemberMethods, providers));

Error authentication_rules_store_get(Ctx *ctx, AuthenticationRules *ret_rules)
{
    return db_one(ctx, authentication_rules_shape, ret_rules,
        "SELECT methods, second_factor_from, user_account.name AS changed_by_name, changed_at,"
        " version FROM authentication_rules"
        " LEFT JOIN user_account ON user_account.id = changed_by WHERE organization_id = $1",
        ctx->actor.organization_id);
}

Error authentication_rules_store_write(
    Ctx *ctx, const NewAuthenticationRules *rules, int64_t version)
{
    return db_exec(ctx,
        "INSERT INTO authentication_rules (organization_id, methods, second_factor_from,"
        " changed_by, changed_at, version) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (organization_id) DO UPDATE SET methods = excluded.methods,"
        " second_factor_from = excluded.second_factor_from, changed_by = excluded.changed_by,"
        " changed_at = excluded.changed_at, version = excluded.version",
        ctx->actor.organization_id, json_of_texts(ctx->arena, rules->methods),
        rules->second_factor_from, ctx->actor.user_id, ctx->now, version);
}

Error authentication_rules_store_list_providers(Ctx *ctx, AuthenticationProviderList *ret_providers)
{
    return db_all(ctx, authentication_provider_shape, ret_providers,
        "SELECT id, name, is_platform FROM identity_provider"
        " WHERE is_enabled AND removed_at IS NULL AND (is_platform OR organization_id = $1)"
        " ORDER BY is_platform, name, id",
        ctx->actor.organization_id);
}

// A provider that is asked anew what it is can be signed in by in a moment; one that failed not.
Error authentication_rules_store_list_members(Ctx *ctx, MemberMethodsList *ret_members)
{
    return db_all(ctx, member_methods_shape, ret_members,
        "SELECT member.user_id, person.name, person.email, password_hash IS NOT NULL AS has_password,"
        " EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = person.id) AS has_passkey,"
        " EXISTS (SELECT 1 FROM second_factor WHERE second_factor.user_id = person.id"
        " AND confirmed_at IS NOT NULL) AS has_device,"
        " EXISTS (SELECT 1 FROM membership_role AS held WHERE held.organization_id = $1"
        " AND held.user_id = person.id AND role = 'owner' AND (ends_at IS NULL OR ends_at > $2))"
        " AS is_owner,"
        " coalesce((SELECT json_agg(provider.id) FROM identity_provider AS provider"
        " WHERE is_enabled AND removed_at IS NULL AND state <> 'failed' AND ("
        " ((is_platform OR provider.organization_id = $1) AND EXISTS (SELECT 1"
        " FROM linked_identity AS link WHERE link.provider_id = provider.id"
        " AND link.user_id = person.id)) OR (provider.organization_id = $1"
        " AND EXISTS (SELECT 1 FROM mail_domain WHERE mail_domain.organization_id = $1"
        " AND provider_id = provider.id AND confirmed_at IS NOT NULL"
        " AND lower(person.email) LIKE '%@' || domain)))), '[]') AS providers"
        " FROM membership AS member JOIN user_account AS person ON person.id = member.user_id"
        " WHERE member.organization_id = $1 AND closed_at IS NULL"
        " ORDER BY lower(person.name), person.id",
        ctx->actor.organization_id, ctx->now);
}

Error authentication_rules_store_count_own(
    Ctx *ctx, Id organization_id, const char *provider_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM identity_provider"
        " WHERE organization_id = $1 AND id = $2 AND NOT is_platform",
        organization_id, provider_id);
}
