// server.h — the HTTP server: loops that do the talking (libmicrohttpd), workers that run handlers.
#pragma once

#include "http/exchange.h"
#include "http/http.h"

enum { MAX_LOOPS = 64 };

typedef struct ServerSettings {
    const char *address; // "127.0.0.1", "::", "0.0.0.0"
    int port;            // 0: any free one
    int loops;           // 0: one per core
    int workers;         // threads that run handlers
    int max_connections;
    size_t connection_memory;    // bytes; the head of a request must fit. 0: 6 KB
    int64_t idle_timeout;        // microseconds until a silent or slow client is cut
    const char *trusted_proxies; // comma-separated addresses whose X-Forwarded-* are believed
    const HttpApp *app;
    const ExchangeHandler *const *exchanges; // ended by NULL
    Database *database;                      // NULL: handlers have none
} ServerSettings;

typedef struct Server Server;

/** NULL if it cannot listen or a route is wrong; *ret_problem says why. */
Server *server_start(const ServerSettings *settings, const char **ret_problem);
int server_port(const Server *server);

/** Stops accepting, lets running answers end for at most so long, then cuts them. Frees the server.
 */
void server_stop(Server *server, int64_t grace_us);
