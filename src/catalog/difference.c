#include "difference.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "offer_document.h"
#include "json/json.h"

#include <string.h>

const char *const difference_kind_names[] = {"changed", "added", "removed", "moved", NULL};

static SHAPE(difference_shape, Difference, FIELD(Difference, field, .required = true),
    FIELD(Difference, item, .about = "Of lists: which one, by its code or name."),
    FIELD(Difference, language), FIELD_ENUM(Difference, kind, difference_kind_names),
    FIELD(Difference, before), FIELD(Difference, after));

SHAPE(differences_shape, Differences, FIELD(Differences, revision_id, .required = true),
    FIELD(Differences, number),
    FIELD(Differences, against_id, .about = "null: there is nothing to compare with"),
    FIELD(Differences, against_number), FIELD_LIST(Differences, items, difference_shape),
    FIELD(Differences, is_complete, .about = "There are no more than these."));

// Values of charts are as long, wide and deep as their sellers like. A container with more members
// is compared as one value.
enum {
    MAX_CHARACTERS = 20000,
    MAX_BYTES = 2 * 1024 * 1024,
    MAX_MEMBERS = 1000,
    MAX_PLACES = 16 * 1024 * 1024, // bytes of all their names
};

// ── comparing two documents ──────────────────────────────────────────────────────────────────

typedef struct Comparison {
    Arena *arena;
    DifferenceList list;
    size_t bytes, place_bytes;
    bool is_complete;
} Comparison;

// Where in the documents we are.
typedef struct Place {
    const char *field, *item, *language;
} Place;

static bool is_absent(const JsonValue *value)
{
    return !value || value->kind == JSON_NULL;
}

static bool is_same(const JsonValue *left, const JsonValue *right)
{
    return left->kind == right->kind && left->raw_length == right->raw_length &&
           memcmp(left->raw, right->raw, left->raw_length) == 0;
}

static const char *value_text(Comparison *comparison, const JsonValue *value)
{
    if (is_absent(value))
        return NULL;
    bool is_text = value->kind == JSON_TEXT;
    const char *bytes = is_text ? value->text : value->raw;
    size_t length = is_text ? value->count : value->raw_length;
    if (length > MAX_CHARACTERS) {
        comparison->is_complete = false;
        for (length = MAX_CHARACTERS; ((unsigned char)bytes[length] & 0xC0) == 0x80; length--)
            ; // not within a character
    }
    comparison->bytes += length;
    return arena_text(comparison->arena, bytes, length);
}

static void note(
    Comparison *comparison, Place place, DifferenceKind kind, const char *before, const char *after)
{
    if (comparison->list.count == MAX_DIFFERENCES || comparison->bytes > MAX_BYTES) {
        comparison->is_complete = false;
        return;
    }
    comparison->list.items[comparison->list.count++] =
        (Difference){place.field, place.item, place.language, kind, before, after};
}

static void compare_values(
    Comparison *comparison, Place place, const JsonValue *before, const JsonValue *after)
{
    if (!is_absent(before) && !is_absent(after) && is_same(before, after))
        return;
    DifferenceKind kind = is_absent(before)  ? DIFFERENCE_ADDED
                          : is_absent(after) ? DIFFERENCE_REMOVED
                                             : DIFFERENCE_CHANGED;
    const char *was = value_text(comparison, before);
    note(comparison, place, kind, was, value_text(comparison, after));
}

static void compare(
    Comparison *comparison, Place place, const JsonValue *before, const JsonValue *after);

static bool is_language(const char *name)
{
    static const char *const languages[] = {"en", "de", "fr", "cs"};
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if (text_same(languages[i], name))
            return true;
    return false;
}

static bool may_look(Comparison *comparison, Place place, const char *name)
{
    comparison->place_bytes +=
        strlen(place.field) + (place.item ? strlen(place.item) : 0) + strlen(name);
    bool may = comparison->place_bytes <= MAX_PLACES;
    comparison->is_complete &= may;
    return may;
}

static void compare_member(Comparison *comparison, Place place, const char *name,
    const JsonValue *before, const JsonValue *after)
{
    if (!may_look(comparison, place, name))
        return;
    place.field =
        arena_printf(comparison->arena, "%s%s%s", place.field, *place.field ? "." : "", name);
    place.language = is_language(name) ? name : NULL;
    compare(comparison, place, json_member(before, name), json_member(after, name));
}

static void compare_objects(
    Comparison *comparison, Place place, const JsonValue *before, const JsonValue *after)
{
    for (const JsonValue *name = json_first(after); name; name = json_next(after, name + 1))
        compare_member(comparison, place, name->text, before, after);
    for (const JsonValue *name = json_first(before); name; name = json_next(before, name + 1))
        if (!json_member(after, name->text))
            compare_member(comparison, place, name->text, before, after);
}

// ── lists ────────────────────────────────────────────────────────────────────────────────────

typedef struct Item {
    const JsonValue *value;
    const char *name, *key; // a key is unique in its list
} Item;

typedef LIST_OF(Item) ItemList;

// What an item is called. A text in several languages is called by what it says.
static const char *item_name(Arena *arena, const JsonValue *item)
{
    static const char *const names[] = {
        "code", "name", "path", "value", "url", "en", "de", "fr", "cs"};
    static const char *const parts[] = {"kind", "language", "period", "meter"};
    Text text = {.arena = arena};
    if (item->kind != JSON_OBJECT)
        return item->kind == JSON_TEXT ? item->text
                                       : arena_text(arena, item->raw, item->raw_length);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (json_text_member(item, names[i]))
            return json_text_member(item, names[i]);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (json_text_member(item, parts[i]))
            text_printf(&text, "%s%s", text.length ? " " : "", json_text_member(item, parts[i]));
    return text_of(&text);
}

static ItemList items_of(Arena *arena, const JsonValue *array)
{
    size_t count = is_absent(array) || array->kind != JSON_ARRAY ? 0 : array->count;
    ItemList items = {arena_array_of(arena, Item, count), 0};
    const JsonValue *item = count ? json_first(array) : NULL;
    for (; item; item = json_next(array, item)) {
        const char *name = item_name(arena, item);
        int64_t before = 0; // how many are called the same
        for (size_t i = 0; i < items.count; i++)
            before += text_same(items.items[i].name, name);
        const char *key =
            before ? arena_printf(arena, "%s #%lld", name, (long long)before + 1) : name;
        items.items[items.count++] = (Item){item, name, key};
    }
    return items;
}

static const JsonValue *find_item(const ItemList *items, const char *key)
{
    for (size_t i = 0; i < items->count; i++)
        if (text_same(items->items[i].key, key))
            return items->items[i].value;
    return NULL;
}

// The names of those that are in both, in the order of the first.
static const char *common_names(Arena *arena, const ItemList *items, const ItemList *others)
{
    Text text = {.arena = arena};
    for (size_t i = 0; i < items->count; i++)
        if (find_item(others, items->items[i].key))
            text_printf(&text, "%s%s", text.length ? ", " : "", items->items[i].key);
    return text_of(&text);
}

static void compare_items(Comparison *comparison, Place list, size_t number, const char *key,
    const JsonValue *before, const JsonValue *after)
{
    if (!may_look(comparison, list, key))
        return;
    Place place = {
        .field = arena_printf(comparison->arena, "%s[%zu]", list.field, number),
        .item = arena_printf(
            comparison->arena, "%s%s%s", list.item ? list.item : "", list.item ? " / " : "", key),
    };
    compare(comparison, place, before, after);
}

static void compare_lists(
    Comparison *comparison, Place place, const JsonValue *before, const JsonValue *after)
{
    ItemList old = items_of(comparison->arena, before), now = items_of(comparison->arena, after);
    for (size_t i = 0; i < now.count; i++)
        compare_items(comparison, place, i, now.items[i].key, find_item(&old, now.items[i].key),
            now.items[i].value);
    for (size_t i = 0; i < old.count; i++)
        if (!find_item(&now, old.items[i].key))
            compare_items(comparison, place, i, old.items[i].key, old.items[i].value, NULL);
    const char *was = common_names(comparison->arena, &old, &now);
    const char *is = common_names(comparison->arena, &now, &old);
    if (!text_same(was, is))
        note(comparison, place, DIFFERENCE_MOVED, was, is);
}

static bool is_wide(const JsonValue *value)
{
    bool is_container = value && (value->kind == JSON_OBJECT || value->kind == JSON_ARRAY);
    return is_container && value->count > MAX_MEMBERS;
}

static void compare(
    Comparison *comparison, Place place, const JsonValue *before, const JsonValue *after)
{
    const JsonValue *there = is_absent(after) ? before : after;
    if (is_absent(there))
        return;
    bool are_alike = is_absent(before) || is_absent(after) || before->kind == after->kind;
    bool is_whole = !are_alike || is_wide(before) || is_wide(after);
    if (!is_whole && there->kind == JSON_OBJECT)
        compare_objects(comparison, place, before, after);
    else if (!is_whole && there->kind == JSON_ARRAY)
        compare_lists(comparison, place, before, after);
    else
        compare_values(comparison, place, before, after);
}

// ── the documents ────────────────────────────────────────────────────────────────────────────

static const JsonValue *parsed(Ctx *ctx, const char *json)
{
    const char *problem;
    return json ? json_parse(ctx->arena, json, strlen(json), &problem) : NULL;
}

// Keys are not shown, but that one is another is.
static Error mark_keys(Ctx *ctx, Id revision_id, Offer *offer)
{
    AiUpstreamList upstreams;
    TRY(ai_upstream_list(ctx, revision_id, &upstreams));
    TRY(ai_upstream_open(ctx, &upstreams));
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++) {
        OfferModel *model = &offer->ai->models.items[i];
        for (size_t j = 0; j < upstreams.count; j++) {
            const AiUpstream *upstream = &upstreams.items[j];
            if (upstream->key && text_same(upstream->model_name, model->name))
                model->upstreams.items[upstream->position].key =
                    arena_printf(ctx->arena, "•••• %.8s",
                        digest_text(ctx->arena, crypt_sign("ai_upstream mark", upstream->key)));
        }
    }
    return OK;
}

// Without what belongs to the product or its seller.
static Error read_offer(
    Ctx *ctx, const Product *product, const Revision *revision, const JsonValue **ret_document)
{
    Offer offer;
    TRY(offer_of_revision(ctx, product, revision, OFFER_FILES_BY_DIGEST, &offer));
    offer.seller = offer.recommended = (RawJson){NULL};
    offer.release_at = TIME_NONE;
    TRY(mark_keys(ctx, revision->id, &offer));
    *ret_document = parsed(ctx, json_of(ctx->arena, &offer_shape, &offer));
    return OK;
}

// What the chart brings with it; NULL unless there is one that was taken in.
static Error read_chart(Ctx *ctx, Id revision_id, const JsonValue **ret_document)
{
    Chart chart = {.id = ID_NONE};
    Error error = chart_of_revision(ctx, revision_id, &chart);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    *ret_document = NULL;
    if (error || chart.state != CHART_READY)
        return OK;
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "version", chart.chart_version);
    json_put(out, "app_version", chart.app_version);
    out->language = ctx->language; // the inspection has sentences in it
    if (chart.inspection)
        json_record(out, "touches", &chart_inspection_shape, chart.inspection);
    json_raw(out, "values", chart.defaults.text);
    json_end_object(out);
    *ret_document = parsed(ctx, json_finish(out));
    return OK;
}

static Error compare_revisions(Ctx *ctx, const Product *product, const Revision *before,
    const Revision *after, Comparison *comparison)
{
    const JsonValue *old, *now, *old_chart, *chart;
    TRY(read_offer(ctx, product, before, &old));
    TRY(read_offer(ctx, product, after, &now));
    compare(comparison, (Place){.field = ""}, old, now);
    TRY(read_chart(ctx, before->id, &old_chart));
    TRY(read_chart(ctx, after->id, &chart));
    if (old_chart && chart)
        compare(comparison, (Place){.field = "chart"}, old_chart, chart);
    return OK;
}

// The active one; of the active one itself the one that was in force before it.
static Error find_against(Ctx *ctx, const Product *product, const Revision *revision, Id against_id,
    Revision *ret_against)
{
    if (id_is_set(against_id)) {
        TRY(revision_get(ctx, against_id, ret_against));
        return id_same(ret_against->product_id, product->id)
                   ? OK
                   : fail(ctx, NOT_FOUND, "not_found", "The product has no such revision.");
    }
    if (id_is_set(product->active_revision_id) &&
        !id_same(product->active_revision_id, revision->id))
        return revision_get(ctx, product->active_revision_id, ret_against);
    RevisionList revisions;
    TRY(revision_list(ctx, product->id, &revisions));
    *ret_against = (Revision){.id = ID_NONE};
    for (size_t i = 0; i < revisions.count && !id_is_set(ret_against->id); i++)
        if (revisions.items[i].number < revision->number &&
            revisions.items[i].state == REVISION_REPLACED)
            *ret_against = revisions.items[i];
    return OK;
}

Error difference_list(Ctx *ctx, Id revision_id, Id against_id, Differences *ret_differences)
{
    Product product;
    Revision revision, against;
    TRY(revision_get(ctx, revision_id, &revision));
    TRY(product_get(ctx, revision.product_id.text, &product));
    TRY(find_against(ctx, &product, &revision, against_id, &against));
    Comparison comparison = {
        .arena = ctx->arena,
        .list.items = arena_array_of(ctx->arena, Difference, MAX_DIFFERENCES),
        .is_complete = true,
    };
    if (id_is_set(against.id))
        TRY(compare_revisions(ctx, &product, &against, &revision, &comparison));
    *ret_differences = (Differences){
        .revision_id = revision.id,
        .number = revision.number,
        .against_id = against.id,
        .against_number = id_is_set(against.id) ? against.number : 0,
        .is_complete = comparison.is_complete,
        .items = comparison.list,
    };
    return OK;
}
