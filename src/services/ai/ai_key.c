#include "ai_key.h"

#include "ai_key_store.h"
#include "base/text.h"
#include "catalog/ai_model.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

enum { SECRET_BYTES = 20, CHECK_DIGITS = 6, PREFIX_LENGTH = 12, MAX_MODELS = 100 };

static const char *const state_names[] = {"active", "expired", "revoked", NULL};

SHAPE(ai_key_shape, AiKey, FIELD(AiKey, id, .required = true),
    FIELD(AiKey, subscription_id, .required = true), FIELD(AiKey, name, .required = true),
    FIELD(AiKey, prefix, .required = true), FIELD(AiKey, secret_digest, .hidden = true),
    FIELD(AiKey, models, .about = "Names of the models that it may call; none: all."),
    FIELD(AiKey, requests_per_minute, .about = "0: not limited."),
    FIELD(AiKey, tokens_per_minute, .about = "0: not limited."), FIELD(AiKey, expires_at),
    FIELD(AiKey, created_at, .required = true), FIELD(AiKey, created_by, .required = true),
    FIELD(AiKey, revoked_at), FIELD(AiKey, revoked_by), FIELD(AiKey, last_used_at),
    FIELD_ENUM(AiKey, state, state_names),
    FIELD(AiKey, secret, .once = true, .about = "Shown when the key is issued, never again."));

SHAPE(new_ai_key_shape, NewAiKey,
    FIELD(NewAiKey, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewAiKey, models, .max = MAX_MODELS,
        .about = "Names of models of the subscription; none: all."),
    FIELD(NewAiKey, requests_per_minute, .min = 1, .max = 1000000000),
    FIELD(NewAiKey, tokens_per_minute, .min = 1, .max = 1000000000000),
    FIELD(NewAiKey, expires_at));

static Error emit(Ctx *ctx, const AiKey *key, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", key->name);
    json_put(data, "subscription_id", key->subscription_id);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, key->id, json_finish(data));
}

static AiKeyState state_of(const Ctx *ctx, const AiKey *key)
{
    if (time_is_set(key->revoked_at))
        return AI_KEY_REVOKED;
    bool is_over = time_is_set(key->expires_at) && !time_before(ctx->now, key->expires_at);
    return is_over ? AI_KEY_EXPIRED : AI_KEY_ACTIVE;
}

// The check digits are the first 30 bits of the SHA-256 of what stands before them.
static const char *secret_issue(Arena *arena)
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    const char *secret = secret_new(arena, "kt_live_", SECRET_BYTES);
    Digest digest = digest_of(secret);
    char check[CHECK_DIGITS + 1] = {0};
    for (size_t i = 0; i < CHECK_DIGITS; i++) {
        size_t bit = i * 5;
        unsigned window = (unsigned)digest.bytes[bit / 8] << 8 | digest.bytes[bit / 8 + 1];
        check[i] = alphabet[window >> (11 - bit % 8) & 31];
    }
    return arena_printf(arena, "%s%s", secret, check);
}

static bool is_model(const AiModelList *models, const char *name)
{
    for (size_t i = 0; i < models->count; i++)
        if (text_same(models->items[i].name, name))
            return true;
    return false;
}

static Error wanted_check(Ctx *ctx, const Subscription *subscription, const NewAiKey *wanted)
{
    AiModelList models;
    TRY(ai_model_list(ctx, subscription->revision_id, &models));
    for (size_t i = 0; i < wanted->models.count; i++)
        if (!is_model(&models, wanted->models.items[i]))
            fault(ctx, arena_printf(ctx->arena, "models[%zu]", i), "not_known",
                "The subscription has no model %s.", wanted->models.items[i]);
    if (time_is_set(wanted->expires_at) && !time_before(ctx->now, wanted->expires_at))
        fault(ctx, "expires_at", "not_future", "A key can only expire in the future.");
    return faults(ctx);
}

static Error require_room(Ctx *ctx, Id subscription_id, const char *name)
{
    int64_t count;
    TRY(ai_key_store_count_named(ctx, subscription_id, name, &count));
    if (count)
        return fail(ctx, CONFLICT, "name_taken",
            "There is a key named “%s” already; names tell keys apart.", name);
    TRY(ai_key_store_count(ctx, subscription_id, &count));
    if (count >= MAX_AI_KEYS)
        return fail(ctx, CONFLICT, "too_many_keys",
            "A subscription can have %d keys; revoke one first.", MAX_AI_KEYS);
    return OK;
}

Error ai_key_issue(Ctx *ctx, Id subscription_id, const NewAiKey *wanted, AiKey *ret_key)
{
    Subscription subscription = {0};
    TRY(subscription_lock(ctx, subscription_id, &subscription));
    TRY(subscription_require_active(ctx, &subscription));
    TRY(wanted_check(ctx, &subscription, wanted));
    const char *name = text_trimmed(ctx->arena, wanted->name);
    TRY(require_room(ctx, subscription_id, name));

    const char *secret = secret_issue(ctx->arena);
    AiKey key = {
        .id = id_new("key"),
        .subscription_id = subscription_id,
        .name = name,
        .prefix = arena_text(ctx->arena, secret, PREFIX_LENGTH),
        .secret_digest = digest_of(secret),
        .models = wanted->models,
        .requests_per_minute = wanted->requests_per_minute,
        .tokens_per_minute = wanted->tokens_per_minute,
        .expires_at = wanted->expires_at,
        .created_at = ctx->now,
        .created_by = ctx->actor.user_id,
        .state = AI_KEY_ACTIVE,
        .secret = secret,
    };
    TRY(ai_key_store_create(ctx, &key));
    TRY(emit(ctx, &key, "ai_key.issued"));
    *ret_key = key;
    return OK;
}

Error ai_key_revoke(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key)
{
    AiKey key = {0};
    TRY(ai_key_store_lock(ctx, subscription_id, id, &key));
    if (!time_is_set(key.revoked_at)) {
        TRY(ai_key_store_revoke(ctx, &key));
        TRY(emit(ctx, &key, "ai_key.revoked"));
    }
    key.state = AI_KEY_REVOKED;
    *ret_key = key;
    return OK;
}

Error ai_key_revoke_all(Ctx *ctx, const Subscription *subscription)
{
    AiKeyList keys;
    TRY(ai_key_store_revoke_all(ctx, subscription->id, &keys));
    for (size_t i = 0; i < keys.count; i++)
        TRY(emit(ctx, &keys.items[i], "ai_key.revoked"));
    return OK;
}

static Error keys_list(
    Ctx *ctx, Id subscription_id, Id after, int64_t limit, bool only_active, AiKeyList *ret_keys)
{
    Subscription subscription = {0};
    TRY(subscription_get(ctx, subscription_id, &subscription));
    AiKeyList keys;
    TRY(ai_key_store_list(ctx, subscription_id, after, limit, only_active, &keys));
    for (size_t i = 0; i < keys.count; i++)
        keys.items[i].state = state_of(ctx, &keys.items[i]);
    *ret_keys = keys;
    return OK;
}

Error ai_key_list(Ctx *ctx, Id subscription_id, Id after, int64_t limit, AiKeyList *ret_keys)
{
    return keys_list(ctx, subscription_id, after, limit, false, ret_keys);
}

Error ai_key_list_active(Ctx *ctx, Id subscription_id, AiKeyList *ret_keys)
{
    return keys_list(ctx, subscription_id, ID_NONE, MAX_AI_KEYS, true, ret_keys);
}
