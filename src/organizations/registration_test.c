#include "registration.h"

#include "testing/world.h"

#include <string.h>

#define NEW                                                                                        \
    "{'organization_name':'Nova GmbH','name':'Nina Nova','email':'nina@nova.test','language':"     \
    "'de'}"
#define KNOWN "{'organization_name':'Other','name':'X','email':'Otto@acme.test','language':'en'}"

SCENARIO("a company registers, sets a password and signs in as its owner")
{
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(world_post(world, "/v1/registrations", NEW).status, 202);
    EXPECT_INT(world_sign_in(world, "nina@nova.test", "Neue-Zebras-4711").status, 401);
    world_drain(world);
    const Mail *mail = world_mail_to(world, "nina@nova.test");
    const char *token = world_word_after(world, mail->text, "/password?token=");
    Reply link = world_post(
        world, "/v1/password-links/inspection", world_printf(world, "{'token':'%s'}", token));

    EXPECT_TEXT(mail->subject, "Setzen Sie Ihr Passwort");
    EXPECT_TEXT(world_value(link, "purpose"), "set");
    EXPECT_INT(world_post(world, "/v1/passwords",
                   world_printf(world, "{'token':'%s','password':'Neue-Zebras-4711'}", token))
                   .status,
        204);
    Reply session = world_sign_in(world, "nina@nova.test", "Neue-Zebras-4711");
    EXPECT_TEXT(world_value(session, "organization.name"), "Nova GmbH");
    EXPECT_TEXT(world_value(session, "organization.profile_state"), "none");
    EXPECT_TEXT(world_value(session, "organization.can_purchase"), "false");
    EXPECT_TEXT(world_value(session, "organization.roles"), "[\"reports\",\"owner\"]");
    EXPECT_TEXT(world_value(session, "user.language"), "de");
}

SCENARIO("a link to set the first password works for a day")
{
    world_as(world, WORLD_VISITOR);
    world_post(world, "/v1/registrations", NEW);
    world_drain(world);
    const char *token =
        world_word_after(world, world_mail_to(world, "nina@nova.test")->text, "/password?token=");
    const char *body = world_printf(world, "{'token':'%s'}", token);

    world_advance(world, HOURS(24) - MINUTES(1));
    EXPECT_TEXT(
        world_value(world_post(world, "/v1/password-links/inspection", body), "is_usable"), "true");
    world_advance(world, MINUTES(1));
    EXPECT_TEXT(world_value(world_post(world, "/v1/password-links/inspection", body), "is_usable"),
        "false");
}

SCENARIO("whether a mail address is known does not show; its owner is told by mail")
{
    world_as(world, WORLD_VISITOR);
    Reply fresh = world_post(world, "/v1/registrations", NEW);
    Reply known = world_post(world, "/v1/registrations", KNOWN);
    world_drain(world);

    EXPECT_INT(known.status, fresh.status);
    EXPECT_TEXT(known.body, fresh.body);
    EXPECT_TEXT(world_mail_to(world, "otto@acme.test")->subject, "You already have an account");
    EXPECT(!world_word_after(world, world_mail_to(world, "otto@acme.test")->text, "token="));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM organization WHERE name = 'Other'"), 0);
}

SCENARIO("what a stranger typed does not stand in a mail to an address that nobody proved")
{
    world_as(world, WORLD_VISITOR);
    world_post(world, "/v1/registrations",
        "{'organization_name':'Click http://evil.test','name':'Win http://evil.test','email':"
        "'victim@nova.test','language':'en'}");
    world_drain(world);
    const Mail *mail = world_mail_to(world, "victim@nova.test");
    EXPECT(mail && !strstr(mail->text, "evil") && !strstr(mail->html, "evil"));
}

SCENARIO("registering again before the password is set mails a new link and makes nothing twice")
{
    world_as(world, WORLD_VISITOR);
    world_post(world, "/v1/registrations", NEW);
    world_post(world, "/v1/registrations", NEW);
    world_drain(world);

    EXPECT_INT(world->mail_count, 2);
    EXPECT_TEXT(world->mails[1].subject, "Setzen Sie Ihr Passwort");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM organization WHERE name = 'Nova GmbH'"), 1);
}

SCENARIO("those who register the same address at once make one organization and learn nothing")
{
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_VISITOR);
    world_race(world, POST, "/v1/registrations", NEW, statuses);

    EXPECT_INT(world_count_status(statuses, 202), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM organization WHERE name = 'Nova GmbH'"), 1);
}

SCENARIO("a mailbox is not filled by registering it, whether it is known or not")
{
    static const char *const bodies[] = {NEW, KNOWN};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        world_as(world, WORLD_VISITOR);
        for (int n = 0; n < 4; n++)
            EXPECT_INT(world_post(world, "/v1/registrations", bodies[i]).status, 202);
        EXPECT_INT(world_post(world, "/v1/registrations", bodies[i]).status, 429);
    }
}

SCENARIO("asking for links before does not tell whether the address that registers is known")
{
    static const char *const addresses[] = {"otto@acme.test", "nina@nova.test"};
    int statuses[2];
    world_as(world, WORLD_VISITOR);
    for (size_t i = 0; i < COUNT_OF(addresses); i++)
        for (int n = 0; n < 6; n++)
            statuses[i] = world_post(
                world, "/v1/password-links", world_printf(world, "{'email':'%s'}", addresses[i]))
                              .status;
    EXPECT_INT(statuses[0], 429);
    EXPECT_INT(statuses[1], 429);
    EXPECT_INT(world_post(world, "/v1/registrations", KNOWN).status, 202);
    EXPECT_INT(world_post(world, "/v1/registrations", NEW).status, 202);
}

SCENARIO("everything wrong with a registration is said at once, and nothing is made")
{
    world_as(world, WORLD_VISITOR);
    Reply reply = world_post(world, "/v1/registrations",
        "{'organization_name':' ','name':'','email':'no address','language':'xx','is_operator':"
        "true}");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 5);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event"), 0);
}

SCENARIO("a name has something to see in it, and nothing that makes it look like another")
{
    static const char *const bad[] = {"\u200b", "\u00a0", "Acme\\rBcc: x", "Acme\\tLtd",
        "Acme \u202etxet", "\u2067Acme", "Acme\\u001b[31m", "Acme\x7f"};
    static const char *const good[] = {
        "Škoda & Söhne", "株式会社", "חברה בע״מ", "3M", "👩‍🚀 Space"};
    world_as(world, WORLD_VISITOR);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Reply reply = world_post(world, "/v1/registrations",
            world_printf(world,
                "{'organization_name':'%s','name':'N','email':'n@n.test','language':'en'}",
                bad[i]));
        EXPECT_INT(reply.status, 422);
        EXPECT_TEXT(world_value(reply, "errors.0.field"), "organization_name");
    }
    for (size_t i = 0; i < COUNT_OF(good); i++)
        EXPECT_INT(
            world_post(world, "/v1/registrations",
                world_printf(world,
                    "{'organization_name':'%s','name':'N','email':'n%zu@n.test','language':'en'}",
                    good[i], i))
                .status,
            202);
}

// ── by the command line ──────────────────────────────────────────────────────────────────────

static const char *roles[] = {"reports", "operator"};

static Error add_operator(World *world, const char *organization, const char **ret_url)
{
    world->ctx.actor = (Actor){.is_system = true};
    TX tx = {0};
    TRY(tx_begin(&world->ctx, TX_WRITE, &tx));
    TRY(registration_create_person(&world->ctx,
        &(NewPerson){.organization_name = organization,
            .name = "Ada Admin",
            .email = "ada@operator.test",
            .language = "en",
            .roles = {roles, 2},
            .is_operator = true},
        ret_url));
    return tx_commit(&tx);
}

SCENARIO("the operator's first person comes by the command line")
{
    const char *url = NULL;
    world_must(world, add_operator(world, "New Operator", &url));
    world_as(world, WORLD_VISITOR);
    const char *token = world_word_after(world, url, "/password?token=");
    world_post(world, "/v1/passwords",
        world_printf(world, "{'token':'%s','password':'Neue-Zebras-4711'}", token));
    Reply session = world_sign_in(world, "ada@operator.test", "Neue-Zebras-4711");

    EXPECT_TEXT(world_value(session, "permissions"), "[\"reports\",\"operate\"]");
    EXPECT_TEXT(world_value(session, "organization.is_operator"), "true");
    EXPECT_INT(world_get(world, "/v1/operator/registrations").status, 200);
}

SCENARIO("a further person joins the organization of that name")
{
    const char *url = NULL;
    world_must(world, add_operator(world, "Kontor Operations", &url));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM membership WHERE organization_id = $1",
                   world_organization(world, WORLD_OPERATOR)),
        2);
    EXPECT_INT(add_operator(world, "Kontor Operations", &url), CONFLICT);
}

SCENARIO("the command line makes a link for who lost the mail too")
{
    const char *url = NULL;
    world->ctx.actor = (Actor){.is_system = true};
    TX tx = {0};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, registration_reset_password(&world->ctx, "berta@acme.test", &url));
    EXPECT_INT(registration_reset_password(&world->ctx, "nobody@acme.test", &url), NOT_FOUND);
    world_must(world, tx_commit(&tx));
    EXPECT(strstr(url, "/password?token=lnk_"));
}
