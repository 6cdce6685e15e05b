// gateway_secret_test.c — keys that are paused and rotated, as their callers see it.
#include "services/ai/gateway.h"

#include "base/text.h"
#include "test/wire.h"
#include "testing/world_gateway.h"

#include <string.h>

#define CALL "{'model': 'demo-t1', 'messages': [{'role': 'user', 'content': 'What is a key?'}]}"
#define LONG_STREAM                                                                                \
    "{'model': 'demo-t1000-i5', 'stream': true,"                                                   \
    " 'messages': [{'role': 'user', 'content': 'What is a key?'}]}"

static WorldGateway *begin(World *world)
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1", NULL);
    world_gateway_model(gateway, "demo-t1000-i5", NULL);
    world_as(world, WORLD_BUYER);
    return gateway;
}

// What the node's gateway observes within a second, at once.
static void observe(WorldGateway *gateway, const char *kind)
{
    const char *data = world_text(gateway->world,
        "SELECT CAST(data AS TEXT) FROM event WHERE kind = $1 ORDER BY seq DESC LIMIT 1", kind);
    gateway_observe(&(Event){.kind = kind, .subject_id = gateway->key_id, .data = (RawJson){data}});
}

static Reply act(WorldGateway *gateway, const char *what, const char *body)
{
    const char *path = world_printf(gateway->world, "/v1/subscriptions/%s/keys/%s/%s",
        gateway->subscription_id.text, gateway->key_id.text, what);
    return body ? world_post(gateway->world, path, body) : world_delete(gateway->world, path);
}

static void pause(WorldGateway *gateway)
{
    EXPECT_INT(act(gateway, "pause", "{}").status, 200);
    observe(gateway, "ai_key.paused");
}

// The new secret.
static const char *rotate(WorldGateway *gateway, const char *body)
{
    Reply reply = act(gateway, "rotation", body);
    EXPECT_INT(reply.status, 200);
    observe(gateway, "ai_key.rotated");
    return world_member(reply, "secret");
}

static const char *call(WorldGateway *gateway, const char *secret)
{
    gateway->secret = secret;
    return world_gateway_post(gateway, "chat/completions", CALL);
}

static void expect_refusal(WorldGateway *gateway, const char *answer, int status, const char *code)
{
    Arena *arena = gateway->world->ctx.arena;
    EXPECT_INT(wire_status(answer), status);
    EXPECT(strstr(answer, world_printf(gateway->world, "\"code\":\"%s\"", code)) != NULL);
    EXPECT_TEXT(wire_header(arena, answer, "x-should-retry"), "false");
}

static int open_stream(WorldGateway *gateway)
{
    int fd = world_gateway_send(gateway, "chat/completions", LONG_STREAM);
    EXPECT(strstr(wire_read(gateway->world->ctx.arena, fd, "content\":\" "), "content") != NULL);
    return fd;
}

static void expect_cut(WorldGateway *gateway, int fd, const char *code)
{
    const char *rest = wire_read(gateway->world->ctx.arena, fd, NULL);
    EXPECT(strstr(rest, "data: {\"error\":{") != NULL && strstr(rest, code) != NULL);
    EXPECT(strstr(rest, "[DONE]") == NULL);
    wire_close(fd);
}

static void expect_running(WorldGateway *gateway, int fd)
{
    EXPECT(strstr(wire_read(gateway->world->ctx.arena, fd, "content\":\" "), "error") == NULL);
}

SCENARIO("a paused key is told so and refused for good, until it is resumed")
{
    WorldGateway *gateway = begin(world);
    const char *secret = gateway->secret;
    EXPECT_INT(wire_status(call(gateway, secret)), 200);
    pause(gateway);
    const char *refused = call(gateway, secret);
    expect_refusal(gateway, refused, 403, "key_paused");
    EXPECT(strstr(refused, "is paused") != NULL);
    expect_refusal(gateway, world_gateway_get(gateway, "models"), 403, "key_paused");

    EXPECT_INT(act(gateway, "resumption", "{}").status, 200);
    observe(gateway, "ai_key.resumed");
    EXPECT_INT(wire_status(call(gateway, secret)), 200);
    world_gateway_close(gateway);
}

SCENARIO("a running stream ends, visibly incomplete, when its key is paused")
{
    WorldGateway *gateway = begin(world);
    int fd = open_stream(gateway);
    pause(gateway);
    expect_cut(gateway, fd, "key_paused");
    world_gateway_close(gateway);
}

SCENARIO("both secrets of a rotated key work, and rows tell which was used")
{
    WorldGateway *gateway = begin(world);
    const char *former = gateway->secret;
    const char *secret = rotate(gateway, "{}");
    EXPECT_INT(wire_status(call(gateway, secret)), 200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage WHERE by_former_secret"), 0);
    EXPECT_INT(wire_status(call(gateway, former)), 200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage WHERE by_former_secret"), 1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM ai_usage WHERE ai_key_id = $1", gateway->key_id),
        2);
    world_gateway_close(gateway);
}

SCENARIO("a former secret ends in time by itself")
{
    WorldGateway *gateway = begin(world);
    const char *former = gateway->secret;
    const char *secret = rotate(gateway, "{}");
    world_exec(
        world, "UPDATE ai_key SET former_secret_ends_at = $1", time_after(time_now(), SECONDS(1)));
    while (wire_status(call(gateway, former)) == 200)
        ;
    expect_refusal(gateway, call(gateway, former), 401, "key_rotated");
    EXPECT_INT(wire_status(call(gateway, secret)), 200);
    world_gateway_close(gateway);
}

SCENARIO("a former secret that is ended takes its running streams along, and no others")
{
    WorldGateway *gateway = begin(world);
    const char *former = gateway->secret;
    int by_former = open_stream(gateway);
    const char *secret = gateway->secret = rotate(gateway, "{}");
    int by_present = open_stream(gateway);
    expect_running(gateway, by_former);

    EXPECT_INT(act(gateway, "former-secret", NULL).status, 204);
    observe(gateway, "ai_key.former_secret_ended");
    expect_cut(gateway, by_former, "key_rotated");
    expect_running(gateway, by_present);
    wire_close(by_present);
    expect_refusal(gateway, call(gateway, former), 401, "key_rotated");
    EXPECT_INT(wire_status(call(gateway, secret)), 200);
    world_gateway_close(gateway);
}

SCENARIO("a rotation without overlap ends the former secret at once, a second one the oldest")
{
    WorldGateway *gateway = begin(world);
    const char *first = gateway->secret;
    int fd = open_stream(gateway);
    const char *second = rotate(gateway, "{'overlap_hours': 0}");
    expect_cut(gateway, fd, "key_rotated");
    expect_refusal(gateway, call(gateway, first), 401, "key_rotated");

    gateway->secret = second;
    fd = open_stream(gateway);
    const char *third = rotate(gateway, "{}");
    expect_running(gateway, fd);
    rotate(gateway, "{}");
    expect_cut(gateway, fd, "key_rotated");
    expect_refusal(gateway, call(gateway, second), 401, "invalid_api_key");
    EXPECT_INT(wire_status(call(gateway, third)), 200);
    world_gateway_close(gateway);
}

SCENARIO("both secrets of a key share its limits")
{
    WorldGateway *gateway = begin(world);
    const char *former = gateway->secret;
    const char *secret = rotate(gateway, "{}");
    world_exec(world, "UPDATE ai_key SET requests_per_minute = 4");
    int answered = 0;
    for (int i = 0; i < 4; i++) {
        answered += wire_status(call(gateway, former)) == 200;
        answered += wire_status(call(gateway, secret)) == 200;
    }
    EXPECT(answered >= 4 && answered <= 5); // one more where a minute begins
    world_gateway_close(gateway);
}

SCENARIO("a changed limit and end hold for the next call")
{
    WorldGateway *gateway = begin(world);
    const char *secret = gateway->secret;
    EXPECT_INT(wire_status(call(gateway, secret)), 200);
    const char *path = world_printf(
        world, "/v1/subscriptions/%s/keys/%s", gateway->subscription_id.text, gateway->key_id.text);
    Reply changed = world_put(world, path, "{'name': 'tests', 'models': ['demo-t1000-i5']}");
    EXPECT_INT(changed.status, 200);
    observe(gateway, "ai_key.changed");
    expect_refusal(gateway, call(gateway, secret), 403, "model_not_allowed");
    world_gateway_close(gateway);
}
