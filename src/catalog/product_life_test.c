#include "catalog/product_life.h"

#include "base/text.h"
#include "testing/world_offer.h"
#include "testing/world_shop.h"

#include <string.h>

static const char *of_product(
    World *world, const char *whose, const WorldShop *shop, const char *what)
{
    return world_printf(world, "/v1/%s/products/%s/%s", whose, shop->product_id.text, what);
}

static Reply take_out(World *world, const WorldShop *shop, const char *more)
{
    return world_post(world, of_product(world, "seller", shop, "unpublication"),
        world_printf(world, "{'reason': 'A hole in the wall'%s}", more));
}

static Reply put_back(World *world, const WorldShop *shop)
{
    return world_post(world, of_product(world, "seller", shop, "publication"), NULL);
}

static Reply end_it(World *world, const WorldShop *shop, const char *last_day)
{
    return world_post(world, of_product(world, "seller", shop, "end-of-life"),
        world_printf(world, "{'reason': 'It is old', 'last_day': '%s'}", last_day));
}

static const char *day_in(World *world, const char *moment)
{
    Ctx ctx = world->ctx;
    EXPECT(time_read(moment, &ctx.now));
    return date_text(world->ctx.arena, end_of_life_day(&ctx));
}

static void set_clock(World *world, const char *moment)
{
    EXPECT(time_read(moment, &world->ctx.now));
}

SCENARIO(
    "a product that its seller takes out is found and bought by nobody, and kept by who has it")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    const char *order = world_order(world, &shop);

    world_as(world, WORLD_SELLER);
    Reply out = take_out(world, &shop, "");
    EXPECT_INT(out.status, 200);
    EXPECT_TEXT(world_value(out, "state"), "unpublished");
    EXPECT_TEXT(world_value(out, "unpublished_reason"), "A hole in the wall");

    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_length(world_get(world, "/v1/products"), "items"), 0);
    EXPECT_INT(world_get(world, "/v1/products/nimbus-chat").status, 404);
    EXPECT_INT(world_get(world, "/v1/subscribed-products/nimbus-chat").status, 404);
    EXPECT_TEXT(world_post(world, "/v1/orders", order).code, "product_not_available");

    world_as(world, WORLD_REPORTER);
    Reply page = world_get(world, "/v1/subscribed-products/nimbus-chat");
    EXPECT_INT(page.status, 200);
    EXPECT_TEXT(world_value(page, "unpublished_reason"), "A hole in the wall");
    EXPECT_TEXT(world_value(page, "can_be_ordered"), "false");
    EXPECT_INT(world_length(page, "plans"), 1);
    Reply mine =
        world_get(world, world_printf(world, "/v1/subscriptions/%s", subscription_id.text));
    EXPECT_TEXT(world_value(mine, "state"), "active");
    EXPECT_TEXT(world_value(mine, "product_state"), "unpublished");
    EXPECT_TEXT(world_value(mine, "unpublished_reason"), "A hole in the wall");
    world_as(world, WORLD_BUYER);
    EXPECT(*world_key(world, subscription_id, "still").text);
}

SCENARIO("who has a product reads by mail that it is out, why, until when, and that it is back")
{
    set_clock(world, "2026-11-03T10:00:00Z");
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    world_subscribe(world, &shop);
    world_as(world, WORLD_SELLER);
    EXPECT_INT(take_out(world, &shop, ", 'expected_return': '2026-12-01'").status, 200);
    world_drain(world);

    static const WorldPerson told[] = {WORLD_OWNER, WORLD_BUYER};
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        const Mail *mail = world_mail_to(world, world_email(told[i]));
        EXPECT(mail != NULL);
        EXPECT(strstr(mail->text, "A hole in the wall") != NULL);
        EXPECT(strstr(mail->text, "2026-12-01") != NULL);
    }
    EXPECT(world_mail_to(world, world_email(WORLD_STRANGER)) == NULL);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE organization_id = $1 AND kind ="
                   " 'subscription.product_unpublished'",
                   world_organization(world, WORLD_OWNER)),
        1);

    EXPECT_INT(put_back(world, &shop).status, 200);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_BUYER))->subject, "offered again"));
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(world_get(world, "/v1/products/nimbus-chat").status, 200);
}

SCENARIO("a product returns on a day to come")
{
    WorldShop shop = world_shop(world);
    set_clock(world, "2026-11-03T10:00:00Z");
    world_as(world, WORLD_SELLER);
    Reply reply = take_out(world, &shop, ", 'expected_return': '2026-11-03'");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "expected_return");
    EXPECT_INT(take_out(world, &shop, ", 'expected_return': '2026-11-04'").status, 200);
}

SCENARIO("what the operator took out comes back by the operator alone")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_post(world, of_product(world, "operator", &shop, "unpublication"),
                   "{'reason': 'Against the rules'}")
                   .status,
        200);
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(put_back(world, &shop).code, "withheld");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(
        world_post(world, of_product(world, "operator", &shop, "publication"), NULL).status, 200);
}

SCENARIO("a product that is out is not taken out twice, one that is there not published twice")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(put_back(world, &shop).code, "wrong_state");
    EXPECT_INT(take_out(world, &shop, "").status, 200);
    EXPECT_TEXT(take_out(world, &shop, "").code, "wrong_state");
}

SCENARIO("another seller's product is not there for who does not sell it")
{
    WorldShop shop = world_shop(world);
    world_exec(world, "UPDATE organization SET is_seller = TRUE WHERE id = $1",
        world_organization(world, WORLD_STRANGER));
    world_as(world, WORLD_SELLER);
    world->ctx.actor.organization_id = world_organization(world, WORLD_STRANGER);
    EXPECT_INT(take_out(world, &shop, "").status, 404);
    EXPECT_INT(put_back(world, &shop).status, 404);
    EXPECT_INT(end_it(world, &shop, "2026-11-30").status, 404);
    EXPECT_INT(world_get(world, of_product(world, "seller", &shop, "end-of-life")).status, 404);
}

SCENARIO("asked for in the first half of a month the end comes with that month, else with the next")
{
    EXPECT_TEXT(day_in(world, "2026-11-01T00:00:00Z"), "2026-11-30");
    EXPECT_TEXT(day_in(world, "2026-11-15T12:00:00Z"), "2026-11-30");
    EXPECT_TEXT(day_in(world, "2026-11-16T12:00:00Z"), "2026-12-31");
    EXPECT_TEXT(day_in(world, "2026-12-15T12:00:00Z"), "2026-12-31");
    EXPECT_TEXT(day_in(world, "2026-12-16T12:00:00Z"), "2027-01-31");
    EXPECT_TEXT(day_in(world, "2026-12-31T12:00:00Z"), "2027-01-31");
    EXPECT_TEXT(day_in(world, "2027-01-16T12:00:00Z"), "2027-02-28");
    EXPECT_TEXT(day_in(world, "2028-01-31T12:00:00Z"), "2028-02-29");
}

SCENARIO("the half of the month ends at midnight of the billing time zone, in summer and in winter")
{
    EXPECT_TEXT(day_in(world, "2026-11-15T22:59:59Z"), "2026-11-30");
    EXPECT_TEXT(day_in(world, "2026-11-15T23:00:00Z"), "2026-12-31");
    EXPECT_TEXT(day_in(world, "2026-07-15T21:59:59Z"), "2026-07-31");
    EXPECT_TEXT(day_in(world, "2026-07-15T22:00:00Z"), "2026-08-31");
    EXPECT_TEXT(day_in(world, "2026-12-31T23:00:00Z"), "2027-01-31"); // January there
}

SCENARIO("the end is told before it is asked for, and only that day can be confirmed")
{
    set_clock(world, "2026-11-15T22:59:00Z");
    WorldShop shop = world_shop(world);
    world_subscribe(world, &shop);
    world_subscribe(world, &shop);
    world_as(world, WORLD_SELLER);
    Reply preview = world_get(world, of_product(world, "seller", &shop, "end-of-life"));
    EXPECT_TEXT(world_value(preview, "last_day"), "2026-11-30");
    EXPECT_TEXT(world_value(preview, "subscriptions"), "2");
    EXPECT_TEXT(world_value(preview, "organizations"), "1");

    world_advance(world, MINUTES(2)); // it is the 16th by now
    EXPECT_TEXT(end_it(world, &shop, "2026-11-30").code, "last_day_changed");
    Reply ending = end_it(world, &shop, "2026-12-31");
    EXPECT_INT(ending.status, 200);
    EXPECT_TEXT(world_value(ending, "last_day"), "2026-12-31");
    EXPECT_TEXT(world_value(ending, "state"), "unpublished");
    EXPECT_TEXT(end_it(world, &shop, "2026-12-31").code, "product_ending");
    EXPECT_TEXT(put_back(world, &shop).code, "product_ending");
}

SCENARIO("a product ends when its last day is over, and then its keys do not work any more")
{
    set_clock(world, "2026-11-03T10:00:00Z");
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    world_key(world, subscription_id, "mine");
    world_as(world, WORLD_SELLER);
    EXPECT_INT(end_it(world, &shop, "2026-11-30").status, 200);
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_OWNER));
    EXPECT(strstr(mail->subject, "ends on 2026-11-30") != NULL);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE kind = 'subscription.product_unpublished'"),
        0);

    set_clock(world, "2026-11-30T22:59:00Z");
    world_drain(world);
    EXPECT_TEXT(world_text(world, "SELECT state FROM subscription"), "active");
    set_clock(world, "2026-11-30T23:00:01Z");
    world_drain(world);
    EXPECT_TEXT(world_text(world, "SELECT state FROM product"), "end_of_life");
    EXPECT_TEXT(world_text(world, "SELECT state FROM subscription"), "ended");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_key WHERE revoked_at IS NULL"), 0);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->subject, "has ended") != NULL);

    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, "/v1/subscribed-products/nimbus-chat").status, 200);
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(put_back(world, &shop).code, "product_ending");
}

SCENARIO("a product whose end was asked for before it was published never is, and ends in time")
{
    WorldShop shop = world_shop(world);
    set_clock(world, "2026-11-03T10:00:00Z");
    world_as(world, WORLD_SELLER);
    shop.product_id =
        world_id(world_apply(world, world_offer(world, "db", "DB", NULL)), "product_id");
    EXPECT_INT(end_it(world, &shop, "2026-11-30").status, 200);
    const char *revision =
        world_text(world, "SELECT id FROM revision WHERE product_id = $1", shop.product_id);
    world_drain(world); // so that it is checked
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(
        world_post(world, world_printf(world, "/v1/operator/revisions/%s/approval", revision),
            "{'override_reason': 'A test.'}")
            .status,
        200);
    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
    set_clock(world, "2026-12-01T10:00:00Z");
    world_drain(world);
    EXPECT_TEXT(world_text(world, "SELECT state FROM product WHERE id = $1", shop.product_id),
        "end_of_life");
}

SCENARIO("the operator ends a product of any seller, and its seller sees that in its records")
{
    WorldShop shop = world_shop(world);
    set_clock(world, "2026-11-03T10:00:00Z");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_post(world, of_product(world, "operator", &shop, "end-of-life"),
                   "{'reason': 'The seller is gone', 'last_day': '2026-11-30'}")
                   .status,
        200);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1 AND action LIKE"
                   " '%end-of-life%'",
                   world_organization(world, WORLD_SELLER)),
        1);
}

SCENARIO("of requests for the same end one is taken")
{
    WorldShop shop = world_shop(world);
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_SELLER);
    const char *day = date_text(world->ctx.arena, end_of_life_day(&world->ctx));
    world_race(world, POST, of_product(world, "seller", &shop, "end-of-life"),
        world_printf(world, "{'reason': 'Old', 'last_day': '%s'}", day), statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'product.ending'"), 1);
}
