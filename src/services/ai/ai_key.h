// ai_key.h — the keys with which a customer's programs call the models of a subscription.
//
// The secret is "kt_live_", 32 Crockford digits of chance and 6 that check them, so that scanners
// for leaked secrets know one when they see it. It is shown once, when the key is issued; we keep
// its digest to recognise it and its first 12 characters so that people can tell keys apart.
// Revoking is final; cancelling the subscription revokes all of its keys.
//
// Events: ai_key.issued, ai_key.revoked (subject: the key), from which the gateways on all nodes
// learn within a second.
#pragma once

#include "base/ctx.h"
#include "subscriptions/subscription.h"

enum { MAX_AI_KEYS = 1000 }; // of a subscription, not revoked

typedef enum AiKeyState { AI_KEY_ACTIVE, AI_KEY_EXPIRED, AI_KEY_REVOKED } AiKeyState;

typedef struct AiKey {
    Id id; // key_…
    Id subscription_id;
    const char *name;   // the customer's own label, unique among those not revoked
    const char *prefix; // "kt_live_ab12"
    Digest secret_digest;
    TextList models;             // names of models it may call; none: all of the subscription
    int64_t requests_per_minute; // 0: not limited
    int64_t tokens_per_minute;   // 0: not limited
    Time expires_at;             // TIME_NONE: never
    Time created_at;
    Id created_by;
    Time revoked_at; // TIME_NONE: it is not
    Id revoked_by;
    Time last_used_at; // TIME_NONE: never
    AiKeyState state;
    const char *secret; // only of one that was just issued
} AiKey;

extern const Shape ai_key_shape;
typedef LIST_OF(AiKey) AiKeyList;

/** What one asks for; also the body of the request. */
typedef struct NewAiKey {
    const char *name;
    TextList models;
    int64_t requests_per_minute, tokens_per_minute;
    Time expires_at;
} NewAiKey;

extern const Shape new_ai_key_shape;

/**
 * Issues a key and hands out its secret for the first and last time.
 *
 * NOT_FOUND  the actor's organization has no such subscription
 * INVALID    a model that the subscription does not have; an expiry that is over
 * CONFLICT   subscription_not_active, name_taken, too_many_keys
 */
Error ai_key_issue(Ctx *ctx, Id subscription_id, const NewAiKey *wanted, AiKey *ret_key);

/** Ends it for good; one that is revoked already stays as it is. NOT_FOUND. */
Error ai_key_revoke(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key);

/** Revokes every key of the locked subscription. */
Error ai_key_revoke_all(Ctx *ctx, const Subscription *subscription);

/** Keys of the subscription, newest first, revoked ones too; after: the last one of the page
 * before, or ID_NONE. NOT_FOUND if the actor's organization has no such subscription. */
Error ai_key_list(Ctx *ctx, Id subscription_id, Id after, int64_t limit, AiKeyList *ret_keys);

/** Keys that are neither revoked nor expired, with their last use. NOT_FOUND as above. */
Error ai_key_list_active(Ctx *ctx, Id subscription_id, AiKeyList *ret_keys);
