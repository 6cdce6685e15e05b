// authenticator.h — an authenticator without a person, and the browser around it, for tests of
// passkeys. What it says can be bent; the signature is right all the same.
#pragma once

#include "base/base.h"

typedef enum AuthenticatorKey {
    KEY_ES256,
    KEY_EDDSA,
    KEY_RS256,
    AUTHENTICATOR_KEYS
} AuthenticatorKey;

enum { PRESENT = 0x01, VERIFIED = 0x04, ELIGIBLE = 0x08, BACKED = 0x10 }; // flags

typedef struct Authenticator {
    Arena *arena;
    AuthenticatorKey kind;
    Blob private_key; // DER
    const char *credential_id;

    const char *origin, *rp_id;
    const char *type; // of the client data; NULL: as it should be
    const char *more; // members of the client data: ",\"crossOrigin\":true"
    uint8_t flags;
    uint32_t count;          // goes on by one with each assertion, unless it is 0
    Blob extensions;         // behind all that
    const char *user_handle; // NULL: tells none
} Authenticator;

/** With a new key: present and verified. */
Authenticator authenticator_new(
    Arena *arena, AuthenticatorKey kind, const char *rp_id, const char *origin);

/** The answer of navigator.credentials.create() and get(), as JSON. */
const char *authenticator_register(Authenticator *device, const char *challenge);
const char *authenticator_sign(Authenticator *device, const char *challenge);
