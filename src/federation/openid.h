// openid.h — OpenID Connect Core 1.0 by the code flow with PKCE (RFC 7636), discovery, and issuers
// in answers (RFC 9207). Everything here talks to the provider, so only jobs call it.
#pragma once

#include "base/ctx.h"
#include "external_person.h"
#include "shape/shape.h"

/** Of its configuration (OpenID Connect Discovery 1.0 §3), what is used. */
typedef struct OpenidMetadata {
    const char *authorization_endpoint, *token_endpoint, *jwks_uri;
    const char *userinfo_endpoint; // NULL: it has none
    bool sends_issuer;             // RFC 9207: an answer without iss is not the provider's
    bool wants_secret_in_body;     // it takes no Authorization header at the token endpoint
} OpenidMetadata;

extern const Shape openid_metadata_shape;

struct IdentityProvider;

/**
 * Asks the provider what it is, and sets its metadata, keys and fetched_at.
 * UNAVAILABLE as client_send; INVALID with a sentence: it is no such provider.
 */
Error openid_discover(Ctx *ctx, struct IdentityProvider *provider);

/** Where to send the browser. id: of the external sign-in; it is the state. is_asked_anew: a
 * session that the person has at the provider is not enough, since another one may sit before the
 * browser. */
const char *openid_location(
    Ctx *ctx, const struct IdentityProvider *provider, Id id, bool is_asked_anew);

/**
 * Redeems the code and tells who it is, after the checks of Core §3.1.3.7. Asks once more for the
 * keys if the token names a new one; then the provider's fetched_at changes. anew_since: the person
 * must have signed in there after it; TIME_NONE: whenever. All of it has fifteen seconds.
 * UNAVAILABLE, INVALID with a sentence.
 */
Error openid_identify(Ctx *ctx, struct IdentityProvider *provider, Id id, Time anew_since,
    const char *code, ExternalPerson *ret_person);
