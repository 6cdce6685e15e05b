// member_role.h — giving roles to members and taking them, and telling whose end comes.
//
// Who manages members gives every role but owner, which is handed over by two persons (see
// ownership_transfer.h). Nobody changes the own roles, and only an owner those of an owner.
// reports comes with every role and lasts as long as the longest of them.
#pragma once

#include "membership.h"
#include "work/work.h"

enum { ROLE_WARNING_DAYS = 7 };

/**
 * Puts reports beside the others.
 *
 * INVALID  under field[n]: repeated, past (ends_at), not_here (a role that an organization of this
 *          kind does not have), not_allowed (an owner with an end)
 */
Error member_roles_complete(Ctx *ctx, const char *field, MemberRoleList *roles);

/** Whether there can be that one. INVALID as above, at role and ends_at. */
Error member_role_require(Ctx *ctx, const MemberRole *role);

bool member_roles_same(MemberRoleList a, MemberRoleList b); // both in the order of Role

/** Both together with reports beside them; of the same role the later end. */
MemberRoleList member_roles_unite(Arena *arena, MemberRoleList a, MemberRoleList b);
MemberRoleList member_roles_without(Arena *arena, MemberRoleList roles, Role role);

/** Whether the actor may give exactly these. CONFLICT own_roles, owner_by_transfer; FORBIDDEN
 * owner_only */
Error member_roles_require_change(Ctx *ctx, const Member *member, MemberRoleList roles);

/**
 * Gives the member exactly these roles; none: takes all. For a member of membership_lock. Says
 * nothing and does nothing if nothing changes, else emits membership.changed.
 *
 * INVALID    see member_roles_complete; CONFLICT and FORBIDDEN see member_roles_require_change
 */
Error member_roles_change(Ctx *ctx, const Member *member, MemberRoleList roles);

/** The same without these rules, for what two persons agreed upon. */
Error member_roles_place(Ctx *ctx, const Member *member, MemberRoleList roles);

/** FORBIDDEN owner_only, unless the actor is an owner. */
Error member_require_owner(Ctx *ctx);

/** The job "watch_roles": emits membership.role_ending seven days before the end of a role that was
 * given for longer, and membership.role_ended at its end, each once. */
Error member_role_watch_job(Ctx *ctx, const Job *job);
