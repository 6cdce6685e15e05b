#include "event_feed.h"

#include "base/text.h"
#include "db/db.h"
#include "organizations/role.h"
#include "json/json.h"

enum { CATCH_UP = 100 };

static EventStream *stream; // of this process; there is one

// Whose membership it is learns of it, even without any role.
static StreamEvent stream_event_of(Arena *arena, const Event *event)
{
    const bool is_membership = text_starts_with(event->kind, "membership.");
    return (StreamEvent){event->cursor, event->kind, json_of(arena, &event_shape, event),
        is_membership ? event->subject_id : ID_NONE};
}

Error event_feed_list(Ctx *ctx, const char *after, int64_t limit, EventList *ret_events)
{
    // To event_list no organization is all of them.
    if (!id_is_set(ctx->actor.organization_id)) {
        *ret_events = (EventList){0};
        return OK;
    }
    return event_list(ctx, after, ctx->actor.organization_id, limit, ret_events);
}

static Error catch_up(Ctx *ctx, const char *after, StreamEventList *ret_events)
{
    EventList events;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(event_feed_list(ctx, after, CATCH_UP, &events));
    TRY(tx_commit(&tx));
    ret_events->items = arena_array_of(ctx->arena, StreamEvent, events.count);
    ret_events->count = events.count;
    for (size_t i = 0; i < events.count; i++)
        ret_events->items[i] = stream_event_of(ctx->arena, &events.items[i]);
    return OK;
}

const ExchangeHandler *event_feed_start(const HttpApp *app)
{
    stream = event_stream_new(&(EventStreamSettings){
        .path = "/v1/events/stream",
        .app = app,
        .permission = PERMIT_REPORTS,
        .own_permission = PERMIT_INSIDER,
        .catch_up = catch_up,
    });
    return event_stream_handler(stream);
}

void event_feed_observe(const Event *event)
{
    if (!stream || !id_is_set(event->organization_id))
        return;
    Arena *arena = arena_new();
    StreamEvent told = stream_event_of(arena, event);
    event_stream_publish(stream, event->organization_id, &told);
    arena_free(arena);
}

void event_feed_stop(void)
{
    event_stream_free(stream);
    stream = NULL;
}
