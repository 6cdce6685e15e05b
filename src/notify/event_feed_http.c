#include "event_feed_http.h"

#include "event_feed.h"
#include "organizations/role.h"
#include "page.h"

static Error get_events(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    EventList events;
    TRY(event_feed_list(ctx, query->after, page_limit(query) + 1, &events));
    return page_respond(ctx, res, query, &events, cursor);
}

const Route event_feed_routes[] = {
    {GET, "/v1/events", get_events, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &event_shape, .is_page = true,
        .summary = "Read what happened in the organization, the oldest first. Come back with the"
                   " cursor of the last event to learn what is new."},
    ROUTES_END,
};
