// gateway_key.h — what the gateway knows of keys, kept in memory for a few seconds.
//
// Both answers are kept, "this is the key" and "there is no such key", in tables of a fixed size.
// An event about a key or what it stands on removes it at once; a key that is read while such an
// event passes is read again.
#pragma once

#include "ai_request.h"
#include "gateway_health.h"
#include "gateway_limits.h"

#include "base/ctx.h"

#include <stdatomic.h>

typedef struct GatewayUpstream {
    const char *url;    // without a slash at its end
    const char *model;  // how it calls the model
    const char *secret; // its key; NULL: none
    UpstreamHealth *health;
} GatewayUpstream;

typedef struct GatewayModel {
    Id id; // the version of the model and of its price
    const char *name;
    const char *json_name;      // the same as a JSON text
    bool can[AI_RESPONSES + 1]; // by AiOperation
    bool is_allowed;            // by the key's list
    GatewayUpstream *upstreams; // in the order in which they are tried
    size_t upstream_count;
} GatewayModel;

/** Does not change but for the last members. */
typedef struct GatewayKey {
    Arena *arena; // of everything below
    Digest secret;
    Id organization_id, id, subscription_id;
    const char *subscription_state, *seller_slug;
    LimitMaxima maxima;
    Time expires_at, paused_at, revoked_at, models_created_at, read_at;
    int64_t secret_number;
    Time secret_ends_at; // TIME_NONE: it is the key's present secret
    GatewayModel *models;
    size_t model_count;
    KeyLimits *limits;
    atomic_bool is_stale; // no longer in memory: whoever holds it should ask again
    atomic_int users;
} GatewayKey;

typedef struct GatewayKeys GatewayKeys;

GatewayKeys *gateway_keys_new(void);
void gateway_keys_free(GatewayKeys *keys);

/** False if memory does not know. Else *ret_key is the key, to be closed, or NULL: no such key. */
bool gateway_keys_get(GatewayKeys *keys, Digest secret, Time now, GatewayKey **ret_key);

/** Reads the key from the database and keeps it. *ret_key NULL: there is none. */
Error gateway_keys_find(GatewayKeys *keys, Ctx *ctx, Digest secret, GatewayKey **ret_key);

/** Something happened to the key, the subscription, or (ID_NONE) to anything. */
void gateway_keys_remove(GatewayKeys *keys, Id subject);

void gateway_key_close(GatewayKey *key); // NULL is fine
