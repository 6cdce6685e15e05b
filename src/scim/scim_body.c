#include "scim_resource.h"

#include "base/text.h"

#include <strings.h>

enum { MAX_OPERATIONS = 1000 };

static const Field text_field = {.kind = FIELD_KIND_TEXT, .max = 254, .pattern = ONE_LINE};

static Error invalid_syntax(Ctx *ctx, const char *what)
{
    return fail(ctx, INVALID, "invalid_syntax", "%s", what);
}

Error scim_body_read(Ctx *ctx, const Request *req, const JsonValue **ret_body)
{
    const char *problem = "It is empty.";
    const JsonValue *body = json_parse(ctx->arena, req->bytes.bytes, req->bytes.length, &problem);
    if (!body)
        return fail(ctx, INVALID, "invalid_syntax", "The body is no JSON: %s", problem);
    if (body->kind != JSON_OBJECT)
        return invalid_syntax(ctx, "The body is an object.");
    *ret_body = body;
    return OK;
}

static bool is_servers(const char *attribute)
{
    static const char *const names[] = {"schemas", "id", "meta", "groups"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!strcasecmp(attribute, names[i]))
            return true;
    return false;
}

// Entra ID writes names with a point where there is no path: "name.givenName".
static Error members_read(
    Ctx *ctx, const JsonValue *object, ScimOperation operation, ScimPlace *place, void *resource)
{
    const JsonValue *value, *name = json_first(object);
    for (; name; name = json_next(object, value)) {
        ScimPath path;
        value = json_next(object, name);
        TRY(scim_path_read(ctx, name->text, &path));
        if (!is_servers(path.attribute))
            TRY(place(ctx, resource, operation, &path, value));
    }
    return OK;
}

Error scim_resource_read(Ctx *ctx, const JsonValue *body, ScimPlace *place, void *resource)
{
    return members_read(ctx, body, SCIM_REPLACE, place, resource);
}

static Error operation_find(Ctx *ctx, const JsonValue *operation, ScimOperation *ret_operation)
{
    static const char *const names[] = {"add", "replace", "remove"};
    const JsonValue *name = scim_member(operation, "op");
    for (size_t i = 0; name && name->kind == JSON_TEXT && i < COUNT_OF(names); i++)
        if (!strcasecmp(name->text, names[i])) { // Entra ID begins it with a capital
            *ret_operation = (ScimOperation)i;
            return OK;
        }
    return invalid_syntax(ctx, "op is add, replace or remove.");
}

static Error operation_read(Ctx *ctx, const JsonValue *operation, ScimPlace *place, void *resource)
{
    ScimOperation wanted = SCIM_ADD;
    ScimPath path;
    const JsonValue *value = scim_member(operation, "value"),
                    *text = scim_member(operation, "path");
    TRY(operation_find(ctx, operation, &wanted));
    if (!text || text->kind == JSON_NULL) {
        if (!value || value->kind != JSON_OBJECT)
            return fail(ctx, INVALID, "no_target", "Give a path, or an object as value.");
        return members_read(ctx, value, wanted, place, resource);
    }
    if (text->kind != JSON_TEXT)
        return fail(ctx, INVALID, "invalid_path", "path is a text.");
    TRY(scim_path_read(ctx, text->text, &path));
    if (is_servers(path.attribute))
        return fail(ctx, INVALID, "mutability", "Only Kontor writes %s.", path.attribute);
    if (!value && wanted != SCIM_REMOVE)
        return fail(ctx, INVALID, "invalid_value", "Give a value for %s.", path.attribute);
    return place(ctx, resource, wanted, &path, value);
}

Error scim_patch_read(Ctx *ctx, const JsonValue *body, ScimPlace *place, void *resource)
{
    const JsonValue *operations = scim_member(body, "Operations");
    if (!operations || operations->kind != JSON_ARRAY || !operations->count)
        return invalid_syntax(ctx, "Operations is a list of operations.");
    if (operations->count > MAX_OPERATIONS)
        return fail(ctx, INVALID, "too_large", "A request can have %d operations.", MAX_OPERATIONS);
    const JsonValue *operation = json_first(operations);
    for (; operation; operation = json_next(operations, operation))
        TRY(operation_read(ctx, operation, place, resource));
    return OK;
}

Error scim_text_place(
    Ctx *ctx, const char *name, ScimOperation operation, const JsonValue *value, const char **text)
{
    if (operation == SCIM_REMOVE || !value || value->kind == JSON_NULL ||
        (value->kind == JSON_TEXT && text_is_empty(value->text))) {
        *text = NULL;
        return OK;
    }
    if (value->kind != JSON_TEXT)
        return fail(ctx, INVALID, "invalid_value", "%s is a text.", name);
    if (!field_allows_text(ctx, &text_field, name, value->text))
        return faults(ctx);
    *text = value->text;
    return OK;
}
