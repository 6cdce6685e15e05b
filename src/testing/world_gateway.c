#include "world_gateway.h"

#include "base/text.h"
#include "demo/upstream.h"
#include "services/ai/gateway.h"
#include "test/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP_US = 10000 };

static void must_start(const void *server, const char *problem)
{
    if (server)
        return;
    printf("Bail out! %s\n", problem);
    exit(1);
}

// ── the data ─────────────────────────────────────────────────────────────────────────────────

static void fill(WorldGateway *gateway)
{
    World *world = gateway->world;
    Id acme = world_organization(world, WORLD_BUYER), buyer = world_user(world, WORLD_BUYER);
    Time now = world->ctx.now;
    world_exec(world,
        "INSERT INTO category (id, slug, position, name) VALUES ('cat_ai', 'ai', 1, '{\"en\":\"AI\"}')"
        " ON CONFLICT DO NOTHING");
    world_exec(world,
        "INSERT INTO product (id, seller_id, slug, name, service_type, licence_type,"
        " state, is_recommended, created_at, version) VALUES ($1, $2, $1, 'Models', 'ai', 'usage',"
        " 'published', $4, $3, 1)",
        gateway->product_id, world->seller_id, now, false);
    world_exec(world,
        "INSERT INTO revision (id, product_id, number, state, category_id, product_version, short_description,"
        " description, features, used_software, guides, content_digest, created_at) VALUES"
        " ($1, $2, 1, 'active', 'cat_ai', '1', '{}', '{}', '[]', '[]', '[]', $3, $4)",
        gateway->revision_id, gateway->product_id, digest_of("content"), now);
    world_exec(world, "UPDATE product SET active_revision_id = $2 WHERE id = $1",
        gateway->product_id, gateway->revision_id);
    world_exec(world,
        "INSERT INTO plan (id, revision_id, code, position, name, description, features, prices)"
        " VALUES ($1, $2, 'usage', 1, 'Usage', '{}', '[]', '[]')",
        gateway->plan_id, gateway->revision_id);
    world_exec(world,
        "INSERT INTO orders (organization_id, id, state, product_id, revision_id, plan_id,"
        " placed_by, placed_at) VALUES ($1, $2, 'completed', $3, $4, $5, $6, $7)",
        acme, gateway->order_id, gateway->product_id, gateway->revision_id, gateway->plan_id, buyer,
        now);
    world_exec(world,
        "INSERT INTO subscription (organization_id, id, order_id, product_id, revision_id, plan_id,"
        " seller_id, name, state, created_at, version) VALUES"
        " ($1, $2, $3, $4, $5, $6, $7, 'Models', 'active', $8, 1)",
        acme, gateway->subscription_id, gateway->order_id, gateway->product_id,
        gateway->revision_id, gateway->plan_id, world->seller_id, now);
    world_exec(world,
        "INSERT INTO ai_key (organization_id, id, subscription_id, name, prefix, secret_digest,"
        " models, created_by, created_at) VALUES ($1, $2, $3, 'tests', 'kt_live_test', $4, '[]',"
        " $5, $6)",
        acme, gateway->key_id, gateway->subscription_id, digest_of(gateway->secret), buyer, now);
}

static void catalog_changed(void)
{
    gateway_observe(&(Event){.kind = "catalog.changed"});
}

void world_gateway_upstream(WorldGateway *gateway, const char *model, const char *url)
{
    World *world = gateway->world;
    int64_t position = world_count(world,
        "SELECT count(*) FROM ai_upstream WHERE revision_id = $1 AND model_name = $2",
        gateway->revision_id, model);
    const char *own =
        world_printf(world, "http://127.0.0.1:%d/v1/", server_port(gateway->upstream));
    world_exec(world,
        "INSERT INTO ai_upstream (revision_id, model_name, position, url, upstream_model) VALUES"
        " ($1, $2, $3, $4, $2)",
        gateway->revision_id, model, position, url ? url : own);
    catalog_changed();
}

void world_gateway_model(WorldGateway *gateway, const char *name, const char *url)
{
    World *world = gateway->world;
    world_exec(world,
        "INSERT INTO ai_model (id, revision_id, product_id, position, name, capabilities,"
        " context_length, rate_in, rate_out) VALUES ($1, $2, $3, 1, $4,"
        " '[\"chat\",\"completions\",\"embeddings\",\"responses\"]', 4096,"
        " '{\"micros\":150000,\"per\":1000000,\"currency\":\"EUR\"}',"
        " '{\"micros\":600000,\"per\":1000000,\"currency\":\"EUR\"}')",
        id_new("aim"), gateway->revision_id, gateway->product_id, name);
    world_gateway_upstream(gateway, name, url);
}

// ── the servers ──────────────────────────────────────────────────────────────────────────────

static void start(WorldGateway *gateway)
{
    static const Route *const no_routes[] = {NULL};
    static const HttpApp no_app = {.routes = no_routes};
    static const ExchangeHandler *const exchanges[] = {&gateway_exchange, NULL};
    const char *problem;
    gateway_start(gateway->world->database, gateway->guard);
    gateway->server = server_start(&(ServerSettings){.address = "127.0.0.1",
                                       .loops = 2,
                                       .workers = 1,
                                       .max_connections = 1000,
                                       .idle_timeout = SECONDS(20),
                                       .trusted_proxies = "",
                                       .app = &no_app,
                                       .exchanges = exchanges},
        &problem);
    must_start(gateway->server, problem);
}

static void stop(WorldGateway *gateway)
{
    gateway_stop(0);
    server_stop(gateway->server, 0);
}

WorldGateway *world_gateway_open(World *world)
{
    WorldGateway *gateway = arena_new_of(world->ctx.arena, WorldGateway);
    *gateway = (WorldGateway){.world = world,
        .guard = guard_new("127.0.0.0/8"),
        .product_id = id_new("prd"),
        .revision_id = id_new("rev"),
        .plan_id = id_new("pla"),
        .order_id = id_new("ord"),
        .subscription_id = id_new("sub"),
        .key_id = id_new("key"),
        .secret = secret_new(world->ctx.arena, "kt_live_", 20)};
    fill(gateway);
    const char *problem;
    gateway->upstream = upstream_start(0, &problem);
    must_start(gateway->upstream, problem);
    start(gateway);
    return gateway;
}

void world_gateway_close(WorldGateway *gateway)
{
    stop(gateway);
    upstream_stop(gateway->upstream);
    guard_free(gateway->guard);
}

void world_gateway_restart(WorldGateway *gateway)
{
    stop(gateway);
    start(gateway);
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

static const char *request_of(
    WorldGateway *gateway, const char *method, const char *path, const char *body)
{
    char *json = arena_text(gateway->world->ctx.arena, body, strlen(body));
    for (char *quote = json; (quote = strchr(quote, '\''));)
        *quote = '"';
    return world_printf(gateway->world,
        "%s /ai/v1/%s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n"
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
        "\r\n%s",
        method, path, gateway->secret, strlen(json), json);
}

const char *world_gateway_get(WorldGateway *gateway, const char *path)
{
    return wire_ask(gateway->world->ctx.arena, server_port(gateway->server),
        request_of(gateway, "GET", path, ""));
}

const char *world_gateway_post(WorldGateway *gateway, const char *path, const char *body)
{
    return wire_ask(gateway->world->ctx.arena, server_port(gateway->server),
        request_of(gateway, "POST", path, body));
}

int world_gateway_send(WorldGateway *gateway, const char *path, const char *body)
{
    int fd = wire_open(server_port(gateway->server));
    wire_send(fd, request_of(gateway, "POST", path, body));
    return fd;
}

const char *world_gateway_text(WorldGateway *gateway, const char *answer)
{
    const char *body = wire_body(answer);
    if (!text_same(wire_header(gateway->world->ctx.arena, answer, "Transfer-Encoding"), "chunked"))
        return body;
    Text text = {.arena = gateway->world->ctx.arena};
    for (char *end; *body; body = strncmp(end, "\r\n", 2) == 0 ? end + 2 : "") {
        size_t length = strtoul(body, &end, 16);
        size_t there = strnlen(end + 2, length);
        text_append(&text, end + 2, there);
        end += 2 + there;
    }
    return text_of(&text);
}

void world_gateway_wait(WorldGateway *gateway, int64_t calls)
{
    int64_t count = 0;
    for (int waited = 0; count != calls && waited < PATIENCE_US; waited += STEP_US) {
        usleep(waited ? STEP_US : 0);
        count = world_count(gateway->world, "SELECT count(*) FROM ai_usage");
    }
    if (count == calls)
        return;
    printf("Bail out! %d calls were recorded instead of %d\n", (int)count, (int)calls);
    exit(1);
}

const char *world_gateway_row(WorldGateway *gateway, const char *column)
{
    return world_text(gateway->world,
        "SELECT CASE $1 WHEN 'tokens_in' THEN CAST(tokens_in AS TEXT)"
        " WHEN 'tokens_out' THEN CAST(tokens_out AS TEXT)"
        " WHEN 'tokens_cached' THEN CAST(tokens_cached AS TEXT)"
        " WHEN 'tokens_reasoning' THEN CAST(tokens_reasoning AS TEXT)"
        " WHEN 'upstream_status' THEN CAST(upstream_status AS TEXT)"
        " WHEN 'client_status' THEN CAST(client_status AS TEXT)"
        " WHEN 'is_complete' THEN CASE WHEN is_complete THEN 'yes' ELSE 'no' END"
        " WHEN 'quality' THEN quality WHEN 'model' THEN model WHEN 'operation' THEN operation"
        " WHEN 'request_id' THEN request_id END"
        " FROM ai_usage ORDER BY started_at DESC LIMIT 1",
        column);
}
