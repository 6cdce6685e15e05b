// product_list.h — the list of the catalogue: search, filters, facets with live counts, pages.
//
// A product is shown if every filter has one of its values. The counts of a facet say what would
// be shown if this facet were chosen differently: they ignore its own filter and heed the others.
// A cursor names the last product shown by what it is sorted by, so pages neither repeat nor skip
// products when others come and go between them.
#pragma once

#include "catalog/catalog.h"

typedef struct ProductQuery {
    const char *q;
    TextList category, service_type, licence_type, price_model, seller;
    const char *language;
    CatalogOrder sort;
    int64_t limit;
    const char *after;
} ProductQuery;

extern const Shape product_query_shape;

typedef struct FacetValue {
    const char *value;
    Texts label;
    int64_t count;
} FacetValue;

typedef LIST_OF(FacetValue) FacetValueList;

typedef struct Facets {
    FacetValueList category, service_type, licence_type, price_model, seller;
} Facets;

typedef struct ProductPage {
    CatalogProductList items;
    const char *next;
    int64_t total;
    bool is_near; // nothing had all that was typed; these come close
    Facets facets;
} ProductPage;

extern const Shape product_page_shape;

/** INVALID  bad_cursor */
Error product_list(
    Ctx *ctx, const Catalog *catalog, const ProductQuery *query, ProductPage *ret_page);
