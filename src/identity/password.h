// password.h — what a password must be like, and the two ways to one: by a link from a mail, and by
// the one before.
#pragma once

#include "api_token.h"
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

/**
 * Sets the password by the token of a password link, uses the link up and ends all sessions of the
 * person, and API tokens if that is asked for: ret_revoked. Hashing takes long: opens its own
 * transactions.
 *
 * NOT_FOUND  link_unknown
 * CONFLICT   link_used, link_expired
 * INVALID    see password_check
 */
Error password_place(
    Ctx *ctx, const NewPassword *wanted, Id *ret_user_id, ApiTokenList *ret_revoked);

/**
 * Changes the actor's own password; all of the person's sessions but the actor's end, API tokens
 * stay. Opens its own transactions.
 *
 * INVALID    see password_check; wrong_password at current_password
 * LIMITED    too_many_attempts
 */
Error password_change(Ctx *ctx, const char *current_password, const char *new_password);
