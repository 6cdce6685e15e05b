// role.h — what one may do: permissions are bits, roles are named sets of them.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum Permission {
    PERMIT_REPORTS = 1u << 0,           // see everything of one's organization; every member's
    PERMIT_PROFILE = 1u << 1,           // edit and submit the organization's profile
    PERMIT_PURCHASE = 1u << 2,          // order, subscribe, make and revoke keys, cancel
    PERMIT_MEMBERS = 1u << 3,           // manage members and their roles; read the audit trail
    PERMIT_OFFERINGS = 1u << 4,         // publish products of one's seller
    PERMIT_INVITE = 1u << 7,            // invite people; a partner's administrators may, too
    PERMIT_DIRECTORY = 1u << 6,         // make and remove members as a directory; tokens for that
    PERMIT_OPERATE = PERMIT_EVERYWHERE, // the operator's pages: decide, review, publish for others
};

/**
 * Every role includes reports. An administrator manages accounts and does nothing else; an owner is
 * administrator and user in one: reports, profile, purchasing, members. offerings counts only in a
 * seller's organization, operator only in the operator's.
 */
typedef enum Role {
    ROLE_REPORTS,
    ROLE_PROFILE,
    ROLE_PURCHASING,
    ROLE_ADMINISTRATOR,
    ROLE_OWNER,
    ROLE_OFFERINGS,
    ROLE_OPERATOR,
    ROLES,
} Role;

extern const char *const role_names[]; // "reports" …, ended by NULL

/** What a role allows. */
typedef struct RolePermissions {
    Role role;
    TextList permissions; // see permission_names
} RolePermissions;

extern const Shape role_permissions_shape;
typedef LIST_OF(RolePermissions) RolePermissionsList;

/** Those that an organization of this kind has, in their order. */
RolePermissionsList roles_list(Arena *arena, bool is_seller, bool is_operator);

/** The permissions of the roles together, for a member of an organization of this kind. */
Permissions role_permissions(TextList roles, bool is_seller, bool is_operator);

/** INVALID unless all are known, none is there twice and "reports" is among them. */
Error roles_check(Ctx *ctx, const char *field, TextList roles);

/** Those that there are, in the order of Role. */
TextList roles_in_order(Arena *arena, TextList roles);

/** The names of the permissions one holds: "reports", "profile", "purchase", "members",
 * "offerings", "operate", "invite". */
TextList permission_names(Arena *arena, Permissions permissions);
