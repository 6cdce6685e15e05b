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

// Reading an offer takes longer than writing it.
static Error prepare_offer(Ctx *ctx, Request *req)
{
    const OfferQuery *query = req->query;
    Offer *offer = arena_new_of(ctx->arena, Offer);
    TRY(offer_open(ctx, req->bytes, query->draft ? (TextList){0} : query->accepted, offer));
    req->prepared = offer;
    return OK;
}

static Error put_offer(Ctx *ctx, const Request *req, Response *res)
{
    const OfferQuery *query = req->query;
    OfferResult result;
    TRY(offer_place(ctx, req->prepared, query->draft, &result));
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
        .accepts = "application/yaml", .answer = &offer_result_shape, .prepare = prepare_offer,
        .max_body = MAX_OFFER, .is_heavy = true,
        .summary = "Make the catalogue say what the offer says; again changes nothing. For sellers "
                   "(then it is reviewed) and operators."},
    {GET, "/v1/offers/{slug}", get_offer, PERMIT_KNOWN, .produces = "application/yaml",
        .summary = "Give the newest revision as an offer, without upstream keys."},
    ROUTES_END,
};
