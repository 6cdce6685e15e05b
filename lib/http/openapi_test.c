#include "base/text.h"
#include "http.h"
#include "test/test.h"

#include <stdio.h>
#include <string.h>

typedef struct Part {
    Id id;
    const char *name, *secret;
} Part;

static SHAPE(
    part_shape, Part, FIELD(Part, id), FIELD(Part, name), FIELD(Part, secret, .once = true));

typedef struct NewPart {
    const char *name;
} NewPart;

static SHAPE(new_part_shape, NewPart, FIELD(NewPart, name, .required = true, .max = 80));

typedef struct Decision {
    const char *reason;
} Decision;

static SHAPE(decision_shape, Decision, FIELD(Decision, reason));

typedef struct PartQuery {
    int64_t limit;
    TextList kind;
} PartQuery;

static SHAPE(part_query_shape, PartQuery,
    FIELD(PartQuery, limit, .min = 1, .max = 200, .about = "How many."), FIELD(PartQuery, kind));

static Error none(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    return respond_nothing(ctx, res);
}

static const Route part_routes[] = {
    {GET, "/v1/parts", none, PERMIT_PUBLIC, .query = &part_query_shape, .answer = &part_shape,
        .is_page = true, .is_cached = true, .summary = "List parts."},
    {POST, "/v1/parts", none, 1, .body = &new_part_shape, .answer = &part_shape, .status = 201,
        .summary = "Add a part."},
    {GET, "/v1/parts.csv", none, PERMIT_SIGNED_IN, .produces = "text/csv",
        .summary = "As a table."},
    ROUTES_END,
};

static const Route other_routes[] = {
    {DELETE, "/v1/parts/{id}/bolts/{bolt_id}", none, 1, .summary = "Remove a bolt."},
    {PATCH, "/v1/parts/{id}", none, 1, .body = &decision_shape, .answer = &part_shape,
        .summary = "Change a part."},
    {POST, "/v1/parts/{id}/approval", none, 1, .body = &decision_shape, .answer = &part_shape,
        .summary = "Approve a part."},
    {PUT, "/v1/drawings", none, 1, .accepts = "application/yaml, text/csv", .status = 202,
        .summary = "Send a drawing."},
    ROUTES_END,
};

static const Route *const tables[] = {part_routes, other_routes, NULL};

static const JsonValue *document(void)
{
    static Arena *arena;
    static const JsonValue *kept;
    if (kept)
        return kept;
    arena = arena_new();
    const char *problem = "none", *text = openapi_of(arena, tables, "1.2.3");
    kept = json_parse(arena, text, strlen(text), &problem);
    EXPECT_TEXT(problem, "none");
    return kept;
}

static const JsonValue *operation(const char *path, const char *method)
{
    return json_member(json_member(json_member(document(), "paths"), path), method);
}

// The names of an object's members, or what the items of an array say under the name.
static const char *names_in(const JsonValue *container, const char *name)
{
    static Arena *arena;
    arena = arena ? arena : arena_new();
    Text names = {.arena = arena};
    if (!container)
        return "nothing";
    bool is_object = container->kind == JSON_OBJECT;
    for (const JsonValue *at = json_first(container); at;
         at = json_next(container, is_object ? at + 1 : at)) {
        const char *text = is_object ? at->text : json_text_member(at, name);
        text_printf(&names, "%s ", text ? text : strrchr(json_text_member(at, "$ref"), '/') + 1);
    }
    return text_of(&names);
}

TEST("a path stands once, with all its methods")
{
    EXPECT_TEXT(json_text_member(document(), "openapi"), "3.1.0");
    EXPECT_TEXT(json_text_member(json_member(document(), "info"), "version"), "1.2.3");
    EXPECT_TEXT(names_in(json_member(document(), "paths"), NULL),
        "/v1/parts /v1/parts.csv /v1/parts/{id}/bolts/{bolt_id} /v1/parts/{id} "
        "/v1/parts/{id}/approval /v1/drawings ");
    EXPECT_TEXT(
        names_in(json_member(json_member(document(), "paths"), "/v1/parts"), NULL), "get post ");
    EXPECT_TEXT(names_in(json_member(document(), "tags"), "name"), "parts drawings ");
}

TEST("an operation is named after its method and path")
{
    EXPECT_TEXT(json_text_member(operation("/v1/parts", "get"), "operationId"), "get_parts");
    EXPECT_TEXT(
        json_text_member(operation("/v1/parts/{id}/bolts/{bolt_id}", "delete"), "operationId"),
        "delete_parts_by_id_bolts_by_bolt_id");
    EXPECT_TEXT(
        json_text_member(operation("/v1/parts.csv", "get"), "operationId"), "get_parts_csv");
}

TEST("parameters are those of path and query, and the headers that count there")
{
    EXPECT_TEXT(
        names_in(json_member(operation("/v1/parts", "get"), "parameters"), "name"), "limit kind ");
    EXPECT_TEXT(names_in(json_member(operation("/v1/parts", "post"), "parameters"), "name"),
        "Kontor-Organization Idempotency-Key ");
    EXPECT_TEXT(names_in(json_member(operation("/v1/parts/{id}", "patch"), "parameters"), "name"),
        "id Kontor-Organization If-Match ");
    EXPECT_TEXT(
        names_in(json_member(operation("/v1/parts/{id}/bolts/{bolt_id}", "delete"), "parameters"),
            "name"),
        "id bolt_id Kontor-Organization ");
}

static const JsonValue *body_of(const char *path, const char *method)
{
    return json_member(operation(path, method), "requestBody");
}

TEST("a body is required if it must contain something")
{
    EXPECT_INT(json_member(body_of("/v1/parts", "post"), "required")->kind, JSON_TRUE);
    EXPECT_INT(
        json_member(body_of("/v1/parts/{id}/approval", "post"), "required")->kind, JSON_FALSE);
    EXPECT(!body_of("/v1/parts/{id}/bolts/{bolt_id}", "delete"));
    EXPECT_TEXT(names_in(json_member(body_of("/v1/drawings", "put"), "content"), NULL),
        "application/yaml text/csv ");
}

static const char *statuses(const char *path, const char *method)
{
    return names_in(json_member(operation(path, method), "responses"), NULL);
}

TEST("the statuses are those that the dispatcher can answer with there")
{
    EXPECT_TEXT(statuses("/v1/parts", "get"), "200 404 422 500 503 default ");
    EXPECT_TEXT(
        statuses("/v1/parts", "post"), "201 400 401 403 404 409 413 415 422 429 500 503 default ");
    EXPECT_TEXT(statuses("/v1/parts/{id}", "patch"),
        "200 400 401 403 404 409 412 413 415 422 429 500 503 default ");
    EXPECT_TEXT(statuses("/v1/parts/{id}/bolts/{bolt_id}", "delete"),
        "204 401 403 404 409 422 429 500 503 default ");
    EXPECT_TEXT(
        statuses("/v1/drawings", "put"), "202 401 403 404 409 413 415 422 429 500 503 default ");
}

TEST("a page is its items and the way to the next")
{
    const JsonValue *answer =
        json_member(json_member(operation("/v1/parts", "get"), "responses"), "200");
    const JsonValue *schema =
        json_member(json_member(json_member(answer, "content"), "application/json"), "schema");
    EXPECT_TEXT(names_in(json_member(schema, "properties"), NULL), "items next ");
}

TEST("every reference leads somewhere")
{
    const JsonValue *components = json_member(document(), "components");
    EXPECT_TEXT(names_in(json_member(components, "schemas"), NULL),
        "Problem ProblemError Part NewPartInput DecisionInput ");
    const JsonValue *end = document() + document()->after;
    for (const JsonValue *value = document(); value < end; value++) {
        const char *prefix = "#/components/";
        if (value->kind != JSON_TEXT || strncmp(value->text, prefix, strlen(prefix)) != 0)
            continue;
        char kind[20];
        const char *rest = value->text + strlen(prefix), *name = strchr(rest, '/') + 1;
        snprintf(kind, sizeof kind, "%.*s", (int)(name - 1 - rest), rest);
        EXPECT(json_member(json_member(components, kind), name));
    }
}
