#include "health_http.h"

#include "routes.h"
#include "settings.h"

#include "http/address.h"
#include "metrics/metrics.h"
#include "work/work.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static Error text_respond(Ctx *ctx, Response *res, const char *media_type, const char *text)
{
    return respond_bytes(ctx, res, media_type, (Blob){text, strlen(text)});
}

static Error get_health(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    return text_respond(ctx, res, "text/plain; charset=utf-8", "alive\n");
}

// Ready is who can read the log of events: the schema is there and the database answers.
static Error get_readiness(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    const char *cursor;
    TRY(event_newest(ctx, &cursor));
    return text_respond(ctx, res, "text/plain; charset=utf-8", "ready\n");
}

static bool may_measure(const Request *req)
{
    Address address;
    AddressRanges *ranges = address_ranges_new(settings()->metrics_addresses);
    bool may = ranges && req->address &&
               address_read(req->address, strlen(req->address), &address) &&
               address_ranges_have(ranges, address);
    free(ranges);
    return may;
}

static Error get_metrics(Ctx *ctx, const Request *req, Response *res)
{
    if (!may_measure(req))
        return fail(ctx, FORBIDDEN, "address_not_allowed",
            "Measurements are for the addresses in the setting metrics_addresses.");
    return text_respond(
        ctx, res, "text/plain; version=0.0.4; charset=utf-8", metrics_text(ctx->arena));
}

// The description never changes while the process lives, so it is written once.
static const char *description;

static void description_write(void)
{
    description = openapi_of(arena_new(), api_routes, KONTOR_VERSION);
}

static Error get_description(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, description_write);
    return text_respond(ctx, res, "application/json", description);
}

const Route health_routes[] = {
    {GET, "/healthz", get_health, PERMIT_PUBLIC, .tx = ROUTE_TX_NONE, .produces = "text/plain",
        .summary = "Whether the process lives."},
    {GET, "/readyz", get_readiness, PERMIT_PUBLIC, .produces = "text/plain",
        .summary = "Whether the node can reach its database."},
    {GET, "/metrics", get_metrics, PERMIT_PUBLIC, .tx = ROUTE_TX_NONE, .produces = "text/plain",
        .summary =
            "Measurements in Prometheus' text format, for addresses that the operator named."},
    {GET, "/openapi.json", get_description, PERMIT_PUBLIC, .is_cached = true,
        .produces = "application/json", .summary = "This description."},
    ROUTES_END,
};
