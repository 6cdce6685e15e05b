#include "testing/world_shop.h"

SCENARIO("calls are listed newest first with their tokens and cost, each once")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    Id key_id = world_key(world, id, "x");
    for (int i = 1; i <= 5; i++)
        world_call(world, id, key_id, shop.small_model_id, time_after(world->ctx.now, -MINUTES(i)),
            1000000 * i, 0, 0, 0);

    Reply first = world_get(world, "/v1/calls?limit=2");
    EXPECT_INT(first.status, 200);
    EXPECT_TEXT(world_value(first, "items.0.tokens_in"), "1000000");
    EXPECT_TEXT(world_value(first, "items.0.cost_micros"), "150000");
    EXPECT_TEXT(world_value(first, "items.0.model"), "nimbus-small");
    EXPECT_TEXT(world_value(first, "items.0.quality"), "exact");
    EXPECT_TEXT(world_value(first, "items.0.is_complete"), "true");
    EXPECT_TEXT(world_value(first, "items.1.tokens_in"), "2000000");

    int64_t seen = world_length(first, "items");
    for (const char *next = world_value(first, "next"); next;) {
        Reply page = world_get(world, world_printf(world, "/v1/calls?limit=2&after=%s", next));
        seen += world_length(page, "items");
        next = world_value(page, "next");
    }
    EXPECT_INT(seen, 5);
}

SCENARIO("calls are narrowed to a period, a subscription or a key")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop), other = world_subscribe(world, &shop);
    Id key_id = world_key(world, id, "x"), other_key_id = world_key(world, id, "y");
    Time now = world->ctx.now;
    world_call(world, id, key_id, shop.small_model_id, time_after(now, -DAYS(2)), 1, 0, 0, 0);
    world_call(world, id, other_key_id, shop.small_model_id, now, 1, 0, 0, 0);

    const char *from = time_text(world->ctx.arena, time_after(now, -DAYS(1)));
    const char *queries[] = {
        world_printf(world, "from=%s", from),
        world_printf(world, "to=%s", from),
        world_printf(world, "ai_key_id=%s", key_id.text),
        world_printf(world, "subscription_id=%s", other.text),
        world_printf(world, "subscription_id=%s", id.text),
    };
    int64_t counts[] = {1, 1, 1, 0, 2};
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        EXPECT_INT(world_length(
                       world_get(world, world_printf(world, "/v1/calls?%s", queries[i])), "items"),
            counts[i]);
}

SCENARIO("a cursor that is none is refused")
{
    world_shop(world);
    const char *cursors[] = {"x", "0123456789abcdef0123456789abcdeg", "0123456789abcdef"};
    for (size_t i = 0; i < COUNT_OF(cursors); i++) {
        Reply reply = world_get(world, world_printf(world, "/v1/calls?after=%s", cursors[i]));
        EXPECT_INT(reply.status, 422);
        EXPECT_TEXT(world_value(reply, "errors.0.field"), "after");
    }
}
