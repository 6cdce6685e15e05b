// The API described by its own tables: OpenAPI 3.1.
#include "base/text.h"
#include "router.h"

#include <ctype.h>
#include <string.h>

typedef struct Problem {
    const char *type, *title, *detail, *code, *request_id;
    int64_t status;
    LIST_OF(Fault) errors;
} Problem;

static SHAPE_NAMED(problem_error_shape, Fault, "ProblemError",
    FIELD(Fault, field, .required = true, .about = "Its path in the body: plans[2].name"),
    FIELD(Fault, code, .required = true), FIELD(Fault, message, .required = true));

static SHAPE(problem_shape, Problem, FIELD(Problem, type, .required = true),
    FIELD(Problem, title, .required = true), FIELD(Problem, status),
    FIELD(Problem, detail, .required = true, .about = "What happened, for people."),
    FIELD(Problem, code, .required = true, .about = "What happened, for programs."),
    FIELD_LIST(Problem, errors, problem_error_shape), FIELD(Problem, request_id, .required = true));

// ── what the dispatcher can answer ───────────────────────────────────────────────────────────

static bool is_public(const Route *route)
{
    return route->permission == PERMIT_PUBLIC;
}

static bool has_body(const Route *route)
{
    return route->body || route->accepts;
}

static bool may_be_malformed(const Route *route)
{
    return route->body || route->method == POST; // its Idempotency-Key
}

static bool knows_the_actor(const Route *route)
{
    return !route->is_cached;
}

static bool has_path_args(const Route *route)
{
    return strchr(route->path, '{') != NULL;
}

static bool edits(const Route *route)
{
    return route->is_versioned ||
           ((route->method == PATCH || route->method == PUT) && has_path_args(route));
}

// In the path, the query or the body there may stand the name of a thing.
static bool names_things(const Route *route)
{
    return has_path_args(route) || has_body(route) || route->query;
}

static bool always(const Route *route)
{
    (void)route;
    return true;
}

static const struct {
    const char *status, *name, *about;
    bool (*applies)(const Route *route);
} problems[] = {
    {"400", "Malformed", "The body is no JSON, or a header is malformed.", may_be_malformed},
    {"401", "Unauthenticated", "Who asks is not known.", knows_the_actor},
    {"403", "Forbidden", "Who asks may not do this.", knows_the_actor},
    {"404", "NotFound", "There is no such thing, or none that one may see.", names_things},
    {"409", "Conflict", "The thing is in the wrong state for this.", route_is_change},
    {"412", "EditedMeanwhile", "It is no longer the version that If-Match names.", edits},
    {"413", "TooLarge", "The body is too large.", has_body},
    {"415", "WrongMediaType", "The body is of another media type than asked for.", has_body},
    {"422", "Invalid", "The request is understood but wrong; errors name each fault.", always},
    {"429", "TooOften", "Too often, or too much at once; Retry-After says when again.",
        knows_the_actor},
    {"500", "Internal", "A fault of the server.", always},
    {"503", "Unavailable", "Something the server depends on does not answer.", always},
    {"default", "Other", "Anything else that is wrong.", always},
};

// ── parts of an operation ────────────────────────────────────────────────────────────────────

static const char *tag_of(Arena *arena, const Route *route)
{
    const char *tag = route->path + (text_starts_with(route->path, "/v1/") ? 4 : 1);
    return arena_text(arena, tag, strcspn(tag, "/."));
}

// GET /v1/subscriptions/{id}/keys is get_subscriptions_by_id_keys.
static const char *operation_id(Arena *arena, const Route *route)
{
    Text id = {.arena = arena};
    text_add(&id, text_lower(arena, method_names[route->method]));
    const char *at = route->path + (text_starts_with(route->path, "/v1/") ? 3 : 0);
    for (; *at; at++)
        if (*at == '{')
            text_add(&id, "by_");
        else if (*at != '}')
            text_append(&id, isalnum((unsigned char)*at) ? at : "_", 1);
    return text_of(&id);
}

static void begin_parameter(Json *out, const char *name, const char *in, bool required)
{
    json_begin_object(out, NULL);
    json_put(out, "name", name);
    json_put(out, "in", in);
    json_put_bool(out, "required", required);
}

static void put_path_parameters(Json *out, const Route *route)
{
    for (const char *at = strchr(route->path, '{'); at; at = strchr(at + 1, '{')) {
        const char *name = arena_text(out->text.arena, at + 1, strcspn(at + 1, "}"));
        begin_parameter(out, name, "path", true);
        json_raw(out, "schema", "{\"type\":\"string\",\"minLength\":1}");
        json_end_object(out);
    }
}

static void put_query_parameters(Json *out, const Shape *query)
{
    if (!query)
        return;
    for (const Field *field = query->fields; field->name; field++) {
        begin_parameter(out, field->name, "query", field->required);
        if (field->about)
            json_put(out, "description", field->about);
        if (field->kind == FIELD_KIND_TEXT_LIST) // a,b,c
            json_put_bool(out, "explode", false);
        Field value = *field; // it can be left out, but there is no null in a query
        value.required = true;
        value.about = NULL;
        json_field_schema(out, "schema", &value, JSON_IN);
        json_end_object(out);
    }
}

static void put_header(Json *out, const char *name)
{
    json_begin_object(out, NULL);
    json_put(out, "$ref", arena_printf(out->text.arena, "#/components/parameters/%s", name));
    json_end_object(out);
}

static void put_parameters(Json *out, const Route *route)
{
    json_begin_array(out, "parameters");
    put_path_parameters(out, route);
    put_query_parameters(out, route->query);
    if (!is_public(route))
        put_header(out, "Kontor-Organization");
    if (route->method == POST && route_is_change(route))
        put_header(out, "Idempotency-Key");
    if (edits(route))
        put_header(out, "If-Match");
    json_end_array(out);
}

static bool requires_something(const Shape *shape)
{
    for (const Field *field = shape->fields; field->name; field++)
        if (field->required)
            return true;
    return false;
}

static void put_bytes_content(Json *out, const char *media_type)
{
    json_begin_object(out, media_type);
    bool is_json = strcmp(media_type, "application/json") == 0; // of a form of its own
    json_raw(out, "schema", is_json ? "{\"type\":\"object\"}" : "{\"type\":\"string\"}");
    json_end_object(out);
}

static void put_request_body(Json *out, const Route *route)
{
    if (!has_body(route))
        return;
    json_begin_object(out, "requestBody");
    json_put_bool(out, "required", !route->body || requires_something(route->body));
    json_begin_object(out, "content");
    if (route->body) {
        json_begin_object(out, "application/json");
        json_schema_reference(out, "schema", route->body, JSON_IN);
        json_end_object(out);
    }
    for (const char *at = route->accepts; at && *at; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        put_bytes_content(out, arena_text(out->text.arena, at, length));
        at += length;
    }
    json_end_object(out);
    json_end_object(out);
}

// {items: […], next}
static void put_page_schema(Json *out, const char *name, const Shape *item)
{
    json_begin_object(out, name);
    json_put(out, "type", "object");
    json_raw(out, "required", "[\"items\",\"next\"]");
    json_begin_object(out, "properties");
    json_begin_object(out, "items");
    json_put(out, "type", "array");
    json_schema_reference(out, "items", item, JSON_OUT);
    json_end_object(out);
    json_raw(out, "next",
        "{\"type\":[\"string\",\"null\"],"
        "\"description\":\"What to ask for as `after`; null on the last page.\"}");
    json_end_object(out);
    json_end_object(out);
}

static void put_success(Json *out, const Route *route)
{
    bool has_answer = route->answer || route->produces;
    int status = route->status ? route->status : has_answer ? 200 : 204;
    json_begin_object(out, arena_printf(out->text.arena, "%d", status));
    json_put(out, "description", has_answer ? "Done; this is the result." : "Done.");
    if (has_answer)
        json_begin_object(out, "content");
    if (route->answer) {
        json_begin_object(out, "application/json");
        if (route->is_page)
            put_page_schema(out, "schema", route->answer);
        else
            json_schema_reference(out, "schema", route->answer, JSON_OUT);
        json_end_object(out);
    }
    if (route->produces)
        put_bytes_content(out, route->produces);
    if (has_answer)
        json_end_object(out);
    json_end_object(out);
}

static void put_responses(Json *out, const Route *route)
{
    json_begin_object(out, "responses");
    put_success(out, route);
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        if (!problems[i].applies(route))
            continue;
        json_begin_object(out, problems[i].status);
        json_put(out, "$ref",
            arena_printf(out->text.arena, "#/components/responses/%s", problems[i].name));
        json_end_object(out);
    }
    json_end_object(out);
}

static const char *security_of(const Route *route)
{
    if (route->is_cached)
        return "[]";
    if (is_public(route))
        return "[{},{\"bearer\":[]},{\"session\":[]}]";
    return route_is_change(route) ? "[{\"bearer\":[]},{\"session\":[],\"csrf\":[]}]"
                                  : "[{\"bearer\":[]},{\"session\":[]}]";
}

static void put_operation(Json *out, const Route *route)
{
    Arena *arena = out->text.arena;
    const char *method = method_names[route->method];
    json_begin_object(out, text_lower(arena, method));
    json_put(out, "operationId", operation_id(arena, route));
    json_put(out, "summary",
        route->summary ? route->summary : arena_printf(arena, "%s %s", method, route->path));
    json_begin_array(out, "tags");
    json_put(out, NULL, tag_of(arena, route));
    json_end_array(out);
    json_raw(out, "security", security_of(route));
    put_parameters(out, route);
    put_request_body(out, route);
    put_responses(out, route);
    json_end_object(out);
}

// ── the document ─────────────────────────────────────────────────────────────────────────────

typedef struct RouteList {
    const Route **items;
    size_t count;
} RouteList;

static RouteList routes_of(Arena *arena, const Route *const *tables)
{
    RouteList list = {0};
    for (const Route *const *table = tables; *table; table++)
        for (const Route *route = *table; route->path; route++)
            list.count++;
    list.items = arena_array_of(arena, const Route *, list.count + 1);
    const Route **next = list.items;
    for (; *tables; tables++)
        for (const Route *route = *tables; route->path; route++)
            if (!route->problem) // another standard describes it
                *next++ = route;
    list.count = (size_t)(next - list.items);
    return list;
}

static void put_tags(Json *out, RouteList routes)
{
    Arena *arena = out->text.arena;
    json_begin_array(out, "tags");
    for (size_t i = 0; i < routes.count; i++) {
        const char *tag = tag_of(arena, routes.items[i]);
        size_t first = 0;
        while (strcmp(tag_of(arena, routes.items[first]), tag) != 0)
            first++;
        if (first < i)
            continue;
        json_begin_object(out, NULL);
        json_put(out, "name", tag);
        json_end_object(out);
    }
    json_end_array(out);
}

// Routes of one path belong together, whichever tables they stand in.
static void put_paths(Json *out, RouteList routes)
{
    json_begin_object(out, "paths");
    for (size_t i = 0; i < routes.count; i++) {
        const char *path = routes.items[i]->path;
        size_t first = 0;
        while (strcmp(routes.items[first]->path, path) != 0)
            first++;
        if (first < i)
            continue;
        json_begin_object(out, path);
        for (size_t other = i; other < routes.count; other++)
            if (strcmp(routes.items[other]->path, path) == 0)
                put_operation(out, routes.items[other]);
        json_end_object(out);
    }
    json_end_object(out);
}

static void put_schemas(Json *out, RouteList routes)
{
    Arena *arena = out->text.arena;
    JsonSchemas schemas = {0};
    json_schemas_add(arena, &schemas, &problem_shape, JSON_OUT);
    for (size_t i = 0; i < routes.count; i++) {
        json_schemas_add(arena, &schemas, routes.items[i]->answer, JSON_OUT);
        json_schemas_add(arena, &schemas, routes.items[i]->body, JSON_IN);
    }
    json_begin_object(out, "schemas");
    for (size_t i = 0; i < schemas.count; i++) {
        const JsonSchema *schema = &schemas.items[i];
        const char *name = json_schema_name(arena, schema->shape, schema->side);
        json_schema(out, name, schema->shape, schema->side);
    }
    json_end_object(out);
}

static void put_problems(Json *out)
{
    json_begin_object(out, "responses");
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        json_begin_object(out, problems[i].name);
        json_put(out, "description", problems[i].about);
        json_begin_object(out, "content");
        json_begin_object(out, "application/problem+json");
        json_schema_reference(out, "schema", &problem_shape, JSON_OUT);
        json_end_object(out);
        json_end_object(out);
        json_end_object(out);
    }
    json_end_object(out);
}

static const char header_parameters[] =
    "{\"Kontor-Organization\":{\"name\":\"Kontor-Organization\",\"in\":\"header\","
    "\"description\":\"The organization one acts for; one's first if absent.\","
    "\"schema\":{\"type\":\"string\"}},"
    "\"Idempotency-Key\":{\"name\":\"Idempotency-Key\",\"in\":\"header\","
    "\"description\":\"The same key and request again is answered again, and done only once.\","
    "\"schema\":{\"type\":\"string\",\"pattern\":\"^[!-~]{1,200}$\"}},"
    "\"If-Match\":{\"name\":\"If-Match\",\"in\":\"header\","
    "\"description\":\"The ETag of the version one has seen.\","
    "\"schema\":{\"type\":\"string\"}}}";

static const char security_schemes[] =
    "{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\","
    "\"description\":\"An API token: kt_…\"},"
    "\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"kontor_session\","
    "\"description\":\"The cookie of a browser's session.\"},"
    "\"csrf\":{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"Kontor-CSRF\","
    "\"description\":\"The session's csrf_token; changes by cookie need it.\"}}";

static void put_components(Json *out, RouteList routes)
{
    json_begin_object(out, "components");
    put_schemas(out, routes);
    put_problems(out);
    json_raw(out, "parameters", header_parameters);
    json_raw(out, "securitySchemes", security_schemes);
    json_end_object(out);
}

const char *openapi_of(Arena *arena, const Route *const *routes, const char *version)
{
    RouteList list = routes_of(arena, routes);
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_put(out, "openapi", "3.1.0");
    json_begin_object(out, "info");
    json_put(out, "title", "Kontor");
    json_put(out, "version", version);
    json_end_object(out);
    json_raw(out, "servers", "[{\"url\":\"/\"}]");
    put_tags(out, list);
    put_paths(out, list);
    put_components(out, list);
    json_end_object(out);
    return json_finish(out);
}
