#include "event_stream.h"

#include "dispatch.h"
#include "query.h"
#include "server.h"

#include "base/text.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define KEEP_ALIVE    SECONDS(15)
#define CHECKED_EVERY SECONDS(60)
#define CHECK_LASTS   SECONDS(1) // what happens later is told only to who may still know

enum {
    MAX_UNSENT = 256 * 1024, // of one client
    MAX_PENDING = 1000,      // events that come while a client catches up or is checked
    MAX_ROUNDS = 50,         // of catching up; who missed more should read the log
};

// One event as it goes out, shared by all who get it.
typedef struct Message {
    atomic_int holders;
    Id organization_id, user_id;
    const char *id;
    size_t length;
    char text[]; // and behind it the id
} Message;

typedef struct Listener Listener;

// The listeners of one loop; touched only by it.
typedef struct Desk {
    EventStream *stream;
    Loop *loop;
    Listener *listeners;
} Desk;

struct Listener {
    Exchange *ex;
    Desk *desk;
    Listener *next, **link; // link NULL: not yet among the listeners
    Actor actor;
    const char *after; // the last event the client has; NULL: wants only what comes
    int64_t checked_at;
    Message **pending; // what came while it waits
    size_t pending_count;
    bool waits; // for what it missed, or to be admitted again

    // What a worker found, until its done:
    Actor admitted;
    const Response *refusal;
    const char *missed; // as it goes out
    TextList missed_ids;
};

struct EventStream {
    EventStreamSettings settings;
    ExchangeHandler handler;
    atomic_int listener_count;
    pthread_mutex_t lock; // around which desks are open
    Desk *open[MAX_LOOPS];
    Desk desks[MAX_LOOPS];
};

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

// ── messages ─────────────────────────────────────────────────────────────────────────────────

static void event_write(Text *text, const StreamEvent *event)
{
    text_printf(text, "id: %s\nevent: %s\n", event->id, event->kind);
    for (const char *at = event->data;;) {
        size_t length = strcspn(at, "\r\n");
        text_add(text, "data: ");
        text_append(text, at, length);
        text_add(text, "\n");
        at += length;
        if (!*at)
            break;
        at++;
    }
    text_add(text, "\n");
}

static Message *message_new(Id organization_id, const StreamEvent *event)
{
    Arena *arena = arena_new();
    Text text = {.arena = arena};
    event_write(&text, event);
    size_t id_length = strlen(event->id);
    Message *message = must(malloc(sizeof *message + text.length + id_length + 1));
    memcpy(message->text, text.bytes, text.length);
    memcpy(message->text + text.length, event->id, id_length + 1);
    message->holders = 1;
    message->organization_id = organization_id;
    message->user_id = event->user_id;
    message->length = text.length;
    message->id = message->text + text.length;
    arena_free(arena);
    return message;
}

static Message *message_hold(Message *message)
{
    message->holders++;
    return message;
}

static void message_release(Message *message)
{
    if (--message->holders == 0)
        free(message);
}

// ── who hears it ─────────────────────────────────────────────────────────────────────────────

static bool holds(const Actor *actor, Permissions permission)
{
    return !(permission & ~actor->permissions);
}

// Of what happens in the actor's organization.
static bool hears(const EventStream *stream, const Actor *actor, Id user_id)
{
    return holds(actor, stream->settings.permission) ||
           (id_is_set(user_id) && id_same(user_id, actor->user_id));
}

// ── delivering ───────────────────────────────────────────────────────────────────────────────

static void listener_write(Listener *listener, const char *text, size_t length)
{
    exchange_write(listener->ex, text, length);
    if (exchange_unsent(listener->ex) > MAX_UNSENT)
        exchange_finish(listener->ex, false);
}

static void admit(Ctx *ctx, Request *req, Exchange *ex);
static void readmitted(Exchange *ex);

// Whether it is asked for again; if there is too much to do, that is for later.
static bool listener_check(Listener *listener, int64_t after)
{
    if (listener->waits || loop_now(listener->desk->loop) - listener->checked_at <= after)
        return false;
    return listener->waits = exchange_work(listener->ex, admit, readmitted);
}

static void listener_tell(Listener *listener, const Message *message)
{
    if (hears(listener->desk->stream, &listener->actor, message->user_id))
        listener_write(listener, message->text, message->length);
}

static void listener_deliver(Listener *listener, Message *message)
{
    listener_check(listener, CHECK_LASTS);
    if (!listener->waits) {
        listener_tell(listener, message);
    } else if (listener->pending_count == MAX_PENDING) {
        exchange_finish(listener->ex, false);
    } else {
        if (!listener->pending)
            listener->pending = must(malloc(MAX_PENDING * sizeof *listener->pending));
        listener->pending[listener->pending_count++] = message_hold(message);
    }
}

typedef struct Delivery {
    Desk *desk;
    Message *message;
} Delivery;

static void deliver(void *arg)
{
    Delivery *delivery = arg;
    Message *message = delivery->message;
    for (Listener *listener = delivery->desk->listeners; listener; listener = listener->next)
        if (id_same(listener->actor.organization_id, message->organization_id))
            listener_deliver(listener, message);
    message_release(message);
    free(delivery);
}

void event_stream_publish(EventStream *stream, Id organization_id, const StreamEvent *event)
{
    if (!stream->listener_count)
        return;
    Message *message = message_new(organization_id, event);
    pthread_mutex_lock(&stream->lock);
    for (size_t i = 0; i < MAX_LOOPS && stream->open[i]; i++) {
        Delivery *delivery = must(malloc(sizeof *delivery));
        *delivery = (Delivery){stream->open[i], message_hold(message)};
        loop_post(stream->open[i]->loop, deliver, delivery);
    }
    pthread_mutex_unlock(&stream->lock);
    message_release(message);
}

// ── in a worker ──────────────────────────────────────────────────────────────────────────────

typedef struct StreamQuery {
    const char *after;
} StreamQuery;

static SHAPE(stream_query_shape, StreamQuery, FIELD(StreamQuery, after, .max = 100));

static Error admit_actor(Ctx *ctx, Request *req, Exchange *ex)
{
    EventStream *stream = exchange_handler(ex)->arg;
    Listener *listener = exchange_user(ex);
    StreamQuery query;
    TRY(stream->settings.app->identify(ctx, req));
    const Permissions own = stream->settings.own_permission;
    if (!own || !holds(&ctx->actor, own))
        TRY(require_permission(ctx, stream->settings.permission));
    if (!id_is_set(ctx->actor.organization_id))
        return fail(ctx, FORBIDDEN, "no_organization", "Choose an organization first.");
    TRY(query_read(ctx, req->query_text, &stream_query_shape, &query));
    listener->admitted = ctx->actor;
    return OK;
}

static void admit(Ctx *ctx, Request *req, Exchange *ex)
{
    Listener *listener = exchange_user(ex);
    Response *res = arena_new_of(ctx->arena, Response);
    Error error = admit_actor(ctx, req, ex);
    if (error)
        respond_problem(ctx, res, error);
    listener->refusal = error ? res : NULL;
}

static Error read_missed(Ctx *ctx, Exchange *ex, Text *text)
{
    EventStream *stream = exchange_handler(ex)->arg;
    Listener *listener = exchange_user(ex);
    const char *after = listener->after;
    for (int round = 0; round < MAX_ROUNDS; round++) {
        StreamEventList events;
        TextList *ids = &listener->missed_ids;
        TRY(stream->settings.catch_up(ctx, after, &events));
        if (!events.count)
            return OK;
        const char **all = arena_array_of(ctx->arena, const char *, ids->count + events.count);
        if (ids->count)
            memcpy(all, ids->items, ids->count * sizeof *all);
        for (size_t i = 0; i < events.count; i++) {
            if (hears(stream, &ctx->actor, events.items[i].user_id))
                event_write(text, &events.items[i]);
            all[ids->count + i] = after = events.items[i].id;
        }
        *ids = (TextList){all, ids->count + events.count};
    }
    return fail(ctx, CONFLICT, "too_far_behind", "Read the log of events.");
}

static void catch_up(Ctx *ctx, Request *req, Exchange *ex)
{
    Listener *listener = exchange_user(ex);
    Text text = {.arena = ctx->arena};
    (void)req;
    ctx->actor = listener->actor;
    listener->missed = read_missed(ctx, ex, &text) ? NULL : text_of(&text);
}

// ── on the loop ──────────────────────────────────────────────────────────────────────────────

static void answer_refusal(Exchange *ex, const Response *res)
{
    Header headers[MAX_RESPONSE_HEADERS + 2];
    size_t count = res->header_count;
    memcpy(headers, res->headers, count * sizeof *headers);
    headers[count++] = (Header){"Content-Type", res->media_type};
    headers[count++] = (Header){"Cache-Control", "no-store"};
    exchange_start(ex, res->status, headers, count, -1);
    exchange_write(ex, res->body.bytes, res->body.length);
    exchange_finish(ex, true);
}

static void answer_problem(Exchange *ex, Error kind, const char *code, const char *message)
{
    Arena *arena = exchange_arena(ex);
    Ctx ctx = {.arena = arena, .request_id = arena_printf(arena, "%s", id_new("req").text)};
    Response res = {0};
    respond_problem(&ctx, &res, fail(&ctx, kind, code, "%s", message));
    answer_refusal(ex, &res);
}

static void deliver_pending(Listener *listener)
{
    listener->waits = false;
    for (size_t i = 0; i < listener->pending_count; i++) {
        Message *message = listener->pending[i];
        bool is_known = false;
        for (size_t j = 0; j < listener->missed_ids.count && !is_known; j++)
            is_known = text_same(listener->missed_ids.items[j], message->id);
        if (!is_known)
            listener_tell(listener, message);
        message_release(message);
    }
    free(listener->pending);
    listener->pending = NULL;
    listener->pending_count = 0;
    listener->missed_ids = (TextList){0};
}

static void caught_up(Exchange *ex)
{
    Listener *listener = exchange_user(ex);
    if (!listener->missed) {
        exchange_finish(ex, false);
        return;
    }
    exchange_write(ex, listener->missed, strlen(listener->missed));
    deliver_pending(listener);
}

static void readmitted(Exchange *ex)
{
    Listener *listener = exchange_user(ex);
    listener->checked_at = loop_now(listener->desk->loop);
    if (listener->refusal ||
        !id_same(listener->admitted.organization_id, listener->actor.organization_id)) {
        exchange_finish(ex, true);
        return;
    }
    listener->actor.permissions = listener->admitted.permissions;
    deliver_pending(listener);
}

static void show_life(void *arg)
{
    Desk *desk = arg;
    const EventStream *stream = desk->stream;
    for (Listener *listener = desk->listeners; listener; listener = listener->next)
        if (!listener_check(listener, CHECKED_EVERY))
            listener_write(listener, ":\n\n", 3);
    loop_after(desk->loop, stream->settings.keep_alive, show_life, desk);
}

static Desk *desk_of(EventStream *stream, Loop *loop)
{
    Desk *desk = &stream->desks[loop_number(loop)];
    if (desk->loop)
        return desk;
    *desk = (Desk){.stream = stream, .loop = loop};
    loop_after(loop, stream->settings.keep_alive, show_life, desk);
    pthread_mutex_lock(&stream->lock);
    size_t i = 0;
    while (stream->open[i])
        i++;
    stream->open[i] = desk;
    pthread_mutex_unlock(&stream->lock);
    return desk;
}

static void listener_join(Listener *listener)
{
    Desk *desk = listener->desk;
    listener->checked_at = loop_now(desk->loop);
    listener->next = desk->listeners;
    listener->link = &desk->listeners;
    if (listener->next)
        listener->next->link = &listener->next;
    desk->listeners = listener;
    desk->stream->listener_count++;
}

static void admitted(Exchange *ex)
{
    static const Header headers[] = {
        {"Content-Type", "text/event-stream"},
        {"Cache-Control", "no-store"},
        {"X-Accel-Buffering", "no"},
        {"X-Content-Type-Options", "nosniff"},
    };
    Listener *listener = exchange_user(ex);
    if (listener->refusal) {
        answer_refusal(ex, listener->refusal);
        return;
    }
    listener->actor = listener->admitted;
    // First among the listeners, so that nothing falls between what it missed and what comes.
    listener_join(listener);
    if (listener->after) {
        listener->waits = exchange_work(ex, catch_up, caught_up);
        if (!listener->waits) {
            exchange_finish(ex, false);
            return;
        }
    }
    exchange_start(ex, 200, headers, COUNT_OF(headers), -1);
    listener_write(listener, "retry: 3000\n\n", strlen("retry: 3000\n\n"));
}

// What stands behind "after=" in the query; the query is checked when the client is admitted.
static const char *after_of(Exchange *ex)
{
    Ctx ctx = {.arena = exchange_arena(ex)};
    StreamQuery query;
    const char *last = exchange_header(ex, "Last-Event-ID");
    if (last && *last)
        return arena_text(ctx.arena, last, strlen(last));
    return query_read(&ctx, exchange_query(ex), &stream_query_shape, &query) ? NULL : query.after;
}

static void begin(Exchange *ex)
{
    EventStream *stream = exchange_handler(ex)->arg;
    Listener *listener = must(calloc(1, sizeof *listener));
    exchange_set_user(ex, listener);
    *listener =
        (Listener){.ex = ex, .desk = desk_of(stream, exchange_loop(ex)), .after = after_of(ex)};
    if (exchange_method(ex) != GET || !text_same(exchange_path(ex), stream->settings.path))
        answer_problem(ex, NOT_FOUND, "no_route", "There is only a stream to GET here.");
    else if (!exchange_work(ex, admit, admitted))
        answer_problem(ex, UNAVAILABLE, "busy", "There is too much to do; try again.");
}

static void closed(Exchange *ex, bool complete)
{
    Listener *listener = exchange_user(ex);
    (void)complete;
    if (listener->link) {
        *listener->link = listener->next;
        if (listener->next)
            listener->next->link = listener->link;
        listener->desk->stream->listener_count--;
    }
    for (size_t i = 0; i < listener->pending_count; i++)
        message_release(listener->pending[i]);
    free(listener->pending);
    free(listener);
}

static void refuse(Exchange *ex, int status)
{
    (void)status; // whatever it is, it comes from a body, and there should be none
    answer_problem(ex, INVALID, "bad_request", "A stream is asked for without a body.");
}

static void stopping(Exchange *ex)
{
    exchange_finish(ex, true); // the client comes back, to another node if there is one
}

EventStream *event_stream_new(const EventStreamSettings *settings)
{
    EventStream *stream = must(calloc(1, sizeof *stream));
    stream->settings = *settings;
    if (!stream->settings.keep_alive)
        stream->settings.keep_alive = KEEP_ALIVE;
    stream->handler = (ExchangeHandler){
        .prefix = settings->path,
        .arg = stream,
        .begin = begin,
        .closed = closed,
        .refuse = refuse,
        .stopping = stopping,
    };
    pthread_mutex_init(&stream->lock, NULL);
    return stream;
}

const ExchangeHandler *event_stream_handler(const EventStream *stream)
{
    return &stream->handler;
}

void event_stream_free(EventStream *stream)
{
    pthread_mutex_destroy(&stream->lock);
    free(stream);
}
