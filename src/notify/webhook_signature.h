// webhook_signature.h — how a receiver knows that a message is ours: the signatures of Standard
// Webhooks (standardwebhooks.com, "v1": HMAC-SHA-256 over id, timestamp and body).
#pragma once

#include "base/base.h"

/** "whsec_" and 32 random bytes in base64. */
const char *webhook_secret_new(Arena *arena);

/** "v1,…" for the header webhook-signature; NULL if the secret is none. */
const char *webhook_signature(
    Arena *arena, const char *secret, const char *id, Time sent_at, const char *body);
