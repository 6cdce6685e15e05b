// Drafts and offer files: one is written as the other.
#include "base/text.h"
#include "catalog/draft_file.h"
#include "catalog/offer_document.h"
#include "crypt/crypt.h"
#include "draft_document.h"
#include "draft_store.h"
#include "seller.h"

#include <string.h>

#define KEY_PURPOSE "draft key"

Error draft_place_key(Ctx *ctx, const Draft *draft, const DraftKeyChange *said)
{
    int64_t others;
    if (text_is_empty(said->key))
        return draft_store_remove_key(ctx, draft->organization_id, draft->id, said->url);
    TRY(draft_store_count_other_keys(ctx, draft->organization_id, draft->id, said->url, &others));
    if (others >= MAX_DRAFT_KEYS)
        return fail(ctx, CONFLICT, "too_many_keys",
            "A draft can have %d keys; forget those of addresses that it names no more.",
            MAX_DRAFT_KEYS);
    return draft_store_place_key(ctx, draft->organization_id, draft->id, said->url,
        crypt_seal(ctx->arena, KEY_PURPOSE, said->key));
}

static Error find_key(Ctx *ctx, const Draft *draft, OfferUpstream *upstream)
{
    Blob sealed;
    Error error = draft_store_key(ctx, draft->organization_id, draft->id, upstream->url, &sealed);
    if (error == NOT_FOUND) {
        ctx->failure = (Failure){0};
        return OK;
    }
    TRY(error);
    return crypt_open(ctx, KEY_PURPOSE, sealed, &upstream->key);
}

Error draft_offer_find_keys(Ctx *ctx, const Draft *draft, Offer *offer)
{
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++) {
        OfferModel *model = &offer->ai->models.items[i];
        for (size_t j = 0; j < model->upstreams.count; j++)
            TRY(find_key(ctx, draft, &model->upstreams.items[j]));
    }
    return OK;
}

Error draft_offer_read(Ctx *ctx, const Draft *draft, Offer *ret_offer)
{
    Seller seller;
    Ctx probe = *ctx; // what is wrong is not there
    TRY(seller_get_of(ctx, draft->organization_id, &seller));
    json_read_value(
        &probe, draft_document_offer(ctx, draft, seller.slug), &offer_shape, "", ret_offer);
    offer_check(&probe, ret_offer); // fills in what is usual
    return OK;
}

Error draft_get_offer(Ctx *ctx, const Draft *draft, Blob *ret_yaml)
{
    Offer offer;
    TRY(draft_offer_read(ctx, draft, &offer));
    TRY(offer_content_find(ctx, &offer)); // a digest alone opens no file of others
    TRY(faults(ctx));
    TRY(offer_write_contents(ctx, &offer));
    const char *yaml = offer_yaml(ctx, &offer);
    *ret_yaml = (Blob){yaml, strlen(yaml)};
    return OK;
}

// The keys of the file become the draft's; in the document there are none.
static Error take_keys(Ctx *ctx, const Draft *draft, Offer *offer)
{
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++) {
        OfferModel *model = &offer->ai->models.items[i];
        for (size_t j = 0; j < model->upstreams.count; j++) {
            OfferUpstream *upstream = &model->upstreams.items[j];
            if (upstream->key)
                TRY(draft_place_key(
                    ctx, draft, &(DraftKeyChange){.url = upstream->url, .key = upstream->key}));
            upstream->key = NULL;
        }
    }
    return OK;
}

// A draft may lack what an offer needs: its sections say so.
static Error faults_but_missing(Ctx *ctx)
{
    Failure all = ctx->failure;
    if (all.fault_count == MAX_FAULTS) // what else is wrong was not noted
        return faults(ctx);
    ctx->failure.fault_count = 0;
    for (size_t i = 0; i < all.fault_count; i++)
        if (!text_same(all.faults[i].code, "required"))
            ctx->failure.faults[ctx->failure.fault_count++] = all.faults[i];
    return faults(ctx);
}

Error draft_change_offer(Ctx *ctx, Blob yaml, Draft *draft)
{
    Offer offer;
    const char *problem;
    const JsonValue *value = yaml_read_as(ctx->arena, yaml, &offer_shape, &problem);
    if (!value)
        return fail(ctx, INVALID, "not_yaml", "The offer cannot be read. %s", problem);
    json_read_value(ctx, value, &offer_shape, "", &offer);
    TRY(faults_but_missing(ctx));
    Ctx probe = *ctx; // what else is wrong stands in the draft's sections then
    offer_check(&probe, &offer);
    TRY(draft_file_take(ctx, draft, &offer));
    TRY(take_keys(ctx, draft, &offer));
    return draft_change(ctx,
        &(DraftChange){.name = draft->is_name_fixed ? draft->name : offer.name,
            .document = {offer_json(ctx, &offer)}},
        draft);
}
