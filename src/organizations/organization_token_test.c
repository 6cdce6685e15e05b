#include "testing/world.h"

#include <string.h>

#define TOKENS "/v1/organization/api-tokens"

static Reply issue(World *world, const char *email, const char *body)
{
    world_header(world, "Authorization", NULL);
    world_sign_in(world, email, WORLD_PASSWORD);
    return world_post(world, TOKENS, body);
}

static void use(World *world, Reply issued)
{
    world_sign_out(world);
    world_header(
        world, "Authorization", world_printf(world, "Bearer %s", world_value(issued, "secret")));
}

#define BUYER_TOKEN "{'name':'Robot','roles':['reports','purchasing'],'scopes':['read','write']}"

SCENARIO(
    "an organization's token has its own roles and expires in a year unless one says otherwise")
{
    Reply issued = issue(world, "otto@acme.test", BUYER_TOKEN);
    EXPECT_INT(issued.status, 201);
    EXPECT_TEXT(world_value(issued, "roles"), "[\"reports\",\"purchasing\"]");
    use(world, issued);
    Reply session = world_get(world, "/v1/session");
    EXPECT_TEXT(world_value(session, "organization.name"), "Acme");
    EXPECT_TEXT(world_value(session, "permissions"), "[\"reports\",\"purchase\"]");
    EXPECT_TEXT(world_get(world, "/v1/audit-records").code, "missing_permission");
    world_advance(world, DAYS(366));
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "wrong_token");

    issued = issue(world, "otto@acme.test",
        "{'name':'Robot','roles':['reports'],'scopes':['read'],'is_endless':true}");
    EXPECT(!world_value(issued, "expires_at"));
}

SCENARIO("nobody gives a token more than one may, and no token is an owner")
{
    static const char *const wrong[] = {"['reports','purchasing']", "['reports','owner']",
        "['reports','operator']", "['purchasing']", "['reports','king']", "[]"};
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_INT(issue(world, "berta@acme.test",
                       world_printf(world, "{'name':'x','scopes':['read'],'roles':%s}", wrong[i]))
                       .status,
            i == 2 ? 201 : 422); // the role operator counts for nothing at Acme
    EXPECT_INT(issue(world, world_email(WORLD_REPORTER), BUYER_TOKEN).status, 403);
}

SCENARIO("an organization's token survives whoever made it")
{
    Reply issued = issue(world, "otto@acme.test", BUYER_TOKEN);
    world_change_roles(world, WORLD_OWNER, "[\"reports\"]");
    use(world, issued);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

SCENARIO("an organization's token is no person: it has no account, and makes no members or tokens")
{
    Reply issued = issue(world, "otto@acme.test",
        "{'name':'Robot','roles':['reports','administrator'],"
        "'scopes':['read','write','administration']}");
    use(world, issued);
    EXPECT_TEXT(world_get(world, "/v1/me/sessions").code, "person_required");
    EXPECT_TEXT(world_patch(world, "/v1/me", "{'name':'Evil'}").code, "person_required");
    EXPECT_TEXT(world_put(world,
                    world_printf(world, "/v1/organization/members/%s/roles",
                        world_user(world, WORLD_BUYER).text),
                    "{'roles':[{'role':'owner'}]}")
                    .code,
        "session_required");
    EXPECT_TEXT(world_post(world, TOKENS, BUYER_TOKEN).code, "session_required");
    EXPECT_INT(world_length(world_get(world, "/v1/organization/members"), "items"), 4);
}

SCENARIO("the log names the token, and the page of tokens who made it and where it was used")
{
    Reply issued = issue(world, "otto@acme.test",
        "{'name':'Robot','roles':['reports','administrator'],"
        "'scopes':['read','write','administration']}");
    use(world, issued);
    EXPECT_INT(world_post(world, "/v1/webhooks",
                   "{'name':'W','url':'https://hooks.test/x','events':['*']}")
                   .status,
        201);
    Reply log = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(log, "items.0.user_name"), "Robot");
    EXPECT_TEXT(world_value(log, "items.0.api_token_id"), world_value(issued, "id"));
    Reply list = world_get(world, TOKENS);
    EXPECT_TEXT(world_value(list, "items.0.created_by_name"), "Otto Owner");
    EXPECT_TEXT(world_value(list, "items.0.last_used_address"), WORLD_ADDRESS);
    EXPECT(!world_value(list, "items.0.secret"));
}

SCENARIO("an owner sees and revokes all tokens of the organization, and no other's")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply own = world_post(world, "/v1/me/api-tokens", "{'name':'CI','scopes':['read']}");
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    Reply list = world_get(world, TOKENS);
    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT_TEXT(world_value(list, "items.0.user_name"), "Berta Buyer");
    const char *path = world_printf(world, TOKENS "/%s", world_value(own, "id"));
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_length(world_get(world, TOKENS), "items"), 0);
    EXPECT_INT(world_delete(world, path).status, 404);
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_delete(world, path).status, 204);
    use(world, own);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "wrong_token");
}

SCENARIO("nobody signs in as a program, and no mail goes to one")
{
    issue(world, "otto@acme.test", BUYER_TOKEN);
    // Even if it had an address and a password as people have.
    world_exec(world,
        "UPDATE user_account SET email = 'ledger@acme.test', password_hash = (SELECT password_hash"
        " FROM user_account WHERE email = 'otto@acme.test') WHERE is_program");
    world_sign_out(world);
    EXPECT_INT(world_post(world, "/v1/password-links", "{'email':'ledger@acme.test'}").status, 202);
    world_drain(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM password_link"), 0);
    EXPECT_TEXT(world_post(world, "/v1/sessions",
                    "{'email':'ledger@acme.test','password':'" WORLD_PASSWORD "'}")
                    .code,
        "wrong_credentials");
}
