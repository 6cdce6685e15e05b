// Applying an offer: what is there and what the offer says are compared, and only what differs is
// done.
#include "offer.h"

#include "ai_model_store.h"
#include "base/text.h"
#include "catalog.h"
#include "chart.h"
#include "document_store.h"
#include "file.h"
#include "offer_document.h"
#include "organizations/role.h"
#include "plan_store.h"
#include "screenshot_store.h"
#include "terms.h"

SHAPE(offer_result_shape, OfferResult, FIELD(OfferResult, product_id, .required = true),
    FIELD(OfferResult, slug, .required = true), FIELD(OfferResult, revision_id, .required = true),
    FIELD(OfferResult, revision_number),
    FIELD(OfferResult, state, .required = true, .about = "of the revision"),
    FIELD(OfferResult, is_unchanged));

// One application: what goes from step to step.
typedef struct Application {
    const Offer *offer;
    bool by_operator; // decides itself; a seller's revisions are reviewed
    bool is_draft;    // it is not submitted yet
    Seller seller;
    Category category;
    Product product;
    Revision revision;
    AiUpstreamList upstreams; // with their keys
    Digest content_digest;    // of all that the revision says, keys included
    bool is_changed;          // anything at all
} Application;

static bool is_operator(const Ctx *ctx)
{
    return ctx->actor.is_system || (ctx->actor.permissions & PERMIT_OPERATE);
}

// ── whose it is, and where it stands ─────────────────────────────────────────────────────────

static Error describe_seller(Ctx *ctx, Application *application)
{
    const OfferSeller *said = &application->offer->described;
    Seller seller = {
        .slug = said->slug,
        .name = said->name,
        .about = said->about,
        .website = said->website,
        .contact_email = said->contact_email,
        .support_email = said->support_email,
        .support_url = said->support_url,
        .country = said->country,
    };
    if (said->logo)
        TRY(file_create(ctx, said->logo->media_type, said->logo->bytes, &seller.logo_digest));
    TRY(seller_place(ctx, &seller, &application->is_changed));
    application->seller = seller;
    return OK;
}

static Error find_seller(Ctx *ctx, Application *application)
{
    const Offer *offer = application->offer;
    if (offer->is_described && application->by_operator)
        return describe_seller(ctx, application);
    if (offer->is_described)
        fault(ctx, "seller", "not_allowed", "Only the operator describes a seller; give its slug.");
    Error error = seller_find(ctx, offer->described.slug, &application->seller);
    if (error == NOT_FOUND) {
        ctx->failure = (Failure){0};
        fault(ctx, "seller", "not_known", "There is no seller %s.", offer->described.slug);
        error = OK;
    }
    TRY(error);
    TRY(faults(ctx));
    if (!application->by_operator &&
        !id_same(application->seller.organization_id, ctx->actor.organization_id))
        return fail(ctx, FORBIDDEN, "not_your_seller", "You publish only products of your seller.");
    return OK;
}

static Error find_category(Ctx *ctx, Application *application)
{
    const ProposedCategory *proposed = application->offer->proposed_category;
    const char *slug = proposed ? proposed->parent : application->offer->category;
    if (proposed && application->by_operator && !application->is_draft)
        fault(ctx, "proposed_category", "not_allowed",
            "Categories are yours: create it, and name it in category.");
    TRY(faults(ctx));
    if (!slug)
        return OK; // proposed, at the top
    Category named;
    Error error = category_get(ctx, slug, &named);
    if (!error && !proposed)
        application->category = named;
    if (error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    fault(ctx, proposed ? "proposed_category.parent" : "category", "not_known",
        "There is no category %s.", slug);
    return faults(ctx);
}

// ── the product ──────────────────────────────────────────────────────────────────────────────

static bool wants_recommended(const Application *application)
{
    const char *said = application->offer->recommended.text;
    return said ? text_same(said, "true") : application->product.is_recommended;
}

static Error create_product(Ctx *ctx, Application *application)
{
    const Offer *offer = application->offer;
    application->is_changed = true;
    application->product = (Product){
        .id = id_new("prd"),
        .seller_id = application->seller.id,
        .slug = offer->slug,
        .name = offer->name,
        .service_type = offer->service_type,
        .licence_type = offer->licence_type,
        .state = PRODUCT_UNPUBLISHED,
        .created_at = ctx->now,
        .version = 1,
    };
    application->product.is_recommended = wants_recommended(application);
    return product_create(ctx, &application->product);
}

static Error require_same(Ctx *ctx, const Application *application)
{
    const Offer *offer = application->offer;
    const Product *product = &application->product;
    if (!id_same(product->seller_id, application->seller.id))
        return fail(ctx, CONFLICT, "seller_is_fixed",
            "%s is the address of another seller's product already.", offer->slug);
    if (product->state == PRODUCT_END_OF_LIFE)
        return fail(ctx, CONFLICT, "product_ended", "The product has reached its end of life.");
    if (product->service_type != offer->service_type)
        return fail(ctx, CONFLICT, "service_type_is_fixed", "The service type stays %s.",
            service_type_names[product->service_type]);
    if (product->licence_type != offer->licence_type)
        return fail(ctx, CONFLICT, "licence_type_is_fixed", "The licence type stays %s.",
            licence_type_names[product->licence_type]);
    if (time_is_set(product->published_at) && !text_same(product->name, offer->name))
        return fail(ctx, CONFLICT, "name_is_fixed",
            "A product that was published keeps its name, %s.", product->name);
    return OK;
}

static Error change_product(Ctx *ctx, Application *application)
{
    Product *product = &application->product;
    TRY(product_lock(ctx, product->id, product));
    TRY(require_same(ctx, application));
    bool is_recommended = wants_recommended(application);
    if (text_same(product->name, application->offer->name) &&
        product->is_recommended == is_recommended)
        return OK;
    product->name = application->offer->name;
    product->is_recommended = is_recommended;
    application->is_changed = true;
    return product_change(ctx, product);
}

static Error place_product(Ctx *ctx, Application *application)
{
    Error error = product_get(ctx, application->offer->slug, &application->product);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    if (!application->by_operator &&
        wants_recommended(application) != application->product.is_recommended) {
        fault(ctx, "recommended", "not_allowed", "Only the operator recommends products.");
        return faults(ctx);
    }
    return error ? create_product(ctx, application) : change_product(ctx, application);
}

// ── where calls go ───────────────────────────────────────────────────────────────────────────

// Another key is another content, though a file that was read back says none.
static Digest digest_with_keys(Ctx *ctx, const Application *application)
{
    const AiUpstreamList *upstreams = &application->upstreams;
    if (!upstreams->count)
        return application->offer->content_digest;
    Text text = {.arena = ctx->arena};
    text_add(&text, digest_text(ctx->arena, application->offer->content_digest));
    for (size_t i = 0; i < upstreams->count; i++)
        text_add(
            &text, digest_text(ctx->arena, ai_upstream_digest(ctx->arena, &upstreams->items[i])));
    return digest_of(text_of(&text));
}

static Error read_upstreams(Ctx *ctx, Application *application)
{
    application->upstreams = offer_upstreams(ctx->arena, application->offer);
    TRY(ai_upstream_find_keys(ctx, application->product.id, &application->upstreams));
    application->content_digest = digest_with_keys(ctx, application);
    return OK;
}

// ── the revision ─────────────────────────────────────────────────────────────────────────────

static bool is_open(const Revision *revision)
{
    return revision->state != REVISION_ACTIVE && revision->state != REVISION_REPLACED;
}

// Whether the newest revision is already what this application would make. A chart that was
// refused is tried again.
static bool is_current(const Ctx *ctx, const Application *application, ChartState chart)
{
    const Revision *newest = &application->revision;
    if (!digest_same(newest->content_digest, application->content_digest) || chart == CHART_REFUSED)
        return false;
    if (!is_open(newest))
        return newest->state == REVISION_ACTIVE;
    bool is_as_planned = newest->release_at.us == application->offer->release_at.us;
    bool is_due = !time_before(ctx->now, newest->release_at) && chart == CHART_READY;
    if (application->is_draft)
        return newest->state == REVISION_DRAFT && is_as_planned;
    if (application->by_operator)
        return newest->state == REVISION_APPROVED && is_as_planned && !is_due;
    return newest->state != REVISION_DRAFT && is_as_planned;
}

static Error fill_revision(Ctx *ctx, Application *application, Revision *revision)
{
    const Offer *offer = application->offer;
    revision->category_id = application->category.id;
    revision->proposed_category = offer->proposed_category;
    revision->product_version = offer->version;
    revision->short_description = offer->short_description;
    revision->description = offer->description;
    revision->price_info = offer->price_info;
    revision->licence_info = offer->licence_info;
    revision->features = offer->features;
    revision->used_software = offer->used_software;
    revision->guides = offer->guides;
    revision->documentation_url = offer->documentation_url;
    revision->data_location = offer->data_location;
    revision->content_digest = application->content_digest;
    revision->release_at = offer->release_at;
    revision->created_by = ctx->actor.user_id;
    revision->created_at = ctx->now;
    revision->logo_digest = DIGEST_NONE;
    if (!offer->logo)
        return OK;
    return offer_content_keep(ctx, offer->logo, &revision->logo_digest);
}

static Error write_documents(Ctx *ctx, const Offer *offer, Id revision_id)
{
    TRY(document_store_remove_all(ctx, revision_id));
    for (size_t i = 0; i < offer->documents.count; i++) {
        const OfferDocument *said = &offer->documents.items[i];
        Document document = {
            .id = id_new("doc"),
            .revision_id = revision_id,
            .kind = said->kind,
            .language = said->language,
            .title = said->title,
            .version = said->version,
            .applies_to_subscribers = said->applies_to_subscribers,
        };
        TRY(offer_content_keep(ctx, &said->content, &document.digest));
        TRY(document_store_create(ctx, &document));
    }
    return OK;
}

static Error write_screenshots(Ctx *ctx, const Offer *offer, Id revision_id)
{
    TRY(screenshot_store_remove_all(ctx, revision_id));
    for (size_t i = 0; i < offer->screenshots.count; i++) {
        const OfferScreenshot *said = &offer->screenshots.items[i];
        Screenshot screenshot = {
            .revision_id = revision_id, .position = (int64_t)i, .alt = said->alt};
        TRY(offer_content_keep(ctx, &said->content, &screenshot.digest));
        TRY(screenshot_store_create(ctx, &screenshot));
    }
    return OK;
}

static Error write_plans(Ctx *ctx, const Offer *offer, Id revision_id)
{
    TRY(plan_store_remove_all(ctx, revision_id));
    for (size_t i = 0; i < offer->plans.count; i++) {
        const OfferPlan *said = &offer->plans.items[i];
        Plan plan = {
            .id = id_new("pla"),
            .revision_id = revision_id,
            .code = said->code,
            .position = (int64_t)i,
            .name = said->name,
            .description = said->description,
            .features = said->features,
            .price_text = said->price_text,
            .questions = said->questions,
            .prices = {arena_array_of(ctx->arena, Price, said->prices.count), said->prices.count},
        };
        for (size_t j = 0; j < said->prices.count; j++)
            plan.prices.items[j] = offer_price(&said->prices.items[j]);
        TRY(plan_store_create(ctx, &plan));
    }
    return OK;
}

static Error write_models(Ctx *ctx, const Application *application, const Revision *revision)
{
    const Offer *offer = application->offer;
    TRY(ai_upstream_place(ctx, revision->id, &(AiUpstreamList){NULL, 0}));
    TRY(ai_model_store_remove_all(ctx, revision->id));
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++) {
        AiModel model = offer_model(&offer->ai->models.items[i]);
        model.id = id_new("aim");
        model.revision_id = revision->id;
        model.product_id = revision->product_id;
        model.position = (int64_t)i;
        TRY(ai_model_store_create(ctx, &model));
    }
    return ai_upstream_place(ctx, revision->id, &application->upstreams);
}

static Error write_chart(Ctx *ctx, const Offer *offer, const Revision *revision)
{
    const OfferKubernetes *said = offer->kubernetes;
    TRY(chart_replace(ctx, revision->id));
    if (!said)
        return OK;
    Chart chart = {
        .revision_id = revision->id,
        .source = offer_chart_source(&said->chart),
        .form = said->form,
        .licence = said->licence,
        .minimum_kubernetes_version = said->minimum_kubernetes_version,
    };
    if (said->chart.bytes.bytes)
        TRY(file_create(ctx, "application/gzip", said->chart.bytes, &chart.source.digest));
    return chart_create(ctx, revision->product_id, &chart);
}

static Error write_revision(Ctx *ctx, Application *application, bool is_new)
{
    Revision *revision = &application->revision;
    if (is_new)
        *revision = (Revision){.product_id = application->product.id};
    else if (revision->state != REVISION_DRAFT)
        TRY(revision_move(ctx, revision, REVISION_DRAFT, NULL));
    TRY(fill_revision(ctx, application, revision));
    TRY(is_new ? revision_create(ctx, revision) : revision_change(ctx, revision));
    TRY(write_documents(ctx, application->offer, revision->id));
    TRY(write_screenshots(ctx, application->offer, revision->id));
    TRY(write_plans(ctx, application->offer, revision->id));
    TRY(write_models(ctx, application, revision));
    return write_chart(ctx, application->offer, revision);
}

// The terms for sellers may have changed since the seller accepted them.
static Error submit_revision(Ctx *ctx, Application *application)
{
    Revision *revision = &application->revision;
    TermList terms = {NULL, 0};
    if (!application->by_operator)
        TRY(term_require_seller_terms(ctx, application->offer->accepted, &terms));
    TRY(revision_move(ctx, revision, REVISION_IN_REVIEW, NULL));
    TRY(term_accept(ctx, &terms, &(Acceptance){.revision_id = revision->id}));
    return application->by_operator ? revision_approve(ctx, revision->id, TIME_NONE, revision) : OK;
}

static Error place_revision(Ctx *ctx, Application *application)
{
    Revision *revision = &application->revision;
    Error error = revision_newest(ctx, application->product.id, revision);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    ChartState chart = CHART_READY;
    if (!error)
        TRY(chart_state(ctx, revision->id, &chart));
    if (!error && is_current(ctx, application, chart))
        return OK;
    application->is_changed = true;
    TRY(write_revision(ctx, application, error == NOT_FOUND || !is_open(revision)));
    return application->is_draft ? OK : submit_revision(ctx, application);
}

Error offer_place(Ctx *ctx, const Offer *offer, bool is_draft, OfferResult *ret_result)
{
    Application application = {
        .offer = offer,
        .by_operator = is_operator(ctx),
        .is_draft = is_draft,
    };
    TRY(find_seller(ctx, &application));
    TRY(find_category(ctx, &application));
    TRY(place_product(ctx, &application));
    TRY(read_upstreams(ctx, &application));
    TRY(place_revision(ctx, &application));
    *ret_result = (OfferResult){
        .product_id = application.product.id,
        .slug = application.product.slug,
        .revision_id = application.revision.id,
        .revision_number = application.revision.number,
        .state = revision_state_names[application.revision.state],
        .is_unchanged = !application.is_changed,
    };
    return OK;
}

Error offer_open(Ctx *ctx, Blob bytes, TextList accepted, Offer *ret_offer)
{
    if (!is_operator(ctx) && !(ctx->actor.permissions & PERMIT_OFFERINGS))
        return fail(ctx, FORBIDDEN, "missing_permission", "Your roles do not allow this.");
    TRY(offer_read(ctx, bytes, ret_offer));
    ret_offer->accepted = accepted;
    return OK;
}

static Error apply(Ctx *ctx, Blob bytes, bool is_draft, TextList accepted, OfferResult *ret_result)
{
    Offer offer;
    TX tx = {0};
    TRY(offer_open(ctx, bytes, accepted, &offer));
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(offer_place(ctx, &offer, is_draft, ret_result));
    return tx_commit(&tx);
}

Error offer_apply(Ctx *ctx, Blob bytes, TextList accepted, OfferResult *ret_result)
{
    return apply(ctx, bytes, false, accepted, ret_result);
}

Error offer_write_draft(Ctx *ctx, Blob bytes, OfferResult *ret_result)
{
    return apply(ctx, bytes, true, (TextList){0}, ret_result);
}
