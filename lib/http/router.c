#include "router.h"

#include "base/text.h"

#include <string.h>

const char *const method_names[] = {
    "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER", NULL};

// Where one segment of the path stands for {…}.
typedef struct Span {
    const char *start;
    size_t length;
} Span;

static bool path_matches(const char *pattern, const char *path, Span *ret_spans)
{
    size_t count = 0;
    while (*pattern && *path) {
        if (*pattern != '{') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        size_t length = strcspn(path, "/");
        if (!length || count == MAX_PATH_ARGS)
            return false;
        ret_spans[count++] = (Span){path, length};
        path += length;
        pattern += strcspn(pattern, "}") + 1;
    }
    return !*pattern && !*path;
}

static size_t plain_length(const Route *route)
{
    return strcspn(route->path, "{");
}

static bool args_read(Arena *arena, const Span *spans, const char **ret_args)
{
    for (size_t i = 0; i < MAX_PATH_ARGS && spans[i].start; i++)
        if (!(ret_args[i] = text_url_decoded(arena, spans[i].start, spans[i].length, false)))
            return false;
    return true;
}

const Route *route_find(Arena *arena, const Route *const *tables, Method method, const char *path,
    const char **ret_args, unsigned *ret_allowed)
{
    const Route *found = NULL;
    Span spans[MAX_PATH_ARGS + 1] = {0};
    size_t best = 0; // text before the first {…} of the best pattern yet
    *ret_allowed = 0;
    for (; *tables; tables++)
        for (const Route *route = *tables; route->path; route++) {
            Span here[MAX_PATH_ARGS + 1] = {0};
            size_t plain = plain_length(route);
            if (plain < best || strncmp(route->path, path, plain) != 0 ||
                !path_matches(route->path, path, here))
                continue;
            if (plain > best) { // what matched less closely does not count
                best = plain;
                found = NULL;
                *ret_allowed = 0;
            }
            *ret_allowed |= 1u << route->method;
            if (route->method == method) {
                found = route;
                memcpy(spans, here, sizeof spans);
            }
        }
    if (!found || args_read(arena, spans, ret_args))
        return found;
    *ret_allowed = 0; // there can be nothing of a name that is no text
    return NULL;
}

const char *route_allow(Arena *arena, unsigned allowed)
{
    Text text = {.arena = arena};
    for (unsigned method = 0; method_names[method]; method++)
        if (allowed & 1u << method)
            text_printf(&text, "%s, %s", method_names[method], method == GET ? "HEAD, " : "");
    text_add(&text, "OPTIONS");
    return text_of(&text);
}

// {…} has no name here, so that "/a/{id}" and "/a/{slug}" are seen to be one address.
static const char *address_of(Arena *arena, const Route *route)
{
    Text text = {.arena = arena};
    text_printf(&text, "%s ", method_names[route->method]);
    for (const char *at = route->path; *at;) {
        size_t plain = strcspn(at, "{");
        text_append(&text, at, plain);
        at += plain;
        if (*at) {
            text_add(&text, "{}");
            at += strcspn(at, "}") + 1;
        }
    }
    return text_of(&text);
}

static size_t args_of(const char *path)
{
    size_t count = 0;
    for (; (path = strchr(path, '{')); path++)
        count++;
    return count;
}

bool route_is_change(const Route *route)
{
    return route->method != GET && !route->is_question;
}

static const char *route_problem(const Route *route)
{
    if (*route->path != '/' || !route->handler || route->method > DELETE)
        return "needs a path from /, a handler and a method";
    if (!route->permission)
        return "has no permission; a public route says PERMIT_PUBLIC";
    if (args_of(route->path) > MAX_PATH_ARGS)
        return "has too many {…}";
    if (route->is_cached && (route->method != GET || !(route->permission & PERMIT_PUBLIC)))
        return "can be cached only if it is a public GET";
    if (route->method == GET && (route->body || route->accepts))
        return "cannot have a body";
    if (route->tx == ROUTE_TX_NONE && (route->prepare || route_is_change(route)))
        return "needs the transaction";
    if (route->is_page && !route->answer)
        return "is a page of what? It has no answer";
    return NULL;
}

static bool is_unique(Arena *arena, const Route *const *tables, const char *address)
{
    size_t count = 0;
    for (; *tables; tables++)
        for (const Route *route = *tables; route->path; route++)
            count += text_same(address_of(arena, route), address);
    return count == 1;
}

const char *http_check(Arena *arena, const HttpApp *app)
{
    for (const Route *const *tables = app->routes; *tables; tables++)
        for (const Route *route = *tables; route->path; route++) {
            const char *problem = route_problem(route);
            if (!problem && !is_unique(arena, app->routes, address_of(arena, route)))
                problem = "is there twice";
            if (problem)
                return arena_printf(
                    arena, "%s %s %s.", method_names[route->method], route->path, problem);
        }
    return NULL;
}
