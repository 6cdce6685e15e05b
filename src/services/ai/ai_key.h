// ai_key.h — the keys with which a customer's programs call the models of a subscription.
//
// The secret is "kt_live_", 32 Crockford digits of chance and 6 that check them, so that scanners
// for leaked secrets know one when they see it. It is shown once, when the key is issued; we keep
// its digest to recognise it and its first 12 characters so that people can tell keys apart.
// Rotating gives the key a new secret; the former one goes on until its end, so that programs can
// change over. There are never more than these two. Pausing can be taken back; revoking is final;
// cancelling the subscription revokes all of its keys.
//
// Events: ai_key.issued, .changed, .rotated, .former_secret_ended, .paused, .resumed, .revoked
// (subject: the key), from which the gateways on all nodes learn within a second.
#pragma once

#include "base/ctx.h"
#include "subscriptions/subscription.h"

enum { MAX_AI_KEYS = 1000 }; // of a subscription, not revoked

typedef enum AiKeyState {
    AI_KEY_ACTIVE,
    AI_KEY_PAUSED,
    AI_KEY_EXPIRED,
    AI_KEY_REVOKED,
} AiKeyState;

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
    Time paused_at; // TIME_NONE: it is not
    Id paused_by;
    Time revoked_at; // TIME_NONE: it is not
    Id revoked_by;
    Time last_used_at;     // TIME_NONE: never
    int64_t secret_number; // 1: the first
    // Of the secret before this one, as long as it works too; not set otherwise.
    const char *former_prefix;
    Time former_secret_ends_at;
    Time former_last_used_at; // since the rotation; TIME_NONE: never
    AiKeyState state;
    const char *secret; // only of one that was just issued or rotated
} AiKey;

extern const Shape ai_key_shape;
typedef LIST_OF(AiKey) AiKeyList;

/** What one asks for, or changes it to; also the body of the request. */
typedef struct NewAiKey {
    const char *name;
    TextList models;
    int64_t requests_per_minute, tokens_per_minute;
    Time expires_at;
} NewAiKey;

extern const Shape new_ai_key_shape;

typedef struct Rotation {
    int64_t overlap_hours; // for which the former secret goes on; 0: it ends now
} Rotation;

extern const Shape rotation_shape;

/**
 * Issues a key and hands out its secret for the first and last time.
 *
 * NOT_FOUND  the actor's organization has no such subscription
 * INVALID    a model that the subscription does not have; an expiry that is over
 * CONFLICT   subscription_not_active, name_taken, too_many_keys
 */
Error ai_key_issue(Ctx *ctx, Id subscription_id, const NewAiKey *wanted, AiKey *ret_key);

/**
 * Replaces its name, models, limits and end.
 *
 * NOT_FOUND  INVALID as above; the end may stay as it is
 * CONFLICT   key_revoked, name_taken
 */
Error ai_key_change(Ctx *ctx, Id subscription_id, Id id, const NewAiKey *wanted, AiKey *ret_key);

/**
 * Gives it a new secret, handed out for the first and last time. The one that was current becomes
 * the former one; one that was former already ends now.
 *
 * NOT_FOUND
 * CONFLICT   subscription_not_active, key_revoked, key_expired
 */
Error ai_key_rotate(Ctx *ctx, Id subscription_id, Id id, const Rotation *rotation, AiKey *ret_key);

/** Ends the former secret now; where there is none, nothing changes. NOT_FOUND. */
Error ai_key_end_former_secret(Ctx *ctx, Id subscription_id, Id id);

/** Has its calls refused until it is resumed; again changes nothing. NOT_FOUND;
 * CONFLICT key_revoked, key_expired. */
Error ai_key_pause(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key);
Error ai_key_resume(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key);

/** Ends it for good; one that is revoked already stays as it is. NOT_FOUND. */
Error ai_key_revoke(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key);

/** Revokes every key of the locked subscription. */
Error ai_key_revoke_all(Ctx *ctx, const Subscription *subscription);

/** Keys of the subscription, newest first, revoked ones too; after: the last one of the page
 * before, or ID_NONE. NOT_FOUND if the actor's organization has no such subscription. */
Error ai_key_list(Ctx *ctx, Id subscription_id, Id after, int64_t limit, AiKeyList *ret_keys);

/** Keys that are neither revoked nor expired, paused ones too, with their last use. NOT_FOUND as
 * above. */
Error ai_key_list_active(Ctx *ctx, Id subscription_id, AiKeyList *ret_keys);
