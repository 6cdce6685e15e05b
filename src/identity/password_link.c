#include "password_link.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "password_link_store.h"
#include "settings.h"
#include "throttle.h"
#include "work/work.h"

#include <string.h>

const char *const password_link_purposes[] = {"set", "reset", NULL};

SHAPE(password_link_shape, PasswordLink, FIELD(PasswordLink, id, .hidden = true),
    FIELD(PasswordLink, user_id, .hidden = true),
    FIELD_ENUM(PasswordLink, purpose, password_link_purposes),
    FIELD(PasswordLink, email, .required = true), FIELD(PasswordLink, created_at, .hidden = true),
    FIELD(PasswordLink, expires_at, .required = true), FIELD(PasswordLink, used_at, .hidden = true),
    FIELD(PasswordLink, is_usable, .about = "Neither used nor expired."),
    FIELD(PasswordLink, active_api_tokens, .about = "API tokens of the person that work."),
    FIELD(PasswordLink, other_ways_in,
        .about = "Passkeys and linked identities that open the account too."));

static const char signed_for[] = "password_link";

// So that nobody's mailbox can be filled, and nobody can ask for many.
static const Throttle per_recipient = {"password_link_recipient", 5, HOURS(1)};
static const Throttle per_address = {"password_link_address", 60, HOURS(1)};

const char *password_link_url(Ctx *ctx, Id id)
{
    return arena_printf(ctx->arena, "%s/password?token=%s", settings()->public_url,
        crypt_signed(ctx->arena, signed_for, id.text));
}

static Error token_read(Ctx *ctx, const char *token, Id *ret_id)
{
    const char *id = crypt_open_signed(ctx->arena, signed_for, token);
    if (!id)
        return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
    *ret_id = id_from(id);
    return OK;
}

Error password_link_issue(Ctx *ctx, const User *user, PasswordLink *ret_link)
{
    PasswordLinkPurpose purpose = user->password_hash ? PASSWORD_RESET : PASSWORD_SET;
    PasswordLink link = {
        .id = id_new("lnk"),
        .user_id = user->id,
        .purpose = purpose,
        .email = user->email,
        .created_at = ctx->now,
        .expires_at =
            time_after(ctx->now, purpose == PASSWORD_SET ? settings()->password_set_lifetime
                                                         : settings()->password_reset_lifetime),
        .is_usable = true,
    };
    TRY(password_link_store_create(ctx, &link));
    TRY(event_emit(ctx, "password_link.requested", ID_NONE, link.id, NULL));
    *ret_link = link;
    return OK;
}

// Counted alike for somebody we know and somebody we do not.
static Error require_not_too_often(Ctx *ctx, const char *email)
{
    TRY(throttle_count(ctx, &per_address, throttle_address(ctx)));
    return throttle_count(ctx, &per_recipient, text_lower(ctx->arena, email));
}

Error password_link_send(Ctx *ctx, const char *email)
{
    User user;
    PasswordLink link;
    TRY(require_not_too_often(ctx, email));
    TRY(user_find(ctx, email, &user));
    if (id_is_set(user.id))
        return password_link_issue(ctx, &user, &link);
    return event_emit(ctx, "password_link.requested", ID_NONE, ID_NONE, NULL); // as much work
}

Error password_link_find(Ctx *ctx, Id id, PasswordLink *ret_link)
{
    return password_link_store_get(ctx, id, ret_link);
}

Error password_link_get(Ctx *ctx, const char *token, PasswordLink *ret_link)
{
    Id id;
    TRY(token_read(ctx, token, &id));
    Error error = password_link_store_get(ctx, id, ret_link);
    if (error == NOT_FOUND)
        return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
    return error;
}

Error password_link_renew(Ctx *ctx, const char *token)
{
    PasswordLink old, link;
    TRY(password_link_get(ctx, token, &old));
    TRY(require_not_too_often(ctx, old.email));
    if (time_is_set(old.used_at))
        return fail(ctx, CONFLICT, "link_used", "This link was used already.");
    User user;
    TRY(user_get(ctx, old.user_id, &user));
    return password_link_issue(ctx, &user, &link);
}

Error password_link_require_usable(Ctx *ctx, const PasswordLink *link)
{
    if (time_is_set(link->used_at))
        return fail(ctx, CONFLICT, "link_used", "This link was used already.");
    if (!link->is_usable)
        return fail(ctx, CONFLICT, "link_expired", "This link has expired; ask for a new one.");
    return OK;
}

Error password_link_use(Ctx *ctx, Id id)
{
    PasswordLink link;
    TRY(password_link_store_lock(ctx, id, &link));
    TRY(password_link_require_usable(ctx, &link));
    return password_link_store_use_all(ctx, link.user_id);
}
