// role_assignment.h — one role given to several members, or taken from them, in one step.
//
// Each of them by the rules that hold for one (see member_role.h): all are changed, or nobody.
#pragma once

#include "membership.h"

enum { MAX_ASSIGNED = 200 };

typedef enum RoleAssignmentChange { ROLE_ADD, ROLE_REMOVE } RoleAssignmentChange;

typedef struct RoleAssignment {
    TextList user_ids;
    RoleAssignmentChange change;
    Role role;
    Time ends_at; // of a role that is added, also to who has it with another end
} RoleAssignment;

extern const Shape role_assignment_shape;

/**
 * Changes all, and tells whose roles are others now: who has the role already stays as before.
 * Other roles stay with their ends; reports lasts as long as the longest of them, or longer.
 *
 * INVALID    at role and ends_at: see member_roles_complete, and not_allowed (an end of what is
 *            removed); at user_ids[n], naming the person: not_known, repeated, reports_stays, and
 *            what member_roles_require_change says; MAX_FAULTS of them at most
 * FORBIDDEN  missing_permission
 */
Error role_assignment_place(Ctx *ctx, const RoleAssignment *assignment, MemberList *ret_changed);
