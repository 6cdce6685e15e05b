// offer_document.h — what stands in an offer file. Private to src/catalog; offers/README.md is its
// description for people.
#pragma once

#include "catalog/ai_model.h"
#include "catalog/category.h"
#include "catalog/chart.h"
#include "catalog/document.h"
#include "catalog/offer.h"
#include "catalog/plan.h"
#include "catalog/revision.h"
#include "catalog/seller.h"
#include "yaml/yaml.h"

/** The bytes of a logo or document: one of five ways to give them; the others are found. */
typedef struct OfferContent {
    const char *file; // beside the offer file; only until offer_file_read
    const char *svg, *base64, *text;
    Digest digest; // given: of what was uploaded for a draft; else found
    Blob bytes;    // {0}: it was uploaded already
    const char *media_type;
} OfferContent;

typedef struct OfferSeller {
    const char *slug, *name;
    Texts about;
    const char *website, *contact_email, *support_email, *support_url, *country;
    OfferContent *logo;
} OfferSeller;

typedef struct OfferPrice {
    PriceKind kind;
    const char *period, *amount, *meter;
    int64_t per;
    const char *currency;
    Texts label;
} OfferPrice;

typedef struct OfferPlan {
    const char *code, *name;
    Texts description;
    TextsList features;
    LIST_OF(OfferPrice) prices;
    Texts price_text;
    QuestionList questions;
} OfferPlan;

typedef struct OfferRates {
    const char *in, *out, *cached, *reasoning;
    int64_t per;
    const char *currency;
} OfferRates;

typedef struct OfferUpstream {
    const char *url, *model, *key;
} OfferUpstream;

typedef struct OfferModel {
    const char *name;
    TextList capabilities;
    int64_t context_length;
    OfferRates rates;
    LIST_OF(OfferUpstream) upstreams;
} OfferModel;

typedef struct OfferAi {
    LIST_OF(OfferModel) models;
} OfferAi;

/** A chart that is named, or the .tgz itself. */
typedef struct OfferChart {
    const char *repository, *name, *oci, *version;
    const char *file; // a .tgz or a folder beside the offer file; only until offer_file_read
    const char *base64;
    Digest digest; // of one that was uploaded for a draft; else found
    Blob bytes;    // found
} OfferChart;

typedef struct OfferKubernetes {
    OfferChart chart;
    FormFieldList form;
    ChartLicence *licence;
    const char *minimum_kubernetes_version;
} OfferKubernetes;

typedef struct OfferDocument {
    DocumentKind kind;
    const char *language, *title, *version;
    const char *file, *base64, *text;
    Digest digest;
    bool applies_to_subscribers;
    OfferContent content; // found
} OfferDocument;

typedef struct OfferScreenshot {
    Texts alt;
    const char *file, *base64;
    Digest digest;
    OfferContent content; // found
} OfferScreenshot;

typedef struct Offer {
    const char *slug, *name;
    RawJson seller; // a slug, or an OfferSeller
    OfferSeller described;
    bool is_described;
    const char *category; // one of these two
    ProposedCategory *proposed_category;
    ServiceType service_type;
    LicenceType licence_type;
    const char *version;
    Texts short_description, description, price_info, licence_info;
    TextsList features;
    UsedSoftwareList used_software;
    GuideList guides;
    const char *documentation_url, *data_location;
    OfferContent *logo;
    LIST_OF(OfferScreenshot) screenshots;
    LIST_OF(OfferDocument) documents;
    LIST_OF(OfferPlan) plans;
    OfferAi *ai;
    OfferKubernetes *kubernetes;
    RawJson recommended; // true, false or not said
    Time release_at;
    Digest content_digest; // found: of what a revision of it says
    TextList accepted;     // beside it: the terms for sellers
} Offer;

extern const Shape offer_shape, offer_seller_shape;

enum { TOKENS_PER = 1000000 }; // what a rate of a model is for, unless said otherwise

/**
 * Reads an offer and checks all that can be checked without the database; defaults are filled in.
 * INVALID  not_yaml, invalid_body
 */
Error offer_read(Ctx *ctx, Blob bytes, Offer *ret_offer);

/** The same of a value that is parsed already. INVALID  invalid_body */
Error offer_read_value(Ctx *ctx, const JsonValue *value, Offer *ret_offer);

/** The same for the actor, with the terms for sellers that are accepted. FORBIDDEN
 * missing_permission: it is no seller's. */
Error offer_open(Ctx *ctx, Blob bytes, TextList accepted, Offer *ret_offer);

/** What offer_apply and offer_write_draft (is_draft) do with an offer that was read; in a
 * transaction. */
Error offer_place(Ctx *ctx, const Offer *offer, bool is_draft, OfferResult *ret_result);

/** Notes what is wrong beyond the shape, and fills in what is found (offer_check.c). */
void offer_check(Ctx *ctx, Offer *offer);
void offer_kubernetes_check(Ctx *ctx, Offer *offer); // offer_kubernetes.c

/** How the files of a revision stand in its offer: their bytes, or their digests in place of them.
 */
typedef enum OfferFiles { OFFER_FILES_INLINE, OFFER_FILES_BY_DIGEST } OfferFiles;

/** What the revision says, without upstream keys (offer_write.c). */
Error offer_of_revision(
    Ctx *ctx, const Product *product, const Revision *revision, OfferFiles files, Offer *ret_offer);

/** Finds what is named by digest, and notes what the actor's organization has not uploaded
 * (offer_content.c). */
Error offer_content_find(Ctx *ctx, Offer *offer);

/** Keeps the bytes, unless that was done when they were uploaded. */
Error offer_content_keep(Ctx *ctx, const OfferContent *content, Digest *ret_digest);

/** Puts contents into the offer where it names digests. */
Error offer_write_contents(Ctx *ctx, Offer *offer);

/** The offer as YAML without what is empty, and as JSON. */
const char *offer_yaml(Ctx *ctx, const Offer *offer);
const char *offer_json(Ctx *ctx, const Offer *offer);

ChartSource offer_chart_source(const OfferChart *chart);

Price offer_price(const OfferPrice *price);
AiModel offer_model(const OfferModel *model);
AiUpstreamList offer_upstreams(Arena *arena, const Offer *offer); // of all models, keys as said
