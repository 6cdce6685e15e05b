// invitation.h — somebody is asked by mail to join an organization, with roles.
//
// pending → accepted (by whom it was sent to) | withdrawn (by who manages members); a day after the
// mail was sent it counts as expired, until it is renewed. Of an address at most one is pending in
// an organization. What is said to who invites never tells whether the address has an account.
#pragma once

#include "member_role.h"

typedef enum InvitationState {
    INVITATION_PENDING,
    INVITATION_EXPIRED, // pending, and its day has passed
    INVITATION_ACCEPTED,
    INVITATION_WITHDRAWN,
} InvitationState;

extern const char *const invitation_state_names[]; // "pending" …, ended by NULL

enum { INVITATION_HOURS = 24 };

typedef struct Invitation {
    Id id; // ivt_…
    Id organization_id;
    const char *email;
    MemberRoleList roles; // with reports
    const char *language; // of the mail
    InvitationState state;
    Id invited_by;
    const char *invited_by_name;
    Id partner_id; // through whose delegation, which it does not outlive; ID_NONE: none
    Time created_at;
    Time sent_at; // the newest mail; the links in those before work no more
    Time expires_at;
    Time decided_at;
    Id accepted_by;
} Invitation;

extern const Shape invitation_shape;
typedef LIST_OF(Invitation) InvitationList;

typedef struct NewInvitation {
    const char *email;
    MemberRoleList roles;
    const char *language;
} NewInvitation;

extern const Shape new_invitation_shape;

typedef struct InvitationFilter {
    const char *q;     // part of a mail address; NULL: any
    const char *state; // NULL: any
    const char *after; // the id of the last one of the page before
    int64_t limit;
} InvitationFilter;

/**
 * Invites, and emits invitation.sent, upon which the mail goes out.
 *
 * INVALID    see member_roles_complete
 * CONFLICT   member_already; invitation_pending: renew it; owner_by_transfer
 * FORBIDDEN  owner_only: the role operator is given by owners and operators; insider_required, of
 *            a partner: see delegation_require_roles; its own people; who was removed
 * LIMITED    too_many_attempts: mails of the organization, or to the address
 */
Error invitation_create(Ctx *ctx, const NewInvitation *wanted, Invitation *ret_invitation);

/** Those of the actor's organization, newest first. */
Error invitation_list(Ctx *ctx, const InvitationFilter *filter, InvitationList *ret_invitations);

/** One of the actor's organization. NOT_FOUND */
Error invitation_get(Ctx *ctx, Id id, Invitation *ret_invitation);

/** The mail goes out again, with another link and another day. NOT_FOUND; CONFLICT
 * invitation_decided; LIMITED too_many_attempts */
Error invitation_renew(Ctx *ctx, Id id, Invitation *ret_invitation);

/** Its link works no more; again is no error. Emits invitation.withdrawn. NOT_FOUND; CONFLICT
 * invitation_decided: it was accepted */
Error invitation_withdraw(Ctx *ctx, Id id);

/** The same for all that wait: that the person sent, and the one to the address (NULL: none). For
 * who has locked the organization. */
Error invitation_withdraw_all(Ctx *ctx, Id invited_by, const char *email);

/** The same for all that wait and were sent through the partner's delegation. */
Error invitation_withdraw_through(Ctx *ctx, Id partner_id);
