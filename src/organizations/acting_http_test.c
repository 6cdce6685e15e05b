#include "testing/world.h"

#include <stdlib.h>
#include <string.h>

__attribute__((constructor)) static void choose_settings(void)
{
    setenv("KONTOR_PUBLIC_URL", "https://kontor.test", 1);
}

SCENARIO("where the platform's address is https the cookie is so too, whatever the proxy says")
{
    Reply reply = world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    EXPECT_INT(reply.status, 201);
    EXPECT(strstr(reply_header(reply, "Set-Cookie"), "; Secure"));
}
