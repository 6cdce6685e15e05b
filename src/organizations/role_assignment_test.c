#include "role_assignment.h"

#include "base/text.h"
#include "testing/world.h"

static const char *id_of(World *world, WorldPerson person)
{
    return world_printf(world, "%s", world_user(world, person).text);
}

static Reply assign(World *world, const char *user_ids, const char *what)
{
    return world_post(world, "/v1/organization/role-assignments",
        world_printf(world, "{'user_ids': [%s], %s}", user_ids, what));
}

static const char *two(World *world, WorldPerson one, WorldPerson other)
{
    return world_printf(world, "'%s', '%s'", id_of(world, one), id_of(world, other));
}

static const char *both(World *world)
{
    return two(world, WORLD_BUYER, WORLD_REPORTER);
}

// "reports purchasing/2027-01-01T…": each role, with its end if it has one.
static const char *roles_of(World *world, WorldPerson person)
{
    Reply member =
        world_get(world, world_printf(world, "/v1/organization/members/%s", id_of(world, person)));
    const char *list = "";
    for (int64_t i = 0; i < world_length(member, "roles"); i++) {
        const char *end =
            world_value(member, world_printf(world, "roles.%lld.ends_at", (long long)i));
        bool has_end = end && *end && !text_same(end, "null");
        list = world_printf(world, "%s%s%s%s%s", list, *list ? " " : "",
            world_value(member, world_printf(world, "roles.%lld.role", (long long)i)),
            has_end ? "/" : "", has_end ? end : "");
    }
    return list;
}

static const char *in_days(World *world, int days)
{
    return time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(days)));
}

static int64_t changes(World *world)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = 'membership.changed'");
}

static int64_t records_about(World *world, WorldPerson person)
{
    return world_count(world,
        "SELECT count(*) FROM audit_record WHERE subject_id = $1"
        " AND action = 'POST /v1/organization/role-assignments'",
        world_user(world, person));
}

SCENARIO("several members get a role in one step, beside those they have")
{
    world_as(world, WORLD_OWNER);
    EXPECT_INT(assign(world, both(world), "'change': 'add', 'role': 'profile'").status, 204);
    EXPECT_TEXT(roles_of(world, WORLD_BUYER), "reports profile purchasing");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports profile");
    EXPECT_INT(changes(world), 2);

    EXPECT_INT(assign(world, both(world), "'change': 'add', 'role': 'profile'").status, 204);
    EXPECT_INT(changes(world), 2);
}

SCENARIO("several members lose a role in one step and keep the others")
{
    world_as(world, WORLD_OWNER);
    EXPECT_INT(assign(world, both(world), "'change': 'remove', 'role': 'purchasing'").status, 204);
    EXPECT_TEXT(roles_of(world, WORLD_BUYER), "reports");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports");
    EXPECT_INT(changes(world), 1);
    EXPECT_INT(records_about(world, WORLD_BUYER), 1); // the other one lost nothing
    EXPECT_INT(records_about(world, WORLD_REPORTER), 0);
}

static const char *purchasing_until(World *world, const char *end)
{
    return world_printf(world, "'change': 'add', 'role': 'purchasing', 'ends_at': '%s'", end);
}

SCENARIO("the end that is given takes the place of the end that the role had, and of no other")
{
    world_as(world, WORLD_OWNER);
    const char *end = in_days(world, 30), *sooner = in_days(world, 10);
    EXPECT_INT(assign(world, both(world), purchasing_until(world, end)).status, 204);
    EXPECT_TEXT(roles_of(world, WORLD_BUYER), world_printf(world, "reports purchasing/%s", end));
    EXPECT_INT(assign(world, both(world), purchasing_until(world, sooner)).status, 204);
    EXPECT_TEXT(
        roles_of(world, WORLD_REPORTER), world_printf(world, "reports purchasing/%s", sooner));
    EXPECT_INT(assign(world, both(world), "'change': 'add', 'role': 'purchasing'").status, 204);
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports purchasing");
}

SCENARIO("reports is removed where it is alone, and only there")
{
    world_as(world, WORLD_OWNER);
    const char *reports = "'change': 'remove', 'role': 'reports'";
    Reply reply = assign(world, both(world), reports);
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 1);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "user_ids[0]");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "reports_stays");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports");

    const char *reporter = world_printf(world, "'%s'", id_of(world, WORLD_REPORTER));
    EXPECT_INT(assign(world, reporter, reports).status, 204);
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "");
}

SCENARIO("one refusal keeps all as they are, and each is told with its person")
{
    world_as(world, WORLD_OWNER);
    const char *people = world_printf(world, "%s, '%s', '%s', '%s'", both(world),
        id_of(world, WORLD_OWNER), id_of(world, WORLD_SELLER), id_of(world, WORLD_BUYER));
    Reply reply = assign(world, people, "'change': 'add', 'role': 'profile'");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 3);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "user_ids[2]");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "own_roles");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "user_ids[3]");
    EXPECT_TEXT(world_value(reply, "errors.1.code"), "not_known");
    EXPECT_TEXT(world_value(reply, "errors.2.field"), "user_ids[4]");
    EXPECT_TEXT(world_value(reply, "errors.2.code"), "repeated");
    EXPECT_TEXT(roles_of(world, WORLD_BUYER), "reports purchasing");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports");
    EXPECT_INT(changes(world), 0);
}

SCENARIO("what nobody gives to one, nobody gives to several")
{
    world_as(world, WORLD_OWNER);
    static const struct {
        const char *what, *field, *code;
    } cases[] = {
        {"'change': 'add', 'role': 'owner'", "user_ids[0]", "owner_by_transfer"},
        {"'change': 'add', 'role': 'offerings'", "role", "not_here"},
        {"'change': 'add', 'role': 'profile', 'ends_at': '2020-01-01T00:00:00Z'", "ends_at",
            "past"},
        {"'change': 'remove', 'role': 'profile', 'ends_at': '2099-01-01T00:00:00Z'", "ends_at",
            "not_allowed"},
        {"'role': 'profile'", "change", "required"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Reply reply = assign(world, both(world), cases[i].what);
        EXPECT_INT(reply.status, 422);
        EXPECT_TEXT(world_value(reply, "errors.0.field"), cases[i].field);
        EXPECT_TEXT(world_value(reply, "errors.0.code"), cases[i].code);
    }
    EXPECT_INT(assign(world, "", "'change': 'add', 'role': 'profile'").status, 422);
}

SCENARIO("an administrator changes no owner among the others")
{
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
    Reply reply = assign(
        world, two(world, WORLD_REPORTER, WORLD_OWNER), "'change': 'add', 'role': 'administrator'");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "user_ids[1]");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "owner_only");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports");
}

SCENARIO("who changes several manages members at that moment, and proved lately who it is")
{
    const char *profile = "'change': 'add', 'role': 'profile'";
    const char *reporter = world_printf(world, "'%s'", id_of(world, WORLD_REPORTER));
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(assign(world, reporter, profile).code, "missing_permission");
    world->ctx.actor.permissions |= PERMIT_MEMBERS; // as before the role was taken
    EXPECT_TEXT(assign(world, reporter, profile).code, "missing_permission");
    world_as(world, WORLD_OWNER);
    world->ctx.actor.permissions &= ~(Permissions)PERMIT_VERIFIED;
    EXPECT_TEXT(assign(world, reporter, profile).code, "verification_required");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), "reports");
}

SCENARIO("an administrator of the operator's organization moves no end of the role operator")
{
    const char *later = world_printf(
        world, "'change': 'add', 'role': 'operator', 'ends_at': '%s'", in_days(world, 30));
    Id operator_id = world_organization(world, WORLD_OPERATOR);
    world_join(world, WORLD_BUYER, WORLD_OPERATOR, "[\"reports\",\"administrator\"]");
    world_join(world, WORLD_REPORTER, WORLD_OPERATOR, "[\"reports\",\"operator\"]");
    world_exec(world,
        "UPDATE membership_role SET ends_at = $1 WHERE role = 'operator' AND user_id = $2",
        time_after(world->ctx.now, DAYS(1)), world_user(world, WORLD_REPORTER));
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization", operator_id.text);

    const char *reporter = world_printf(world, "'%s'", id_of(world, WORLD_REPORTER));
    const char *before = roles_of(world, WORLD_REPORTER);
    EXPECT_TEXT(world_value(assign(world, reporter, later), "errors.0.code"), "owner_only");
    EXPECT_TEXT(world_value(assign(world, reporter, "'change': 'add', 'role': 'operator'"),
                    "errors.0.code"),
        "owner_only");
    EXPECT_TEXT(roles_of(world, WORLD_REPORTER), before);
    EXPECT_INT(assign(world, reporter, "'change': 'add', 'role': 'profile'").status, 204);
}
