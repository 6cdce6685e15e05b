// What an offer may contain: one table for each thing in it.
#include "catalog/offer_document.h"

#define SLUG   "[a-z0-9][a-z0-9-]{0,58}[a-z0-9]"
#define HTTP   "https?://[^\\s]+"
#define AMOUNT "[0-9]{1,7}(\\.[0-9]{1,6})?"
#define METER  "[a-z][a-z0-9_]{0,39}"

#define UPLOADED "of a file that was uploaded for a draft"

// The longest text of all: base64 of the largest file.
enum { MAX_BASE64 = 6 * 1024 * 1024, MAX_INLINE = 4 * 1024 * 1024 };

static SHAPE(content_shape, OfferContent, FIELD(OfferContent, file, .max = 500),
    FIELD(OfferContent, svg, .max = MAX_INLINE), FIELD(OfferContent, base64, .max = MAX_BASE64),
    FIELD(OfferContent, digest, .about = UPLOADED));

SHAPE(offer_seller_shape, OfferSeller, FIELD(OfferSeller, slug, .required = true, .pattern = SLUG),
    FIELD(OfferSeller, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(OfferSeller, about, .required = true, .max = 4000),
    FIELD(OfferSeller, website, .required = true, .max = 500, .pattern = HTTP),
    FIELD(OfferSeller, contact_email, .required = true, .format = "email"),
    FIELD(OfferSeller, support_email, .required = true, .format = "email"),
    FIELD(OfferSeller, support_url, .max = 500, .pattern = HTTP),
    FIELD(OfferSeller, country, .required = true, .pattern = "[A-Z]{2}"),
    FIELD_OPTION(OfferSeller, logo, content_shape));

static SHAPE(price_in_shape, OfferPrice,
    FIELD_ENUM(OfferPrice, kind, price_kind_names, .required = true),
    FIELD(OfferPrice, period, .pattern = "hour|month|year"),
    FIELD(OfferPrice, amount, .required = true, .pattern = AMOUNT),
    FIELD(OfferPrice, meter, .pattern = METER), FIELD(OfferPrice, per, .min = 1, .max = 1000000000),
    FIELD(OfferPrice, currency, .format = "currency"), FIELD(OfferPrice, label, .max = 200));

static SHAPE(plan_in_shape, OfferPlan,
    FIELD(OfferPlan, code, .required = true, .pattern = "[a-z0-9][a-z0-9_-]{0,39}"),
    FIELD(OfferPlan, name, .required = true, .max = 60, .pattern = ONE_LINE),
    FIELD(OfferPlan, description, .max = 1000),
    FIELD_LIST(OfferPlan, features, texts_shape, .max = 20),
    FIELD_LIST(OfferPlan, prices, price_in_shape, .max = 20),
    FIELD(OfferPlan, price_text, .max = 200),
    FIELD_LIST(OfferPlan, questions, question_shape, .max = 30));

static SHAPE(rates_shape, OfferRates, FIELD(OfferRates, in, .required = true, .pattern = AMOUNT),
    FIELD(OfferRates, out, .required = true, .pattern = AMOUNT),
    FIELD(OfferRates, cached, .pattern = AMOUNT), FIELD(OfferRates, reasoning, .pattern = AMOUNT),
    FIELD(OfferRates, per, .min = 1, .max = 1000000000),
    FIELD(OfferRates, currency, .format = "currency"));

static SHAPE(upstream_shape, OfferUpstream, FIELD(OfferUpstream, url, .required = true, .max = 500),
    FIELD(OfferUpstream, model, .min = 1, .max = 200),
    FIELD(OfferUpstream, key, .max = 4000, .pattern = "[!-~]*"));

static SHAPE(model_shape, OfferModel,
    FIELD(OfferModel, name, .required = true, .pattern = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}"),
    FIELD(OfferModel, capabilities, .required = true, .min = 1, .max = 4,
        .pattern = "chat|completions|embeddings|responses"),
    FIELD(OfferModel, context_length, .required = true, .min = 1, .max = 1000000000),
    FIELD_OBJECT(OfferModel, rates, rates_shape, .required = true),
    FIELD_LIST(OfferModel, upstreams, upstream_shape, .max = 8));

static SHAPE(ai_shape, OfferAi,
    FIELD_LIST(OfferAi, models, model_shape, .required = true, .min = 1, .max = 50));

static SHAPE(chart_in_shape, OfferChart, FIELD(OfferChart, repository, .max = 500, .pattern = HTTP),
    FIELD(OfferChart, name, .max = 250, .pattern = "[A-Za-z0-9][A-Za-z0-9._-]*"),
    FIELD(OfferChart, oci, .max = 500,
        .pattern = "oci://[A-Za-z0-9][A-Za-z0-9.:-]*/[A-Za-z0-9._/-]+"),
    FIELD(OfferChart, version, .max = 100, .pattern = "[A-Za-z0-9][A-Za-z0-9.+_:-]*"),
    FIELD(OfferChart, file, .max = 500), FIELD(OfferChart, base64, .max = MAX_BASE64),
    FIELD(OfferChart, digest, .about = UPLOADED));

static SHAPE(kubernetes_shape, OfferKubernetes,
    FIELD_OBJECT(OfferKubernetes, chart, chart_in_shape, .required = true),
    FIELD_LIST(OfferKubernetes, form, form_field_shape, .max = 100),
    FIELD_OPTION(OfferKubernetes, licence, chart_licence_shape),
    FIELD(OfferKubernetes, minimum_kubernetes_version, .pattern = "1\\.[0-9]{1,3}"));

static SHAPE(document_in_shape, OfferDocument,
    FIELD_ENUM(OfferDocument, kind, document_kind_names, .required = true),
    FIELD(OfferDocument, language, .required = true, .pattern = LANGUAGE_PATTERN),
    FIELD(OfferDocument, title, .required = true, .max = 120, .pattern = ONE_LINE),
    FIELD(OfferDocument, version, .required = true, .min = 1, .max = 40),
    FIELD(OfferDocument, file, .max = 500), FIELD(OfferDocument, text, .max = MAX_INLINE),
    FIELD(OfferDocument, base64, .max = MAX_BASE64),
    FIELD(OfferDocument, digest, .about = UPLOADED),
    FIELD(OfferDocument, applies_to_subscribers,
        .about =
            "With the kind eula: also to who subscribed to an earlier revision; they are told."));

static SHAPE(screenshot_in_shape, OfferScreenshot,
    FIELD(OfferScreenshot, alt, .required = true, .max = 300,
        .about = "What is to be seen, for who does not see it."),
    FIELD(OfferScreenshot, file, .max = 500), FIELD(OfferScreenshot, base64, .max = MAX_BASE64),
    FIELD(OfferScreenshot, digest, .about = UPLOADED));

static SHAPE_NAMED(guide_in_shape, Guide, "OfferGuide",
    FIELD(Guide, kind, .required = true, .pattern = "pre|deployment|post"),
    FIELD(Guide, text, .required = true));

SHAPE(offer_shape, Offer, FIELD(Offer, slug, .required = true, .pattern = SLUG),
    FIELD(Offer, name, .required = true, .max = 40, .pattern = ONE_LINE),
    FIELD(Offer, seller, .required = true, .shape = &offer_seller_shape,
        .about = "the slug of a seller, or its description"),
    FIELD(Offer, category, .max = 60, .about = "the slug of a category"),
    FIELD_OPTION(Offer, proposed_category, proposed_category_shape,
        .about = "instead of it: one that there is not yet; the operator decides"),
    FIELD_ENUM(Offer, service_type, service_type_names, .required = true),
    FIELD_ENUM(Offer, licence_type, licence_type_names, .required = true),
    FIELD(Offer, version, .required = true, .min = 1, .max = 40),
    FIELD(Offer, short_description, .required = true, .max = 200),
    FIELD(Offer, description, .required = true), FIELD(Offer, price_info, .max = 4000),
    FIELD(Offer, licence_info, .max = 4000), FIELD_LIST(Offer, features, texts_shape, .max = 30),
    FIELD_LIST(Offer, used_software, used_software_shape, .max = 100),
    FIELD_LIST(Offer, guides, guide_in_shape, .max = 10),
    FIELD(Offer, documentation_url, .max = 500, .pattern = HTTP),
    FIELD(Offer, data_location, .max = 100), FIELD_OPTION(Offer, logo, content_shape),
    FIELD_LIST(Offer, screenshots, screenshot_in_shape, .max = 10),
    FIELD_LIST(Offer, documents, document_in_shape, .max = 40),
    FIELD_LIST(Offer, plans, plan_in_shape, .max = 20), FIELD_OPTION(Offer, ai, ai_shape),
    FIELD_OPTION(Offer, kubernetes, kubernetes_shape),
    FIELD(Offer, recommended, .about = "true or false; for operators only"),
    FIELD(Offer, release_at));
