#include "invitation.h"

#include "testing/world.h"

#include <string.h>

#define INVITATIONS "/v1/organization/invitations"
#define IDA         "ida@acme.test"
#define PASSWORD    "Richtig-Kamel-9"

static Reply invite(World *world, const char *email, const char *roles)
{
    return world_post(world, INVITATIONS,
        world_printf(world, "{'email': '%s', 'language': 'en', 'roles': [%s]}", email, roles));
}

static Reply decide(World *world, Reply invitation, const char *verb)
{
    const char *id = world_value(invitation, "id");
    if (!*verb)
        return world_delete(world, world_printf(world, INVITATIONS "/%s", id));
    return world_post(world, world_printf(world, INVITATIONS "/%s/%s", id, verb), NULL);
}

// Of the newest mail to the address.
static const char *token(World *world, const char *email)
{
    world_drain(world);
    const Mail *mail = world_mail_to(world, email);
    return mail ? world_word_after(world, mail->link, "/invitation#token=") : NULL;
}

static Reply by_token(World *world, const char *verb, const char *of)
{
    return world_post(world, world_printf(world, "/v1/invitations/%s", verb),
        world_printf(world, "{'token': '%s'}", of));
}

static Reply look(World *world, const char *of)
{
    world_sign_out(world);
    return by_token(world, "inspection", of);
}

static Reply make_account(World *world, const char *of, const char *name)
{
    world_sign_out(world);
    return world_post(world, "/v1/invitations/account",
        world_printf(world, "{'token': '%s', 'name': '%s', 'password': '" PASSWORD "'}", of, name));
}

static Reply accept_as(World *world, WorldPerson person, const char *of)
{
    world_sign_in(world, world_email(person), WORLD_PASSWORD);
    return by_token(world, "acceptance", of);
}

static const char *roles_of(World *world, const char *email)
{
    Id organization_id = world_organization(world, WORLD_OWNER);
    return world_text(world,
        "SELECT string_agg(role, ' ') FROM (SELECT role FROM membership_role"
        " JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 AND lower(email) = lower($2) ORDER BY role) AS held",
        organization_id, email);
}

// ── inviting ─────────────────────────────────────────────────────────────────────────────────

SCENARIO("who is invited gets a mail that says by whom, where, and with which roles")
{
    Reply invitation = invite(world, IDA, "{'role': 'purchasing'}");
    EXPECT_INT(invitation.status, 201);
    EXPECT_TEXT(world_value(invitation, "state"), "pending");
    EXPECT_TEXT(world_value(invitation, "roles.0.role"), "reports");
    EXPECT(!strstr(invitation.body, "token"));

    const char *of = token(world, IDA);
    const Mail *mail = world_mail_to(world, IDA);
    EXPECT_TEXT(mail->subject, "Otto Owner invites you to Acme");
    EXPECT(strstr(mail->text, "Reports, Purchasing"));
    Reply link = look(world, of);
    EXPECT_TEXT(world_value(link, "state"), "usable");
    EXPECT_TEXT(world_value(link, "organization_name"), "Acme");
    EXPECT_TEXT(world_value(link, "invited_by_name"), "Otto Owner");
    EXPECT_TEXT(world_value(link, "email"), IDA);
    EXPECT_TEXT(world_value(link, "has_account"), "false");
    EXPECT_TEXT(world_value(look(world, of), "state"), "usable"); // looking used nothing up
}

SCENARIO("nobody is invited to be an owner, nor with what the roles of members cannot be")
{
    EXPECT_TEXT(invite(world, IDA, "{'role': 'owner'}").code, "owner_by_transfer");
    EXPECT_TEXT(
        world_value(invite(world, IDA, "{'role': 'offerings'}"), "errors.0.code"), "not_here");
    EXPECT_TEXT(world_value(invite(world, IDA, ""), "errors.0.code"), "too_few");
    EXPECT_TEXT(
        world_value(invite(world, "Ida", "{'role': 'reports'}"), "errors.0.field"), "email");
    Reply past = invite(world, IDA, "{'role': 'profile', 'ends_at': '2020-01-01T00:00:00Z'}");
    EXPECT_TEXT(world_value(past, "errors.0.code"), "past");
    world_drain(world);
    EXPECT(!world_mail_to(world, IDA));
}

SCENARIO("an administrator of the operator's organization invites nobody as operator")
{
    Id operator_id = world_organization(world, WORLD_OPERATOR);
    world_join(world, WORLD_BUYER, WORLD_OPERATOR, "[\"reports\",\"administrator\"]");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization", operator_id.text);
    EXPECT_TEXT(invite(world, IDA, "{'role': 'operator'}").code, "owner_only");
    EXPECT_INT(invite(world, IDA, "{'role': 'reports'}").status, 201);
}

SCENARIO("an address is invited once, in any case, and a member not at all")
{
    invite(world, IDA, "{'role': 'reports'}");
    EXPECT_TEXT(invite(world, "IDA@acme.test", "{'role': 'reports'}").code, "invitation_pending");
    EXPECT_TEXT(
        invite(world, world_email(WORLD_BUYER), "{'role': 'reports'}").code, "member_already");
    world_as(world, WORLD_STRANGER); // of another organization it is no matter
    EXPECT_INT(invite(world, IDA, "{'role': 'reports'}").status, 201);
}

SCENARIO("whether an address has an account does not show to who invites")
{
    Reply known = invite(world, world_email(WORLD_STRANGER), "{'role': 'reports'}");
    Reply unknown = invite(world, IDA, "{'role': 'reports'}");
    EXPECT_INT(known.status, unknown.status);
    EXPECT(!world_value(known, "accepted_by") && !world_value(unknown, "accepted_by"));
    EXPECT(!strstr(known.body, world_user(world, WORLD_STRANGER).text));
}

SCENARIO("nobody's mailbox is filled: three mails a day of each organization")
{
    Reply invitation = invite(world, IDA, "{'role': 'reports'}");
    for (int i = 0; i < 2; i++)
        EXPECT_INT(decide(world, invitation, "renewal").status, 200);
    EXPECT_TEXT(decide(world, invitation, "renewal").code, "too_many_attempts");
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(invite(world, IDA, "{'role': 'reports'}").status, 201);
}

SCENARIO("another organization finds no invitation of ours")
{
    Reply invitation = invite(world, IDA, "{'role': 'reports'}");
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(decide(world, invitation, "renewal").status, 404);
    EXPECT_INT(decide(world, invitation, "").status, 404);
    EXPECT_INT(world_length(world_get(world, INVITATIONS), "items"), 0);
}

SCENARIO("who lost the right a moment ago invites nobody")
{
    world_change_roles(world, WORLD_OWNER, "[\"reports\"]"); // the request came before
    EXPECT_TEXT(invite(world, IDA, "{'role': 'reports'}").code, "missing_permission");
}

SCENARIO("invitations are listed, the newest first, searched and filtered by their state")
{
    invite(world, IDA, "{'role': 'reports'}");
    world_advance(world, DAYS(1));
    Reply gone = invite(world, "jon@acme.test", "{'role': 'reports'}");
    decide(world, gone, "");
    invite(world, "kim@acme.test", "{'role': 'reports'}");
    Reply all = world_get(world, INVITATIONS);
    EXPECT_TEXT(world_value(all, "items.0.email"), "kim@acme.test");
    EXPECT_TEXT(world_value(all, "items.1.state"), "withdrawn");
    EXPECT_TEXT(world_value(all, "items.2.state"), "expired");
    Reply expired = world_get(world, INVITATIONS "?state=expired");
    EXPECT_INT(world_length(expired, "items"), 1);
    EXPECT_TEXT(world_value(expired, "items.0.email"), IDA);
    EXPECT_INT(world_length(world_get(world, INVITATIONS "?state=pending&q=KIM"), "items"), 1);
    Reply page = world_get(world, INVITATIONS "?limit=2");
    Reply rest =
        world_get(world, world_printf(world, INVITATIONS "?after=%s", world_value(page, "next")));
    EXPECT_INT(world_length(rest, "items"), 1);
}

// ── joining ──────────────────────────────────────────────────────────────────────────────────

SCENARIO("a new person makes an account, is signed in and a member, and the inviter is told")
{
    invite(world, IDA, "{'role': 'purchasing'}");
    const char *of = token(world, IDA);
    Reply session = make_account(world, of, "Ida Neu");
    EXPECT_INT(session.status, 201);
    EXPECT_TEXT(world_value(session, "user.name"), "Ida Neu");
    EXPECT_TEXT(world_value(session, "organization.name"), "Acme");
    EXPECT(strstr(reply_header(session, "Set-Cookie"), "HttpOnly"));
    EXPECT_TEXT(roles_of(world, IDA), "purchasing reports");
    EXPECT_INT(world_sign_in(world, IDA, PASSWORD).status, 201);

    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OWNER))->subject, "Ida Neu has joined Acme");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1 AND action ="
                   " 'POST /v1/invitations/account' AND user_id IS NOT NULL",
                   world_organization(world, WORLD_OWNER)),
        1);
}

SCENARIO("a link works once")
{
    invite(world, IDA, "{'role': 'reports'}");
    const char *of = token(world, IDA);
    EXPECT_INT(make_account(world, of, "Ida Neu").status, 201);
    EXPECT_TEXT(make_account(world, of, "Eva Dritte").code, "link_used");
    EXPECT_TEXT(world_value(look(world, of), "state"), "accepted");
    EXPECT_TEXT(accept_as(world, WORLD_STRANGER, of).code, "other_address");
}

SCENARIO("the password of a new account keeps the rules, and no account comes of one that does not")
{
    invite(world, IDA, "{'role': 'reports'}");
    const char *of = token(world, IDA);
    world_sign_out(world);
    Reply reply = world_post(world, "/v1/invitations/account",
        world_printf(world, "{'token': '%s', 'name': 'Ida Neu', 'password': 'short'}", of));
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "password");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM user_account WHERE email = $1", IDA), 0);
    EXPECT_TEXT(world_value(look(world, of), "state"), "usable");
}

SCENARIO("who has an account signs in and accepts; again is no error")
{
    invite(world, "STELLA@stranger.test", "{'role': 'reports'}");
    world_exec(world, "UPDATE user_account SET email = 'stella@stranger.test' WHERE id = $1",
        world_user(world, WORLD_STRANGER));
    const char *of = token(world, "STELLA@stranger.test");
    EXPECT_TEXT(world_value(look(world, of), "has_account"), "true");
    EXPECT_TEXT(make_account(world, of, "Eva Dritte").code, "has_account");
    EXPECT_INT(by_token(world, "acceptance", of).status, 401);

    world_sign_in(world, "stella@stranger.test", WORLD_PASSWORD);
    EXPECT_INT(by_token(world, "acceptance", of).status, 200);
    EXPECT_INT(by_token(world, "acceptance", of).status, 200);
    EXPECT_TEXT(roles_of(world, "stella@stranger.test"), "reports");
    EXPECT_INT(world_length(world_get(world, "/v1/session"), "organizations"), 2);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'invitation.accepted'"), 1);
}

SCENARIO("who was removed does not come back by the link that was accepted")
{
    invite(world, world_email(WORLD_STRANGER), "{'role': 'reports'}");
    const char *of = token(world, world_email(WORLD_STRANGER));
    EXPECT_INT(accept_as(world, WORLD_STRANGER, of).status, 200);
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_delete(world, world_printf(world, "/v1/organization/members/%s",
                                       world_user(world, WORLD_STRANGER).text))
                   .status,
        204);
    EXPECT_TEXT(accept_as(world, WORLD_STRANGER, of).code, "link_used");
    EXPECT(!roles_of(world, world_email(WORLD_STRANGER)));
}

SCENARIO("nobody accepts what was sent to somebody else")
{
    invite(world, world_email(WORLD_STRANGER), "{'role': 'reports'}");
    const char *of = token(world, world_email(WORLD_STRANGER));
    EXPECT_TEXT(accept_as(world, WORLD_NEWCOMER, of).code, "other_address");
    EXPECT_TEXT(world_value(look(world, of), "state"), "usable");
    EXPECT_INT(accept_as(world, WORLD_STRANGER, of).status, 200);
}

SCENARIO("who became a member meanwhile has both kinds of roles, of the same the later end")
{
    invite(world, world_email(WORLD_STRANGER), "{'role': 'profile'}");
    const char *of = token(world, world_email(WORLD_STRANGER));
    world_join(world, WORLD_STRANGER, WORLD_OWNER, "[\"reports\",\"purchasing\"]");
    EXPECT_INT(accept_as(world, WORLD_STRANGER, of).status, 200);
    EXPECT_TEXT(roles_of(world, world_email(WORLD_STRANGER)), "profile purchasing reports");
}

SCENARIO("an account that somebody registered and nobody ever used is the invited person's")
{
    world_sign_out(world);
    world_post(world, "/v1/registrations",
        "{'organization_name': 'Trick', 'name': 'Eva Dritte', 'email': '" IDA
        "', 'language': 'en'}");
    world_drain(world);
    const char *stolen =
        world_word_after(world, world_mail_to(world, IDA)->link, "/password?token=");
    world_as(world, WORLD_OWNER);
    invite(world, IDA, "{'role': 'reports'}");
    const char *of = token(world, IDA);
    Reply session = make_account(world, of, "Ida Neu");
    EXPECT_TEXT(world_value(session, "user.name"), "Ida Neu");
    Reply late = world_post(world, "/v1/passwords",
        world_printf(world, "{'token': '%s', 'password': 'Anderes-Kamel-9'}", stolen));
    EXPECT_TEXT(late.code, "link_used");
}

// ── links that do not work ───────────────────────────────────────────────────────────────────

SCENARIO("a forged link is none of ours")
{
    invite(world, IDA, "{'role': 'reports'}");
    const char *of = token(world, IDA);
    char *forged = arena_text(world->ctx.arena, of, strlen(of));
    forged[strlen(forged) - 2] ^= 1;
    EXPECT_INT(look(world, forged).status, 404);
    EXPECT_INT(make_account(world, forged, "Eva Dritte").status, 404);
    EXPECT_INT(accept_as(world, WORLD_STRANGER, forged).status, 404);
    EXPECT_INT(look(world, "").status, 422);
    EXPECT_INT(look(world, "....").status, 404);
    // The seal of one organization's invitation opens no other.
    const char *rest = strchr(of, '.');
    EXPECT_INT(look(world, world_printf(
                               world, "%s%s", world_organization(world, WORLD_STRANGER).text, rest))
                   .status,
        404);
}

SCENARIO("after a day a link has expired, and the inviter can be asked for another one")
{
    Reply invitation = invite(world, IDA, "{'role': 'reports'}");
    const char *of = token(world, IDA);
    EXPECT_TEXT(by_token(world, "renewal-requests", of).code, "link_usable");
    world_advance(world, DAYS(1));
    EXPECT_TEXT(world_value(look(world, of), "state"), "expired");
    EXPECT_TEXT(make_account(world, of, "Ida Neu").code, "link_expired");
    for (int i = 0; i < 3; i++)
        EXPECT_INT(by_token(world, "renewal-requests", of).status, 202);
    EXPECT_TEXT(by_token(world, "renewal-requests", of).code, "too_many_attempts");
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        IDA " asks for a new invitation to Acme"));

    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(world_value(decide(world, invitation, "renewal"), "state"), "pending");
    const char *newer = token(world, IDA);
    EXPECT_TEXT(world_value(look(world, of), "state"), "replaced");
    EXPECT_TEXT(make_account(world, of, "Ida Neu").code, "link_replaced");
    EXPECT_INT(make_account(world, newer, "Ida Neu").status, 201);
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(decide(world, invitation, "renewal").code, "invitation_decided");
    EXPECT_TEXT(decide(world, invitation, "").code, "invitation_decided");
}

SCENARIO("what was withdrawn lets nobody in, and says nothing of accounts")
{
    Reply invitation = invite(world, world_email(WORLD_STRANGER), "{'role': 'reports'}");
    const char *of = token(world, world_email(WORLD_STRANGER));
    EXPECT_INT(decide(world, invitation, "").status, 204);
    EXPECT_INT(decide(world, invitation, "").status, 204);
    EXPECT_TEXT(world_value(look(world, of), "state"), "withdrawn");
    EXPECT_TEXT(world_value(look(world, of), "has_account"), "false");
    EXPECT_TEXT(accept_as(world, WORLD_STRANGER, of).code, "link_withdrawn");
    EXPECT_TEXT(make_account(world, of, "Ida Neu").code, "link_withdrawn");
}

SCENARIO("a mail that waits is not sent once its invitation is withdrawn")
{
    Reply invitation = invite(world, IDA, "{'role': 'reports'}");
    decide(world, invitation, "");
    world_drain(world);
    EXPECT(!world_mail_to(world, IDA));
}

SCENARIO("of several who use a link at once one makes the account")
{
    invite(world, IDA, "{'role': 'reports'}");
    const char *of = token(world, IDA);
    int statuses[WORLD_RACERS];
    world_sign_out(world);
    world_race(world, POST, "/v1/invitations/account",
        world_printf(world, "{'token': '%s', 'name': 'Ida Neu', 'password': '" PASSWORD "'}", of),
        statuses);
    EXPECT_INT(world_count_status(statuses, 201), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT_TEXT(roles_of(world, IDA), "reports");
}

SCENARIO("a double click accepts once")
{
    Reply invitation = invite(world, world_email(WORLD_STRANGER), "{'role': 'reports'}");
    const char *of = token(world, world_email(WORLD_STRANGER));
    world_sign_in(world, world_email(WORLD_STRANGER), WORLD_PASSWORD);
    const char *body = world_printf(world, "{'token': '%s'}", of);
    RaceRequest requests[] = {
        {POST, "/v1/invitations/acceptance", body},
        {POST, "/v1/invitations/acceptance", body},
    };
    int statuses[WORLD_RACERS] = {0};
    world_race_all(world, requests, COUNT_OF(requests), statuses);
    EXPECT_INT(world_count_status(statuses, 200), 2);
    EXPECT_TEXT(roles_of(world, world_email(WORLD_STRANGER)), "reports");
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(decide(world, invitation, "").code, "invitation_decided");
}

SCENARIO("accepting and withdrawing at once: one of both happens")
{
    Reply invitation = invite(world, IDA, "{'role': 'reports'}");
    const char *body = world_printf(
        world, "{'token': '%s', 'name': 'Ida Neu', 'password': '" PASSWORD "'}", token(world, IDA));
    RaceRequest requests[] = {
        {POST, "/v1/invitations/account", body},
        {DELETE,
            world_printf(world, "/v1/organization/invitations/%s", world_value(invitation, "id")),
            NULL},
    };
    int statuses[WORLD_RACERS] = {0};
    world_race_all(world, requests, COUNT_OF(requests), statuses);
    bool is_accepted = world_count_status(statuses, 201) == 1;
    EXPECT_INT(world_count_status(statuses, 204), !is_accepted);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'withdrawn'"),
        !is_accepted);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM membership JOIN user_account ON id = user_id"
                   " WHERE email = '" IDA "'"),
        is_accepted);
}
