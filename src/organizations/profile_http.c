#include "profile_http.h"

#include "page.h"
#include "profile.h"
#include "role.h"

static Error post_profile(Ctx *ctx, const Request *req, Response *res)
{
    Profile profile;
    TRY(profile_submit(ctx, req->body, &profile));
    return respond(ctx, res, &profile);
}

static Error get_profiles(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    ProfileList profiles;
    TRY(profile_list(ctx, query->after, page_limit(query) + 1, &profiles));
    return page_respond(ctx, res, query, &profiles, id.text);
}

const Route profile_routes[] = {
    {POST, "/v1/organization/profiles", post_profile, PERMIT_PROFILE, .body = &new_profile_shape,
        .answer = &profile_shape, .status = 201,
        .summary = "Submit the organization's data; what was submitted before is withdrawn."},
    {GET, "/v1/organization/profiles", get_profiles, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &profile_shape, .is_page = true,
        .summary = "List what was submitted and decided, newest first."},
    ROUTES_END,
};
