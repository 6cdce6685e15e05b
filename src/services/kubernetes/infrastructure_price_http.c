#include "infrastructure_price_http.h"

#include "infrastructure_price.h"
#include "organizations/role.h"

typedef struct InfrastructurePrices {
    InfrastructurePriceList items;
} InfrastructurePrices;

static SHAPE(prices_shape, InfrastructurePrices,
    FIELD_LIST(
        InfrastructurePrices, items, infrastructure_price_shape, .required = true, .max = 200));

static Error answer(Ctx *ctx, Response *res)
{
    InfrastructurePrices prices = {{NULL, 0}};
    TRY(infrastructure_price_list(ctx, &prices.items));
    return respond(ctx, res, &prices);
}

static Error get_prices(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    return answer(ctx, res);
}

static Error put_prices(Ctx *ctx, const Request *req, Response *res)
{
    const InfrastructurePrices *body = req->body;
    TRY(infrastructure_price_place(ctx, &body->items));
    return answer(ctx, res);
}

const Route infrastructure_price_routes[] = {
    {GET, "/v1/operator/infrastructure-prices", get_prices, PERMIT_OPERATE, .answer = &prices_shape,
        .summary = "Tell what a month of processors, memory, disks and load balancers costs."},
    {PUT, "/v1/operator/infrastructure-prices", put_prices, PERMIT_OPERATE | PERMIT_VERIFIED,
        .body = &prices_shape, .answer = &prices_shape,
        .summary = "Set what a month of processors, memory, disks and load balancers costs."},
    ROUTES_END,
};
