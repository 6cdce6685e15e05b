// event_feed.h — the event log of an organization as it happens: GET /v1/events/stream.
#pragma once

#include "http/event_stream.h"
#include "work/work.h"

/** At most limit events of the actor's organization after the cursor (NULL: from the beginning);
 * without an organization there are none. INVALID bad_cursor. */
Error event_feed_list(Ctx *ctx, const char *after, int64_t limit, EventList *ret_events);

/** Opens the feed of this process; the handler belongs into ServerSettings.exchanges. */
const ExchangeHandler *event_feed_start(const HttpApp *app);

/** For WorkSettings.observe: sends the event to the open streams of its organization. */
void event_feed_observe(const Event *event);

/** Closes it; after server_stop and work_stop, when nobody reads and no event comes any more. */
void event_feed_stop(void);
