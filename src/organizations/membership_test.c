#include "member_role.h"

#include "base/text.h"
#include "testing/world.h"

#include <string.h>

static const char *path_of(World *world, WorldPerson person)
{
    return world_printf(world, "/v1/organization/members/%s", world_user(world, person).text);
}

static Reply give(World *world, WorldPerson person, const char *roles)
{
    return world_put(world, world_printf(world, "%s/roles", path_of(world, person)),
        world_printf(world, "{'roles': [%s]}", roles));
}

static Reply look_up(World *world, WorldPerson person)
{
    return world_get(world, path_of(world, person));
}

static const char *names(Reply member)
{
    const char *list = "";
    for (int64_t i = 0; i < world_length(member, "roles"); i++)
        list = world_printf(member.world, "%s%s%s", list, *list ? " " : "",
            world_value(member, world_printf(member.world, "roles.%lld.role", (long long)i)));
    return list;
}

// What the person may do now, with a session of the person's own.
static const char *permissions(World *world, WorldPerson person)
{
    world_sign_in(world, world_email(person), WORLD_PASSWORD);
    const char *held = world_value(world_get(world, "/v1/session"), "permissions");
    world_sign_out(world);
    world_as(world, WORLD_OWNER);
    return held;
}

static const char *in_days(World *world, int days)
{
    return time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(days)));
}

// ── giving and taking ────────────────────────────────────────────────────────────────────────

SCENARIO("whoever manages members gives roles, and reports comes with each of them")
{
    Reply member = give(world, WORLD_REPORTER, "{'role': 'purchasing'}, {'role': 'profile'}");
    EXPECT_INT(member.status, 200);
    EXPECT_TEXT(names(member), "reports profile purchasing");
    EXPECT_TEXT(permissions(world, WORLD_REPORTER), "[\"reports\",\"profile\",\"purchase\"]");

    EXPECT_TEXT(names(give(world, WORLD_REPORTER, "{'role': 'reports'}")), "reports");
    EXPECT_TEXT(permissions(world, WORLD_REPORTER), "[\"reports\"]");
}

SCENARIO("an administrator manages members and cannot buy")
{
    give(world, WORLD_BUYER, "{'role': 'administrator'}");
    EXPECT_TEXT(permissions(world, WORLD_BUYER), "[\"reports\",\"members\",\"invite\"]");
    give(world, WORLD_BUYER, "{'role': 'administrator'}, {'role': 'purchasing'}");
    EXPECT_TEXT(
        permissions(world, WORLD_BUYER), "[\"reports\",\"purchase\",\"members\",\"invite\"]");
}

SCENARIO("without roles one stays a member and may nothing")
{
    Reply member = give(world, WORLD_BUYER, "");
    EXPECT_INT(member.status, 200);
    EXPECT_INT(world_length(member, "roles"), 0);
    EXPECT_TEXT(permissions(world, WORLD_BUYER), "[]");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, "/v1/organization").status, 403);
}

SCENARIO("what is given holds with the next request of a session that is open")
{
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, "/v1/orders").status, 200);
    Header mine[] = {world->headers[0], world->headers[1]};
    size_t count = world->header_count;
    world->header_count = 0;
    world_as(world, WORLD_OWNER);
    give(world, WORLD_BUYER, "");
    world_as(world, WORLD_VISITOR);
    memcpy(world->headers, mine, sizeof mine);
    world->header_count = count;
    EXPECT_INT(world_get(world, "/v1/orders").status, 403);
}

SCENARIO("roles that an organization of this kind does not have are refused by name")
{
    Reply reply = give(
        world, WORLD_BUYER, "{'role': 'offerings'}, {'role': 'reports'}, {'role': 'operator'}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "roles[0].role");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "not_here");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "roles[2].role");
    EXPECT_TEXT(names(look_up(world, WORLD_BUYER)), "reports purchasing");
}

SCENARIO("a role twice, one that nobody knows and an end in the past are refused")
{
    static const struct {
        const char *roles, *field, *code;
    } cases[] = {
        {"{'role': 'profile'}, {'role': 'profile'}", "roles[1].role", "repeated"},
        {"{'role': 'king'}", "roles[0].role", "not_allowed"},
        {"{'role': 'profile', 'ends_at': '2020-01-01T00:00:00Z'}", "roles[0].ends_at", "past"},
        {"{}", "roles[0].role", "required"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Reply reply = give(world, WORLD_BUYER, cases[i].roles);
        EXPECT_INT(reply.status, 422);
        EXPECT_TEXT(world_value(reply, "errors.0.field"), cases[i].field);
        EXPECT_TEXT(world_value(reply, "errors.0.code"), cases[i].code);
    }
}

SCENARIO("nobody changes the own roles")
{
    EXPECT_TEXT(
        give(world, WORLD_OWNER, "{'role': 'owner'}, {'role': 'purchasing'}").code, "own_roles");
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
    EXPECT_TEXT(give(world, WORLD_BUYER, "{'role': 'purchasing'}").code, "own_roles");
}

SCENARIO("the role owner is neither given nor taken like others")
{
    EXPECT_TEXT(give(world, WORLD_BUYER, "{'role': 'owner'}").code, "owner_by_transfer");
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"owner\"]");
    EXPECT_TEXT(give(world, WORLD_BUYER, "").code, "owner_by_transfer");
    EXPECT_TEXT(give(world, WORLD_BUYER, "{'role': 'profile'}").code, "owner_by_transfer");
    EXPECT_INT(give(world, WORLD_BUYER, "{'role': 'owner'}, {'role': 'profile'}").status, 200);
    Reply reply = give(world, WORLD_BUYER,
        world_printf(world, "{'role': 'owner', 'ends_at': '%s'}", in_days(world, 3)));
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "not_allowed");
}

SCENARIO("an administrator touches no owner")
{
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
    Reply reply = give(world, WORLD_OWNER, "{'role': 'owner'}, {'role': 'profile'}");
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "owner_only");
    EXPECT_INT(give(world, WORLD_REPORTER, "{'role': 'profile'}").status, 200);
}

SCENARIO("an administrator of the operator's organization makes nobody operator")
{
    Id operator_id = world_organization(world, WORLD_OPERATOR);
    world_join(world, WORLD_BUYER, WORLD_OPERATOR, "[\"reports\",\"administrator\"]");
    world_join(world, WORLD_REPORTER, WORLD_OPERATOR, "[\"reports\"]");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization", operator_id.text);

    EXPECT_TEXT(give(world, WORLD_REPORTER, "{'role': 'operator'}").code, "owner_only");
    EXPECT_INT(give(world, WORLD_REPORTER, "{'role': 'administrator'}").status, 200);
}

SCENARIO("who lost the right a moment ago changes nothing")
{
    world_change_roles(world, WORLD_OWNER, "[\"reports\"]"); // the request came before
    EXPECT_TEXT(give(world, WORLD_BUYER, "").code, "missing_permission");
    EXPECT_TEXT(names(look_up(world, WORLD_BUYER)), "reports purchasing");
}

SCENARIO("another organization's people cannot be found nor changed")
{
    EXPECT_INT(look_up(world, WORLD_STRANGER).status, 404);
    EXPECT_INT(give(world, WORLD_STRANGER, "").status, 404);
    EXPECT_INT(world_get(world, "/v1/organization/members/usr_nobody").status, 404);
}

SCENARIO("of two who edit a member at once the second one is told")
{
    const char *version = world_value(look_up(world, WORLD_BUYER), "version");
    world_header(world, "If-Match", world_printf(world, "\"v%s\"", version));
    EXPECT_INT(give(world, WORLD_BUYER, "{'role': 'profile'}").status, 200);
    Reply second = give(world, WORLD_BUYER, "{'role': 'purchasing'}");
    EXPECT_INT(second.status, 412);
    EXPECT_TEXT(names(look_up(world, WORLD_BUYER)), "reports profile");
}

SCENARIO("giving what is there already says nothing and mails nobody")
{
    world_drain(world);
    size_t mails = world->mail_count;
    EXPECT_INT(give(world, WORLD_BUYER, "{'role': 'purchasing'}").status, 200);
    world_drain(world);
    EXPECT_INT(world->mail_count, mails);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'membership.changed'"), 0);
}

SCENARIO("the person learns of it by mail, with who did it and until when")
{
    give(world, WORLD_BUYER,
        "{'role': 'profile', 'ends_at': '2099-12-01T00:00:00Z'}, {'role': 'purchasing'}");
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_BUYER));
    EXPECT_TEXT(mail->subject, "Your roles at Acme have changed");
    EXPECT(strstr(mail->text, "Otto Owner changed your roles"));
    EXPECT(strstr(
        mail->text, "Reports, Profile management (until 1 December 2099, 00:00 UTC), Purchasing"));
    EXPECT(!mail->unsubscribe_url || !strstr(mail->text, "No more mails like this"));
}

// ── ends ─────────────────────────────────────────────────────────────────────────────────────

SCENARIO("from its end on a role counts as none, everywhere and without any job")
{
    Reply member = give(world, WORLD_BUYER,
        world_printf(world, "{'role': 'purchasing', 'ends_at': '%s'}, {'role': 'profile'}",
            in_days(world, 2)));
    EXPECT_TEXT(names(member), "reports profile purchasing");
    world_advance(world, DAYS(1));
    EXPECT_TEXT(permissions(world, WORLD_BUYER), "[\"reports\",\"profile\",\"purchase\"]");
    world_advance(world, DAYS(1));
    EXPECT_TEXT(permissions(world, WORLD_BUYER), "[\"reports\",\"profile\"]");
    EXPECT_TEXT(names(look_up(world, WORLD_BUYER)), "reports profile");
    EXPECT_INT(
        world_length(world_get(world, "/v1/organization/members?role=purchasing"), "items"), 0);
}

SCENARIO("reports lasts as long as the longest of the others")
{
    const char *later = in_days(world, 9);
    Reply member = give(world, WORLD_BUYER,
        world_printf(world,
            "{'role': 'purchasing', 'ends_at': '%s'},"
            " {'role': 'profile', 'ends_at': '%s'},"
            " {'role': 'reports', 'ends_at': '%s'}",
            in_days(world, 5), later, in_days(world, 1)));
    EXPECT_TEXT(world_value(member, "roles.0.ends_at"), later);
    member = give(world, WORLD_BUYER,
        world_printf(world, "{'role': 'reports', 'ends_at': '%s'}, {'role': 'profile'}", later));
    EXPECT(!world_value(member, "roles.0.ends_at"));
}

static void watch(World *world)
{
    Ctx ctx = world->ctx;
    ctx.actor = (Actor){.is_system = true};
    world_must(world, member_role_watch_job(&ctx, NULL));
    world_drain(world);
}

static int64_t told(World *world, const char *event)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", event);
}

SCENARIO("seven days before the end and at it the person and the owner are told, once")
{
    give(world, WORLD_BUYER,
        world_printf(world, "{'role': 'purchasing', 'ends_at': '%s'}, {'role': 'profile'}",
            in_days(world, 30)));
    watch(world);
    EXPECT_INT(told(world, "membership.role_ending"), 0);
    world_advance(world, DAYS(24));
    watch(world);
    watch(world);
    EXPECT_INT(told(world, "membership.role_ending"), 1);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_BUYER))->subject,
        "The role Purchasing of Berta Buyer ends on"));
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        "The role Purchasing of Berta Buyer ends on"));
    world_advance(world, DAYS(6));
    watch(world);
    watch(world);
    EXPECT_INT(told(world, "membership.role_ended"), 1);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_BUYER))->subject, "has ended"));
    EXPECT_TEXT(names(look_up(world, WORLD_BUYER)), "reports profile");
}

SCENARIO("an end that is nearer than the warning was told when it was given")
{
    give(world, WORLD_BUYER,
        world_printf(world, "{'role': 'purchasing', 'ends_at': '%s'}", in_days(world, 3)));
    watch(world);
    EXPECT_INT(told(world, "membership.role_ending"), 0);
}

SCENARIO("a role that was prolonged does not end")
{
    give(world, WORLD_BUYER,
        world_printf(world, "{'role': 'purchasing', 'ends_at': '%s'}", in_days(world, 3)));
    give(world, WORLD_BUYER, "{'role': 'purchasing'}");
    world_advance(world, DAYS(4));
    watch(world);
    EXPECT_INT(told(world, "membership.role_ended"), 0);
    EXPECT_TEXT(names(look_up(world, WORLD_BUYER)), "reports purchasing");
}

// ── the list ─────────────────────────────────────────────────────────────────────────────────

static const char *found(World *world, const char *query)
{
    const char *list = "";
    Reply page = world_get(world, world_printf(world, "/v1/organization/members%s", query));
    for (int64_t i = 0; i < world_length(page, "items"); i++)
        list = world_printf(world, "%s%s%.5s", list, *list ? " " : "",
            world_value(page, world_printf(world, "items.%lld.name", (long long)i)));
    return list;
}

SCENARIO("members are listed by name, searched, and filtered by role and by whether they have any")
{
    give(world, WORLD_REPORTER, "");
    EXPECT_TEXT(found(world, ""), "Berta Edda  Otto  Rolf ");
    EXPECT_TEXT(found(world, "?q=EDDA@acme"), "Edda ");
    EXPECT_TEXT(found(world, "?q=%25"), "");
    EXPECT_TEXT(found(world, "?role=purchasing"), "Berta");
    EXPECT_TEXT(found(world, "?role=owner&q=o"), "Otto ");
    EXPECT_TEXT(found(world, "?state=without_roles"), "Rolf ");
    EXPECT_TEXT(found(world, "?state=with_roles"), "Berta Edda  Otto ");
    EXPECT_INT(world_get(world, "/v1/organization/members?role=king").status, 422);
}

SCENARIO("a page of members goes on where the one before ended")
{
    Reply first = world_get(world, "/v1/organization/members?limit=3");
    EXPECT_INT(world_length(first, "items"), 3);
    EXPECT_TEXT(
        found(world, world_printf(world, "?after=%s", world_value(first, "next"))), "Rolf ");
}

// ── how well accounts are kept ───────────────────────────────────────────────────────────────

SCENARIO("who manages members sees who has no second factor and by what each came, others do not")
{
    const Blob secret = {"x", 1};
    world_exec(world,
        "INSERT INTO second_factor (user_id, id, name, secret, last_step, created_at, confirmed_at)"
        " VALUES ($1, 'fac_test', 'Phone', $2, 0, 1, 1)",
        world_user(world, WORLD_BUYER), secret);
    EXPECT_TEXT(world_value(look_up(world, WORLD_BUYER), "second_factor"), "on");
    EXPECT_TEXT(world_value(look_up(world, WORLD_OWNER), "second_factor"), "off");
    EXPECT_TEXT(world_value(look_up(world, WORLD_BUYER), "origin"), "registration");
    Reply with = world_get(world, "/v1/organization/members?second_factor=on");
    EXPECT_INT(world_length(with, "items"), 1);
    EXPECT_TEXT(world_value(with, "items.0.name"), "Berta Buyer");
    Reply without = world_get(world, "/v1/organization/members?second_factor=off");
    EXPECT_INT(world_length(without, "items"), 3);

    world_as(world, WORLD_REPORTER);
    EXPECT(!world_value(look_up(world, WORLD_BUYER), "second_factor"));
    Reply all = world_get(world, "/v1/organization/members");
    EXPECT(world_value(all, "items.0.name") && !world_value(all, "items.0.origin"));
    EXPECT_TEXT(
        world_get(world, "/v1/organization/members?second_factor=on").code, "missing_permission");
}
