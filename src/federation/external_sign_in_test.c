// Who a provider vouched for, from there on; that it did is written, as the job does.
#include "external_sign_in.h"

#include "testing/world.h"

#include <string.h>

// Of Acme, which may vouch for acme.test and make members.
static Id acme_provider(World *world)
{
    const char *id = world_value(world_post(world, "/v1/identity-providers",
                                     "{'name': 'Login', 'address': 'https://login.test',"
                                     " 'client_id': 'kontor', 'creates_users': true}"),
        "id");
    Reply domain =
        world_post(world, world_printf(world, "/v1/identity-providers/%s/mail-domains", id),
            "{'domain': 'acme.test'}");
    world_exec(world, "UPDATE mail_domain SET confirmed_at = 1 WHERE id = $1",
        id_from(world_value(domain, "id")));
    return id_from(id);
}

// The path of the session that begins by it, in this browser.
static const char *vouch(World *world, Id provider_id, const char *subject, const char *email)
{
    ExternalPerson person = {
        .subject = subject, .email = email, .is_email_verified = true, .name = "Nina New"};
    Id id = id_new("esi");
    world_exec(world,
        "INSERT INTO external_sign_in (id, provider_id, purpose, browser, state, person,"
        " created_at, expires_at) VALUES ($1, $2, 'sign_in', $3, 'ready', $4, $5, $6)",
        id, provider_id, digest_of("a-browser"),
        json_of(world->ctx.arena, &external_person_shape, &person), world->ctx.now,
        time_after(world->ctx.now, HOURS(1)));
    world_header(world, "Cookie", SIGN_IN_COOKIE "=a-browser");
    return world_printf(world, "/v1/external-sign-ins/%s/session", id.text);
}

static Reply come(World *world, Id provider_id, const char *subject, const char *email)
{
    world_sign_out(world);
    const char *path = vouch(world, provider_id, subject, email);
    Reply reply = world_post(world, path, NULL);
    world_sign_out(world);
    world_as(world, WORLD_OWNER);
    return reply;
}

static const char *member_path(World *world, const char *email)
{
    return world_printf(world, "/v1/organization/members/%s",
        world_text(world, "SELECT id FROM user_account WHERE lower(email) = $1", email));
}

static void remove_member(World *world, const char *email)
{
    EXPECT_INT(world_delete(world, member_path(world, email)).status, 204);
}

SCENARIO("of a new member that the provider brought the owners are told by mail")
{
    Id provider_id = acme_provider(world);
    EXPECT_INT(come(world, provider_id, "nina", "nina@acme.test").status, 201);
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_OWNER));
    EXPECT_TEXT(mail->subject, "Nina New is a new member of Acme");
    EXPECT(strstr(mail->text, "Nina New (nina@acme.test) signed in with “Login”"));
    EXPECT(!world_mail_to(world, world_email(WORLD_REPORTER)));
    size_t mails = world->mail_count;
    EXPECT_INT(come(world, provider_id, "nina", "nina@acme.test").status, 201);
    world_drain(world);
    EXPECT_INT(world->mail_count, mails);
}

SCENARIO("whoever was removed does not come back by the organization's own provider")
{
    Id provider_id = acme_provider(world);
    come(world, provider_id, "nina", "nina@acme.test");
    remove_member(world, "nina@acme.test");
    for (int is_drained = 0; is_drained < 2; is_drained++) {
        Reply refused = come(world, provider_id, "nina", "Nina@ACME.test");
        EXPECT_INT(refused.status, 409);
        EXPECT_TEXT(refused.code, "member_removed");
        EXPECT_TEXT(refused.message, "You were removed from Acme. Ask an owner to invite you.");
        world_drain(world);
    }
    // Nor as somebody else of the same address, or with another address.
    EXPECT_TEXT(come(world, provider_id, "new", "nina@acme.test").code, "member_removed");
    EXPECT_TEXT(come(world, provider_id, "nina", "nn@acme.test").code, "member_removed");
    EXPECT_INT(come(world, provider_id, "nora", "nora@acme.test").status, 201);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM membership JOIN user_account"
                   " ON user_account.id = user_id WHERE email LIKE 'n%@acme.test'"),
        1);
}

SCENARIO("whoever still belongs elsewhere is told the same, also by a link that is about to go")
{
    Id provider_id = acme_provider(world);
    const char *email = world_email(WORLD_BUYER);
    world_join(world, WORLD_BUYER, WORLD_STRANGER, "[\"reports\"]");
    EXPECT_INT(come(world, provider_id, "berta", email).status, 201);
    remove_member(world, email);
    EXPECT_TEXT(come(world, provider_id, "berta", email).code, "member_removed");
    world_drain(world);
    EXPECT_TEXT(come(world, provider_id, "berta", email).code, "member_removed");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM session WHERE ended_at IS NULL AND user_id = $1",
            world_user(world, WORLD_BUYER)),
        0);
}

SCENARIO("who was a member is told to nobody for whom the provider may not vouch")
{
    Id provider_id = acme_provider(world);
    remove_member(world, world_email(WORLD_BUYER));
    world_drain(world);
    world_exec(world, "UPDATE mail_domain SET confirmed_at = NULL");
    EXPECT_TEXT(come(world, provider_id, "berta", world_email(WORLD_BUYER)).code, "not_linked");
}

SCENARIO("whom another organization removed comes to this one")
{
    Id provider_id = acme_provider(world);
    come(world, provider_id, "nina", "nina@acme.test");
    remove_member(world, "nina@acme.test");
    world_drain(world);
    world_exec(world, "UPDATE former_member SET organization_id = $1",
        world_organization(world, WORLD_STRANGER));
    EXPECT_INT(come(world, provider_id, "nina", "nina@acme.test").status, 201);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM former_member"), 1);
}

SCENARIO("whom an owner invites again comes by the provider as before")
{
    Id provider_id = acme_provider(world);
    come(world, provider_id, "nina", "nina@acme.test");
    remove_member(world, "nina@acme.test");
    world_drain(world);
    world_post(world, "/v1/organization/invitations",
        "{'email': 'nina@acme.test', 'language': 'en', 'roles': [{'role': 'profile'}]}");
    world_drain(world);
    EXPECT_TEXT(come(world, provider_id, "nina", "nina@acme.test").code, "member_removed");
    const char *token =
        world_word_after(world, world_mail_to(world, "nina@acme.test")->link, "#token=");
    EXPECT_INT(world_post(world, "/v1/invitations/account",
                   world_printf(world,
                       "{'token': '%s', 'name': 'Nina', 'password': 'Richtig-Kamel-9'}", token))
                   .status,
        201);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM former_member"), 0);
    EXPECT_INT(come(world, provider_id, "nina", "nina@acme.test").status, 201);
}

SCENARIO("whoever is removed while signing in by the provider is out, whatever comes first")
{
    int statuses[WORLD_RACERS];
    Id provider_id = acme_provider(world);
    come(world, provider_id, "nina", "nina@acme.test");
    const char *path = vouch(world, provider_id, "nina", "nina@acme.test");
    world_as(world, WORLD_OWNER);
    RaceRequest requests[] = {
        {POST, path, NULL}, {DELETE, member_path(world, "nina@acme.test"), NULL}};
    world_race_all(world, requests, COUNT_OF(requests), statuses);
    EXPECT(statuses[0] == 201 || statuses[0] == 409);
    EXPECT_INT(statuses[1], 204);
    world_drain(world);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM session JOIN user_account"
                   " ON user_account.id = user_id WHERE ended_at IS NULL"
                   " AND email = 'nina@acme.test'"),
        0);
    EXPECT_TEXT(come(world, provider_id, "nina", "nina@acme.test").code, "member_removed");
}
