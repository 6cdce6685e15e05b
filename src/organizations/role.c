#include "role.h"

#include "base/text.h"

const char *const role_names[] = {
    "reports",
    "profile",
    "purchasing",
    "administrator",
    "owner",
    "offerings",
    "operator",
    NULL,
};

static const Permissions permissions_of_role[ROLES] = {
    [ROLE_REPORTS] = PERMIT_REPORTS,
    [ROLE_PROFILE] = PERMIT_REPORTS | PERMIT_PROFILE,
    [ROLE_PURCHASING] = PERMIT_REPORTS | PERMIT_PURCHASE,
    [ROLE_ADMINISTRATOR] = PERMIT_REPORTS | PERMIT_MEMBERS | PERMIT_INVITE,
    [ROLE_OWNER] =
        PERMIT_REPORTS | PERMIT_PROFILE | PERMIT_PURCHASE | PERMIT_MEMBERS | PERMIT_INVITE,
    [ROLE_OFFERINGS] = PERMIT_REPORTS | PERMIT_OFFERINGS,
    [ROLE_OPERATOR] = PERMIT_REPORTS | PERMIT_OPERATE,
};

SHAPE(role_permissions_shape, RolePermissions,
    FIELD_ENUM(RolePermissions, role, role_names, .required = true),
    FIELD(RolePermissions, permissions, .required = true, .about = "What it allows."));

static int role_number(const char *name)
{
    for (int i = 0; role_names[i]; i++)
        if (text_same(role_names[i], name))
            return i;
    return -1;
}

Permissions role_permissions(TextList roles, bool is_seller, bool is_operator)
{
    Permissions permissions = 0;
    for (size_t i = 0; i < roles.count; i++) {
        int role = role_number(roles.items[i]);
        if (role >= 0)
            permissions |= permissions_of_role[role];
    }
    if (!is_seller)
        permissions &= ~(Permissions)PERMIT_OFFERINGS;
    if (!is_operator)
        permissions &= ~(Permissions)PERMIT_OPERATE;
    return permissions;
}

RolePermissionsList roles_list(Arena *arena, bool is_seller, bool is_operator)
{
    RolePermissionsList list = {arena_array_of(arena, RolePermissions, ROLES), 0};
    for (Role role = 0; role < ROLES; role++)
        if ((is_seller || role != ROLE_OFFERINGS) && (is_operator || role != ROLE_OPERATOR))
            list.items[list.count++] =
                (RolePermissions){role, permission_names(arena, permissions_of_role[role])};
    return list;
}

Error roles_check(Ctx *ctx, const char *field, TextList roles)
{
    uint32_t seen = 0;
    for (size_t i = 0; i < roles.count; i++) {
        int role = role_number(roles.items[i]);
        if (role < 0)
            fault(ctx, field, "not_known", "There is no role %s.", roles.items[i]);
        else if (seen >> role & 1)
            fault(ctx, field, "repeated", "The role %s stands there twice.", roles.items[i]);
        else
            seen |= 1u << role;
    }
    if (!(seen & 1))
        fault(ctx, field, "reports_missing", "Everybody has the role reports.");
    return faults(ctx);
}

TextList roles_in_order(Arena *arena, TextList roles)
{
    TextList ordered = {arena_array_of(arena, const char *, ROLES), 0};
    for (Role role = 0; role < ROLES; role++)
        for (size_t i = 0; i < roles.count; i++)
            if (role_number(roles.items[i]) == (int)role)
                ordered.items[ordered.count++] = role_names[role];
    return ordered;
}

TextList permission_names(Arena *arena, Permissions permissions)
{
    static const char *const names[] = {
        "reports", "profile", "purchase", "members", "offerings", "operate", NULL, "invite"};
    TextList list = {arena_array_of(arena, const char *, COUNT_OF(names)), 0};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i] && permissions >> i & 1)
            list.items[list.count++] = names[i];
    return list;
}
