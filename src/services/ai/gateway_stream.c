#include "gateway_call.h"

#include <string.h>

static bool is_done_mark(Blob data)
{
    return data.length == 6 && memcmp(data.bytes, "[DONE]", 6) == 0;
}

// What stands in an event in the place of something else.
typedef struct Edit {
    const char *at;
    size_t removed;
    const char *inserted;
} Edit;

typedef struct Event {
    const char *raw;
    size_t length;
    Edit edits[2]; // in the order in which they stand
    size_t edit_count;
    bool is_held; // until the row is durable
} Event;

static void place_edit(Event *event, Edit edit)
{
    Edit *place = &event->edits[event->edit_count++];
    if (place > event->edits && place[-1].at > edit.at) {
        *place = place[-1];
        place--;
    }
    *place = edit;
}

// To the client, or behind what is held back already.
static void pass_bytes(Call *call, bool is_held, const char *bytes, size_t length)
{
    if (is_held || call->held.length)
        buffer_write(&call->held, bytes, length);
    else if (call->ex && !call->is_cut)
        exchange_write(call->ex, bytes, length);
}

static void pass(Call *call, const Event *event)
{
    const char *passed = event->raw;
    for (size_t i = 0; i < event->edit_count; i++) {
        const Edit *edit = &event->edits[i];
        pass_bytes(call, event->is_held, passed, (size_t)(edit->at - passed));
        pass_bytes(call, event->is_held, edit->inserted, strlen(edit->inserted));
        passed = edit->at + edit->removed;
    }
    pass_bytes(call, event->is_held, passed, (size_t)(event->raw + event->length - passed));
}

static void note(Call *call, const AiAnswer *answer)
{
    if (answer->text_bytes) {
        call->text_bytes += (int64_t)answer->text_bytes;
        call->text_events++;
        call->has_late_text = true;
    }
    if (answer->has_usage) {
        ai_usage_change(&call->usage, &answer->usage);
        call->has_late_text = false;
    }
    call->has_end |= answer->is_end;
    call->has_error |= answer->is_error;
}

static void settle(Call *call)
{
    call_settle(call, call->has_error ? AI_NONE : call_quality(call), REPLY_STREAM_END);
}

static bool takes_usage_away(const Call *call)
{
    return !call->request.asks_usage &&
           (call->operation == AI_CHAT || call->operation == AI_COMPLETIONS);
}

// The model has the name that the client knows, and the usage that it did not ask for is null.
static void edit_event(const Call *call, Event *event, const char *json, const AiAnswer *answer)
{
    if (call_is_misnamed(call, json, answer))
        place_edit(
            event, (Edit){json + answer->model_at, answer->model_length, call->model->json_name});
    if (answer->has_usage && takes_usage_away(call))
        place_edit(event, (Edit){json + answer->usage_at, answer->usage_length, "null"});
}

static void read_event(void *arg, const char *raw, size_t length)
{
    Call *call = arg;
    if (call->phase != CALL_STREAMING && call->phase != CALL_DRAINING)
        return; // it is settled; nothing follows the end

    Buffer joined = {0};
    Blob data = sse_data(raw, length, &joined);
    AiAnswer answer = {0};
    if (data.length && !is_done_mark(data)) {
        AiTexts texts = call->operation == AI_RESPONSES ? AI_TEXTS_OF_RESPONSES : AI_TEXTS_OF_CHAT;
        ai_answer_read(data.bytes, data.length, texts, &answer);
        note(call, &answer);
    }
    bool is_last = is_done_mark(data) || (call->operation == AI_RESPONSES && answer.is_end);
    Event event = {.raw = raw, .length = length, .is_held = is_last || answer.is_usage_only};
    if (data.bytes != joined.bytes) // what stands on several lines is passed on as it is
        edit_event(call, &event, data.bytes, &answer);
    if (!answer.is_usage_only || !takes_usage_away(call))
        pass(call, &event);
    buffer_free(&joined);
    if (is_last)
        settle(call);
}

bool call_stream_read(Call *call, const char *bytes, size_t length)
{
    return sse_read(&call->sse, bytes, length, read_event, call) &&
           call->held.length <= SSE_MAX_EVENT;
}

void call_stream_end(Call *call, TransferEnd end)
{
    sse_end(&call->sse, read_event, call);
    bool is_whole = end == TRANSFER_COMPLETE && call->has_end;
    if (call->phase == CALL_DRAINING || (call->phase == CALL_STREAMING && is_whole))
        settle(call);
    if (call->phase != CALL_STREAMING)
        return;
    bool is_ours = end == TRANSFER_TIMED_OUT; // it had the time that the operator gives
    reply_cut(call, &(AiError){.status = is_ours ? 504 : 502,
                        .code = is_ours ? "answer_too_long" : "answer_incomplete",
                        .message = is_ours ? "The answer took longer than calls may take."
                                           : "The model's server broke off its answer."});
    call_settle(call, is_ours ? call_quality(call) : AI_NONE, REPLY_NOTHING);
}
