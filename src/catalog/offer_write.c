// From what is stored back to an offer that says it.
#include "base/text.h"
#include "catalog/chart.h"
#include "catalog/file.h"
#include "catalog/offer.h"
#include "catalog/offer_document.h"
#include "file_store.h"
#include "organizations/role.h"
#include "screenshot.h"

#include <string.h>

static const char *amount_of(Ctx *ctx, Rate rate)
{
    return *rate.currency.code ? micros_text(ctx->arena, rate.micros) : NULL;
}

static const char *code_of(Ctx *ctx, Currency currency)
{
    return arena_printf(ctx->arena, "%s", currency.code);
}

static void write_logo(Ctx *ctx, Digest digest, Offer *offer)
{
    if (!digest_is_set(digest))
        return;
    offer->logo = arena_new_of(ctx->arena, OfferContent);
    offer->logo->digest = digest;
}

static Error write_documents(Ctx *ctx, Id revision_id, Offer *offer)
{
    DocumentList documents;
    TRY(document_list(ctx, revision_id, &documents));
    offer->documents.count = documents.count;
    offer->documents.items = arena_array_of(ctx->arena, OfferDocument, documents.count);
    for (size_t i = 0; i < documents.count; i++)
        offer->documents.items[i] = (OfferDocument){.kind = documents.items[i].kind,
            .language = documents.items[i].language,
            .title = documents.items[i].title,
            .version = documents.items[i].version,
            .digest = documents.items[i].digest,
            .applies_to_subscribers = documents.items[i].applies_to_subscribers};
    return OK;
}

static Error write_screenshots(Ctx *ctx, Id revision_id, Offer *offer)
{
    ScreenshotList screenshots;
    TRY(screenshot_list(ctx, revision_id, &screenshots));
    offer->screenshots.count = screenshots.count;
    offer->screenshots.items = arena_array_of(ctx->arena, OfferScreenshot, screenshots.count);
    for (size_t i = 0; i < screenshots.count; i++)
        offer->screenshots.items[i] = (OfferScreenshot){
            .alt = screenshots.items[i].alt, .digest = screenshots.items[i].digest};
    return OK;
}

// ── contents in the place of digests ─────────────────────────────────────────────────────────

// A text of the type stands as it is, where there is a place for one; all else in base64.
static Error write_content(Ctx *ctx, Digest *digest, const char *plain_type, const char **ret_plain,
    const char **ret_base64)
{
    File file;
    Blob bytes;
    if (!digest_is_set(*digest))
        return OK;
    TRY(file_store_get(ctx, *digest, &file));
    TRY(file_store_bytes(ctx, *digest, &bytes));
    if (ret_plain && text_same(file.media_type, plain_type))
        *ret_plain = arena_text(ctx->arena, bytes.bytes, bytes.length);
    else
        *ret_base64 = base64_of(ctx->arena, bytes.bytes, bytes.length);
    *digest = DIGEST_NONE;
    return OK;
}

Error offer_write_contents(Ctx *ctx, Offer *offer)
{
    if (offer->logo)
        TRY(write_content(
            ctx, &offer->logo->digest, "image/svg+xml", &offer->logo->svg, &offer->logo->base64));
    for (size_t i = 0; i < offer->documents.count; i++) {
        OfferDocument *document = &offer->documents.items[i];
        TRY(write_content(
            ctx, &document->digest, "text/markdown", &document->text, &document->base64));
    }
    for (size_t i = 0; i < offer->screenshots.count; i++) {
        OfferScreenshot *screenshot = &offer->screenshots.items[i];
        TRY(write_content(ctx, &screenshot->digest, NULL, NULL, &screenshot->base64));
    }
    if (!offer->kubernetes)
        return OK;
    OfferChart *chart = &offer->kubernetes->chart;
    return write_content(ctx, &chart->digest, NULL, NULL, &chart->base64);
}

static void write_prices(Ctx *ctx, const PriceList *prices, OfferPlan *ret_plan)
{
    ret_plan->prices.items = arena_array_of(ctx->arena, OfferPrice, prices->count);
    ret_plan->prices.count = prices->count;
    for (size_t i = 0; i < prices->count; i++) {
        const Price *price = &prices->items[i];
        ret_plan->prices.items[i] = (OfferPrice){
            .kind = price->kind,
            .period = price->period,
            .amount = amount_of(ctx, price->rate),
            .meter = price->meter,
            .per = price->rate.per,
            .currency = code_of(ctx, price->rate.currency),
            .label = price->label,
        };
    }
}

static Error write_plans(Ctx *ctx, Id revision_id, Offer *offer)
{
    PlanList plans;
    TRY(plan_list(ctx, revision_id, &plans));
    offer->plans.count = plans.count;
    offer->plans.items = arena_array_of(ctx->arena, OfferPlan, plans.count);
    for (size_t i = 0; i < plans.count; i++) {
        const Plan *plan = &plans.items[i];
        offer->plans.items[i] = (OfferPlan){
            .code = plan->code,
            .name = plan->name,
            .description = plan->description,
            .features = plan->features,
            .price_text = plan->price_text,
            .questions = plan->questions,
        };
        write_prices(ctx, &plan->prices, &offer->plans.items[i]);
    }
    return OK;
}

static void write_upstreams(Ctx *ctx, const AiUpstreamList *upstreams, OfferModel *model)
{
    model->upstreams.items = arena_array_of(ctx->arena, OfferUpstream, upstreams->count);
    for (size_t i = 0; i < upstreams->count; i++) {
        const AiUpstream *upstream = &upstreams->items[i];
        if (text_same(upstream->model_name, model->name))
            model->upstreams.items[model->upstreams.count++] =
                (OfferUpstream){.url = upstream->url, .model = upstream->upstream_model};
    }
}

static Error write_ai(Ctx *ctx, const Revision *revision, Offer *offer)
{
    AiModelList models;
    AiUpstreamList upstreams;
    TRY(ai_model_list(ctx, revision->id, &models));
    TRY(ai_upstream_list(ctx, revision->id, &upstreams));
    if (!models.count)
        return OK;
    offer->ai = arena_new_of(ctx->arena, OfferAi);
    offer->ai->models.items = arena_array_of(ctx->arena, OfferModel, models.count);
    offer->ai->models.count = models.count;
    for (size_t i = 0; i < models.count; i++) {
        const AiModel *model = &models.items[i];
        offer->ai->models.items[i] = (OfferModel){
            .name = model->name,
            .capabilities = model->capabilities,
            .context_length = model->context_length,
            .rates = {.in = amount_of(ctx, model->rate_in),
                .out = amount_of(ctx, model->rate_out),
                .cached = amount_of(ctx, model->rate_cached),
                .reasoning = amount_of(ctx, model->rate_reasoning),
                .per = model->rate_in.per,
                .currency = code_of(ctx, model->rate_in.currency)},
        };
        write_upstreams(ctx, &upstreams, &offer->ai->models.items[i]);
    }
    return OK;
}

static Error write_kubernetes(Ctx *ctx, Id revision_id, Offer *offer)
{
    Chart chart = {.id = ID_NONE};
    Error error = chart_of_revision(ctx, revision_id, &chart);
    if (error == NOT_FOUND)
        ctx->failure = (Failure){0};
    if (error)
        return error == NOT_FOUND ? OK : error;
    offer->kubernetes = arena_new_of(ctx->arena, OfferKubernetes);
    *offer->kubernetes = (OfferKubernetes){
        .chart = {.repository = chart.source.repository,
            .name = chart.source.name,
            .oci = chart.source.oci,
            .version = chart.source.version,
            .digest = chart.source.digest},
        .form = chart.form,
        .licence = chart.licence,
        .minimum_kubernetes_version = chart.minimum_kubernetes_version,
    };
    return OK;
}

Error offer_of_revision(
    Ctx *ctx, const Product *product, const Revision *revision, OfferFiles files, Offer *ret_offer)
{
    Seller seller;
    CategoryList categories;
    TRY(seller_get(ctx, product->seller_id, &seller));
    TRY(category_list(ctx, &categories));
    Offer offer = {
        .slug = product->slug,
        .name = product->name,
        .seller = {arena_printf(ctx->arena, "\"%s\"", seller.slug)},
        .service_type = product->service_type,
        .licence_type = product->licence_type,
        .version = revision->product_version,
        .short_description = revision->short_description,
        .description = revision->description,
        .price_info = revision->price_info,
        .licence_info = revision->licence_info,
        .features = revision->features,
        .used_software = revision->used_software,
        .guides = revision->guides,
        .documentation_url = revision->documentation_url,
        .data_location = revision->data_location,
        .recommended = {product->is_recommended ? "true" : NULL},
        .release_at = revision->release_at,
    };
    for (size_t i = 0; i < categories.count; i++)
        if (id_same(categories.items[i].id, revision->category_id))
            offer.category = categories.items[i].slug;
    if (!offer.category)
        offer.proposed_category = revision->proposed_category;
    write_logo(ctx, revision->logo_digest, &offer);
    TRY(write_documents(ctx, revision->id, &offer));
    TRY(write_screenshots(ctx, revision->id, &offer));
    TRY(write_plans(ctx, revision->id, &offer));
    TRY(write_ai(ctx, revision, &offer));
    TRY(write_kubernetes(ctx, revision->id, &offer));
    if (files == OFFER_FILES_INLINE)
        TRY(offer_write_contents(ctx, &offer));
    *ret_offer = offer;
    return OK;
}

static Error require_own(Ctx *ctx, const Seller *seller)
{
    bool is_own = (ctx->actor.permissions & PERMIT_OFFERINGS) &&
                  id_same(seller->organization_id, ctx->actor.organization_id);
    if (is_own || ctx->actor.is_system || (ctx->actor.permissions & PERMIT_OPERATE))
        return OK;
    return fail(ctx, FORBIDDEN, "not_your_seller", "You read only offers of your seller.");
}

const char *offer_yaml(Ctx *ctx, const Offer *offer)
{
    const char *problem, *json = json_of(ctx->arena, &offer_shape, offer);
    return yaml_write_brief(ctx->arena, json_parse(ctx->arena, json, strlen(json), &problem));
}

const char *offer_json(Ctx *ctx, const Offer *offer)
{
    const char *problem, *yaml = offer_yaml(ctx, offer);
    const JsonValue *value =
        yaml_read_as(ctx->arena, (Blob){yaml, strlen(yaml)}, &offer_shape, &problem);
    return arena_text(ctx->arena, value->raw, value->raw_length);
}

Error offer_get(Ctx *ctx, const char *slug, Blob *ret_yaml)
{
    Product product;
    Seller seller;
    Revision revision;
    Offer offer;
    TRY(product_get(ctx, slug, &product));
    TRY(seller_get(ctx, product.seller_id, &seller));
    TRY(require_own(ctx, &seller));
    TRY(revision_newest(ctx, product.id, &revision));
    TRY(offer_of_revision(ctx, &product, &revision, OFFER_FILES_INLINE, &offer));
    const char *yaml = offer_yaml(ctx, &offer);
    *ret_yaml = (Blob){yaml, strlen(yaml)};
    return OK;
}
