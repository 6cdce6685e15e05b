#include "product_list.h"

#include "base/text.h"
#include "page.h"
#include "product_label.h"
#include "search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const order_names[] = {"recommended", "name", "newest", NULL};

SHAPE(product_query_shape, ProductQuery,
    FIELD(ProductQuery, q, .max = MAX_QUERY, .about = "What to look for; typing errors are fine."),
    FIELD(ProductQuery, category, .max = 50, .about = "Slugs of categories."),
    FIELD(ProductQuery, service_type, .max = 10,
        .pattern = "private_offer|ai|kubernetes|image|managed|infrastructure|licence"),
    FIELD(ProductQuery, licence_type, .max = 10,
        .pattern = "free|open_source|trial|byol|hourly|subscription|usage|on_request"),
    FIELD(ProductQuery, price_model, .max = 10,
        .pattern = "free|one_time|recurring|usage|on_request"),
    FIELD(ProductQuery, seller, .max = 50, .about = "Slugs of sellers."),
    FIELD(ProductQuery, language, .pattern = LANGUAGE_PATTERN,
        .about = "Only what is described in this language."),
    FIELD_ENUM(ProductQuery, sort, order_names, .about = "Without q; else the best come first."),
    FIELD(ProductQuery, limit, .min = 1, .max = MAX_PAGE_LIMIT,
        .about = "How many at most; 50 if absent."),
    FIELD(ProductQuery, after, .max = 600, .about = "The cursor `next` of the page before."));

SHAPE(facet_value_shape, FacetValue, FIELD(FacetValue, value, .required = true),
    FIELD(FacetValue, label, .required = true), FIELD(FacetValue, count));

SHAPE(facets_shape, Facets, FIELD_LIST(Facets, category, facet_value_shape),
    FIELD_LIST(Facets, service_type, facet_value_shape),
    FIELD_LIST(Facets, licence_type, facet_value_shape),
    FIELD_LIST(Facets, price_model, facet_value_shape),
    FIELD_LIST(Facets, seller, facet_value_shape));

SHAPE(product_page_shape, ProductPage, FIELD_LIST(ProductPage, items, product_card_shape),
    FIELD(ProductPage, next), FIELD(ProductPage, total),
    FIELD(ProductPage, is_near, .about = "nothing had all that was typed; these come close"),
    FIELD_OBJECT(ProductPage, facets, facets_shape));

// ── facets ───────────────────────────────────────────────────────────────────────────────────

typedef struct Facet {
    size_t wanted; // the offset of its TextList in ProductQuery
    size_t shown;  // the offset of its FacetValueList in Facets
    const char *(*value)(const CatalogProduct *product, Texts *ret_label);
} Facet;

static const char *category_of(const CatalogProduct *product, Texts *ret_label)
{
    *ret_label = product->category.name;
    return product->category.slug;
}

static const char *service_type_of(const CatalogProduct *product, Texts *ret_label)
{
    *ret_label = service_type_labels[product->service_type];
    return service_type_names[product->service_type];
}

static const char *licence_type_of(const CatalogProduct *product, Texts *ret_label)
{
    *ret_label = licence_type_labels[product->licence_type];
    return licence_type_names[product->licence_type];
}

static const char *price_model_of_product(const CatalogProduct *product, Texts *ret_label)
{
    *ret_label = price_model_labels[product->price_model];
    return price_model_names[product->price_model];
}

static const char *seller_of(const CatalogProduct *product, Texts *ret_label)
{
    const char *name = product->seller.name;
    *ret_label = (Texts){name, name, name, name};
    return product->seller.slug;
}

#define FACET(member, value)                                                                       \
    {                                                                                              \
        offsetof(ProductQuery, member), offsetof(Facets, member), value                            \
    }

static const Facet facets[] = {
    FACET(category, category_of),
    FACET(service_type, service_type_of),
    FACET(licence_type, licence_type_of),
    FACET(price_model, price_model_of_product),
    FACET(seller, seller_of),
};

static const TextList *wanted_values(const Facet *facet, const ProductQuery *query)
{
    return (const TextList *)((const char *)query + facet->wanted);
}

static FacetValueList *shown_values(const Facet *facet, Facets *shown)
{
    return (FacetValueList *)((char *)shown + facet->shown);
}

// Who looks into a category sees what stands in those below it, too.
static bool stands_in(const CatalogProduct *product, const char *slug)
{
    for (size_t i = 0; i < product->category_slugs.count; i++)
        if (text_same(product->category_slugs.items[i], slug))
            return true;
    return false;
}

static bool is_wanted(const Facet *facet, const ProductQuery *query, const CatalogProduct *product)
{
    Texts label;
    const TextList *wanted = wanted_values(facet, query);
    for (size_t i = 0; i < wanted->count; i++)
        if (text_same(wanted->items[i], facet->value(product, &label)) ||
            (facet->value == category_of && stands_in(product, wanted->items[i])))
            return true;
    return wanted->count == 0;
}

// Adds to the count of the product's value; 0 only makes it be there.
static void count_value(
    const Facet *facet, const CatalogProduct *product, int64_t more, FacetValueList *values)
{
    FacetValue found = {.count = more};
    found.value = facet->value(product, &found.label);
    for (size_t i = 0; i < values->count; i++)
        if (text_same(values->items[i].value, found.value)) {
            values->items[i].count += more;
            return;
        }
    values->items[values->count++] = found;
}

static int by_count(const void *a, const void *b)
{
    const FacetValue *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    return strcmp(left->value, right->value);
}

// ── choosing ─────────────────────────────────────────────────────────────────────────────────

static bool has_language(const CatalogProduct *product, const char *language)
{
    const Field *field = shape_field(&texts_shape, language, strlen(language));
    const char *text =
        *(const char *const *)((const char *)&product->short_description + field->offset);
    return !text_is_empty(text);
}

// Which facets' filters refuse the product: how many, and the last of them.
static size_t count_refusals(
    const ProductQuery *query, const CatalogProduct *product, size_t *ret_refusing)
{
    size_t refusals = 0;
    for (size_t f = 0; f < COUNT_OF(facets); f++)
        if (!is_wanted(&facets[f], query, product)) {
            refusals++;
            *ret_refusing = f;
        }
    return refusals;
}

// What is wanted stays to be seen, and to be let go, where nothing has it.
static void finish_facet(
    const Catalog *catalog, const Facet *facet, const ProductQuery *query, FacetValueList *values)
{
    if (wanted_values(facet, query)->count)
        for (size_t i = 0; i < catalog->products.count; i++)
            if (is_wanted(facet, query, &catalog->products.items[i]))
                count_value(facet, &catalog->products.items[i], 0, values);
    if (values->count)
        qsort(values->items, values->count, sizeof *values->items, by_count);
}

typedef struct Candidates {
    const CatalogProduct *const *items; // in the order of the list
    size_t count;
} Candidates;

// Chooses from the candidates, in their order, and counts for every facet what would be chosen
// without its own filter.
static void choose(Ctx *ctx, const Catalog *catalog, const Candidates *candidates,
    const ProductQuery *query, const CatalogProduct **ret_chosen, ProductPage *page)
{
    for (size_t f = 0; f < COUNT_OF(facets); f++)
        shown_values(&facets[f], &page->facets)->items =
            arena_array_of(ctx->arena, FacetValue, catalog->products.count);
    for (size_t i = 0; i < candidates->count; i++) {
        const CatalogProduct *product = candidates->items[i];
        size_t refusing = 0, refusals = count_refusals(query, product, &refusing);
        if (query->language && !has_language(product, query->language))
            continue;
        if (!refusals)
            ret_chosen[page->total++] = product;
        for (size_t f = 0; f < COUNT_OF(facets); f++)
            if (!refusals || (refusals == 1 && refusing == f))
                count_value(&facets[f], product, 1, shown_values(&facets[f], &page->facets));
    }
    for (size_t f = 0; f < COUNT_OF(facets); f++)
        finish_facet(catalog, &facets[f], query, shown_values(&facets[f], &page->facets));
}

// ── pages ────────────────────────────────────────────────────────────────────────────────────

// A cursor is the key of the last product shown. A search has no lasting order, so there it is
// the product's place and id: the place helps if the product is gone.
static const char *cursor_of(
    Ctx *ctx, const ProductQuery *query, const CatalogProduct *last, int64_t place)
{
    const char *text = query->q
                           ? arena_printf(ctx->arena, "q%lld %s", (long long)place, last->id.text)
                           : arena_printf(ctx->arena, "%s\x02%s", order_names[query->sort],
                                 last->sort_keys[query->sort]);
    return base64url_of(ctx->arena, text, strlen(text));
}

static Error bad_cursor(Ctx *ctx)
{
    fault(ctx, "after", "malformed", "after must be the `next` of a page of the same list.");
    return faults(ctx);
}

static Error start_of_search(Ctx *ctx, const CatalogProduct *const *chosen, int64_t total,
    const char *cursor, int64_t *ret_start)
{
    long long place;
    char id[32];
    if (sscanf(cursor, "q%lld %31s", &place, id) != 2 || place < 0)
        return bad_cursor(ctx);
    *ret_start = place < total ? place : total;
    for (int64_t i = 0; i < total; i++)
        if (text_same(chosen[i]->id.text, id))
            *ret_start = i + 1;
    return OK;
}

static Error start_of_page(Ctx *ctx, const CatalogProduct *const *chosen, int64_t total,
    const ProductQuery *query, int64_t *ret_start)
{
    Blob decoded;
    *ret_start = 0;
    if (!query->after)
        return OK;
    if (!base64_read(ctx->arena, query->after, &decoded))
        return bad_cursor(ctx);
    const char *cursor = arena_text(ctx->arena, decoded.bytes, decoded.length);
    if (query->q)
        return start_of_search(ctx, chosen, total, cursor, ret_start);
    const char *order = arena_printf(ctx->arena, "%s\x02", order_names[query->sort]);
    if (!text_starts_with(cursor, order))
        return bad_cursor(ctx);
    const char *key = cursor + strlen(order);
    while (*ret_start < total && strcmp(chosen[*ret_start]->sort_keys[query->sort], key) <= 0)
        (*ret_start)++;
    return OK;
}

static Error find_candidates(Ctx *ctx, const Catalog *catalog, const ProductQuery *query,
    Candidates *ret_candidates, bool *ret_is_near)
{
    SearchHits hits;
    *ret_candidates = (Candidates){catalog->ordered[query->sort], catalog->products.count};
    if (!query->q)
        return OK;
    TRY(search_find(ctx, catalog, query->q, &hits));
    const CatalogProduct **found = arena_array_of(ctx->arena, const CatalogProduct *, hits.count);
    for (size_t i = 0; i < hits.count; i++)
        found[i] = &catalog->products.items[hits.products[i]];
    *ret_candidates = (Candidates){found, hits.count};
    *ret_is_near = hits.is_near;
    return OK;
}

Error product_list(
    Ctx *ctx, const Catalog *catalog, const ProductQuery *query, ProductPage *ret_page)
{
    ProductPage page = {0};
    Candidates candidates;
    int64_t start;
    TRY(find_candidates(ctx, catalog, query, &candidates, &page.is_near));
    const CatalogProduct **chosen =
        arena_array_of(ctx->arena, const CatalogProduct *, candidates.count);
    choose(ctx, catalog, &candidates, query, chosen, &page);
    TRY(start_of_page(ctx, chosen, page.total, query, &start));
    int64_t end = start + page_limit(query);
    if (end < page.total)
        page.next = cursor_of(ctx, query, chosen[end - 1], end);
    else
        end = page.total;
    page.items.items = arena_array_of(ctx->arena, CatalogProduct, (size_t)(end - start));
    for (int64_t i = start; i < end; i++)
        page.items.items[page.items.count++] = *chosen[i];
    *ret_page = page;
    return OK;
}
