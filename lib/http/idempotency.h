// idempotency.h — a POST that is sent twice under one Idempotency-Key happens once.
//
// The key is kept as a digest, and the request's fingerprint is taken together with the key: what
// is in the table tells nothing about a body, even if somebody could guess the rest of it.
#pragma once

#include "http/http.h"

typedef struct Claim {
    const char *owner; // whose keys these are: a key means nothing to anybody else
    const char *key;
    Digest fingerprint; // of method, path, organization and body
} Claim;

/** INVALID bad_idempotency_key unless it is 1 to 200 visible ASCII characters. *ret_is_there is
 * false without the header. */
Error claim_read(Ctx *ctx, const Request *req, bool *ret_is_there, Claim *ret_claim);

/**
 * Takes the key for this request, or answers again what was answered then (*ret_is_answered).
 * INVALID idempotency_key_reused if it was another request; CONFLICT request_in_progress while the
 * first one still runs. In a transaction.
 */
Error claim_begin(Ctx *ctx, const Claim *claim, Response *res, bool *ret_is_answered);

/** Keeps the answer under the key. In a transaction. */
Error claim_commit(Ctx *ctx, const Claim *claim, const Response *res);

/** Gives the key back, since nothing happened. In a transaction. */
Error claim_cancel(Ctx *ctx, const Claim *claim);

/** Forgets keys older than a day; for a schedule. In a transaction. */
Error claim_remove_old(Ctx *ctx);
