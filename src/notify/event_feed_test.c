#include "testing/world_shop.h"

#include <string.h>

SCENARIO("what happened in the organization can be read from a cursor")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    Reply first = world_get(world, "/v1/events");
    EXPECT_INT(first.status, 200);
    EXPECT_TEXT(world_value(first, "items.0.kind"), "order.placed");
    EXPECT_TEXT(world_value(first, "items.1.kind"), "subscription.activated");
    EXPECT_TEXT(world_value(first, "items.1.subject_id"), id.text);
    EXPECT_TEXT(world_value(first, "items.1.actor_user_id"), world_user(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_value(first, "items.1.data.name"), "Nimbus Chat");
    EXPECT_TEXT(world_value(first, "items.2.kind"), "order.completed");
    EXPECT_INT(world_length(first, "items"), 3);
    EXPECT(world_value(first, "next") == NULL);

    world_key(world, id, "x");
    Reply later = world_get(
        world, world_printf(world, "/v1/events?after=%s", world_value(first, "items.2.cursor")));
    EXPECT_INT(world_length(later, "items"), 1);
    EXPECT_TEXT(world_value(later, "items.0.kind"), "ai_key.issued");
}

SCENARIO("events come page by page")
{
    WorldShop shop = world_shop(world);
    world_subscribe(world, &shop);
    Reply page = world_get(world, "/v1/events?limit=2");
    EXPECT_INT(world_length(page, "items"), 2);
    EXPECT_TEXT(world_value(page, "next"), world_value(page, "items.1.cursor"));
    Reply rest =
        world_get(world, world_printf(world, "/v1/events?after=%s", world_value(page, "next")));
    EXPECT_INT(world_length(rest, "items"), 1);
}

SCENARIO("nobody sees another organization's events")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    WorldPerson people[] = {WORLD_STRANGER, WORLD_OPERATOR, WORLD_SELLER};
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        world_as(world, people[i]);
        Reply events = world_get(world, "/v1/events");
        EXPECT_INT(events.status, 200);
        EXPECT(!strstr(events.body, id.text) && !strstr(events.body, "order.placed"));
    }
}

SCENARIO("a cursor that is none is refused")
{
    Reply reply = world_get(world, "/v1/events?after=nonsense");
    EXPECT_INT(reply.status, 422);
}
