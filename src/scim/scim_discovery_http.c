#include "scim_discovery_http.h"

#include "base/text.h"
#include "organizations/role.h"
#include "scim_resource.h"

#include <string.h>

#define FEATURE(name, yes) "\"" name "\":{\"supported\":" yes "}"

static const char configuration[] =
    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig\"],"
    FEATURE("patch", "true") ",\"bulk\":{\"supported\":false,\"maxOperations\":0,"
    "\"maxPayloadSize\":0},\"filter\":{\"supported\":true,\"maxResults\":200},"
    FEATURE("changePassword", "false") "," FEATURE("sort", "false") "," FEATURE("etag", "false")
    ",\"authenticationSchemes\":[{\"type\":\"oauthbearertoken\",\"name\":\"API token\","
    "\"description\":\"A token of the organization with the scope directory.\","
    "\"primary\":true}],\"meta\":{\"resourceType\":\"ServiceProviderConfig\"}}";

// ── schemas ──────────────────────────────────────────────────────────────────────────────────

#define ATTRIBUTE(name, type, many, required, exact, mutability, unique, more)                     \
    "{\"name\":\"" name "\",\"type\":\"" type "\",\"multiValued\":" many ",\"required\":" required \
    ",\"caseExact\":" exact ",\"mutability\":\"" mutability                                        \
    "\",\"returned\":\"default\","                                                                 \
    "\"uniqueness\":\"" unique "\"" more "}"
#define TEXT_OF(name)   ATTRIBUTE(name, "string", "false", "false", "false", "readWrite", "none", "")
#define TEXT_READ(name) ATTRIBUTE(name, "string", "false", "false", "false", "readOnly", "none", "")
#define TEXT_REQUIRED(name)                                                                        \
    ATTRIBUTE(name, "string", "false", "true", "false", "readWrite", "server", "")
#define BOOL_OF(name)    ATTRIBUTE(name, "boolean", "false", "false", "false", "readWrite", "none", "")
#define SUBS(attributes) ",\"subAttributes\":[" attributes "]"
#define EXTERNAL_ID                                                                                \
    ATTRIBUTE("externalId", "string", "false", "false", "true", "readWrite", "server", "")

#define USER_SCHEMA                                                                                       \
    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Schema\"],\"id\":\"" SCIM_USER                 \
    "\","                                                                                                 \
    "\"name\":\"User\",\"description\":\"A member of the organization.\",\"attributes\":[" TEXT_REQUIRED( \
        "userName") "," EXTERNAL_ID "," ATTRIBUTE("name", "complex", "false", "false", "false",           \
        "readWrite", "none",                                                                              \
        SUBS(TEXT_OF("formatted") "," TEXT_OF("givenName") "," TEXT_OF(                                   \
            "familyName"))) "," TEXT_OF("displayName") "," BOOL_OF("active") "," ATTRIBUTE("emails",      \
        "complex", "true", "false", "false", "readWrite", "none",                                         \
        SUBS(TEXT_OF("value") "," TEXT_OF("type") "," BOOL_OF("primary"))) "," ATTRIBUTE("groups",        \
        "complex", "true", "false", "false", "readOnly", "none",                                          \
        SUBS(TEXT_READ("value") "," TEXT_READ("$ref") "," TEXT_READ("display") "," TEXT_READ(             \
            "type"))) "],\"meta\":{\"resourceType\":\"Schema\"}}"

#define GROUP_SCHEMA                                                                               \
    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Schema\"],\"id\":\"" SCIM_GROUP         \
    "\","                                                                                          \
    "\"name\":\"Group\",\"description\":\"Its members get the roles that an owner gave to it.\","  \
    "\"attributes\":[" TEXT_REQUIRED("displayName") "," EXTERNAL_ID "," ATTRIBUTE("members",       \
        "complex", "true", "false", "false", "readWrite", "none",                                  \
        SUBS(TEXT_OF("value") "," TEXT_READ("display") "," TEXT_READ(                              \
            "type"))) "],\"meta\":{\"resourceType\":\"Schema\"}}"

#define RESOURCE_TYPE(name, endpoint, schema)                                                      \
    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:ResourceType\"],\"id\":\"" name         \
    "\","                                                                                          \
    "\"name\":\"" name "\",\"endpoint\":\"/" endpoint "\",\"schema\":\"" schema                    \
    "\","                                                                                          \
    "\"meta\":{\"resourceType\":\"ResourceType\"}}"

typedef struct Known {
    const char *id, *json;
} Known;

static const Known schemas[] = {{SCIM_USER, USER_SCHEMA}, {SCIM_GROUP, GROUP_SCHEMA}};
static const Known resource_types[] = {{"User", RESOURCE_TYPE("User", "Users", SCIM_USER)},
    {"Group", RESOURCE_TYPE("Group", "Groups", SCIM_GROUP)}};

// ── answers ──────────────────────────────────────────────────────────────────────────────────

static Error get_configuration(Ctx *ctx, const Request *req, Response *res)
{
    return scim_respond(ctx, req, res, configuration);
}

static Error answer_all(
    Ctx *ctx, const Request *req, Response *res, const Known *known, size_t count)
{
    ScimPage page = {.start = 1,
        .total = (int64_t)count,
        .items = {arena_array_of(ctx->arena, const char *, count), count}};
    for (size_t i = 0; i < count; i++)
        page.items.items[i] = known[i].json;
    return scim_respond_page(ctx, req, res, &page);
}

static Error answer_one(
    Ctx *ctx, const Request *req, Response *res, const Known *known, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(known[i].id, req->args[0]))
            return scim_respond(ctx, req, res, known[i].json);
    return fail(ctx, NOT_FOUND, "not_found", "There is none of this name.");
}

static Error get_schemas(Ctx *ctx, const Request *req, Response *res)
{
    return answer_all(ctx, req, res, schemas, COUNT_OF(schemas));
}

static Error get_schema(Ctx *ctx, const Request *req, Response *res)
{
    return answer_one(ctx, req, res, schemas, COUNT_OF(schemas));
}

static Error get_resource_types(Ctx *ctx, const Request *req, Response *res)
{
    return answer_all(ctx, req, res, resource_types, COUNT_OF(resource_types));
}

static Error get_resource_type(Ctx *ctx, const Request *req, Response *res)
{
    return answer_one(ctx, req, res, resource_types, COUNT_OF(resource_types));
}

const Route scim_discovery_routes[] = {
    {GET, "/scim/v2/ServiceProviderConfig", get_configuration, PERMIT_DIRECTORY,
        .problem = scim_respond_problem},
    {GET, "/scim/v2/Schemas", get_schemas, PERMIT_DIRECTORY, .problem = scim_respond_problem},
    {GET, "/scim/v2/Schemas/{id}", get_schema, PERMIT_DIRECTORY, .problem = scim_respond_problem},
    {GET, "/scim/v2/ResourceTypes", get_resource_types, PERMIT_DIRECTORY,
        .problem = scim_respond_problem},
    {GET, "/scim/v2/ResourceTypes/{id}", get_resource_type, PERMIT_DIRECTORY,
        .problem = scim_respond_problem},
    ROUTES_END,
};
