#include "api_token.h"

#include "testing/world.h"

#include <string.h>

// Makes a token of the person by a browser and asks with it from then on.
static Reply use_token(World *world, const char *email, const char *body)
{
    world_header(world, "Authorization", NULL);
    world_sign_in(world, email, WORLD_PASSWORD);
    Reply reply = world_post(world, "/v1/me/api-tokens", body);
    world_sign_out(world);
    world_header(
        world, "Authorization", world_printf(world, "Bearer %s", world_value(reply, "secret")));
    return reply;
}

SCENARIO("a token's secret is shown once and kept nowhere")
{
    Reply reply = use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read','write']}");
    const char *secret = world_value(reply, "secret");
    Reply list = world_get(world, "/v1/me/api-tokens");

    EXPECT_INT(reply.status, 201);
    EXPECT(strncmp(secret, "kt_api_", 7) == 0);
    EXPECT(strncmp(secret, world_value(reply, "prefix"), strlen("kt_api_") + 6) == 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM api_token WHERE secret_digest = $1",
                   digest_of(secret)),
        1);
    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT(world_value(list, "items.0.secret") == NULL);
    EXPECT_TEXT(world_value(list, "items.0.name"), "CI");
    EXPECT_TEXT(reply_header(reply, "Cache-Control"), "no-store");
}

SCENARIO("a program needs no CSRF token, and may what its person may")
{
    use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read','write']}");

    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_INT(world_patch(world, "/v1/me", "{'language':'fr'}").status, 200);
    EXPECT_TEXT(world_get(world, "/v1/audit-records").code, "missing_permission");
}

SCENARIO("scopes narrow a token: read for GET, write for the rest")
{
    use_token(world, "berta@acme.test", "{'name':'reader','scopes':['read']}");
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_TEXT(world_patch(world, "/v1/me", "{'language':'fr'}").code, "missing_scope");
    use_token(world, "berta@acme.test", "{'name':'writer','scopes':['write']}");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "missing_scope");
    EXPECT_INT(world_patch(world, "/v1/me", "{'language':'fr'}").status, 200);
}

SCENARIO("a token ends in a year, unless it is wanted otherwise")
{
    use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read']}");
    world_advance(world, DAYS(364));
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world_advance(world, DAYS(1));
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "wrong_token");

    Reply endless =
        use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read'],'is_endless':true}");
    EXPECT(!world_value(endless, "expires_at"));
    world_header(world, "Authorization", NULL);
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply both = world_post(world, "/v1/me/api-tokens",
        "{'name':'CI','scopes':['read'],'is_endless':true,'expires_at':'2099-01-01T00:00:00Z'}");
    EXPECT_INT(both.status, 422);
    EXPECT_TEXT(world_value(both, "errors.0.field"), "is_endless");
}

SCENARIO("a revoked token and one that expired work no more")
{
    Reply reply = use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read','write']}");
    const char *path = world_printf(world, "/v1/me/api-tokens/%s", world_value(reply, "id"));
    EXPECT_INT(world_delete(world, path).status, 204);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "wrong_token");

    const char *expires = time_text(world->ctx.arena, time_after(world->ctx.now, HOURS(1)));
    use_token(world, "berta@acme.test",
        world_printf(world, "{'name':'short','scopes':['read'],'expires_at':'%s'}", expires));
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world_advance(world, HOURS(1));
    EXPECT_INT(world_get(world, "/v1/organization").status, 401);
}

SCENARIO("what is no token of ours is refused, on public routes too")
{
    static const char *const wrong[] = {"Bearer kt_api_guess", "Bearer ", "Bearer kt_live_x",
        "Basic b3R0bzpwYXNz", "kt_api_guess", ""};
    world_as(world, WORLD_VISITOR);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        world_header(world, "Authorization", wrong[i]);
        EXPECT_TEXT(world_get(world, "/v1/organization").code, "wrong_token");
        EXPECT_INT(world_get(world, "/v1/session").status, 401);
    }
}

SCENARIO("a token is for one organization")
{
    use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read']}");
    world_header(world, "Kontor-Organization", world_organization(world, WORLD_STRANGER).text);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "not_a_member");
    world_header(world, "Kontor-Organization", world_organization(world, WORLD_BUYER).text);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

SCENARIO("a token is worth nothing once its person has left the organization")
{
    use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read']}");
    world_change_roles(world, WORLD_BUYER, "[]");
    world_exec(world, "DELETE FROM membership WHERE user_id = $1", world_user(world, WORLD_BUYER));
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "not_a_member");
}

SCENARIO("a token makes no tokens")
{
    use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read','write','administration']}");
    EXPECT_TEXT(world_post(world, "/v1/me/api-tokens", "{'name':'x','scopes':['read']}").code,
        "session_required");
    EXPECT_TEXT(world_post(world, "/v1/me/password", "{}").code, "session_required");
}

SCENARIO("the token of an owner changes neither members nor who gets in")
{
    static const char *const ways[] = {"/v1/organization/invitations", "/v1/identity-providers",
        "/v1/organization/ownership-transfers", "/v1/organization/api-tokens",
        "/v1/access-rules/suspension-links"};
    use_token(world, "otto@acme.test", "{'name':'CI','scopes':['read','write','administration']}");
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        EXPECT_TEXT(world_post(world, ways[i], "{}").code, "session_required");
    EXPECT_TEXT(world_put(world, "/v1/organization/access-rules", "{}").code, "session_required");
    EXPECT_TEXT(world_delete(world, "/v1/organization/members/usr_x").code, "session_required");
    EXPECT_TEXT(
        world_put(world, "/v1/organization/members/usr_x/roles", "{}").code, "session_required");
    EXPECT_TEXT(world_put(world, "/v1/organization/cloud-domains/cdo_x/users/x/roles", "{}").code,
        "session_required");
}

SCENARIO("what is wrong with a new token is said")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    static const char *const wrong[] = {"{'name':' ','scopes':['read']}",
        "{'name':'x','scopes':[]}", "{'name':'x','scopes':['admin']}",
        "{'name':'x','scopes':['read','read']}", "{'scopes':['read']}",
        "{'name':'x','scopes':['read'],'addresses':['10.0.0.0/33']}",
        "{'name':'x','scopes':['read'],'addresses':['10.0.0.1, 10.0.0.2']}",
        "{'name':'x','scopes':['read'],'addresses':['acme.test']}",
        "{'name':'x','scopes':['read'],'expires_at':'2020-01-01T00:00:00Z'}"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_INT(world_post(world, "/v1/me/api-tokens", wrong[i]).status, 422);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM api_token"), 0);
}

SCENARIO("nobody sees or revokes another person's token")
{
    Reply reply = use_token(world, "otto@acme.test", "{'name':'CI','scopes':['read']}");
    world_header(world, "Authorization", NULL);
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);

    EXPECT_INT(world_length(world_get(world, "/v1/me/api-tokens"), "items"), 0);
    EXPECT_INT(
        world_delete(world, world_printf(world, "/v1/me/api-tokens/%s", world_value(reply, "id")))
            .status,
        404);
}

SCENARIO("the last use of a token is noted")
{
    use_token(world, "berta@acme.test", "{'name':'CI','scopes':['read']}");
    Reply list = world_get(world, "/v1/me/api-tokens");
    EXPECT(world_value(list, "items.0.last_used_at") != NULL);
    EXPECT_TEXT(world_value(list, "items.0.last_used_address"), WORLD_ADDRESS);
}

SCENARIO("only a token that was issued for it does what a person proves for")
{
    static const char webhook[] = "{'name':'W','url':'https://hooks.test/x','events':['*']}";
    use_token(world, "otto@acme.test", "{'name':'CI','scopes':['read','write']}");
    Reply reply = world_post(world, "/v1/webhooks", webhook);
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "missing_scope");
    use_token(world, "otto@acme.test", "{'name':'CI','scopes':['read','write','administration']}");
    EXPECT_INT(world_post(world, "/v1/webhooks", webhook).status, 201);
}

SCENARIO("a token works from its addresses only, however they are written")
{
    static const struct {
        const char *address;
        int status;
    } cases[] = {{"198.51.100.9", 200}, {"198.51.101.9", 403}, {"::ffff:198.51.100.9", 200},
        {"2001:db8::1", 200}, {"2001:db9::1", 403}, {"", 403}};
    use_token(world, "berta@acme.test",
        "{'name':'CI','scopes':['read'],'addresses':['198.51.100.0/24','2001:db8::/32']}");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "address_not_allowed");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        world->address = cases[i].address;
        EXPECT_INT(world_get(world, "/v1/organization").status, cases[i].status);
    }
}

SCENARIO("a header does not make a token work from elsewhere")
{
    use_token(world, "berta@acme.test",
        "{'name':'CI','scopes':['read'],'addresses':['198.51.100.0/24']}");
    world_header(world, "X-Forwarded-For", "198.51.100.9");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "address_not_allowed");
}

static void watch_only(World *world)
{
    Ctx ctx = world->ctx;
    ctx.actor = (Actor){.is_system = true};
    world_must(world, api_token_watch_job(&ctx, NULL));
}

static void watch(World *world)
{
    watch_only(world);
    world_drain(world);
}

static int64_t endings_told(World *world)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = 'api_token.ending'");
}

SCENARIO("two weeks before its end whose token it is is told, once")
{
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    world_post(world, "/v1/me/api-tokens", "{'name':'Nightly build','scopes':['read']}");
    world_advance(world, DAYS(350));
    watch(world);
    EXPECT_INT(endings_told(world), 0);
    world_advance(world, DAYS(2));
    watch(world);
    watch(world);
    EXPECT_INT(endings_told(world), 1);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_BUYER))->subject,
        "The API token Nightly build ends on"));
    EXPECT(!world_mail_to(world, world_email(WORLD_OWNER)));
}

SCENARIO("nobody is mailed of the end of a token that was revoked meanwhile")
{
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    world_post(world, "/v1/me/api-tokens", "{'name':'Nightly build','scopes':['read']}");
    world_advance(world, DAYS(352));
    watch_only(world);
    EXPECT_INT(endings_told(world), 1);
    world_exec(world, "UPDATE api_token SET revoked_at = $1", world->ctx.now);
    world_drain(world);
    EXPECT(!world_mail_to(world, world_email(WORLD_BUYER)));
}

SCENARIO("of the organization's own token its owners are told")
{
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    Reply made = world_post(world, "/v1/organization/api-tokens",
        "{'name':'Warehouse','scopes':['read'],'roles':['reports']}");
    EXPECT_INT(made.status, 201);
    world_advance(world, DAYS(352));
    watch(world);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        "The API token Warehouse ends on"));
    EXPECT(!world_mail_to(world, world_email(WORLD_BUYER)));
}

SCENARIO("no end is told of a token that was revoked, or was made for less than two weeks")
{
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    Reply made = world_post(world, "/v1/me/api-tokens", "{'name':'CI','scopes':['read']}");
    world_delete(world, world_printf(world, "/v1/me/api-tokens/%s", world_value(made, "id")));
    world_advance(world, DAYS(340));
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    const char *soon = time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(13)));
    EXPECT_INT(
        world_post(world, "/v1/me/api-tokens",
            world_printf(world, "{'name':'Trial','scopes':['read'],'expires_at':'%s'}", soon))
            .status,
        201);
    world_advance(world, DAYS(12));
    watch(world);
    EXPECT_INT(endings_told(world), 0);
}
