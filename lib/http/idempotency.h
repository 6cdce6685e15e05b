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

/** Answers again what was answered under the key, if anything was. INVALID idempotency_key_reused
 * if that was another request. */
Error claim_find(Ctx *ctx, const Claim *claim, Response *res, bool *ret_is_answered);

/** The same; if nothing was, takes the key. In a transaction; waits for another one that has taken
 * it. */
Error claim_begin(Ctx *ctx, const Claim *claim, Response *res, bool *ret_is_answered);

/** Keeps the answer under the key. In a transaction. */
Error claim_commit(Ctx *ctx, const Claim *claim, const Response *res);

/** Forgets keys older than a day; for a schedule. In a transaction. */
Error claim_remove_old(Ctx *ctx);
