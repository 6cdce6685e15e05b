// role_request.h — a member asks for a role that it lacks, and who manages members decides.
//
// pending → approved | declined | withdrawn (by the person, or because it left) | expired (after
// thirty days). A person asks for oneself, once for each role at a time: for what a role allows, or
// to keep longer what is about to end. Whoever decides could have changed the person's roles by
// hand, and where that is done meanwhile the request counts as approved. owner is handed over: see
// ownership_transfer.h.
#pragma once

#include "member_role.h"

enum { ROLE_REQUEST_DAYS = 30 };

typedef enum RoleRequestState {
    ROLE_REQUEST_PENDING,
    ROLE_REQUEST_APPROVED,
    ROLE_REQUEST_DECLINED,
    ROLE_REQUEST_WITHDRAWN,
    ROLE_REQUEST_EXPIRED,
} RoleRequestState;

extern const char *const role_request_state_names[]; // "pending" …, ended by NULL

typedef struct RoleRequest {
    Id id; // rrq_…
    Id organization_id;
    Id user_id;
    const char *user_name;
    Role role;
    const char *reason;
    RoleRequestState state;
    Time created_at;
    Time expires_at;
    const char *decided_by_name; // NULL: nobody did
    Time decided_at;
    const char *decline_reason;
    bool may_decide; // the actor; of role_request_list
    bool is_owners;  // an owner asks
} RoleRequest;

extern const Shape role_request_shape;
typedef LIST_OF(RoleRequest) RoleRequestList;

typedef struct NewRoleRequest {
    Role role;
    const char *reason;
} NewRoleRequest;

extern const Shape new_role_request_shape;

/** Those of the actor's organization, newest first. state, user_id: NULL and ID_NONE: of any. */
Error role_request_list(Ctx *ctx, const char *state, Id user_id, const char *after, int64_t limit,
    RoleRequestList *ret_requests);

/** For mail. NOT_FOUND */
Error role_request_get(Ctx *ctx, Id id, RoleRequest *ret_request);

/**
 * The actor, a member, asks. Emits role_request.placed.
 *
 * INVALID    at role: not_here (one that this organization does not have), not_allowed (owner),
 *            held (the person may do all of it already, without an end)
 * CONFLICT   role_request_pending
 * LIMITED    too_many_attempts
 */
Error role_request_create(Ctx *ctx, const NewRoleRequest *wanted, RoleRequest *ret_request);

/** Whether that member could decide; see member_roles_require_change. */
bool role_request_is_for(const RoleRequest *request, const Member *member);

/** Whoever asked takes it back. NOT_FOUND; CONFLICT role_request_decided, role_request_expired */
Error role_request_withdraw(Ctx *ctx, Id id, RoleRequest *ret_request);

/**
 * Gives the role until ends_at (TIME_NONE: without an end) beside those that the person has, at
 * once. Emits role_request.approved and membership.changed.
 *
 * INVALID    at ends_at: past, not_later (than what the person has)
 * NOT_FOUND
 * CONFLICT   role_request_decided, role_request_expired; own_roles
 * FORBIDDEN  missing_permission; owner_only (an owner asked)
 */
Error role_request_approve(Ctx *ctx, Id id, Time ends_at, RoleRequest *ret_request);

/** The same, but nothing changes. Emits role_request.declined. */
Error role_request_decline(Ctx *ctx, Id id, const char *reason, RoleRequest *ret_request);

/** Whoever got these roles waits no more for what they allow, or allow longer than those before;
 * for who holds the organization's lock. */
Error role_request_settle(Ctx *ctx, const Member *before, MemberRoleList roles);

/** Whoever leaves asks for nothing any more; for who holds the organization's lock. */
Error role_request_withdraw_all(Ctx *ctx, Id user_id);
