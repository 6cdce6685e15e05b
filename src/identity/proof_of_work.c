#include "proof_of_work.h"

#include "base/text.h"
#include "challenge.h"
#include "settings.h"
#include "throttle.h"

#include <stdlib.h>
#include <string.h>

SHAPE(proof_of_work_shape, ProofOfWork, FIELD(ProofOfWork, challenge, .required = true),
    FIELD(ProofOfWork, bits,
        .about = "The SHA-256 of \"{challenge}:{number}\" must begin with so many zero bits; 0: "
                 "send no proof."),
    FIELD(ProofOfWork, expires_at, .required = true));

enum {
    EASY = 16,      // challenges in a window before they get harder
    MAX_HARDER = 8, // bits
};

static const Throttle per_address = {"proof_of_work_address", 2000, MINUTES(15)};
static const int64_t challenge_lasts = MINUTES(10);
static const char purpose[] = "proof_of_work";

// One bit more each time that the count has doubled.
static int64_t harder_by(int64_t count)
{
    int64_t bits = 0;
    for (; count > EASY && bits < MAX_HARDER; count /= 2)
        bits++;
    return bits;
}

Error proof_of_work_issue(Ctx *ctx, ProofOfWork *ret_work)
{
    int64_t count;
    TRY(throttle_count_to(ctx, &per_address, throttle_address(ctx), &count));
    ProofOfWork work = {
        .bits = settings()->proof_of_work,
        .expires_at = time_after(ctx->now, challenge_lasts),
    };
    work.bits += work.bits ? harder_by(count) : 0;
    const char *bits = arena_printf(ctx->arena, "%lld", (long long)work.bits);
    work.challenge =
        arena_printf(ctx->arena, "%s.%s", bits, challenge_new(ctx, purpose, bits, work.expires_at));
    *ret_work = work;
    return OK;
}

// "<bits>.<challenge>:<number>"
typedef struct Proof {
    int64_t bits;
    const char *challenge;
} Proof;

// False if we did not ask for it, or its time is over.
static bool proof_read(Ctx *ctx, const char *text, Proof *ret_proof)
{
    size_t dot = strcspn(text, "."), colon = strcspn(text, ":");
    if (dot >= colon)
        return false;
    const char *bits = arena_text(ctx->arena, text, dot);
    const char *challenge = arena_text(ctx->arena, text + dot + 1, colon - dot - 1);
    *ret_proof = (Proof){strtoll(bits, NULL, 10), challenge};
    return challenge_is_genuine(ctx, purpose, bits, challenge);
}

static int64_t zero_bits(Digest digest)
{
    int64_t bits = 0;
    for (size_t i = 0; i < sizeof digest.bytes; i++, bits += 8)
        if (digest.bytes[i])
            return bits + __builtin_clz(digest.bytes[i]) - 24;
    return bits;
}

static Error wrong(Ctx *ctx, const char *code, const char *words)
{
    fault(ctx, "proof", code, "%s Ask POST /v1/proofs-of-work for what to calculate.", words);
    return faults(ctx);
}

Error proof_of_work_require(Ctx *ctx, const char *text)
{
    Proof proof;
    bool is_first;
    if (!settings()->proof_of_work || id_is_set(ctx->actor.user_id))
        return OK;
    if (text_is_empty(text))
        return wrong(ctx, "required", "A proof of work is missing.");
    if (!proof_read(ctx, text, &proof) || zero_bits(digest_of(text)) < proof.bits)
        return wrong(ctx, "wrong_proof", "This proves no work, or came too late.");
    // By its challenge: a second number for it would be a second proof for the same work.
    TRY(challenge_use(ctx, proof.challenge, &is_first));
    return is_first ? OK : wrong(ctx, "wrong_proof", "This proof was used before.");
}
