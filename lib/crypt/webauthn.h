// webauthn.h — passkeys, as who relies on them sees them (Web Authentication Level 3): reading what
// a browser answers, checking that it was said here and now, and the signature (libfido2).
//
// Who made the authenticator is not asked ("attestation": "none"), so of a new credential the
// authenticator data is all that counts, and the attestation object around it is not read (§5.2.1.1
// allows that). The challenge is the caller's: see WebauthnResponse.challenge.
#pragma once

#include "base/text.h"
#include "json/json.h"

/** Whom the answer must be for. */
typedef struct RelyingParty {
    const char *id;     // a domain: "market.example.org"
    const char *origin; // of the pages: "https://market.example.org"
} RelyingParty;

/** RegistrationResponseJSON or AuthenticationResponseJSON (§5.1.8), decoded and not yet checked. */
typedef struct WebauthnResponse {
    const char *credential_id; // base64url
    Blob client_data;          // as it was signed
    const JsonValue *client;   // the same, parsed
    const char *challenge; // of the client data, decoded: is it yours, and still to be answered?
    Blob authenticator_data;
    Blob signature;          // of an assertion
    const char *user_handle; // of an assertion by a discoverable credential; NULL: none
    TextList transports;     // of a registration
} WebauthnResponse;

/** What is kept of a credential. */
typedef struct WebauthnCredential {
    const char *id;         // base64url
    int64_t algorithm;      // of COSE: -7 ES256, -8 EdDSA, -257 RS256
    const char *public_key; // base64url: x and y, the key, or n and e
    int64_t sign_count;     // 0: it does not count
    bool is_user_verified;  // by PIN, finger or face, this time
    bool is_backup_eligible;
    bool is_backed_up; // it exists on more than one device
} WebauthnCredential;

extern const int64_t webauthn_algorithms[3]; // in the order of preference

// In bytes: an answer, with room for an attestation; an id (§4).
enum { WEBAUTHN_MAX_RESPONSE = 16 * 1024, WEBAUTHN_MAX_CREDENTIAL_ID = 1023 };

/** False if it is none: sizes, base64url, JSON within. */
bool webauthn_read(Arena *arena, const char *json, WebauthnResponse *ret_response);

/**
 * Registering a credential (§7.1). What is wrong, for a log, or NULL: type, origin, relying party,
 * presence, flags, algorithm, key.
 */
const char *webauthn_check_registration(Arena *arena, const RelyingParty *party,
    const WebauthnResponse *response, WebauthnCredential *ret_credential);

/**
 * Verifying an assertion of the known credential (§7.2). What is wrong, for a log, or NULL; then
 * ret_now is the credential as of this time. Whether the count went on is for the caller to see
 * (§7.2 step 22), and whether is_user_verified is asked for.
 */
const char *webauthn_check_assertion(Arena *arena, const RelyingParty *party,
    const WebauthnResponse *response, const WebauthnCredential *known, WebauthnCredential *ret_now);
