// event_stream.h — server-sent events (WHATWG HTML §9.2): what is published reaches the open
// streams of its organization, on every loop, within one turn.
//
// A stream is asked for like a route: the app identifies the client and the permission is checked,
// again every minute while it is open, and before an event if that is more than a second ago. A
// client that was away names the last event it has (Last-Event-ID, or ?after=) and gets what it
// missed first. A client that does not read is cut, and comes back.
#pragma once

#include "http/exchange.h"

typedef struct StreamEvent {
    const char *id, *kind, *data;
    Id user_id; // whom it is about; ID_NONE: nobody alone
} StreamEvent;

typedef LIST_OF(StreamEvent) StreamEventList;

typedef struct EventStreamSettings {
    const char *path; // "/v1/events/stream"
    const HttpApp *app;
    Permissions permission;     // to hear everything
    Permissions own_permission; // to hear what is about oneself; 0: nobody hears that alone
    int64_t keep_alive;         // microseconds between signs of life; 0: 15 s

    /** The next events of the actor's organization after that one, in their order; none: that was
     * all. In a worker thread, outside a transaction. */
    Error (*catch_up)(Ctx *ctx, const char *after, StreamEventList *ret_events);
} EventStreamSettings;

typedef struct EventStream EventStream;

EventStream *event_stream_new(const EventStreamSettings *settings);
void event_stream_free(EventStream *stream); // after server_stop

/** For ServerSettings.exchanges. */
const ExchangeHandler *event_stream_handler(const EventStream *stream);

/** From any thread, until server_stop. Texts are copied. */
void event_stream_publish(EventStream *stream, Id organization_id, const StreamEvent *event);
