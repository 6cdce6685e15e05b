// Reading a body by its shape: every fault at once, each under its path.
#include "json.h"
#include "parts.h"

#include <assert.h>
#include <string.h>

// Money and Rate as they come in; signs and sizes are the business of the field that has them.
typedef struct MoneyBody {
    int64_t minor;
    const char *currency;
} MoneyBody;

typedef struct RateBody {
    int64_t micros, per;
    const char *currency;
} RateBody;

SHAPE_NAMED(money_shape, MoneyBody, "Money",
    FIELD(MoneyBody, minor, .required = true, .min = -DEFAULT_MAX_NUMBER,
        .about = "in the currency's smallest unit"),
    FIELD(MoneyBody, currency, .required = true, .format = "currency"));

SHAPE_NAMED(rate_shape, RateBody, "Rate",
    FIELD(RateBody, micros, .required = true, .min = -DEFAULT_MAX_NUMBER,
        .about = "millionths of the currency"),
    FIELD(RateBody, per, .required = true, .min = 1, .about = "how many units that buys"),
    FIELD(RateBody, currency, .required = true, .format = "currency"));

static bool is_absent(const JsonValue *value)
{
    return !value || value->kind == JSON_NULL;
}

static bool wrong_kind(Ctx *ctx, const char *path, const char *what)
{
    fault(ctx, path, "wrong_kind", "%s must be %s.", *path ? path : "The body", what);
    return false;
}

static Currency currency_of(const char *text)
{
    Currency currency = {{0}};
    memcpy(currency.code, text, 3);
    return currency;
}

static void money_read(
    Ctx *ctx, const JsonValue *value, const Field *field, const char *path, Money *ret_money)
{
    MoneyBody body;
    size_t before = ctx->failure.fault_count;
    json_read_value(ctx, value, &money_shape, path, &body);
    if (ctx->failure.fault_count == before && field_allows_number(ctx, field, path, body.minor))
        *ret_money = (Money){body.minor, currency_of(body.currency)};
}

static void rate_read(
    Ctx *ctx, const JsonValue *value, const Field *field, const char *path, Rate *ret_rate)
{
    RateBody body;
    size_t before = ctx->failure.fault_count;
    json_read_value(ctx, value, &rate_shape, path, &body);
    if (ctx->failure.fault_count == before && field_allows_number(ctx, field, path, body.micros))
        *ret_rate = (Rate){body.micros, body.per, currency_of(body.currency)};
}

// Each language by the limits of the field; a required one needs a text in some language.
static void texts_read(
    Ctx *ctx, const JsonValue *value, const Field *field, const char *path, Texts *ret_texts)
{
    Field languages[5];
    static_assert(sizeof(Texts) == 4 * sizeof(char *), "one field a language, and the end");
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        languages[i] = texts_shape.fields[i];
        languages[i].min = field->min;
        languages[i].max = field->max;
        languages[i].pattern = field->pattern;
    }
    Shape shape = {texts_shape.name, sizeof(Texts), languages};
    size_t before = ctx->failure.fault_count;
    json_read_value(ctx, value, &shape, path, ret_texts);
    if (ctx->failure.fault_count == before && field->required &&
        text_is_empty(texts_in(*ret_texts, "en")))
        fault_required(ctx, path);
}

static void text_list_read(
    Ctx *ctx, const JsonValue *array, const Field *field, const char *path, TextList *ret_list)
{
    Field each = {.pattern = field->pattern, .format = field->format};
    if (!field_allows_count(ctx, field, path, array->count))
        return;
    const char **items = arena_array_of(ctx->arena, const char *, array->count);
    size_t count = 0;
    for (const JsonValue *item = json_first(array); item; item = json_next(array, item)) {
        const char *item_path = arena_printf(ctx->arena, "%s[%zu]", path, count);
        if (item->kind != JSON_TEXT)
            wrong_kind(ctx, item_path, "a text");
        else if (field_allows_text(ctx, &each, item_path, item->text))
            items[count] = item->text;
        count++;
    }
    *ret_list = (TextList){items, count};
}

static void list_read(
    Ctx *ctx, const JsonValue *array, const Field *field, const char *path, AnyList *ret_list)
{
    if (!field_allows_count(ctx, field, path, array->count))
        return;
    char *items = arena_alloc(ctx->arena, array->count * field->shape->size);
    size_t count = 0;
    for (const JsonValue *item = json_first(array); item; item = json_next(array, item)) {
        const char *item_path = arena_printf(ctx->arena, "%s[%zu]", path, count);
        json_read_value(ctx, item, field->shape, item_path, items + count * field->shape->size);
        count++;
    }
    *ret_list = (AnyList){items, count};
}

static void option_read(
    Ctx *ctx, const JsonValue *value, const Field *field, const char *path, void **ret_option)
{
    void *record = arena_alloc(ctx->arena, field->shape->size);
    json_read_value(ctx, value, field->shape, path, record);
    *ret_option = record;
}

// Whether the value is of the JSON kind that the field is written in; else a fault.
static bool has_kind(Ctx *ctx, const JsonValue *value, const Field *field, const char *path)
{
    JsonKind kind = value->kind;
    switch (field->kind) {
    case FIELD_KIND_INT: return kind == JSON_INT || wrong_kind(ctx, path, "a whole number");
    case FIELD_KIND_BOOL:
        return kind == JSON_TRUE || kind == JSON_FALSE || wrong_kind(ctx, path, "true or false");
    case FIELD_KIND_TEXT_LIST:
        return kind == JSON_ARRAY || wrong_kind(ctx, path, "an array of texts");
    case FIELD_KIND_LIST: return kind == JSON_ARRAY || wrong_kind(ctx, path, "an array of objects");
    case FIELD_KIND_MONEY:
    case FIELD_KIND_RATE:
    case FIELD_KIND_TEXTS:
    case FIELD_KIND_OBJECT:
    case FIELD_KIND_OPTION:
    case FIELD_KIND_RAW: return true; // json_read_value looks itself; raw may be anything
    default: return kind == JSON_TEXT || wrong_kind(ctx, path, "a text");
    }
}

static void field_read(
    Ctx *ctx, const JsonValue *value, const Field *field, const char *path, void *record)
{
    void *member = field_of(field, record);
    if (!has_kind(ctx, value, field, path))
        return;
    switch (field->kind) {
    case FIELD_KIND_INT: field_read_int(ctx, field, path, value->number, record); break;
    case FIELD_KIND_BOOL: *(bool *)member = value->kind == JSON_TRUE; break;
    case FIELD_KIND_MONEY: money_read(ctx, value, field, path, member); break;
    case FIELD_KIND_RATE: rate_read(ctx, value, field, path, member); break;
    case FIELD_KIND_TEXTS: texts_read(ctx, value, field, path, member); break;
    case FIELD_KIND_TEXT_LIST: text_list_read(ctx, value, field, path, member); break;
    case FIELD_KIND_RAW:
        ((RawJson *)member)->text = arena_text(ctx->arena, value->raw, value->raw_length);
        break;
    case FIELD_KIND_OBJECT: json_read_value(ctx, value, field->shape, path, member); break;
    case FIELD_KIND_OPTION: option_read(ctx, value, field, path, member); break;
    case FIELD_KIND_LIST: list_read(ctx, value, field, path, member); break;
    default: field_read_text(ctx, field, path, value->text, record);
    }
}

static const char *member_path(Ctx *ctx, const char *path, const char *name)
{
    return *path ? arena_printf(ctx->arena, "%s.%s", path, name) : name;
}

static void find_unknown(Ctx *ctx, const JsonValue *object, const Shape *shape, const char *path)
{
    for (const JsonValue *name = json_first(object); name; name = json_next(object, name + 1)) {
        const Field *field = shape_field(shape, name->text, name->count);
        if (field && !field->hidden)
            continue;
        // A long name is not worth repeating.
        const char *unknown = member_path(ctx, path, name->count <= 100 ? name->text : "…");
        fault(ctx, unknown, "not_known", "%s is not known here.", unknown);
    }
}

void json_read_value(
    Ctx *ctx, const JsonValue *value, const Shape *shape, const char *path, void *ret_record)
{
    memset(ret_record, 0, shape->size);
    if (value->kind != JSON_OBJECT) {
        wrong_kind(ctx, path, "an object");
        return;
    }
    for (const Field *field = shape->fields; field->name; field++) {
        if (field->hidden)
            continue;
        const JsonValue *member = json_member(value, field->name);
        const char *at = member_path(ctx, path, field->name);
        if (!is_absent(member))
            field_read(ctx, member, field, at, ret_record);
        else if (field->required)
            fault_required(ctx, at);
        else if (field->kind == FIELD_KIND_INT)
            *(int64_t *)field_of(field, ret_record) = field->if_absent;
    }
    find_unknown(ctx, value, shape, path);
}

Error json_read(Ctx *ctx, const char *bytes, size_t length, const Shape *shape, void *ret_record)
{
    const char *problem;
    const JsonValue *value = json_parse(ctx->arena, bytes, length, &problem);
    if (!value)
        return fail(ctx, INVALID, "not_json", "This is no JSON. %s", problem);
    void *record = arena_alloc(ctx->arena, shape->size);
    json_read_value(ctx, value, shape, "", record);
    TRY(faults(ctx));
    memcpy(ret_record, record, shape->size);
    return OK;
}
