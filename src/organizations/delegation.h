// delegation.h — a customer lets the people of another organization, its partner, act for it.
//
// The customer offers, the partner accepts or declines; it is over when the customer revokes it,
// the partner gives it up, or its end comes. While it is in force the customer is among the
// organizations of the partner's owners, with the roles that it gave; who is a member there has
// the roles of the membership alone.
//
// Whoever acts through it never holds PERMIT_MEMBERS (see acting.c), so what takes that (members
// and their roles, delegations, access and sign-in rules, identity providers, directories, tokens
// of the organization, the audit trail, webhooks) is the customer's own. As an administrator one
// invites people who are not the partner's, with the roles of the delegation below administrator;
// what was sent so does not outlive the delegation. require_insider keeps the rest.
#pragma once

#include "membership.h"
#include "shape/shape.h"

enum { DELEGATION_DAYS = 365 }; // at most, to the end of the last day; and unless said otherwise

typedef enum DelegationState {
    DELEGATION_OFFERED,
    DELEGATION_ACCEPTED,
    DELEGATION_DECLINED, // by the partner
    DELEGATION_REVOKED,  // by the customer
    DELEGATION_GIVEN_UP, // by the partner
    DELEGATION_ENDED,    // its end came
} DelegationState;

extern const char *const delegation_state_names[]; // "offered" …, ended by NULL

typedef struct Delegation {
    Id id;              // dlg_…
    Id organization_id; // the customer
    const char *organization_name;
    Id partner_id;
    const char *partner_name; // NULL until it accepted: who offers learns of nobody
    TextList roles;
    DelegationState state;
    Time created_at;
    Time expires_at;
    Time accepted_at;
    Time ended_at; // declined, revoked or given up
} Delegation;

extern const Shape delegation_shape;
typedef LIST_OF(Delegation) DelegationList;

typedef struct NewDelegation {
    Id partner_id;
    TextList roles;
    Time expires_at; // TIME_NONE: in DELEGATION_DAYS
} NewDelegation;

extern const Shape new_delegation_shape;

/** Those that the actor's organization gave, newest first. */
Error delegation_list(Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations);

/** Those that the actor's organization was offered, newest first. */
Error delegation_list_customers(
    Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations);

/** One of which the actor's organization is a side. NOT_FOUND */
Error delegation_get(Ctx *ctx, Id id, Delegation *ret_delegation);

/**
 * Offers it to the organization of that id, which need not exist. Emits delegation.offered.
 *
 * INVALID    see roles_check; roles not_allowed (owner, offerings, operator); partner_id
 *            not_allowed (the organization itself), malformed; expires_at past, too_late
 * FORBIDDEN  owner_only (the role administrator)
 * CONFLICT   delegation_open
 * LIMITED    too_many_attempts
 */
Error delegation_offer(Ctx *ctx, const NewDelegation *wanted, Delegation *ret_delegation);

/** The customer: REVOKED; the partner: ACCEPTED, DECLINED, GIVEN_UP. Emits delegation.<state>.
 * NOT_FOUND; FORBIDDEN missing_permission; CONFLICT delegation_decided: not from its state, or not
 * by this side */
Error delegation_move(Ctx *ctx, Id id, DelegationState state, Delegation *ret_delegation);

/** Whether the person administers the actor's organization through the partner at this moment. */
Error delegation_is_in_force(Ctx *ctx, Id partner_id, Id user_id, bool *ret_is);

/** Whoever acts through a delegation gives roles that it has, but not administrator, and touches no
 * invitation that gives others. FORBIDDEN insider_required */
Error delegation_require_roles(Ctx *ctx, MemberRoleList roles);
