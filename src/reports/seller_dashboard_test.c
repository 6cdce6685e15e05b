#include "reports/seller_dashboard.h"

#include "base/text.h"
#include "testing/world_chart.h"
#include "testing/world_offer.h"
#include "testing/world_shop.h"

#define MOVE                                                                                       \
    "category: professional-services\nservice_type: private_offer\nlicence_type: on_request\n"     \
    "plans: [{code: move, name: Move, price_text: {en: By application}}]\n"

static Reply dashboard(World *world, WorldPerson person)
{
    world_as(world, person);
    return world_get(world, "/v1/seller/dashboard");
}

// A product of Nimbus Labs that is offered on request, and what the person asked for of it.
static const char *ask(World *world, WorldPerson person)
{
    world_as(world, person);
    Reply product = world_get(world, "/v1/products/move");
    Reply reply = world_post(world, "/v1/requests",
        world_printf(
            world, "{'plan_id': '%s', 'answers': []}", world_value(product, "plans.0.id")));
    EXPECT_INT(reply.status, 201);
    return world_value(reply, "id");
}

static void decide(World *world, const char *lead_id, const char *state)
{
    world_as(world, WORLD_SELLER);
    EXPECT_INT(world_patch(world, world_printf(world, "/v1/leads/%s", lead_id),
                   world_printf(world, "{'state': '%s'}", state))
                   .status,
        200);
}

SCENARIO("a seller's dashboard has its products, what waits for it, and what this month brought")
{
    WorldShop shop = world_shop(world);
    world_publish(world, world_offer(world, "move", "Move", MOVE));
    world_as(world, WORLD_BUYER);
    world_subscribe(world, &shop);
    world_header(world, "User-Agent", "Firefox");
    world_post(world, "/v1/products/nimbus-chat/views", NULL);
    const char *oldest = ask(world, WORLD_BUYER);
    ask(world, WORLD_STRANGER);
    world_drain(world);
    world_as(world, WORLD_SELLER);
    world_get(world, "/v1/seller/statistics"); // writes the views that the node has counted

    Reply seen = dashboard(world, WORLD_SELLER);
    EXPECT_TEXT(world_value(seen, "offerings.product_count"), "2");
    EXPECT_TEXT(world_value(seen, "offerings.products.0.name"), "Move");
    EXPECT_TEXT(world_value(seen, "offerings.products.0.active_revision_number"), "1");
    EXPECT_TEXT(world_value(seen, "unanswered.0.id"), oldest);
    EXPECT_INT(world_length(seen, "unanswered"), 2);
    EXPECT_TEXT(world_value(seen, "lead_counts.0.state"), "new");
    EXPECT_TEXT(world_value(seen, "lead_counts.0.count"), "2");
    EXPECT_TEXT(world_value(seen, "sales.0.product_name"), "Nimbus Chat");
    EXPECT_TEXT(world_value(seen, "total.views"), "1");
    EXPECT_TEXT(world_value(seen, "total.requests"), "2");
    EXPECT_TEXT(world_value(seen, "total.subscriptions"), "1");
}

SCENARIO("an answered lead waits for nobody, and one that ended counts for its month alone")
{
    world_publish(world, world_offer(world, "move", "Move", MOVE));
    const char *lead = ask(world, WORLD_BUYER);
    decide(world, lead, "seen");
    EXPECT_TEXT(world_value(dashboard(world, WORLD_SELLER), "unanswered.0.state"), "seen");
    world_post(world, world_printf(world, "/v1/leads/%s/messages", lead), "{'text': 'Yes.'}");
    EXPECT_INT(world_length(dashboard(world, WORLD_SELLER), "unanswered"), 0);
    decide(world, lead, "won");
    EXPECT_TEXT(world_value(dashboard(world, WORLD_SELLER), "lead_counts.0.state"), "won");

    world_advance(world, DAYS(32));
    Reply next_month = dashboard(world, WORLD_SELLER);
    EXPECT_INT(world_length(next_month, "lead_counts"), 0);
    EXPECT_TEXT(world_value(next_month, "total.requests"), "0");
}

SCENARIO("last month's sales and views are not this month's")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    world_subscribe(world, &shop);
    world_drain(world);
    world_advance(world, DAYS(32));
    Reply seen = dashboard(world, WORLD_SELLER);
    EXPECT_INT(world_length(seen, "sales"), 0);
    EXPECT_TEXT(world_value(seen, "total.subscriptions"), "0");
}

SCENARIO("without the role offerings the products are left out, and the rest is there")
{
    world_publish(world, world_offer(world, "move", "Move", MOVE));
    ask(world, WORLD_BUYER);
    world_change_roles(world, WORLD_SELLER, "[\"reports\"]");
    world_sign_in(world, world_email(WORLD_SELLER), WORLD_PASSWORD);
    Reply seen = dashboard(world, WORLD_VISITOR);
    EXPECT_INT(seen.status, 200);
    EXPECT(world_value(seen, "offerings") == NULL);
    EXPECT_INT(world_length(seen, "unanswered"), 1);
}

SCENARIO("nobody sees another seller's dashboard, the operator neither")
{
    WorldShop shop = world_shop(world);
    world_publish(world, world_offer(world, "move", "Move", MOVE));
    ask(world, WORLD_BUYER);
    world_subscribe(world, &shop);
    world_drain(world);
    static const WorldPerson others[] = {WORLD_OWNER, WORLD_STRANGER, WORLD_OPERATOR};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        Reply seen = dashboard(world, others[i]);
        EXPECT_INT(world_length(seen, "unanswered"), 0);
        EXPECT_INT(world_length(seen, "lead_counts"), 0);
        EXPECT_INT(world_length(seen, "sales"), 0);
        EXPECT_TEXT(world_value(seen, "total.views"), "0");
        EXPECT(world_value(seen, "offerings") == NULL);
    }
}

SCENARIO("a test deployment stands on the dashboard of its seller")
{
    WorldChart chart = world_chart(world, "");
    Id cluster_id = world_cluster(world, WORLD_SELLER);
    world_as(world, WORLD_SELLER);
    Reply draft = world_post(world,
        world_printf(world, "/v1/seller/revisions/%s/test-configurations", chart.revision_id.text),
        world_printf(world,
            "{'cluster_id': '%s', 'namespace': 'blue', 'release_name': 'trial', 'answers': {'size':"
            " '3'}, 'confidential': {'auth.password': 'correct-horse'}}",
            cluster_id.text));
    Reply test = world_post(world,
        world_printf(world, "/v1/configurations/%s/test-deployment", world_value(draft, "id")),
        "{}");
    world_operate(world, world_id(test, "workload_id"), OPERATION_FAILED, "No room.");
    Reply seen = dashboard(world, WORLD_SELLER);
    EXPECT_TEXT(world_value(seen, "offerings.tests.0.product_name"), "Nimbus Shop");
    EXPECT_TEXT(world_value(seen, "offerings.tests.0.revision_number"), "1");
    EXPECT_TEXT(world_value(seen, "offerings.tests.0.result"), "failed");
    EXPECT_TEXT(world_value(seen, "offerings.tests.0.cause"), "No room.");
    EXPECT_INT(world_length(seen, "offerings.drafts"), 0);
}
