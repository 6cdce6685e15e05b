// serve.h — the exchange handler of all that is no exchange of its own: routes and pages, answered
// by http_dispatch in a worker thread, or at once from what the loop has kept. Private to lib/http.
#pragma once

#include "http/cache.h"
#include "http/exchange.h"

/** Whom the handler's arg points to: one for each loop. */
typedef struct Serve {
    ExchangeHandler handler; // of which arg is this
    const HttpApp *app;
    Cache *cache;
} Serve;

Serve *serve_new(const HttpApp *app);
void serve_free(Serve *serve);

/** For TransportSettings.known_answer, with the Serve as arg. */
struct MHD_Response *serve_known(void *serve, Exchange *ex, int *ret_status);
