#include "password.h"

#include "testing/world.h"

#include <string.h>

// ── the rules ────────────────────────────────────────────────────────────────────────────────

// The codes of the rules that the password breaks, for Otto Owner <otto@acme.test>.
static const char *broken(const char *password)
{
    static char codes[200];
    Ctx ctx = {.arena = arena_new()};
    password_check(&ctx, "password", password,
        &(User){.name = "Otto Owner-Bach", .email = "Purchasing.Team@acme.test"});
    codes[0] = '\0';
    for (size_t i = 0; i < ctx.failure.fault_count; i++) {
        strcat(codes, i ? " " : "");
        strcat(codes, ctx.failure.faults[i].code);
    }
    arena_free(ctx.arena);
    return codes;
}

TEST("a password has twelve characters, both cases, a digit and a special one")
{
    EXPECT_TEXT(broken("Tr1cky-Zebra"), "");
    EXPECT_TEXT(broken("Tr1cky-Zebr"), "too_short");
    EXPECT_TEXT(broken("tr1cky-zebra"), "no_upper");
    EXPECT_TEXT(broken("TR1CKY-ZEBRA"), "no_lower");
    EXPECT_TEXT(broken("Tricky-Zebra"), "no_digit");
    EXPECT_TEXT(broken("Tr1ckyyZebra"), "no_special");
    EXPECT_TEXT(broken(""), "too_short no_lower no_upper no_digit no_special");
}

TEST("characters are counted, not bytes, and a letter with an accent is special")
{
    EXPECT_TEXT(broken("1 Tučňák na lodi"), "");
    EXPECT_TEXT(broken("1 Tučňák na"), "too_short");
    EXPECT_TEXT(broken("1 žluťoučký kůň"), "no_upper");
}

TEST("a password has no word of the name or the mail address in it")
{
    EXPECT_TEXT(broken("9-Otto-Zebra-9"), "contains_name");
    EXPECT_TEXT(broken("Xy9!bACHxxxxx"), "contains_name");
    EXPECT_TEXT(broken("The-purchasing-4"), "contains_name");
    EXPECT_TEXT(broken("Tr1cky-acme-Zebra"), "");
}

TEST("a password that many people use is refused in all its disguises")
{
    EXPECT_TEXT(broken("Password123!"), "too_common");
    EXPECT_TEXT(broken("P@ssw0rd2024!!"), "too_common");
    EXPECT_TEXT(broken("#1 Iloveyou 99"), "too_common");
    EXPECT_TEXT(broken("Passwort-2026"), "too_common");
    EXPECT_TEXT(broken("Password1Password1!"), "too_common");
    EXPECT_TEXT(broken("Qwertzuiop-12"), "too_common");
    EXPECT_TEXT(broken("Tr1cky-Zebra-Password"), "");
}

// ── by a link ────────────────────────────────────────────────────────────────────────────────

// Asks for a reset link and answers its token, as it stands in the mail.
static const char *link_token(World *world, WorldPerson person)
{
    world_sign_out(world);
    world_post(
        world, "/v1/password-links", world_printf(world, "{'email':'%s'}", world_email(person)));
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(person));
    return mail ? world_word_after(world, mail->text, "/password?token=") : NULL;
}

static Reply place(World *world, const char *token, const char *password)
{
    return world_post(world, "/v1/passwords",
        world_printf(world, "{'token':'%s','password':'%s'}", token, password));
}

static Reply inspect(World *world, const char *token)
{
    return world_post(
        world, "/v1/password-links/inspection", world_printf(world, "{'token':'%s'}", token));
}

SCENARIO("a forgotten password is replaced by the link that was mailed")
{
    const char *token = link_token(world, WORLD_BUYER);
    Reply link = inspect(world, token);

    EXPECT_INT(link.status, 200);
    EXPECT_TEXT(world_value(link, "purpose"), "reset");
    EXPECT_TEXT(world_value(link, "email"), "berta@acme.test");
    EXPECT_TEXT(world_value(link, "is_usable"), "true");
    EXPECT_INT(place(world, token, "Neue-Zebras-4711").status, 204);
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 401);
    EXPECT_INT(world_sign_in(world, "berta@acme.test", "Neue-Zebras-4711").status, 201);
}

SCENARIO("a link works once, and looking at it does not use it")
{
    const char *token = link_token(world, WORLD_BUYER);
    inspect(world, token);
    inspect(world, token);

    EXPECT_INT(place(world, token, "Neue-Zebras-4711").status, 204);
    EXPECT_TEXT(place(world, token, "Neue-Zebras-4712").code, "link_used");
    EXPECT_TEXT(world_value(inspect(world, token), "is_usable"), "false");
    EXPECT_INT(world_sign_in(world, "berta@acme.test", "Neue-Zebras-4711").status, 201);
}

SCENARIO("of those who use a link at once, one sets the password")
{
    int statuses[WORLD_RACERS];
    const char *token = link_token(world, WORLD_BUYER);
    world_race(world, POST, "/v1/passwords",
        world_printf(world, "{'token':'%s','password':'Neue-Zebras-4711'}", token), statuses);

    EXPECT_INT(world_count_status(statuses, 204), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
}

SCENARIO("a reset link expires after five minutes and is renewed with one click")
{
    const char *token = link_token(world, WORLD_BUYER);
    world_advance(world, MINUTES(5));

    EXPECT_TEXT(place(world, token, "Neue-Zebras-4711").code, "link_expired");
    EXPECT_TEXT(world_value(inspect(world, token), "is_usable"), "false");

    Reply renewed = world_post(
        world, "/v1/password-links/renewal", world_printf(world, "{'token':'%s'}", token));
    world_drain(world);
    const char *fresh =
        world_word_after(world, world_mail_to(world, "berta@acme.test")->text, "/password?token=");
    EXPECT_INT(renewed.status, 202);
    EXPECT(strcmp(fresh, token) != 0);
    EXPECT_INT(place(world, fresh, "Neue-Zebras-4711").status, 204);
}

SCENARIO("using one link voids all others of the person")
{
    const char *first = link_token(world, WORLD_BUYER);
    const char *second = link_token(world, WORLD_BUYER);

    EXPECT_INT(place(world, second, "Neue-Zebras-4711").status, 204);
    EXPECT_TEXT(place(world, first, "Neue-Zebras-4712").code, "link_used");
    EXPECT_TEXT(world_post(world, "/v1/password-links/renewal",
                    world_printf(world, "{'token':'%s'}", first))
                    .code,
        "link_used");
}

SCENARIO("a link that was made up or tampered with is unknown")
{
    const char *token = link_token(world, WORLD_BUYER);
    char *bent = arena_text(world->ctx.arena, token, strlen(token));
    bent[strlen(bent) - 5] = bent[strlen(bent) - 5] == 'A' ? 'B' : 'A';

    EXPECT_TEXT(inspect(world, bent).code, "link_unknown");
    EXPECT_TEXT(place(world, bent, "Neue-Zebras-4711").code, "link_unknown");
    EXPECT_TEXT(inspect(world, "lnk_x").code, "link_unknown");
    EXPECT_TEXT(inspect(world, ".").code, "link_unknown");
    EXPECT_INT(inspect(world, world_printf(world, "%sAAAA", token)).status, 404);
}

SCENARIO("nothing that opens the account is stored or shown in the event log")
{
    const char *token = link_token(world, WORLD_BUYER);
    const char *secret = strchr(token, '.') + 1;

    EXPECT_INT(world_count(world, "SELECT count(*) FROM message WHERE CAST(data AS TEXT) LIKE $1",
                   world_printf(world, "%%%s%%", secret)),
        0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM job WHERE CAST(arguments AS TEXT) LIKE $1",
                   world_printf(world, "%%%s%%", secret)),
        0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE CAST(data AS TEXT) LIKE $1",
                   world_printf(world, "%%%s%%", secret)),
        0);
}

SCENARIO(
    "whether somebody has a mail address shows neither in the answer nor in the number of events")
{
    world_as(world, WORLD_VISITOR);
    Reply known = world_post(world, "/v1/password-links", "{'email':'berta@acme.test'}");
    int64_t events = world_count(world, "SELECT count(*) FROM event");
    Reply unknown = world_post(world, "/v1/password-links", "{'email':'nobody@acme.test'}");
    world_drain(world);

    EXPECT_INT(known.status, 202);
    EXPECT_INT(unknown.status, 202);
    EXPECT_TEXT(unknown.body, known.body);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event"), 2 * events);
    EXPECT(!world_mail_to(world, "nobody@acme.test"));
}

SCENARIO("nobody's mailbox is filled with links, whether there is an account or not")
{
    static const char *const addresses[] = {"berta@acme.test", "nobody@acme.test"};
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        world_as(world, WORLD_VISITOR);
        const char *body = world_printf(world, "{'email':'%s'}", addresses[i]);
        Reply reply = {0};
        for (int n = 0; n < 5; n++)
            reply = world_post(world, "/v1/password-links", body);
        EXPECT_INT(reply.status, 202);
        reply = world_post(world, "/v1/password-links", body);
        EXPECT_INT(reply.status, 429);
        EXPECT(reply_header(reply, "Retry-After") != NULL);
        world_advance(world, HOURS(1));
        EXPECT_INT(world_post(world, "/v1/password-links", body).status, 202);
    }
}

SCENARIO("a bad password is explained rule by rule and leaves the link usable")
{
    const char *token = link_token(world, WORLD_BUYER);
    Reply reply = place(world, token, "berta");

    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "password");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "too_short");
    EXPECT_TEXT(world_value(reply, "errors.4.code"), "contains_name");
    EXPECT_INT(place(world, token, "Neue-Zebras-4711").status, 204);
}

SCENARIO("a reset ends all sessions and is told by mail")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Header cookie = world->headers[0];
    place(world, link_token(world, WORLD_BUYER), "Neue-Zebras-4711");
    world_drain(world);
    world_header(world, cookie.name, cookie.value);

    EXPECT(world_value(world_get(world, "/v1/session"), "user") == NULL);
    EXPECT_TEXT(world_mail_to(world, "berta@acme.test")->subject, "Your password was changed");
}

// Makes a token of Berta's in a browser, and answers its secret.
static const char *token_made(World *world, const char *name)
{
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    Reply reply = world_post(
        world, "/v1/me/api-tokens", world_printf(world, "{'name':'%s','scopes':['read']}", name));
    world_sign_out(world);
    return world_value(reply, "secret");
}

static int status_with(World *world, const char *secret)
{
    world_as(world, WORLD_VISITOR);
    world_header(world, "Authorization", world_printf(world, "Bearer %s", secret));
    int status = world_get(world, "/v1/organization").status;
    world_header(world, "Authorization", NULL);
    return status;
}

SCENARIO("what opens an account beside its password is told to who resets that")
{
    world_exec(world,
        "INSERT INTO passkey (id, user_id, name, credential_id, algorithm, public_key, sign_count,"
        " transports, is_backup_eligible, is_backed_up, created_at)"
        " SELECT 'pky_1', id, 'Laptop', 'c', -7, 'k', 0, '[]', false, false, 1"
        " FROM user_account WHERE email = 'berta@acme.test'");
    const char *token = link_token(world, WORLD_BUYER);

    EXPECT_TEXT(world_value(inspect(world, token), "other_ways_in"), "1");
    EXPECT_INT(place(world, token, "Neue-Zebras-4711").status, 204);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "that open it too: 1."));
}

SCENARIO("API tokens outlive a reset, and the mail tells how many work")
{
    const char *secret = token_made(world, "CI");
    const char *token = link_token(world, WORLD_BUYER);

    EXPECT_TEXT(world_value(inspect(world, token), "active_api_tokens"), "1");
    EXPECT_INT(place(world, token, "Neue-Zebras-4711").status, 204);
    EXPECT_INT(status_with(world, secret), 200);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "that still work: 1."));
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "that open it too: 0."));
}

SCENARIO("a reset ends the person's API tokens if it is asked to, each with a record and an event")
{
    const char *first = token_made(world, "CI"), *second = token_made(world, "Reports");
    const char *token = link_token(world, WORLD_BUYER);
    Reply reply = world_post(world, "/v1/passwords",
        world_printf(world,
            "{'token':'%s','password':'Neue-Zebras-4711','revokes_api_tokens':true}", token));

    EXPECT_INT(reply.status, 204);
    EXPECT_INT(status_with(world, first), 401);
    EXPECT_INT(status_with(world, second), 401);
    EXPECT_TEXT(world_value(inspect(world, token), "active_api_tokens"), "0");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1"
                   " AND action = 'POST /v1/passwords' AND subject_id LIKE 'tok_%'",
                   world_organization(world, WORLD_BUYER)),
        2);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE organization_id = $1"
                   " AND kind = 'api_token.revoked'",
                   world_organization(world, WORLD_BUYER)),
        2);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "that still work: 0."));
}

SCENARIO("a link that somebody else's browser opens is recorded as its own person's")
{
    const char *token = link_token(world, WORLD_BUYER);
    world_sign_in(world, world_email(WORLD_STRANGER), WORLD_PASSWORD);
    EXPECT_INT(place(world, token, "Neue-Zebras-4711").status, 204);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record"
                   " WHERE action = 'POST /v1/passwords' AND organization_id = $1",
                   world_organization(world, WORLD_BUYER)),
        1);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record"
                   " WHERE action = 'POST /v1/passwords' AND organization_id = $1",
                   world_organization(world, WORLD_STRANGER)),
        0);
}

// ── by the one before ────────────────────────────────────────────────────────────────────────

static Reply change(World *world, const char *current, const char *wanted)
{
    return world_post(world, "/v1/me/password",
        world_printf(world, "{'current_password':'%s','new_password':'%s'}", current, wanted));
}

SCENARIO("changing one's password ends the other sessions, keeps this one and is told by mail")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Header other = world->headers[0];
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);

    EXPECT_INT(change(world, WORLD_PASSWORD, "Neue-Zebras-4711").status, 204);
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "user.name"), "Berta Buyer");
    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, "berta@acme.test")->subject, "Your password was changed");
    world_header(world, "Cookie", other.value);
    EXPECT(world_value(world_get(world, "/v1/session"), "user") == NULL);
    EXPECT_INT(world_sign_in(world, "berta@acme.test", "Neue-Zebras-4711").status, 201);
}

SCENARIO("a link that was mailed before the password was changed opens nothing after it")
{
    const char *token = link_token(world, WORLD_BUYER);
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    EXPECT_INT(change(world, WORLD_PASSWORD, "Neue-Zebras-4711").status, 204);
    world_sign_out(world);
    EXPECT_TEXT(place(world, token, "Alte-Zebras-4711").code, "link_used");
}

SCENARIO("without the present password it is not changed, and guessing it is limited")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply reply = change(world, "Falsche-Zebras-1", "kurz");

    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "current_password");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "wrong_password");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "new_password");
    for (int i = 0; i < 9; i++)
        reply = change(world, "Falsche-Zebras-1", "Neue-Zebras-4711");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(change(world, WORLD_PASSWORD, "Neue-Zebras-4711").status, 429);
}
