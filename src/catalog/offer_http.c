#include "offer_http.h"

#include "offer.h"
#include "offer_document.h"

typedef struct OfferQuery {
    bool draft;
    TextList accepted;
} OfferQuery;

static SHAPE(offer_query_shape, OfferQuery,
    FIELD(OfferQuery, draft, .about = "Only keep it, to test it; it is not submitted."),
    FIELD(OfferQuery, accepted, .max = 10,
        .about = "Digests of the platform's seller_terms that are agreed to; needed with the first"
                 " submission after they changed."));

// The transaction begins once the offer was read: that takes longer than writing it.
static Error put_offer(Ctx *ctx, const Request *req, Response *res)
{
    OfferResult result;
    const OfferQuery *query = req->query;
    TRY(query->draft ? offer_write_draft(ctx, req->bytes, &result)
                     : offer_apply(ctx, req->bytes, query->accepted, &result));
    return respond(ctx, res, &result);
}

static Error get_offer(Ctx *ctx, const Request *req, Response *res)
{
    Blob yaml;
    TRY(offer_get(ctx, req->args[0], &yaml));
    return respond_bytes(ctx, res, "application/yaml", yaml);
}

const Route offer_routes[] = {
    {PUT, "/v1/offers", put_offer, PERMIT_KNOWN, .query = &offer_query_shape, .body = &offer_shape,
        .accepts = "application/yaml", .answer = &offer_result_shape, .tx = ROUTE_TX_OWN,
        .max_body = MAX_OFFER, .is_heavy = true,
        .summary = "Make the catalogue say what the offer says; again changes nothing. For sellers "
                   "(then it is reviewed) and operators."},
    {GET, "/v1/offers/{slug}", get_offer, PERMIT_KNOWN, .produces = "application/yaml",
        .summary = "Give the newest revision as an offer, without upstream keys."},
    ROUTES_END,
};
