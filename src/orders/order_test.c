#include "catalog/product.h"
#include "services/service.h"
#include "testing/world_shop.h"

#include <string.h>

static Reply post_order(World *world, const char *body)
{
    return world_post(world, "/v1/orders", body);
}

static void expect_no_trace(World *world)
{
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM agreement_acceptance"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind LIKE 'order.%'"), 0);
}

SCENARIO("an AI product is usable as soon as it is ordered")
{
    WorldShop shop = world_shop(world);
    Reply order = post_order(world, world_order(world, &shop));
    EXPECT_INT(order.status, 201);
    EXPECT_TEXT(world_value(order, "state"), "completed");
    EXPECT_TEXT(world_value(order, "product_slug"), "nimbus-chat");
    EXPECT_TEXT(world_value(order, "plan_name"), "Standard");
    EXPECT_TEXT(world_value(order, "placed_by"), world_user(world, WORLD_OWNER).text);
    EXPECT(world_value(order, "completed_at") != NULL);

    Reply subscription = world_get(
        world, world_printf(world, "/v1/subscriptions/%s", world_value(order, "subscription_id")));
    EXPECT_TEXT(world_value(subscription, "state"), "active");
    EXPECT_TEXT(world_value(subscription, "name"), "Nimbus Chat");
    EXPECT_TEXT(world_value(subscription, "order_id"), world_value(order, "id"));
    EXPECT(world_value(subscription, "started_at") != NULL);
}

SCENARIO("the history of an order are its events")
{
    WorldShop shop = world_shop(world);
    Id id = world_id(post_order(world, world_order(world, &shop)), "id");
    EXPECT_TEXT(world_text(world,
                    "SELECT string_agg(kind, ' ') FROM (SELECT kind FROM event"
                    " WHERE subject_id = $1 ORDER BY seq) AS history",
                    id),
        "order.placed order.completed");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE kind = 'subscription.activated'"
                   " AND actor_user_id = $1",
                   world_user(world, WORLD_OWNER)),
        1);
}

SCENARIO("who accepted which text when is kept by the digest of its bytes")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    Id subscription_id = world_subscribe(world, &shop);
    Reply detail =
        world_get(world, world_printf(world, "/v1/subscriptions/%s", subscription_id.text));
    EXPECT_INT(world_length(detail, "agreements"), 2);
    EXPECT_TEXT(world_value(detail, "agreements.0.kind"), "operator_terms");
    EXPECT_TEXT(
        world_value(detail, "agreements.0.digest"), digest_text(world->ctx.arena, shop.terms_en));
    EXPECT_TEXT(world_value(detail, "agreements.1.kind"), "eula");
    EXPECT_TEXT(world_value(detail, "agreements.1.version"), "2.0");
    EXPECT_TEXT(world_value(detail, "agreements.1.accepted_by_name"), "Berta Buyer");
    EXPECT_TEXT(world_text(world, "SELECT address FROM agreement_acceptance WHERE kind = 'eula'"),
        "203.0.113.7");
}

SCENARIO("an order needs every agreement, by its exact digest")
{
    WorldShop shop = world_shop(world);
    Reply none = post_order(
        world, world_printf(world, "{'plan_id': '%s', 'accepted': []}", shop.plan_id.text));
    EXPECT_INT(none.status, 422);
    EXPECT_TEXT(none.code, "agreements_not_accepted");
    EXPECT_INT(world_length(none, "errors"), 2);
    EXPECT(strstr(world_value(none, "errors.0.message"), "Terms of use") != NULL);
    EXPECT(strstr(world_value(none, "errors.1.message"), "Licence agreement") != NULL);

    Reply one = post_order(
        world, world_printf(world, "{'plan_id': '%s', 'accepted': ['%s', '%s', 'nonsense']}",
                   shop.plan_id.text, digest_text(world->ctx.arena, shop.terms_en),
                   digest_text(world->ctx.arena, digest_of("another licence"))));
    EXPECT_TEXT(one.code, "agreements_not_accepted");
    EXPECT_INT(world_length(one, "errors"), 1);
    expect_no_trace(world);
}

SCENARIO("an agreement may be accepted in any of its languages")
{
    WorldShop shop = world_shop(world);
    Reply reply =
        post_order(world, world_printf(world, "{'plan_id': '%s', 'accepted': ['%s', '%s']}",
                              shop.plan_id.text, digest_text(world->ctx.arena, shop.terms_de),
                              digest_text(world->ctx.arena, shop.eula_en)));
    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(world_text(world,
                    "SELECT language FROM agreement_acceptance WHERE kind = 'operator_terms'"),
        "de");
}

SCENARIO("terms that were replaced cannot be accepted any more")
{
    WorldShop shop = world_shop(world);
    const char *order = world_order(world, &shop);
    world_advance(world, DAYS(1));
    world_terms(world, "en", "2.0", "Be very kind.");
    Reply reply = post_order(world, order);
    EXPECT_TEXT(reply.code, "agreements_not_accepted");
    EXPECT(strstr(world_value(reply, "errors.0.message"), "version 2.0") != NULL);
}

SCENARIO("terms of the future are not asked for yet")
{
    WorldShop shop = world_shop(world);
    world_exec(world,
        "INSERT INTO agreement (id, kind, language, version, title, digest, valid_from)"
        " VALUES ('agr_new', 'operator_terms', 'en', '2.0', 'Terms of use', $1, $2)",
        shop.terms_de, time_after(world->ctx.now, DAYS(1)));
    EXPECT_INT(post_order(world, world_order(world, &shop)).status, 201);
}

SCENARIO("an organization that is not approved orders nothing")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_NEWCOMER);
    Reply reply = post_order(world, world_order(world, &shop));
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "profile_not_approved");
    expect_no_trace(world);
}

SCENARIO("who may not purchase orders nothing")
{
    WorldShop shop = world_shop(world);
    WorldPerson people[] = {WORLD_REPORTER, WORLD_EDITOR};
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        world_as(world, people[i]);
        EXPECT_INT(post_order(world, world_order(world, &shop)).status, 403);
    }
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(post_order(world, world_order(world, &shop)).status, 401);
    expect_no_trace(world);
}

SCENARIO("a product that is not published cannot be ordered")
{
    WorldShop shop = world_shop(world);
    world_exec(world, "UPDATE product SET state = 'unpublished'");
    EXPECT_TEXT(post_order(world, world_order(world, &shop)).code, "product_not_available");
    expect_no_trace(world);
}

SCENARIO("a plan of a replaced revision cannot be ordered any more")
{
    WorldShop shop = world_shop(world);
    world_exec(world, "UPDATE product SET active_revision_id = 'rev_other'");
    EXPECT_TEXT(post_order(world, world_order(world, &shop)).code, "product_not_available");
    expect_no_trace(world);
}

SCENARIO("a service that nobody can provision here cannot be ordered")
{
    WorldShop shop = world_shop(world);
    world_exec(world, "UPDATE product SET service_type = 'image'");
    EXPECT_TEXT(post_order(world, world_order(world, &shop)).code, "not_orderable");
    expect_no_trace(world);
}

TEST("what the catalogue calls orderable can be provisioned, and beside it private offers alone")
{
    for (int type = 0; service_type_names[type]; type++)
        EXPECT((service_can_be_ordered((ServiceType)type) || type == SERVICE_PRIVATE_OFFER) ==
               !!service_of((ServiceType)type));
}

SCENARIO("what is wrong with an order is said field by field")
{
    world_shop(world);
    Reply shape = post_order(world, "{'accepted': 'all', 'price': 0}");
    EXPECT_INT(shape.status, 422);
    EXPECT_INT(world_length(shape, "errors"), 3);
    Reply plan = post_order(world, "{'plan_id': 'pla_nothing', 'accepted': []}");
    EXPECT_INT(plan.status, 422);
    EXPECT_TEXT(world_value(plan, "errors.0.field"), "plan_id");
}

SCENARIO("one may subscribe several times, under names of one's own")
{
    WorldShop shop = world_shop(world);
    Id first = world_subscribe(world, &shop);
    Reply order = post_order(
        world, world_printf(world, "{'name': ' Batch ', %s", world_order(world, &shop) + 1));
    EXPECT_INT(order.status, 201);
    EXPECT(!id_same(first, world_id(order, "subscription_id")));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription WHERE name = 'Batch'"), 1);
    Reply turned = post_order(
        world, world_printf(world, "{'name': '\u202ehctaB', %s", world_order(world, &shop) + 1));
    EXPECT_INT(turned.status, 422);
    EXPECT_TEXT(world_value(turned, "errors.0.field"), "name");
}

SCENARIO("an order that is repeated under its key is placed once")
{
    WorldShop shop = world_shop(world);
    world_header(world, "Idempotency-Key", "order-7");
    Reply first = post_order(world, world_order(world, &shop));
    Reply again = post_order(world, world_order(world, &shop));
    EXPECT_INT(first.status, 201);
    EXPECT_TEXT(again.body, first.body);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription"), 1);
}

SCENARIO("an order that is sent again while it is placed is placed once")
{
    WorldShop shop = world_shop(world);
    int statuses[WORLD_RACERS];
    world_header(world, "Idempotency-Key", "order-8");
    world_race(world, POST, "/v1/orders", world_order(world, &shop), statuses);
    EXPECT(world_count_status(statuses, 201) >= 1);
    EXPECT_INT(world_count_status(statuses, 201) + world_count_status(statuses, 409), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 1);
}

SCENARIO("orders at the same moment are as many subscriptions")
{
    WorldShop shop = world_shop(world);
    int statuses[WORLD_RACERS];
    world_race(world, POST, "/v1/orders", world_order(world, &shop), statuses);
    EXPECT_INT(world_count_status(statuses, 201), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription WHERE state = 'active'"),
        WORLD_RACERS);
}

SCENARIO("orders are listed newest first, and only one's own")
{
    WorldShop shop = world_shop(world);
    world_subscribe(world, &shop);
    Id last = world_id(post_order(world, world_order(world, &shop)), "id");
    world_as(world, WORLD_REPORTER);
    Reply page = world_get(world, "/v1/orders?limit=1");
    EXPECT_INT(world_length(page, "items"), 1);
    EXPECT_TEXT(world_value(page, "items.0.id"), last.text);
    Reply rest =
        world_get(world, world_printf(world, "/v1/orders?after=%s", world_value(page, "next")));
    EXPECT_INT(world_length(rest, "items"), 1);
    EXPECT(world_value(rest, "next") == NULL);

    const char *path = world_printf(world, "/v1/orders/%s", last.text);
    EXPECT_INT(world_get(world, path).status, 200);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, path).status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/orders"), "items"), 0);
}
