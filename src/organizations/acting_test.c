#include "testing/world.h"

#include <string.h>

// Signs in as the person and keeps cookie and CSRF token for what follows.
static Reply sign_in(World *world, WorldPerson person, const char *password)
{
    world_as(world, WORLD_VISITOR);
    Reply reply = world_post(world, "/v1/sessions",
        world_printf(world, "{'email':'%s','password':'%s'}", world_email(person), password));
    const char *cookie = reply_header(reply, "Set-Cookie");
    world_header(world, "Cookie",
        cookie ? arena_text(world->ctx.arena, cookie, strcspn(cookie, ";")) : NULL);
    world_header(world, "Kontor-CSRF", world_value(reply, "csrf_token"));
    return reply;
}

SCENARIO("signing in answers who one is and sets a cookie that scripts cannot read")
{
    Reply reply = sign_in(world, WORLD_BUYER, WORLD_PASSWORD);
    const char *cookie = reply_header(reply, "Set-Cookie");

    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(world_value(reply, "user.email"), "berta@acme.test");
    EXPECT_TEXT(world_value(reply, "organization.name"), "Acme");
    EXPECT_TEXT(world_value(reply, "permissions"), "[\"reports\",\"purchase\"]");
    EXPECT(strstr(cookie, "kontor_session=") == cookie);
    EXPECT(strstr(cookie, "HttpOnly"));
    EXPECT(strstr(cookie, "SameSite=Lax"));
    EXPECT(!strstr(cookie, "Secure"));
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "user.email"), "berta@acme.test");
}
