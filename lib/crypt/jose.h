// jose.h — signed tokens of others (JWS, RFC 7515), such as an OpenID provider's (libjose; Ed25519
// by libsodium).
//
// Only signatures by a public key count: RS256, PS256, ES256 and EdDSA. "none", and keys that both
// sides would have to know, are refused, and a key is only good for its own kind of signature, so
// nobody can pass a public key off as a shared one (RFC 8725 §3.1).
#pragma once

#include "base/base.h"

enum { JOSE_MAX_TOKEN = 64 * 1024, JOSE_MAX_KEYS = 20 };

typedef enum JoseVerdict {
    JOSE_SIGNED,
    JOSE_MALFORMED, // no compact JWS, or one with extensions that must be understood (§4.1.11)
    JOSE_BAD_ALGORITHM,
    JOSE_UNKNOWN_KEY, // none of the keys has the token's kid: they may be new ones
    JOSE_BAD_SIGNATURE,
} JoseVerdict;

/**
 * Checks the token against the keys of a JWK Set (RFC 7517); where it names one, against the first
 * of that name alone. Only with JOSE_SIGNED *ret_claims is
 * set, to the payload; whether that is JSON is for the caller to see.
 */
JoseVerdict jose_check(Arena *arena, const char *token, const char *keys, const char **ret_claims);

/** The payload of a token that nobody checked: only to refuse by it what is not worth a check. */
bool jose_read_claims(Arena *arena, const char *token, const char **ret_claims);

/** The keys of a JWK Set that can count here, as one: the first JOSE_MAX_KEYS, RSA with 2048 to
 * 4096 bits and an exponent of at most 32, since a stranger's keys are a stranger's choice of how
 * long checks take. NULL: there is none. */
const char *jose_read_keys(Arena *arena, const char *keys);
