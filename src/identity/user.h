// user.h — a person who can sign in. What a person may do depends on the organization: see
// organizations/membership.h.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct User {
    Id id; // usr_…
    const char *email;
    const char *name;
    const char *language;      // "en", "de", "fr", "cs"
    const char *password_hash; // NULL until the first password is set
    Time created_at;
    Time last_sign_in_at;
} User;

extern const Shape user_shape;

/** NOT_FOUND if there is none. */
Error user_get(Ctx *ctx, Id id, User *ret_user);

/** By mail address in any case; ret_user->id is ID_NONE if there is none. */
Error user_find(Ctx *ctx, const char *email, User *ret_user);

/** How many people there are. */
Error user_count(Ctx *ctx, int64_t *ret_count);

/** Without a password: a password link comes next. CONFLICT user_account_email if it is taken. */
Error user_create(
    Ctx *ctx, const char *email, const char *name, const char *language, User *ret_user);

/** Changes the actor's own name and language; NULL leaves one as it is. */
Error user_change(Ctx *ctx, const char *name, const char *language, User *ret_user);
