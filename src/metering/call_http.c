#include "call_http.h"

#include "call.h"
#include "organizations/role.h"
#include "page.h"

typedef struct CallQuery {
    int64_t limit;
    const char *after, *from, *to;
    Id subscription_id, ai_key_id;
} CallQuery;

static SHAPE(call_query_shape, CallQuery, PAGE_QUERY_FIELDS(CallQuery),
    FIELD(CallQuery, subscription_id), FIELD(CallQuery, ai_key_id),
    FIELD(CallQuery, from, .max = 40, .about = "A date or time; all calls if absent."),
    FIELD(CallQuery, to, .max = 40, .about = "A date or time, not included."));

static const Period all_time = {{1}, {INT64_MAX}};

static Error get_calls(Ctx *ctx, const Request *req, Response *res)
{
    const CallQuery *query = req->query;
    CallFilter filter = {
        .subscription_id = query->subscription_id,
        .ai_key_id = query->ai_key_id,
        .after = query->after,
        .limit = page_limit(query) + 1,
    };
    CallList calls;
    TRY(period_read(ctx, query->from, query->to, all_time, &filter.period));
    TRY(call_list(ctx, &filter, &calls));
    return page_respond(ctx, res, query, &calls, cursor);
}

const Route call_routes[] = {
    {GET, "/v1/calls", get_calls, PERMIT_REPORTS, .query = &call_query_shape, .answer = &call_shape,
        .is_page = true, .summary = "List the metered AI calls, the newest first."},
    ROUTES_END,
};
