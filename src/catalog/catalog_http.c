#include "catalog_http.h"

#include "agreement.h"
#include "base/text.h"
#include "catalog.h"
#include "markdown.h"
#include "product_list.h"
#include "settings.h"

#include <string.h>

typedef struct Platform {
    const char *name, *version;
    bool is_demo, sends_mail;
    TextList languages;
    const char *operator_name, *support_email;
    AgreementList terms, seller_terms;
    const char *api_url, *currency, *billing_zone;
} Platform;

static SHAPE(platform_shape, Platform, FIELD(Platform, name, .required = true),
    FIELD(Platform, version, .required = true),
    FIELD(Platform, is_demo, .about = "What is shown here is made up."),
    FIELD(Platform, sends_mail, .about = "Without a mail server, mail is written to the log."),
    FIELD(Platform, languages), FIELD(Platform, operator_name, .required = true),
    FIELD(Platform, support_email, .required = true),
    FIELD_LIST(Platform, terms, agreement_shape, .about = "The operator's terms in force."),
    FIELD_LIST(Platform, seller_terms, agreement_shape,
        .about = "What one agrees to before one sells here."),
    FIELD(Platform, api_url, .required = true, .about = "Where OpenAI-compatible clients call."),
    FIELD(Platform, currency, .required = true), FIELD(Platform, billing_zone, .required = true));

static Error get_platform(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    static const char *languages[] = {"en", "de", "fr", "cs"};
    Platform platform = {
        .name = "Kontor",
        .version = KONTOR_VERSION,
        .is_demo = settings()->is_demo,
        .sends_mail = *settings()->mail_url,
        .languages = {languages, COUNT_OF(languages)},
        .operator_name = settings()->operator_name,
        .support_email = settings()->support_email,
        .api_url = arena_printf(ctx->arena, "%s/ai/v1", settings()->public_url),
        .currency = settings()->currency,
        .billing_zone = settings()->billing_zone,
    };
    TRY(agreement_list(ctx, AGREEMENT_OPERATOR_TERMS, &platform.terms));
    TRY(agreement_list(ctx, AGREEMENT_SELLER_TERMS, &platform.seller_terms));
    return respond(ctx, res, &platform);
}

typedef struct PlatformAddresses {
    TextList addresses;
} PlatformAddresses;

static SHAPE(platform_addresses_shape, PlatformAddresses,
    FIELD(PlatformAddresses, addresses, .required = true,
        .about = "Addresses and ranges; empty if the operator did not say."));

static Error get_addresses(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    const char *at = settings()->egress_addresses;
    PlatformAddresses platform = {
        .addresses = {arena_array_of(ctx->arena, const char *, strlen(at) + 1), 0}};
    while (*(at += strspn(at, ", \t"))) {
        size_t length = strcspn(at, ", \t");
        platform.addresses.items[platform.addresses.count++] = arena_text(ctx->arena, at, length);
        at += length;
    }
    return respond(ctx, res, &platform);
}

static Error get_products(Ctx *ctx, const Request *req, Response *res)
{
    CATALOG catalog = NULL;
    ProductPage page;
    TRY(catalog_open(ctx, &catalog));
    TRY(product_list(ctx, catalog, req->query, &page));
    return respond(ctx, res, &page);
}

static Error get_product(Ctx *ctx, const Request *req, Response *res)
{
    CATALOG catalog = NULL;
    TRY(catalog_open(ctx, &catalog));
    const CatalogProduct *found = catalog_product(catalog, req->args[0]);
    if (!found)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such product.");
    CatalogProduct product = catalog_product_rendered(ctx->arena, found);
    return respond(ctx, res, &product);
}

static Error get_categories(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    CATALOG catalog = NULL;
    TRY(catalog_open(ctx, &catalog));
    return respond_page(ctx, res, catalog->categories.items, catalog->categories.count, NULL);
}

static Error get_sellers(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    CATALOG catalog = NULL;
    TRY(catalog_open(ctx, &catalog));
    return respond_page(ctx, res, catalog->sellers.items, catalog->sellers.count, NULL);
}

static Error get_seller(Ctx *ctx, const Request *req, Response *res)
{
    CATALOG catalog = NULL;
    TRY(catalog_open(ctx, &catalog));
    for (size_t i = 0; i < catalog->sellers.count; i++) {
        Seller seller = catalog->sellers.items[i];
        if (!text_same(seller.slug, req->args[0]) && !text_same(seller.id.text, req->args[0]))
            continue;
        seller.about_html = markdown_html_texts(ctx->arena, seller.about);
        return respond(ctx, res, &seller);
    }
    return fail(ctx, NOT_FOUND, "not_found", "There is no such seller.");
}

const Route catalog_routes[] = {
    {GET, "/v1/platform", get_platform, PERMIT_PUBLIC, .answer = &platform_shape, .is_cached = true,
        .summary = "Tell what this marketplace is, and its terms."},
    {GET, "/v1/platform/addresses", get_addresses, PERMIT_PUBLIC,
        .answer = &platform_addresses_shape, .is_cached = true,
        .summary = "Tell from which addresses clouds and clusters are reached, for their rules."},
    {GET, "/v1/products", get_products, PERMIT_PUBLIC, .query = &product_query_shape,
        .answer = &product_page_shape, .is_cached = true,
        .summary = "Search and filter what is published."},
    {GET, "/v1/products/{product}", get_product, PERMIT_PUBLIC, .answer = &catalog_product_shape,
        .is_cached = true, .summary = "Tell all about a published product, by slug or id."},
    {GET, "/v1/categories", get_categories, PERMIT_PUBLIC, .answer = &category_shape,
        .is_page = true, .is_cached = true, .summary = "List the categories, in their order."},
    {GET, "/v1/sellers", get_sellers, PERMIT_PUBLIC, .answer = &seller_card_shape, .is_page = true,
        .is_cached = true, .summary = "List who sells here."},
    {GET, "/v1/sellers/{seller}", get_seller, PERMIT_PUBLIC, .answer = &seller_shape,
        .is_cached = true, .summary = "Tell about a seller, by slug or id."},
    ROUTES_END,
};
