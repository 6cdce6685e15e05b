#include "product_list.h"

#include "base/text.h"
#include "offer.h"
#include "testing/world_offer.h"

#include <stdlib.h>
#include <string.h>

// Eight products: two of each of four categories, by turns managed and image, free and paid.
static void fill(World *world)
{
    static const char *const categories[] = {"databases", "security", "monitoring", "networking"};
    for (int i = 0; i < 8; i++) {
        const char *price = i % 2 ? "plans: [{code: a, name: A, prices: [{kind: one_time,"
                                    " amount: 0}]}]"
                                  : "plans: [{code: a, name: A, prices: [{kind: recurring,"
                                    " period: month, amount: 5}]}]";
        world_publish(world,
            world_offer(world, world_printf(world, "product-%d", i),
                world_printf(world, "Product %c", 'H' - i),
                world_printf(world, "category: %s\nservice_type: %s\n%s\n%s", categories[i / 2],
                    i % 2 ? "image" : "managed", price, i == 5 ? "recommended: true" : "")));
    }
    world_as(world, WORLD_VISITOR);
}

static int64_t total(World *world, const char *query)
{
    Reply reply = world_get(world, world_printf(world, "/v1/products%s", query));
    const char *number = world_value(reply, "total");
    return reply.status == 200 ? strtoll(number, NULL, 10) : -reply.status;
}

// How often the value is counted in the facet; -1 if it is not there.
static int64_t facet(World *world, Reply reply, const char *name, const char *value)
{
    for (int i = 0; i < 20; i++) {
        const char *path = world_printf(world, "facets.%s.%d.value", name, i);
        if (text_same(world_value(reply, path), value))
            return strtoll(
                world_value(reply, world_printf(world, "facets.%s.%d.count", name, i)), NULL, 10);
    }
    return -1;
}

SCENARIO("an empty catalogue is an empty page")
{
    Reply reply = world_get(world, "/v1/products?q=anything");
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "total"), "0");
    EXPECT_INT(world_length(reply, "items"), 0);
    EXPECT_INT(world_length(reply, "facets.category"), 0);
}

SCENARIO("a card tells what a visitor chooses by")
{
    world_publish(world, world_ai_offer(world, "chat", "Chat", "recommended: true"));
    Reply reply = world_get(world, "/v1/products");
    EXPECT_TEXT(world_value(reply, "items.0.slug"), "chat");
    EXPECT_TEXT(world_value(reply, "items.0.seller.slug"), "nimbus-labs");
    EXPECT(world_value(reply, "items.0.seller.contact_email") == NULL);
    EXPECT_TEXT(world_value(reply, "items.0.category.slug"), "ai-models");
    EXPECT_TEXT(world_value(reply, "items.0.category.name.cs"), "Modely AI");
    EXPECT_TEXT(world_value(reply, "items.0.price_model"), "usage");
    EXPECT_TEXT(world_value(reply, "items.0.price_from.rate.micros"), "150000");
    EXPECT_TEXT(world_value(reply, "items.0.price_from.meter"), "tokens_in");
    EXPECT_TEXT(world_value(reply, "items.0.is_recommended"), "true");
    EXPECT(world_value(reply, "items.0.description") == NULL);
}

SCENARIO("products are recommended first, by name or newest first")
{
    fill(world);
    Reply recommended = world_get(world, "/v1/products");
    EXPECT_TEXT(world_value(recommended, "items.0.slug"), "product-5");
    EXPECT_TEXT(world_value(recommended, "items.1.name"), "Product A");
    Reply by_name = world_get(world, "/v1/products?sort=name");
    EXPECT_TEXT(world_value(by_name, "items.0.name"), "Product A");
    EXPECT_TEXT(world_value(by_name, "items.7.name"), "Product H");
    Reply newest = world_get(world, "/v1/products?sort=newest");
    EXPECT_TEXT(world_value(newest, "items.0.slug"), "product-7");
    EXPECT_TEXT(world_value(newest, "items.7.slug"), "product-0");
}

SCENARIO("a product is shown if every filter has one of its values")
{
    fill(world);
    EXPECT_INT(total(world, ""), 8);
    EXPECT_INT(total(world, "?category=databases"), 2);
    EXPECT_INT(total(world, "?category=databases,security"), 4);
    EXPECT_INT(total(world, "?category=databases,security&service_type=image"), 2);
    EXPECT_INT(total(world, "?price_model=free"), 4);
    EXPECT_INT(total(world, "?price_model=free&service_type=managed"), 0);
    EXPECT_INT(total(world, "?seller=nimbus-labs&licence_type=subscription"), 8);
    EXPECT_INT(total(world, "?seller=nobody"), 0);
    EXPECT_INT(total(world, "?language=en"), 8);
    EXPECT_INT(total(world, "?language=cs"), 0);
    EXPECT_INT(total(world, "?q=product&category=databases"), 2);
}

SCENARIO("what no filter can be is refused")
{
    fill(world);
    static const char *const bad[] = {"?service_type=car", "?price_model=free,cheap", "?sort=price",
        "?language=xx", "?limit=0", "?limit=201", "?limit=x", "?after=x", "?after=%00",
        "?colour=red", "?category=a&category=b", "?q=%ff"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT_INT(total(world, bad[i]), -422);
}

SCENARIO("the counts of a facet ignore its own filter and heed the others")
{
    fill(world);
    Reply reply = world_get(world, "/v1/products?category=databases&service_type=image");
    EXPECT_TEXT(world_value(reply, "total"), "1");
    EXPECT_INT(facet(world, reply, "category", "databases"), 1);
    EXPECT_INT(facet(world, reply, "category", "security"), 1);
    EXPECT_INT(facet(world, reply, "service_type", "image"), 1);
    EXPECT_INT(facet(world, reply, "service_type", "managed"), 1);
    EXPECT_INT(facet(world, reply, "price_model", "free"), 1);
    EXPECT_INT(facet(world, reply, "price_model", "recurring"), -1);
    EXPECT_TEXT(world_value(reply, "facets.service_type.0.label.de"), "Maschinen-Image");
    EXPECT_TEXT(world_value(reply, "facets.seller.0.label.en"), "Nimbus Labs");
}

SCENARIO("a facet's counts are what choosing the value would show")
{
    fill(world);
    static const char *const queries[] = {"?category=security", "?service_type=managed",
        "?category=security,databases&price_model=free", "?q=product"};
    static const char *const values[] = {"databases", "security", "monitoring", "networking"};
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        Reply reply = world_get(world, world_printf(world, "/v1/products%s", queries[i]));
        for (size_t j = 0; j < COUNT_OF(values); j++) {
            char *others = arena_text(world->ctx.arena, queries[i], strlen(queries[i]));
            char *own = strstr(others, "category=");
            if (own) // take this facet's own filter out
                memset(own, '&', strcspn(own, "&"));
            int64_t shown = total(world, world_printf(world, "%s&category=%s", others, values[j]));
            int64_t counted = facet(world, reply, "category", values[j]);
            EXPECT_INT(counted < 0 ? 0 : counted, shown);
        }
    }
}

SCENARIO("a value that was chosen stays to be seen where nothing has it")
{
    fill(world);
    Reply reply = world_get(world, "/v1/products?category=security&q=Product%20H");
    EXPECT_TEXT(world_value(reply, "total"), "0");
    EXPECT_INT(facet(world, reply, "category", "security"), 0);
}

static void expect_all_once(World *world, const char *query)
{
    bool is_seen[8] = {false};
    const char *after = NULL;
    int pages = 0;
    do {
        Reply reply = world_get(world, world_printf(world, "/v1/products?limit=3%s%s%s", query,
                                           after ? "&after=" : "", after ? after : ""));
        for (int64_t i = 0; i < world_length(reply, "items"); i++) {
            const char *slug = world_value(reply, world_printf(world, "items.%d.slug", (int)i));
            EXPECT(!is_seen[slug[8] - '0']);
            is_seen[slug[8] - '0'] = true;
        }
        after = world_value(reply, "next");
    } while (after && ++pages < 10);
    EXPECT_INT(pages, 2);
    for (size_t i = 0; i < COUNT_OF(is_seen); i++)
        EXPECT(is_seen[i]);
}

SCENARIO("pages show every product once, in every order")
{
    fill(world);
    expect_all_once(world, "");
    expect_all_once(world, "&sort=name");
    expect_all_once(world, "&sort=newest");
    expect_all_once(world, "&q=product");
}

SCENARIO("products that come and go between two pages move no others")
{
    fill(world);
    Reply first = world_get(world, "/v1/products?sort=name&limit=3"); // A, B, C
    const char *next = world_value(first, "next");
    world_exec(world, "UPDATE product SET state = 'unpublished' WHERE name = 'Product C'");
    world_publish(world, world_offer(world, "new", "Product Aa", NULL));
    Reply second =
        world_get(world, world_printf(world, "/v1/products?sort=name&limit=3&after=%s", next));
    EXPECT_TEXT(world_value(second, "items.0.name"), "Product D");

    const char *search = world_value(world_get(world, "/v1/products?q=product&limit=2"), "next");
    Reply third =
        world_get(world, world_printf(world, "/v1/products?q=product&limit=50&after=%s", search));
    EXPECT_INT(world_length(third, "items"), 6);
}

SCENARIO("a cursor belongs to its order")
{
    fill(world);
    const char *next = world_value(world_get(world, "/v1/products?sort=name&limit=3"), "next");
    EXPECT_INT(total(world, world_printf(world, "?sort=newest&limit=3&after=%s", next)), -422);
    EXPECT_INT(total(world, world_printf(world, "?q=a&after=%s", next)), -422);
}

// ── what else the public sees ────────────────────────────────────────────────────────────────

SCENARIO("a product's page tells everything, with texts that are safe to show")
{
    world_publish(
        world, world_ai_offer(world, "chat", "Chat",
                   "description: {en: 'A **bold** <script>x</script> [link](javascript:x).',"
                   " cs: Popis}\n"
                   "guides: [{kind: post, text: {en: '# First'}}]\n"
                   "used_software: [{name: vLLM, licence: Apache-2.0, url: 'https://vllm.test'}]\n"
                   "documents: [{kind: eula, language: en, title: EULA, version: 1, text: Terms},"
                   " {kind: eula, language: de, title: EULA, version: 1, text: Bedingungen}]\n"));
    Reply reply = world_get(world, "/v1/products/chat");
    EXPECT_TEXT(world_value(reply, "description_html.cs"), "<p>Popis</p>\n");
    EXPECT(strstr(world_value(reply, "description_html.en"), "<strong>bold</strong>"));
    EXPECT(!strstr(world_value(reply, "description_html.en"), "<script"));
    EXPECT_TEXT(world_value(reply, "guides.0.html.en"), "<h3>First</h3>\n");
    EXPECT_INT(world_length(reply, "documents"), 2);
    EXPECT_TEXT(world_value(reply, "documents.0.language"), "de");
    EXPECT_TEXT(world_value(reply, "documents.0.media_type"), "text/markdown");
    EXPECT_TEXT(world_value(reply, "plans.0.code"), "payg");
    EXPECT_TEXT(world_value(reply, "ai_models.0.name"), "nimbus-7b");
    EXPECT(world_value(reply, "ai_models.0.rate_cached") == NULL);
    EXPECT_TEXT(world_value(reply, "seller.support_email"), "help@nimbus.test");
    EXPECT_TEXT(world_value(reply, "revision_number"), "1");
    EXPECT_TEXT(world_value(reply, "can_be_ordered"), "true");
    EXPECT_INT(
        world_get(world, world_printf(world, "/v1/products/%s", world_value(reply, "id"))).status,
        200);
    EXPECT_INT(world_get(world, "/v1/products/nothing").status, 404);
}

SCENARIO("a product of a kind that cannot be ordered says so")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "can_be_ordered"), "false");
}

SCENARIO("categories and sellers count what they have published")
{
    fill(world);
    Reply categories = world_get(world, "/v1/categories");
    EXPECT_INT(world_length(categories, "items"), 12);
    EXPECT_TEXT(world_value(categories, "items.2.slug"), "databases");
    EXPECT_TEXT(world_value(categories, "items.2.product_count"), "2");
    EXPECT_TEXT(world_value(categories, "items.0.product_count"), "0");
    Reply sellers = world_get(world, "/v1/sellers");
    EXPECT_TEXT(world_value(sellers, "items.0.product_count"), "8");
    Reply seller = world_get(world, "/v1/sellers/nimbus-labs");
    EXPECT_TEXT(world_value(seller, "about_html.en"), "<p>Models.</p>\n");
    EXPECT_INT(world_get(world, "/v1/sellers/nobody").status, 404);
}

SCENARIO("a seller who has published nothing is not shown")
{
    EXPECT_INT(world_length(world_get(world, "/v1/sellers"), "items"), 0);
    EXPECT_INT(world_get(world, "/v1/sellers/nimbus-labs").status, 404);
}

SCENARIO("the catalogue is renewed when the log tells of a change, and not before")
{
    CATALOG old = NULL;
    Ctx *ctx = &world->ctx;
    OfferResult result;
    ctx->actor.is_system = true;
    world_must(world, catalog_open(ctx, &old));
    const char *yaml = world_offer(world, "db", "DB", NULL);
    world_must(world, offer_apply(ctx, (Blob){yaml, strlen(yaml)}, (TextList){0}, &result));

    CATALOG same = NULL;
    world_must(world, catalog_open(ctx, &same));
    EXPECT(same == old);
    EventList events;
    world_must(world, event_list(ctx, NULL, ID_NONE, 100, &events));
    for (size_t i = 0; i < events.count; i++)
        catalog_observe(&events.items[i]);

    CATALOG fresh = NULL;
    world_must(world, catalog_open(ctx, &fresh));
    EXPECT(fresh != old);
    EXPECT_INT(fresh->products.count, 1);
    EXPECT_INT(old->products.count, 0); // whoever still reads the old one can
}

SCENARIO("the platform tells what it is")
{
    Reply reply = world_get(world, "/v1/platform");
    EXPECT_TEXT(world_value(reply, "name"), "Kontor");
    EXPECT_INT(world_length(reply, "languages"), 4);
    EXPECT_TEXT(world_value(reply, "currency"), "EUR");
    EXPECT(strstr(world_value(reply, "api_url"), "/ai/v1"));
}
