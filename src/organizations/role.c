#include "role.h"

#include "base/text.h"

const char *const role_names[] = {
    "reports",
    "profile",
    "purchasing",
    "owner",
    "offerings",
    "operator",
    NULL,
};

static const Permissions permissions_of_role[] = {
    PERMIT_REPORTS,
    PERMIT_REPORTS | PERMIT_PROFILE,
    PERMIT_REPORTS | PERMIT_PURCHASE,
    PERMIT_REPORTS | PERMIT_PROFILE | PERMIT_PURCHASE | PERMIT_MEMBERS,
    PERMIT_REPORTS | PERMIT_OFFERINGS,
    PERMIT_REPORTS | PERMIT_OPERATE,
};

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

TextList permission_names(Arena *arena, Permissions permissions)
{
    static const char *const names[] = {
        "reports", "profile", "purchase", "members", "offerings", "operate"};
    TextList list = {arena_array_of(arena, const char *, COUNT_OF(names)), 0};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (permissions >> i & 1)
            list.items[list.count++] = names[i];
    return list;
}
