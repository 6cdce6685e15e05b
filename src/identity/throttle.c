#include "throttle.h"

#include "throttle_store.h"

#include <arpa/inet.h>
#include <string.h>

static Time window_start(const Ctx *ctx, const Throttle *throttle)
{
    return (Time){ctx->now.us - ctx->now.us % throttle->window_us};
}

// A subject may be a mail address that somebody typed: only its digest is kept.
static const char *subject_key(Ctx *ctx, const Throttle *throttle, const char *subject)
{
    return arena_printf(
        ctx->arena, "%s:%.32s", throttle->name, digest_text(ctx->arena, digest_of(subject)));
}

const char *throttle_address(Ctx *ctx)
{
    enum { NETWORK = 8 }; // bytes of an address of version 6 that its holder cannot choose
    uint8_t bytes[16];
    const char *address = ctx->actor.address ? ctx->actor.address : "";
    if (inet_pton(AF_INET6, address, bytes) != 1)
        return address;
    memset(bytes + NETWORK, 0, sizeof bytes - NETWORK);
    char *network = arena_alloc(ctx->arena, INET6_ADDRSTRLEN);
    inet_ntop(AF_INET6, bytes, network, INET6_ADDRSTRLEN);
    return network;
}

Error throttle_count_to(Ctx *ctx, const Throttle *throttle, const char *subject, int64_t *ret_count)
{
    Time start = window_start(ctx, throttle);
    TRY(throttle_store_count(ctx, subject_key(ctx, throttle, subject), start, ret_count));
    if (*ret_count <= throttle->limit)
        return OK;
    int64_t seconds = (start.us + throttle->window_us - ctx->now.us) / SECOND + 1;
    Error error = fail(ctx, LIMITED, "too_many_attempts",
        "Too many attempts; try again in %lld min.", (long long)((seconds + 59) / 60));
    ctx->failure.retry_after = seconds;
    return error;
}

Error throttle_count(Ctx *ctx, const Throttle *throttle, const char *subject)
{
    int64_t count;
    return throttle_count_to(ctx, throttle, subject, &count);
}

Error throttle_remove(Ctx *ctx, const Throttle *throttle, const char *subject)
{
    return throttle_store_remove(
        ctx, subject_key(ctx, throttle, subject), window_start(ctx, throttle));
}
