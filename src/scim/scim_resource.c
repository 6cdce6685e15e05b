#include "scim_resource.h"

#include "base/text.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { USUAL_RESULTS = 100 };

SHAPE(scim_query_shape, ScimQuery, FIELD(ScimQuery, filter, .max = 2000),
    FIELD(ScimQuery, attributes, .max = 2000), FIELD(ScimQuery, excludedAttributes, .max = 2000),
    FIELD(ScimQuery, sortBy), FIELD(ScimQuery, sortOrder),
    FIELD(ScimQuery, startIndex, .max = 10, .pattern = "-?[0-9]+"),
    FIELD(ScimQuery, count, .max = 10, .pattern = "-?[0-9]+"), FIELD(ScimQuery, aadOptscim062020));

// ── pages ────────────────────────────────────────────────────────────────────────────────────

static int64_t bounded(const char *text, int64_t otherwise, int64_t least, int64_t most)
{
    int64_t number = text ? strtoll(text, NULL, 10) : otherwise;
    return number < least ? least : number > most ? most : number;
}

Error scim_page_begin(
    Ctx *ctx, const ScimQuery *query, ScimPage *ret_page, const ScimFilter **ret_filter)
{
    const ScimFilter *filter = NULL;
    if (query->filter)
        TRY(scim_filter_read(ctx, query->filter, &filter));
    *ret_page = (ScimPage){
        .start = bounded(query->startIndex, 1, 1, INT32_MAX),
        .count = bounded(query->count, USUAL_RESULTS, 0, MAX_SCIM_RESULTS),
        .items = {arena_array_of(ctx->arena, const char *, MAX_SCIM_RESULTS), 0},
    };
    *ret_filter = filter;
    return OK;
}

bool scim_page_next(ScimPage *page)
{
    int64_t number = ++page->total;
    return number >= page->start && number < page->start + page->count;
}

// ── what of it is answered ───────────────────────────────────────────────────────────────────

static TextList names_in(Arena *arena, const char *text)
{
    TextList names = {arena_array_of(arena, const char *, strlen(text) + 1), 0};
    while (*text) {
        const char *name = text_trimmed(arena, text_next_part(arena, &text, ','));
        if (*name)
            names.items[names.count++] = scim_attribute_of(name);
    }
    return names;
}

// Whether "name" or "name.givenName" is among them. is_part: one below it counts too.
static bool names_have(TextList names, const char *attribute, const char *sub, bool is_part)
{
    size_t length = strlen(attribute);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        if (strncasecmp(name, attribute, length) != 0)
            continue;
        if (!name[length] ||
            (name[length] == '.' && (sub ? !strcasecmp(name + length + 1, sub) : is_part)))
            return true;
    }
    return false;
}

typedef struct View {
    TextList only, without;
} View;

static View view_of(Arena *arena, const ScimQuery *query)
{
    return (View){names_in(arena, query->attributes ? query->attributes : ""),
        names_in(arena, query->excludedAttributes ? query->excludedAttributes : "")};
}

// sub NULL: the attribute itself.
static bool view_has(const View *view, const char *attribute, const char *sub)
{
    if (!strcmp(attribute, "schemas") || !strcmp(attribute, "id"))
        return true;
    if (view->only.count)
        return names_have(view->only, attribute, sub, true);
    return !names_have(view->without, attribute, sub, false);
}

static void put_raw(Json *out, const char *name, const JsonValue *value)
{
    json_raw(out, name, arena_text(out->text.arena, value->raw, value->raw_length));
}

static void put_object(
    Json *out, const char *name, const JsonValue *object, const View *view, const char *attribute)
{
    const JsonValue *value, *member = json_first(object);
    json_begin_object(out, name);
    for (; member; member = json_next(object, value)) {
        value = json_next(object, member);
        if (view_has(view, attribute, member->text))
            put_raw(out, member->text, value);
    }
    json_end_object(out);
}

static void put_attribute(Json *out, const char *name, const JsonValue *value, const View *view)
{
    if (value->kind == JSON_OBJECT) {
        put_object(out, name, value, view, name);
    } else if (value->kind == JSON_ARRAY && json_first(value) &&
               json_first(value)->kind == JSON_OBJECT) {
        json_begin_array(out, name);
        for (const JsonValue *item = json_first(value); item; item = json_next(value, item))
            put_object(out, NULL, item, view, name);
        json_end_array(out);
    } else {
        put_raw(out, name, value);
    }
}

static const char *resource_as(Ctx *ctx, const ScimQuery *query, const char *resource)
{
    const char *problem;
    if (!query || (!query->attributes && !query->excludedAttributes))
        return resource;
    View view = view_of(ctx->arena, query);
    const JsonValue *whole = json_parse(ctx->arena, resource, strlen(resource), &problem);
    const JsonValue *value, *name = json_first(whole);
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    for (; name; name = json_next(whole, value)) {
        value = json_next(whole, name);
        if (view_has(&view, name->text, NULL))
            put_attribute(out, name->text, value, &view);
    }
    json_end_object(out);
    return json_finish(out);
}

bool scim_query_has(Arena *arena, const ScimQuery *query, const char *attribute)
{
    View view = view_of(arena, query);
    return view_has(&view, attribute, NULL);
}

// ── answers ──────────────────────────────────────────────────────────────────────────────────

const char *scim_location(Arena *arena, const char *kind, Id id)
{
    return arena_printf(arena, "%s/scim/v2/%s/%s", settings()->public_url, kind, id.text);
}

void scim_put_meta(
    Json *out, const char *type, const char *kind, Id id, Time created_at, Time changed_at)
{
    json_begin_object(out, "meta");
    json_put(out, "resourceType", type);
    json_put(out, "created", created_at);
    json_put(out, "lastModified", changed_at);
    json_put(out, "location", scim_location(out->text.arena, kind, id));
    json_end_object(out);
}

static Error respond_json(Ctx *ctx, Response *res, const char *json)
{
    return respond_bytes(ctx, res, SCIM_MEDIA_TYPE, (Blob){json, strlen(json)});
}

Error scim_respond(Ctx *ctx, const Request *req, Response *res, const char *resource)
{
    return respond_json(ctx, res, resource_as(ctx, req->query, resource));
}

Error scim_respond_page(Ctx *ctx, const Request *req, Response *res, const ScimPage *page)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_raw(out, "schemas", "[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]");
    json_put(out, "totalResults", page->total);
    json_put(out, "startIndex", page->start);
    json_put(out, "itemsPerPage", (int64_t)page->items.count);
    json_begin_array(out, "Resources");
    for (size_t i = 0; i < page->items.count; i++)
        json_raw(out, NULL, resource_as(ctx, req->query, page->items.items[i]));
    json_end_array(out);
    json_end_object(out);
    return respond_json(ctx, res, json_finish(out));
}

static const char *scim_type_of(const char *code, int status)
{
    static const struct {
        const char *code, *type;
    } types[] = {{"uniqueness", "uniqueness"}, {"invalid_filter", "invalidFilter"},
        {"invalid_path", "invalidPath"}, {"invalid_syntax", "invalidSyntax"},
        {"no_target", "noTarget"}, {"mutability", "mutability"}, {"too_many", "tooMany"}};
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_same(code, types[i].code))
            return types[i].type;
    return status == 400 ? "invalidValue" : NULL;
}

void scim_respond_problem(Ctx *ctx, Response *res)
{
    const Failure *failure = &ctx->failure;
    int status = res->status == 422 ? 400 : res->status; // which SCIM does not have
    const char *type = scim_type_of(failure->code, status);
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_raw(out, "schemas", "[\"urn:ietf:params:scim:api:messages:2.0:Error\"]");
    json_put(out, "status", arena_printf(ctx->arena, "%d", status));
    if (type)
        json_put(out, "scimType", type);
    json_put(out, "detail",
        failure->fault_count ? arena_printf(ctx->arena, "%s: %s", failure->faults[0].field,
                                   failure->faults[0].message)
                             : failure->message);
    json_end_object(out);
    const char *body = json_finish(out);
    res->status = status;
    res->media_type = SCIM_MEDIA_TYPE;
    res->body = (Blob){body, strlen(body)};
}
