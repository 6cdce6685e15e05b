// gateway_call.h — one call on its way through the gateway. Private to the gateway's files.
//
//     asking ─▶ waiting ─▶ streaming ─▶ settling ─▶ over
//        │         │  └────────│──────▶ settling
//        │         └──▶ draining ◀┘ (the client left, or was cut off)
//        └──▶ over     └─────────────▶ settling
//
// A call belongs to its loop. It ends when its client, its upstream and its row are done with it.
#pragma once

#include "ai_answer.h"
#include "ai_request.h"
#include "gateway_lookup.h"
#include "gateway_meter.h"
#include "sse.h"
#include "transfer.h"

#include "http/exchange.h"

typedef struct Call Call;

/** The gateway of this process. */
typedef struct Gateway {
    Database *database;
    const Guard *guard;
    GatewayKeys *keys;
    GatewayLookup *lookup;
    GatewayMeter *meter;
    atomic_int open_calls; // let through to an upstream and not over
} Gateway;

/** And its part on one loop. */
typedef struct GatewayLoop {
    Gateway *gateway;
    Loop *_Atomic loop; // NULL: not begun, or stopped
    Transfers *transfers;
    Call *calls;      // all that are not freed
    Call *over;       // those that will be at the end of the turn
    LoopTimer *sweep; // NULL while there are none
    bool is_stopped;  // no call begins any more
} GatewayLoop;

typedef enum CallPhase {
    CALL_ASKING,    // its key is being looked up
    CALL_WAITING,   // for the upstream's answer, or the whole of it
    CALL_STREAMING, // events go to the client as they come
    CALL_DRAINING,  // only what the upstream counted is still of interest
    CALL_SETTLING,  // its row is being written
    CALL_OVER,
} CallPhase;

/** What the client gets once the row is durable. */
typedef enum CallReply { REPLY_NOTHING, REPLY_ANSWER, REPLY_STREAM_END, REPLY_ERROR } CallReply;

typedef enum Endpoint { ENDPOINT_CALL, ENDPOINT_MODELS, ENDPOINT_MODEL } Endpoint;

struct Call {
    Call *next, *previous, *next_over;
    GatewayLoop *home;
    Exchange *ex; // NULL once the client is gone
    CallPhase phase;
    Endpoint endpoint;
    AiOperation operation;
    const char *model_id; // of ENDPOINT_MODEL
    Id request_id;
    GatewayKey *key;
    union {
        LookupJob lookup; // while asking
        MeterJob row;     // from settling on
    };

    // Once it was let through.
    AiRequest request;
    const GatewayModel *model;
    LimitsStanding standing;
    int64_t tokens_estimated, tokens_reserved; // of the request; of the limit, until it is settled
    Buffer body;                               // for the upstream
    Transfer transfer;
    const GatewayUpstream *upstream;
    uint64_t tried; // a bit for each upstream
    int upstream_status;

    // What came back.
    bool is_stream;    // by its media type
    int client_status; // 0: the client has no status and headers yet
    bool is_cut;       // the client gets nothing more
    Sse sse;
    Buffer answer;                 // JSON or an error, whole
    size_t model_at, model_length; // in answer: a name of the model that is not ours; 0: none
    Buffer held;                   // events that end the stream, until the row is durable
    AiUsage usage;
    bool has_late_text; // text came after the usage
    bool has_end, has_error;
    int64_t text_bytes, text_events;
    int64_t sent_bytes, heard_bytes; // to and from the upstream, without heads
    size_t drained;

    Time begun_at, sent_at, heard_at, drain_until;
    int64_t upstream_us; // of the time since begun_at that is not ours

    CallReply reply;
    AiError error;
    bool passes_error; // the upstream's own body, in answer
    char processing_ms[16];
    bool is_freed; // soon
};

/** Its clock: a call has no Ctx. */
Time call_now(void);

// ── gateway_call.c: its life ─────────────────────────────────────────────────────────────────

Call *call_new(GatewayLoop *home, Exchange *ex);
void call_check(Call *call); // frees it soon, if all are done with it
void call_free(Call *call);

/** The key is good: reads the request, counts it against the limits, asks an upstream. */
void call_open(Call *call);

/** Sets call->model. False: there is none of that name that the key may call. */
bool call_find_model(Call *call, const char *name, AiError *ret_error);

/** Answers the error instead; nothing was asked of an upstream. */
void call_refuse(Call *call, const AiError *error);

/** The client has nothing more to get, or is gone: reads on for what the upstream counted. */
void call_drain(Call *call);

/** Takes the answer away from the client, now. */
void call_cut(Call *call, const AiError *error);

/** Writes the row, then gives the client what `reply` says. */
void call_settle(Call *call, AiQuality quality, CallReply reply);

/** Whether what was read names the model otherwise than the client did. */
bool call_is_misnamed(const Call *call, const char *json, const AiAnswer *answer);

/** The best that can be said of what was used: exact, or an estimate. */
AiQuality call_quality(const Call *call);

/** Ends what takes too long. */
void call_sweep(Call *call, Time now);

// ── gateway_ask.c: its upstreams ─────────────────────────────────────────────────────────────

/** Sends the request to the next upstream that may do; false if all were tried. */
bool call_ask(Call *call);

/** The upstream took too long: as if it had ended so. */
void call_give_up(Call *call);

// ── gateway_stream.c: its events ─────────────────────────────────────────────────────────────

/** False: what comes is no stream. */
bool call_stream_read(Call *call, const char *bytes, size_t length);

/** The upstream has no more to say. */
void call_stream_end(Call *call, TransferEnd end);

// ── gateway_reply.c: what the client gets ────────────────────────────────────────────────────

void reply_error(Call *call, const AiError *error);
void reply_answer(Call *call);
void reply_models(Call *call);
void reply_stream_begin(Call *call);
void reply_stream_end(Call *call);

/** An error event, and an end that is visibly none; or just the error if nothing was sent yet. */
void reply_cut(Call *call, const AiError *error);
