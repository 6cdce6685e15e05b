#include "role.h"
#include "testing/world.h"

#include <string.h>

#define TRANSFERS "/v1/organization/ownership-transfers"

static Reply ask(World *world, WorldPerson person, bool stays_owner)
{
    return world_post(world, TRANSFERS,
        world_printf(world, "{'user_id': '%s', 'stays_owner': %s}", world_user(world, person).text,
            stays_owner ? "true" : "false"));
}

static Reply decide(World *world, Reply transfer, const char *verb)
{
    return world_post(
        world, world_printf(world, TRANSFERS "/%s/%s", world_value(transfer, "id"), verb), NULL);
}

static bool owns(World *world, WorldPerson person)
{
    return world_count(world,
               "SELECT count(*) FROM membership_role WHERE organization_id = $1 AND user_id = $2"
               " AND role = 'owner'",
               world_organization(world, WORLD_OWNER), world_user(world, person)) == 1;
}

SCENARIO("an owner hands over in two steps, and nothing changes before the other person accepts")
{
    Reply transfer = ask(world, WORLD_BUYER, false);
    EXPECT_INT(transfer.status, 201);
    EXPECT_TEXT(world_value(transfer, "state"), "pending");
    EXPECT(owns(world, WORLD_OWNER) && !owns(world, WORLD_BUYER));

    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(world_value(decide(world, transfer, "acceptance"), "state"), "accepted");
    EXPECT(!owns(world, WORLD_OWNER) && owns(world, WORLD_BUYER));
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "transfer_decided");
}

SCENARIO("who hands over may stay an owner beside the other person")
{
    Reply transfer = ask(world, WORLD_REPORTER, true);
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(decide(world, transfer, "acceptance").status, 200);
    EXPECT(owns(world, WORLD_OWNER) && owns(world, WORLD_REPORTER));
}

SCENARIO("only the person who is asked decides, and only an owner takes it back")
{
    Reply transfer = ask(world, WORLD_BUYER, false);
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "other_person");
    EXPECT_TEXT(decide(world, transfer, "decline").code, "other_person");
    world_as(world, WORLD_REPORTER);
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "other_person");
    EXPECT_TEXT(decide(world, transfer, "withdrawal").code, "missing_permission");
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(decide(world, transfer, "acceptance").status, 404);
    EXPECT_INT(decide(world, transfer, "withdrawal").status, 404);
    EXPECT(!owns(world, WORLD_BUYER));
}

SCENARIO("what was declined or taken back cannot be accepted any more")
{
    Reply transfer = ask(world, WORLD_BUYER, false);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(world_value(decide(world, transfer, "decline"), "state"), "declined");
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "transfer_decided");

    world_as(world, WORLD_OWNER);
    transfer = ask(world, WORLD_BUYER, false);
    EXPECT_TEXT(world_value(decide(world, transfer, "withdrawal"), "state"), "withdrawn");
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "transfer_decided");
    EXPECT(!owns(world, WORLD_BUYER));
}

SCENARIO("after seven days it is too late, and an owner may ask anew")
{
    Reply transfer = ask(world, WORLD_BUYER, false);
    EXPECT_TEXT(ask(world, WORLD_REPORTER, false).code, "transfer_pending");
    world_advance(world, DAYS(7));
    EXPECT_TEXT(world_value(world_get(world, TRANSFERS), "items.0.state"), "expired");
    EXPECT_INT(ask(world, WORLD_REPORTER, false).status, 201);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "transfer_expired");
}

SCENARIO("an administrator cannot hand over what belongs to owners")
{
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
    EXPECT_TEXT(ask(world, WORLD_REPORTER, true).code, "owner_only");
    EXPECT_TEXT(ask(world, WORLD_BUYER, true).code, "owner_only");
}

SCENARIO("a stranger, an owner and nobody cannot be asked")
{
    EXPECT_INT(ask(world, WORLD_STRANGER, true).status, 404);
    EXPECT_TEXT(ask(world, WORLD_OWNER, true).code, "owner_already");
    EXPECT_INT(world_post(world, TRANSFERS, "{}").status, 422);
}

SCENARIO("what a former owner asked is void")
{
    world_change_roles(world, WORLD_EDITOR, "[\"reports\",\"owner\"]");
    Reply transfer = ask(world, WORLD_BUYER, true);
    world_change_roles(world, WORLD_OWNER, "[\"reports\"]");
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(decide(world, transfer, "acceptance").code, "transfer_void");
    EXPECT(!owns(world, WORLD_BUYER));
}

SCENARIO("accepted twice at once it is accepted once, and there is an owner at every moment")
{
    Reply transfer = ask(world, WORLD_BUYER, false);
    world_as(world, WORLD_BUYER);
    int statuses[WORLD_RACERS];
    world_race(world, POST,
        world_printf(world, TRANSFERS "/%s/acceptance", world_value(transfer, "id")), NULL,
        statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT(!owns(world, WORLD_OWNER) && owns(world, WORLD_BUYER));
}

SCENARIO("the mails go to who is asked, to the owners, and to who asked")
{
    Reply transfer = ask(world, WORLD_BUYER, true);
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_BUYER));
    EXPECT_TEXT(mail->subject, "Otto Owner asks you to become an owner of Acme");
    EXPECT(strstr(mail->link, "/members"));
    world_as(world, WORLD_BUYER);
    decide(world, transfer, "decline");
    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        "Berta Buyer does not want to become an owner of Acme");
    world_as(world, WORLD_OWNER);
    transfer = ask(world, WORLD_BUYER, false);
    world_as(world, WORLD_BUYER);
    decide(world, transfer, "acceptance");
    world_drain(world);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM message WHERE"
                   " template = 'ownership_accepted'"),
        2);
}

// ── what the operator announces ──────────────────────────────────────────────────────────────

static const char *announced_of(World *world)
{
    return world_printf(world, "/v1/operator/organizations/%s/ownership-transfers",
        world_organization(world, WORLD_OWNER).text);
}

static Reply announce(World *world, WorldPerson from, WorldPerson to)
{
    world_as(world, WORLD_OPERATOR);
    return world_post(world, announced_of(world),
        world_printf(world,
            "{'from_user_id': '%s', 'to_user_id': '%s', 'reason': 'Left; register seen.'}",
            world_user(world, from).text, world_user(world, to).text));
}

static const char *token_of_owner(World *world)
{
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    Reply token = world_post(world, "/v1/me/api-tokens", "{'name':'CI','scopes':['read']}");
    world_sign_out(world);
    return world_printf(world, "Bearer %s", world_value(token, "secret"));
}

SCENARIO("three days after the operator announced it, another owner is in the place of a lost one")
{
    Reply transfer = announce(world, WORLD_OWNER, WORLD_BUYER);
    EXPECT_INT(transfer.status, 201);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->text, "Left; register seen."));
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_BUYER))->subject,
        "Berta Buyer is to become an owner of Acme in the place of Otto Owner"));

    world_advance(world, DAYS(3) - MINUTES(6));
    world_drain(world);
    EXPECT(owns(world, WORLD_OWNER) && !owns(world, WORLD_BUYER));
    const char *secret = token_of_owner(world);
    world_header(world, "Authorization", secret);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world_advance(world, MINUTES(11));
    world_drain(world);
    EXPECT_INT(world_get(world, "/v1/organization").status, 401); // the account may be another's
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM session WHERE user_id = $1 AND ended_at IS NULL",
            world_user(world, WORLD_OWNER)),
        0);
    world_header(world, "Authorization", NULL);
    world_as(world, WORLD_OPERATOR);
    EXPECT(!owns(world, WORLD_OWNER) && owns(world, WORLD_BUYER));
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        "Berta Buyer is an owner of Acme in the place of Otto Owner"));
    EXPECT_TEXT(world_value(world_get(world, announced_of(world)), "items.0.state"), "accepted");
}

SCENARIO("an owner or who would become one objects, and everything stays as it is")
{
    static const WorldPerson objectors[] = {WORLD_OWNER, WORLD_BUYER};
    for (size_t i = 0; i < COUNT_OF(objectors); i++) {
        Reply transfer = announce(world, WORLD_OWNER, WORLD_BUYER);
        world_as(world, WORLD_REPORTER);
        EXPECT_TEXT(decide(world, transfer, "objection").code, "owner_only");
        world_as(world, WORLD_STRANGER);
        EXPECT_INT(decide(world, transfer, "objection").status, 404);
        world_as(world, objectors[i]);
        EXPECT_TEXT(decide(world, transfer, "acceptance").code, "transfer_announced");
        EXPECT_TEXT(world_value(decide(world, transfer, "objection"), "state"), "declined");
        world_drain(world);
        EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OPERATOR))->subject,
            "Berta Buyer does not become an owner of Acme");
        world_advance(world, DAYS(4));
        world_drain(world);
        EXPECT(owns(world, WORLD_OWNER) && !owns(world, WORLD_BUYER));
    }
}

SCENARIO("what was announced ends by itself once there is no owner to replace")
{
    world_change_roles(world, WORLD_EDITOR, "[\"reports\",\"owner\"]");
    Reply transfer = announce(world, WORLD_EDITOR, WORLD_BUYER);
    EXPECT_INT(transfer.status, 201);
    world_change_roles(world, WORLD_EDITOR, "[\"reports\"]");
    world_advance(world, DAYS(3) + MINUTES(6));
    world_drain(world);
    EXPECT(!owns(world, WORLD_BUYER));
    EXPECT_TEXT(world_value(world_get(world, announced_of(world)), "items.0.state"), "withdrawn");
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OPERATOR))->subject,
        "Berta Buyer does not become an owner of Acme");
}

SCENARIO("whom an owner asked declines, and whom the operator announced is objected to")
{
    Reply asked = ask(world, WORLD_BUYER, true);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(decide(world, asked, "objection").code, "transfer_not_announced");
    EXPECT_INT(decide(world, asked, "decline").status, 200);
    Reply announced = announce(world, WORLD_OWNER, WORLD_BUYER);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(decide(world, announced, "decline").code, "transfer_announced");
}

SCENARIO("the operator takes back what it announced, and both logs have it")
{
    Reply transfer = announce(world, WORLD_OWNER, WORLD_BUYER);
    const char *path =
        world_printf(world, "%s/%s/withdrawal", announced_of(world), world_value(transfer, "id"));
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(decide(world, transfer, "withdrawal").code, "transfer_announced");
    EXPECT_TEXT(world_post(world, path, NULL).code, "missing_permission");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_post(world, path, NULL).status, 200);
    EXPECT_TEXT(world_post(world, path, NULL).code, "transfer_decided");
    static const WorldPerson logs[] = {WORLD_OWNER, WORLD_OPERATOR};
    for (size_t i = 0; i < COUNT_OF(logs); i++)
        EXPECT_INT(world_count(world,
                       "SELECT count(*) FROM audit_record WHERE organization_id = $1"
                       " AND action LIKE 'POST /v1/operator/organizations%' AND status < 300",
                       world_organization(world, logs[i])),
            2);
}

SCENARIO("what an owner asks holds the operator up no longer, and one announcement waits at a time")
{
    Reply asked = ask(world, WORLD_REPORTER, true);
    EXPECT_INT(announce(world, WORLD_OWNER, WORLD_BUYER).status, 201);
    EXPECT_TEXT(announce(world, WORLD_OWNER, WORLD_EDITOR).code, "transfer_pending");
    world_as(world, WORLD_REPORTER);
    EXPECT_TEXT(decide(world, asked, "acceptance").code, "transfer_decided");
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(ask(world, WORLD_REPORTER, true).code, "transfer_pending");
    EXPECT(strstr(ask(world, WORLD_REPORTER, true).message, "already"));
}

SCENARIO("of two owners one can be taken out, and nobody makes oneself an owner")
{
    world_change_roles(world, WORLD_EDITOR, "[\"reports\",\"owner\"]");
    EXPECT_TEXT(
        world_value(announce(world, WORLD_BUYER, WORLD_EDITOR), "errors.0.code"), "not_owner");
    EXPECT_TEXT(
        world_value(announce(world, WORLD_OWNER, WORLD_OWNER), "errors.0.code"), "same_person");
    EXPECT_TEXT(
        world_value(announce(world, WORLD_OWNER, WORLD_STRANGER), "errors.0.code"), "not_a_member");
    world_join(world, WORLD_OPERATOR, WORLD_OWNER, "[\"reports\"]");
    EXPECT_TEXT(world_value(announce(world, WORLD_OWNER, WORLD_OPERATOR), "errors.0.code"),
        "own_ownership");
    EXPECT_INT(announce(world, WORLD_OWNER, WORLD_EDITOR).status, 201);
    world_advance(world, DAYS(3) + MINUTES(6));
    world_drain(world);
    EXPECT(!owns(world, WORLD_OWNER) && owns(world, WORLD_EDITOR));
}

SCENARIO("with the person who would become an owner the announcement goes too")
{
    world_change_roles(world, WORLD_EDITOR, "[\"reports\",\"owner\"]");
    Reply transfer = announce(world, WORLD_EDITOR, WORLD_BUYER);
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_delete(world, world_printf(world, "/v1/organization/members/%s",
                                       world_user(world, WORLD_BUYER).text))
                   .status,
        204);
    EXPECT_TEXT(world_value(world_get(world, TRANSFERS), "items.0.state"), "withdrawn");
    EXPECT_TEXT(decide(world, transfer, "objection").code, "transfer_decided");
}

SCENARIO("the operator finds organizations by name or id, and sees who belongs to them")
{
    world_as(world, WORLD_OPERATOR);
    const char *id = world_organization(world, WORLD_OWNER).text;
    Reply found = world_get(world, "/v1/operator/organizations?q=acm");
    EXPECT_INT(world_length(found, "items"), 1);
    EXPECT_TEXT(world_value(found, "items.0.id"), id);
    found = world_get(world, world_printf(world, "/v1/operator/organizations?q=%s", id));
    EXPECT_TEXT(world_value(found, "items.0.name"), "Acme");
    EXPECT(world_length(world_get(world, "/v1/operator/organizations"), "items") >= 4);
    Reply members =
        world_get(world, world_printf(world, "/v1/operator/organizations/%s/members", id));
    EXPECT_INT(world_length(members, "items"), 4);
    EXPECT_INT(world_get(world, "/v1/operator/organizations/org_none").status, 404);
}
