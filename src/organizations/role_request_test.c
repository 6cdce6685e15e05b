// Rolf Reporter of Acme asks; Otto Owner and, once made one, Berta Buyer as administrator decide.
#include "role.h"
#include "testing/world.h"

#include "base/text.h"

#include <string.h>

#define OWN        "/v1/me/role-requests"
#define REQUESTS   "/v1/organization/role-requests"
#define PURCHASING "{'role': 'purchasing', 'reason': 'I order for the lab.'}"

static Reply ask(World *world, WorldPerson person, const char *role)
{
    world_as(world, person);
    return world_post(
        world, OWN, world_printf(world, "{'role': '%s', 'reason': 'A new task.'}", role));
}

static Reply send(World *world, const char *path, Reply request, const char *verb, const char *body)
{
    return world_post(
        world, world_printf(world, "%s/%s/%s", path, world_value(request, "id"), verb), body);
}

static Reply withdraw(World *world, WorldPerson person, Reply request)
{
    world_as(world, person);
    return send(world, OWN, request, "withdrawal", NULL);
}

static Reply approve(World *world, WorldPerson person, Reply request)
{
    world_as(world, person);
    return send(world, REQUESTS, request, "approval", NULL);
}

static Reply decline(World *world, WorldPerson person, Reply request)
{
    world_as(world, person);
    return send(world, REQUESTS, request, "decline", "{'reason': 'Ask Berta to order.'}");
}

static void make_administrator(World *world, WorldPerson person)
{
    world_change_roles(world, person, "[\"reports\",\"administrator\"]");
}

// Then owners lack a role: offerings.
static void make_seller(World *world)
{
    world_exec(world, "UPDATE organization SET is_seller = $1 WHERE id = $2", true,
        world_organization(world, WORLD_OWNER));
}

// world_as gives what a person had at first.
static void as_administrator(World *world)
{
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
}

static Reply approve_as_administrator(World *world, Reply request)
{
    as_administrator(world);
    return send(world, REQUESTS, request, "approval", NULL);
}

static Reply decline_as_administrator(World *world, Reply request)
{
    as_administrator(world);
    return send(world, REQUESTS, request, "decline", "{'reason': 'No.'}");
}

static Reply give(World *world, WorldPerson person, const char *roles)
{
    world_as(world, WORLD_OWNER);
    return world_put(world,
        world_printf(world, "/v1/organization/members/%s/roles", world_user(world, person).text),
        world_printf(world, "{'roles': [%s]}", roles));
}

static bool has(World *world, WorldPerson person, const char *role)
{
    return world_count(world,
               "SELECT count(*) FROM membership_role WHERE organization_id = $1 AND user_id = $2"
               " AND role = $3",
               world_organization(world, person), world_user(world, person), role) == 1;
}

static const char *fault_of(Reply reply)
{
    return world_value(reply, "errors.0.code");
}

static const char *state_of(World *world, Reply request)
{
    return world_text(
        world, "SELECT state FROM role_request WHERE id = $1", id_from(world_value(request, "id")));
}

// ── asking and deciding ──────────────────────────────────────────────────────────────────────

SCENARIO("what is asked for is approved, and the role works at once in open sessions")
{
    world_sign_in(world, world_email(WORLD_REPORTER), WORLD_PASSWORD);
    EXPECT_INT(world_post(world, "/v1/orders", "{}").status, 403);
    Reply request = world_post(world, OWN, PURCHASING);
    EXPECT_INT(request.status, 201);
    EXPECT_TEXT(world_value(request, "state"), "pending");
    EXPECT_INT(world_post(world, "/v1/orders", "{}").status, 403);

    world_as(world, WORLD_OWNER);
    Reply waiting = world_get(world, REQUESTS "?state=pending");
    EXPECT_TEXT(world_value(waiting, "items.0.user_name"), "Rolf Reporter");
    EXPECT_TEXT(world_value(waiting, "items.0.role"), "purchasing");
    EXPECT_TEXT(world_value(waiting, "items.0.reason"), "I order for the lab.");
    Reply approved = approve(world, WORLD_OWNER, request);
    EXPECT_TEXT(world_value(approved, "state"), "approved");
    EXPECT_TEXT(world_value(approved, "decided_by_name"), "Otto Owner");

    world_as(world, WORLD_VISITOR); // with the headers of the session
    EXPECT_INT(world_post(world, "/v1/orders", "{}").status, 422);
    EXPECT_TEXT(world_value(world_get(world, OWN), "items.0.state"), "approved");
    EXPECT_INT(world_length(world_get(world, OWN "?state=pending"), "items"), 0);
}

SCENARIO("an approval may have an end, which is to come, and takes nothing that was there")
{
    Reply request = ask(world, WORLD_REPORTER, "profile");
    world_as(world, WORLD_OWNER);
    Reply late = send(world, REQUESTS, request, "approval",
        world_printf(world, "{'ends_at': '%s'}", time_text(world->ctx.arena, world->ctx.now)));
    EXPECT_INT(late.status, 422);
    EXPECT_TEXT(world_value(late, "errors.0.field"), "ends_at");
    const char *end = time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(3)));
    Reply approved =
        send(world, REQUESTS, request, "approval", world_printf(world, "{'ends_at': '%s'}", end));
    EXPECT_INT(approved.status, 200);
    Reply member = world_get(world,
        world_printf(world, "/v1/organization/members/%s", world_user(world, WORLD_REPORTER).text));
    EXPECT_TEXT(world_value(member, "roles.0.role"), "reports");
    EXPECT(!world_value(member, "roles.0.ends_at"));
    EXPECT_TEXT(world_value(member, "roles.1.role"), "profile");
    EXPECT_TEXT(world_value(member, "roles.1.ends_at"), end);
}

SCENARIO("a declined request changes nothing, says why, and one may ask again")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(send(world, REQUESTS, request, "decline", "{}").status, 422);
    EXPECT_TEXT(world_value(decline(world, WORLD_OWNER, request), "state"), "declined");
    EXPECT(!has(world, WORLD_REPORTER, "purchasing"));
    world_as(world, WORLD_REPORTER);
    Reply own = world_get(world, OWN);
    EXPECT_TEXT(world_value(own, "items.0.decline_reason"), "Ask Berta to order.");
    EXPECT_TEXT(world_value(own, "items.0.decided_by_name"), "Otto Owner");
    EXPECT_INT(ask(world, WORLD_REPORTER, "purchasing").status, 201);
}

SCENARIO("who has no role at all asks too, in a session and not by a token")
{
    world_sign_in(world, world_email(WORLD_REPORTER), WORLD_PASSWORD);
    Reply token =
        world_post(world, "/v1/me/api-tokens", "{'name': 'CI', 'scopes': ['write', 'read']}");
    world_exec(
        world, "DELETE FROM membership_role WHERE user_id = $1", world_user(world, WORLD_REPORTER));
    EXPECT_INT(world_get(world, "/v1/organization").status, 403);
    EXPECT_INT(world_post(world, OWN, "{'role': 'reports', 'reason': 'To begin.'}").status, 201);
    EXPECT_TEXT(world_value(world_get(world, OWN), "items.0.role"), "reports");
    EXPECT_INT(world_get(world, REQUESTS).status, 403);
    world_sign_out(world);
    world_header(
        world, "Authorization", world_printf(world, "Bearer %s", world_value(token, "secret")));
    EXPECT_TEXT(world_value(world_get(world, OWN), "items.0.role"), "reports");
    EXPECT_TEXT(world_post(world, OWN, PURCHASING).code, "session_required");
    world_header(world, "Authorization", NULL);
}

// ── what cannot be asked for ─────────────────────────────────────────────────────────────────

SCENARIO("nobody asks for a role that gives nothing new, that is not there, or that is handed over")
{
    EXPECT_TEXT(fault_of(ask(world, WORLD_REPORTER, "reports")), "held");
    EXPECT_TEXT(fault_of(ask(world, WORLD_BUYER, "purchasing")), "held");
    EXPECT_TEXT(fault_of(ask(world, WORLD_OWNER, "purchasing")), "held");
    EXPECT_TEXT(fault_of(ask(world, WORLD_OWNER, "administrator")), "held");
    EXPECT_TEXT(fault_of(ask(world, WORLD_BUYER, "owner")), "not_allowed");
    EXPECT_TEXT(fault_of(ask(world, WORLD_BUYER, "offerings")), "not_here");
    EXPECT_TEXT(fault_of(ask(world, WORLD_BUYER, "operator")), "not_here");
    EXPECT_TEXT(fault_of(ask(world, WORLD_SELLER, "operator")), "not_here");
    EXPECT_TEXT(fault_of(ask(world, WORLD_OPERATOR, "offerings")), "not_here");
    EXPECT_INT(ask(world, WORLD_BUYER, "king").status, 422);
    EXPECT_INT(world_post(world, OWN, "{'role': 'profile', 'reason': ' '}").status, 422);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM role_request"), 0);
    EXPECT_INT(ask(world, WORLD_BUYER, "profile").status, 201);
}

SCENARIO("a role that is about to end is asked for longer")
{
    const char *soon = time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(3)));
    const char *later = time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(30)));
    give(world, WORLD_REPORTER,
        world_printf(world, "{'role': 'reports'}, {'role': 'purchasing', 'ends_at': '%s'}", soon));
    EXPECT_TEXT(fault_of(ask(world, WORLD_REPORTER, "reports")), "held");
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    EXPECT_INT(request.status, 201);
    give(world, WORLD_REPORTER,
        world_printf(world, "{'role': 'profile'}, {'role': 'purchasing', 'ends_at': '%s'}", soon));
    EXPECT_TEXT(state_of(world, request), "pending");

    Reply as_before =
        send(world, REQUESTS, request, "approval", world_printf(world, "{'ends_at': '%s'}", soon));
    EXPECT_TEXT(fault_of(as_before), "not_later");
    Reply approved =
        send(world, REQUESTS, request, "approval", world_printf(world, "{'ends_at': '%s'}", later));
    EXPECT_TEXT(world_value(approved, "state"), "approved");
    Reply member = world_get(world,
        world_printf(world, "/v1/organization/members/%s", world_user(world, WORLD_REPORTER).text));
    EXPECT_TEXT(world_value(member, "roles.2.role"), "purchasing");
    EXPECT_TEXT(world_value(member, "roles.2.ends_at"), later);

    request = ask(world, WORLD_REPORTER, "purchasing");
    give(world, WORLD_REPORTER, "{'role': 'purchasing'}");
    EXPECT_TEXT(state_of(world, request), "approved");
    EXPECT_TEXT(fault_of(ask(world, WORLD_REPORTER, "purchasing")), "held");
}

SCENARIO("one role is asked for once at a time, another one beside it")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    EXPECT_TEXT(ask(world, WORLD_REPORTER, "purchasing").code, "role_request_pending");
    EXPECT_INT(ask(world, WORLD_REPORTER, "profile").status, 201);
    EXPECT_INT(ask(world, WORLD_EDITOR, "purchasing").status, 201);
    EXPECT_TEXT(world_value(withdraw(world, WORLD_REPORTER, request), "state"), "withdrawn");
    EXPECT_TEXT(withdraw(world, WORLD_REPORTER, request).code, "role_request_decided");
    EXPECT_TEXT(approve(world, WORLD_OWNER, request).code, "role_request_decided");
    EXPECT_TEXT(decline(world, WORLD_OWNER, request).code, "role_request_decided");
    EXPECT_INT(ask(world, WORLD_REPORTER, "purchasing").status, 201);
}

SCENARIO("asking and taking back again and again fills nobody's mailbox")
{
    for (int i = 0; i < 10; i++)
        EXPECT_INT(
            withdraw(world, WORLD_REPORTER, ask(world, WORLD_REPORTER, "purchasing")).status, 200);
    EXPECT_TEXT(ask(world, WORLD_REPORTER, "purchasing").code, "too_many_attempts");
    EXPECT_INT(ask(world, WORLD_EDITOR, "purchasing").status, 201);
    world_advance(world, DAYS(1));
    EXPECT_INT(ask(world, WORLD_REPORTER, "purchasing").status, 201);
}

SCENARIO("what nobody answers is over after thirty days")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    world_advance(world, DAYS(30) - MINUTES(1));
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_length(world_get(world, REQUESTS "?state=pending"), "items"), 1);
    world_advance(world, MINUTES(1));
    EXPECT_INT(world_length(world_get(world, REQUESTS "?state=pending"), "items"), 0);
    EXPECT_INT(world_length(world_get(world, REQUESTS "?state=expired"), "items"), 1);
    EXPECT_TEXT(approve(world, WORLD_OWNER, request).code, "role_request_expired");
    EXPECT_TEXT(withdraw(world, WORLD_REPORTER, request).code, "role_request_expired");
    EXPECT(!has(world, WORLD_REPORTER, "purchasing"));
    EXPECT_INT(ask(world, WORLD_REPORTER, "purchasing").status, 201);
}

// ── who decides ──────────────────────────────────────────────────────────────────────────────

SCENARIO("nobody decides about oneself, and only an owner about an owner")
{
    make_administrator(world, WORLD_BUYER);
    Reply own = ask(world, WORLD_BUYER, "purchasing");
    EXPECT_TEXT(decline_as_administrator(world, own).code, "own_roles");
    EXPECT_TEXT(approve_as_administrator(world, own).code, "own_roles");
    EXPECT(!has(world, WORLD_BUYER, "purchasing"));

    make_seller(world);
    Reply owners = ask(world, WORLD_OWNER, "offerings");
    EXPECT_INT(owners.status, 201);
    EXPECT_TEXT(decline_as_administrator(world, owners).code, "owner_only");
    EXPECT_TEXT(approve_as_administrator(world, owners).code, "owner_only");
    EXPECT_TEXT(approve(world, WORLD_OWNER, owners).code, "own_roles");

    Reply reporters = ask(world, WORLD_REPORTER, "offerings");
    EXPECT_INT(decline_as_administrator(world, reporters).status, 200);
    EXPECT_INT(approve(world, WORLD_OWNER, own).status, 200);
}

SCENARIO("who reads a request learns whether to decide")
{
    make_administrator(world, WORLD_BUYER);
    ask(world, WORLD_REPORTER, "purchasing");
    ask(world, WORLD_BUYER, "profile");
    make_seller(world);
    ask(world, WORLD_OWNER, "offerings");
    as_administrator(world);
    Reply read = world_get(world, REQUESTS); // newest first
    EXPECT_TEXT(world_value(read, "items.0.may_decide"), "false");
    EXPECT_TEXT(world_value(read, "items.1.may_decide"), "false");
    EXPECT_TEXT(world_value(read, "items.2.may_decide"), "true");
    world_as(world, WORLD_OWNER);
    read = world_get(world, REQUESTS);
    EXPECT_TEXT(world_value(read, "items.0.may_decide"), "false");
    EXPECT_TEXT(world_value(read, "items.1.may_decide"), "true");
    EXPECT_TEXT(world_value(read, "items.2.may_decide"), "true");
    EXPECT_TEXT(world_value(world_get(world, OWN), "items.0.may_decide"), "false");
}

static Reply read_as_colleague(World *world, WorldPerson person, const char *roles)
{
    world_join(world, person, WORLD_OPERATOR, roles);
    world_sign_in(world, world_email(person), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization",
        world_printf(world, "%s", world_organization(world, WORLD_OPERATOR).text));
    return world_get(world, REQUESTS);
}

SCENARIO("who becomes an operator is decided by owners, and by administrators who are one")
{
    world_change_roles(world, WORLD_OPERATOR, "[\"reports\",\"owner\"]");
    read_as_colleague(world, WORLD_REPORTER, "[\"reports\"]");
    EXPECT_INT(world_post(world, OWN, "{'role': 'operator', 'reason': 'Help.'}").status, 201);
    Reply read = read_as_colleague(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    EXPECT_TEXT(world_value(read, "items.0.may_decide"), "false");
    world_drain(world);
    EXPECT(!world_mail_to(world, world_email(WORLD_BUYER)));
    EXPECT(world_mail_to(world, world_email(WORLD_OPERATOR)) != NULL);
    read = read_as_colleague(world, WORLD_BUYER, "[\"reports\",\"administrator\",\"operator\"]");
    EXPECT_TEXT(world_value(read, "items.0.may_decide"), "true");
    const char *approval =
        world_printf(world, REQUESTS "/%s/approval", world_value(read, "items.0.id"));
    EXPECT_INT(world_post(world, approval, NULL).status, 200);
    world_header(world, "Kontor-Organization", NULL);
}

SCENARIO("who decides manages members at that moment, and proved lately who it is")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    EXPECT_TEXT(approve(world, WORLD_BUYER, request).code, "missing_permission");
    EXPECT_TEXT(decline(world, WORLD_REPORTER, request).code, "missing_permission");
    EXPECT_TEXT(decline_as_administrator(world, request).code, "missing_permission");
    world_as(world, WORLD_OWNER);
    world->ctx.actor.permissions &= ~(Permissions)PERMIT_VERIFIED;
    EXPECT_TEXT(send(world, REQUESTS, request, "approval", NULL).code, "verification_required");
    EXPECT_TEXT(state_of(world, request), "pending");
}

SCENARIO("another organization's requests are not found, nor are a colleague's taken back")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    world_join(world, WORLD_REPORTER, WORLD_STRANGER, "[\"reports\"]"); // belongs to both
    EXPECT_INT(approve(world, WORLD_STRANGER, request).status, 404);
    EXPECT_INT(decline(world, WORLD_STRANGER, request).status, 404);
    EXPECT_INT(withdraw(world, WORLD_STRANGER, request).status, 404);
    EXPECT_INT(decline(world, WORLD_OPERATOR, request).status, 404);
    EXPECT_INT(world_length(world_get(world, OWN), "items"), 0);
    EXPECT_INT(withdraw(world, WORLD_OWNER, request).status, 404);
    EXPECT_INT(withdraw(world, WORLD_EDITOR, request).status, 404);
    EXPECT_INT(world_length(world_get(world, OWN), "items"), 0);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_length(world_get(world, REQUESTS), "items"), 0);
    EXPECT_TEXT(state_of(world, request), "pending");
}

SCENARIO("who acts for it through a partner asks for nothing")
{
    world_exec(world,
        "INSERT INTO delegation (organization_id, id, partner_id, roles, state, offered_by,"
        " created_at, expires_at, accepted_at) VALUES ($1, 'dlg_1', $2, '[\"reports\"]', 'accepted',"
        " $3, $4, $5, $4)",
        world_organization(world, WORLD_OWNER), world_organization(world, WORLD_STRANGER),
        world_user(world, WORLD_OWNER), world->ctx.now, time_after(world->ctx.now, DAYS(9)));
    world_sign_in(world, world_email(WORLD_STRANGER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization",
        world_printf(world, "%s", world_organization(world, WORLD_OWNER).text));
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_TEXT(world_post(world, OWN, PURCHASING).code, "insider_required");
    EXPECT_TEXT(world_get(world, OWN).code, "insider_required");
    world_header(world, "Kontor-Organization", NULL);
}

// ── what else changes the roles ──────────────────────────────────────────────────────────────

SCENARIO("given by hand meanwhile, alone or with more, it counts as approved")
{
    Reply purchasing = ask(world, WORLD_REPORTER, "purchasing");
    Reply profile = ask(world, WORLD_REPORTER, "profile");
    give(world, WORLD_REPORTER, "{'role': 'profile'}");
    EXPECT_TEXT(state_of(world, profile), "approved");
    EXPECT_TEXT(state_of(world, purchasing), "pending");
    Reply editors = ask(world, WORLD_EDITOR, "purchasing");
    give(world, WORLD_EDITOR, "{'role': 'reports'}");
    EXPECT_TEXT(state_of(world, editors), "pending");
    Reply transfer = world_post(world, "/v1/organization/ownership-transfers",
        world_printf(world, "{'user_id': '%s'}", world_user(world, WORLD_REPORTER).text));
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(
        send(world, "/v1/organization/ownership-transfers", transfer, "acceptance", NULL).status,
        200);
    EXPECT_TEXT(state_of(world, purchasing), "approved");
}

SCENARIO("what the person has already is approved without a change")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    world_change_roles(world, WORLD_REPORTER, "[\"reports\",\"purchasing\"]");
    EXPECT_TEXT(world_value(approve(world, WORLD_OWNER, request), "state"), "approved");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'membership.changed'"), 0);
    EXPECT(has(world, WORLD_REPORTER, "purchasing"));
}

SCENARIO("who is removed asks for nothing any more")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    Reply buyers = ask(world, WORLD_BUYER, "profile");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_delete(world, world_printf(world, "/v1/organization/members/%s",
                                       world_user(world, WORLD_REPORTER).text))
                   .status,
        204);
    EXPECT_TEXT(state_of(world, request), "withdrawn");
    EXPECT_TEXT(state_of(world, buyers), "pending");
    EXPECT_TEXT(approve(world, WORLD_OWNER, request).code, "role_request_decided");
    EXPECT_INT(ask(world, WORLD_REPORTER, "purchasing").status, 404);
}

SCENARIO("of two who decide at once, one does")
{
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    const char *path = world_printf(world, REQUESTS "/%s/approval", world_value(request, "id"));
    const char *declining = world_printf(world, REQUESTS "/%s/decline", world_value(request, "id"));
    const RaceRequest race[] = {{POST, path, NULL}, {POST, declining, "{'reason': 'No.'}"},
        {POST, path, NULL}, {POST, declining, "{'reason': 'No.'}"}};
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_OWNER);
    world_race_all(world, race, COUNT_OF(race), statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT_INT(
        has(world, WORLD_REPORTER, "purchasing"), text_same(state_of(world, request), "approved"));
}

SCENARIO("asked from several tabs at once it is asked once")
{
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_REPORTER);
    world_race(world, POST, OWN, PURCHASING, statuses);
    EXPECT_INT(world_count_status(statuses, 201), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
}

// ── mails ────────────────────────────────────────────────────────────────────────────────────

static int64_t mails_of(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM message WHERE template = $1", kind);
}

SCENARIO("those who decide are asked by mail, once each, and the person is told the answer")
{
    make_administrator(world, WORLD_BUYER);
    Reply request = ask(world, WORLD_REPORTER, "purchasing");
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_OWNER));
    EXPECT_TEXT(mail->subject, "Rolf Reporter asks for the role Purchasing at Acme");
    EXPECT(strstr(mail->text, "A new task."));
    EXPECT(strstr(mail->link, "/members"));
    EXPECT(world_mail_to(world, world_email(WORLD_BUYER)) != NULL);
    EXPECT_INT(mails_of(world, "role_requested"), 2);

    decline(world, WORLD_OWNER, request);
    world_drain(world);
    mail = world_mail_to(world, world_email(WORLD_REPORTER));
    EXPECT_TEXT(mail->subject, "You do not get the role Purchasing at Acme");
    EXPECT(strstr(mail->text, "Otto Owner declined"));
    EXPECT(strstr(mail->text, "Ask Berta to order."));

    approve(world, WORLD_OWNER, ask(world, WORLD_REPORTER, "profile"));
    world_drain(world);
    mail = world_mail_to(world, world_email(WORLD_REPORTER));
    EXPECT_TEXT(mail->subject, "Your roles at Acme have changed");
    EXPECT(strstr(mail->text, "Profile management"));
}

SCENARIO("who asks is not mailed, nor is an administrator where an owner asks")
{
    make_administrator(world, WORLD_BUYER);
    ask(world, WORLD_BUYER, "purchasing");
    world_drain(world);
    EXPECT_INT(mails_of(world, "role_requested"), 1);
    EXPECT(!world_mail_to(world, world_email(WORLD_BUYER)));

    make_seller(world);
    world_change_roles(world, WORLD_EDITOR, "[\"reports\",\"owner\"]");
    ask(world, WORLD_OWNER, "offerings");
    world_drain(world);
    EXPECT_INT(mails_of(world, "role_requested"), 2); // the other owner
    EXPECT(world_mail_to(world, world_email(WORLD_EDITOR)) != NULL);
}
