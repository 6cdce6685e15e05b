#include "http.h"
#include "idempotency.h"
#include "turn.h"

#include "base/text.h"
#include "testing/database_scenario.h"

#include <inttypes.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>

enum { PERMIT_READ = 1, PERMIT_WRITE = 2, PERMIT_NOBODY = 4 };

typedef struct Note {
    Id id;
    const char *text;
    int64_t version;
    const char *secret;
} Note;

static SHAPE(note_shape, Note, FIELD(Note, id), FIELD(Note, text), FIELD(Note, version),
    FIELD(Note, secret, .once = true));
typedef LIST_OF(Note) NoteList;

typedef struct NewNote {
    const char *text;
    int64_t stars;
} NewNote;

static SHAPE(new_note_shape, NewNote, FIELD(NewNote, text, .required = true, .max = 20),
    FIELD(NewNote, stars, .min = 1, .max = 5));

typedef struct Search {
    const char *q;
    int64_t limit;
} Search;

static SHAPE(search_shape, Search, FIELD(Search, q), FIELD(Search, limit, .min = 1, .max = 200));

// ── the handlers ─────────────────────────────────────────────────────────────────────────────

static int serialization_failures; // that are still to come
static const char *audit_failure;  // that comes next; NULL: none
static int preparations;
static Id guesser; // at the last guess's begin

static Error list_notes(Ctx *ctx, const Request *req, Response *res)
{
    const Search *search = req->query;
    NoteList notes;
    TRY(db_all(ctx, note_shape, &notes,
        "SELECT id, text, version FROM note WHERE CAST($1 AS TEXT) IS NULL OR text = $1"
        " ORDER BY text LIMIT $2",
        search->q, search->limit ? search->limit : DEFAULT_PAGE_LIMIT));
    return respond_page(ctx, res, notes.items, notes.count, notes.count ? "more" : NULL);
}

static Error add_note(Ctx *ctx, const Request *req, Response *res)
{
    const NewNote *new_note = req->body;
    Note note = {.id = id_new("note"), .text = new_note->text, .version = 1, .secret = "shh"};
    TRY(db_exec(
        ctx, "INSERT INTO note (id, text, version) VALUES ($1, $2, 1)", note.id, note.text));
    response_header(ctx, res, "Location", "/v1/notes/%s", note.id.text);
    if (text_same(note.text, "refused"))
        return fail(ctx, CONFLICT, "note_refused", "Not this one.");
    if (serialization_failures-- > 0)
        return fail(ctx, CONFLICT, "serialization", "Again.");
    return respond(ctx, res, &note);
}

static Error change_note(Ctx *ctx, const Request *req, Response *res)
{
    Note note;
    TRY(db_one(ctx, note_shape, &note, "SELECT id, text, version FROM note WHERE id = $1",
        id_from(req->args[0])));
    TRY(require_version(ctx, req, note.version));
    TRY(db_exec(ctx, "UPDATE note SET version = version + 1 WHERE id = $1", note.id));
    response_version(ctx, res, note.version + 1);
    return respond_nothing(ctx, res);
}

static Error break_down(Ctx *ctx, const Request *req, Response *res)
{
    (void)req, (void)res;
    return fail(ctx, INTERNAL, "disk_on_fire", "The secret path /etc burns.");
}

static Error limit(Ctx *ctx, const Request *req, Response *res)
{
    (void)req, (void)res;
    Error error = fail(ctx, LIMITED, "too_many_attempts", "Wait a minute.");
    ctx->failure.retry_after = 60;
    return error;
}

static Error prepare_note(Ctx *ctx, Request *req)
{
    preparations++;
    req->prepared = arena_printf(ctx->arena, "prepared %s", ((const NewNote *)req->body)->text);
    return OK;
}

static Error add_prepared(Ctx *ctx, const Request *req, Response *res)
{
    NewNote note = {.text = req->prepared};
    Request same = *req;
    same.body = &note;
    return add_note(ctx, &same, res);
}

// The note is the count of the guess.
static Error guess(Ctx *ctx, const Request *req, Response *res)
{
    const NewNote *guessed = req->body;
    guesser = ctx->actor.user_id;
    TRY(add_note(ctx, req, res));
    ctx->actor.user_id = id_from("writer"); // as signing in does
    if (!text_same(guessed->text, "right"))
        return fail_kept(ctx, fail(ctx, FORBIDDEN, "wrong_guess", "This is not it."));
    return OK;
}

static Error upload(Ctx *ctx, const Request *req, Response *res)
{
    return respond_bytes(ctx, res, "text/yaml", req->bytes);
}

static Error answer_nothing(Ctx *ctx, const Request *req, Response *res)
{
    (void)ctx, (void)req, (void)res;
    return OK;
}

static const Route routes[] = {
    {GET, "/v1/notes", list_notes, PERMIT_PUBLIC, .query = &search_shape, .answer = &note_shape,
        .is_page = true},
    {POST, "/v1/notes", add_note, PERMIT_WRITE, .body = &new_note_shape, .answer = &note_shape,
        .status = 201},
    {POST, "/v1/slow-notes", add_prepared, PERMIT_PUBLIC, .body = &new_note_shape,
        .answer = &note_shape, .status = 201, .prepare = prepare_note},
    {POST, "/v1/guesses", guess, PERMIT_PUBLIC, .body = &new_note_shape, .answer = &note_shape,
        .status = 201},
    {PATCH, "/v1/notes/{id}", change_note, PERMIT_SIGNED_IN},
    {GET, "/v1/fire", break_down, PERMIT_PUBLIC},
    {GET, "/v1/limit", limit, PERMIT_PUBLIC},
    {GET, "/v1/notes.csv", list_notes, PERMIT_PUBLIC, .query = &search_shape, .answer = &note_shape,
        .is_page = true, .is_heavy = true},
    {GET, "/v1/read", answer_nothing, PERMIT_READ},
    {GET, "/v1/either", list_notes, PERMIT_PUBLIC, .one_of = PERMIT_WRITE | PERMIT_NOBODY,
        .query = &search_shape, .answer = &note_shape, .is_page = true},
    {PUT, "/v1/file", upload, PERMIT_PUBLIC, .accepts = "text/yaml, text/csv", .max_body = 50},
    ROUTES_END,
};
static const Route *const tables[] = {routes, NULL};

// Who "X-User" says; permissions as in its name.
static Error identify(Ctx *ctx, const Request *req)
{
    const char *user = request_header(req, "X-User");
    ctx->actor = (Actor){0};
    if (text_same(user, "nobody"))
        return fail(ctx, UNAUTHENTICATED, "session_ended", "Sign in again.");
    if (user) {
        ctx->actor.user_id = id_from(user);
        ctx->actor.organization_id = id_from("org_1");
        ctx->actor.permissions = text_starts_with(user, "writer") ? PERMIT_WRITE | PERMIT_READ : 0;
    }
    return OK;
}

static Error audit(Ctx *ctx, const Request *req, const Response *res)
{
    TRY(db_exec(
        ctx, "INSERT INTO audit (path, status) VALUES ($1, $2)", req->route->path, res->status));
    const char *code = audit_failure;
    audit_failure = NULL;
    return code ? fail(ctx, CONFLICT, code, "No record.") : OK;
}

static Error page(Ctx *ctx, const Request *req, Response *res)
{
    response_header(ctx, res, "Cache-Control", "max-age=60");
    return respond_bytes(ctx, res, "text/html", (Blob){req->path, strlen(req->path)});
}

static const HttpApp app = {.routes = tables, .identify = identify, .audit = audit, .page = page};

// ── asking ───────────────────────────────────────────────────────────────────────────────────

typedef struct Ask {
    Method method;
    const char *path, *query, *body, *user, *key, *type, *match, *language;
} Ask;

static const char *header_of(const void *source, const char *name)
{
    const Ask *ask = source;
    const Header headers[] = {{"X-User", ask->user}, {"Idempotency-Key", ask->key},
        {"If-Match", ask->match}, {"Accept-Language", ask->language},
        {"Content-Type", ask->type   ? ask->type
                         : ask->body ? "application/json"
                                     : NULL},
        {"Cookie", "a=1; session=xyz; b=2"}};
    for (size_t i = 0; i < COUNT_OF(headers); i++)
        if (strcasecmp(headers[i].name, name) == 0)
            return headers[i].value;
    return NULL;
}

typedef struct Reply {
    int status;
    const char *body, *code;
    Response res;
} Reply;

static Reply send_ask(Ctx *ctx, const Ask *ask)
{
    Request req = {.method = ask->method,
        .path = ask->path,
        .query_text = ask->query,
        .bytes = {ask->body ? ask->body : "", ask->body ? strlen(ask->body) : 0},
        .header = header_of,
        .source = ask};
    Reply reply = {0};
    ctx->failure = (Failure){0};
    ctx->language = ctx->request_id = NULL;
    http_dispatch(ctx, &app, &req, &reply.res);
    const char *problem;
    reply.status = reply.res.status;
    reply.body = arena_text(
        ctx->arena, reply.res.body.bytes ? reply.res.body.bytes : "", reply.res.body.length);
    const JsonValue *json = json_parse(ctx->arena, reply.body, reply.res.body.length, &problem);
    reply.code = json ? json_text_member(json, "code") : NULL;
    return reply;
}

#define ASK(...) send_ask(ctx, &(Ask){__VA_ARGS__})
#define ADD(text, ...)                                                                             \
    ASK(POST, "/v1/notes", .body = "{\"text\":\"" text "\"}", .user = "writer", __VA_ARGS__)

static const char *header_in(const Reply *reply, const char *name)
{
    for (size_t i = 0; i < reply->res.header_count; i++)
        if (strcasecmp(reply->res.headers[i].name, name) == 0)
            return reply->res.headers[i].value;
    return NULL;
}

static void create_tables(Ctx *ctx)
{
    must(ctx, db_exec(ctx,
                  "CREATE TABLE note (id {id} PRIMARY KEY, text {text} NOT NULL,"
                  " version {int} NOT NULL) {strict}"));
    must(ctx, db_exec(ctx,
                  "CREATE TABLE audit (path {text} NOT NULL, status {int} NOT NULL)"
                  " {strict}"));
}

static int64_t rows(Ctx *ctx, const char *sql)
{
    int64_t count;
    must(ctx, db_number_args(ctx, &count, sql, NULL, 0));
    return count;
}

#define NOTES  rows(ctx, "SELECT count(*) FROM note")
#define AUDITS rows(ctx, "SELECT count(*) FROM audit")

// ── the scenarios ────────────────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("a change is answered, kept and audited")
{
    create_tables(ctx);
    Reply reply = ADD("hello");
    EXPECT_INT(reply.status, 201);
    EXPECT(strstr(reply.body, "\"text\":\"hello\",\"version\":1,\"secret\":\"shh\""));
    EXPECT(text_starts_with(header_in(&reply, "Location"), "/v1/notes/note_"));
    EXPECT_TEXT(header_in(&reply, "Cache-Control"), "no-store");
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(rows(ctx, "SELECT status FROM audit WHERE path = '/v1/notes'"), 201);

    reply = ASK(GET, "/v1/notes", .query = "q=hello");
    EXPECT(text_starts_with(reply.body, "{\"items\":[{\"id\":\"note_"));
    EXPECT(strstr(reply.body, "\"next\":\"more\"}"));
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("what fails leaves nothing, neither rows nor headers nor audit records")
{
    create_tables(ctx);
    Reply reply = ADD("refused");
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "note_refused");
    EXPECT_TEXT(reply.res.media_type, "application/problem+json");
    EXPECT(!header_in(&reply, "Location"));
    EXPECT_INT(NOTES + AUDITS, 0);
}

DATABASE_SCENARIO("a change that met another one is done again, and only once")
{
    create_tables(ctx);
    serialization_failures = 2;
    Reply reply = ADD("again");
    EXPECT_INT(reply.status, 201);
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 1);
    serialization_failures = 100;
    reply = ADD("never");
    EXPECT_INT(reply.status, 503);
    EXPECT_INT(NOTES, 1);
    serialization_failures = 0;
}

DATABASE_SCENARIO("a route asks for its permission")
{
    create_tables(ctx);
    EXPECT_TEXT(ASK(GET, "/v1/read").code, "not_signed_in");
    Reply reply = ASK(POST, "/v1/notes", .body = "{\"text\":\"a\"}");
    EXPECT_INT(reply.status, 401);
    EXPECT_TEXT(header_in(&reply, "WWW-Authenticate"), "Bearer");
    reply = ASK(POST, "/v1/notes", .body = "nonsense", .user = "reader");
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "missing_permission");
    EXPECT_INT(ASK(PATCH, "/v1/notes/note_1", .user = "reader").status, 404);
    EXPECT_INT(ASK(PATCH, "/v1/notes/note_1").status, 401);
    EXPECT_TEXT(ASK(GET, "/v1/notes", .user = "nobody").code, "session_ended");
}

DATABASE_SCENARIO("where one of several permissions is needed, each is enough, and none is not")
{
    create_tables(ctx);
    EXPECT_INT(ASK(GET, "/v1/either", .user = "writer").status, 200);
    EXPECT_INT(ASK(GET, "/v1/either", .user = "reader").status, 403);
    EXPECT_INT(ASK(GET, "/v1/either").status, 401);
}

DATABASE_SCENARIO("everything wrong with a query or a body is said at once")
{
    create_tables(ctx);
    Reply reply = ASK(GET, "/v1/notes", .query = "limit=0&colour=red");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "invalid_query");
    EXPECT(strstr(reply.body, "\"field\":\"limit\",\"code\":\"too_small\""));
    EXPECT(strstr(reply.body, "\"field\":\"colour\",\"code\":\"not_known\""));

    reply = ASK(POST, "/v1/notes", .user = "writer", .body = "{\"stars\":9,\"nome\":1}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "invalid_body");
    EXPECT(strstr(reply.body, "\"field\":\"text\",\"code\":\"required\""));
    EXPECT(strstr(reply.body, "\"field\":\"stars\",\"code\":\"too_big\""));
    EXPECT(strstr(reply.body, "\"field\":\"nome\",\"code\":\"not_known\""));
    EXPECT_INT(NOTES, 0);
}

DATABASE_SCENARIO("a body has to be what the route takes")
{
    create_tables(ctx);
    Reply reply = ASK(POST, "/v1/notes", .user = "writer", .body = "{");
    EXPECT_INT(reply.status, 400);
    EXPECT_TEXT(reply.code, "not_json");
    EXPECT_INT(ASK(POST, "/v1/notes", .user = "writer").status, 422);
    reply =
        ASK(POST, "/v1/notes", .user = "writer", .body = "{\"text\":\"a\"}", .type = "text/plain");
    EXPECT_INT(reply.status, 415);
    EXPECT_TEXT(reply.code, "unsupported_media_type");

    EXPECT_INT(ASK(GET, "/v1/notes", .body = "{}").status, 200);
    EXPECT_TEXT(ASK(GET, "/v1/notes", .body = "{\"a\":1}").code, "body_not_expected");

    reply = ASK(PUT, "/v1/file", .body = "a: 1", .type = "text/yaml; charset=utf-8");
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(reply.body, "a: 1");
    EXPECT_TEXT(reply.res.media_type, "text/yaml");
    EXPECT_INT(ASK(PUT, "/v1/file", .body = "{}").status, 415);
    EXPECT_INT(ASK(PUT, "/v1/file", .type = "text/csv",
                   .body = "a long line that is too long for the route, which takes less")
                   .status,
        413);
}

DATABASE_SCENARIO("addresses and methods that are not there")
{
    Reply reply = ASK(GET, "/v1/nothing");
    EXPECT_INT(reply.status, 404);
    EXPECT_TEXT(reply.code, "no_route");
    reply = ASK(DELETE, "/v1/notes");
    EXPECT_INT(reply.status, 405);
    EXPECT_TEXT(header_in(&reply, "Allow"), "GET, HEAD, POST, OPTIONS");
    reply = ASK(OPTIONS, "/v1/notes");
    EXPECT_INT(reply.status, 204);
    EXPECT_TEXT(header_in(&reply, "Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_INT(ASK(OTHER_METHOD, "/v1/notes").status, 405);

    reply = ASK(GET, "/products/a");
    EXPECT_TEXT(reply.body, "/products/a");
    EXPECT_TEXT(header_in(&reply, "Cache-Control"), "max-age=60");
    EXPECT_INT(ASK(POST, "/products/a").status, 404);
}

DATABASE_SCENARIO("our own faults are not explained to the client")
{
    Reply reply = ASK(GET, "/v1/fire");
    EXPECT_INT(reply.status, 500);
    EXPECT_TEXT(reply.code, "internal");
    EXPECT(!strstr(reply.body, "/etc"));
    EXPECT(strstr(reply.body, header_in(&reply, "X-Request-Id")));
    EXPECT_INT(ASK(GET, "/v1/read", .user = "writer").status, 500);
}

DATABASE_SCENARIO("who is limited learns when to come back")
{
    Reply reply = ASK(GET, "/v1/limit");
    EXPECT_INT(reply.status, 429);
    EXPECT_TEXT(header_in(&reply, "Retry-After"), "60");
}

DATABASE_SCENARIO("only so many heavy requests run at once, and each makes room for the next")
{
    create_tables(ctx);
    for (int i = 0; i <= MAX_TURNS; i++)
        EXPECT_INT(ASK(GET, "/v1/notes.csv").status, 200);
    Turn turns[MAX_TURNS] = {0};
    Ctx others = {.arena = ctx->arena};
    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        others.actor.organization_id = id_new("org");
        must(&others, turn_begin(&others, &turns[i]));
    }
    Reply reply = ASK(GET, "/v1/notes.csv");
    EXPECT_INT(reply.status, 429);
    EXPECT(header_in(&reply, "Retry-After") != NULL);
    EXPECT_INT(ASK(GET, "/v1/notes").status, 200);
    for (size_t i = 0; i < COUNT_OF(turns); i++)
        turn_end(&turns[i]);
}

DATABASE_SCENARIO("a version that somebody changed meanwhile is not overwritten")
{
    create_tables(ctx);
    Reply added = ADD("mine");
    const char *path = header_in(&added, "Location");
    Reply reply = ASK(PATCH, path, .user = "reader", .match = "\"v1\"");
    EXPECT_INT(reply.status, 204);
    EXPECT_TEXT(header_in(&reply, "ETag"), "\"v2\"");
    reply = ASK(PATCH, path, .user = "reader", .match = "\"v1\"");
    EXPECT_INT(reply.status, 412);
    EXPECT_TEXT(reply.code, "edited_meanwhile");
    EXPECT_INT(ASK(PATCH, path, .user = "reader", .match = "W/\"v2\"").status, 204);
    EXPECT_INT(ASK(PATCH, path, .user = "reader", .match = "*").status, 204);
    EXPECT_INT(ASK(PATCH, path, .user = "reader").status, 204);
}

DATABASE_SCENARIO("the answer speaks the language that was asked for")
{
    ASK(GET, "/v1/nothing", .language = "cs-CZ, en;q=0.5");
    EXPECT_TEXT(ctx->language, "cs");
    ASK(GET, "/v1/nothing");
    EXPECT_TEXT(ctx->language, "en");
}

TEST("a cookie is found among others")
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena};
    Request req = {.header = header_of, .source = &(Ask){0}};
    EXPECT_TEXT(request_cookie(&ctx, &req, "session"), "xyz");
    EXPECT_TEXT(request_cookie(&ctx, &req, "b"), "2");
    EXPECT(!request_cookie(&ctx, &req, "sess"));
    EXPECT(!request_cookie(&ctx, &req, "ion"));
    arena_free(arena);
}

TEST("a header never becomes two")
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena};
    Response res = {0};
    response_header(&ctx, &res, "Content-Disposition", "a%sb", "\r\nSet-Cookie: x");
    EXPECT_TEXT(res.headers[0].value, "a  Set-Cookie: xb");
    arena_free(arena);
}

// ── idempotency ──────────────────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("a request under the same key happens once and is answered the same")
{
    create_tables(ctx);
    Reply first = ADD("once", .key = "k1"), second = ADD("once", .key = "k1");
    EXPECT_INT(second.status, 201);
    EXPECT(!header_in(&first, "Idempotency-Replayed"));
    EXPECT_TEXT(header_in(&second, "Idempotency-Replayed"), "true");
    EXPECT(strstr(second.body, header_in(&first, "Location") + strlen("/v1/notes/")));
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("a secret that is shown once is not in the answer to the second request")
{
    create_tables(ctx);
    EXPECT(strstr(ADD("once", .key = "k1").body, "\"secret\":\"shh\""));
    EXPECT(strstr(ADD("once", .key = "k1").body, "\"secret\":null"));
    EXPECT_INT(rows(ctx, "SELECT count(*) FROM idempotency_key WHERE key = 'k1'"), 0);
}

DATABASE_SCENARIO("a key belongs to one request of one person")
{
    create_tables(ctx);
    ADD("one", .key = "k1");
    Reply reply = ADD("two", .key = "k1");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "idempotency_key_reused");
    EXPECT_INT(NOTES, 1);
    reply = ASK(POST, "/v1/notes", .body = "{\"text\":\"one\"}", .user = "writer2", .key = "k1");
    EXPECT_INT(reply.status, 201);
    EXPECT(!header_in(&reply, "Idempotency-Replayed"));
    EXPECT_INT(NOTES, 2);
}

DATABASE_SCENARIO("a request that failed can be sent again under its key")
{
    create_tables(ctx);
    EXPECT_INT(ADD("refused", .key = "k1").status, 409);
    EXPECT_INT(ADD("better", .key = "k1").status, 201);
    EXPECT_INT(NOTES, 1);
}

DATABASE_SCENARIO("a change, its audit record and its kept answer are there together or not at all")
{
    create_tables(ctx);
    const char *paths[] = {"/v1/notes", "/v1/slow-notes"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        Ask ask = {POST, paths[i], .body = "{\"text\":\"one\"}", .user = "writer", .key = paths[i]};
        audit_failure = "no_record";
        EXPECT_TEXT(send_ask(ctx, &ask).code, "no_record");
        EXPECT_INT(NOTES + AUDITS, 2 * (int64_t)i);
        EXPECT_INT(send_ask(ctx, &ask).status, 201);
        Reply again = send_ask(ctx, &ask);
        EXPECT_INT(again.status, 201);
        EXPECT_TEXT(header_in(&again, "Idempotency-Replayed"), "true");
        EXPECT_INT(NOTES, (int64_t)i + 1);
        EXPECT_INT(AUDITS, (int64_t)i + 1);
    }
}

DATABASE_SCENARIO("what takes long is prepared once, also if the change runs again")
{
    create_tables(ctx);
    preparations = 0;
    serialization_failures = 2;
    Ask ask = {POST, "/v1/slow-notes", .body = "{\"text\":\"one\"}", .key = "k1"};
    Reply reply = send_ask(ctx, &ask);
    EXPECT_INT(reply.status, 201);
    EXPECT(strstr(reply.body, "\"text\":\"prepared one\""));
    send_ask(ctx, &ask); // was answered already
    EXPECT_INT(preparations, 1);
    EXPECT_INT(NOTES, 1);
}

DATABASE_SCENARIO("what a refusal leaves stays without a record, and its key is free")
{
    create_tables(ctx);
    Reply reply = ASK(POST, "/v1/guesses", .body = "{\"text\":\"wrong\"}", .key = "k1");
    EXPECT_TEXT(reply.code, "wrong_guess");
    EXPECT(!header_in(&reply, "Location"));
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 0);
    reply = ASK(POST, "/v1/guesses", .body = "{\"text\":\"right\"}", .key = "k1");
    EXPECT_INT(reply.status, 201);
    EXPECT_INT(NOTES, 2);
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("a change that runs again begins as who sent it")
{
    create_tables(ctx);
    audit_failure = "serialization";
    EXPECT_INT(
        ASK(POST, "/v1/guesses", .body = "{\"text\":\"right\"}", .user = "reader").status, 201);
    EXPECT_TEXT(guesser.text, "reader");
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("a key is forgotten after a day")
{
    create_tables(ctx);
    ADD("daily", .key = "k1");
    ctx->now = time_after(ctx->now, DAYS(1) + 1);
    must(ctx, claim_remove_old(ctx));
    EXPECT_INT(rows(ctx, "SELECT count(*) FROM idempotency_key"), 0);
    ADD("daily", .key = "k1");
    ctx->now = time_after(ctx->now, DAYS(1) + 1);
    ADD("another", .key = "k1");
    EXPECT_INT(NOTES, 3);
}

DATABASE_SCENARIO("a key is made of visible characters")
{
    create_tables(ctx);
    char *key = arena_alloc(ctx->arena, 202);
    memset(key, 'k', 201);
    EXPECT_TEXT(ADD("a", .key = key).code, "bad_idempotency_key");
    EXPECT_INT(ADD("a", .key = "").status, 400);
    EXPECT_INT(ADD("a", .key = "two words").status, 400);
    EXPECT_INT(ADD("a", .key = "ümlaut").status, 400);
    EXPECT_INT(ADD("a", .key = key + 1).status, 201);
}

typedef struct Racer {
    const char *path;
    Ctx ctx;
    Reply reply;
    pthread_t thread;
} Racer;

static void *race(void *arg)
{
    Racer *racer = arg;
    Ctx *ctx = &racer->ctx;
    racer->reply =
        ASK(POST, racer->path, .body = "{\"text\":\"race\"}", .user = "writer", .key = "k1");
    return NULL;
}

static void race_for_one(Ctx *ctx, const char *path)
{
    create_tables(ctx);
    Racer racers[4];
    int replayed = 0;
    for (size_t i = 0; i < COUNT_OF(racers); i++) {
        racers[i] = (Racer){.path = path, .ctx = ctx_beside(ctx)};
        pthread_create(&racers[i].thread, NULL, race, &racers[i]);
    }
    for (size_t i = 0; i < COUNT_OF(racers); i++) {
        pthread_join(racers[i].thread, NULL);
        EXPECT_INT(racers[i].reply.status, 201);
        replayed += header_in(&racers[i].reply, "Idempotency-Replayed") != NULL;
    }
    for (size_t i = 0; i < COUNT_OF(racers); i++)
        ctx_free(&racers[i].ctx);
    EXPECT_INT(replayed, 3);
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("requests that come at once under one key make one thing")
{
    race_for_one(ctx, "/v1/notes");
}

DATABASE_SCENARIO("they do so too if each was prepared")
{
    race_for_one(ctx, "/v1/slow-notes");
}
