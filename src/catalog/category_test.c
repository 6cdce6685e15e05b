#include "catalog/category.h"

#include "testing/world_shop.h"

static const char *const shelf =
    "{'name': {'en': 'Shelf', 'de': 'Regal', 'fr': 'Étagère', 'cs': 'Police'}%s}";

static Reply create(World *world, const char *more)
{
    return world_post(world, "/v1/operator/categories", world_printf(world, shelf, more));
}

static Reply move_below(World *world, const char *id, const char *parent_id)
{
    const char *more = world_printf(world, ", 'parent_id': '%s'", parent_id);
    return world_put(world, world_printf(world, "/v1/operator/categories/%s", id),
        world_printf(world, shelf, more));
}

static const char *category_of(World *world, const char *slug)
{
    return world_text(world, "SELECT id FROM category WHERE slug = $1", slug);
}

SCENARIO("the operator makes a category in all languages, and its address is its English name")
{
    world_as(world, WORLD_OPERATOR);
    Reply category = create(world, "");
    EXPECT_INT(category.status, 201);
    EXPECT_TEXT(world_value(category, "slug"), "shelf");
    EXPECT_TEXT(world_value(create(world, ""), "slug"), "shelf-2");
    Reply faulty = world_post(world, "/v1/operator/categories", "{'name': {'en': 'Only English'}}");
    EXPECT_INT(faulty.status, 422);
    EXPECT_INT(world_length(faulty, "errors"), 3);
    EXPECT_TEXT(world_value(faulty, "errors.0.field"), "name.de");
}

SCENARIO("categories stand in the order that the operator gives them")
{
    world_as(world, WORLD_OPERATOR);
    create(world, ", 'position': 1");
    Reply list = world_get(world, "/v1/operator/categories");
    EXPECT_TEXT(world_value(list, "items.0.slug"), "shelf");
    EXPECT_TEXT(world_value(list, "items.1.slug"), "ai-models");
    EXPECT_TEXT(world_value(list, "items.1.position"), "2");

    Reply moved = world_put(world,
        world_printf(world, "/v1/operator/categories/%s", category_of(world, "shelf")),
        world_printf(world, shelf, ", 'position': 3"));
    EXPECT_INT(moved.status, 200);
    list = world_get(world, "/v1/operator/categories");
    EXPECT_TEXT(world_value(list, "items.0.slug"), "ai-models");
    EXPECT_TEXT(world_value(list, "items.2.slug"), "shelf");
}

SCENARIO("a category never stands below itself, nor deeper than three levels")
{
    world_as(world, WORLD_OPERATOR);
    const char *one = category_of(world, "storage-backup"), *two = category_of(world, "databases"),
               *three = category_of(world, "security"), *four = category_of(world, "analytics");
    EXPECT_INT(move_below(world, two, one).status, 200);
    EXPECT_TEXT(world_value(move_below(world, one, one), "errors.0.code"), "below_itself");
    EXPECT_TEXT(world_value(move_below(world, one, two), "errors.0.code"), "below_itself");
    EXPECT_INT(move_below(world, three, two).status, 200);
    EXPECT_TEXT(world_value(move_below(world, four, three), "errors.0.code"), "too_deep");
    EXPECT_TEXT(world_value(move_below(world, one, four), "errors.0.code"), "too_deep");
    EXPECT_TEXT(
        world_value(move_below(world, one, id_new("cat").text), "errors.0.code"), "not_known");
}

SCENARIO("who looks into a category sees what stands in those below it")
{
    world_shop(world); // in ai-models
    world_as(world, WORLD_OPERATOR);
    const char *above = category_of(world, "ai-applications");
    EXPECT_INT(world_length(world_get(world, "/v1/products?category=ai-applications"), "items"), 0);
    EXPECT_INT(move_below(world, category_of(world, "ai-models"), above).status, 200);
    world_drain(world);
    EXPECT_INT(world_length(world_get(world, "/v1/products?category=ai-applications"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/products?category=ai-models"), "items"), 1);
}

SCENARIO("only an empty category is removed")
{
    world_shop(world);
    world_as(world, WORLD_OPERATOR);
    const char *full =
        world_printf(world, "/v1/operator/categories/%s", category_of(world, "ai-models"));
    EXPECT_TEXT(world_delete(world, full).code, "category_used");
    const char *empty =
        world_printf(world, "/v1/operator/categories/%s", category_of(world, "networking"));
    EXPECT_INT(world_delete(world, empty).status, 204);
    EXPECT_INT(world_delete(world, empty).status, 404);
}

SCENARIO("of two who edit the same category the second is told")
{
    world_as(world, WORLD_OPERATOR);
    const char *path =
        world_printf(world, "/v1/operator/categories/%s", category_of(world, "security"));
    world_header(world, "If-Match", "\"v1\"");
    EXPECT_INT(world_put(world, path, world_printf(world, shelf, "")).status, 200);
    EXPECT_INT(world_put(world, path, world_printf(world, shelf, "")).status, 412);
}
