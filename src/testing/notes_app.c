#include "notes_app.h"

#include "base/text.h"
#include "json/json.h"

#include <string.h>
#include <strings.h>

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

NotesApp notes_app;

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
    if (notes_app.serialization_failures-- > 0)
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
    notes_app.preparations++;
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
    notes_app.guesser = ctx->actor.user_id;
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
    const char *code = notes_app.audit_failure;
    notes_app.audit_failure = NULL;
    return code ? fail(ctx, CONFLICT, code, "No record.") : OK;
}

static Error page(Ctx *ctx, const Request *req, Response *res)
{
    response_header(ctx, res, "Cache-Control", "max-age=60");
    return respond_bytes(ctx, res, "text/html", (Blob){req->path, strlen(req->path)});
}

static const HttpApp app = {.routes = tables, .identify = identify, .audit = audit, .page = page};

// ── asking ───────────────────────────────────────────────────────────────────────────────────

const char *notes_header(const void *source, const char *name)
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

Reply notes_send(Ctx *ctx, const Ask *ask)
{
    Request req = {.method = ask->method,
        .path = ask->path,
        .query_text = ask->query,
        .bytes = {ask->body ? ask->body : "", ask->body ? strlen(ask->body) : 0},
        .header = notes_header,
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

const char *header_in(const Reply *reply, const char *name)
{
    for (size_t i = 0; i < reply->res.header_count; i++)
        if (strcasecmp(reply->res.headers[i].name, name) == 0)
            return reply->res.headers[i].value;
    return NULL;
}

void notes_create(Ctx *ctx)
{
    must(ctx, db_exec(ctx,
                  "CREATE TABLE note (id {id} PRIMARY KEY, text {text} NOT NULL,"
                  " version {int} NOT NULL) {strict}"));
    must(ctx, db_exec(ctx,
                  "CREATE TABLE audit (path {text} NOT NULL, status {int} NOT NULL)"
                  " {strict}"));
}

int64_t notes_count(Ctx *ctx, const char *sql)
{
    int64_t count;
    must(ctx, db_number_args(ctx, &count, sql, NULL, 0));
    return count;
}
