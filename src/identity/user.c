#include "user.h"

#include "user_store.h"

SHAPE(user_shape, User, FIELD(User, id, .required = true), FIELD(User, email, .required = true),
    FIELD(User, name, .required = true), FIELD(User, language, .required = true),
    FIELD(User, password_hash, .hidden = true), FIELD(User, created_at, .hidden = true),
    FIELD(User, last_sign_in_at, .hidden = true));

Error user_get(Ctx *ctx, Id id, User *ret_user)
{
    return user_store_get(ctx, id, ret_user);
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

Error user_create(
    Ctx *ctx, const char *email, const char *name, const char *language, User *ret_user)
{
    User user = {
        .id = id_new("usr"),
        .email = email,
        .name = name,
        .language = language,
        .created_at = ctx->now,
    };
    TRY(user_store_create(ctx, &user));
    *ret_user = user;
    return OK;
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
