#include "testing/world_shop.h"

static const char *cancellation_path(World *world, Id id)
{
    return world_printf(world, "/v1/subscriptions/%s/cancellation", id.text);
}

static int64_t events(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", kind);
}

SCENARIO("before cancelling one sees the last use of each key and the bill to date")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    Id idle = world_key(world, id, "idle"), busy = world_key(world, id, "busy");
    Time now = world->ctx.now;
    world_call(world, id, busy, shop.small_model_id, now, 1000000, 100000, 0, 0);
    world_call(world, id, busy, shop.small_model_id, time_after(now, -DAYS(40)), 9000000, 0, 0, 0);

    Reply preview = world_get(world, cancellation_path(world, id));
    EXPECT_INT(preview.status, 200);
    EXPECT_INT(world_length(preview, "keys"), 2);
    EXPECT_TEXT(world_value(preview, "keys.0.id"), busy.text);
    EXPECT_TEXT(world_value(preview, "keys.0.last_used_at"), time_text(world->ctx.arena, now));
    EXPECT_TEXT(world_value(preview, "keys.1.id"), idle.text);
    EXPECT(world_value(preview, "keys.1.last_used_at") == NULL);
    EXPECT_TEXT(world_value(preview, "cost_to_date_micros"), "210000");
    EXPECT_TEXT(world_value(preview, "cost_to_date.minor"), "21");
    EXPECT_TEXT(world_value(preview, "calls_to_date"), "1");
    EXPECT_INT(events(world, "subscription.cancelled"), 0);

    world_exec(world, "UPDATE ai_key SET expires_at = $1 WHERE id = $2", now, idle);
    EXPECT_INT(world_length(world_get(world, cancellation_path(world, id)), "keys"), 1);
}

SCENARIO("cancelling revokes all keys, then cancels")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop), other = world_subscribe(world, &shop);
    world_key(world, id, "a");
    world_key(world, id, "b");
    world_key(world, other, "c");
    Reply reply = world_post(world, cancellation_path(world, id), NULL);

    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "state"), "cancelled");
    EXPECT_TEXT(world_value(reply, "active_keys"), "0");
    EXPECT(world_value(reply, "cancelled_at") != NULL);
    EXPECT_INT(events(world, "ai_key.revoked"), 2);
    EXPECT_INT(events(world, "subscription.cancelled"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_key WHERE revoked_at IS NULL"), 1);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event k JOIN event s ON s.kind = 'subscription.cancelled'"
                   " WHERE k.kind = 'ai_key.revoked' AND k.seq > s.seq"),
        0);
}

SCENARIO("cancelling again answers the cancelled subscription")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    Reply first = world_post(world, cancellation_path(world, id), NULL);
    world_advance(world, DAYS(1));
    Reply again = world_post(world, cancellation_path(world, id), NULL);
    EXPECT_INT(again.status, 200);
    EXPECT_TEXT(world_value(again, "cancelled_at"), world_value(first, "cancelled_at"));
    EXPECT_TEXT(world_value(again, "version"), world_value(first, "version"));
    EXPECT_INT(events(world, "subscription.cancelled"), 1);
}

SCENARIO("those who cancel at the same moment cancel once")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    world_key(world, id, "a");
    int statuses[WORLD_RACERS];
    world_race(world, POST, cancellation_path(world, id), NULL, statuses);
    EXPECT_INT(world_count_status(statuses, 200), WORLD_RACERS);
    EXPECT_INT(events(world, "subscription.cancelled"), 1);
    EXPECT_INT(events(world, "ai_key.revoked"), 1);
}

SCENARIO("a suspended subscription can be cancelled, one that ended cannot")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    world_key(world, id, "a");
    world_exec(world, "UPDATE subscription SET state = 'ended'");
    Reply reply = world_post(world, cancellation_path(world, id), NULL);
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "wrong_state");
    EXPECT_INT(events(world, "ai_key.revoked"), 0);

    world_exec(world, "UPDATE subscription SET state = 'suspended'");
    EXPECT_INT(world_post(world, cancellation_path(world, id), NULL).status, 200);
}

SCENARIO("a cancelled subscription stays readable with all that belongs to it")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    Id key_id = world_key(world, id, "a");
    world_call(world, id, key_id, shop.small_model_id, world->ctx.now, 1000000, 0, 0, 0);
    world_post(world, cancellation_path(world, id), NULL);
    world_exec(world, "UPDATE product SET state = 'end_of_life'");

    world_as(world, WORLD_REPORTER);
    Reply detail = world_get(world, world_printf(world, "/v1/subscriptions/%s", id.text));
    EXPECT_INT(detail.status, 200);
    EXPECT_INT(world_length(detail, "documents"), 2);
    EXPECT_INT(world_length(detail, "agreements"), 2);
    EXPECT_INT(world_length(detail, "ai_models"), 2);
    EXPECT_TEXT(world_value(detail, "cost_this_month_micros"), "150000");
    Reply keys = world_get(world, world_printf(world, "/v1/subscriptions/%s/keys", id.text));
    EXPECT_TEXT(world_value(keys, "items.0.state"), "revoked");
    Reply list = world_get(world, "/v1/subscriptions?state=cancelled");
    EXPECT_INT(world_length(list, "items"), 1);
}

SCENARIO("nobody but a buyer of the organization cancels")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    WorldPerson people[] = {
        WORLD_VISITOR, WORLD_REPORTER, WORLD_EDITOR, WORLD_STRANGER, WORLD_SELLER};
    int statuses[] = {401, 403, 403, 404, 404};
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        world_as(world, people[i]);
        EXPECT_INT(world_get(world, cancellation_path(world, id)).status, statuses[i]);
        EXPECT_INT(world_post(world, cancellation_path(world, id), NULL).status, statuses[i]);
    }
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription WHERE state = 'active'"), 1);
}
