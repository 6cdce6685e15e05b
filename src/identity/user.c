#include "user.h"

#include "password_link_store.h"
#include "second_factor.h"
#include "session.h"
#include "user_store.h"

SHAPE(user_shape, User, FIELD(User, id, .required = true), FIELD(User, email, .required = true),
    FIELD(User, name, .required = true), FIELD(User, language, .required = true),
    FIELD(User, is_program, .hidden = true), FIELD(User, password_hash, .hidden = true),
    FIELD(User, created_at, .hidden = true), FIELD(User, closed_at, .hidden = true),
    FIELD(User, last_sign_in_at, .hidden = true));

Error user_get(Ctx *ctx, Id id, User *ret_user)
{
    return user_store_get(ctx, id, ret_user);
}

Error user_lock(Ctx *ctx, Id id)
{
    User user;
    return user_store_lock(ctx, id, &user);
}

Error user_find(Ctx *ctx, const char *email, User *ret_user)
{
    User user = {0};
    Error error = user_store_find(ctx, email, &user);
    if (error && error != NOT_FOUND)
        return error;
    *ret_user = user;
    return OK;
}

static Error create(Ctx *ctx, User user, User *ret_user)
{
    user.id = id_new("usr");
    user.created_at = ctx->now;
    Error error = user_store_create(ctx, &user, &user.id);
    if (error == NOT_FOUND)
        return fail(ctx, CONFLICT, "user_account_email", "This mail address has an account.");
    TRY(error);
    *ret_user = user;
    return OK;
}

Error user_create(
    Ctx *ctx, const char *email, const char *name, const char *language, User *ret_user)
{
    return create(ctx, (User){.email = email, .name = name, .language = language}, ret_user);
}

Error user_create_program(
    Ctx *ctx, const char *mark, const char *name, const char *language, User *ret_user)
{
    User program = {.email = mark, .name = name, .language = language, .is_program = true};
    return create(ctx, program, ret_user);
}

Error user_close(Ctx *ctx, Id id)
{
    TRY(user_store_close(ctx, id));
    TRY(password_link_store_use_all(ctx, id));
    TRY(second_factor_remove_all(ctx, id));
    return session_end_all(ctx, id, ID_NONE);
}

Error user_change(Ctx *ctx, const char *name, const char *language, User *ret_user)
{
    TRY(user_store_change(ctx, ctx->actor.user_id, name, language));
    return user_store_get(ctx, ctx->actor.user_id, ret_user);
}

Error user_count(Ctx *ctx, int64_t *ret_count)
{
    return user_store_count(ctx, ret_count);
}

Error user_count_other_ways_in(Ctx *ctx, Id id, int64_t *ret_count)
{
    // Providers are of whatever organization.
    return EVERYWHERE(ctx, user_store_count_other_ways_in(ctx, id, ret_count));
}

Error user_require_way_in(Ctx *ctx, Id id)
{
    User user;
    int64_t others;
    TRY(user_store_get(ctx, id, &user));
    TRY(user_count_other_ways_in(ctx, id, &others));
    return user.password_hash || others
               ? OK
               : fail(ctx, CONFLICT, "last_method",
                     "This is the only way for you to sign in; set a password first.");
}
