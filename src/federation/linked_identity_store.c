#include "linked_identity_store.h"

#include "db/db.h"

Error linked_identity_store_create(Ctx *ctx, const LinkedIdentity *identity)
{
    return db_exec(ctx,
        "INSERT INTO linked_identity (provider_id, subject, user_id, email, created_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        identity->provider_id, identity->subject, identity->user_id, identity->email,
        identity->created_at);
}

Error linked_identity_store_find(
    Ctx *ctx, Id provider_id, const char *subject, LinkedIdentity *ret_identity)
{
    return db_one(ctx, linked_identity_shape, ret_identity,
        "SELECT provider_id, subject, user_id, email, created_at, last_used_at"
        " FROM linked_identity WHERE provider_id = $1 AND subject = $2",
        provider_id, subject);
}

Error linked_identity_store_list(Ctx *ctx, Id user_id, LinkedIdentityList *ret_identities)
{
    return db_all(ctx, linked_identity_shape, ret_identities,
        "SELECT link.provider_id, provider.name AS provider_name, link.subject, link.user_id,"
        " link.email, link.created_at, link.last_used_at FROM linked_identity AS link"
        " JOIN identity_provider AS provider ON provider.id = link.provider_id"
        " WHERE link.user_id = $1 ORDER BY provider.name, provider.id",
        user_id);
}

Error linked_identity_store_list_member(
    Ctx *ctx, Id organization_id, Id user_id, LinkedIdentityList *ret_identities)
{
    return db_all(ctx, linked_identity_shape, ret_identities,
        "SELECT provider_id, subject, user_id, email, created_at, last_used_at"
        " FROM linked_identity WHERE user_id = $2 AND provider_id IN"
        " (SELECT id FROM identity_provider WHERE organization_id = $1) ORDER BY provider_id",
        organization_id, user_id);
}

Error linked_identity_store_write_use(
    Ctx *ctx, Id provider_id, const char *subject, const char *email)
{
    return db_exec(ctx,
        "UPDATE linked_identity SET last_used_at = $3, email = $4"
        " WHERE provider_id = $1 AND subject = $2",
        provider_id, subject, ctx->now, email);
}

Error linked_identity_store_remove(Ctx *ctx, Id user_id, Id provider_id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM linked_identity WHERE user_id = $1 AND provider_id = $2", user_id,
        provider_id);
}

Error linked_identity_store_count_dependent(Ctx *ctx, Id provider_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM user_account AS person WHERE closed_at IS NULL"
        " AND EXISTS (SELECT 1 FROM linked_identity AS link"
        " WHERE link.user_id = person.id AND link.provider_id = $1)"
        " AND NOT EXISTS (SELECT 1 FROM membership AS own"
        " WHERE own.user_id = person.id AND own.organization_id = $2)"
        " AND ((password_hash IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = person.id)"
        " AND NOT EXISTS (SELECT 1 FROM linked_identity AS link"
        " JOIN identity_provider AS provider ON provider.id = link.provider_id"
        " WHERE link.user_id = person.id AND provider.id <> $1"
        " AND is_enabled AND removed_at IS NULL))"
        " OR EXISTS (SELECT 1 FROM membership AS member JOIN authentication_rules AS rules"
        " ON rules.organization_id = member.organization_id WHERE member.user_id = person.id"
        " AND EXISTS (SELECT 1 FROM {list rules.methods} AS method)"
        " AND NOT EXISTS (SELECT 1 FROM {list rules.methods} AS method WHERE item <> $1)))",
        provider_id, ctx->actor.organization_id);
}

Error linked_identity_store_remove_all(Ctx *ctx, Id provider_id)
{
    return db_exec(ctx, "DELETE FROM linked_identity WHERE provider_id = $1", provider_id);
}

Error linked_identity_store_remove_user(Ctx *ctx, Id user_id)
{
    return db_exec(ctx, "DELETE FROM linked_identity WHERE user_id = $1", user_id);
}

Error linked_identity_store_remove_member(Ctx *ctx, Id organization_id, Id user_id)
{
    return db_exec(ctx,
        "DELETE FROM linked_identity WHERE user_id = $2 AND provider_id IN"
        " (SELECT id FROM identity_provider WHERE organization_id = $1)",
        organization_id, user_id);
}
