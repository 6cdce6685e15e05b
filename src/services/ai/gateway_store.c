#include "gateway_store.h"

#include "db/db.h"

static SHAPE(key_shape, KeyRow, FIELD(KeyRow, organization_id), FIELD(KeyRow, id),
    FIELD(KeyRow, subscription_id), FIELD(KeyRow, product_id), FIELD(KeyRow, revision_id),
    FIELD(KeyRow, subscription_state), FIELD(KeyRow, seller_slug), FIELD(KeyRow, models),
    FIELD(KeyRow, requests_per_minute), FIELD(KeyRow, tokens_per_minute), FIELD(KeyRow, expires_at),
    FIELD(KeyRow, paused_at), FIELD(KeyRow, revoked_at), FIELD(KeyRow, revision_created_at),
    FIELD(KeyRow, secret_number), FIELD(KeyRow, secret_ends_at), FIELD(KeyRow, other_secret));

static SHAPE(model_shape, ModelRow, FIELD(ModelRow, id), FIELD(ModelRow, name),
    FIELD(ModelRow, capabilities));

static SHAPE(upstream_shape, UpstreamRow, FIELD(UpstreamRow, model_name), FIELD(UpstreamRow, url),
    FIELD(UpstreamRow, upstream_model), FIELD(UpstreamRow, position), FIELD(UpstreamRow, has_key));

static SHAPE(recent_shape, RecentRow, FIELD(RecentRow, requests), FIELD(RecentRow, tokens),
    FIELD(RecentRow, previous_requests), FIELD(RecentRow, previous_tokens));

Error gateway_store_key(Ctx *ctx, Digest secret, KeyRow *ret_row)
{
    return db_one(ctx, key_shape, ret_row,
        "SELECT k.organization_id, k.id, k.subscription_id, s.product_id, s.revision_id,"
        " s.state AS subscription_state, seller.slug AS seller_slug, k.models,"
        " k.requests_per_minute, k.tokens_per_minute, k.expires_at, k.paused_at, k.revoked_at,"
        " k.secret_number - CASE WHEN k.secret_digest = $1 THEN 0 ELSE 1 END AS secret_number,"
        " CASE WHEN k.secret_digest <> $1 THEN k.former_secret_ends_at END AS secret_ends_at,"
        " CASE WHEN k.secret_digest = $1 THEN k.former_secret_digest ELSE k.secret_digest END"
        " AS other_secret,"
        " r.created_at AS revision_created_at FROM ai_key k"
        " JOIN subscription s ON s.organization_id = k.organization_id AND s.id = k.subscription_id"
        " JOIN revision r ON r.id = s.revision_id JOIN seller ON seller.id = s.seller_id"
        " WHERE k.secret_digest = $1 OR k.former_secret_digest = $1",
        secret);
}

Error gateway_store_models(Ctx *ctx, Id revision_id, ModelRowList *ret_rows)
{
    return db_all(ctx, model_shape, ret_rows,
        "SELECT id, name, capabilities FROM ai_model WHERE revision_id = $1 ORDER BY position",
        revision_id);
}

Error gateway_store_upstreams(Ctx *ctx, Id product_id, UpstreamRowList *ret_rows)
{
    return db_all(ctx, upstream_shape, ret_rows,
        "SELECT u.model_name, u.url, u.upstream_model, u.position,"
        " u.sealed_key IS NOT NULL AS has_key FROM product p"
        " JOIN ai_upstream u ON u.revision_id = p.active_revision_id"
        " WHERE p.id = $1 ORDER BY u.model_name, u.position",
        product_id);
}

Error gateway_store_sealed_key(
    Ctx *ctx, Id product_id, const UpstreamRow *upstream, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT u.sealed_key FROM product p"
        " JOIN ai_upstream u ON u.revision_id = p.active_revision_id"
        " WHERE p.id = $1 AND u.model_name = $2 AND u.position = $3",
        product_id, upstream->model_name, upstream->position);
}

Error gateway_store_recent(Ctx *ctx, const KeyRow *key, Time minute, RecentRow *ret_row)
{
    Time previous = time_after(minute, -MINUTES(1));
    return db_one(ctx, recent_shape, ret_row,
        "SELECT count(*) FILTER (WHERE started_at >= $3) AS requests,"
        " CAST(coalesce(sum(tokens_in + tokens_out) FILTER (WHERE started_at >= $3), 0) AS {int})"
        " AS tokens,"
        " count(*) FILTER (WHERE started_at < $3) AS previous_requests,"
        " CAST(coalesce(sum(tokens_in + tokens_out) FILTER (WHERE started_at < $3), 0) AS {int})"
        " AS previous_tokens"
        " FROM ai_usage WHERE organization_id = $1 AND ai_key_id = $2 AND started_at >= $4",
        key->organization_id, key->id, minute, previous);
}
