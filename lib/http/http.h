// http.h — routes as data, handlers as functions from a request to a response.
//
// The dispatcher owns what every request needs: finding the route, knowing the actor, refusing one
// without the route's permission, reading query and body by their shapes, one transaction around
// the handler with the idempotency key and the audit record in it, and turning an Error into an
// RFC 9457 problem.
#pragma once

#include "base/csv.h"
#include "base/ctx.h"
#include "db/db.h"
#include "json/json.h"

// HEAD comes as GET: whoever owns the connection leaves the body out. OPTIONS is answered by the
// dispatcher; a method that nobody knows is OTHER_METHOD and never has a route.
typedef enum Method { GET, POST, PUT, PATCH, DELETE, OPTIONS, OTHER_METHOD } Method;

extern const char *const method_names[]; // "GET" …, ended by NULL

enum {
    MAX_PATH_ARGS = 4,
    DEFAULT_MAX_BODY = 256 * 1024,
    DEFAULT_PAGE_LIMIT = 50,
    MAX_PAGE_LIMIT = 200,
};

typedef struct Request {
    Method method;
    const char *path;                // as it came, percent-encoded, without the query
    const char *args[MAX_PATH_ARGS]; // what stood where the route says {…}, in order, decoded
    const void *query;               // the struct of route->query, or NULL
    const void *body;                // the struct of route->body, or NULL
    const void *prepared;            // what route->prepare found, or NULL
    Blob bytes;                      // the body as it came
    const char *query_text;          // what stood behind '?', as it came; NULL if nothing
    const char *address;             // the client's, behind trusted proxies
    bool is_secure;                  // came by https (at the proxy)
    const struct Route *route;       // the one that was found
    const char *(*header)(const void *source, const char *name);
    const void *source; // for header()
} Request;

/** A header's value, NULL if it is not there; names in any case. */
const char *request_header(const Request *req, const char *name);
const char *request_cookie(Ctx *ctx, const Request *req, const char *name);

typedef struct Header {
    const char *name, *value;
} Header;

enum { MAX_RESPONSE_HEADERS = 16 };

typedef struct Response {
    int status;
    const char *media_type; // "application/json" unless said otherwise
    Blob body;
    Header headers[MAX_RESPONSE_HEADERS];
    size_t header_count;
    const struct Route *route;
    Blob kept; // of a POST: the body without what is shown once, for whoever repeats the request
    bool is_cached_by_language; // of a page: as is_cached of a route, for each language
} Response;

typedef Error Handler(Ctx *ctx, const Request *req, Response *res);

typedef enum RouteTx {
    ROUTE_TX_BY_METHOD, // GET and questions read, the others write
    ROUTE_TX_NONE,      // of what changes nothing: the handler answers from memory
} RouteTx;

typedef struct Route {
    Method method;
    const char *path; // "/v1/subscriptions/{id}/keys"
    Handler *handler;
    Permissions
        permission;     // what the actor must hold; 0 is refused at the start: say PERMIT_PUBLIC
    Permissions one_of; // of these one is enough, beside `permission`; 0: none is needed
    const Shape
        *query; // members of the query string (texts, numbers, ids, enums, booleans); NULL: none
    const Shape *body;   // what the JSON body may contain; NULL: no JSON body
    const Shape *answer; // of the body that a success has; NULL: none, or of another media type
    int status;          // of success; 0 is 200
    bool is_page;        // the answer is {items: [answer], next}
    bool is_cached;      // public and the same for everybody: kept in memory until cache_changed()
    bool is_versioned;   // edited with ETag and If-Match though its path names nothing
    bool is_heavy;       // an export or upload: only a few run at once (turn.h)
    bool is_question;    // a POST because it is long: changes nothing, so nothing is recorded
    RouteTx tx;
    /** Runs before the transaction, sets req->prepared: what takes long, such as hashing a password
     * or reading a big file, and what stays whatever comes, such as counting a guess. The
     * transaction may run more than once, so it leaves what was prepared as it is. NULL: nothing.
     */
    Error (*prepare)(Ctx *ctx, Request *req);
    size_t max_body;      // bytes; 0 is DEFAULT_MAX_BODY
    const char *accepts;  // media types of a body that is no JSON, "application/yaml, text/csv";
                          // req->bytes has it
    const char *produces; // media type of an answer that is no JSON: "text/csv"
    const char *summary;  // one sentence for the API reference
    /** Of a route of another standard, which describes it in place of the API reference: says the
     * problem that is in ctx->failure and *res in its form. NULL: it is our own. */
    void (*problem)(Ctx *ctx, Response *res);
} Route;

#define ROUTES_END                                                                                 \
    {                                                                                              \
        .path = NULL                                                                               \
    }

/** Answers with the record, in the route's shape and status. Returns OK, so: return respond(…). */
Error respond(Ctx *ctx, Response *res, const void *record);

/** Answers {items, next}: items are structs of the route's shape; next NULL on the last page. */
Error respond_page(Ctx *ctx, Response *res, const void *items, size_t count, const char *next);

/** Answers 204 without a body. */
Error respond_nothing(Ctx *ctx, Response *res);

/** Answers with other bytes, under the route's status. */
Error respond_bytes(Ctx *ctx, Response *res, const char *media_type, Blob bytes);

/** Answers with the rows, to be saved under the name: "leads.csv". */
Error respond_csv(Ctx *ctx, Response *res, const Csv *csv, const char *name);

void response_header(Ctx *ctx, Response *res, const char *name, const char *format, ...)
    PRINTF_LIKE(4, 5);

/** ETag "v<version>", and CONFLICT "edited_meanwhile" (answered with 412) unless If-Match names it
 * or is absent. */
void response_version(Ctx *ctx, Response *res, int64_t version);
Error require_version(Ctx *ctx, const Request *req, int64_t version);

/** FORBIDDEN insider_required, if the actor acts for the organization through a partner. */
Error require_insider(Ctx *ctx);

/** What lib/ cannot know; given by src/. */
typedef struct HttpApp {
    const Route *const *routes; // tables, ended by NULL

    /** Sets ctx->actor from session cookie or token; a visitor is OK. Runs inside no transaction.
     */
    Error (*identify)(Ctx *ctx, const Request *req);

    /** Writes the audit record of a change that succeeded, as the last thing of its transaction. */
    Error (*audit)(Ctx *ctx, const Request *req, const Response *res);

    /** Answers GET where there is no route: pages and their files, with their own headers. No
     * transaction is open and the actor is not known. NOT_FOUND for what is no page. */
    Error (*page)(Ctx *ctx, const Request *req, Response *res);
} HttpApp;

/** What is wrong with the tables: a route without permission, two for one address; NULL if nothing.
 */
const char *http_check(Arena *arena, const HttpApp *app);

/**
 * Answers the request; never fails, errors become problems. This is all that tests need: no
 * socket is involved. Runs a write again after a serialization failure.
 *
 * Codes of its own: no_route, method_not_allowed, not_signed_in, missing_permission,
 * verification_required, not_json (400), unsupported_media_type (415), too_large (413),
 * invalid_query, invalid_body, body_not_expected, bad_idempotency_key (400), idempotency_key_reused
 * (422), internal.
 */
void http_dispatch(Ctx *ctx, const HttpApp *app, Request *req, Response *ret_res);

/** A problem (RFC 9457) from ctx->failure: type, title, status, detail, code, errors[], request_id.
 */
void respond_problem(Ctx *ctx, Response *res, Error error);

/** Forgets cached answers in this process. Thread-safe and cheap. */
void cache_changed(void);

/** The OpenAPI 3.1 description of the routes, as JSON. */
const char *openapi_of(Arena *arena, const Route *const *routes, const char *version);
