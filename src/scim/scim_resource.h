// scim_resource.h — what users and groups have in common in SCIM 2.0 (RFC 7643, 7644): what a
// request asks for, how a body changes a resource, how resources and problems are answered.
#pragma once

#include "http/http.h"
#include "scim_filter.h"

#define SCIM_MEDIA_TYPE "application/scim+json"
#define SCIM_ACCEPTS    "application/scim+json, application/json"
#define SCIM_USER       "urn:ietf:params:scim:schemas:core:2.0:User"
#define SCIM_GROUP      "urn:ietf:params:scim:schemas:core:2.0:Group"

enum {
    MAX_SCIM_USERS = 10000, // of an organization; so many members can a group have
    MAX_SCIM_GROUPS = 1000,
    MAX_SCIM_RESULTS = 200, // of a page
    MAX_SCIM_BODY = 2 * 1024 * 1024,
};

/** Of the query string; the names are the standard's. */
typedef struct ScimQuery {
    const char *filter, *attributes, *excludedAttributes, *sortBy, *sortOrder;
    const char *startIndex, *count;
    const char *aadOptscim062020; // makes Entra ID keep to the standard, and may come along
} ScimQuery;

extern const Shape scim_query_shape;

/** What a list answers: so many resources as JSON from the number `start` on, of `total`. */
typedef struct ScimPage {
    int64_t start, count; // asked for
    int64_t total;
    TextList items;
} ScimPage;

/** An empty page for what the query asks, and its filter, NULL if it has none. INVALID
 * invalid_filter, invalid_value */
Error scim_page_begin(
    Ctx *ctx, const ScimQuery *query, ScimPage *ret_page, const ScimFilter **ret_filter);

/** Counts one more that matches, and says whether the page has it. */
bool scim_page_next(ScimPage *page);

// ── a body (scim_body.c) ─────────────────────────────────────────────────────────────────────

typedef enum ScimOperation { SCIM_ADD, SCIM_REPLACE, SCIM_REMOVE } ScimOperation;

/** Takes one attribute of a body; value NULL: none was given. */
typedef Error ScimPlace(Ctx *ctx, void *resource, ScimOperation operation, const ScimPath *path,
    const JsonValue *value);

/** The body of a request. INVALID invalid_syntax */
Error scim_body_read(Ctx *ctx, const Request *req, const JsonValue **ret_body);

/** Hands each attribute of a whole resource to place, but those that only the server writes. */
Error scim_resource_read(Ctx *ctx, const JsonValue *body, ScimPlace *place, void *resource);

/** Hands each operation of a PATCH to place; without a path, each attribute of its value. INVALID
 * invalid_syntax, invalid_path, invalid_value, mutability */
Error scim_patch_read(Ctx *ctx, const JsonValue *body, ScimPlace *place, void *resource);

/** Keeps a text in *text, as long as a name may be; a null, or one that is removed, becomes NULL.
 * INVALID invalid_value */
Error scim_text_place(
    Ctx *ctx, const char *name, ScimOperation operation, const JsonValue *value, const char **text);

// ── an answer ────────────────────────────────────────────────────────────────────────────────

/** Whether the answer has the attribute. */
bool scim_query_has(Arena *arena, const ScimQuery *query, const char *attribute);

/** The address of a resource; kind "Users" or "Groups". */
const char *scim_location(Arena *arena, const char *kind, Id id);

/** "meta" of a resource. */
void scim_put_meta(
    Json *out, const char *type, const char *kind, Id id, Time created_at, Time changed_at);

/** Answers with the resource, with those of its attributes that the query asks for. */
Error scim_respond(Ctx *ctx, const Request *req, Response *res, const char *resource);
Error scim_respond_page(Ctx *ctx, const Request *req, Response *res, const ScimPage *page);

/** Route.problem of SCIM's routes (RFC 7644 §3.12). */
void scim_respond_problem(Ctx *ctx, Response *res);
