#include "leads/reply_template.h"

#include "testing/world.h"

static Reply keep(World *world, const char *name, const char *text)
{
    return world_post(world, "/v1/reply-templates",
        world_printf(world, "{'name': '%s', 'text': '%s'}", name, text));
}

SCENARIO("a seller keeps texts for replies, by name, and removes them")
{
    world_as(world, WORLD_SELLER);
    Reply thanks = keep(world, "Thanks", "Dear {person}, {not a word} {} thank you.");
    EXPECT_INT(thanks.status, 201);
    EXPECT_INT(keep(world, "Later", "We call you.").status, 201);
    EXPECT_TEXT(keep(world, " THANKS ", "Again").code, "name_taken");
    Reply list = world_get(world, "/v1/reply-templates");
    EXPECT_TEXT(world_value(list, "items.0.name"), "Later");
    const char *path = world_printf(world, "/v1/reply-templates/%s", world_value(thanks, "id"));
    EXPECT_TEXT(world_put(world, path, "{'name': 'Later', 'text': 'x'}").code, "name_taken");
    EXPECT_INT(world_delete(world, path).status, 204);
    EXPECT_INT(world_delete(world, path).status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/reply-templates"), "items"), 1);
}

SCENARIO("what cannot be filled in is named")
{
    world_as(world, WORLD_SELLER);
    Reply reply = keep(world, "Wrong", "Dear {customer}, about {product}: {password}");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 2);
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "unknown_placeholder");
}

SCENARIO("of two who edit a text the second is told")
{
    world_as(world, WORLD_SELLER);
    Reply kept = keep(world, "Thanks", "Thank you.");
    const char *path = world_printf(world, "/v1/reply-templates/%s", world_value(kept, "id"));
    world_header(world, "If-Match", reply_header(kept, "ETag"));
    EXPECT_INT(world_put(world, path, "{'name': 'Thanks', 'text': 'One'}").status, 200);
    EXPECT_INT(world_put(world, path, "{'name': 'Thanks', 'text': 'Two'}").status, 412);
}

SCENARIO("an organization has at most 50 texts, and sees only its own")
{
    world_as(world, WORLD_SELLER);
    for (int i = 0; i < MAX_REPLY_TEMPLATES; i++)
        EXPECT_INT(keep(world, world_printf(world, "T%d", i), "x").status, 201);
    EXPECT_TEXT(keep(world, "One more", "x").code, "too_many_templates");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_length(world_get(world, "/v1/reply-templates"), "items"), 0);
}
