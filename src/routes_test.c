#include "routes.h"

#include "test/test.h"

#include <string.h>

TEST(
    "the description of the API has every route but those of other standards, and one name for every shape")
{
    Arena *arena = arena_new();
    const char *problem = "none", *text = openapi_of(arena, api_routes, "1");
    const JsonValue *paths = json_member(json_parse(arena, text, strlen(text), &problem), "paths");
    EXPECT_TEXT(problem, "none");
    for (const Route *const *table = api_routes; *table; table++)
        for (const Route *route = *table; route->path; route++)
            EXPECT(!json_member(paths, route->path) == (route->problem != NULL));
    arena_free(arena);
}
