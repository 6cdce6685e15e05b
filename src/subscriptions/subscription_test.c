#include "subscriptions/subscription.h"

#include "testing/world_shop.h"

static Reply get_one(World *world, Id id)
{
    return world_get(world, world_printf(world, "/v1/subscriptions/%s", id.text));
}

static Reply rename_to(World *world, Id id, const char *name)
{
    return world_patch(world, world_printf(world, "/v1/subscriptions/%s", id.text),
        world_printf(world, "{'name': '%s'}", name));
}

SCENARIO("the list says what each subscription costs this month and how many keys it has")
{
    WorldShop shop = world_shop(world);
    Id first = world_subscribe(world, &shop), second = world_subscribe(world, &shop);
    Id key_id = world_key(world, first, "a");
    world_key(world, first, "b");
    Reply revoked = world_post(world,
        world_printf(world, "/v1/subscriptions/%s/keys/%s/revocation", first.text,
            world_key(world, first, "c").text),
        NULL);
    EXPECT_INT(revoked.status, 200);
    world_call(world, first, key_id, shop.small_model_id, world->ctx.now, 1000000, 1000000, 0, 0);
    world_call(world, first, key_id, shop.large_model_id, world->ctx.now, 1000000, 0, 0, 0);
    world_call(world, first, key_id, shop.large_model_id, time_after(world->ctx.now, -DAYS(32)),
        1000000, 0, 0, 0);

    Reply list = world_get(world, "/v1/subscriptions");
    EXPECT_INT(list.status, 200);
    EXPECT_INT(world_length(list, "items"), 2);
    EXPECT_TEXT(world_value(list, "items.0.id"), second.text);
    EXPECT_TEXT(world_value(list, "items.0.cost_this_month_micros"), "0");
    EXPECT_TEXT(world_value(list, "items.0.active_keys"), "0");
    EXPECT_TEXT(world_value(list, "items.1.cost_this_month_micros"), "3250000");
    EXPECT_TEXT(world_value(list, "items.1.currency"), "EUR");
    EXPECT_TEXT(world_value(list, "items.1.active_keys"), "2");
    EXPECT_TEXT(world_value(list, "items.1.seller_name"), "Nimbus Labs");
    EXPECT_TEXT(world_value(list, "items.1.plan_name"), "Standard");
    EXPECT_TEXT(world_value(list, "items.1.revision_number"), "1");
}

SCENARIO("a key that has expired is not an active one")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    world_key(world, id, "a");
    world_exec(world, "UPDATE ai_key SET expires_at = $1", world->ctx.now);
    EXPECT_TEXT(world_value(get_one(world, id), "active_keys"), "0");
}

SCENARIO("subscriptions are found by state and by part of a name")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    rename_to(world, world_subscribe(world, &shop), "100% Übung_1");
    world_exec(world, "UPDATE subscription SET state = 'suspended' WHERE id = $1", id);

    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?state=suspended"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?state=cancelled"), "items"), 0);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?q=NIMBUS%20l"), "items"), 2);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?q=100%25"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?q=g_1"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?q=_"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions?q=nothing"), "items"), 0);
    EXPECT_INT(world_get(world, "/v1/subscriptions?state=gone").status, 422);
    EXPECT_INT(world_get(world, "/v1/subscriptions?limit=0").status, 422);
}

SCENARIO("subscriptions come page by page, each once")
{
    WorldShop shop = world_shop(world);
    for (int i = 0; i < 5; i++)
        world_subscribe(world, &shop);
    int64_t seen = 0;
    const char *next = "";
    while (next) {
        Reply page = world_get(world,
            world_printf(world, "/v1/subscriptions?limit=2%s%s", *next ? "&after=" : "", next));
        seen += world_length(page, "items");
        next = world_value(page, "next");
    }
    EXPECT_INT(seen, 5);
}

SCENARIO("a new name is written once, and only over the version that was read")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    const char *version = reply_header(get_one(world, id), "ETag");
    world_header(world, "If-Match", version);
    Reply renamed = rename_to(world, id, "  Chat for support ");
    EXPECT_INT(renamed.status, 200);
    EXPECT_TEXT(world_value(renamed, "name"), "Chat for support");
    EXPECT_TEXT(world_value(renamed, "product_name"), "Nimbus Chat");
    EXPECT_INT(rename_to(world, id, "Something else").status, 412);
    EXPECT_TEXT(world_value(get_one(world, id), "name"), "Chat for support");

    world_header(world, "If-Match", NULL);
    EXPECT_INT(rename_to(world, id, "Chat for support").status, 200);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'subscription.renamed'"), 1);
}

SCENARIO("a name has something in it")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    EXPECT_INT(rename_to(world, id, "   ").status, 422);
    EXPECT_INT(rename_to(world, id, "").status, 422);
    EXPECT_INT(
        world_patch(world, world_printf(world, "/v1/subscriptions/%s", id.text), "{}").status, 422);
}

SCENARIO("to another organization a subscription does not exist")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(get_one(world, id).status, 404);
    EXPECT_INT(rename_to(world, id, "mine").status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions"), "items"), 0);
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(get_one(world, id).status, 404);
}

SCENARIO("a reporter reads subscriptions and does not name them")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(get_one(world, id).status, 200);
    EXPECT_INT(rename_to(world, id, "mine").status, 403);
}

SCENARIO("a subscription's state changes only along its table")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    static const bool moves[SUBSCRIPTION_STATES][SUBSCRIPTION_STATES] = {
        {0, 1, 0, 1, 0}, // pending: to active, cancelled
        {0, 0, 1, 1, 1}, // active: to suspended, cancelled, ended
        {0, 1, 0, 1, 1}, // suspended: to active, cancelled, ended
        {0},             // cancelled: final
        {0},             // ended: final
    };
    for (int from = 0; from < SUBSCRIPTION_STATES; from++)
        for (int to = 0; to < SUBSCRIPTION_STATES; to++) {
            TX tx = {0};
            Subscription subscription = {0};
            world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
            world_must(world, subscription_lock(&world->ctx, id, &subscription));
            subscription.state = (SubscriptionState)from;
            Error error = subscription_move(&world->ctx, &subscription, (SubscriptionState)to);
            EXPECT_INT(error, moves[from][to] ? OK : CONFLICT);
        }
}
