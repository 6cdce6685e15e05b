// router.h — which route answers a path. Private to lib/http.
#pragma once

#include "http/http.h"

/**
 * The route for method and path, with what stands at its {…} decoded into ret_args; NULL if there
 * is none. Where two patterns match, the one with more text before its first {…} wins.
 * *ret_allowed gets a bit (1 << Method) for every method that the path has.
 */
const Route *route_find(Arena *arena, const Route *const *tables, Method method, const char *path,
    const char **ret_args, unsigned *ret_allowed);

/** Whether it may change something, and so is recorded. */
bool route_is_change(const Route *route);

/** "GET, HEAD, POST": for the Allow header. */
const char *route_allow(Arena *arena, unsigned allowed);
