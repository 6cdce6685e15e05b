// membership.h — which persons belong to an organization, and with which roles.
//
// A role may have an end; from that moment on it counts as none everywhere. Whoever changes members
// locks the organization first, so that two who do it at once decide one after the other.
#pragma once

#include "base/ctx.h"
#include "role.h"
#include "shape/shape.h"

typedef struct MemberRole {
    Role role;
    Time ends_at; // TIME_NONE: never
} MemberRole;

extern const Shape member_role_shape;
typedef LIST_OF(MemberRole) MemberRoleList;

typedef struct Member {
    Id user_id;
    const char *name;
    const char *email;
    const char *language;
    MemberRoleList roles; // in force, in their order; of membership_list, _get and _lock
    Time created_at;      // of the membership
    Time last_sign_in_at;
    const char *origin, *second_factor; // for who manages members; else NULL
    int64_t version;                    // grows with every change of the roles by somebody
} Member;

extern const Shape member_shape;
typedef LIST_OF(Member) MemberList;

typedef struct MemberFilter {
    const char *q;             // part of a name or mail address; NULL: any
    const char *role;          // that they have; NULL: any
    const char *state;         // "with_roles", "without_roles"; NULL: both
    const char *second_factor; // "on", "off"; NULL: both
    const char *after;         // the user_id of the last one of the page before
    int64_t limit;
} MemberFilter;

/** Makes the person a member with roles that do not end, or with none yet; no former member from
 * now on. CONFLICT if the person is one. INVALID: see roles_check. */
Error membership_create(Ctx *ctx, Id organization_id, Id user_id, TextList roles);

/** The same of somebody whom nobody invited. provider: the name of the identity provider that
 * brings the person; NULL: a directory does, or who manages members. Emits membership.vouched
 * (subject: the person; data: provider). */
Error membership_create_vouched(
    Ctx *ctx, Id organization_id, Id user_id, TextList roles, const char *provider);

/** The members of the actor's organization, by their names. FORBIDDEN missing_permission: who does
 * not manage members does not ask for second factors. */
Error membership_list(Ctx *ctx, const MemberFilter *filter, MemberList *ret_members);

/** Whether the person is a member of that organization, with roles or without. */
Error membership_has(Ctx *ctx, Id organization_id, Id user_id, bool *ret_has);

/** A member of the actor's organization. NOT_FOUND */
Error membership_get(Ctx *ctx, Id user_id, Member *ret_member);

/** For who is about to change members: locks the organization and makes sure that the actor still
 * manages them, still invites for a partner, or is a directory whose token still works. FORBIDDEN
 * missing_permission; UNAUTHENTICATED wrong_token */
Error membership_lock_all(Ctx *ctx);

/** The same, and reads the one. NOT_FOUND; FORBIDDEN missing_permission */
Error membership_lock(Ctx *ctx, Id user_id, Member *ret_member);

bool member_has(const Member *member, Role role);

/** The members of an organization with that role in force; for mail. */
Error membership_list_with_role(
    Ctx *ctx, Id organization_id, const char *role, MemberList *ret_members);

/** Whoever has the one role has the other too from now on. */
Error membership_add_role(Ctx *ctx, Id organization_id, const char *of, const char *role);

/** Everybody who works for the operator and decides. */
Error membership_list_operators(Ctx *ctx, MemberList *ret_members);
