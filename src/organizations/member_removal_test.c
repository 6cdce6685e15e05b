#include "member_role.h"
#include "testing/world.h"

#include <string.h>

static Reply remove_member(World *world, WorldPerson person, const char *query)
{
    return world_delete(world, world_printf(world, "/v1/organization/members/%s%s",
                                   world_user(world, person).text, query));
}

static bool is_member(World *world, WorldPerson person)
{
    return world_count(world,
               "SELECT count(*) FROM membership WHERE organization_id = $1 AND user_id = $2",
               world_organization(world, WORLD_OWNER), world_user(world, person)) == 1;
}

static bool is_closed(World *world, WorldPerson person)
{
    return world_count(world,
               "SELECT count(*) FROM user_account WHERE id = $1 AND closed_at IS NOT NULL",
               world_user(world, person)) == 1;
}

// A session that goes on, beside the one of the headers.
static void keep_headers(World *world, Header ret_headers[2])
{
    memcpy(ret_headers, world->headers, 2 * sizeof *ret_headers);
    world_sign_out(world);
}

static void use_headers(World *world, const Header headers[2])
{
    world_as(world, WORLD_VISITOR);
    for (int i = 0; i < 2; i++)
        world_header(world, headers[i].name, headers[i].value);
}

SCENARIO("who is removed has no access any more, in sessions that are open too, and is told")
{
    Header open[2];
    world_join(world, WORLD_BUYER, WORLD_STRANGER, "[\"reports\"]");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, "/v1/orders").status, 200);
    keep_headers(world, open);

    world_as(world, WORLD_OWNER);
    EXPECT_INT(remove_member(world, WORLD_BUYER, "").status, 204);
    EXPECT_INT(remove_member(world, WORLD_BUYER, "").status, 404);
    EXPECT(!is_member(world, WORLD_BUYER));
    EXPECT(!is_closed(world, WORLD_BUYER));
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_BUYER));
    EXPECT_TEXT(mail->subject, "You are no longer a member of Acme");
    EXPECT(strstr(mail->text, "Your account and your other organizations stay"));

    use_headers(world, open);
    world_header(world, "Kontor-Organization", world_organization(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_get(world, "/v1/orders").code, "not_a_member");
    world_header(world, "Kontor-Organization", NULL);
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "organization.name"), "Stranger");
}

SCENARIO("the tokens of who is removed stop, those of colleagues go on")
{
    for (int i = 0; i < 2; i++)
        world_exec(world,
            "INSERT INTO api_token (organization_id, id, user_id, name, prefix, secret_digest,"
            " scopes, created_at) VALUES ($1, $2, $3, 't', 'kt_api_x', $4, '[\"read\"]', $5)",
            world_organization(world, WORLD_OWNER), id_new("tok"),
            world_user(world, i ? WORLD_REPORTER : WORLD_BUYER), digest_of(i ? "r" : "b"),
            world->ctx.now);
    remove_member(world, WORLD_BUYER, "");
    world_as(world, WORLD_VISITOR);
    world_header(world, "Authorization", "Bearer b");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "wrong_token");
    world_header(world, "Authorization", "Bearer r");
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

SCENARIO("an account without any organization is closed: nothing opens it")
{
    Header open[2];
    world_sign_out(world);
    world_post(world, "/v1/password-links",
        world_printf(world, "{'email': '%s'}", world_email(WORLD_BUYER)));
    world_drain(world);
    const char *link = world_word_after(
        world, world_mail_to(world, world_email(WORLD_BUYER))->link, "/password?token=");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    keep_headers(world, open);

    world_as(world, WORLD_OWNER);
    EXPECT_INT(remove_member(world, WORLD_BUYER, "").status, 204);
    EXPECT(is_closed(world, WORLD_BUYER));
    world_drain(world);
    EXPECT(
        strstr(world_mail_to(world, world_email(WORLD_BUYER))->text, "so your account is closed"));

    use_headers(world, open);
    EXPECT(!world_value(world_get(world, "/v1/session"), "user"));
    Reply closed = world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    Reply wrong = world_sign_in(world, "nobody@acme.test", WORLD_PASSWORD);
    EXPECT_INT(closed.status, wrong.status);
    EXPECT_TEXT(closed.code, wrong.code);
    EXPECT_TEXT(world_post(world, "/v1/passwords",
                    world_printf(world, "{'token': '%s', 'password': 'Anderes-Kamel-9'}", link))
                    .code,
        "link_used");
    size_t mails = world->mail_count;
    EXPECT_INT(world_post(world, "/v1/password-links",
                   world_printf(world, "{'email': '%s'}", world_email(WORLD_BUYER)))
                   .status,
        202);
    world_drain(world);
    EXPECT_INT(world->mail_count, mails);
}

SCENARIO("a closed account keeps no device and no passkey that could open it later")
{
    Id user_id = world_user(world, WORLD_BUYER);
    world_exec(world,
        "INSERT INTO second_factor (user_id, id, name, secret, last_step, created_at, confirmed_at)"
        " VALUES ($1, 'fac_1', 'of the buyer', $2, 0, 1, 1)",
        user_id, ((Blob){"sealed", 6}));
    world_exec(world,
        "INSERT INTO passkey (user_id, id, name, credential_id, algorithm, public_key, sign_count,"
        " transports, is_backup_eligible, is_backed_up, created_at)"
        " VALUES ($1, 'psk_1', 'of the buyer', 'c', -7, 'k', 0, '[]', FALSE, FALSE, 1)",
        user_id);
    EXPECT_INT(remove_member(world, WORLD_BUYER, "").status, 204);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM second_factor WHERE user_id = $1", user_id), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM passkey WHERE user_id = $1", user_id), 0);
}

SCENARIO("who was closed and is invited again begins anew, with another password")
{
    remove_member(world, WORLD_BUYER, "");
    world_post(world, "/v1/organization/invitations",
        world_printf(world, "{'email': '%s', 'language': 'en', 'roles': [{'role': 'profile'}]}",
            world_email(WORLD_BUYER)));
    world_drain(world);
    const char *token = world_word_after(
        world, world_mail_to(world, world_email(WORLD_BUYER))->link, "/invitation#token=");
    world_sign_out(world);
    Reply link = world_post(
        world, "/v1/invitations/inspection", world_printf(world, "{'token': '%s'}", token));
    EXPECT_TEXT(world_value(link, "has_account"), "false");
    Reply session = world_post(world, "/v1/invitations/account",
        world_printf(world,
            "{'token': '%s', 'name': 'Berta Wieder', 'password': 'Richtig-Kamel-9'}", token));
    EXPECT_INT(session.status, 201);
    EXPECT_TEXT(world_value(session, "user.id"), world_user(world, WORLD_BUYER).text);
    EXPECT_TEXT(world_value(session, "permissions"), "[\"reports\",\"profile\"]");
    EXPECT(!is_closed(world, WORLD_BUYER));
    EXPECT_INT(world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD).status, 401);
}

SCENARIO("who was closed may register an organization")
{
    remove_member(world, WORLD_BUYER, "");
    world_sign_out(world);
    Reply reply = world_post(world, "/v1/registrations",
        world_printf(world,
            "{'organization_name': 'Berta', 'name': 'Berta Allein', 'email': '%s',"
            " 'language': 'en'}",
            world_email(WORLD_BUYER)));
    EXPECT_INT(reply.status, 202);
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_BUYER));
    EXPECT_TEXT(mail->subject, "Set your password");
    EXPECT(!is_closed(world, WORLD_BUYER));
}

SCENARIO("an owner is not removed, nor does anybody remove oneself")
{
    EXPECT_TEXT(remove_member(world, WORLD_OWNER, "").code, "own_roles");
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"owner\"]");
    EXPECT_TEXT(remove_member(world, WORLD_BUYER, "").code, "owner_by_transfer");
    world_change_roles(world, WORLD_REPORTER, "[\"reports\",\"administrator\"]");
    world_as(world, WORLD_REPORTER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
    EXPECT_TEXT(remove_member(world, WORLD_OWNER, "").code, "owner_only");
    EXPECT_INT(remove_member(world, WORLD_EDITOR, "").status, 204);
}

SCENARIO("people of others are neither removed nor handed anything")
{
    EXPECT_INT(remove_member(world, WORLD_STRANGER, "").status, 404);
    Reply reply = remove_member(world, WORLD_BUYER,
        world_printf(world, "?hand_over_to=%s", world_user(world, WORLD_STRANGER).text));
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "hand_over_to");
    reply = remove_member(world, WORLD_BUYER,
        world_printf(world, "?hand_over_to=%s", world_user(world, WORLD_BUYER).text));
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "not_known");
    EXPECT(is_member(world, WORLD_BUYER));
}

SCENARIO("an invitation and a transfer of ownership that wait end with the membership")
{
    world_post(world, "/v1/organization/ownership-transfers",
        world_printf(world, "{'user_id': '%s'}", world_user(world, WORLD_BUYER).text));
    world_exec(world,
        "INSERT INTO invitation (organization_id, id, email, roles, language, state, invited_by,"
        " created_at, sent_at, expires_at) VALUES ($1, 'ivt_1', $2, '[]', 'en', 'pending', $3, $5,"
        " $5, $4)",
        world_organization(world, WORLD_OWNER), world_email(WORLD_BUYER),
        world_user(world, WORLD_OWNER), time_after(world->ctx.now, DAYS(1)), world->ctx.now);
    EXPECT_INT(remove_member(world, WORLD_BUYER, "").status, 204);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM ownership_transfer WHERE state = 'pending'"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'pending'"), 0);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE kind IN"
                   " ('invitation.withdrawn', 'ownership_transfer.withdrawn')"),
        2);
}

// By the administrator that the buyer is.
static void make_ways_in(World *world)
{
    world_change_roles(world, WORLD_BUYER, "[\"reports\", \"administrator\"]");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    world_post(world, "/v1/organization/invitations",
        "{'email':'friend@acme.test','language':'en','roles':[{'role':'administrator'}]}");
    world_post(world, "/v1/organization/api-tokens",
        "{'name':'Robot','roles':['reports','administrator'],'scopes':['read']}");
    world_sign_out(world);
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'pending'"), 1);
}

SCENARIO("whom an administrator invited stays out once the administrator is removed or demoted")
{
    make_ways_in(world);
    const char *member =
        world_printf(world, "/v1/organization/members/%s", world_user(world, WORLD_BUYER).text);
    EXPECT_INT(world_put(world, world_printf(world, "%s/roles", member),
                   "{'roles':[{'role':'purchasing'}]}")
                   .status,
        200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'pending'"), 0);
    make_ways_in(world);
    EXPECT_INT(remove_member(world, WORLD_BUYER, "").status, 204);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'pending'"), 0);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'invitation.withdrawn'"), 2);
}

SCENARIO("whom an administrator invited stays out once the role has ended")
{
    make_ways_in(world);
    world_exec(world,
        "UPDATE membership_role SET ends_at = $1 WHERE user_id = $2 AND role = 'administrator'",
        time_after(world->ctx.now, -1), world_user(world, WORLD_BUYER));
    world_must(world, member_role_watch_job(&world->ctx, NULL));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'pending'"), 0);
}

SCENARIO("tokens of the organization that who leaves has made are counted, and revoked if chosen")
{
    make_ways_in(world);
    Reply holdings = world_get(world, world_printf(world, "/v1/organization/members/%s/holdings",
                                          world_user(world, WORLD_BUYER).text));
    EXPECT_TEXT(world_value(holdings, "organization_tokens"), "1");
    EXPECT_INT(remove_member(world, WORLD_BUYER, "?revokes_tokens=true").status, 204);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM api_token WHERE is_organizations"
                   " AND revoked_at IS NULL"),
        0);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'api_token.revoked'"), 1);
}

SCENARIO("several who remove a member at once do it once")
{
    int statuses[WORLD_RACERS];
    const char *path =
        world_printf(world, "/v1/organization/members/%s", world_user(world, WORLD_BUYER).text);
    world_race(world, DELETE, path, NULL, statuses);
    EXPECT_INT(world_count_status(statuses, 204), 1);
    EXPECT_INT(world_count_status(statuses, 404), WORLD_RACERS - 1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'membership.removed'"), 1);
}

SCENARIO("what a member holds is counted before")
{
    const char *path = world_printf(
        world, "/v1/organization/members/%s/holdings", world_user(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_value(world_get(world, path), "api_tokens"), "0");
    world_exec(world,
        "INSERT INTO api_token (organization_id, id, user_id, name, prefix, secret_digest, scopes,"
        " created_at) VALUES ($1, 'tok_1', $2, 't', 'kt_api_x', $3, '[]', 1)",
        world_organization(world, WORLD_OWNER), world_user(world, WORLD_OWNER), digest_of("t"));
    EXPECT_TEXT(world_value(world_get(world, path), "api_tokens"), "1");
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, path).status, 404);
}
