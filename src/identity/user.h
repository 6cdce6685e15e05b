// user.h — a person who can sign in. What a person may do depends on the organization: see
// organizations/membership.h.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct User {
    Id id; // usr_…
    const char *email;
    const char *name;
    bool is_program;           // no person: see user_create_program
    const char *language;      // "en", "de", "fr", "cs"
    const char *password_hash; // NULL until the first password is set
    Time created_at;
    Time closed_at;       // see user_close
    Time last_sign_in_at; // TIME_NONE: nobody has ever used the account
} User;

extern const Shape user_shape;

/** NOT_FOUND if there is none. Closed accounts too: what their persons did has their names. */
Error user_get(Ctx *ctx, Id id, User *ret_user);

/** Nobody else changes the person until the transaction ends. NOT_FOUND */
Error user_lock(Ctx *ctx, Id id);

/** A person by mail address in any case; ret_user->id is ID_NONE if there is none, or a closed one.
 */
Error user_find(Ctx *ctx, const char *email, User *ret_user);

/** How many people there are. */
Error user_count(Ctx *ctx, int64_t *ret_count);

/** Without a password: a password link comes next. A closed account of the address is opened anew.
 * CONFLICT user_account_email if it is taken. */
Error user_create(
    Ctx *ctx, const char *email, const char *name, const char *language, User *ret_user);

/** Somebody who is no person and can never sign in, for an organization's token; the mark tells it
 * from others, where people have a mail address. */
Error user_create_program(
    Ctx *ctx, const char *mark, const char *name, const char *language, User *ret_user);

/** Ends an account whose person belongs to no organization any more: nothing the person knows or
 * has opens it from now on. The row stays, and keeps its mail address. */
Error user_close(Ctx *ctx, Id id);

/** How many passkeys and linked identities open the account beside its password. */
Error user_count_other_ways_in(Ctx *ctx, Id id, int64_t *ret_count);

/** After one was removed: that the person can still sign in, by a password, a passkey, or a link to
 * an identity provider that can be used. CONFLICT last_method */
Error user_require_way_in(Ctx *ctx, Id id);

/** Changes the actor's own name and language; NULL leaves one as it is. */
Error user_change(Ctx *ctx, const char *name, const char *language, User *ret_user);
