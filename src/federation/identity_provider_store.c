#include "identity_provider_store.h"

#include "db/db.h"
#include "json/json.h"

#define PROVIDER_COLUMNS                                                                            \
    "organization_id, id, kind, name, address, client_id, sealed_secret IS NOT NULL AS has_secret," \
    " is_platform, is_enabled, creates_users, settings, state, problem, checked_at, metadata,"      \
    " keys, fetched_at, version, created_by, created_at"

static const char *metadata_of(Arena *arena, const IdentityProvider *provider)
{
    return provider->metadata ? json_of(arena, &openid_metadata_shape, provider->metadata) : NULL;
}

Error identity_provider_store_create(Ctx *ctx, const IdentityProvider *provider, Blob sealed_secret)
{
    return db_exec(ctx,
        "INSERT INTO identity_provider (organization_id, id, kind, name, address, client_id,"
        " sealed_secret, is_platform, is_enabled, creates_users, settings, state, created_by,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        provider->organization_id, provider->id, provider_kind_names[provider->kind],
        provider->name, provider->address, provider->client_id, sealed_secret,
        provider->is_platform, provider->is_enabled, provider->creates_users,
        provider->settings.text, provider_state_names[provider->state], provider->created_by,
        provider->created_at);
}

Error identity_provider_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM identity_provider WHERE organization_id = $1 AND removed_at IS NULL",
        ctx->actor.organization_id);
}

// Of one that was removed, too: something may be left there.
Error identity_provider_store_get_share(Ctx *ctx, Id id, Id *ret_share)
{
    const char *share;
    TRY(db_text(ctx, &share,
        "SELECT CASE WHEN is_platform THEN id ELSE organization_id END FROM identity_provider"
        " WHERE id = $1",
        id));
    *ret_share = id_from(share);
    return OK;
}

// With how many people are linked to it.
Error identity_provider_store_get(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    return db_one(ctx, identity_provider_shape, ret_provider,
        "SELECT " PROVIDER_COLUMNS
        ", (SELECT count(*) FROM linked_identity WHERE provider_id = identity_provider.id) AS people"
        " FROM identity_provider WHERE organization_id = $1 AND id = $2 AND removed_at IS NULL",
        ctx->actor.organization_id, id);
}

Error identity_provider_store_lock(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    return db_one(ctx, identity_provider_shape, ret_provider,
        "SELECT " PROVIDER_COLUMNS
        " FROM identity_provider WHERE organization_id = $1 AND id = $2 AND removed_at IS NULL"
        " {lock}",
        ctx->actor.organization_id, id);
}

Error identity_provider_store_list(Ctx *ctx, IdentityProviderList *ret_providers)
{
    return db_all(ctx, identity_provider_shape, ret_providers,
        "SELECT " PROVIDER_COLUMNS
        ", (SELECT count(*) FROM linked_identity WHERE provider_id = identity_provider.id) AS people"
        " FROM identity_provider WHERE organization_id = $1 AND removed_at IS NULL"
        " ORDER BY name, id",
        ctx->actor.organization_id);
}

Error identity_provider_store_get_secret(
    Ctx *ctx, const IdentityProvider *provider, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_secret FROM identity_provider WHERE organization_id = $1 AND id = $2",
        provider->organization_id, provider->id);
}

Error identity_provider_store_change(Ctx *ctx, const IdentityProvider *provider)
{
    return db_exec(ctx,
        "UPDATE identity_provider SET name = $3, client_id = $4, is_enabled = $5,"
        " creates_users = $6, settings = $7, state = $8, version = version + 1"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, provider->id, provider->name, provider->client_id,
        provider->is_enabled, provider->creates_users, provider->settings.text,
        provider_state_names[provider->state]);
}

Error identity_provider_store_change_secret(Ctx *ctx, Id id, Blob sealed_secret)
{
    return db_exec(ctx,
        "UPDATE identity_provider SET sealed_secret = $3 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, sealed_secret);
}

Error identity_provider_store_write_check(Ctx *ctx, const IdentityProvider *provider)
{
    return db_exec(ctx,
        "UPDATE identity_provider SET state = $3, problem = $4, checked_at = $5"
        " WHERE organization_id = $1 AND id = $2 AND removed_at IS NULL",
        provider->organization_id, provider->id, provider_state_names[provider->state],
        provider->problem, provider->checked_at);
}

Error identity_provider_store_write_discovery(Ctx *ctx, const IdentityProvider *provider)
{
    return db_exec(ctx,
        "UPDATE identity_provider SET metadata = $3, keys = $4, fetched_at = $5"
        " WHERE organization_id = $1 AND id = $2 AND removed_at IS NULL",
        provider->organization_id, provider->id, metadata_of(ctx->arena, provider),
        provider->keys.text, provider->fetched_at);
}

Error identity_provider_store_remove(Ctx *ctx, Id id)
{
    return db_exec(ctx,
        "UPDATE identity_provider SET removed_at = $3, sealed_secret = NULL"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, ctx->now);
}

// ── of all organizations ─────────────────────────────────────────────────────────────────────

Error identity_provider_store_find(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    return db_one(ctx, identity_provider_shape, ret_provider,
        "SELECT " PROVIDER_COLUMNS
        " FROM identity_provider WHERE id = $1 AND is_enabled AND removed_at IS NULL",
        id);
}

Error identity_provider_store_list_methods(
    Ctx *ctx, const char *domain, Id provider_id, SignInMethodList *ret_methods)
{
    return db_all(ctx, sign_in_method_shape, ret_methods,
        "SELECT id, kind, name, is_platform, settings ->> 'password_page' AS password_page"
        " FROM identity_provider"
        " WHERE is_enabled AND state = 'ready' AND removed_at IS NULL AND (is_platform OR id = $2"
        " OR organization_id IN (SELECT organization_id FROM membership WHERE user_id = $3)"
        " OR id IN (SELECT provider_id FROM mail_domain"
        " WHERE domain = $1 AND confirmed_at IS NOT NULL))"
        " ORDER BY is_platform, name, id",
        domain, provider_id, ctx->actor.user_id);
}
