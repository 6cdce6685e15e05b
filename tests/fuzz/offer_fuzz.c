// an offer that is accepted is written as YAML and read again the same
// sources: lib/yaml/*.c src/catalog/offer_shape.c src/catalog/price.c
// sources: src/catalog/product_shape.c src/catalog/revision_shape.c src/catalog/document_shape.c
// sources: src/catalog/category_shape.c lib/json/*.c lib/shape/*.c lib/base/*.c
// sources: src/catalog/chart_shape.c src/catalog/question.c src/sentences/*.c
// packages: yaml-0.1
#include "catalog/offer_document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

// What offer_check would fill in.
static void fill(Offer *offer)
{
    for (size_t i = 0; i < offer->plans.count; i++)
        for (size_t j = 0; j < offer->plans.items[i].prices.count; j++)
            if (!offer->plans.items[i].prices.items[j].per)
                offer->plans.items[i].prices.items[j].per = 1;
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++)
        if (!offer->ai->models.items[i].rates.per)
            offer->ai->models.items[i].rates.per = TOKENS_PER;
}

// What the offer in the bytes says, as JSON; NULL if it is none.
static const char *said(Ctx *ctx, Blob bytes)
{
    const char *problem = NULL;
    Offer offer;
    const JsonValue *value = yaml_read_as(ctx->arena, bytes, &offer_shape, &problem);
    if (!value && !problem)
        abort(); // whoever sent it must hear why
    if (!value)
        return NULL;
    ctx->failure = (Failure){0};
    json_read_value(ctx, value, &offer_shape, "", &offer);
    OfferSeller seller;
    if (!faults(ctx) && *offer.seller.text == '{')
        json_read_value(ctx,
            json_parse(ctx->arena, offer.seller.text, strlen(offer.seller.text), &problem),
            &offer_seller_shape, "seller", &seller);
    if (faults(ctx) || *offer.seller.text == '[')
        return NULL;
    fill(&offer);
    return json_of(ctx->arena, &offer_shape, &offer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena};
    const char *problem, *first = said(&ctx, (Blob){bytes, length});
    if (first) {
        const char *yaml =
            yaml_write_brief(arena, json_parse(arena, first, strlen(first), &problem));
        const char *second = said(&ctx, (Blob){yaml, strlen(yaml)});
        if (!second || strcmp(first, second) != 0) {
            fprintf(stderr, "%s\n%s\n%s\n", first, yaml, second ? second : "refused");
            abort();
        }
    }
    arena_free(arena);
    return 0;
}
