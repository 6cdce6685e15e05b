#include "storage_http.h"

#include "organizations/role.h"
#include "storage.h"

static Error get_storage(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    Storage storage;
    TRY(storage_get(ctx, &storage));
    return respond(ctx, res, &storage);
}

const Route storage_routes[] = {
    {GET, "/v1/organization/storage", get_storage, PERMIT_REPORTS, .answer = &storage_shape,
        .summary = "Tell how much one's organization keeps in files, and how much it may."},
    ROUTES_END,
};
