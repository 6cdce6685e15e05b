// scim_role.h — the roles that members have by the groups of a directory.
//
// A role that was given by hand stays whatever the groups say, and one with an end is by hand.
// Whoever changes groups marks whose roles are due; at most SCIM_ROLES_AT_ONCE are placed with the
// change, the others by a job right after it. An owner may everything and gets none; what the
// groups gave before stays theirs, and when the ownership ends the roles are placed anew.
#pragma once

#include "work/work.h"

enum { SCIM_ROLES_AT_ONCE = 200 };

/** Places the roles that are due in the actor's organization, which is locked. */
Error scim_roles_place(Ctx *ctx);

/** The job "place_scim_roles", of an organization. */
Error scim_roles_place_job(Ctx *ctx, const Job *job);

/** membership.role_ended: a group may give the role that ended. */
Error scim_role_ended(Ctx *ctx, const Event *event);

/** membership.changed: whoever is no owner any more has the roles of the groups. */
Error scim_member_changed(Ctx *ctx, const Event *event);
