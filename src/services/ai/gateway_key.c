#include "gateway_key.h"

#include "gateway_store.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "json/json.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 512, WAYS = 4, MAX_UNKNOWN = 4096, MAX_READS = 4 };
static const int64_t lifetime_us = SECONDS(5);

typedef struct Unknown {
    Digest secret;
    Time read_at;
} Unknown;

struct GatewayKeys {
    pthread_mutex_t lock;
    GatewayKey *known[SETS][WAYS];
    Unknown unknown[MAX_UNKNOWN];
    uint64_t version; // of what the database may say by now
};

static size_t place_of(Digest secret, size_t places)
{
    uint32_t number;
    memcpy(&number, secret.bytes, sizeof number);
    return number % places;
}

GatewayKeys *gateway_keys_new(void)
{
    GatewayKeys *keys = calloc(1, sizeof *keys);
    if (!keys)
        abort();
    pthread_mutex_init(&keys->lock, NULL);
    return keys;
}

void gateway_key_close(GatewayKey *key)
{
    if (!key || --key->users)
        return;
    if (key->limits)
        key_limits_close(key->limits);
    arena_free(key->arena);
}

static void forget(GatewayKey **place)
{
    if (*place)
        (*place)->is_stale = true;
    gateway_key_close(*place);
    *place = NULL;
}

void gateway_keys_free(GatewayKeys *keys)
{
    for (size_t i = 0; i < SETS * WAYS; i++)
        forget(&keys->known[i / WAYS][i % WAYS]);
    pthread_mutex_destroy(&keys->lock);
    free(keys);
}

// ── memory ───────────────────────────────────────────────────────────────────────────────────

static GatewayKey **way_of(GatewayKeys *keys, Digest secret)
{
    GatewayKey **set = keys->known[place_of(secret, SETS)];
    for (size_t i = 0; i < WAYS; i++)
        if (set[i] && digest_same(set[i]->secret, secret))
            return &set[i];
    return NULL;
}

// The key's own place, a free one, or that of the key that was read longest ago.
static GatewayKey **way_for(GatewayKeys *keys, Digest secret)
{
    GatewayKey **own = way_of(keys, secret);
    if (own)
        return own;
    GatewayKey **set = keys->known[place_of(secret, SETS)], **oldest = set;
    for (size_t i = 0; i < WAYS && *oldest; i++)
        if (!set[i] || time_before(set[i]->read_at, (*oldest)->read_at))
            oldest = &set[i];
    return oldest;
}

static bool is_fresh(Time read_at, Time now)
{
    return now.us - read_at.us < lifetime_us;
}

bool gateway_keys_get(GatewayKeys *keys, Digest secret, Time now, GatewayKey **ret_key)
{
    pthread_mutex_lock(&keys->lock);
    GatewayKey **way = way_of(keys, secret);
    const Unknown *unknown = &keys->unknown[place_of(secret, MAX_UNKNOWN)];
    bool is_known = way && is_fresh((*way)->read_at, now);
    bool is_unknown = is_fresh(unknown->read_at, now) && digest_same(unknown->secret, secret);
    if (is_known) {
        (*way)->users++;
        *ret_key = *way;
    } else if (is_unknown) {
        *ret_key = NULL;
    }
    pthread_mutex_unlock(&keys->lock);
    return is_known || is_unknown;
}

void gateway_keys_remove(GatewayKeys *keys, Id subject)
{
    pthread_mutex_lock(&keys->lock);
    keys->version++;
    memset(keys->unknown, 0, sizeof keys->unknown);
    for (size_t i = 0; i < SETS * WAYS; i++) {
        GatewayKey **way = &keys->known[i / WAYS][i % WAYS];
        if (*way && (!id_is_set(subject) || id_same((*way)->id, subject) ||
                        id_same((*way)->subscription_id, subject)))
            forget(way);
    }
    pthread_mutex_unlock(&keys->lock);
}

static uint64_t version_of(GatewayKeys *keys)
{
    pthread_mutex_lock(&keys->lock);
    uint64_t version = keys->version;
    pthread_mutex_unlock(&keys->lock);
    return version;
}

// Takes over what its predecessor in memory has counted, or counts with the key's other secret.
static KeyLimits *limits_of(GatewayKeys *keys, Digest secret, Digest other_secret)
{
    pthread_mutex_lock(&keys->lock);
    GatewayKey **way = way_of(keys, secret);
    if (!way)
        way = way_of(keys, other_secret);
    KeyLimits *limits = way ? key_limits_open((*way)->limits) : key_limits_new();
    pthread_mutex_unlock(&keys->lock);
    return limits;
}

// Keeps the answer, unless something happened since it was read.
static bool keep(GatewayKeys *keys, uint64_t version, Digest secret, Time now, GatewayKey *key)
{
    pthread_mutex_lock(&keys->lock);
    bool is_current = keys->version == version;
    if (is_current && key) {
        GatewayKey **way = way_for(keys, secret);
        forget(way);
        key->users++;
        *way = key;
    } else if (is_current) {
        keys->unknown[place_of(secret, MAX_UNKNOWN)] = (Unknown){secret, now};
    }
    pthread_mutex_unlock(&keys->lock);
    return is_current;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static bool is_in(TextList texts, const char *text)
{
    for (size_t i = 0; i < texts.count; i++)
        if (text_same(texts.items[i], text))
            return true;
    return false;
}

static Error read_upstream(
    Ctx *ctx, Id product_id, const UpstreamRow *row, GatewayUpstream *ret_upstream)
{
    size_t length = strlen(row->url);
    while (length && row->url[length - 1] == '/')
        length--;
    GatewayUpstream upstream = {
        .url = arena_text(ctx->arena, row->url, length),
        .model = row->upstream_model,
        .health = upstream_health_get(row->url),
    };
    if (row->has_key) {
        Blob sealed;
        TRY(gateway_store_sealed_key(ctx, product_id, row, &sealed));
        TRY(crypt_open(ctx, "ai_upstream", sealed, &upstream.secret));
    }
    *ret_upstream = upstream;
    return OK;
}

static const char *json_text_of(Arena *arena, const char *text)
{
    Json *out = json_new(arena);
    json_put(out, NULL, text);
    return json_finish(out);
}

static Error read_models(Ctx *ctx, const KeyRow *row, GatewayKey *key)
{
    ModelRowList models;
    UpstreamRowList upstreams;
    TRY(gateway_store_models(ctx, row->revision_id, &models));
    TRY(gateway_store_upstreams(ctx, row->product_id, &upstreams));
    key->models = arena_array_of(ctx->arena, GatewayModel, models.count);
    key->model_count = models.count;
    for (size_t i = 0; i < models.count; i++) {
        GatewayModel *model = &key->models[i];
        model->id = models.items[i].id;
        model->name = models.items[i].name;
        model->json_name = json_text_of(ctx->arena, model->name);
        model->is_allowed = !row->models.count || is_in(row->models, model->name);
        for (int operation = 0; ai_operation_names[operation]; operation++)
            model->can[operation] =
                is_in(models.items[i].capabilities, ai_operation_names[operation]);
        model->upstreams = arena_array_of(ctx->arena, GatewayUpstream, upstreams.count);
        for (size_t j = 0; j < upstreams.count; j++)
            if (text_same(upstreams.items[j].model_name, model->name))
                TRY(read_upstream(ctx, row->product_id, &upstreams.items[j],
                    &model->upstreams[model->upstream_count++]));
    }
    return OK;
}

static Error read_recent(Ctx *ctx, const KeyRow *row, KeyLimits *limits)
{
    Time minute = {ctx->now.us - ctx->now.us % MINUTES(1)};
    RecentRow recent = {0};
    TRY(gateway_store_recent(ctx, row, minute, &recent));
    key_limits_require(limits, ctx->now,
        (AiLimit){.current = recent.requests, .previous = recent.previous_requests},
        (AiLimit){.current = recent.tokens, .previous = recent.previous_tokens});
    return OK;
}

static Error read_key(Ctx *ctx, GatewayKeys *keys, GatewayKey *key)
{
    KeyRow row = {0};
    TRY(gateway_store_key(ctx, key->secret, &row));
    key->organization_id = row.organization_id;
    key->id = row.id;
    key->subscription_id = row.subscription_id;
    key->subscription_state = row.subscription_state;
    key->seller_slug = row.seller_slug;
    key->maxima = (LimitMaxima){row.requests_per_minute, row.tokens_per_minute};
    key->expires_at = row.expires_at;
    key->paused_at = row.paused_at;
    key->revoked_at = row.revoked_at;
    key->secret_number = row.secret_number;
    key->secret_ends_at = row.secret_ends_at;
    key->models_created_at = row.revision_created_at;
    key->read_at = ctx->now;
    key->limits = limits_of(keys, key->secret, row.other_secret);
    if (row.requests_per_minute || row.tokens_per_minute)
        TRY(read_recent(ctx, &row, key->limits));
    return read_models(ctx, &row, key);
}

// Everything of one snapshot.
static Error read_in_transaction(Ctx *ctx, GatewayKeys *keys, GatewayKey *key)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(read_key(ctx, keys, key));
    return tx_commit(&tx);
}

// What is read lives as long as the key does, so it is read into the key's own arena.
static Error read_once(GatewayKeys *keys, Ctx *ctx, Digest secret, GatewayKey **ret_key)
{
    Arena *arena = arena_new(), *outer = ctx->arena;
    GatewayKey *key = arena_new_of(arena, GatewayKey);
    key->arena = arena;
    key->secret = secret;
    key->users = 1;
    ctx->arena = arena;
    Error error = read_in_transaction(ctx, keys, key);
    ctx->arena = outer;
    if (!error) {
        *ret_key = key;
        return OK;
    }
    if (error != NOT_FOUND)
        ctx->failure.message = arena_printf(outer, "%s", ctx->failure.message);
    gateway_key_close(key);
    *ret_key = NULL;
    return error == NOT_FOUND ? OK : error;
}

Error gateway_keys_find(GatewayKeys *keys, Ctx *ctx, Digest secret, GatewayKey **ret_key)
{
    for (int i = 0; i < MAX_READS; i++) {
        uint64_t version = version_of(keys);
        GatewayKey *key;
        TRY(read_once(keys, ctx, secret, &key));
        if (keep(keys, version, secret, ctx->now, key)) {
            *ret_key = key;
            return OK;
        }
        gateway_key_close(key);
    }
    return fail(ctx, UNAVAILABLE, "busy", "Keys change too quickly.");
}
