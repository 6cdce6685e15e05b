// password.h — what a password must be like, and the two ways to one: by a link from a mail, and by
// the one before.
#pragma once

#include "api_token.h"
#include "password_link.h"
#include "user.h"

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 200 };

/**
 * Notes a fault for each rule that is broken: too_short, no_lower, no_upper, no_digit, no_special,
 * contains_name (of the person or of the mail address), too_common.
 */
void password_check(Ctx *ctx, const char *field, const char *password, const User *user);

/** Sets the first password of somebody whose mail address was just proved in another way than by a
 * password link; the hash of one that was checked. In the current transaction. */
Error password_begin(Ctx *ctx, Id user_id, const char *hash);

/** What the page of a password link sends. */
typedef struct NewPassword {
    const char *token, *password;
    bool revokes_api_tokens;
} NewPassword;

/** A password that was checked, and for whom. */
typedef struct HashedPassword {
    User user;         // as it was then
    PasswordLink link; // of password_open_link
    const char *hash;
} HashedPassword;

/**
 * Looks at the password link and hashes the new password, which takes long: outside a transaction.
 *
 * NOT_FOUND  link_unknown
 * CONFLICT   link_used, link_expired
 * INVALID    see password_check
 */
Error password_open_link(Ctx *ctx, const NewPassword *wanted, HashedPassword *ret_hashed);

/** Sets the password, uses the link up and ends all sessions of the person, and API tokens if that
 * is asked for: ret_revoked. CONFLICT link_used */
Error password_place(
    Ctx *ctx, const HashedPassword *hashed, bool revokes_api_tokens, ApiTokenList *ret_revoked);

/**
 * Looks at the actor's present password and hashes the new one, which takes long; counts the guess.
 * Outside a transaction.
 *
 * INVALID    see password_check; wrong_password at current_password
 * LIMITED    too_many_attempts
 */
Error password_open_own(
    Ctx *ctx, const char *current_password, const char *new_password, HashedPassword *ret_hashed);

/** Changes the actor's own password; all of the person's sessions but the actor's end, API tokens
 * stay. CONFLICT password_changed meanwhile */
Error password_change(Ctx *ctx, const HashedPassword *hashed);
