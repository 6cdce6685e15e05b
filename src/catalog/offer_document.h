// offer_document.h — what stands in an offer file. Private to src/catalog; offers/README.md is its
// description for people.
#pragma once

#include "catalog/ai_model.h"
#include "catalog/category.h"
#include "catalog/chart.h"
#include "catalog/document.h"
#include "catalog/plan.h"
#include "catalog/revision.h"
#include "catalog/seller.h"
#include "yaml/yaml.h"

/** The bytes of a logo or document: one of four ways to give them; the last three are found. */
typedef struct OfferContent {
    const char *file; // beside the offer file; only until offer_file_read
    const char *svg, *base64, *text;
    Blob bytes;
    const char *media_type;
    Digest digest;
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
    Blob bytes;    // found
    Digest digest; // found
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
    OfferContent content; // found
} OfferDocument;

typedef struct Offer {
    const char *slug, *name;
    RawJson seller; // a slug, or an OfferSeller
    OfferSeller described;
    bool is_described;
    const char *category;
    ServiceType service_type;
    LicenceType licence_type;
    const char *version;
    Texts short_description, description, price_info, licence_info;
    TextsList features;
    UsedSoftwareList used_software;
    GuideList guides;
    const char *documentation_url, *data_location;
    OfferContent *logo;
    LIST_OF(OfferDocument) documents;
    LIST_OF(OfferPlan) plans;
    OfferAi *ai;
    OfferKubernetes *kubernetes;
    RawJson recommended; // true, false or not said
    Time release_at;
    Digest content_digest; // found: of what a revision of it says
} Offer;

extern const Shape offer_shape, offer_seller_shape;

enum { TOKENS_PER = 1000000 }; // what a rate of a model is for, unless said otherwise

/**
 * Reads an offer and checks all that can be checked without the database; defaults are filled in.
 * INVALID  not_yaml, invalid_body
 */
Error offer_read(Ctx *ctx, Blob bytes, Offer *ret_offer);

/** Notes what is wrong beyond the shape, and fills in what is found (offer_check.c). */
void offer_check(Ctx *ctx, Offer *offer);
void offer_kubernetes_check(Ctx *ctx, Offer *offer); // offer_kubernetes.c

ChartSource offer_chart_source(const OfferChart *chart);

Price offer_price(const OfferPrice *price);
AiModel offer_model(const OfferModel *model);
