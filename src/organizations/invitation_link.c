#include "invitation_link.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "delegation.h"
#include "identity/password.h"
#include "identity/throttle.h"
#include "invitation_store.h"
#include "organization_store.h"
#include "settings.h"
#include "work/work.h"

#include <stdlib.h>
#include <string.h>

static const char *const state_names[] = {
    "usable", "expired", "replaced", "accepted", "withdrawn", NULL};

SHAPE(invitation_link_shape, InvitationLink,
    FIELD_ENUM(InvitationLink, state, state_names, .about = "replaced: by a newer mail."),
    FIELD(InvitationLink, organization_id, .required = true),
    FIELD(InvitationLink, organization_name, .required = true),
    FIELD(InvitationLink, invited_by_name, .required = true),
    FIELD(InvitationLink, email, .required = true, .about = "To which the mail was sent."),
    FIELD_LIST(InvitationLink, roles, member_role_shape),
    FIELD(InvitationLink, expires_at, .required = true),
    FIELD(InvitationLink, has_account,
        .about = "Of a usable one: whether to sign in and accept, or to make an account."),
    FIELD(InvitationLink, methods,
        .about = "Of a usable one: by which members have to sign in; none: by any."),
    FIELD_LIST(InvitationLink, providers, authentication_provider_shape,
        .about = "That are among the methods."));

static const Throttle per_invitation = {"invitation_request", 3, DAYS(1)};

// ── the token ────────────────────────────────────────────────────────────────────────────────

static const char purpose[] = "invitation"; // of "org_….ivt_….<when it was sent>"

const char *invitation_link_url(Ctx *ctx, const Invitation *invitation)
{
    return arena_printf(ctx->arena, "%s/invitation#token=%s", settings()->public_url,
        crypt_signed(ctx->arena, purpose,
            arena_printf(ctx->arena, "%s.%s.%lld", invitation->organization_id.text,
                invitation->id.text, (long long)invitation->sent_at.us)));
}

static Error link_unknown(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
}

static Error token_read(
    Ctx *ctx, const char *token, Id *ret_organization_id, Id *ret_id, Time *ret_sent_at)
{
    const char *rest = crypt_open_signed(ctx->arena, purpose, token);
    if (!rest)
        return link_unknown(ctx);
    *ret_organization_id = id_from(text_next_part(ctx->arena, &rest, '.'));
    *ret_id = id_from(text_next_part(ctx->arena, &rest, '.'));
    ret_sent_at->us = strtoll(rest, NULL, 10);
    return OK;
}

// ── what it leads to ─────────────────────────────────────────────────────────────────────────

typedef struct Opened {
    Invitation invitation;
    InvitationLinkState state;
} Opened;

static InvitationLinkState state_of(const Invitation *invitation, Time sent_at)
{
    if (invitation->state == INVITATION_ACCEPTED)
        return INVITATION_LINK_ACCEPTED;
    if (invitation->state == INVITATION_WITHDRAWN)
        return INVITATION_LINK_WITHDRAWN;
    if (sent_at.us != invitation->sent_at.us)
        return INVITATION_LINK_REPLACED;
    return invitation->state == INVITATION_EXPIRED ? INVITATION_LINK_EXPIRED
                                                   : INVITATION_LINK_USABLE;
}

// What a partner sent is worth nothing once it does not act for the organization any more.
static Error withdraw_outlived(Ctx *ctx, Opened *opened)
{
    const Invitation *invitation = &opened->invitation;
    bool is_in_force = true;
    if (id_is_set(invitation->partner_id))
        TRY(delegation_is_in_force(
            ctx, invitation->partner_id, invitation->invited_by, &is_in_force));
    if (opened->state == INVITATION_LINK_USABLE && !is_in_force)
        opened->state = INVITATION_LINK_WITHDRAWN;
    return OK;
}

static Error link_open(Ctx *ctx, const char *token, bool locks, Opened *ret_opened)
{
    Id organization_id, id;
    Time sent_at = TIME_NONE;
    TRY(token_read(ctx, token, &organization_id, &id, &sent_at));
    ctx->actor.organization_id = organization_id;
    ctx->actor.partner_id = ID_NONE;
    ctx->actor.permissions = PERMIT_PUBLIC;
    if (locks)
        TRY(organization_store_lock(ctx, organization_id));
    Error error = invitation_get(ctx, id, &ret_opened->invitation);
    if (error == NOT_FOUND)
        return link_unknown(ctx);
    TRY(error);
    ret_opened->state = state_of(&ret_opened->invitation, sent_at);
    return withdraw_outlived(ctx, ret_opened);
}

static Error require_usable(Ctx *ctx, InvitationLinkState state)
{
    static const struct {
        const char *code, *message;
    } problems[] = {
        [INVITATION_LINK_EXPIRED] = {"link_expired",
            "This invitation has expired; ask for a new one."},
        [INVITATION_LINK_REPLACED] = {"link_replaced",
            "A newer mail was sent; use the link in that one."},
        [INVITATION_LINK_ACCEPTED] = {"link_used", "This invitation was accepted already."},
        [INVITATION_LINK_WITHDRAWN] = {"link_withdrawn", "This invitation was withdrawn."},
    };
    if (state == INVITATION_LINK_USABLE)
        return OK;
    return fail(ctx, CONFLICT, problems[state].code, "%s", problems[state].message);
}

// One that nobody ever used is none: it can be somebody else's who typed the address.
static bool is_used(const User *user)
{
    return id_is_set(user->id) && (user->password_hash || time_is_set(user->last_sign_in_at));
}

static Error link_fill(Ctx *ctx, const Opened *opened, InvitationLink *ret_link)
{
    Organization organization = {.id = ID_NONE};
    User user = {.id = ID_NONE};
    TRY(organization_store_get(ctx, opened->invitation.organization_id, &organization));
    if (opened->state == INVITATION_LINK_USABLE)
        TRY(user_find(ctx, opened->invitation.email, &user));
    InvitationLink link = {
        .state = opened->state,
        .organization_id = organization.id,
        .organization_name = organization.name,
        .invited_by_name = opened->invitation.invited_by_name,
        .email = opened->invitation.email,
        .roles = opened->invitation.roles,
        .expires_at = opened->invitation.expires_at,
        .has_account = is_used(&user),
    };
    if (opened->state == INVITATION_LINK_USABLE)
        TRY(authentication_rules_find_methods(ctx, &link.methods, &link.providers));
    *ret_link = link;
    return OK;
}

Error invitation_link_get(Ctx *ctx, const char *token, InvitationLink *ret_link)
{
    Opened opened;
    TRY(link_open(ctx, token, false, &opened));
    return link_fill(ctx, &opened, ret_link);
}

// ── joining ──────────────────────────────────────────────────────────────────────────────────

static MemberRoleList roles_left(Ctx *ctx, MemberRoleList roles)
{
    MemberRoleList left = {arena_array_of(ctx->arena, MemberRole, roles.count), 0};
    for (size_t i = 0; i < roles.count; i++)
        if (!time_is_set(roles.items[i].ends_at) || time_before(ctx->now, roles.items[i].ends_at))
            left.items[left.count++] = roles.items[i];
    return left;
}

static Error join(Ctx *ctx, Invitation *invitation, Id user_id)
{
    Member member = {.user_id = ID_NONE};
    Error error = membership_get(ctx, user_id, &member);
    if (error == NOT_FOUND) {
        TRY(membership_create(ctx, invitation->organization_id, user_id, (TextList){0}));
        error = membership_get(ctx, user_id, &member);
    }
    TRY(error);
    TRY(member_roles_place(ctx, &member,
        member_roles_unite(ctx->arena, member.roles, roles_left(ctx, invitation->roles))));
    invitation->state = INVITATION_ACCEPTED;
    invitation->decided_at = ctx->now;
    invitation->accepted_by = user_id;
    TRY(invitation_store_change(ctx, invitation));
    return event_emit(
        ctx, "invitation.accepted", invitation->organization_id, invitation->id, NULL);
}

// Who was removed since does not come back by the same link.
static Error is_joined(Ctx *ctx, const Invitation *invitation, Id user_id, bool *ret_is_joined)
{
    Member member;
    *ret_is_joined = false;
    if (!id_same(invitation->accepted_by, user_id))
        return OK;
    Error error = membership_get(ctx, user_id, &member);
    *ret_is_joined = error == OK;
    return error == NOT_FOUND ? OK : error;
}

Error invitation_link_accept(Ctx *ctx, const char *token, InvitationLink *ret_link)
{
    Opened opened;
    User user;
    TRY(link_open(ctx, token, true, &opened));
    TRY(user_lock(ctx, ctx->actor.user_id));
    TRY(user_get(ctx, ctx->actor.user_id, &user));
    Invitation *invitation = &opened.invitation;
    if (time_is_set(user.closed_at)) // while this waited for the lock
        return fail(ctx, UNAUTHENTICATED, "not_signed_in", "Your account was closed.");
    if (!text_same(text_lower(ctx->arena, user.email), text_lower(ctx->arena, invitation->email)))
        return fail(ctx, FORBIDDEN, "other_address",
            "This invitation is for another mail address; sign in with that one.");
    bool is_repeated;
    TRY(is_joined(ctx, invitation, user.id, &is_repeated));
    if (!is_repeated) {
        TRY(require_usable(ctx, opened.state));
        TRY(join(ctx, invitation, user.id));
        opened.state = INVITATION_LINK_ACCEPTED;
    }
    return link_fill(ctx, &opened, ret_link);
}

// ── with a new account ───────────────────────────────────────────────────────────────────────

static Error require_no_account(Ctx *ctx, bool has_account)
{
    if (!has_account)
        return OK;
    return fail(
        ctx, CONFLICT, "has_account", "This address has an account; sign in with it and accept.");
}

static Error read_link(Ctx *ctx, const char *token, InvitationLink *ret_link)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(invitation_link_get(ctx, token, ret_link));
    TRY(require_usable(ctx, ret_link->state));
    TRY(require_no_account(ctx, ret_link->has_account));
    return tx_commit(&tx);
}

Error invitation_link_open_account(Ctx *ctx, const NewAccount *wanted, const char **ret_hash)
{
    InvitationLink link;
    TRY(read_link(ctx, wanted->token, &link));
    User person = {.name = wanted->name, .email = link.email};
    password_check(ctx, "password", wanted->password, &person);
    TRY(faults(ctx));
    *ret_hash = password_hash(ctx->arena, wanted->password);
    return OK;
}

// Two who make it at once: the second one starts again and finds the first.
static Error create_user(Ctx *ctx, const char *email, const char *name, User *ret_user)
{
    Error error = user_create(ctx, email, name, ctx->language, ret_user);
    if (error == CONFLICT && text_same(ctx->failure.code, "user_account_email"))
        return fail(ctx, CONFLICT, "serialization", "Somebody else was faster.");
    return error;
}

Error invitation_link_create_account(Ctx *ctx, const NewAccount *wanted, const char *hash,
    const char *user_agent, InvitationLink *ret_link, SignIn *ret_sign_in)
{
    Opened opened;
    User user = {.id = ID_NONE};
    // Again: somebody else may have been faster.
    TRY(link_open(ctx, wanted->token, true, &opened));
    TRY(require_usable(ctx, opened.state));
    TRY(user_find(ctx, opened.invitation.email, &user));
    TRY(require_no_account(ctx, is_used(&user)));
    if (!id_is_set(user.id))
        TRY(create_user(ctx, opened.invitation.email, wanted->name, &user));
    ctx->actor.user_id = user.id;
    TRY(user_change(ctx, wanted->name, ctx->language, &user));
    TRY(password_begin(ctx, user.id, hash));
    TRY(join(ctx, &opened.invitation, user.id));
    opened.state = INVITATION_LINK_ACCEPTED;
    TRY(link_fill(ctx, &opened, ret_link));
    return sign_in_begin_by_invitation(ctx, user.id, user_agent, ret_sign_in);
}

// ── when it has expired ──────────────────────────────────────────────────────────────────────

Error invitation_link_send_request(Ctx *ctx, const char *token)
{
    Opened opened;
    TRY(link_open(ctx, token, false, &opened));
    if (opened.state == INVITATION_LINK_USABLE)
        return fail(ctx, CONFLICT, "link_usable", "This invitation is still good: accept it.");
    if (opened.state != INVITATION_LINK_EXPIRED)
        return require_usable(ctx, opened.state);
    TRY(throttle_count(ctx, &per_invitation, opened.invitation.id.text));
    return event_emit(ctx, "invitation.renewal_requested", opened.invitation.organization_id,
        opened.invitation.id, NULL);
}
