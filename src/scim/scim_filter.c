#include "scim_filter.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { MAX_FILTER_DEPTH = 32, MAX_FILTER_LENGTH = 2000 };

typedef enum FilterKind {
    FILTER_AND,
    FILTER_OR,
    FILTER_NOT,
    FILTER_WITHIN, // emails[…]: one element matches
    FILTER_EQ,
    FILTER_NE,
    FILTER_CO,
    FILTER_SW,
    FILTER_EW,
    FILTER_GT,
    FILTER_GE,
    FILTER_LT,
    FILTER_LE,
    FILTER_PR,
} FilterKind;

struct ScimFilter {
    FilterKind kind;
    const ScimFilter *left, *right; // of AND and OR; left alone of NOT and WITHIN
    const char *attribute, *sub;
    const JsonValue *value;
};

// What is being read. After a fault `at` stands where it is.
typedef struct Reader {
    Arena *arena;
    const char *at;
    const char *problem; // NULL: none yet
    int depth;
} Reader;

static const char *const user_urns[] = {
    "urn:ietf:params:scim:schemas:core:2.0:User:", "urn:ietf:params:scim:schemas:core:2.0:Group:"};

const char *scim_attribute_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(user_urns); i++)
        if (!strncasecmp(name, user_urns[i], strlen(user_urns[i])))
            return name + strlen(user_urns[i]);
    return name;
}

const JsonValue *scim_member(const JsonValue *object, const char *name)
{
    if (!object || object->kind != JSON_OBJECT)
        return NULL;
    const JsonValue *value, *member = json_first(object);
    for (; member; member = json_next(object, value)) {
        value = json_next(object, member);
        if (!strcasecmp(member->text, name))
            return value;
    }
    return NULL;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static const ScimFilter *read_or(Reader *reader);

static void skip_spaces(Reader *reader)
{
    reader->at += strspn(reader->at, " ");
}

static void *refuse(Reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
    return NULL;
}

// The length bounds chains of "and", which are as deep as they are long.
static Reader reader_on(Arena *arena, const char *text)
{
    Reader reader = {.arena = arena, .at = text};
    if (strlen(text) > MAX_FILTER_LENGTH)
        refuse(&reader, "It is longer than 2000 characters");
    return reader;
}

// A word of its own: "and" does not begin "android".
static bool take_word(Reader *reader, const char *word)
{
    size_t length = strlen(word);
    skip_spaces(reader);
    if (strncasecmp(reader->at, word, length) != 0 || !strchr(" ()[]", reader->at[length]))
        return false;
    reader->at += length;
    return true;
}

static bool take(Reader *reader, char c)
{
    skip_spaces(reader);
    if (*reader->at != c)
        return false;
    reader->at++;
    return true;
}

static ScimFilter *filter_new(Reader *reader, FilterKind kind, const ScimFilter *left)
{
    ScimFilter *filter = arena_new_of(reader->arena, ScimFilter);
    *filter = (ScimFilter){.kind = kind, .left = left};
    return filter;
}

static size_t name_length(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (!*text || !strchr(letters, *text))
        return *text == '$' ? 1 + strspn(text + 1, letters) : 0; // "$ref"
    return strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
}

// name.givenName, with a URN before it or without. NULL: there is none
static const char *read_name(Reader *reader, const char **ret_sub)
{
    size_t urn = 0;
    skip_spaces(reader);
    *ret_sub = NULL;
    if (!strncasecmp(reader->at, "urn:", 4))
        urn = strcspn(reader->at, " ()[]\"");
    while (urn && reader->at[urn - 1] != ':') // what stands behind the last colon is the name
        urn--;
    size_t length = name_length(reader->at + urn);
    if (!length)
        return refuse(reader, "An attribute is expected");
    const char *whole = arena_text(reader->arena, reader->at, urn + length);
    reader->at += urn + length;
    if (*reader->at == '.') {
        length = name_length(++reader->at);
        if (!length)
            return refuse(reader, "An attribute is expected behind the point");
        *ret_sub = arena_text(reader->arena, reader->at, length);
        reader->at += length;
    }
    return scim_attribute_of(whole);
}

static size_t text_length(const char *at)
{
    size_t length = 1;
    while (at[length] && at[length] != '"')
        length += at[length] == '\\' && at[length + 1] ? 2 : 1;
    return length + (at[length] == '"');
}

static const JsonValue *read_value(Reader *reader)
{
    const char *problem;
    skip_spaces(reader);
    size_t length = *reader->at == '"' ? text_length(reader->at) : strcspn(reader->at, " ()[]");
    // Entra ID writes True and False.
    const char *text = *reader->at == '"' ? reader->at
                                          : text_lower(reader->arena,
                                                arena_text(reader->arena, reader->at, length));
    const JsonValue *value = json_parse(reader->arena, text, length, &problem);
    if (!value || value->kind >= JSON_ARRAY)
        return refuse(reader, "A text in quotes, a number, true, false or null is expected");
    reader->at += length;
    return value;
}

static const ScimFilter *read_comparison(Reader *reader, const char *attribute, const char *sub)
{
    static const struct {
        const char *word;
        FilterKind kind;
    } operators[] = {{"eq", FILTER_EQ}, {"ne", FILTER_NE}, {"co", FILTER_CO}, {"sw", FILTER_SW},
        {"ew", FILTER_EW}, {"gt", FILTER_GT}, {"ge", FILTER_GE}, {"lt", FILTER_LT},
        {"le", FILTER_LE}, {"pr", FILTER_PR}};
    size_t i = 0;
    while (i < COUNT_OF(operators) && !take_word(reader, operators[i].word))
        i++;
    if (i == COUNT_OF(operators))
        return refuse(reader, "An operator such as eq is expected");
    ScimFilter *filter = filter_new(reader, operators[i].kind, NULL);
    filter->attribute = attribute;
    filter->sub = sub;
    if (filter->kind != FILTER_PR)
        filter->value = read_value(reader);
    return filter;
}

// emails[type eq "work"], and what Entra ID makes of it: emails[type eq "work"].value eq "…"
static const ScimFilter *read_within(Reader *reader, const char *attribute)
{
    const ScimFilter *inner = read_or(reader);
    if (!take(reader, ']'))
        return refuse(reader, "A ] is expected");
    if (*reader->at == '.') {
        size_t length = name_length(++reader->at);
        const char *sub = arena_text(reader->arena, reader->at, length);
        reader->at += length;
        ScimFilter *both = filter_new(reader, FILTER_AND, inner);
        both->right = read_comparison(reader, length ? sub : "", NULL);
        inner = both;
    }
    ScimFilter *within = filter_new(reader, FILTER_WITHIN, inner);
    within->attribute = attribute;
    return within;
}

static const ScimFilter *read_term(Reader *reader)
{
    const char *sub;
    if (++reader->depth > MAX_FILTER_DEPTH)
        return refuse(reader, "The filter is too deep");
    const ScimFilter *filter;
    bool is_not = take_word(reader, "not");
    if (take(reader, '(')) {
        filter = read_or(reader);
        if (!take(reader, ')'))
            return refuse(reader, "A ) is expected");
        if (is_not)
            filter = filter_new(reader, FILTER_NOT, filter);
    } else if (is_not) {
        return refuse(reader, "A ( is expected behind not");
    } else {
        const char *attribute = read_name(reader, &sub);
        if (!attribute)
            return NULL;
        filter = take(reader, '[') ? read_within(reader, attribute)
                                   : read_comparison(reader, attribute, sub);
    }
    reader->depth--;
    return filter;
}

static const ScimFilter *read_and(Reader *reader)
{
    const ScimFilter *filter = read_term(reader);
    while (!reader->problem && take_word(reader, "and")) {
        ScimFilter *both = filter_new(reader, FILTER_AND, filter);
        both->right = read_term(reader);
        filter = both;
    }
    return filter;
}

static const ScimFilter *read_or(Reader *reader)
{
    const ScimFilter *filter = read_and(reader);
    while (!reader->problem && take_word(reader, "or")) {
        ScimFilter *either = filter_new(reader, FILTER_OR, filter);
        either->right = read_and(reader);
        filter = either;
    }
    return filter;
}

static bool is_finished(Reader *reader)
{
    skip_spaces(reader);
    if (!reader->problem && *reader->at)
        refuse(reader, "Something stands behind the end");
    return !reader->problem;
}

static Error refused(
    Ctx *ctx, const Reader *reader, const char *text, const char *code, const char *what)
{
    return fail(ctx, INVALID, code, "The %s cannot be read: %s, at character %zu.", what,
        reader->problem, (size_t)(reader->at - text) + 1);
}

Error scim_filter_read(Ctx *ctx, const char *text, const ScimFilter **ret_filter)
{
    Reader reader = reader_on(ctx->arena, text);
    const ScimFilter *filter = reader.problem ? NULL : read_or(&reader);
    if (!is_finished(&reader))
        return refused(ctx, &reader, text, "invalid_filter", "filter");
    *ret_filter = filter;
    return OK;
}

Error scim_path_read(Ctx *ctx, const char *text, ScimPath *ret_path)
{
    Reader reader = reader_on(ctx->arena, text);
    ScimPath path = {0};
    if (!reader.problem)
        path.attribute = read_name(&reader, &path.sub);
    if (path.attribute && !path.sub && take(&reader, '[')) {
        path.filter = read_or(&reader);
        if (!take(&reader, ']'))
            refuse(&reader, "A ] is expected");
        if (*reader.at == '.') {
            size_t length = name_length(++reader.at);
            path.sub = arena_text(ctx->arena, reader.at, length);
            reader.at += length;
            if (!length)
                refuse(&reader, "An attribute is expected behind the point");
        }
    }
    if (!is_finished(&reader))
        return refused(ctx, &reader, text, "invalid_path", "path");
    *ret_path = path;
    return OK;
}

// ── matching ─────────────────────────────────────────────────────────────────────────────────

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && !strcasecmp(text + length - end_length, end);
}

static bool order_matches(FilterKind kind, int order)
{
    switch (kind) {
    case FILTER_EQ: return order == 0;
    case FILTER_NE: return order != 0;
    case FILTER_GT: return order > 0;
    case FILTER_GE: return order >= 0;
    case FILTER_LT: return order < 0;
    default: return order <= 0;
    }
}

static bool text_matches(FilterKind kind, const char *text, const char *wanted, bool is_exact)
{
    switch (kind) {
    case FILTER_CO: return strcasestr(text, wanted) != NULL;
    case FILTER_SW: return !strncasecmp(text, wanted, strlen(wanted));
    case FILTER_EW: return ends_with(text, wanted);
    default: return order_matches(kind, is_exact ? strcmp(text, wanted) : strcasecmp(text, wanted));
    }
}

static bool has_value(const JsonValue *value)
{
    return value && value->kind != JSON_NULL &&
           !(value->kind >= JSON_ARRAY && !value->count); // an empty list is none (RFC 7643 §2.5)
}

static bool value_matches(const ScimFilter *filter, const JsonValue *value)
{
    const JsonValue *wanted = filter->value;
    if (filter->kind == FILTER_PR)
        return has_value(value);
    if (wanted->kind == JSON_NULL || !has_value(value))
        return (filter->kind == FILTER_EQ) == (wanted->kind == JSON_NULL && !has_value(value)) &&
               (filter->kind == FILTER_EQ || filter->kind == FILTER_NE);
    bool is_exact =
        !strcasecmp(filter->attribute, "externalId") || !strcasecmp(filter->attribute, "id");
    if (value->kind == JSON_TEXT && wanted->kind == JSON_TEXT)
        return text_matches(filter->kind, value->text, wanted->text, is_exact);
    if (value->kind == JSON_INT && wanted->kind == JSON_INT)
        return filter->kind >= FILTER_EQ && filter->kind != FILTER_CO &&
               order_matches(filter->kind,
                   (value->number > wanted->number) - (value->number < wanted->number));
    return filter->kind == (value->kind == wanted->kind ? FILTER_EQ : FILTER_NE);
}

// A list matches if one of its elements does; of an element without `sub` its "value" counts.
static bool attribute_matches(const ScimFilter *filter, const JsonValue *value, const char *sub)
{
    if (value && value->kind == JSON_ARRAY && value->count) {
        const JsonValue *item = json_first(value);
        for (; item; item = json_next(value, item))
            if (attribute_matches(filter, item, sub ? sub : "value"))
                return true;
        return false;
    }
    if (value && value->kind == JSON_OBJECT && sub)
        return attribute_matches(filter, scim_member(value, sub), NULL);
    return value_matches(filter, sub && value && value->kind != JSON_TEXT ? NULL : value);
}

static bool within_matches(const ScimFilter *filter, const JsonValue *list)
{
    if (!list || list->kind != JSON_ARRAY)
        return list && scim_filter_matches(filter->left, list);
    for (const JsonValue *item = json_first(list); item; item = json_next(list, item))
        if (scim_filter_matches(filter->left, item))
            return true;
    return false;
}

bool scim_filter_matches(const ScimFilter *filter, const JsonValue *resource)
{
    switch (filter->kind) {
    case FILTER_AND:
        return scim_filter_matches(filter->left, resource) &&
               scim_filter_matches(filter->right, resource);
    case FILTER_OR:
        return scim_filter_matches(filter->left, resource) ||
               scim_filter_matches(filter->right, resource);
    case FILTER_NOT: return !scim_filter_matches(filter->left, resource);
    case FILTER_WITHIN: return within_matches(filter, scim_member(resource, filter->attribute));
    default:
        return attribute_matches(filter, scim_member(resource, filter->attribute), filter->sub);
    }
}

// ── what it asks for ─────────────────────────────────────────────────────────────────────────

const char *scim_filter_equal(const ScimFilter *filter, const char *attribute)
{
    if (filter->kind == FILTER_AND) {
        const char *left = scim_filter_equal(filter->left, attribute);
        return left ? left : scim_filter_equal(filter->right, attribute);
    }
    bool is_it = filter->kind == FILTER_EQ && !filter->sub &&
                 !strcasecmp(filter->attribute, attribute) && filter->value->kind == JSON_TEXT;
    return is_it ? filter->value->text : NULL;
}

bool scim_filter_has(const ScimFilter *filter, const char *attribute)
{
    if (filter->attribute)
        return !strcasecmp(filter->attribute, attribute);
    return scim_filter_has(filter->left, attribute) ||
           (filter->right && scim_filter_has(filter->right, attribute));
}
