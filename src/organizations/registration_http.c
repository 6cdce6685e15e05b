#include "registration_http.h"

#include "page.h"
#include "registration.h"

static Error post_registration(Ctx *ctx, const Request *req, Response *res)
{
    TRY(registration_create(ctx, req->body));
    return respond(ctx, res, &(Nothing){0});
}

const Route registration_routes[] = {
    {POST, "/v1/registrations", post_registration, PERMIT_PUBLIC, .body = &new_registration_shape,
        .answer = &nothing_shape, .status = 202,
        .summary = "Register an organization and its first person; the rest comes by mail."},
    ROUTES_END,
};
