// role.h — what one may do: permissions are bits, roles are named sets of them.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum Permission {
    PERMIT_REPORTS = 1u << 0,           // see everything of one's organization; every member's
    PERMIT_PROFILE = 1u << 1,           // edit and submit the organization's profile
    PERMIT_PURCHASE = 1u << 2,          // order, subscribe, make and revoke keys, cancel
    PERMIT_MEMBERS = 1u << 3,           // manage users and their roles; read the audit trail
    PERMIT_OFFERINGS = 1u << 4,         // publish products of one's seller
    PERMIT_OPERATE = PERMIT_EVERYWHERE, // the operator's pages: decide, review, publish for others
};

/**
 * Role names in their order, ended by NULL: "reports", "profile", "purchasing", "owner",
 * "offerings", "operator". Every role includes reports. owner: reports, profile, purchasing,
 * members (administrator and user in one). offerings counts only in a seller's organization,
 * operator only in the operator's.
 */
extern const char *const role_names[];

/** The permissions of the roles together, for a member of an organization of this kind. */
Permissions role_permissions(TextList roles, bool is_seller, bool is_operator);

/** INVALID unless all are known, none is there twice and "reports" is among them. */
Error roles_check(Ctx *ctx, const char *field, TextList roles);

/** The names of the permissions one holds: "reports", "profile", "purchase", "members",
 * "offerings", "operate". */
TextList permission_names(Arena *arena, Permissions permissions);
