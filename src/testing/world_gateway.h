// world_gateway.h — a world whose customer calls AI models: a real server with the gateway, and the
// demonstration upstream behind it, both on ports of their own.
//
//     WorldGateway *gateway = world_gateway_open(world);
//     world_gateway_model(gateway, "demo-t5", NULL);
//     const char *answer = world_gateway_post(gateway, "chat/completions", "{'model': 'demo-t5'}");
//     …
//     world_gateway_close(gateway);
#pragma once

#include "http/guard.h"
#include "http/server.h"
#include "testing/world.h"

typedef struct WorldGateway {
    World *world;
    Server *upstream, *server;
    Guard *guard;
    Id product_id, revision_id, plan_id, order_id, subscription_id, key_id;
    const char *secret; // of the key; change it to ask with another
} WorldGateway;

/** Acme's subscription of a product of Nimbus Labs without models yet, and one key. */
WorldGateway *world_gateway_open(World *world);
void world_gateway_close(WorldGateway *gateway);

/** The gateway alone ends and begins again, on the same data. */
void world_gateway_restart(WorldGateway *gateway);

/** A model that can do everything. url NULL: the demonstration upstream, which knows it by the same
 * name and is steered by it. */
void world_gateway_model(WorldGateway *gateway, const char *name, const char *url);

/** One more upstream of the model, behind those it has. */
void world_gateway_upstream(WorldGateway *gateway, const char *model, const char *url);

/** The whole answer, with its head. In the body, 'single quotes' stand for double ones. */
const char *world_gateway_get(WorldGateway *gateway, const char *path);
const char *world_gateway_post(WorldGateway *gateway, const char *path, const char *body);

/** Sends the request and returns the connection, on which the answer comes. */
int world_gateway_send(WorldGateway *gateway, const char *path, const char *body);

/** The text of an answer, without the chunks it came in. */
const char *world_gateway_text(WorldGateway *gateway, const char *answer);

/** Waits until so many calls were recorded (rows may come after the answer); stops the test
 * program after 20 s. */
void world_gateway_wait(WorldGateway *gateway, int64_t calls);

/** A number or text of the newest call: "tokens_in", "quality" … */
const char *world_gateway_row(WorldGateway *gateway, const char *column);
