// What is wrong with an offer beyond the shape of its fields. Every fault is noted, so whatever
// is looked at here may be missing: then the shape has said so already.
#include "base/text.h"
#include "catalog/file.h"
#include "catalog/offer_document.h"
#include "http/guard.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>

static const char *at(Ctx *ctx, const char *list, size_t number, const char *member)
{
    return arena_printf(ctx->arena, "%s[%zu]%s", list, number, member);
}

// ── contents ─────────────────────────────────────────────────────────────────────────────────

static bool content_decode(Ctx *ctx, OfferContent *content, const char *path)
{
    bool is_uploaded = digest_is_set(content->digest);
    int ways = !!content->file + !!content->svg + !!content->base64 + !!content->text + is_uploaded;
    const char *plain = content->svg ? content->svg : content->text;
    if (ways != 1)
        fault(ctx, path, "required", "%s must give its contents in exactly one way.", path);
    else if (content->file)
        fault(ctx, path, "file_not_read",
            "%s names a file; only the command line reads files. Give its contents here.", path);
    else if (is_uploaded)
        return false; // offer_content_find looks
    else if (plain)
        content->bytes = (Blob){plain, strlen(plain)};
    else if (!base64_read(ctx->arena, content->base64, &content->bytes))
        fault(ctx, path, "malformed", "%s is no base64.", path);
    return content->bytes.bytes != NULL;
}

static void content_check(Ctx *ctx, OfferContent *content, const char *path,
    const char *(*media_type)(Blob bytes, const char **ret_problem))
{
    const char *problem;
    if (!content_decode(ctx, content, path))
        return;
    content->media_type = media_type(content->bytes, &problem);
    if (!content->media_type)
        fault(ctx, path, "bad_content", "%s: %s", path, problem);
    content->digest = digest_of_bytes(content->bytes.bytes, content->bytes.length);
}

// Documents are kept in this order, so an offer means the same in whichever it gives them.
static int by_kind(const void *a, const void *b)
{
    const OfferDocument *left = a, *right = b;
    int order = strcmp(document_kind_names[left->kind], document_kind_names[right->kind]);
    return order || !left->language || !right->language ? order
                                                        : strcmp(left->language, right->language);
}

static void documents_check(Ctx *ctx, Offer *offer)
{
    for (size_t i = 0; i < offer->documents.count; i++) {
        OfferDocument *document = &offer->documents.items[i];
        document->content = (OfferContent){.file = document->file,
            .base64 = document->base64,
            .text = document->text,
            .digest = document->digest};
        content_check(ctx, &document->content, at(ctx, "documents", i, ""), document_media_type);
        for (size_t j = 0; j < i; j++)
            if (offer->documents.items[j].kind == document->kind &&
                text_same(offer->documents.items[j].language, document->language))
                fault(ctx, at(ctx, "documents", i, ".language"), "not_unique",
                    "There is a document of this kind in this language already.");
    }
    if (offer->documents.count)
        qsort(offer->documents.items, offer->documents.count, sizeof *offer->documents.items,
            by_kind);
}

static void screenshots_check(Ctx *ctx, Offer *offer)
{
    for (size_t i = 0; i < offer->screenshots.count; i++) {
        OfferScreenshot *screenshot = &offer->screenshots.items[i];
        screenshot->content = (OfferContent){
            .file = screenshot->file, .base64 = screenshot->base64, .digest = screenshot->digest};
        content_check(
            ctx, &screenshot->content, at(ctx, "screenshots", i, ""), screenshot_media_type);
    }
}

// The texts of a licence agreement are one agreement: it applies in all languages or in none.
static void licence_agreement_check(Ctx *ctx, const Offer *offer)
{
    const OfferDocument *first = NULL;
    for (size_t i = 0; i < offer->documents.count; i++) {
        const OfferDocument *document = &offer->documents.items[i];
        const char *path = at(ctx, "documents", i, ".applies_to_subscribers");
        if (document->kind != DOCUMENT_EULA && document->applies_to_subscribers)
            fault(ctx, path, "not_allowed", "Only a licence agreement applies to subscribers.");
        if (document->kind != DOCUMENT_EULA)
            continue;
        first = first ? first : document;
        if (document->applies_to_subscribers != first->applies_to_subscribers)
            fault(ctx, path, "not_alike",
                "A licence agreement applies to existing subscribers in all its languages or in none.");
    }
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────

static void english_check(Ctx *ctx, Texts texts, const char *path)
{
    if (texts_in(texts, "en") && text_is_empty(texts.en))
        fault(ctx, path, "required", "%s is needed in English at least.", path);
}

static void features_check(Ctx *ctx, const TextsList *features, const char *path)
{
    for (size_t i = 0; i < features->count; i++) {
        const Texts *feature = &features->items[i];
        const char *texts[] = {feature->en, feature->de, feature->fr, feature->cs};
        if (!texts_in(*feature, "en"))
            fault(ctx, at(ctx, path, i, ""), "required", "A feature has a text.");
        for (size_t j = 0; j < COUNT_OF(texts); j++)
            if (texts[j] && text_characters(texts[j]) > 200)
                fault(
                    ctx, at(ctx, path, i, ""), "too_long", "A feature has at most 200 characters.");
    }
}

// ── the category ─────────────────────────────────────────────────────────────────────────────

static void category_check(Ctx *ctx, const Offer *offer)
{
    if (!offer->category && !offer->proposed_category)
        fault_required(ctx, "category");
    if (offer->category && offer->proposed_category)
        fault(ctx, "proposed_category", "not_allowed", "Name a category, or propose one.");
    if (offer->proposed_category)
        category_check_name(ctx, "proposed_category.name", offer->proposed_category->name);
}

// ── the seller ───────────────────────────────────────────────────────────────────────────────

static void seller_check(Ctx *ctx, Offer *offer)
{
    const char *problem;
    if (!offer->seller.text)
        return;
    const JsonValue *value =
        json_parse(ctx->arena, offer->seller.text, strlen(offer->seller.text), &problem);
    offer->is_described = value && value->kind == JSON_OBJECT;
    if (value && value->kind == JSON_TEXT) {
        offer->described.slug = value->text;
        return;
    }
    if (!offer->is_described) {
        fault(ctx, "seller", "wrong_kind", "seller must be a slug or a description.");
        return;
    }
    json_read_value(ctx, value, &offer_seller_shape, "seller", &offer->described);
    english_check(ctx, offer->described.about, "seller.about");
    if (offer->described.logo)
        content_check(ctx, offer->described.logo, "seller.logo", logo_media_type);
}

// ── prices ───────────────────────────────────────────────────────────────────────────────────

// What is used is summed up over all products, so prices are in the platform's currency.
static void currency_check(Ctx *ctx, const char **currency, const char *path)
{
    if (!*currency)
        *currency = settings()->currency;
    if (!text_same(*currency, settings()->currency))
        fault(ctx, path, "not_allowed", "Prices here are in %s.", settings()->currency);
}

// Amounts are compared and kept in one spelling: 49.9 is 49.90.
static void amount_check(Ctx *ctx, const char **amount, const char *path)
{
    int64_t micros;
    if (!*amount)
        return;
    if (!micros_read(*amount, &micros) || micros > MAX_PRICE * INT64_C(1000000))
        fault(ctx, path, "out_of_range", "%s must be between 0 and %d.", path, MAX_PRICE);
    else
        *amount = micros_text(ctx->arena, micros);
}

static void price_check(Ctx *ctx, OfferPrice *price, const char *path)
{
    if (!price->per)
        price->per = 1;
    amount_check(ctx, &price->amount, arena_printf(ctx->arena, "%s.amount", path));
    currency_check(ctx, &price->currency, arena_printf(ctx->arena, "%s.currency", path));
    if ((price->kind == PRICE_RECURRING) != (price->period != NULL))
        fault(ctx, arena_printf(ctx->arena, "%s.period", path), "required",
            "A price has a period exactly if it is recurring.");
    if (price->kind == PRICE_USAGE && !price->meter)
        fault(ctx, arena_printf(ctx->arena, "%s.meter", path), "required",
            "A usage price names the meter that counts.");
}

static void plans_check(Ctx *ctx, Offer *offer)
{
    for (size_t i = 0; i < offer->plans.count; i++) {
        OfferPlan *plan = &offer->plans.items[i];
        features_check(ctx, &plan->features, at(ctx, "plans", i, ".features"));
        for (size_t j = 0; j < plan->prices.count; j++)
            price_check(
                ctx, &plan->prices.items[j], at(ctx, at(ctx, "plans", i, ".prices"), j, ""));
        questions_check(ctx, &plan->questions, at(ctx, "plans", i, ""));
        if (plan->questions.count && offer->service_type != SERVICE_PRIVATE_OFFER)
            fault(ctx, at(ctx, "plans", i, ".questions"), "not_allowed",
                "Only offers of service type private_offer ask questions.");
        for (size_t j = 0; j < i; j++)
            if (text_same(offer->plans.items[j].code, plan->code))
                fault(ctx, at(ctx, "plans", i, ".code"), "not_unique",
                    "Each plan has a code of its own.");
    }
}

// ── models ───────────────────────────────────────────────────────────────────────────────────

static void rates_check(Ctx *ctx, OfferRates *rates, const char *path)
{
    const char **amounts[] = {&rates->in, &rates->out, &rates->cached, &rates->reasoning};
    if (!rates->per)
        rates->per = TOKENS_PER;
    for (size_t i = 0; i < COUNT_OF(amounts); i++) {
        int64_t micros;
        amount_check(ctx, amounts[i], path);
        if (*amounts[i] && micros_read(*amounts[i], &micros) &&
            micros / rates->per > MAX_TOKEN_MICROS)
            fault(ctx, path, "out_of_range", "A token costs at most 0.01.");
    }
    currency_check(ctx, &rates->currency, path);
}

static void upstreams_check(Ctx *ctx, OfferModel *model, const char *path)
{
    for (size_t i = 0; i < model->upstreams.count; i++) {
        OfferUpstream *upstream = &model->upstreams.items[i];
        const char *url_path = at(ctx, path, i, ".url");
        if (!upstream->model)
            upstream->model = model->name;
        if (upstream->url)
            (void)!guard_check_url(ctx, url_path, upstream->url);
        for (size_t j = 0; j < i; j++)
            if (text_same(model->upstreams.items[j].url, upstream->url) &&
                text_same(model->upstreams.items[j].model, upstream->model))
                fault(ctx, url_path, "not_unique", "This upstream stands there already.");
    }
}

static void ai_check(Ctx *ctx, Offer *offer)
{
    if (offer->ai && offer->service_type != SERVICE_AI)
        fault(ctx, "ai", "not_allowed", "Only offers of service type ai have models.");
    if (!offer->ai && offer->service_type == SERVICE_AI)
        fault(ctx, "ai", "required", "An offer of service type ai has models.");
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++) {
        OfferModel *model = &offer->ai->models.items[i];
        rates_check(ctx, &model->rates, at(ctx, "ai.models", i, ".rates"));
        upstreams_check(ctx, model, at(ctx, "ai.models", i, ".upstreams"));
        for (size_t j = 0; j < i; j++)
            if (text_same(offer->ai->models.items[j].name, model->name))
                fault(ctx, at(ctx, "ai.models", i, ".name"), "not_unique",
                    "Each model has a name of its own.");
    }
}

void offer_check(Ctx *ctx, Offer *offer)
{
    seller_check(ctx, offer);
    category_check(ctx, offer);
    english_check(ctx, offer->short_description, "short_description");
    english_check(ctx, offer->description, "description");
    features_check(ctx, &offer->features, "features");
    if (offer->recommended.text && !text_same(offer->recommended.text, "true") &&
        !text_same(offer->recommended.text, "false"))
        fault(ctx, "recommended", "wrong_kind", "recommended must be true or false.");
    if (offer->logo)
        content_check(ctx, offer->logo, "logo", logo_media_type);
    screenshots_check(ctx, offer);
    documents_check(ctx, offer);
    licence_agreement_check(ctx, offer);
    plans_check(ctx, offer);
    ai_check(ctx, offer);
    offer_kubernetes_check(ctx, offer);
}
