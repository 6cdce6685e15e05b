// password_link.h — the link in a mail by which a person sets the first password or resets one.
//
// The token in the link is the row's id and its HMAC under the master key: nothing is stored that
// would open the account. A link works once and until it expires; using one voids all others of
// the person. Looking at it does not use it, so mail scanners do no harm.
#pragma once

#include "user.h"

typedef enum PasswordLinkPurpose { PASSWORD_SET, PASSWORD_RESET } PasswordLinkPurpose;
extern const char *const password_link_purposes[]; // "set", "reset", NULL

typedef struct PasswordLink {
    Id id; // lnk_…
    Id user_id;
    PasswordLinkPurpose purpose;
    const char *email; // of the person
    Time created_at;
    Time expires_at;
    Time used_at;
    bool is_usable;                           // neither used nor expired
    int64_t active_api_tokens, other_ways_in; // of the person; where a page of the link asks
} PasswordLink;

extern const Shape password_link_shape;

/**
 * Makes a link for the person and emits password_link.requested, upon which it is mailed. Its
 * purpose follows from whether there is a password already.
 */
Error password_link_issue(Ctx *ctx, const User *user, PasswordLink *ret_link);

/** Mails a reset link if somebody has that address. Nothing tells whether there is. */
Error password_link_send(Ctx *ctx, const char *email);

/** Reads a token without using it. NOT_FOUND link_unknown if it is none of ours. */
Error password_link_get(Ctx *ctx, const char *token, PasswordLink *ret_link);

/** Mails a new link for the person of an old one. NOT_FOUND; CONFLICT link_used. */
Error password_link_renew(Ctx *ctx, const char *token);

/** CONFLICT link_used, link_expired. */
Error password_link_require_usable(Ctx *ctx, const PasswordLink *link);

/** Uses the link up, and all others of the person. CONFLICT like above; for src/identity. */
Error password_link_use(Ctx *ctx, Id id);

/** The address of the page of a link, with its token; for the mail. */
const char *password_link_url(Ctx *ctx, Id id);
Error password_link_find(Ctx *ctx, Id id, PasswordLink *ret_link);
