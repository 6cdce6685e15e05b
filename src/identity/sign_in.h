// sign_in.h — from mail address and password to a session.
//
// Whether an account exists shows neither in the answer nor in its time. Guesses are limited per
// account and address, per address, and per account; the last limit does not hold for an address
// from which the person signed in before, so nobody can lock others out of their account.
#pragma once

#include "session.h"
#include "user.h"

/**
 * Begins a session. Checking the password takes long: opens its own transactions.
 *
 * UNAUTHENTICATED  wrong_credentials
 * LIMITED          too_many_attempts
 */
Error sign_in_begin(Ctx *ctx, const char *email, const char *password, const char *user_agent,
    User *ret_user, UserSession *ret_session, const char **ret_secret);
