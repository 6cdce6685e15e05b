// node.h — one running process of Kontor: settings, master key, database, and what is built on
// them.
#pragma once

#include "db/db.h"
#include "http/http.h"

/** Settings, log, master key and database, opened; stops the process with a sentence if it cannot.
 */
Database *node_open(const char *config_path);

/** A piece of work that Kontor does itself; free its arena and db with node_ctx_free. */
Ctx node_ctx_new(Database *database);
void node_ctx_free(Ctx *ctx);

/** Which parts run in this process. */
typedef struct NodeParts {
    bool has_api;     // pages and API
    bool has_gateway; // AI calls
    bool has_work;    // jobs, schedules, reactions
} NodeParts;

/**
 * Runs until SIGTERM or SIGINT; then ends what is under way and returns the exit code. ready, if
 * not NULL, is called once the port is known and nothing is missing.
 */
int node_run(Database *database, NodeParts parts, void (*ready)(void *arg, int port), void *arg);

/** What answers requests: routes, who asks, audit, pages. */
extern const HttpApp node_app;
