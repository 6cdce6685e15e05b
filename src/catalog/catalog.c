#include "catalog.h"

#include "base/text.h"
#include "catalog_store.h"
#include "http/http.h"
#include "markdown.h"
#include "search.h"
#include "json/json.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// A Catalog with what only this file needs to know; the catalogue comes first.
typedef struct Edition {
    Catalog catalog;
    Arena *arena;
    atomic_int readers; // and one for being the current one
} Edition;

static struct {
    pthread_mutex_t lock;
    pthread_cond_t loaded;
    Edition *current;
    int64_t wanted; // the newest version that was heard of
    bool is_loading;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER, .loaded = PTHREAD_COND_INITIALIZER};

// ── reading what is published ────────────────────────────────────────────────────────────────

// Products are ordered by revision_id and so are the rows that belong to them, so both are walked
// at once.
#define TAKE_ROWS(products, rows, member)                                                          \
    do {                                                                                           \
        size_t at_ = 0;                                                                            \
        for (size_t i_ = 0; i_ < (products)->count; i_++) {                                        \
            CatalogProduct *product_ = &(products)->items[i_];                                     \
            product_->member.items = (rows).items + at_;                                           \
            while (at_ < (rows).count &&                                                           \
                   id_same((rows).items[at_].revision_id, product_->revision_id))                  \
                at_++;                                                                             \
            product_->member.count = (size_t)((rows).items + at_ - product_->member.items);        \
        }                                                                                          \
    } while (0)

// Both are ordered by revision.
static Error read_charts(Ctx *ctx, CatalogProductList *products)
{
    ChartList charts;
    TRY(chart_list_published(ctx, &charts));
    for (size_t i = 0, at = 0; i < charts.count; i++) {
        while (!id_same(products->items[at].revision_id, charts.items[i].revision_id))
            at++;
        products->items[at].kubernetes = &charts.items[i];
    }
    return OK;
}

static Error read_parts(Ctx *ctx, CatalogProductList *products)
{
    PlanList plans;
    DocumentList documents;
    AiModelList models;
    ScreenshotList screenshots;
    TRY(plan_list(ctx, ID_NONE, &plans));
    TRY(document_list(ctx, ID_NONE, &documents));
    TRY(ai_model_list(ctx, ID_NONE, &models));
    TRY(screenshot_list(ctx, ID_NONE, &screenshots));
    TAKE_ROWS(products, screenshots, screenshots);
    TAKE_ROWS(products, plans, plans);
    TAKE_ROWS(products, documents, documents);
    TAKE_ROWS(products, models, ai_models);
    return read_charts(ctx, products);
}

// What a product costs: its plans' prices and, of a model, its rates.
static void find_price(Arena *arena, CatalogProduct *product)
{
    size_t count = 2 * product->ai_models.count;
    for (size_t i = 0; i < product->plans.count; i++)
        count += product->plans.items[i].prices.count;
    Price *prices = arena_array_of(arena, Price, count), *next = prices;
    for (size_t i = 0; i < product->plans.count; i++)
        for (size_t j = 0; j < product->plans.items[i].prices.count; j++)
            *next++ = product->plans.items[i].prices.items[j];
    for (size_t i = 0; i < product->ai_models.count; i++) {
        const AiModel *model = &product->ai_models.items[i];
        *next++ = (Price){.kind = PRICE_USAGE, .meter = "tokens_in", .rate = model->rate_in};
        *next++ = (Price){.kind = PRICE_USAGE, .meter = "tokens_out", .rate = model->rate_out};
    }
    PriceFrom from;
    product->price_model = price_model_of(prices, count);
    if (!price_from_of(prices, count, product->price_model, &from))
        return;
    product->price_from = arena_new_of(arena, PriceFrom);
    *product->price_from = from;
}

static int64_t recommended_place(const CatalogProduct *product)
{
    enum { BEHIND_ALL = 999999999 };
    bool has_place = product->is_recommended && product->recommended_position;
    return has_place ? product->recommended_position : BEHIND_ALL;
}

static void find_sort_keys(Arena *arena, CatalogProduct *product)
{
    const char *name = text_folded(arena, product->name);
    product->sort_keys[CATALOG_RECOMMENDED] = arena_printf(arena, "%d%09lld%s\x01%s",
        !product->is_recommended, (long long)recommended_place(product), name, product->id.text);
    product->sort_keys[CATALOG_BY_NAME] = arena_printf(arena, "%s\x01%s", name, product->id.text);
    product->sort_keys[CATALOG_NEWEST] = arena_printf(
        arena, "%019lld%s", (long long)(INT64_MAX - product->published_at.us), product->id.text);
}

// What follows from what is stored.
void catalog_product_complete(Arena *arena, CatalogProduct *product)
{
    find_price(arena, product);
    find_sort_keys(arena, product);
    product->can_be_ordered = service_can_be_ordered(product->service_type) &&
                              product->plans.count &&
                              (product->service_type != SERVICE_KUBERNETES || product->kubernetes);
    product->can_be_requested =
        product->service_type == SERVICE_PRIVATE_OFFER && product->plans.count;
}

static Seller *find_seller(const SellerList *sellers, Id id)
{
    for (size_t i = 0; i < sellers->count; i++)
        if (id_same(sellers->items[i].id, id))
            return &sellers->items[i];
    abort(); // the rows refer to each other
}

static Category *find_category(const CategoryList *categories, Id id)
{
    for (size_t i = 0; i < categories->count; i++)
        if (id_same(categories->items[i].id, id))
            return &categories->items[i];
    abort();
}

static TextList slugs_above(Arena *arena, const CategoryList *categories, Id id)
{
    TextList slugs = {arena_array_of(arena, const char *, MAX_CATEGORY_DEPTH), 0};
    while (id_is_set(id) && slugs.count < MAX_CATEGORY_DEPTH) {
        const Category *category = find_category(categories, id);
        slugs.items[slugs.count++] = category->slug;
        id = category->parent_id;
    }
    return slugs;
}

static void find_relatives(Arena *arena, Catalog *catalog)
{
    for (size_t i = 0; i < catalog->products.count; i++) {
        const CatalogProduct *product = &catalog->products.items[i];
        find_seller(&catalog->sellers, product->seller_id)->product_count++;
        for (Id id = product->category_id; id_is_set(id);) {
            Category *category = find_category(&catalog->categories, id);
            category->product_count++;
            id = category->parent_id;
        }
    }
    for (size_t i = 0; i < catalog->products.count; i++) {
        CatalogProduct *product = &catalog->products.items[i];
        product->seller = *find_seller(&catalog->sellers, product->seller_id);
        product->category = *find_category(&catalog->categories, product->category_id);
        product->category_slugs = slugs_above(arena, &catalog->categories, product->category_id);
    }
}

static int by_key(const void *a, const void *b, void *order)
{
    const CatalogProduct *const *left = a, *const *right = b;
    int number = *(int *)order;
    return strcmp((*left)->sort_keys[number], (*right)->sort_keys[number]);
}

static void find_orders(Arena *arena, Catalog *catalog)
{
    for (int order = 0; order < (int)COUNT_OF(catalog->ordered); order++) {
        size_t count = catalog->products.count;
        catalog->ordered[order] = arena_array_of(arena, const CatalogProduct *, count);
        for (size_t i = 0; i < count; i++)
            catalog->ordered[order][i] = &catalog->products.items[i];
        qsort_r(catalog->ordered[order], count, sizeof *catalog->ordered[order], by_key, &order);
    }
}

// Sellers are shown once they have something to show: products, or a page of their own.
static void keep_active_sellers(SellerList *sellers)
{
    size_t count = 0;
    for (size_t i = 0; i < sellers->count; i++)
        if (sellers->items[i].product_count || time_is_set(sellers->items[i].edited_at))
            sellers->items[count++] = sellers->items[i];
    sellers->count = count;
}

static Error read_catalog(Ctx *ctx, void *arg)
{
    Catalog *catalog = arg;
    TRY(catalog_store_version(ctx, &catalog->version));
    TRY(category_list(ctx, &catalog->categories));
    TRY(seller_list(ctx, &catalog->sellers));
    TRY(catalog_store_list(ctx, &catalog->products));
    TRY(read_parts(ctx, &catalog->products));
    for (size_t i = 0; i < catalog->products.count; i++)
        catalog_product_complete(ctx->arena, &catalog->products.items[i]);
    find_relatives(ctx->arena, catalog);
    keep_active_sellers(&catalog->sellers);
    find_orders(ctx->arena, catalog);
    return OK;
}

// ── one revision, published or not ───────────────────────────────────────────────────────────

static Error read_chart(Ctx *ctx, CatalogProduct *product)
{
    product->kubernetes = arena_new_of(ctx->arena, Chart);
    Error error = chart_of_revision(ctx, product->revision_id, product->kubernetes);
    if (error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    product->kubernetes = NULL;
    return OK;
}

// Of a revision whose seller proposes a category, that one.
static Error find_shown_category(Ctx *ctx, Id revision_id, Id category_id, Category *ret_category)
{
    CategoryList categories;
    Revision revision;
    TRY(category_list(ctx, &categories));
    if (id_is_set(category_id)) {
        *ret_category = *find_category(&categories, category_id);
        return OK;
    }
    TRY(revision_get(ctx, revision_id, &revision));
    *ret_category = category_of_proposal(revision.proposed_category);
    return OK;
}

Error catalog_preview(Ctx *ctx, Id revision_id, CatalogProduct *ret_product)
{
    CatalogProduct product = {.id = ID_NONE};
    TRY(catalog_store_get(ctx, revision_id, &product));
    TRY(plan_list(ctx, revision_id, &product.plans));
    TRY(document_list(ctx, revision_id, &product.documents));
    TRY(screenshot_list(ctx, revision_id, &product.screenshots));
    TRY(ai_model_list(ctx, revision_id, &product.ai_models));
    TRY(read_chart(ctx, &product));
    TRY(seller_get(ctx, product.seller_id, &product.seller));
    TRY(find_shown_category(ctx, revision_id, product.category_id, &product.category));
    catalog_product_complete(ctx->arena, &product);
    *ret_product = product;
    return OK;
}

CatalogProduct catalog_product_rendered(Arena *arena, const CatalogProduct *product)
{
    CatalogProduct rendered = *product;
    rendered.description_html = markdown_html_texts(arena, product->description);
    rendered.price_info_html = markdown_html_texts(arena, product->price_info);
    rendered.licence_info_html = markdown_html_texts(arena, product->licence_info);
    rendered.seller.about_html = markdown_html_texts(arena, product->seller.about);
    rendered.guides.items = arena_array_of(arena, Guide, product->guides.count);
    for (size_t i = 0; i < product->guides.count; i++) {
        rendered.guides.items[i] = product->guides.items[i];
        rendered.guides.items[i].html = markdown_html_texts(arena, product->guides.items[i].text);
    }
    return rendered;
}

// ── editions ─────────────────────────────────────────────────────────────────────────────────

static void edition_leave(Edition *edition)
{
    if (!edition || atomic_fetch_sub(&edition->readers, 1) > 1)
        return;
    search_free(edition->catalog.search);
    arena_free(edition->arena);
    free(edition);
}

static Error edition_read(Ctx *ctx, Edition **ret_edition)
{
    Edition *edition = calloc(1, sizeof *edition);
    if (!edition)
        abort();
    edition->arena = arena_new();
    edition->readers = 1;
    Ctx reading = *ctx; // its own arena, which outlives the request
    reading.arena = edition->arena;
    Error error = tx_run(&reading, TX_READ, read_catalog, &edition->catalog);
    if (!error && !(edition->catalog.search = search_new(&edition->catalog)))
        error = fail(&reading, INTERNAL, "no_search", "The search index cannot be made.");
    if (!error) {
        *ret_edition = edition;
        return OK;
    }
    Error failed = fail(ctx, error, reading.failure.code, "%s", reading.failure.message);
    edition_leave(edition);
    return failed;
}

// Reads the next edition while others go on with the old one; called with the lock, returns with
// it.
static Error edition_renew(Ctx *ctx)
{
    Edition *fresh = NULL, *old = NULL;
    state.is_loading = true;
    pthread_mutex_unlock(&state.lock);
    Error error = edition_read(ctx, &fresh);
    pthread_mutex_lock(&state.lock);
    state.is_loading = false;
    pthread_cond_broadcast(&state.loaded);
    if (error)
        return error;
    old = state.current;
    state.current = fresh;
    edition_leave(old);
    cache_changed();
    return OK;
}

static bool is_current(void)
{
    return state.current && state.current->catalog.version >= state.wanted;
}

Error catalog_open(Ctx *ctx, const Catalog **ret_catalog)
{
    Error error = OK;
    pthread_mutex_lock(&state.lock);
    while (!state.current && state.is_loading)
        pthread_cond_wait(&state.loaded, &state.lock);
    if (!is_current() && !state.is_loading)
        error = edition_renew(ctx);
    if (!error && state.current) {
        atomic_fetch_add(&state.current->readers, 1);
        *ret_catalog = &state.current->catalog;
    }
    pthread_mutex_unlock(&state.lock);
    return error;
}

void catalog_close(const Catalog **catalog)
{
    edition_leave((Edition *)*catalog);
}

Error catalog_changed(Ctx *ctx)
{
    int64_t version;
    TRY(catalog_store_bump(ctx, &version));
    const char *data = arena_printf(ctx->arena, "{\"version\":%lld}", (long long)version);
    return event_emit(ctx, "catalog.changed", ID_NONE, ID_NONE, data);
}

static int64_t version_in(const Event *event)
{
    Arena *arena = arena_new();
    const char *problem, *text = event->data.text ? event->data.text : "{}";
    const JsonValue *data = json_parse(arena, text, strlen(text), &problem);
    int64_t version = data ? json_int_member(data, "version", 0) : 0;
    arena_free(arena);
    return version;
}

void catalog_observe(const Event *event)
{
    if (!text_same(event->kind, "catalog.changed"))
        return;
    int64_t version = version_in(event);
    pthread_mutex_lock(&state.lock);
    if (version > state.wanted)
        state.wanted = version;
    bool is_stale = !is_current();
    pthread_mutex_unlock(&state.lock);
    if (is_stale)
        cache_changed();
}

void catalog_forget(void)
{
    pthread_mutex_lock(&state.lock);
    Edition *old = state.current;
    state.current = NULL;
    state.wanted = 0;
    pthread_mutex_unlock(&state.lock);
    edition_leave(old);
    cache_changed();
}

// ── looking things up ────────────────────────────────────────────────────────────────────────

const CatalogProduct *catalog_product(const Catalog *catalog, const char *id_or_slug)
{
    for (size_t i = 0; i < catalog->products.count; i++) {
        const CatalogProduct *product = &catalog->products.items[i];
        if (text_same(product->slug, id_or_slug) || text_same(product->id.text, id_or_slug))
            return product;
    }
    return NULL;
}

const CatalogProduct *catalog_product_of_plan(
    const Catalog *catalog, Id plan_id, const Plan **ret_plan)
{
    for (size_t i = 0; i < catalog->products.count; i++) {
        const PlanList *plans = &catalog->products.items[i].plans;
        for (size_t j = 0; j < plans->count; j++)
            if (id_same(plans->items[j].id, plan_id)) {
                *ret_plan = &plans->items[j];
                return &catalog->products.items[i];
            }
    }
    return NULL;
}
