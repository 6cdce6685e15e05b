#include "testing/world.h"

#include <string.h>

#define RULES "/v1/organization/access-rules"

static Reply put(World *world, const char *body)
{
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    return world_put(world, RULES, body);
}

static void use_token(World *world)
{
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    Reply reply = world_post(world, "/v1/me/api-tokens", "{'name':'CI','scopes':['read']}");
    world_sign_out(world);
    world_header(
        world, "Authorization", world_printf(world, "Bearer %s", world_value(reply, "secret")));
}

SCENARIO("without rules one may act from everywhere")
{
    Reply rules = world_get(world, RULES);
    EXPECT_INT(world_length(rules, "addresses"), 0);
    EXPECT_TEXT(world_value(rules, "your_address"), WORLD_ADDRESS);
    EXPECT_TEXT(reply_header(rules, "ETag"), "\"v0\"");
}

SCENARIO("all owners are mailed that the rules changed, and who changed them")
{
    world_change_roles(world, WORLD_EDITOR, "[\"reports\",\"owner\"]");
    put(world, "{'addresses':['203.0.113.0/24'],'limits_tokens':true}");
    world_drain(world);
    static const WorldPerson owners[] = {WORLD_OWNER, WORLD_EDITOR};
    for (size_t i = 0; i < COUNT_OF(owners); i++) {
        const Mail *mail = world_mail_to(world, world_email(owners[i]));
        EXPECT_TEXT(mail->subject, "The access rules of Acme have changed");
        EXPECT(strstr(mail->text, "Otto Owner changed the access rules of Acme on "));
    }
    EXPECT(!world_mail_to(world, world_email(WORLD_BUYER)));
}

SCENARIO("rules for tokens hold tokens off, and people not")
{
    EXPECT_INT(put(world, "{'addresses':['198.51.100.0/24'],'limits_tokens':true}").status, 200);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    use_token(world);
    Reply reply = world_get(world, "/v1/organization");
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "address_not_allowed");
    world->address = "198.51.100.77";
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

SCENARIO("rules for sessions hold people off at once, who can still sign in and out")
{
    EXPECT_INT(put(world, "{'addresses':['203.0.113.0/24','2001:db8::/32'],'limits_sessions':true}")
                   .status,
        200);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world->address = "2001:db8::7";
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world->address = "::ffff:203.0.113.9";
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world->address = "198.51.100.1";
    world_header(world, "X-Forwarded-For", "203.0.113.9");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "address_not_allowed");
    Reply session = world_get(world, "/v1/session");
    EXPECT(!world_value(session, "organization"));
    EXPECT_TEXT(world_value(session, "organizations.0.refusal"), "address_not_allowed");
    EXPECT_INT(world_length(session, "permissions"), 0);
    session = world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    EXPECT_INT(session.status, 201);
    EXPECT(!world_value(session, "organization"));
    EXPECT_INT(world_length(session, "permissions"), 0);
    EXPECT_INT(world_delete(world, "/v1/session").status, 204);
}

SCENARIO("whoever is let in by one organization only acts for that one")
{
    put(world, "{'addresses':['203.0.113.0/24'],'limits_sessions':true}");
    world_join(world, WORLD_OWNER, WORLD_STRANGER, "[\"reports\"]");
    world->address = "198.51.100.1";
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "organization.name"), "Stranger");
    EXPECT_TEXT(world_value(world_get(world, "/v1/organization"), "name"), "Stranger");
    world_header(world, "Kontor-Organization", world_organization(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "address_not_allowed");
}

SCENARIO("nobody is shut out by oneself without having confirmed it")
{
    Reply reply = put(world, "{'addresses':['198.51.100.0/24'],'limits_sessions':true}");
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "would_lock_out");
    EXPECT(strstr(reply.message, WORLD_ADDRESS));
    EXPECT_INT(world_get(world, RULES).status, 200);
    EXPECT_INT(
        put(world, "{'addresses':['198.51.100.0/24'],'limits_sessions':true,'is_confirmed':true}")
            .status,
        200);
    EXPECT_INT(world_get(world, RULES).status, 403);
}

SCENARIO("what is wrong with rules is said")
{
    static const char *const wrong[] = {"{'addresses':['10.0.0.0/40']}", "{'addresses':['x']}",
        "{'addresses':[],'limits_tokens':true}", "{'addresses':['::ffff:10.0.0.0/104']}",
        "{'addresses':['']}"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_INT(put(world, wrong[i]).status, 422);
}

SCENARIO("two who change the rules at once lose nothing")
{
    put(world, "{'addresses':['203.0.113.0/24']}");
    world_header(world, "If-Match", "\"v1\"");
    EXPECT_INT(world_put(world, RULES, "{'addresses':['203.0.113.7']}").status, 200);
    EXPECT_TEXT(world_put(world, RULES, "{'addresses':['203.0.113.8']}").code, "edited_meanwhile");
    EXPECT_TEXT(world_value(world_get(world, RULES), "addresses"), "[\"203.0.113.7\"]");
}

static const char *link_to(World *world, WorldPerson person)
{
    const Mail *mail = world_mail_to(world, world_email(person));
    return mail ? world_word_after(world, mail->text, "/access#token=") : NULL;
}

SCENARIO("an owner who is shut out gets a link that suspends the rules for an hour")
{
    put(world, "{'addresses':['203.0.113.0/24'],'limits_sessions':true}");
    world->address = "198.51.100.1";
    const char *body = world_printf(
        world, "{'organization_id':'%s'}", world_organization(world, WORLD_OWNER).text);
    EXPECT_INT(world_post(world, "/v1/access-rules/suspension-links", body).status, 204);
    world_drain(world);
    const char *token = link_to(world, WORLD_OWNER);
    EXPECT(token != NULL);
    world_sign_out(world);
    world_as(world, WORLD_VISITOR);
    Reply reply = world_post(
        world, "/v1/access-rules/suspensions", world_printf(world, "{'token':'%s'}", token));
    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(world_value(reply, "organization_name"), "Acme");
    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        "The access rules of Acme are suspended");

    EXPECT_TEXT(world_post(world, "/v1/access-rules/suspensions",
                    world_printf(world, "{'token':'%s'}", token))
                    .code,
        "link_used");
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_TEXT(world_value(world_get(world, "/v1/audit-records"), "items.1.action"),
        "POST /v1/access-rules/suspensions");
    world_advance(world, MINUTES(61));
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "address_not_allowed");
    EXPECT_TEXT(world_post(world, "/v1/access-rules/suspensions",
                    world_printf(world, "{'token':'%s'}", token))
                    .code,
        "link_expired");
}

SCENARIO("a link that was sent before the rules were changed suspends nothing")
{
    put(world, "{'addresses':['203.0.113.0/24'],'limits_sessions':true}");
    world_post(world, "/v1/access-rules/suspension-links",
        world_printf(
            world, "{'organization_id':'%s'}", world_organization(world, WORLD_OWNER).text));
    world_drain(world);
    const char *token = link_to(world, WORLD_OWNER);
    world_advance(world, SECOND);
    EXPECT_INT(put(world, "{'addresses':['203.0.113.0/25'],'limits_sessions':true}").status, 200);
    EXPECT_TEXT(world_post(world, "/v1/access-rules/suspensions",
                    world_printf(world, "{'token':'%s'}", token))
                    .code,
        "link_expired");
}

SCENARIO("a link that was made up suspends nothing, and only an owner gets one")
{
    put(world, "{'addresses':['203.0.113.0/24'],'limits_sessions':true}");
    static const char *const wrong[] = {"x", "a.b.c.d", "..."};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_TEXT(world_post(world, "/v1/access-rules/suspensions",
                        world_printf(world, "{'token':'%s'}", wrong[i]))
                        .code,
            "link_unknown");
    const char *body = world_printf(
        world, "{'organization_id':'%s'}", world_organization(world, WORLD_OWNER).text);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(world_post(world, "/v1/access-rules/suspension-links", body).code, "owner_only");
    world_as(world, WORLD_STRANGER);
    EXPECT_TEXT(world_post(world, "/v1/access-rules/suspension-links", body).code, "not_a_member");
}
