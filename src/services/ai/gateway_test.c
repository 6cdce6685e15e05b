#include "services/ai/gateway.h"

#include "base/text.h"
#include "demo/upstream.h"
#include "test/wire.h"
#include "testing/world_gateway.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Short patience, so that tests of it are short.
__attribute__((constructor)) static void choose_settings(void)
{
    setenv("KONTOR_AI_FIRST_BYTE_TIMEOUT", "2s", 1);
    setenv("KONTOR_AI_IDLE_TIMEOUT", "1s", 1);
    setenv("KONTOR_AI_DRAIN_TIMEOUT", "1s", 1);
}

#define CHAT(model, rest)                                                                          \
    "{'model': '" model "', 'messages': [{'role': 'user', 'content': 'What is a key?'}]" rest "}"
#define STREAM ", 'stream': true"

static const char *chat(WorldGateway *gateway, const char *body)
{
    return world_gateway_post(gateway, "chat/completions", body);
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

// A whole number behind the first "name": in the text; -1 if there is none.
static int64_t number(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtol(at + strlen(name) + 2, NULL, 10) : -1;
}

static void expect_row(WorldGateway *gateway, const char *column, const char *wanted)
{
    EXPECT_TEXT(world_gateway_row(gateway, column), wanted);
}

static void expect_tokens(WorldGateway *gateway, const char *answer)
{
    World *world = gateway->world;
    expect_row(
        gateway, "tokens_in", world_printf(world, "%d", (int)number(answer, "prompt_tokens")));
    expect_row(
        gateway, "tokens_out", world_printf(world, "%d", (int)number(answer, "completion_tokens")));
}

static const char *code_of(WorldGateway *gateway, const char *answer)
{
    Arena *arena = gateway->world->ctx.arena;
    const char *body = wire_body(answer), *problem;
    const JsonValue *root = json_parse(arena, body, strlen(body), &problem);
    const JsonValue *error = root ? json_member(root, "error") : NULL;
    return error ? json_text_member(error, "code") : NULL;
}

static void expect_refusal(
    WorldGateway *gateway, const char *answer, int status, const char *code, bool is_final)
{
    Arena *arena = gateway->world->ctx.arena;
    EXPECT_INT(wire_status(answer), status);
    EXPECT_TEXT(code_of(gateway, answer), code);
    EXPECT(text_same(wire_header(arena, answer, "x-should-retry"), "false") == is_final);
    EXPECT_TEXT(wire_header(arena, answer, "Content-Type"), "application/json");
}

// ── answers ──────────────────────────────────────────────────────────────────────────────────

SCENARIO("a call is answered and recorded with the tokens that the upstream counted")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t7-c2-r3", NULL);
    const char *answer = chat(gateway, CHAT("demo-t7-c2-r3", ", 'metadata': {'a': [1, 'b']}"));

    EXPECT_INT(wire_status(answer), 200);
    EXPECT(has(answer, "\"metadata\":{\"a\": [1, \"b\"]}"));
    EXPECT(
        text_starts_with(wire_header(world->ctx.arena, answer, "Server-Timing"), "gateway;dur="));
    EXPECT_TEXT(wire_header(world->ctx.arena, answer, "openai-processing-ms"), "1");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage"), 1);
    expect_tokens(gateway, answer);
    expect_row(gateway, "tokens_out", "7");
    expect_row(gateway, "tokens_cached", "2");
    expect_row(gateway, "tokens_reasoning", "3");
    expect_row(gateway, "quality", "exact");
    expect_row(gateway, "is_complete", "yes");
    expect_row(gateway, "model", "demo-t7-c2-r3");
    expect_row(gateway, "operation", "chat");
    expect_row(gateway, "request_id", wire_header(world->ctx.arena, answer, "X-Request-Id"));
    world_gateway_close(gateway);
}

SCENARIO("a stream is passed on as it comes, and shows its usage only to those who asked")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t5-i1", NULL);
    const char *plain = world_gateway_text(gateway, chat(gateway, CHAT("demo-t5-i1", STREAM)));
    expect_row(gateway, "tokens_out", "5");
    expect_row(gateway, "quality", "exact");
    EXPECT(!has(plain, "total_tokens"));
    EXPECT(has(plain, "\"finish_reason\":\"length\"") || has(plain, "\"finish_reason\":\"stop\""));
    EXPECT(has(plain, "data: [DONE]\n\n"));

    const char *asked = world_gateway_text(gateway,
        chat(gateway, CHAT("demo-t5-i1", STREAM ", 'stream_options': {'include_usage': true}")));
    EXPECT_INT(number(asked, "completion_tokens"), 5);
    EXPECT(has(asked, "data: [DONE]\n\n"));
    EXPECT(strstr(asked, "total_tokens") < strstr(asked, "[DONE]"));
    world_gateway_close(gateway);
}

SCENARIO("usage counts wherever the upstream puts it, and is taken out if nobody asked for it")
{
    static const char *const models[] = {"demo-t6-u2", "demo-t6-u4", "demo-t6-u5", "demo-t6-i1-u5"};
    WorldGateway *gateway = world_gateway_open(world);
    for (size_t i = 0; i < COUNT_OF(models); i++) {
        world_gateway_model(gateway, models[i], NULL);
        const char *body = world_printf(world, "{'model': '%s', 'stream': true}", models[i]);
        const char *text = world_gateway_text(gateway, chat(gateway, body));
        EXPECT(has(text, "[DONE]"));
        EXPECT(!has(text, "total_tokens"));
        EXPECT(has(text, "\"usage\":null"));
        expect_row(gateway, "tokens_out", "6");
        expect_row(gateway, "quality", "exact");
    }
    world_gateway_close(gateway);
}

SCENARIO("a zero that the upstream counted is a zero, and what it did not count is estimated")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t9-u3", NULL);
    world_gateway_model(gateway, "demo-t9-u0", NULL);
    chat(gateway, CHAT("demo-t9-u3", STREAM));
    expect_row(gateway, "tokens_out", "0");
    expect_row(gateway, "quality", "exact");

    const char *answer = chat(gateway, CHAT("demo-t9-u0", STREAM));
    EXPECT(has(world_gateway_text(gateway, answer), "[DONE]"));
    expect_row(gateway, "quality", "estimated");
    EXPECT(strtol(world_gateway_row(gateway, "tokens_out"), NULL, 10) >= 9);
    EXPECT(strtol(world_gateway_row(gateway, "tokens_in"), NULL, 10) > 0);
    chat(gateway, CHAT("demo-t9-u0", ""));
    expect_row(gateway, "quality", "estimated");
    world_gateway_close(gateway);
}

SCENARIO("responses are passed on and counted, whole and as a stream")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t4", NULL);
    const char *whole =
        world_gateway_post(gateway, "responses", "{'model': 'demo-t4', 'input': 'Hi'}");
    EXPECT(has(whole, "\"output_text\""));
    expect_row(gateway, "tokens_out", "4");
    const char *stream =
        world_gateway_text(gateway, world_gateway_post(gateway, "responses",
                                        "{'model': 'demo-t4', 'input': 'Hi', 'stream': true}"));
    EXPECT(has(stream, "event: response.completed\n"));
    EXPECT_INT(number(stream, "output_tokens"), 4);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage WHERE quality = 'exact'"), 2);
    expect_row(gateway, "operation", "responses");
    world_gateway_close(gateway);
}

SCENARIO("an answer names the model as the client does, whatever the upstream calls it")
{
    static const struct {
        const char *path, *body;
    } calls[] = {{"chat/completions", "{'model': 'acme/writer', 'messages': []"},
        {"completions", "{'model': 'acme/writer', 'prompt': 'Hi'"},
        {"responses", "{'model': 'acme/writer', 'input': 'Hi'"}};
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "acme/writer", NULL);
    world_exec(world, "UPDATE ai_upstream SET upstream_model = 'demo-t4-i1-u5'");
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        const char *whole =
            world_gateway_post(gateway, calls[i].path, world_printf(world, "%s}", calls[i].body));
        EXPECT(has(whole, "\"model\":\"acme/writer\",\""));
        EXPECT(!has(whole, "demo-t4"));
        const char *stream = world_gateway_text(
            gateway, world_gateway_post(gateway, calls[i].path,
                         world_printf(world, "%s, 'stream': true}", calls[i].body)));
        EXPECT(has(stream, "\"model\":\"acme/writer\",\""));
        EXPECT(!has(stream, "demo-t4"));
        expect_row(gateway, "tokens_out", "4");
        expect_row(gateway, "quality", "exact");
    }
    EXPECT(has(world_gateway_post(gateway, "embeddings",
                   "{'model': 'acme/writer', 'input': 'a', 'encoding_format': 'base64'}"),
        "\"model\":\"acme/writer\""));
    world_gateway_close(gateway);
}

SCENARIO("embeddings come as base64 even from an upstream that knows only numbers")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-f1", NULL);
    world_gateway_model(gateway, "demo-f0", NULL);
    const char *numbers = world_gateway_post(gateway, "embeddings",
        "{'model': 'demo-f1', 'input': ['a key', 'b'], 'encoding_format': 'base64'}");
    const char *base64 = world_gateway_post(gateway, "embeddings",
        "{'model': 'demo-f0', 'input': ['a key', 'b'], 'encoding_format': 'base64'}");
    const char *first = strstr(numbers, "\"embedding\":\""),
               *second = strstr(base64, "\"embedding\":\"");
    EXPECT(first && second && strncmp(first, second, 200) == 0);
    expect_row(gateway, "tokens_out", "0");
    expect_row(gateway, "quality", "exact");
    EXPECT(has(world_gateway_post(gateway, "embeddings",
                   "{'model': 'demo-f0', 'input': 'a', 'encoding_format': 'float'}"),
        "\"embedding\":[0."));
    world_gateway_close(gateway);
}

SCENARIO("models are listed and found, also by a name with a slash")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "acme/one", NULL);
    world_gateway_model(gateway, "two", NULL);
    const char *list = world_gateway_get(gateway, "models");
    EXPECT(has(list, "\"object\":\"list\"") && has(list, "\"acme/one\"") && has(list, "\"two\""));
    EXPECT(has(world_gateway_get(gateway, "models/acme%2Fone"), "\"id\":\"acme/one\""));
    EXPECT(has(world_gateway_get(gateway, "models/acme/one"), "\"id\":\"acme/one\""));
    expect_refusal(
        gateway, world_gateway_get(gateway, "models/three"), 404, "model_not_found", true);
    world_gateway_close(gateway);
}

// ── refusals ─────────────────────────────────────────────────────────────────────────────────

SCENARIO("what is wrong with a request is said, and that trying again changes nothing")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1", NULL);
    expect_refusal(gateway, chat(gateway, "{"), 400, "invalid_json", true);
    expect_refusal(gateway, chat(gateway, "{}"), 400, "missing_required_parameter", true);
    expect_refusal(gateway, chat(gateway, "{'model': 'x'}"), 404, "model_not_found", true);
    expect_refusal(gateway, world_gateway_post(gateway, "images", "{}"), 404, "unknown_url", true);
    expect_refusal(
        gateway, world_gateway_get(gateway, "embeddings"), 405, "method_not_allowed", true);
    world_exec(world, "UPDATE ai_model SET capabilities = '[\"chat\"]'");
    gateway_observe(&(Event){.kind = "catalog.changed"});
    expect_refusal(gateway, world_gateway_post(gateway, "responses", "{'model': 'demo-t1'}"), 400,
        "operation_not_supported", true);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage"), 0);
    world_gateway_close(gateway);
}

SCENARIO("only a key that works opens anything, and only what it may call")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1", NULL);
    world_gateway_model(gateway, "demo-t2", NULL);
    world_exec(world, "UPDATE ai_key SET models = '[\"demo-t1\"]'");
    expect_refusal(gateway, chat(gateway, CHAT("demo-t2", "")), 403, "model_not_allowed", true);
    EXPECT(!has(world_gateway_get(gateway, "models"), "demo-t2"));

    world_exec(world, "UPDATE ai_key SET expires_at = $1", (int64_t)1);
    gateway_observe(&(Event){.kind = "ai_key.issued", .subject_id = gateway->key_id});
    expect_refusal(gateway, chat(gateway, CHAT("demo-t1", "")), 401, "key_expired", true);

    world_exec(world, "UPDATE ai_key SET expires_at = NULL, revoked_at = $1", (int64_t)1);
    gateway_observe(&(Event){.kind = "ai_key.revoked", .subject_id = gateway->key_id});
    expect_refusal(gateway, chat(gateway, CHAT("demo-t1", "")), 401, "key_revoked", true);

    gateway->secret = "kt_live_nobody";
    expect_refusal(gateway, chat(gateway, CHAT("demo-t1", "")), 401, "invalid_api_key", true);
    gateway->secret = "";
    expect_refusal(gateway, chat(gateway, CHAT("demo-t1", "")), 401, "invalid_api_key", true);
    world_gateway_close(gateway);
}

SCENARIO("a key that was refused works as soon as it was issued")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1", NULL);
    gateway->secret = "kt_live_later";
    expect_refusal(gateway, chat(gateway, CHAT("demo-t1", "")), 401, "invalid_api_key", true);
    world_exec(world, "UPDATE ai_key SET secret_digest = $1", digest_of(gateway->secret));
    gateway_observe(&(Event){.kind = "ai_key.issued", .subject_id = gateway->key_id});
    EXPECT_INT(wire_status(chat(gateway, CHAT("demo-t1", ""))), 200);
    world_gateway_close(gateway);
}

SCENARIO("a subscription that is not active serves nobody")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_exec(world, "UPDATE subscription SET state = 'suspended'");
    expect_refusal(
        gateway, world_gateway_get(gateway, "models"), 403, "subscription_not_active", true);
    world_gateway_close(gateway);
}

SCENARIO("a running stream ends, visibly incomplete, when its key is revoked")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1000-i5", NULL);
    int fd = world_gateway_send(gateway, "chat/completions", CHAT("demo-t1000-i5", STREAM));
    EXPECT(has(wire_read(world->ctx.arena, fd, "content\":\" "), "content"));
    gateway_observe(&(Event){.kind = "ai_key.revoked", .subject_id = gateway->key_id});
    const char *rest = wire_read(world->ctx.arena, fd, NULL);
    EXPECT(has(rest, "data: {\"error\":{") && has(rest, "key_revoked"));
    EXPECT(!has(rest, "[DONE]") && !has(rest, "\r\n0\r\n\r\n"));
    wire_close(fd);
    world_gateway_wait(gateway, 1);
    expect_row(gateway, "quality", "estimated");
    expect_row(gateway, "is_complete", "no");
    world_gateway_close(gateway);
}

// ── limits ───────────────────────────────────────────────────────────────────────────────────

SCENARIO(
    "a key's requests are limited, its answers say how much is left, a restart forgives nothing")
{
    WorldGateway *gateway = world_gateway_open(world);
    Arena *arena = world->ctx.arena;
    world_gateway_model(gateway, "demo-t1", NULL);
    world_exec(world, "UPDATE ai_key SET requests_per_minute = 2");
    const char *first = chat(gateway, CHAT("demo-t1", ""));
    EXPECT_TEXT(wire_header(arena, first, "x-ratelimit-limit-requests"), "2");
    EXPECT_TEXT(wire_header(arena, first, "x-ratelimit-remaining-requests"), "1");
    EXPECT(wire_header(arena, first, "x-ratelimit-reset-requests"));
    EXPECT(!wire_header(arena, first, "x-ratelimit-limit-tokens"));
    EXPECT_INT(wire_status(chat(gateway, CHAT("demo-t1", ""))), 200);
    for (int round = 0; round < 2; round++) {
        const char *third = chat(gateway, CHAT("demo-t1", ""));
        expect_refusal(gateway, third, 429, "rate_limit_exceeded", false);
        EXPECT(strtol(wire_header(arena, third, "Retry-After"), NULL, 10) > 0);
        EXPECT_TEXT(wire_header(arena, third, "x-ratelimit-remaining-requests"), "0");
        world_gateway_restart(gateway);
    }
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage"), 2);
    world_gateway_close(gateway);
}

SCENARIO("a key's tokens are limited by what calls really took")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t50", NULL);
    world_exec(world, "UPDATE ai_key SET tokens_per_minute = 55");
    const char *first = chat(gateway, CHAT("demo-t50", ""));
    EXPECT_INT(wire_status(first), 200);
    EXPECT_TEXT(wire_header(world->ctx.arena, first, "x-ratelimit-limit-tokens"), "55");
    expect_refusal(gateway, chat(gateway, CHAT("demo-t50", "")), 429, "rate_limit_exceeded", false);
    world_gateway_close(gateway);
}

// ── upstreams that fail ──────────────────────────────────────────────────────────────────────

SCENARIO("the tokens that an answer may have are counted until it is there")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t3", NULL);
    world_exec(world, "UPDATE ai_key SET tokens_per_minute = 1000");
    const char *first = chat(gateway, CHAT("demo-t3", ", 'max_tokens': 900"));
    EXPECT(number(first, "x-ratelimit-remaining-tokens") < 100);
    const char *second = chat(gateway, CHAT("demo-t3", ", 'max_tokens': 1"));
    EXPECT(number(second, "x-ratelimit-remaining-tokens") > 900);
    world_gateway_close(gateway);
}

SCENARIO("an upstream that breaks off its stream never looks like one that ended it")
{
    static const char *const models[] = {"demo-t20-x1", "demo-t20-x2", "demo-t20-i2-x1"};
    WorldGateway *gateway = world_gateway_open(world);
    for (size_t i = 0; i < COUNT_OF(models); i++) {
        world_gateway_model(gateway, models[i], NULL);
        const char *body = world_printf(world, "{'model': '%s', 'stream': true}", models[i]);
        const char *answer = chat(gateway, body), *text = world_gateway_text(gateway, answer);
        EXPECT(has(text, "\"content\":"));
        EXPECT(has(text, "data: {\"error\":{"));
        EXPECT(!has(text, "[DONE]"));
        EXPECT(!has(answer, "\r\n0\r\n\r\n"));
        world_gateway_wait(gateway, (int64_t)i + 1);
        expect_row(gateway, "quality", "none");
        expect_row(gateway, "tokens_out", "0");
        expect_row(gateway, "is_complete", "no");
    }
    world_gateway_close(gateway);
}

SCENARIO("an upstream's errors are passed on and cost nothing, its refusal of us is our own fault")
{
    WorldGateway *gateway = world_gateway_open(world);
    const struct {
        int status, answered;
        const char *code;
        bool is_final;
    } cases[] = {{400, 400, "demonstration", false}, {404, 404, "demonstration", false},
        {409, 409, "demonstration", false}, {429, 429, "demonstration", false},
        {500, 500, "demonstration", false}, {503, 503, "demonstration", false},
        {401, 502, "upstream_refused", true}, {403, 502, "upstream_refused", true}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *model = world_printf(world, "demo-s%d", cases[i].status);
        world_gateway_model(gateway, model, NULL);
        const char *answer = chat(gateway, world_printf(world, "{'model': '%s'}", model));
        expect_refusal(gateway, answer, cases[i].answered, cases[i].code, cases[i].is_final);
        expect_row(gateway, "quality", "none");
        expect_row(gateway, "upstream_status", world_printf(world, "%d", cases[i].status));
    }
    EXPECT_INT(world_count(world, "SELECT sum(tokens_in + tokens_out) FROM ai_usage"), 0);
    world_gateway_close(gateway);
}

// An upstream that says this, whatever it is asked; once.
typedef struct Saying {
    int fd, port;
    const char *text;
    pthread_t thread;
} Saying;

static void *say(void *arg)
{
    const Saying *saying = arg;
    int fd = accept(saying->fd, NULL, NULL);
    Arena *arena = arena_new();
    wire_read(arena, fd, "}");
    wire_send(fd, saying->text);
    wire_close(fd);
    arena_free(arena);
    return NULL;
}

static void saying_start(Saying *saying, const char *text)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    *saying = (Saying){.fd = socket(AF_INET, SOCK_STREAM, 0), .text = text};
    if (bind(saying->fd, (struct sockaddr *)&address, length) || listen(saying->fd, 1) ||
        getsockname(saying->fd, (struct sockaddr *)&address, &length) ||
        pthread_create(&saying->thread, NULL, say, saying))
        abort();
    saying->port = ntohs(address.sin_port);
}

static void saying_stop(Saying *saying)
{
    pthread_join(saying->thread, NULL);
    close(saying->fd);
}

static const char *ask_saying(WorldGateway *gateway, const char *text)
{
    World *world = gateway->world;
    Saying saying;
    saying_start(&saying, text);
    const char *model = world_printf(world, "says-%d", saying.port);
    world_gateway_model(gateway, model, world_printf(world, "http://127.0.0.1:%d/v1", saying.port));
    const char *answer = chat(gateway, world_printf(world, "{'model': '%s'}", model));
    saying_stop(&saying);
    return answer;
}

SCENARIO("an upstream cannot send clients away for longer than a day")
{
    static const char *const pauses[] = {"99999999999999999999", "-99999999999999999999"};
    WorldGateway *gateway = world_gateway_open(world);
    for (size_t i = 0; i < COUNT_OF(pauses); i++) {
        const char *answer = ask_saying(gateway,
            world_printf(world,
                "HTTP/1.1 429 Busy\r\nRetry-After: %s\r\nContent-Length: 2\r\n\r\n{}", pauses[i]));
        const char *pause = wire_header(world->ctx.arena, answer, "Retry-After");
        EXPECT_INT(wire_status(answer), 429);
        EXPECT_TEXT(pause ? pause : "none", i ? "none" : "86400");
    }
    world_gateway_close(gateway);
}

SCENARIO("an upstream that counts more than a call can reach is not believed")
{
    WorldGateway *gateway = world_gateway_open(world);
    const char *answer = ask_saying(gateway,
        "HTTP/1.1 200 OK\r\nContent-Length: 79\r\n\r\n{\"usage\":{\"prompt_tokens\":"
        "999999999999999,\"completion_tokens\":999999999999999}}");
    EXPECT_INT(wire_status(answer), 200);
    expect_row(gateway, "quality", "estimated");
    EXPECT(world_count(world, "SELECT sum(tokens_in + tokens_out) FROM ai_usage") < 100);
    world_gateway_close(gateway);
}

SCENARIO("an upstream that counts more tokens than were sent to and fro is not believed")
{
    WorldGateway *gateway = world_gateway_open(world);
    ask_saying(gateway,
        "HTTP/1.1 200 OK\r\nContent-Length: 55\r\n\r\n"
        "{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":99999}}");
    expect_row(gateway, "quality", "estimated");
    ask_saying(gateway,
        "HTTP/1.1 200 OK\r\nContent-Length: 55\r\n\r\n"
        "{\"usage\":{\"prompt_tokens\":99999,\"completion_tokens\":9}}");
    expect_row(gateway, "quality", "estimated");
    EXPECT(world_count(world, "SELECT sum(tokens_in + tokens_out) FROM ai_usage") < 100);
    ask_saying(gateway,
        "HTTP/1.1 200 OK\r\nContent-Length: 55\r\n\r\n"
        "{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9999}} ");
    expect_row(gateway, "quality", "exact");
    expect_row(gateway, "tokens_out", "9999");
    world_gateway_close(gateway);
}

SCENARIO("an upstream that sends us elsewhere is not followed")
{
    WorldGateway *gateway = world_gateway_open(world);
    const char *answer = ask_saying(gateway,
        "HTTP/1.1 307 Away\r\nLocation: http://127.0.0.1:1/v1\r\nContent-Length: 0\r\n\r\n");
    expect_refusal(gateway, answer, 502, "upstream_refused", true);
    world_gateway_close(gateway);
}

SCENARIO("another upstream takes over before the first byte")
{
    WorldGateway *gateway = world_gateway_open(world);
    const char *demo =
        world_printf(world, "http://127.0.0.1:%d/v1", server_port(gateway->upstream));
    world_gateway_model(gateway, "demo-t3", "http://127.0.0.1:1/v1");
    expect_refusal(gateway, chat(gateway, CHAT("demo-t3", "")), 502, "upstream_unreachable", false);
    world_gateway_upstream(gateway, "demo-t3", "http://127.0.0.1:1/v1");
    world_gateway_upstream(gateway, "demo-t3", demo);
    for (int i = 0; i < 5; i++)
        EXPECT_INT(wire_status(chat(gateway, CHAT("demo-t3", STREAM))), 200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage WHERE quality = 'exact'"), 5);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage"), 6);
    world_gateway_close(gateway);
}

SCENARIO("an address that nobody allowed is not connected to")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t3",
        world_printf(world, "http://localhost:%d/v1", server_port(gateway->upstream)));
    EXPECT_INT(wire_status(chat(gateway, CHAT("demo-t3", ""))), 200);
    Guard *strict = guard_new(""), *usual = gateway->guard;
    gateway->guard = strict;
    world_gateway_restart(gateway);
    expect_refusal(gateway, chat(gateway, CHAT("demo-t3", "")), 502, "upstream_unreachable", false);
    gateway->guard = usual;
    world_gateway_close(gateway);
    guard_free(strict);
}

SCENARIO("an upstream that does not begin, or pauses too long, is given up")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-d9000", NULL);
    world_gateway_model(gateway, "demo-t9-i4000", NULL);
    expect_refusal(gateway, chat(gateway, CHAT("demo-d9000", "")), 504, "upstream_timeout", false);
    const char *answer = chat(gateway, CHAT("demo-t9-i4000", STREAM));
    EXPECT(has(answer, "data: {\"error\":{"));
    EXPECT(!has(answer, "[DONE]") && !has(answer, "\r\n0\r\n\r\n"));
    world_gateway_wait(gateway, 2);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_usage WHERE quality = 'none'"), 2);
    world_gateway_close(gateway);
}

// ── clients that leave, rows that cannot be written ──────────────────────────────────────────

SCENARIO("who leaves early pays what the upstream counted")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t40-i5", NULL);
    int fd = world_gateway_send(gateway, "chat/completions", CHAT("demo-t40-i5", STREAM));
    wire_read(world->ctx.arena, fd, "content\":\" ");
    wire_close(fd);
    world_gateway_wait(gateway, 1);
    expect_row(gateway, "quality", "exact");
    expect_row(gateway, "tokens_out", "40");
    expect_row(gateway, "is_complete", "no");
    world_gateway_close(gateway);
}

SCENARIO("who leaves a long answer pays an estimate of what came")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1000-i20", NULL);
    int fd = world_gateway_send(gateway, "chat/completions", CHAT("demo-t1000-i20", STREAM));
    wire_read(world->ctx.arena, fd, "content\":\" ");
    wire_close(fd);
    world_gateway_wait(gateway, 1);
    expect_row(gateway, "quality", "estimated");
    int64_t tokens = strtol(world_gateway_row(gateway, "tokens_out"), NULL, 10);
    EXPECT(tokens >= 10 && tokens < 150);
    world_gateway_close(gateway);
}

SCENARIO("who leaves before the answer is there pays for it all the same")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-d300-t8", NULL);
    int fd = world_gateway_send(gateway, "chat/completions", CHAT("demo-d300-t8", ""));
    usleep(100000);
    wire_close(fd);
    world_gateway_wait(gateway, 1);
    expect_row(gateway, "quality", "exact");
    expect_row(gateway, "tokens_out", "8");
    expect_row(gateway, "client_status", "499");
    world_gateway_close(gateway);
}

SCENARIO("an answer that cannot be recorded is not given as if it were")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t5", NULL);
    world_exec(world, "ALTER TABLE ai_usage RENAME TO ai_usage_gone");
    expect_refusal(gateway, chat(gateway, CHAT("demo-t5", "")), 503, "usage_not_recorded", false);
    const char *answer = chat(gateway, CHAT("demo-t5", STREAM));
    EXPECT(has(answer, "usage_not_recorded"));
    EXPECT(!has(answer, "[DONE]") && !has(answer, "\r\n0\r\n\r\n"));
    world_gateway_close(gateway);
}

SCENARIO("a gateway that stops writes down what was under way")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1000-i5", NULL);
    int fd = world_gateway_send(gateway, "chat/completions", CHAT("demo-t1000-i5", STREAM));
    wire_read(world->ctx.arena, fd, "content\":\" ");
    world_gateway_restart(gateway);
    EXPECT(!has(wire_read(world->ctx.arena, fd, NULL), "[DONE]"));
    wire_close(fd);
    expect_row(gateway, "quality", "estimated");
    world_gateway_close(gateway);
}

SCENARIO("pages are told of new usage")
{
    WorldGateway *gateway = world_gateway_open(world);
    world_gateway_model(gateway, "demo-t1", NULL);
    Time before = time_now();
    for (int i = 0; i < 5; i++)
        chat(gateway, CHAT("demo-t1", ""));
    usleep(1200000);
    int64_t seconds = (time_now().us - before.us) / SECOND;
    int64_t told = world_count(world,
        "SELECT count(*) FROM event WHERE kind = 'usage.recorded' AND subject_id = $1",
        gateway->subscription_id);
    EXPECT(told >= 1 && told <= seconds + 1); // once a second
    world_gateway_close(gateway);
}
