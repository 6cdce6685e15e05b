#include "router.h"

#include "base/text.h"
#include "test/test.h"

static Error handler(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    return respond_nothing(ctx, res);
}

#define ROUTE(verb, where)                                                                         \
    {                                                                                              \
        .method = verb, .path = where, .handler = handler, .permission = 1                         \
    }

static const Route things[] = {
    ROUTE(GET, "/v1/things"),
    ROUTE(POST, "/v1/things"),
    ROUTE(GET, "/v1/things/{id}"),
    ROUTE(DELETE, "/v1/things/{id}"),
    ROUTE(GET, "/v1/things/newest"),
    ROUTE(GET, "/v1/things/{id}/parts/{part_id}"),
    ROUTES_END,
};
static const Route *const tables[] = {things, NULL};

static const Route *find(Arena *arena, Method method, const char *path, const char **args)
{
    unsigned allowed;
    return route_find(arena, tables, method, path, args, &allowed);
}

TEST("a route is found by method and path, and what stands at its names is decoded")
{
    Arena *arena = arena_new();
    const char *args[MAX_PATH_ARGS] = {0};
    EXPECT(find(arena, POST, "/v1/things", args) == &things[1]);
    EXPECT(find(arena, GET, "/v1/things/a%2Fb/parts/%C3%BC", args) == &things[5]);
    EXPECT_TEXT(args[0], "a/b");
    EXPECT_TEXT(args[1], "ü");
    arena_free(arena);
}

TEST("a path that says more wins over one with names")
{
    Arena *arena = arena_new();
    const char *args[MAX_PATH_ARGS] = {0};
    EXPECT(find(arena, GET, "/v1/things/newest", args) == &things[4]);
    EXPECT(find(arena, GET, "/v1/things/newer", args) == &things[2]);
    EXPECT_TEXT(args[0], "newer");
    arena_free(arena);
}

TEST("empty, longer and badly encoded segments find nothing")
{
    static const char *const paths[] = {"", "/", "/v1/things/", "/v1/thing", "/v1/things2",
        "/v1/things/a/", "/v1/things/a/parts", "/v1/things/a/parts/", "/v1/things/a/parts/b/c",
        "/v1/things/%", "/v1/things/%0", "/v1/things/%00", "/v1/things/%ff", "/v1/things/a%zz"};
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        const char *args[MAX_PATH_ARGS] = {0};
        EXPECT(!find(arena, GET, paths[i], args));
    }
    arena_free(arena);
}

TEST("the methods that a path has are told")
{
    Arena *arena = arena_new();
    const char *args[MAX_PATH_ARGS];
    unsigned allowed;
    EXPECT(!route_find(arena, tables, PUT, "/v1/things/a", args, &allowed));
    EXPECT_TEXT(route_allow(arena, allowed), "GET, HEAD, DELETE, OPTIONS");
    EXPECT(!route_find(arena, tables, PUT, "/v2", args, &allowed));
    EXPECT_INT(allowed, 0);
    arena_free(arena);
}

TEST("wrong tables are found at the start")
{
    static const Route open[] = {{GET, "/a", handler}, ROUTES_END};
    static const Route twice[] = {ROUTE(GET, "/a/{id}"), ROUTE(GET, "/a/{slug}"), ROUTES_END};
    static const Route cached[] = {
        {GET, "/a", handler, .permission = 1, .is_cached = true}, ROUTES_END};
    static const Route loose[] = {
        {POST, "/a", handler, .permission = 1, .tx = ROUTE_TX_NONE}, ROUTES_END};
    static const struct {
        const Route *const tables[3];
        const char *problem;
    } cases[] = {
        {{things, NULL}, NULL},
        {{open, NULL}, "GET /a has no permission; a public route says PERMIT_PUBLIC."},
        {{twice, NULL}, "GET /a/{id} is there twice."},
        {{things, things, NULL}, "GET /v1/things is there twice."},
        {{loose, NULL}, "POST /a needs the transaction."},
        {{cached, NULL}, "GET /a can be cached only if it is a public GET."},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        HttpApp app = {.routes = cases[i].tables};
        EXPECT(text_same(http_check(arena, &app), cases[i].problem));
    }
    arena_free(arena);
}
