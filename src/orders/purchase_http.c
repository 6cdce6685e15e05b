#include "purchase_http.h"

#include "purchase.h"

static Error get_purchase(Ctx *ctx, const Request *req, Response *res)
{
    Purchase purchase;
    TRY(purchase_get(ctx, req->args[0], &purchase));
    return respond(ctx, res, &purchase);
}

const Route purchase_routes[] = {
    {GET, "/v1/products/{slug}/purchase", get_purchase, PERMIT_KNOWN, .answer = &purchase_shape,
        .summary = "Say whether one can order the product now, what is missing, and what must be"
                   " accepted."},
    ROUTES_END,
};
