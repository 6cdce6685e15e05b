#include "gateway_call.h"

#include "base/text.h"
#include "log/log.h"
#include "metrics/metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    MAX_UNSENT = 256 * 1024,       // what a slow client makes us hold before its upstream waits
    MAX_ANSWER = 64 * 1024 * 1024, // of JSON
    MAX_ERROR = 64 * 1024,         // of an upstream's error
    MAX_DRAINED = 1024 * 1024,     // what is read on after the client left
    MAX_UPSTREAMS = 64,            // bits of call->tried
    MAX_PAUSE = 24 * 60 * 60,      // seconds that an upstream may ask for
};

static Metric failures =
    COUNTER("kontor_ai_upstream_failures_total", "Requests that an upstream failed.", "kind", NULL);

// ── asking ───────────────────────────────────────────────────────────────────────────────────

static bool was_tried(const Call *call, size_t place)
{
    return place >= MAX_UPSTREAMS || call->tried & UINT64_C(1) << place;
}

static uint64_t all_of(const GatewayModel *model)
{
    return model->upstream_count >= MAX_UPSTREAMS ? UINT64_MAX
                                                  : (UINT64_C(1) << model->upstream_count) - 1;
}

// The first that was not tried and is healthy; if there is none, the first that was not tried.
static const GatewayUpstream *choose_upstream(Call *call)
{
    const GatewayModel *model = call->model;
    size_t chosen = model->upstream_count;
    for (size_t i = model->upstream_count; i--;)
        if (!was_tried(call, i))
            chosen = i;
    for (size_t i = model->upstream_count; i--;)
        if (!was_tried(call, i) &&
            upstream_health_is_good(model->upstreams[i].health, call->begun_at))
            chosen = i;
    if (chosen == model->upstream_count)
        return NULL;
    call->tried |= UINT64_C(1) << chosen;
    return &model->upstreams[chosen];
}

static const TransferUser transfer_user;

bool call_ask(Call *call)
{
    const GatewayUpstream *upstream = choose_upstream(call);
    if (!upstream)
        return false;
    call->upstream = upstream;
    call->upstream_status = 0;
    call->is_stream = call->passes_error = false;
    call->body.length = call->answer.length = 0;
    call->sent_at = call_now();
    call->heard_at = TIME_NONE;
    ai_request_write(&call->request, exchange_body(call->ex), upstream->model, &call->body);
    call->sent_bytes = (int64_t)call->body.length;
    call->heard_bytes = 0;
    TransferRequest request = {
        .url = upstream->url,
        .path = ai_operation_paths[call->operation],
        .secret = upstream->secret,
        .request_id = call->request_id.text,
        .body = {call->body.bytes, call->body.length},
        .accepts_stream = call->request.is_stream,
    };
    transfer_open(call->home->transfers, &call->transfer, &request, &transfer_user, call);
    if (call->tried == all_of(call->model))
        exchange_body_free(call->ex); // nobody else will get it
    return true;
}

// ── what comes back ──────────────────────────────────────────────────────────────────────────

static bool is_success(const Call *call)
{
    return call->upstream_status >= 200 && call->upstream_status < 300;
}

// In seconds, which may be any number; a date is none.
static int64_t pause_of(const char *retry_after)
{
    long seconds = strtol(retry_after, NULL, 10);
    return seconds < 0 ? 0 : SECONDS(seconds < MAX_PAUSE ? seconds : MAX_PAUSE);
}

static void read_head(Call *call)
{
    const char *media_type = transfer_header(&call->transfer, "content-type");
    const char *processing = transfer_header(&call->transfer, "openai-processing-ms");
    const char *retry_after = transfer_header(&call->transfer, "retry-after");
    call->upstream_status = transfer_status(&call->transfer);
    call->is_stream =
        is_success(call) && media_type && strncasecmp(media_type, "text/event-stream", 17) == 0;
    call->error.retry_after = retry_after ? pause_of(retry_after) : 0;
    snprintf(call->processing_ms, sizeof call->processing_ms, "%s", processing ? processing : "");
}

// From the first byte on there is no other upstream, and the request is not needed any more.
static void begin_stream(Call *call)
{
    call->phase = CALL_STREAMING;
    call->upstream_us += call_now().us - call->sent_at.us;
    exchange_body_free(call->ex);
    if (transfer_free_request(&call->transfer))
        buffer_free(&call->body);
    reply_stream_begin(call);
}

static bool collect(Call *call, const char *bytes, size_t length)
{
    if (!is_success(call) && call->answer.length + length > MAX_ERROR)
        return true; // the beginning of an error says enough
    if (call->answer.length + length > MAX_ANSWER)
        return false;
    buffer_write(&call->answer, bytes, length);
    return true;
}

static TransferStep received(void *arg, const char *bytes, size_t length)
{
    Call *call = arg;
    if (call->phase == CALL_SETTLING || call->phase == CALL_OVER)
        return TRANSFER_TAKEN;
    if (call->phase == CALL_STREAMING && exchange_unsent(call->ex) > MAX_UNSENT)
        return TRANSFER_LATER;
    if (!call->upstream_status)
        read_head(call);
    if (call->phase == CALL_WAITING && call->is_stream)
        begin_stream(call);
    call->heard_at = call_now();
    call->heard_bytes += (int64_t)length;
    if (call->phase == CALL_DRAINING && call->is_stream && (call->drained += length) > MAX_DRAINED)
        return TRANSFER_REFUSED;
    bool is_taken =
        call->is_stream ? call_stream_read(call, bytes, length) : collect(call, bytes, length);
    return is_taken ? TRANSFER_TAKEN : TRANSFER_REFUSED;
}

// ── how it ends ──────────────────────────────────────────────────────────────────────────────

static bool is_json(const Call *call)
{
    const char *at = call->answer.bytes, *end = at + call->answer.length;
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at < end && *at == '{';
}

static const char *failure_of(const Call *call, TransferEnd end)
{
    switch (end) {
    case TRANSFER_UNREACHABLE: return "unreachable";
    case TRANSFER_TIMED_OUT: return "timeout";
    case TRANSFER_BROKEN: return "broken";
    case TRANSFER_COMPLETE: break;
    }
    int status = call->upstream_status;
    if (is_success(call))
        return call->is_stream ? (call->has_end ? NULL : "incomplete")
                               : (is_json(call) ? NULL : "no_json");
    if (status < 400 || status == 401 || status == 403)
        return "refused"; // our key or address is wrong, which is not the client's business
    return status >= 500 ? "error" : NULL;
}

static void count_failure(Call *call, TransferEnd end)
{
    const char *failure = failure_of(call, end);
    upstream_health_change(call->upstream->health, call_now(), !failure);
    if (!failure)
        return;
    metric_add(&failures, 1, failure, NULL);
    log_line(LOG_WARNING, "AI upstream failed", "request_id=%s url=%s failure=%s status=%d",
        call->request_id.text, call->upstream->url, failure, call->upstream_status);
}

static bool may_try_another(const Call *call, TransferEnd end)
{
    int status = call->upstream_status;
    if (end == TRANSFER_COMPLETE)
        return failure_of(call, end) || status == 408 || status == 429;
    return end != TRANSFER_TIMED_OUT; // the client has waited long enough
}

static AiError upstream_error(int status, const char *code, const char *message)
{
    return (AiError){.status = status, .code = code, .message = message};
}

static AiError error_of(Call *call, TransferEnd end)
{
    const char *failure = failure_of(call, end);
    if (end == TRANSFER_UNREACHABLE)
        return upstream_error(502, "upstream_unreachable", "The model's server cannot be reached.");
    if (end == TRANSFER_TIMED_OUT)
        return upstream_error(
            504, "upstream_timeout", "The model's server did not answer in time.");
    if (end == TRANSFER_BROKEN || is_success(call))
        return upstream_error(502, "upstream_broken", "The model's server broke off its answer.");
    if (text_same(failure, "refused")) {
        AiError error = upstream_error(502, "upstream_refused",
            "The model's server refuses the marketplace; its operator must look into this.");
        error.is_final = true;
        return error;
    }
    AiAnswer answer;
    ai_answer_read(call->answer.bytes, call->answer.length, AI_TEXTS_OF_CHAT, &answer);
    call->passes_error = answer.is_error && is_json(call);
    return (AiError){
        .status = call->upstream_status < 600 ? call->upstream_status : 502,
        .code = "upstream_error",
        .message = "The model's server answered with an error.",
        .retry_after = call->error.retry_after,
    };
}

// A whole JSON answer.
static void settle_answer(Call *call, CallReply reply)
{
    AiAnswer answer;
    ai_answer_read(call->answer.bytes, call->answer.length, AI_TEXTS_OF_CHAT, &answer);
    call->usage = answer.usage;
    call->text_bytes = call->operation == AI_EMBEDDINGS ? 0 : (int64_t)answer.text_bytes;
    if (call->request.asks_base64) {
        Buffer converted = {0};
        buffer_write(&call->answer, "", 1);
        ai_embeddings_write(call->answer.bytes, call->answer.length - 1, &converted);
        buffer_free(&call->answer);
        call->answer = converted;
        ai_answer_read(call->answer.bytes, call->answer.length, AI_TEXTS_OF_CHAT, &answer);
    }
    if (call_is_misnamed(call, call->answer.bytes, &answer)) {
        call->model_at = answer.model_at;
        call->model_length = answer.model_length;
    }
    call_settle(call, answer.is_error ? AI_NONE : call_quality(call), reply);
}

static void end_answer(Call *call, TransferEnd end)
{
    if (end == TRANSFER_COMPLETE && is_success(call) && !call->is_stream && is_json(call)) {
        settle_answer(call, REPLY_ANSWER);
        return;
    }
    if (may_try_another(call, end) && call_ask(call))
        return;
    call->error = error_of(call, end);
    call_settle(call, AI_NONE, REPLY_ERROR);
}

// The client is gone: what is there is what there will be.
static void end_drained(Call *call, TransferEnd end)
{
    bool has_answer = end == TRANSFER_COMPLETE && is_success(call) && is_json(call);
    if (call->is_stream)
        call_stream_end(call, end);
    else if (has_answer)
        settle_answer(call, REPLY_NOTHING);
    else
        call_settle(call, failure_of(call, end) ? AI_NONE : call_quality(call), REPLY_NOTHING);
}

static void ended(void *arg, TransferEnd end)
{
    Call *call = arg;
    if (!call->upstream_status && call->phase != CALL_OVER)
        read_head(call);
    transfer_close(&call->transfer);
    if (call->phase == CALL_WAITING || call->phase == CALL_STREAMING)
        count_failure(call, end);
    switch (call->phase) {
    case CALL_WAITING:
        call->upstream_us += call_now().us - call->sent_at.us;
        end_answer(call, end);
        break;
    case CALL_STREAMING: call_stream_end(call, end); break;
    case CALL_DRAINING: end_drained(call, end); break;
    case CALL_ASKING:
    case CALL_SETTLING:
    case CALL_OVER: call_check(call); break;
    }
}

static const TransferUser transfer_user = {received, ended};

void call_give_up(Call *call)
{
    transfer_close(&call->transfer);
    if (call->phase == CALL_WAITING || call->phase == CALL_STREAMING)
        count_failure(call, TRANSFER_TIMED_OUT);
    switch (call->phase) {
    case CALL_WAITING:
        call->upstream_us += call_now().us - call->sent_at.us;
        end_answer(call, TRANSFER_TIMED_OUT);
        break;
    case CALL_STREAMING: call_stream_end(call, TRANSFER_BROKEN); break;
    case CALL_DRAINING: call_settle(call, call_quality(call), REPLY_NOTHING); break;
    case CALL_ASKING:
    case CALL_SETTLING:
    case CALL_OVER: call_check(call); break;
    }
}
