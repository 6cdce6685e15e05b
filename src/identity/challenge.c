#include "challenge.h"

#include "challenge_store.h"
#include "crypt/crypt.h"

#include <stdlib.h>
#include <string.h>

enum { NONCE_BYTES = 16 };

static const char *purpose_of(Ctx *ctx, const char *purpose, const char *subject)
{
    return arena_printf(ctx->arena, "challenge %s %s", purpose, subject);
}

static Time expires_at(const char *challenge)
{
    return (Time){strtoll(challenge, NULL, 10)};
}

// Of "<expires at>.<nonce>".
const char *challenge_new(Ctx *ctx, const char *purpose, const char *subject, Time expiry)
{
    const char *about = arena_printf(
        ctx->arena, "%lld.%s", (long long)expiry.us, secret_new(ctx->arena, "", NONCE_BYTES));
    return crypt_signed(ctx->arena, purpose_of(ctx, purpose, subject), about);
}

bool challenge_is_genuine(Ctx *ctx, const char *purpose, const char *subject, const char *challenge)
{
    return crypt_open_signed(ctx->arena, purpose_of(ctx, purpose, subject), challenge) &&
           ctx->now.us < expires_at(challenge).us;
}

Error challenge_use(Ctx *ctx, const char *challenge, bool *ret_is_first)
{
    int64_t count;
    TRY(challenge_store_use(ctx, digest_of(challenge), expires_at(challenge), &count));
    *ret_is_first = count == 1;
    return OK;
}
