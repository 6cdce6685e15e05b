// invitation_link.h — the link in the mail to who is invited: what it shows, and joining by it.
//
// The token is the invitation's id, when the mail was sent, and the HMAC of both under the master
// key: nothing is stored that would let anybody in. Only the newest mail's link is usable. Looking
// at it uses nothing up, so mail scanners do no harm. Whoever has a usable one reads the mail of
// the address: that is told whether the address has an account, and nobody else.
#pragma once

#include "authentication_rules.h"
#include "identity/sign_in.h"
#include "invitation.h"

typedef enum InvitationLinkState {
    INVITATION_LINK_USABLE,
    INVITATION_LINK_EXPIRED,
    INVITATION_LINK_REPLACED, // by a newer mail
    INVITATION_LINK_ACCEPTED,
    INVITATION_LINK_WITHDRAWN,
} InvitationLinkState;

typedef struct InvitationLink {
    InvitationLinkState state;
    Id organization_id;
    const char *organization_name;
    const char *invited_by_name;
    const char *email;
    MemberRoleList roles;
    Time expires_at;
    bool has_account; // of a usable one: somebody has used an account of the address
    TextList methods; // of a usable one: that the organization allows; none: all
    AuthenticationProviderList providers; // those among the methods
} InvitationLink;

extern const Shape invitation_link_shape;

/** From here on the actor acts, without permissions, for the organization of the invitation.
 * NOT_FOUND link_unknown: it is none of ours */
Error invitation_link_get(Ctx *ctx, const char *token, InvitationLink *ret_link);

/**
 * The actor, who is signed in, becomes a member with the roles, or has them beside those there
 * were. Emits invitation.accepted. Again is no error. For the actor see invitation_link_get.
 *
 * NOT_FOUND  link_unknown
 * FORBIDDEN  other_address: it is not the actor's
 * CONFLICT   link_expired, link_replaced, link_used, link_withdrawn
 */
Error invitation_link_accept(Ctx *ctx, const char *token, InvitationLink *ret_link);

typedef struct NewAccount {
    const char *token, *name, *password;
} NewAccount;

/**
 * Looks at the link and hashes the password, which takes long: outside a transaction.
 *
 * INVALID   see password_check
 * CONFLICT  as above; has_account: sign in and accept
 */
Error invitation_link_open_account(Ctx *ctx, const NewAccount *wanted, const char **ret_hash);

/** Makes the account of the address, becomes a member and signs in. CONFLICT as above. */
Error invitation_link_create_account(Ctx *ctx, const NewAccount *wanted, const char *hash,
    const char *user_agent, InvitationLink *ret_link, SignIn *ret_sign_in);

/** Asks who invited to renew an expired one. Emits invitation.renewal_requested. CONFLICT
 * link_usable, and as above; LIMITED too_many_attempts */
Error invitation_link_send_request(Ctx *ctx, const char *token);

/** The address of the page of a pending invitation, for the mail. */
const char *invitation_link_url(Ctx *ctx, const Invitation *invitation);
