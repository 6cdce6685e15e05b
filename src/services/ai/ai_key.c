#include "ai_key.h"

#include "ai_key_store.h"
#include "base/text.h"
#include "catalog/ai_model.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

enum {
    SECRET_BYTES = 20,
    CHECK_DIGITS = 6,
    PREFIX_LENGTH = 12,
    MAX_MODELS = 100,
    MAX_OVERLAP_HOURS = 7 * 24
};

static const char *const state_names[] = {"active", "paused", "expired", "revoked", NULL};

SHAPE(ai_key_shape, AiKey, FIELD(AiKey, id, .required = true),
    FIELD(AiKey, subscription_id, .required = true), FIELD(AiKey, name, .required = true),
    FIELD(AiKey, prefix, .required = true), FIELD(AiKey, secret_digest, .hidden = true),
    FIELD(AiKey, models, .about = "Names of the models that it may call; none: all."),
    FIELD(AiKey, requests_per_minute, .about = "0: not limited."),
    FIELD(AiKey, tokens_per_minute, .about = "0: not limited."), FIELD(AiKey, expires_at),
    FIELD(AiKey, created_at, .required = true), FIELD(AiKey, created_by, .required = true),
    FIELD(AiKey, paused_at), FIELD(AiKey, paused_by), FIELD(AiKey, revoked_at),
    FIELD(AiKey, revoked_by), FIELD(AiKey, last_used_at),
    FIELD(AiKey, secret_number, .hidden = true),
    FIELD(AiKey, former_prefix, .about = "Of the secret before, while it works too."),
    FIELD(AiKey, former_secret_ends_at),
    FIELD(AiKey, former_last_used_at, .about = "Since the rotation."),
    FIELD_ENUM(AiKey, state, state_names),
    FIELD(AiKey, secret, .once = true,
        .about = "Shown when the key is issued or rotated, never again."));

SHAPE(new_ai_key_shape, NewAiKey,
    FIELD(NewAiKey, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewAiKey, models, .max = MAX_MODELS,
        .about = "Names of models of the subscription; none: all."),
    FIELD(NewAiKey, requests_per_minute, .min = 1, .max = 1000000000),
    FIELD(NewAiKey, tokens_per_minute, .min = 1, .max = 1000000000000),
    FIELD(NewAiKey, expires_at));

SHAPE(rotation_shape, Rotation,
    FIELD(Rotation, overlap_hours, .max = MAX_OVERLAP_HOURS, .if_absent = 24,
        .about = "How long the former secret goes on; 0: it ends at once."));

// What happened also tells gateways from which number on secrets work; 0: nothing ended.
static Error emit_secrets(
    Ctx *ctx, const AiKey *key, const char *kind, int64_t oldest_secret_number)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", key->name);
    json_put(data, "subscription_id", key->subscription_id);
    if (oldest_secret_number)
        json_put(data, "oldest_secret_number", oldest_secret_number);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, key->id, json_finish(data));
}

static Error emit(Ctx *ctx, const AiKey *key, const char *kind)
{
    return emit_secrets(ctx, key, kind, 0);
}

static AiKeyState state_of(const Ctx *ctx, const AiKey *key)
{
    if (time_is_set(key->revoked_at))
        return AI_KEY_REVOKED;
    if (time_is_set(key->expires_at) && !time_before(ctx->now, key->expires_at))
        return AI_KEY_EXPIRED;
    return time_is_set(key->paused_at) ? AI_KEY_PAUSED : AI_KEY_ACTIVE;
}

static bool has_former_secret(const Ctx *ctx, const AiKey *key)
{
    return key->state < AI_KEY_EXPIRED && time_before(ctx->now, key->former_secret_ends_at);
}

// What follows from the row and the time.
static void derive(const Ctx *ctx, AiKey *key)
{
    key->state = state_of(ctx, key);
    if (has_former_secret(ctx, key))
        return;
    key->former_prefix = NULL;
    key->former_secret_ends_at = key->former_last_used_at = TIME_NONE;
}

static Error key_lock(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key)
{
    *ret_key = (AiKey){.id = ID_NONE};
    TRY(ai_key_store_lock(ctx, subscription_id, id, ret_key));
    derive(ctx, ret_key);
    return OK;
}

static Error require_not_revoked(Ctx *ctx, const AiKey *key)
{
    return key->state == AI_KEY_REVOKED ? fail(ctx, CONFLICT, "key_revoked",
                                              "This key was deactivated for good; make a new one.")
                                        : OK;
}

static Error require_not_over(Ctx *ctx, const AiKey *key)
{
    TRY(require_not_revoked(ctx, key));
    return key->state == AI_KEY_EXPIRED ? fail(ctx, CONFLICT, "key_expired",
                                              "This key has expired; give it a later end first.")
                                        : OK;
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

static Error wanted_check(
    Ctx *ctx, const Subscription *subscription, const NewAiKey *wanted, Time present_end)
{
    AiModelList models;
    TRY(ai_model_list(ctx, subscription->revision_id, &models));
    for (size_t i = 0; i < wanted->models.count; i++)
        if (!is_model(&models, wanted->models.items[i]))
            fault(ctx, arena_printf(ctx->arena, "models[%zu]", i), "not_known",
                "The subscription has no model %s.", wanted->models.items[i]);
    bool is_new_end = wanted->expires_at.us != present_end.us && time_is_set(wanted->expires_at);
    if (is_new_end && !time_before(ctx->now, wanted->expires_at))
        fault(ctx, "expires_at", "not_future", "A key can only expire in the future.");
    return faults(ctx);
}

static Error require_free_name(Ctx *ctx, Id subscription_id, Id id, const char *name)
{
    int64_t count;
    TRY(ai_key_store_count_named(ctx, subscription_id, id, name, &count));
    return count ? fail(ctx, CONFLICT, "name_taken",
                       "There is a key named “%s” already; names tell keys apart.", name)
                 : OK;
}

static Error require_room(Ctx *ctx, Id subscription_id)
{
    int64_t count;
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
    TRY(wanted_check(ctx, &subscription, wanted, TIME_NONE));
    const char *name = text_trimmed(ctx->arena, wanted->name);
    TRY(require_free_name(ctx, subscription_id, ID_NONE, name));
    TRY(require_room(ctx, subscription_id));

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
        .secret_number = 1,
        .state = AI_KEY_ACTIVE,
        .secret = secret,
    };
    TRY(ai_key_store_create(ctx, &key));
    TRY(emit(ctx, &key, "ai_key.issued"));
    *ret_key = key;
    return OK;
}

Error ai_key_change(Ctx *ctx, Id subscription_id, Id id, const NewAiKey *wanted, AiKey *ret_key)
{
    Subscription subscription = {0};
    AiKey key;
    TRY(subscription_lock(ctx, subscription_id, &subscription));
    TRY(key_lock(ctx, subscription_id, id, &key));
    TRY(require_not_revoked(ctx, &key));
    TRY(wanted_check(ctx, &subscription, wanted, key.expires_at));
    key.name = text_trimmed(ctx->arena, wanted->name);
    TRY(require_free_name(ctx, subscription_id, id, key.name));
    key.models = wanted->models;
    key.requests_per_minute = wanted->requests_per_minute;
    key.tokens_per_minute = wanted->tokens_per_minute;
    key.expires_at = wanted->expires_at;
    TRY(ai_key_store_change(ctx, &key));
    TRY(emit(ctx, &key, "ai_key.changed"));
    return key_lock(ctx, subscription_id, id, ret_key); // with what follows from the new end
}

Error ai_key_rotate(Ctx *ctx, Id subscription_id, Id id, const Rotation *rotation, AiKey *ret_key)
{
    Subscription subscription = {0};
    AiKey key;
    TRY(subscription_lock(ctx, subscription_id, &subscription));
    TRY(subscription_require_active(ctx, &subscription));
    TRY(key_lock(ctx, subscription_id, id, &key));
    TRY(require_not_over(ctx, &key));
    key.secret = secret_issue(ctx->arena);
    key.secret_digest = digest_of(key.secret);
    key.former_prefix = key.prefix;
    key.former_secret_ends_at = time_after(ctx->now, HOURS(rotation->overlap_hours));
    key.former_last_used_at = TIME_NONE;
    key.prefix = arena_text(ctx->arena, key.secret, PREFIX_LENGTH);
    key.secret_number++;
    TRY(ai_key_store_rotate(ctx, &key));
    derive(ctx, &key);
    TRY(emit_secrets(
        ctx, &key, "ai_key.rotated", key.secret_number - has_former_secret(ctx, &key)));
    *ret_key = key;
    return OK;
}

Error ai_key_end_former_secret(Ctx *ctx, Id subscription_id, Id id)
{
    AiKey key;
    TRY(key_lock(ctx, subscription_id, id, &key));
    if (!has_former_secret(ctx, &key))
        return OK;
    TRY(ai_key_store_end_former_secret(ctx, key.id));
    return emit_secrets(ctx, &key, "ai_key.former_secret_ended", key.secret_number);
}

static Error pause_change(Ctx *ctx, Id subscription_id, Id id, bool pauses, AiKey *ret_key)
{
    AiKey key;
    TRY(key_lock(ctx, subscription_id, id, &key));
    TRY(require_not_over(ctx, &key));
    if (time_is_set(key.paused_at) != pauses) {
        key.paused_at = pauses ? ctx->now : TIME_NONE;
        key.paused_by = pauses ? ctx->actor.user_id : ID_NONE;
        TRY(ai_key_store_change_pause(ctx, &key));
        TRY(emit(ctx, &key, pauses ? "ai_key.paused" : "ai_key.resumed"));
    }
    derive(ctx, &key);
    *ret_key = key;
    return OK;
}

Error ai_key_pause(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key)
{
    return pause_change(ctx, subscription_id, id, true, ret_key);
}

Error ai_key_resume(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key)
{
    return pause_change(ctx, subscription_id, id, false, ret_key);
}

Error ai_key_revoke(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key)
{
    AiKey key;
    TRY(key_lock(ctx, subscription_id, id, &key));
    if (!time_is_set(key.revoked_at)) {
        TRY(ai_key_store_revoke(ctx, &key));
        TRY(emit(ctx, &key, "ai_key.revoked"));
    }
    derive(ctx, &key);
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
        derive(ctx, &keys.items[i]);
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
