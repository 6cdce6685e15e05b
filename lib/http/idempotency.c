#include "idempotency.h"

#include "base/text.h"

#include <string.h>

#define KEPT_FOR DAYS(1)

typedef struct Answered {
    Digest fingerprint;
    int64_t status;
    const char *media_type;
} Answered;

static SHAPE(answered_shape, Answered, FIELD(Answered, fingerprint), FIELD(Answered, status),
    FIELD(Answered, media_type));

static Time kept_since(const Ctx *ctx)
{
    return time_after(ctx->now, -KEPT_FOR);
}

static bool is_key(const char *text)
{
    size_t length = strlen(text);
    for (const char *c = text; *c; c++)
        if (*c <= ' ' || *c > '~')
            return false;
    return length >= 1 && length <= 200;
}

static const char *digest_line(Arena *arena, const char *text)
{
    return digest_text(arena, digest_of(text));
}

// A visitor has no name; two who look alike are still kept apart by the secrecy of their keys.
static const char *owner_of(Ctx *ctx, const Request *req)
{
    const Actor *actor = &ctx->actor;
    if (id_is_set(actor->api_token_id))
        return arena_text(ctx->arena, actor->api_token_id.text, strlen(actor->api_token_id.text));
    if (id_is_set(actor->user_id))
        return arena_text(ctx->arena, actor->user_id.text, strlen(actor->user_id.text));
    const char *agent = request_header(req, "User-Agent");
    return arena_printf(
        ctx->arena, "visitor %s", digest_line(ctx->arena, agent ? agent : "unknown"));
}

Error claim_read(Ctx *ctx, const Request *req, bool *ret_is_there, Claim *ret_claim)
{
    const char *key = request_header(req, "Idempotency-Key");
    *ret_is_there = key != NULL;
    if (!key)
        return OK;
    if (!is_key(key))
        return fail(ctx, INVALID, "bad_idempotency_key",
            "An Idempotency-Key has 1 to 200 visible ASCII characters.");
    Digest body = digest_of_bytes(req->bytes.bytes, req->bytes.length);
    const char *request = arena_printf(ctx->arena, "%s %s %s?%s %s %s", key,
        method_names[req->method], req->path, req->query_text ? req->query_text : "",
        ctx->actor.organization_id.text, digest_text(ctx->arena, body));
    *ret_claim = (Claim){owner_of(ctx, req), digest_line(ctx->arena, key), digest_of(request)};
    return OK;
}

Error claim_find(Ctx *ctx, const Claim *claim, Response *res, bool *ret_is_answered)
{
    Answered answered = {0};
    Error error = db_one(ctx, answered_shape, &answered,
        "SELECT fingerprint, status, media_type FROM idempotency_key"
        " WHERE owner = $1 AND key = $2 AND status IS NOT NULL AND created_at >= $3",
        claim->owner, claim->key, kept_since(ctx));
    *ret_is_answered = !error;
    if (error)
        return error == NOT_FOUND ? OK : error;
    if (!digest_same(answered.fingerprint, claim->fingerprint))
        return fail(ctx, INVALID, "idempotency_key_reused",
            "This Idempotency-Key was used for another request; take a new one.");
    TRY(db_blob(ctx, &res->body, "SELECT body FROM idempotency_key WHERE owner = $1 AND key = $2",
        claim->owner, claim->key));
    res->status = (int)answered.status;
    res->media_type = answered.media_type;
    response_header(ctx, res, "Idempotency-Replayed", "true");
    return OK;
}

// One without a status is of a request that was refused.
Error claim_begin(Ctx *ctx, const Claim *claim, Response *res, bool *ret_is_answered)
{
    int64_t taken;
    TRY(db_exec_count(ctx, &taken,
        "INSERT INTO idempotency_key (owner, key, fingerprint, created_at)"
        " VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (owner, key) DO UPDATE SET fingerprint = $3, created_at = $4,"
        "  status = NULL, media_type = NULL, body = NULL"
        " WHERE idempotency_key.created_at < $5 OR idempotency_key.status IS NULL",
        claim->owner, claim->key, claim->fingerprint, ctx->now, kept_since(ctx)));
    *ret_is_answered = false;
    return taken ? OK : claim_find(ctx, claim, res, ret_is_answered);
}

Error claim_commit(Ctx *ctx, const Claim *claim, const Response *res)
{
    return db_exec(ctx,
        "UPDATE idempotency_key SET status = $1, media_type = $2, body = $3"
        " WHERE owner = $4 AND key = $5",
        res->status, res->media_type, res->kept, claim->owner, claim->key);
}

Error claim_remove_old(Ctx *ctx)
{
    return db_exec(ctx, "DELETE FROM idempotency_key WHERE created_at < $1", kept_since(ctx));
}
