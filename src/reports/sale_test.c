#include "reports/sale.h"

#include "base/text.h"
#include "reports/product_view.h"
#include "testing/world_shop.h"

#include <string.h>

static void set_clock(World *world, const char *moment)
{
    EXPECT(time_read(moment, &world->ctx.now));
}

static Reply look_at(World *world, WorldPerson person, const char *agent)
{
    world_as(world, person);
    world_header(world, "User-Agent", agent);
    Reply reply = world_post(world, "/v1/products/nimbus-chat/views", NULL);
    world_header(world, "User-Agent", NULL);
    return reply;
}

SCENARIO("a seller sees what it sold to whom, and of the customer only what the order's page said")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    world_subscribe(world, &shop);
    world_drain(world);

    world_as(world, WORLD_SELLER);
    Reply sales = world_get(world, "/v1/seller/sales");
    EXPECT_INT(world_length(sales, "items"), 1);
    EXPECT_TEXT(world_value(sales, "items.0.product_version"), "1.0");
    EXPECT_TEXT(world_value(sales, "items.0.customer_name"), "Acme");
    EXPECT_TEXT(world_value(sales, "items.0.website"), "https://example.test");
    EXPECT_TEXT(world_value(sales, "items.0.contact_email"), "team@example.test");
    EXPECT(world_value(sales, "items.0.ended_at") == NULL);
    EXPECT(!strstr(sales.body, world_text(world,
                                   "SELECT marketplace_email FROM"
                                   " organization_profile WHERE organization_id = $1",
                                   world_organization(world, WORLD_OWNER))));
    EXPECT(!strstr(sales.body, world_email(WORLD_BUYER)));
    Reply csv = world_get(world, "/v1/seller/sales.csv");
    EXPECT(strstr(csv.body, "Acme,https://example.test,team@example.test") != NULL);
}

SCENARIO("sales are seen by who sold, and by nobody else")
{
    WorldShop shop = world_shop(world);
    world_subscribe(world, &shop);
    world_drain(world);
    static const WorldPerson others[] = {WORLD_OWNER, WORLD_STRANGER, WORLD_OPERATOR};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        world_as(world, others[i]);
        EXPECT_INT(world_length(world_get(world, "/v1/seller/sales"), "items"), 0);
        EXPECT_TEXT(
            world_value(world_get(world, "/v1/seller/statistics"), "total.subscriptions"), "0");
    }
}

SCENARIO("an order that is told twice is one sale, and a cancelled subscription ends it")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    world_drain(world);
    Event event = {
        .organization_id = world_organization(world, WORLD_OWNER),
        .subject_id = id_from(world_text(world, "SELECT id FROM orders")),
        .created_at = world->ctx.now,
    };
    world->ctx.actor = (Actor){.organization_id = event.organization_id, .is_system = true};
    world_must(world, sale_order_completed(&world->ctx, &event));
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM sale"), 1);

    world_post(world, world_printf(world, "/v1/subscriptions/%s/cancellation", id.text), NULL);
    world_drain(world);
    world_as(world, WORLD_SELLER);
    EXPECT(world_value(world_get(world, "/v1/seller/sales"), "items.0.ended_at") != NULL);
}

SCENARIO("views count once each look, by day, without robots and without one's own people")
{
    world_shop(world);
    set_clock(world, "2026-11-03T10:00:00Z");
    EXPECT_INT(look_at(world, WORLD_VISITOR, "Firefox").status, 204);
    EXPECT_INT(look_at(world, WORLD_BUYER, "Firefox").status, 204);
    EXPECT_INT(look_at(world, WORLD_VISITOR, "Googlebot/2.1").status, 204);
    EXPECT_INT(look_at(world, WORLD_SELLER, "Firefox").status, 204);
    set_clock(world, "2026-11-03T23:30:00Z"); // the 4th in the billing time zone
    EXPECT_INT(look_at(world, WORLD_VISITOR, "Firefox").status, 204);

    world_as(world, WORLD_SELLER);
    Reply statistics = world_get(world, "/v1/seller/statistics?from=2026-11-01&to=2026-12-01");
    EXPECT_TEXT(world_value(statistics, "total.views"), "3");
    EXPECT_INT(world_length(statistics, "days"), 4);
    EXPECT_TEXT(world_value(statistics, "days.2.day"), "2026-11-03");
    EXPECT_TEXT(world_value(statistics, "days.2.views"), "2");
    EXPECT_TEXT(world_value(statistics, "days.3.views"), "1");
    EXPECT_TEXT(world_value(statistics, "products.0.product_name"), "Nimbus Chat");
    Reply csv = world_get(world, "/v1/seller/statistics.csv?from=2026-11-01&to=2026-12-01");
    EXPECT(strstr(csv.body, "2026-11-03,2,0,0") != NULL);
}

SCENARIO("what several nodes counted adds up, and what could not be written waits")
{
    WorldShop shop = world_shop(world);
    for (int i = 0; i < 3; i++) { // as from three nodes: what is written is taken from memory
        product_view_count(&world->ctx, shop.product_id);
        world_must(world, product_view_write(&world->ctx));
    }
    EXPECT_INT(world_count(world, "SELECT sum(views) FROM product_view"), 3);

    world_exec(world, "ALTER TABLE product_view RENAME TO elsewhere");
    product_view_count(&world->ctx, shop.product_id);
    EXPECT(product_view_write(&world->ctx) == INTERNAL);
    world_exec(world, "ALTER TABLE elsewhere RENAME TO product_view");
    world_must(world, product_view_write(&world->ctx));
    EXPECT_INT(world_count(world, "SELECT sum(views) FROM product_view"), 4);
}

SCENARIO("a page that is not published is not looked at, and a period is no longer than a year")
{
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(world_post(world, "/v1/products/nothing/views", NULL).status, 404);
    world_as(world, WORLD_SELLER);
    set_clock(world, "2026-11-03T10:00:00Z");
    EXPECT_INT(world_get(world, "/v1/seller/statistics?from=2020-01-01").status, 422);
}
