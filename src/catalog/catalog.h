// catalog.h — what is published, in the memory of each process: lists, pages and estimates need
// no database.
//
// A catalogue is immutable. It is read anew when a change of the catalogue was seen in the event
// log; until then, and while somebody reads it, the old one stays.
//
//     CATALOG catalog = NULL;
//     TRY(catalog_open(ctx, &catalog));
#pragma once

#include "catalog/ai_model.h"
#include "catalog/category.h"
#include "catalog/chart.h"
#include "catalog/document.h"
#include "catalog/plan.h"
#include "catalog/revision.h"
#include "catalog/screenshot.h"
#include "catalog/seller.h"
#include "work/work.h"

/** A published product as the public sees it: the answers ProductCard and ProductPage. */
typedef struct CatalogProduct {
    Id id;
    const char *slug, *name;
    ServiceType service_type;
    LicenceType licence_type;
    ProductState state;
    bool is_recommended;
    int64_t recommended_position;
    Time published_at;
    const char *unpublished_reason, *end_of_life_reason; // of one that is not offered
    Date expected_return, last_day;
    Id seller_id, category_id;
    Seller seller;
    Category category;
    TextList category_slugs; // the category's and those it stands below
    Id revision_id;
    int64_t revision_number;
    const char *product_version;
    Texts short_description, description, description_html;
    Texts price_info, price_info_html, licence_info, licence_info_html;
    TextsList features;
    UsedSoftwareList used_software;
    GuideList guides;
    DocumentList documents;
    ScreenshotList screenshots;
    const char *documentation_url, *data_location;
    Digest logo_digest;
    PlanList plans;
    AiModelList ai_models;
    Chart *kubernetes; // NULL: it has no chart
    PriceModel price_model;
    PriceFrom *price_from; // NULL: none
    bool can_be_ordered;
    bool can_be_requested;    // has plans of which one asks the seller for an offer
    const char *sort_keys[3]; // by CatalogOrder
} CatalogProduct;

extern const Shape catalog_product_shape; // the row, and Product of the API
extern const Shape product_card_shape;    // ProductCard of the API

typedef LIST_OF(CatalogProduct) CatalogProductList;

typedef enum CatalogOrder { CATALOG_RECOMMENDED, CATALOG_BY_NAME, CATALOG_NEWEST } CatalogOrder;

typedef struct Search Search;

typedef struct Catalog {
    int64_t version;
    CatalogProductList products;
    const CatalogProduct **ordered[3]; // products, by CatalogOrder
    CategoryList categories;           // with their counts
    SellerList sellers; // with their counts, by name; those that have something to show
    Search *search;
} Catalog;

/** The current catalogue; closed by CATALOG when the variable goes out of scope. */
Error catalog_open(Ctx *ctx, const Catalog **ret_catalog);
void catalog_close(const Catalog **catalog);

#define CATALOG __attribute__((cleanup(catalog_close))) const Catalog *

/** NULL if there is none. */
const CatalogProduct *catalog_product(const Catalog *catalog, const char *id_or_slug);
const CatalogProduct *catalog_product_of_plan(
    const Catalog *catalog, Id plan_id, const Plan **ret_plan);

/** What the page of the product shows if this revision is in force. NOT_FOUND. */
Error catalog_preview(Ctx *ctx, Id revision_id, CatalogProduct *ret_product);

/** Fills in what follows from the rest: prices, what one can do with it. */
void catalog_product_complete(Arena *arena, CatalogProduct *product);

/** The same with its Markdown as safe HTML. */
CatalogProduct catalog_product_rendered(Arena *arena, const CatalogProduct *product);

/** Something that the public sees was changed in this transaction: tells all nodes (event
 * catalog.changed). */
Error catalog_changed(Ctx *ctx);

/** For WorkSettings.observe: learns of changes. */
void catalog_observe(const Event *event);

/** Forgets what is in memory: for tests, whose databases come and go. */
void catalog_forget(void);
