#include "gateway_call.h"

#include "settings.h"

#include "base/text.h"
#include "metrics/metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CLIENT_LEFT = 499,
    UNSEEN_TOKENS = 65536, // of images and files that are only named, and of hidden reasoning
};
static const int64_t after_end_us = SECONDS(1); // for an upstream that does not end after its end

static Metric calls_total = COUNTER(
    "kontor_ai_calls_total", "AI calls by what the client was answered.", "operation", "status");
static Metric tokens_total = COUNTER("kontor_ai_tokens_total", "Tokens of AI calls.", "kind", NULL);
static Metric open_calls = GAUGE("kontor_ai_open_calls", "AI calls under way.", NULL, NULL);

Time call_now(void)
{
    return time_now();
}

// ── beginning and end ────────────────────────────────────────────────────────────────────────

Call *call_new(GatewayLoop *home, Exchange *ex)
{
    Call *call = calloc(1, sizeof *call);
    if (!call)
        abort();
    call->home = home;
    call->ex = ex;
    call->request_id = id_new("req");
    call->begun_at = call_now();
    call->usage = AI_USAGE_UNKNOWN;
    call->next = home->calls;
    if (call->next)
        call->next->previous = call;
    home->calls = call;
    exchange_set_user(ex, call);
    return call;
}

void call_free(Call *call)
{
    *(call->previous ? &call->previous->next : &call->home->calls) = call->next;
    if (call->next)
        call->next->previous = call->previous;
    gateway_key_close(call->key);
    sse_free(&call->sse);
    buffer_free(&call->body);
    buffer_free(&call->answer);
    buffer_free(&call->held);
    free(call);
}

void call_check(Call *call)
{
    bool is_done = call->phase == CALL_OVER && !call->ex && !transfer_is_open(&call->transfer);
    if (!is_done || call->is_freed)
        return;
    call->is_freed = true; // when the loop's turn ends: whoever called us may still look at it
    call->next_over = call->home->over;
    call->home->over = call;
}

void call_refuse(Call *call, const AiError *error)
{
    call->error = *error;
    call->phase = CALL_OVER;
    reply_error(call, error);
    call_check(call);
}

// ── letting it through ───────────────────────────────────────────────────────────────────────

static const GatewayModel *model_of(const GatewayKey *key, const char *name)
{
    for (size_t i = 0; i < key->model_count; i++)
        if (text_same(key->models[i].name, name))
            return &key->models[i];
    return NULL;
}

static bool refuse(AiError *ret_error, int status, const char *code, const char *message)
{
    *ret_error = (AiError){
        .status = status, .code = code, .param = "model", .message = message, .is_final = true};
    return false;
}

bool call_find_model(Call *call, const char *name, AiError *ret_error)
{
    Arena *arena = exchange_arena(call->ex);
    const GatewayModel *model = model_of(call->key, name);
    if (!model)
        return refuse(ret_error, 404, "model_not_found",
            arena_printf(arena, "This subscription has no model %s.", name));
    if (!model->is_allowed)
        return refuse(ret_error, 403, "model_not_allowed",
            arena_printf(arena, "This key may not call the model %s.", name));
    call->model = model;
    return true;
}

static bool check_operation(Call *call, AiError *ret_error)
{
    if (call->model->can[call->operation])
        return true;
    return refuse(ret_error, 400, "operation_not_supported",
        arena_printf(exchange_arena(call->ex), "The model %s does not do %s.", call->model->name,
            ai_operation_names[call->operation]));
}

static bool check_load(Call *call, AiError *ret_error)
{
    Gateway *gateway = call->home->gateway;
    if (gateway->open_calls < settings()->ai_max_calls)
        return true;
    *ret_error = (AiError){.status = 503,
        .code = "overloaded",
        .message = "Too many calls are under way; try again in a moment.",
        .retry_after = SECONDS(1)};
    return false;
}

static bool check_limits(Call *call, AiError *ret_error)
{
    call->tokens_estimated = ai_tokens_of(call->request.text_bytes, 0);
    call->tokens_reserved = call->tokens_estimated + call->request.max_tokens;
    if (key_limits_begin(call->key->limits, call->begun_at, call->key->maxima,
            call->tokens_reserved, &call->standing))
        return true;
    int64_t requests = call->standing.requests.wait, tokens = call->standing.tokens.wait;
    *ret_error = (AiError){
        .status = 429,
        .code = "rate_limit_exceeded",
        .message = arena_printf(exchange_arena(call->ex),
            "This key's limit of %lld %s per minute is used up; try again in %lld s.",
            (long long)(requests ? call->key->maxima.requests : call->key->maxima.tokens),
            requests ? "requests" : "tokens",
            (long long)((requests > tokens ? requests : tokens) / SECOND + 1)),
        .retry_after = requests > tokens ? requests : tokens,
    };
    return false;
}

void call_open(Call *call)
{
    AiError error = {0};
    if (!ai_request_read(exchange_arena(call->ex), call->operation, exchange_body(call->ex),
            &call->request, &error) ||
        !call_find_model(call, call->request.model, &error) || !check_operation(call, &error) ||
        !check_load(call, &error) || !check_limits(call, &error)) {
        call_refuse(call, &error);
        return;
    }
    call->phase = CALL_WAITING;
    call->home->gateway->open_calls++;
    metric_add(&open_calls, 1, NULL, NULL);
    if (call_ask(call))
        return;
    call->error = (AiError){.status = 503,
        .code = "no_upstream",
        .message = "No server is set up for this model.",
        .is_final = true};
    call_settle(call, AI_NONE, REPLY_ERROR);
}

// ── ending ───────────────────────────────────────────────────────────────────────────────────

void call_drain(Call *call)
{
    call->phase = CALL_DRAINING;
    call->drain_until = time_after(call_now(), settings()->ai_drain_timeout);
    transfer_resume(&call->transfer);
}

void call_cut(Call *call, const AiError *error)
{
    if (call->phase != CALL_WAITING && call->phase != CALL_STREAMING)
        return;
    reply_cut(call, error);
    call_drain(call);
}

bool call_is_misnamed(const Call *call, const char *json, const AiAnswer *answer)
{
    const char *name = call->model->json_name;
    return answer->model_length && (answer->model_length != strlen(name) ||
                                       memcmp(json + answer->model_at, name, strlen(name)) != 0);
}

// A token stands for a byte at the least.
static bool is_plausible(const Call *call)
{
    AiUsage usage = ai_usage_of(&call->usage);
    return usage.tokens_in <= call->sent_bytes + UNSEEN_TOKENS &&
           usage.tokens_out <= call->heard_bytes + UNSEEN_TOKENS;
}

AiQuality call_quality(const Call *call)
{
    bool is_exact = ai_usage_is_known(&call->usage) && !call->has_late_text && is_plausible(call);
    return is_exact ? AI_EXACT : AI_ESTIMATED;
}

static AiUsage usage_of(const Call *call, AiQuality quality)
{
    AiUsage usage = is_plausible(call) ? call->usage : AI_USAGE_UNKNOWN;
    if (quality == AI_NONE)
        return (AiUsage){0};
    if (quality == AI_ESTIMATED) {
        int64_t seen = ai_tokens_of(call->text_bytes, call->text_events);
        if (usage.tokens_in < 0)
            usage.tokens_in = call->tokens_estimated;
        if (usage.tokens_out < seen)
            usage.tokens_out = seen;
    }
    return ai_usage_of(&usage);
}

static int client_status_of(const Call *call)
{
    switch (call->reply) {
    case REPLY_ANSWER: return call->ex ? 200 : CLIENT_LEFT;
    case REPLY_ERROR: return call->ex ? call->error.status : CLIENT_LEFT;
    case REPLY_STREAM_END:
    case REPLY_NOTHING: break;
    }
    return call->client_status ? call->client_status : CLIENT_LEFT;
}

static void count_tokens(const AiUsage *usage)
{
    metric_add(&tokens_total, usage->tokens_in, "in", NULL);
    metric_add(&tokens_total, usage->tokens_out, "out", NULL);
    metric_add(&tokens_total, usage->tokens_cached, "cached", NULL);
    metric_add(&tokens_total, usage->tokens_reasoning, "reasoning", NULL);
}

static void reply_unrecorded(Call *call)
{
    AiError error = {.status = 503,
        .code = "usage_not_recorded",
        .message = "The call could not be recorded; it is not charged.",
        .retry_after = SECONDS(1)};
    reply_cut(call, &error);
}

static void row_written(void *arg)
{
    Call *call = arg;
    call->phase = CALL_OVER;
    call->drain_until = time_after(call_now(), after_end_us);
    call->home->gateway->open_calls--;
    metric_add(&open_calls, -1, NULL, NULL);
    if (call->reply == REPLY_ERROR)
        reply_error(call, &call->error);
    else if (call->reply != REPLY_NOTHING && !call->row.is_written)
        reply_unrecorded(call);
    else if (call->reply == REPLY_ANSWER)
        reply_answer(call);
    else if (call->reply == REPLY_STREAM_END)
        reply_stream_end(call);
    call_check(call);
}

void call_settle(Call *call, AiQuality quality, CallReply reply)
{
    AiUsage usage = usage_of(call, quality);
    Time now = call_now();
    call->phase = CALL_SETTLING;
    call->reply = reply;
    key_limits_change(call->key->limits, now, usage.tokens_total - call->tokens_reserved);
    count_tokens(&usage);

    bool is_answered = reply == REPLY_ANSWER || reply == REPLY_STREAM_END;
    call->row = (MeterJob){
        .call =
            {
                .organization_id = call->key->organization_id,
                .request_id = call->request_id,
                .subscription_id = call->key->subscription_id,
                .ai_key_id = call->key->id,
                .ai_model_id = call->model->id,
                .model = call->model->name,
                .operation = ai_operation_names[call->operation],
                .started_at = call->begun_at,
                .ended_at = now,
                .tokens_in = usage.tokens_in,
                .tokens_out = usage.tokens_out,
                .tokens_cached = usage.tokens_cached,
                .tokens_reasoning = usage.tokens_reasoning,
                .quality = quality,
                .upstream_status = call->upstream_status,
                .client_status = client_status_of(call),
                .is_complete = is_answered && call->ex && !call->is_cut,
                .by_former_secret = time_is_set(call->key->secret_ends_at),
            },
        .loop = call->home->loop,
        .done = row_written,
        .arg = call,
    };
    char status[12];
    snprintf(status, sizeof status, "%d", call->row.call.client_status);
    metric_add(&calls_total, 1, call->row.call.operation, status);
    gateway_meter_write(call->home->gateway->meter, &call->row);
}

// ── what takes too long ──────────────────────────────────────────────────────────────────────

void call_sweep(Call *call, Time now)
{
    bool has_heard = time_is_set(call->heard_at);
    int64_t silence = now.us - (has_heard ? call->heard_at.us : call->sent_at.us);
    int64_t patience = has_heard ? settings()->ai_idle_timeout : settings()->ai_first_byte_timeout;
    bool is_over = call->phase == CALL_DRAINING || call->phase == CALL_OVER;
    bool waits = call->phase == CALL_WAITING || call->phase == CALL_STREAMING;
    if ((is_over && time_before(call->drain_until, now)) ||
        (waits && !call->transfer.waits && silence > patience))
        call_give_up(call);
}
