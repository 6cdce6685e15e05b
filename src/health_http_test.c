#include "testing/world.h"

#include <string.h>

SCENARIO("measurements are read from this machine and from nowhere else, unless a setting says so")
{
    static const char *const here[] = {"127.0.0.1", "::1"};
    static const char *const elsewhere[] = {WORLD_ADDRESS, "10.0.0.7", "127.0.0.2", "fd00::1"};
    world_as(world, WORLD_VISITOR);
    for (size_t i = 0; i < COUNT_OF(here); i++) {
        world->address = here[i];
        Reply reply = world_get(world, "/metrics");
        EXPECT_INT(reply.status, 200);
        EXPECT(strstr(reply.body, "# TYPE "));
    }
    for (size_t i = 0; i < COUNT_OF(elsewhere); i++) {
        world->address = elsewhere[i];
        EXPECT_TEXT(world_get(world, "/metrics").code, "address_not_allowed");
        EXPECT_INT(world_get(world, "/healthz").status, 200);
    }
}

SCENARIO("the operator's own token opens no measurements from elsewhere")
{
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_get(world, "/metrics").status, 403);
}
