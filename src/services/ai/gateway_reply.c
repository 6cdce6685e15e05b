#include "gateway_call.h"

#include "metrics/metrics.h"
#include "json/json.h"

#include <string.h>

enum { MAX_HEADERS = 16 };

static const int64_t seconds_bounds[] = {1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000,
    500000, 1000000, 2500000, 5000000, 10000000, 30000000, 60000000, 120000000, 0};
static Metric first_byte = HISTOGRAM("kontor_ai_first_byte_seconds",
    "Time until an AI call's answer began.", "operation", NULL, seconds_bounds);
static Metric own_time = HISTOGRAM("kontor_ai_own_seconds",
    "The gateway's own share of the time until an AI call's answer began.", "operation", NULL,
    seconds_bounds);

typedef struct Headers {
    Arena *arena;
    Header items[MAX_HEADERS];
    size_t count;
} Headers;

static void add(Headers *headers, const char *name, const char *value)
{
    headers->items[headers->count++] = (Header){name, value};
}

// ── headers ──────────────────────────────────────────────────────────────────────────────────

// "250ms", "1.5s": as OpenAI writes the time until a limit is full again.
static const char *duration_text(Arena *arena, int64_t us)
{
    int64_t ms = (us + 999) / 1000;
    if (ms < 1000)
        return arena_printf(arena, "%dms", (int)ms);
    return arena_printf(arena, "%d.%03ds", (int)(ms / 1000), (int)(ms % 1000));
}

static const char *number_text(Arena *arena, int64_t number)
{
    return arena_printf(arena, "%lld", (long long)number);
}

static void add_limits(Headers *headers, const LimitsStanding *standing)
{
    Arena *arena = headers->arena;
    if (standing->maxima.requests) {
        const LimitStanding *requests = &standing->requests;
        add(headers, "x-ratelimit-limit-requests", number_text(arena, standing->maxima.requests));
        add(headers, "x-ratelimit-remaining-requests", number_text(arena, requests->remaining));
        add(headers, "x-ratelimit-reset-requests", duration_text(arena, requests->reset));
    }
    if (standing->maxima.tokens) {
        const LimitStanding *tokens = &standing->tokens;
        add(headers, "x-ratelimit-limit-tokens", number_text(arena, standing->maxima.tokens));
        add(headers, "x-ratelimit-remaining-tokens", number_text(arena, tokens->remaining));
        add(headers, "x-ratelimit-reset-tokens", duration_text(arena, tokens->reset));
    }
}

static void add_error(Headers *headers, const AiError *error)
{
    if (error->is_final)
        add(headers, "x-should-retry", "false");
    if (error->status == 401)
        add(headers, "WWW-Authenticate", "Bearer");
    if (error->allow)
        add(headers, "Allow", error->allow);
    if (error->retry_after)
        add(headers, "Retry-After",
            number_text(headers->arena, (error->retry_after + SECOND - 1) / SECOND));
}

static Headers headers_of(Call *call, const char *media_type, const char *caching)
{
    Headers headers = {.arena = exchange_arena(call->ex)};
    int64_t own = call_now().us - call->begun_at.us - call->upstream_us;
    add(&headers, "Content-Type", media_type);
    add(&headers, "Cache-Control", caching);
    add(&headers, "X-Request-Id", call->request_id.text);
    add(&headers, "Server-Timing",
        arena_printf(headers.arena, "gateway;dur=%d.%03d", (int)(own / 1000), (int)(own % 1000)));
    if (call->processing_ms[0])
        add(&headers, "openai-processing-ms", call->processing_ms);
    add_limits(&headers, &call->standing);
    return headers;
}

static void observe(Call *call)
{
    const char *operation = ai_operation_names[call->operation];
    int64_t us = call_now().us - call->begun_at.us;
    metric_observe(&first_byte, us, operation, NULL);
    metric_observe(&own_time, us - call->upstream_us, operation, NULL);
}

// ── whole answers ────────────────────────────────────────────────────────────────────────────

static void reply_whole(
    Call *call, int status, const Headers *headers, const Blob *pieces, size_t count)
{
    if (!call->ex || call->client_status)
        return;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += pieces[i].length;
    call->client_status = status;
    exchange_start(call->ex, status, headers->items, headers->count, (int64_t)length);
    for (size_t i = 0; i < count; i++)
        exchange_write(call->ex, pieces[i].bytes, pieces[i].length);
    exchange_finish(call->ex, true);
}

void reply_error(Call *call, const AiError *error)
{
    if (!call->ex)
        return;
    Headers headers = headers_of(call, "application/json", "no-store");
    add_error(&headers, error);
    const char *text = ai_error_text(headers.arena, error);
    Blob body = {text, strlen(text)};
    if (call->passes_error)
        body = (Blob){call->answer.bytes, call->answer.length};
    reply_whole(call, error->status, &headers, &body, 1);
}

void reply_answer(Call *call)
{
    if (!call->ex)
        return;
    Headers headers = headers_of(call, "application/json", "no-store");
    const char *bytes = call->answer.bytes,
               *name = call->model_length ? call->model->json_name : "";
    size_t behind = call->model_at + call->model_length;
    Blob pieces[] = {{bytes, call->model_at}, {name, strlen(name)},
        {bytes + behind, call->answer.length - behind}};
    observe(call);
    reply_whole(call, call->upstream_status, &headers, pieces, COUNT_OF(pieces));
}

static void write_model(Json *out, const GatewayKey *key, const GatewayModel *model)
{
    json_begin_object(out, NULL);
    json_put(out, "id", model->name);
    json_put(out, "object", "model");
    json_put(out, "created", key->models_created_at.us / SECOND);
    json_put(out, "owned_by", key->seller_slug);
    json_end_object(out);
}

static void write_models(Json *out, const GatewayKey *key)
{
    json_begin_object(out, NULL);
    json_put(out, "object", "list");
    json_begin_array(out, "data");
    for (size_t i = 0; i < key->model_count; i++)
        if (key->models[i].is_allowed)
            write_model(out, key, &key->models[i]);
    json_end_array(out);
    json_end_object(out);
}

void reply_models(Call *call)
{
    const GatewayKey *key = call->key;
    Json *out = json_new(exchange_arena(call->ex));
    if (call->endpoint == ENDPOINT_MODEL)
        write_model(out, key, call->model);
    else
        write_models(out, key);
    const char *text = json_finish(out);
    Headers headers = headers_of(call, "application/json", "no-store");
    reply_whole(call, 200, &headers, &(Blob){text, strlen(text)}, 1);
}

// ── streams ──────────────────────────────────────────────────────────────────────────────────

void reply_stream_begin(Call *call)
{
    Headers headers = headers_of(call, "text/event-stream; charset=utf-8", "no-cache");
    add(&headers, "X-Accel-Buffering", "no"); // a proxy in front passes events on as they come
    observe(call);
    call->client_status = 200;
    exchange_start(call->ex, 200, headers.items, headers.count, -1);
}

void reply_stream_end(Call *call)
{
    if (!call->ex || call->is_cut)
        return;
    exchange_write(call->ex, call->held.bytes, call->held.length);
    exchange_finish(call->ex, true);
}

void reply_cut(Call *call, const AiError *error)
{
    if (!call->ex || call->is_cut)
        return;
    if (!call->client_status) {
        reply_error(call, error);
    } else {
        Arena *arena = exchange_arena(call->ex);
        const char *event = arena_printf(arena, "data: %s\n\n", ai_error_text(arena, error));
        exchange_write(call->ex, event, strlen(event));
        exchange_finish(call->ex, false);
    }
    call->is_cut = true;
}
