// From bytes to an offer that is known to be right in itself.
#include "base/text.h"
#include "catalog/offer_document.h"

#include <string.h>

static OfferModel without_keys(Ctx *ctx, const OfferModel *model)
{
    OfferModel said = *model;
    said.upstreams.items = arena_array_of(ctx->arena, OfferUpstream, said.upstreams.count);
    for (size_t i = 0; i < said.upstreams.count; i++) {
        said.upstreams.items[i] = model->upstreams.items[i];
        said.upstreams.items[i].key = NULL;
    }
    return said;
}

// What a revision says: without the bytes of its files, which their digests stand for, and
// without what belongs to the product or its seller. offer_place adds what keys there are.
static Digest content_digest(Ctx *ctx, const Offer *offer)
{
    Offer said = *offer;
    said.seller = said.recommended = (RawJson){NULL};
    said.release_at = TIME_NONE;
    said.logo = NULL;
    said.documents.items = arena_array_of(ctx->arena, OfferDocument, said.documents.count);
    for (size_t i = 0; i < said.documents.count; i++) {
        said.documents.items[i] = offer->documents.items[i];
        said.documents.items[i].file = said.documents.items[i].text = NULL;
        said.documents.items[i].digest = DIGEST_NONE;
        said.documents.items[i].base64 =
            digest_text(ctx->arena, offer->documents.items[i].content.digest);
    }
    said.screenshots.items = arena_array_of(ctx->arena, OfferScreenshot, said.screenshots.count);
    for (size_t i = 0; i < said.screenshots.count; i++)
        said.screenshots.items[i] = (OfferScreenshot){
            .alt = offer->screenshots.items[i].alt,
            .digest = offer->screenshots.items[i].content.digest,
        };
    if (offer->ai) {
        said.ai = arena_new_of(ctx->arena, OfferAi);
        said.ai->models.items = arena_array_of(ctx->arena, OfferModel, offer->ai->models.count);
        for (size_t i = 0; i < offer->ai->models.count; i++) {
            said.ai->models.items[i] = without_keys(ctx, &offer->ai->models.items[i]);
        }
        said.ai->models.count = offer->ai->models.count;
    }
    if (offer->kubernetes) {
        said.kubernetes = arena_new_of(ctx->arena, OfferKubernetes);
        *said.kubernetes = *offer->kubernetes;
        said.kubernetes->chart.digest = DIGEST_NONE;
        if (digest_is_set(offer->kubernetes->chart.digest))
            said.kubernetes->chart.base64 =
                digest_text(ctx->arena, offer->kubernetes->chart.digest);
    }
    Text text = {.arena = ctx->arena};
    text_add(&text, json_of(ctx->arena, &offer_shape, &said));
    if (offer->logo)
        text_add(&text, digest_text(ctx->arena, offer->logo->digest));
    return digest_of(text_of(&text));
}

Error offer_read_value(Ctx *ctx, const JsonValue *value, Offer *ret_offer)
{
    Offer offer;
    json_read_value(ctx, value, &offer_shape, "", &offer);
    if (value->kind == JSON_OBJECT) {
        offer_check(ctx, &offer);
        TRY(offer_content_find(ctx, &offer));
    }
    TRY(faults(ctx));
    offer.content_digest = content_digest(ctx, &offer);
    *ret_offer = offer;
    return OK;
}

Error offer_read(Ctx *ctx, Blob bytes, Offer *ret_offer)
{
    const char *problem;
    const JsonValue *value = yaml_read_as(ctx->arena, bytes, &offer_shape, &problem);
    if (!value)
        return fail(ctx, INVALID, "not_yaml", "The offer cannot be read. %s", problem);
    return offer_read_value(ctx, value, ret_offer);
}

static Rate rate_of(const char *amount, int64_t per, const char *currency)
{
    Rate rate = {.per = per};
    if (!amount || !micros_read(amount, &rate.micros))
        return (Rate){0};
    memcpy(rate.currency.code, currency, 3);
    return rate;
}

Price offer_price(const OfferPrice *price)
{
    return (Price){
        .kind = price->kind,
        .period = price->period,
        .meter = price->meter,
        .rate = rate_of(price->amount, price->per, price->currency),
        .label = price->label,
    };
}

AiModel offer_model(const OfferModel *model)
{
    const OfferRates *rates = &model->rates;
    return (AiModel){
        .name = model->name,
        .capabilities = model->capabilities,
        .context_length = model->context_length,
        .rate_in = rate_of(rates->in, rates->per, rates->currency),
        .rate_out = rate_of(rates->out, rates->per, rates->currency),
        .rate_cached = rate_of(rates->cached, rates->per, rates->currency),
        .rate_reasoning = rate_of(rates->reasoning, rates->per, rates->currency),
    };
}

AiUpstreamList offer_upstreams(Arena *arena, const Offer *offer)
{
    AiUpstreamList list = {NULL, 0};
    size_t count = 0;
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++)
        count += offer->ai->models.items[i].upstreams.count;
    list.items = arena_array_of(arena, AiUpstream, count);
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++) {
        const OfferModel *model = &offer->ai->models.items[i];
        for (size_t j = 0; j < model->upstreams.count; j++) {
            const OfferUpstream *said = &model->upstreams.items[j];
            list.items[list.count++] = (AiUpstream){
                .model_name = model->name,
                .position = (int64_t)j,
                .url = said->url,
                .upstream_model = said->model,
                .key = said->key,
            };
        }
    }
    return list;
}
