#include "node.h"

#include "jobs.h"
#include "routes.h"
#include "settings.h"
#include "site.h"
#include "subscribers.h"

#include "audit/audit_chain.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "crypt/crypt.h"
#include "http/client.h"
#include "http/guard.h"
#include "http/server.h"
#include "log/log.h"
#include "notify/event_feed.h"
#include "organizations/acting.h"
#include "reports/product_view.h"
#include "services/ai/gateway.h"
#include "work/work.h"

#include <curl/curl.h>
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { JOB_THREADS = 2, OUTWARD_THREADS = 4, LOOKING_THREADS = 2, MAX_EXCHANGES = 4 };

#define STOP_GRACE SECONDS(10)

const HttpApp node_app = {
    .routes = api_routes,
    .identify = acting_identify,
    .audit = audit_record_write,
    .page = site_answer,
};

// A node that only carries AI calls has no routes and no pages.
static const Route *const no_routes[] = {NULL};
static const HttpApp gateway_app = {.routes = no_routes};

_Noreturn static void give_up(const char *problem)
{
    fprintf(stderr, "kontor: %s\n", problem);
    exit(1);
}

// "sqlite:kontor.db" stands in the data folder; an absolute path and a server are as they are.
static const char *database_url(Arena *arena)
{
    static const char scheme[] = "sqlite:";
    const char *url = settings()->database, *path = url + strlen(scheme);
    if (!text_starts_with(url, scheme) || *path == '/')
        return url;
    return arena_printf(arena, "%s%s/%s", scheme, settings()->data_folder, path);
}

Database *node_open(const char *config_path)
{
    const char *problem;
    LogLevel level;
    if (!settings_start(config_path, &problem))
        give_up(problem);
    if (log_level_read(settings()->log_level, &level))
        log_set_level(level);
    settings_warn();
    signal(SIGPIPE, SIG_IGN);
    // Threads come and go with load; one heap a core keeps idle memory small.
    mallopt(M_ARENA_MAX, 2);
    crypt_start();
    curl_global_init(CURL_GLOBAL_ALL);

    Arena *arena = arena_new();
    const char *folder = settings()->data_folder;
    umask(077); // database and backups are nobody else's, also in a folder that was there
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        give_up(arena_printf(arena, "data_folder: %s: %s.", folder, strerror(errno)));
    master_key_load(arena_printf(arena, "%s/master.key", folder));
    Database *database =
        database_open(database_url(arena), (int)settings()->database_connections, &problem);
    if (!database)
        give_up(problem);
    arena_free(arena);
    return database;
}

Ctx node_ctx_new(Database *database)
{
    return (Ctx){
        .arena = arena_new(),
        .db = db_new(database),
        .actor = {.is_system = true},
        .now = time_now(),
        .language = "en",
        .request_id = "cli",
    };
}

void node_ctx_free(Ctx *ctx)
{
    db_free(ctx->db);
    arena_free(ctx->arena);
}

static void migrate(Database *database)
{
    Ctx ctx = node_ctx_new(database);
    int64_t steps = 0;
    if (database_migrate(&ctx, &steps))
        give_up(ctx.failure.message);
    if (audit_chain_begin(&ctx))
        give_up(ctx.failure.message);
    if (steps)
        log_line(LOG_INFO, "schema brought up to date", "steps=%lld", (long long)steps);
    node_ctx_free(&ctx);
}

// Every node sees every event: caches, gateways and open pages follow it.
static void observe(void *arg, const Event *event)
{
    const NodeParts *parts = arg;
    catalog_observe(event);
    if (parts->has_gateway)
        gateway_observe(event);
    event_feed_observe(event);
}

static sigset_t stop_signals(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

static Server *listen_for(Database *database, NodeParts parts)
{
    static const ExchangeHandler *exchanges[MAX_EXCHANGES];
    size_t count = 0;
    if (parts.has_gateway)
        exchanges[count++] = &gateway_exchange;
    if (parts.has_api)
        exchanges[count++] = event_feed_start(&node_app);
    exchanges[count] = NULL;
    const Settings *set = settings();
    const ServerSettings wanted = {
        .address = set->listen_address,
        .port = (int)set->listen_port,
        .loops = (int)set->loops,
        .workers = (int)set->workers,
        .max_connections = (int)set->max_connections,
        .connection_memory = (size_t)set->connection_memory,
        .idle_timeout = set->idle_timeout,
        .trusted_proxies = set->trusted_proxies,
        .app = parts.has_api ? &node_app : &gateway_app,
        .exchanges = exchanges,
        .database = database,
    };
    const char *problem;
    Server *server = server_start(&wanted, &problem);
    if (!server)
        give_up(problem);
    return server;
}

static Work *work_begin(Database *database, NodeParts *parts)
{
    static const JobKind no_jobs[] = {{0}};
    static const Schedule no_schedules[] = {{0}};
    static const Subscriber no_subscribers[] = {{0}};
    return work_start(&(WorkSettings){
        .database = database,
        .jobs = parts->has_work ? job_kinds : no_jobs,
        .schedules = parts->has_work ? schedules : no_schedules,
        .subscribers = parts->has_work ? subscribers : no_subscribers,
        .threads = {[JOBS_SHORT] = parts->has_work ? JOB_THREADS : 0,
            [JOBS_LONG] = parts->has_work ? (int)settings()->deployments : 0,
            [JOBS_OUTWARD] = parts->has_work ? OUTWARD_THREADS : 0,
            [JOBS_LOOKING] = parts->has_work ? LOOKING_THREADS : 0},
        .observe = observe,
        .observe_arg = parts,
    });
}

static void views_end(Database *database)
{
    Ctx ctx = node_ctx_new(database);
    if (product_view_write(&ctx))
        log_line(LOG_WARNING, "views of products are lost", "problem=%s", ctx.failure.message);
    node_ctx_free(&ctx);
}

static void wait_for_stop(const sigset_t *signals)
{
    int caught;
    sigwait(signals, &caught);
    log_line(LOG_INFO, "stopping", "signal=%d", caught);
}

int node_run(Database *database, NodeParts parts, void (*ready)(void *arg, int port), void *arg)
{
    // Blocked before the first thread starts, so that only this one takes them.
    sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    migrate(database);

    Guard *guard = guard_new(settings()->allowed_addresses);
    if (!guard)
        give_up("allowed_addresses: write ranges such as 10.0.0.0/8, separated by commas.");
    client_start(guard);
    Work *work = work_begin(database, &parts);
    if (parts.has_gateway)
        gateway_start(database, guard);
    Server *server = parts.has_api || parts.has_gateway ? listen_for(database, parts) : NULL;
    int port = server ? server_port(server) : 0;
    log_line(LOG_INFO, "started", "version=%s port=%d database=%s", KONTOR_VERSION, port,
        database_is_postgresql(database) ? "postgresql" : "sqlite");
    if (ready)
        ready(arg, port);

    wait_for_stop(&signals);
    if (parts.has_gateway)
        gateway_stop(STOP_GRACE);
    work_stop(work); // nothing is published from here on
    if (server)
        server_stop(server, STOP_GRACE);
    event_feed_stop();
    views_end(database);
    guard_free(guard);
    database_close(database);
    return 0;
}
