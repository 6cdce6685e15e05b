#include "testing/world.h"

#include <string.h>

static bool is_signed_in(World *world)
{
    return world_value(world_get(world, "/v1/session"), "user") != NULL;
}

SCENARIO("a session ends after a day without a request")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    world_advance(world, HOURS(23));
    EXPECT(is_signed_in(world));
    world_advance(world, HOURS(23));
    EXPECT(is_signed_in(world));
    world_advance(world, HOURS(24));
    EXPECT(!is_signed_in(world));
}

SCENARIO("a session ends after thirty days however busy it is")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    for (int hours = 0; hours < 30 * 24 - 20; hours += 20) {
        world_advance(world, HOURS(20));
        EXPECT(is_signed_in(world));
    }
    world_advance(world, HOURS(20));
    EXPECT(!is_signed_in(world));
}

SCENARIO("activity is written at most once a minute")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    int64_t begun = world_count(world, "SELECT last_seen_at FROM session");
    world_advance(world, SECONDS(50));
    is_signed_in(world);
    EXPECT_INT(world_count(world, "SELECT last_seen_at FROM session"), begun);
    world_advance(world, SECONDS(20));
    is_signed_in(world);
    EXPECT(world_count(world, "SELECT last_seen_at FROM session") > begun);
}

SCENARIO("the cookie's secret is nowhere in the data")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    const char *secret = strchr(world->headers[0].value, '=') + 1;

    EXPECT_INT(world_count(world, "SELECT count(*) FROM session WHERE secret_digest = $1",
                   digest_of(secret)),
        1);
    EXPECT(strlen(secret) > 50);
}

SCENARIO("one sees where one is signed in, newest first, and ends one or all others")
{
    for (int i = 0; i < 3; i++) {
        world_header(world, "User-Agent", world_printf(world, "Browser %d", i));
        world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    }
    Reply list = world_get(world, "/v1/me/sessions");
    EXPECT_INT(world_length(list, "items"), 3);
    EXPECT_TEXT(world_value(list, "items.0.user_agent"), "Browser 2");
    EXPECT_TEXT(world_value(list, "items.0.method"), "password");
    EXPECT_TEXT(world_value(list, "items.0.is_current"), "true");
    EXPECT_TEXT(world_value(list, "items.2.is_current"), "false");
    EXPECT_TEXT(world_value(list, "items.2.address"), WORLD_ADDRESS);

    const char *path = world_printf(world, "/v1/me/sessions/%s", world_value(list, "items.2.id"));
    EXPECT_INT(world_delete(world, path).status, 204);
    EXPECT_INT(world_delete(world, path).status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/me/sessions"), "items"), 2);
    EXPECT_INT(world_delete(world, "/v1/me/sessions").status, 204);
    EXPECT_INT(world_length(world_get(world, "/v1/me/sessions"), "items"), 1);
    EXPECT(is_signed_in(world));
}

SCENARIO("nobody ends or sees another person's sessions")
{
    Reply other = world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    const char *id = world_value(world_get(world, "/v1/me/sessions"), "items.0.id");
    EXPECT_INT(other.status, 201);
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);

    EXPECT_INT(world_length(world_get(world, "/v1/me/sessions"), "items"), 1);
    EXPECT_INT(world_delete(world, world_printf(world, "/v1/me/sessions/%s", id)).status, 404);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session WHERE ended_at IS NULL"), 2);
}

SCENARIO("sessions come in pages")
{
    for (int i = 0; i < 3; i++)
        world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply first = world_get(world, "/v1/me/sessions?limit=2");
    Reply second = world_get(
        world, world_printf(world, "/v1/me/sessions?limit=2&after=%s", world_value(first, "next")));

    EXPECT_INT(world_length(first, "items"), 2);
    EXPECT_INT(world_length(second, "items"), 1);
    EXPECT(world_value(second, "next") == NULL);
    EXPECT_INT(world_get(world, "/v1/me/sessions?limit=0").status, 422);
}

SCENARIO("a browser that calls itself by foreign bytes does no harm")
{
    world_header(world, "User-Agent", "Bro\xff\xfewser\t1");
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 201);
    EXPECT_TEXT(
        world_value(world_get(world, "/v1/me/sessions"), "items.0.user_agent"), "Bro??wser?1");
}

SCENARIO("signing out ends the session and takes the cookie away")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply reply = world_delete(world, "/v1/session");

    EXPECT_INT(reply.status, 204);
    EXPECT(strstr(reply_header(reply, "Set-Cookie"), "kontor_session=; Path=/; Max-Age=0"));
    EXPECT(!is_signed_in(world));
    EXPECT_INT(world_get(world, "/v1/me/sessions").status, 401);
    EXPECT_INT(world_delete(world, "/v1/session").status, 204);
}

SCENARIO("signing in again in the same browser leaves no session behind")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply reply = world_post(
        world, "/v1/sessions", "{'email':'otto@acme.test','password':'" WORLD_PASSWORD "'}");

    EXPECT_INT(reply.status, 201);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session WHERE ended_at IS NULL"), 1);
}

SCENARIO("over https the cookie is never sent in the clear")
{
    world->is_secure = true;
    Reply reply = world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    EXPECT(strstr(reply_header(reply, "Set-Cookie"), "; Secure"));
}

SCENARIO("name and language are one's own to change")
{
    world_as(world, WORLD_REPORTER);
    Reply reply = world_patch(world, "/v1/me", "{'name':'Rolf R.','language':'de'}");
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "name"), "Rolf R.");
    EXPECT_TEXT(world_value(reply, "language"), "de");
    EXPECT_TEXT(world_value(world_patch(world, "/v1/me", "{}"), "name"), "Rolf R.");
    EXPECT_INT(world_patch(world, "/v1/me", "{'name':'  '}").status, 422);
    EXPECT_INT(world_patch(world, "/v1/me", "{'language':'it'}").status, 422);
    EXPECT_INT(world_patch(world, "/v1/me", "{'email':'x@y.test'}").status, 422);
}

SCENARIO("what has run out is forgotten after a while")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    world_header(world, "Idempotency-Key", "once");
    world_post(world, "/v1/password-links", "{'email':'berta@acme.test'}");
    world_drain(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM idempotency_key"), 1);
    world_advance(world, DAYS(121));
    world_drain(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM password_link"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM throttle"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM idempotency_key"), 0);
}
