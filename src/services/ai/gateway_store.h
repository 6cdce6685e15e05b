// gateway_store.h — what the gateway must know of a key before a call. Private to src/services/ai.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct KeyRow {
    Id organization_id, id, subscription_id, product_id, revision_id;
    const char *subscription_state, *seller_slug;
    TextList models;                                // empty: all
    int64_t requests_per_minute, tokens_per_minute; // 0: no limit
    Time expires_at, paused_at, revoked_at, revision_created_at;
    int64_t secret_number;
    Time secret_ends_at; // of a former secret; TIME_NONE: it is the present one
    Digest other_secret; // the key's present or former one
} KeyRow;

typedef struct ModelRow {
    Id id;
    const char *name;
    TextList capabilities;
} ModelRow;
typedef LIST_OF(ModelRow) ModelRowList;

typedef struct UpstreamRow {
    const char *model_name, *url, *upstream_model;
    int64_t position;
    bool has_key;
} UpstreamRow;
typedef LIST_OF(UpstreamRow) UpstreamRowList;

/** What a key used in two minutes. */
typedef struct RecentRow {
    int64_t requests, tokens, previous_requests, previous_tokens;
} RecentRow;

Error gateway_store_key(Ctx *ctx, Digest secret, KeyRow *ret_row); // NOT_FOUND if there is none
Error gateway_store_models(Ctx *ctx, Id revision_id, ModelRowList *ret_rows);
/** As the active revision of the product says, whichever the key's subscription is of. */
Error gateway_store_upstreams(Ctx *ctx, Id product_id, UpstreamRowList *ret_rows);
Error gateway_store_sealed_key(
    Ctx *ctx, Id product_id, const UpstreamRow *upstream, Blob *ret_sealed);
Error gateway_store_recent(Ctx *ctx, const KeyRow *key, Time minute, RecentRow *ret_row);
