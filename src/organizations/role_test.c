#include "role.h"

#include "base/text.h"
#include "test/test.h"

static Permissions of(const char *role, bool is_seller, bool is_operator)
{
    return role_permissions((TextList){&role, 1}, is_seller, is_operator);
}

TEST("every role includes reports")
{
    for (int i = 0; role_names[i]; i++)
        EXPECT(of(role_names[i], true, true) & PERMIT_REPORTS);
}

TEST("an owner may everything in the own organization and nothing beyond")
{
    EXPECT_INT(of("owner", true, true),
        PERMIT_REPORTS | PERMIT_PROFILE | PERMIT_PURCHASE | PERMIT_MEMBERS | PERMIT_INVITE);
}

TEST("who buys neither edits the profile nor manages members")
{
    EXPECT_INT(of("purchasing", true, true), PERMIT_REPORTS | PERMIT_PURCHASE);
    EXPECT_INT(of("profile", true, true), PERMIT_REPORTS | PERMIT_PROFILE);
}

TEST("an administrator manages accounts and does nothing else")
{
    EXPECT_INT(of("administrator", true, true), PERMIT_REPORTS | PERMIT_MEMBERS | PERMIT_INVITE);
}

TEST("offerings counts only at a seller, operator only at the operator")
{
    EXPECT_INT(of("offerings", false, true), PERMIT_REPORTS);
    EXPECT_INT(of("offerings", true, false), PERMIT_REPORTS | PERMIT_OFFERINGS);
    EXPECT_INT(of("operator", true, false), PERMIT_REPORTS);
    EXPECT_INT(of("operator", false, true), PERMIT_REPORTS | PERMIT_OPERATE);
}

TEST("roles are known, stand there once, and reports is among them")
{
    static const struct {
        const char *roles[3];
        size_t count;
        const char *code;
    } cases[] = {
        {{"reports"}, 1, ""},
        {{"purchasing", "reports"}, 2, ""},
        {{"purchasing"}, 1, "reports_missing"},
        {{"reports", "reports"}, 2, "repeated"},
        {{"reports", "king"}, 2, "not_known"},
        {{NULL}, 0, "reports_missing"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Ctx ctx = {.arena = arena_new()};
        TextList roles = {(const char **)cases[i].roles, cases[i].count};
        EXPECT_INT(roles_check(&ctx, "roles", roles), *cases[i].code ? INVALID : OK);
        EXPECT_TEXT(ctx.failure.fault_count ? ctx.failure.faults[0].code : "", cases[i].code);
        arena_free(ctx.arena);
    }
}

TEST("permissions have names")
{
    Arena *arena = arena_new();
    TextList names = permission_names(arena, PERMIT_PUBLIC | PERMIT_REPORTS | PERMIT_OPERATE);
    EXPECT_INT(names.count, 2);
    EXPECT_TEXT(names.items[0], "reports");
    EXPECT_TEXT(names.items[1], "operate");
    arena_free(arena);
}

TEST("an organization has the roles of its kind, each with what it allows")
{
    Arena *arena = arena_new();
    RolePermissionsList roles = roles_list(arena, true, false);
    EXPECT_INT(roles.count, ROLES - 1);
    EXPECT_INT(roles.items[ROLES - 2].role, ROLE_OFFERINGS);
    EXPECT_INT(roles_list(arena, false, false).count, ROLES - 2);
    EXPECT_INT(roles.items[ROLE_ADMINISTRATOR].permissions.count, 3);
    EXPECT_TEXT(roles.items[ROLE_ADMINISTRATOR].permissions.items[1], "members");
    EXPECT_TEXT(roles.items[ROLE_ADMINISTRATOR].permissions.items[2], "invite");
    arena_free(arena);
}
