// A draft as the page of its product would show it.
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/draft.h"
#include "draft_document.h"
#include "file_store.h"
#include "seller.h"

// Prices that are not whole yet are not shown.
static PriceList prices_of(Ctx *ctx, const OfferPlan *plan)
{
    PriceList prices = {arena_array_of(ctx->arena, Price, plan->prices.count), 0};
    for (size_t i = 0; i < plan->prices.count; i++) {
        Price price = offer_price(&plan->prices.items[i]);
        if (*price.rate.currency.code)
            prices.items[prices.count++] = price;
    }
    return prices;
}

static void show_plans(Ctx *ctx, const Offer *offer, CatalogProduct *product)
{
    product->plans.items = arena_array_of(ctx->arena, Plan, offer->plans.count);
    product->plans.count = offer->plans.count;
    for (size_t i = 0; i < offer->plans.count; i++) {
        const OfferPlan *said = &offer->plans.items[i];
        product->plans.items[i] = (Plan){
            .id = id_new("pla"),
            .code = said->code ? said->code : "",
            .name = said->name ? said->name : "",
            .description = said->description,
            .features = said->features,
            .price_text = said->price_text,
            .prices = prices_of(ctx, said),
        };
    }
}

static void show_models(Ctx *ctx, const Offer *offer, CatalogProduct *product)
{
    size_t count = offer->ai ? offer->ai->models.count : 0;
    product->ai_models.items = arena_array_of(ctx->arena, AiModel, count);
    for (size_t i = 0; i < count; i++) {
        AiModel model = offer_model(&offer->ai->models.items[i]);
        model.id = id_new("aim");
        if (model.name && *model.rate_in.currency.code && *model.rate_out.currency.code)
            product->ai_models.items[product->ai_models.count++] = model;
    }
}

// Files that are not the seller's own are not shown.
static Error show_documents(Ctx *ctx, const Offer *offer, CatalogProduct *product)
{
    product->documents.items = arena_array_of(ctx->arena, Document, offer->documents.count);
    for (size_t i = 0; i < offer->documents.count; i++) {
        const OfferDocument *said = &offer->documents.items[i];
        if (!said->content.media_type || !said->language)
            continue;
        Document document = {
            .id = id_new("doc"),
            .kind = said->kind,
            .language = said->language,
            .title = said->title ? said->title : "",
            .version = said->version ? said->version : "",
            .digest = said->content.digest,
            .media_type = said->content.media_type,
        };
        File file = {.size = (int64_t)said->content.bytes.length};
        if (!file.size)
            TRY(file_store_get(ctx, document.digest, &file));
        document.size = file.size;
        product->documents.items[product->documents.count++] = document;
    }
    return OK;
}

static void show_screenshots(Ctx *ctx, const Offer *offer, CatalogProduct *product)
{
    product->screenshots.items = arena_array_of(ctx->arena, Screenshot, offer->screenshots.count);
    for (size_t i = 0; i < offer->screenshots.count; i++) {
        const OfferScreenshot *said = &offer->screenshots.items[i];
        if (said->content.media_type)
            product->screenshots.items[product->screenshots.count++] =
                (Screenshot){.digest = said->content.digest, .alt = said->alt};
    }
}

static Error show_category(Ctx *ctx, const Offer *offer, CatalogProduct *product)
{
    CategoryList categories;
    product->category = category_of_proposal(offer->proposed_category);
    TRY(category_list(ctx, &categories));
    for (size_t i = 0; i < categories.count; i++)
        if (text_same(categories.items[i].slug, offer->category))
            product->category = categories.items[i];
    return OK;
}

static void show_texts(Ctx *ctx, const Draft *draft, const Offer *offer, CatalogProduct *product)
{
    product->id = draft->id;
    product->slug = draft->slug;
    product->name = draft->name;
    product->service_type = draft->service_type;
    product->licence_type = draft->licence_type;
    product->revision_id = draft->id;
    product->product_version = offer->version ? offer->version : "";
    product->short_description = offer->short_description;
    product->description = offer->description;
    product->price_info = offer->price_info;
    product->licence_info = offer->licence_info;
    product->features = offer->features;
    product->used_software = offer->used_software;
    product->documentation_url = offer->documentation_url;
    product->data_location = offer->data_location;
    product->guides.items = arena_array_of(ctx->arena, Guide, offer->guides.count);
    for (size_t i = 0; i < offer->guides.count; i++)
        if (offer->guides.items[i].kind)
            product->guides.items[product->guides.count++] = offer->guides.items[i];
}

Error draft_preview(Ctx *ctx, const Draft *draft, CatalogProduct *ret_product)
{
    Offer offer;
    Ctx probe = *ctx; // what is wrong is told elsewhere
    CatalogProduct product = {.published_at = TIME_NONE};
    TRY(draft_offer_read(ctx, draft, &offer));
    TRY(offer_content_find(&probe, &offer));
    TRY(seller_get_of(ctx, draft->organization_id, &product.seller));
    show_texts(ctx, draft, &offer, &product);
    show_plans(ctx, &offer, &product);
    show_models(ctx, &offer, &product);
    show_screenshots(ctx, &offer, &product);
    TRY(show_category(ctx, &offer, &product));
    TRY(show_documents(ctx, &offer, &product));
    if (offer.logo && offer.logo->media_type)
        product.logo_digest = offer.logo->digest;
    catalog_product_complete(ctx->arena, &product);
    product.can_be_ordered = product.can_be_requested = false;
    *ret_product = catalog_product_rendered(ctx->arena, &product);
    return OK;
}
