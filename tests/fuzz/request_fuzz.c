// paths, queries and headers of a request are read or refused
// sources: lib/http/query.c lib/http/router.c lib/http/address.c lib/shape/*.c lib/base/*.c
#include "http/address.h"
#include "http/query.h"
#include "http/router.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct Search {
    const char *q;
    int64_t limit;
    bool is_new;
    Id id;
    Time from;
    TextList tags;
} Search;

static SHAPE(search_shape, Search, FIELD(Search, q, .max = 20),
    FIELD(Search, limit, .min = 1, .max = 200), FIELD(Search, is_new), FIELD(Search, id),
    FIELD(Search, from), FIELD(Search, tags, .max = 3));

static const Route routes[] = {
    {.method = GET, .path = "/v1/a/{id}"},
    {.method = GET, .path = "/v1/a/{id}/b/{other_id}"},
    {.method = POST, .path = "/v1/a/newest"},
    ROUTES_END,
};
static const Route *const tables[] = {routes, NULL};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void read_query(Arena *arena, const char *text)
{
    Ctx ctx = {.arena = arena};
    Search search;
    if (query_read(&ctx, text, &search_shape, &search)) {
        require(ctx.failure.code && ctx.failure.message);
        return;
    }
    require(search.limit >= 0 && search.limit <= 200 && search.tags.count <= 3);
    require(
        !search.q || (text_characters(search.q) <= 20 && text_is_utf8(search.q, strlen(search.q))));
}

static void find_route(Arena *arena, const char *path)
{
    const char *args[MAX_PATH_ARGS] = {0};
    unsigned allowed;
    const Route *route = route_find(arena, tables, GET, path, args, &allowed);
    require(!route || (args[0] && text_is_utf8(args[0], strlen(args[0]))));
    require(!route || allowed & 1u << GET);
}

static void read_headers(const char *text)
{
    static const Address peer = {{[10] = 0xff, [11] = 0xff, [12] = 127, [15] = 1}};
    AddressRanges *ranges = address_ranges_new(text);
    AddressRanges *trusted = address_ranges_new("127.0.0.0/8 10.0.0.0/8");
    require(*address_text(address_behind(trusted, peer, text)).text);
    free(trusted);
    free(ranges);
    language_wanted(text);
    gzip_is_accepted(text);
    media_type_is(text, "application/yaml, text/csv");
    media_type_is("text/csv", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    const char *text = arena_text(arena, (const char *)bytes, length);
    read_query(arena, text);
    find_route(arena, text);
    find_route(arena, arena_printf(arena, "/v1/a/%s", text));
    read_headers(text);
    arena_free(arena);
    return 0;
}
