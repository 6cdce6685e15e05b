#include "transport.h"

#include "base/text.h"
#include "log/log.h"
#include "metrics/metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum {
    // Bodies of all requests of a loop that are in memory at once.
    MAX_BODY_BYTES = 128 * 1024 * 1024,
    // Of a body that is too long so much is read and thrown away, so that the client gets to see
    // the answer instead of a broken connection.
    MAX_DISCARDED = 64 * 1024 * 1024,
    // Bytes a second below which a client is too slow.
    LEAST_RATE = 4096,
    BODY_PADDING = 16,
    FIRST_OUT = 1024,
    SENT_AT_ONCE = 16 * 1024,
    CHUNK_ROOM = 64,  // chunks are made in the connection's own memory
    MAX_LOGGED = 200, // of a path
};

static Metric requests =
    COUNTER("kontor_http_requests_total", "Requests answered.", "method", "status");
static const int64_t bounds[] = {1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000,
    1000000, 2500000, 5000000, 10000000, 30000000, 60000000, 0};
static Metric duration = HISTOGRAM("kontor_http_request_duration_seconds",
    "From the first line of a request to the last byte of its answer.", NULL, NULL, bounds);

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static int64_t now_of(const Exchange *ex)
{
    return loop_now(ex->transport->settings.loop);
}

Exchange *exchange_new(Connection *connection, struct MHD_Connection *mhd, const char *target)
{
    // A client that thinks we are a proxy sends the whole address.
    const char *host = *target == '/' ? NULL : strstr(target, "://");
    const char *slash = host ? strchr(host + 3, '/') : NULL;
    target = slash ? slash : target;
    size_t length = strlen(target);
    Exchange *ex = must(calloc(1, sizeof *ex + length + 1));
    ex->transport = connection->transport;
    ex->connection = connection;
    ex->mhd = mhd;
    ex->opened_at = ex->progress_at = now_of(ex);
    memcpy(ex->target, target, length);
    ex->query = strchr(ex->target, '?');
    connection->current = ex;
    return ex;
}

void exchange_free(Exchange *ex)
{
    exchange_body_free(ex);
    arena_free(ex->arena);
    free(ex->out);
    free(ex);
}

// ── what the client asks ─────────────────────────────────────────────────────────────────────

const ExchangeHandler *exchange_handler(const Exchange *ex)
{
    return ex->handler;
}

Loop *exchange_loop(Exchange *ex)
{
    return ex->transport->settings.loop;
}

Method exchange_method(const Exchange *ex)
{
    return ex->method;
}

const char *exchange_target(const Exchange *ex)
{
    return ex->target;
}

const char *exchange_query(const Exchange *ex)
{
    return ex->query ? ex->query + 1 : NULL;
}

const char *exchange_header(const Exchange *ex, const char *name)
{
    return MHD_lookup_connection_value(ex->mhd, MHD_HEADER_KIND, name);
}

Blob exchange_body(const Exchange *ex)
{
    return (Blob){ex->body ? ex->body : "", ex->body_length};
}

Arena *exchange_arena(Exchange *ex)
{
    if (!ex->arena)
        ex->arena = arena_new();
    return ex->arena;
}

void exchange_set_user(Exchange *ex, void *user)
{
    ex->user = user;
}

void *exchange_user(const Exchange *ex)
{
    return ex->user;
}

static const char *raw_path(Exchange *ex)
{
    return arena_text(exchange_arena(ex), ex->target, strcspn(ex->target, "?"));
}

const char *exchange_path(Exchange *ex)
{
    if (ex->path)
        return ex->path;
    const char *raw = raw_path(ex);
    Text path = {.arena = ex->arena};
    for (const char *at = raw; *at;) {
        const char *slash = strcasestr(at, "%2f");
        size_t length = slash ? (size_t)(slash - at) : strlen(at);
        const char *decoded = text_url_decoded(ex->arena, at, length, false);
        if (!decoded)
            return ex->path = raw;
        text_add(&path, decoded);
        text_append(&path, slash ? slash : "", slash ? 3 : 0);
        at += length + (slash ? 3 : 0);
    }
    return ex->path = text_of(&path);
}

static enum MHD_Result add_forwarded(
    void *list, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    if (strcasecmp(name, "X-Forwarded-For") == 0)
        text_printf(list, ", %s", value);
    return MHD_YES;
}

// A proxy may add a line of its own below the client's: together they are one list.
static const char *forwarded_for(Exchange *ex)
{
    Text list = {.arena = exchange_arena(ex)};
    MHD_get_connection_values(ex->mhd, MHD_HEADER_KIND, add_forwarded, &list);
    return text_of(&list);
}

const char *exchange_address(Exchange *ex)
{
    if (*ex->address.text)
        return ex->address.text;
    const AddressRanges *trusted = ex->transport->settings.trusted_proxies;
    Address peer = ex->connection->address;
    bool is_proxy = address_ranges_have(trusted, peer);
    ex->address = address_text(is_proxy ? address_behind(trusted, peer, forwarded_for(ex)) : peer);
    ex->is_secure = is_proxy && text_same(exchange_header(ex, "X-Forwarded-Proto"), "https");
    return ex->address.text;
}

// ── its body ─────────────────────────────────────────────────────────────────────────────────

void exchange_body_free(Exchange *ex)
{
    ex->transport->body_bytes -= ex->body_room;
    free(ex->body);
    ex->body = NULL;
    ex->body_length = ex->body_room = 0;
}

static void body_reserve(Exchange *ex, size_t room)
{
    ex->body = must(realloc(ex->body, room + BODY_PADDING));
    ex->transport->body_bytes += room - ex->body_room;
    ex->body_room = room;
}

static enum MHD_Result body_append(Exchange *ex, const char *bytes, size_t length)
{
    if (length > ex->body_limit - ex->body_length && !ex->refusal)
        ex->refusal = 413;
    if (ex->transport->body_bytes + length > MAX_BODY_BYTES && !ex->refusal)
        ex->refusal = 503;
    if (ex->refusal) {
        ex->written += (int64_t)length;
        return ex->written > MAX_DISCARDED ? MHD_NO : MHD_YES;
    }
    if (ex->body_length + length > ex->body_room) {
        size_t room = 2 * (ex->body_length + length);
        body_reserve(ex, room < ex->body_limit ? room : ex->body_limit);
    }
    memcpy(ex->body + ex->body_length, bytes, length);
    ex->body_length += length;
    memset(ex->body + ex->body_length, 0, BODY_PADDING);
    return MHD_YES;
}

// What the head says of where its body ends.
typedef struct Framing {
    int count; // of lengths and codings
    bool is_malformed;
} Framing;

static enum MHD_Result framing_read(
    void *framing, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind, (void)value;
    Framing *read = framing;
    read->count +=
        strcasecmp(name, "Content-Length") == 0 || strcasecmp(name, "Transfer-Encoding") == 0;
    read->is_malformed |= strpbrk(name, " \t") != NULL; // "Content-Length : 5" is one to some
    return MHD_YES;
}

// Two lengths, or a length and chunks: whoever stands before us may have read it otherwise.
static bool is_ambiguous(const Exchange *ex, const char *coding)
{
    Framing framing = {0};
    MHD_get_connection_values(ex->mhd, MHD_HEADER_KIND, framing_read, &framing);
    bool is_unknown = coding && strcasecmp(coding, "chunked") != 0;
    return framing.count > 1 || framing.is_malformed || is_unknown;
}

// Whether a body of that length can be received; if not, ex->refusal says why.
static void body_expect(Exchange *ex, const char *length)
{
    const ExchangeHandler *handler = ex->handler;
    ex->body_limit = handler->body_limit ? handler->body_limit(ex) : handler->max_body;
    if (length && strtoull(length, NULL, 10) > ex->body_limit)
        ex->refusal = 413;
}

static bool is_worth_discarding(const Exchange *ex, const char *length)
{
    return ex->refusal == 413 && strtoull(length, NULL, 10) <= MAX_DISCARDED &&
           !exchange_header(ex, "Expect");
}

// ── the answer ───────────────────────────────────────────────────────────────────────────────

size_t exchange_unsent(const Exchange *ex)
{
    return ex->out_end - ex->out_start;
}

static bool has_news(const Exchange *ex)
{
    if (ex->is_gone || ex->is_finished)
        return true;
    return ex->is_started && (!ex->is_queued || exchange_unsent(ex));
}

// Lets it go on at the end of the turn, if it waits and there is something to go on with.
static void wake(Exchange *ex)
{
    if (!ex->is_suspended || ex->is_waking || ex->is_working || !has_news(ex))
        return;
    ex->is_waking = true;
    ex->next_waking = ex->transport->waking;
    ex->transport->waking = ex;
}

void exchange_start(Exchange *ex, int status, const Header *headers, size_t count, int64_t length)
{
    Arena *arena = exchange_arena(ex);
    ex->is_started = true;
    ex->status = status;
    ex->length = length;
    ex->written = 0;
    ex->headers = arena_array_of(arena, Header, count + 1);
    ex->header_count = count;
    for (size_t i = 0; i < count; i++)
        ex->headers[i] = (Header){arena_text(arena, headers[i].name, strlen(headers[i].name)),
            arena_text(arena, headers[i].value, strlen(headers[i].value))};
    wake(ex);
}

static void out_reserve(Exchange *ex, size_t more)
{
    if (ex->out_end + more <= ex->out_room)
        return;
    size_t unsent = exchange_unsent(ex);
    if (ex->out_start && unsent + more <= ex->out_room) {
        memmove(ex->out, ex->out + ex->out_start, unsent);
    } else {
        size_t room = unsent + more > FIRST_OUT / 2 ? 2 * (unsent + more) : FIRST_OUT;
        char *out = must(malloc(room));
        if (unsent)
            memcpy(out, ex->out + ex->out_start, unsent);
        free(ex->out);
        ex->out = out;
        ex->out_room = room;
    }
    ex->out_start = 0;
    ex->out_end = unsent;
}

void exchange_write(Exchange *ex, const void *bytes, size_t length)
{
    if (!length || ex->is_finished || ex->is_gone)
        return;
    out_reserve(ex, length);
    memcpy(ex->out + ex->out_end, bytes, length);
    ex->out_end += length;
    ex->written += (int64_t)length;
    ex->is_above |= exchange_unsent(ex) > EXCHANGE_LOW_WATER;
    wake(ex);
}

void exchange_finish(Exchange *ex, bool clean)
{
    if (ex->is_finished)
        return;
    ex->is_finished = true;
    ex->is_clean = clean && ex->is_started && (ex->length < 0 || ex->length == ex->written);
    ex->progress_at = now_of(ex);
    wake(ex);
}

static void suspend(Exchange *ex)
{
    ex->is_suspended = true;
    MHD_suspend_connection(ex->mhd);
    connection_watch(ex->connection);
}

void exchange_resume(Exchange *ex)
{
    ex->is_waking = ex->is_suspended = false;
    ex->progress_at = now_of(ex);
    MHD_resume_connection(ex->mhd);
}

static void out_take(Exchange *ex, char *bytes, size_t length)
{
    memcpy(bytes, ex->out + ex->out_start, length);
    ex->out_start += length;
    if (ex->out_start < ex->out_end)
        return;
    free(ex->out); // thousands of streams have nothing to say most of the time
    ex->out = NULL;
    ex->out_start = ex->out_end = ex->out_room = 0;
}

// A connection whose chunks end with an error is forgotten by libmicrohttpd 0.9.75 and stays open;
// one that it cannot write to is closed. The byte is never sent.
static ssize_t break_off(Exchange *ex, char *bytes)
{
    shutdown(ex->connection->fd, SHUT_RDWR);
    *bytes = '\n';
    return 1;
}

// The daemon has room for at most `room` bytes.
static ssize_t send_piece(void *arg, uint64_t position, char *bytes, size_t room)
{
    Exchange *ex = arg;
    size_t unsent = exchange_unsent(ex);
    (void)position;
    ex->progress_at = now_of(ex);
    if (ex->is_gone || (!unsent && ex->is_finished && !ex->is_clean))
        return break_off(ex, bytes);
    if (!unsent && ex->is_finished)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (!unsent) {
        suspend(ex);
        return 0;
    }
    if (ex->is_finished || unsent > room)
        connection_cork(ex->connection);
    size_t length = unsent < room ? unsent : room;
    out_take(ex, bytes, length);
    if (ex->is_above && exchange_unsent(ex) <= EXCHANGE_LOW_WATER) {
        ex->is_above = false;
        if (!ex->is_finished && ex->handler->drained)
            ex->handler->drained(ex);
    }
    return (ssize_t)length;
}

static struct MHD_Response *response_of(Exchange *ex)
{
    if (ex->is_finished && ex->is_clean)
        return MHD_create_response_from_buffer(
            exchange_unsent(ex), ex->out ? ex->out + ex->out_start : "", MHD_RESPMEM_PERSISTENT);
    bool is_known = ex->length >= 0;
    return MHD_create_response_from_callback(is_known ? (uint64_t)ex->length : MHD_SIZE_UNKNOWN,
        is_known ? SENT_AT_ONCE : CHUNK_ROOM, send_piece, ex, NULL);
}

static enum MHD_Result queue(Exchange *ex)
{
    bool has_nothing = !ex->is_started || !exchange_unsent(ex);
    if (ex->is_gone || ex->transport->is_cut || (ex->is_finished && !ex->is_clean && has_nothing))
        return MHD_NO; // nothing was sent yet: the client sees the connection end
    struct MHD_Response *response = must(response_of(ex));
    for (size_t i = 0; i < ex->header_count; i++)
        MHD_add_response_header(response, ex->headers[i].name, ex->headers[i].value);
    if (ex->transport->is_stopping)
        MHD_add_response_header(response, "Connection", "close");
    if (ex->length < 0 && exchange_unsent(ex))
        connection_cork(ex->connection);
    enum MHD_Result result = MHD_queue_response(ex->mhd, (unsigned)ex->status, response);
    MHD_destroy_response(response);
    ex->is_queued = true;
    ex->progress_at = now_of(ex);
    return result;
}

// ── its course ───────────────────────────────────────────────────────────────────────────────

static Method method_of(const char *text)
{
    for (Method method = GET; method < OTHER_METHOD; method++)
        if (strcmp(text, method_names[method]) == 0)
            return method;
    return strcmp(text, "HEAD") == 0 ? GET : OTHER_METHOD;
}

static const ExchangeHandler *handler_of(const Exchange *ex)
{
    const ExchangeHandler *const *handler = ex->transport->settings.exchanges;
    for (; *handler; handler++)
        if (text_starts_with(ex->target, (*handler)->prefix))
            return *handler;
    return ex->transport->settings.others;
}

static bool is_printable(const char *target)
{
    while ((unsigned char)*target > ' ' && *target != 127)
        target++;
    return !*target;
}

static enum MHD_Result refuse(Exchange *ex)
{
    ex->handler->refuse(ex, ex->refusal);
    return queue(ex);
}

// The head is there.
static enum MHD_Result route(Exchange *ex, const char *method)
{
    const char *length = exchange_header(ex, "Content-Length");
    const char *coding = exchange_header(ex, "Transfer-Encoding");
    ex->is_routed = true;
    ex->is_head = strcmp(method, "HEAD") == 0;
    ex->method = method_of(method);
    ex->handler = handler_of(ex);
    if (is_ambiguous(ex, coding) || !is_printable(ex->target))
        ex->refusal = 400;
    else if (length || coding)
        body_expect(ex, length);
    // An answer at this point makes the daemon close the connection after it.
    return ex->refusal && !is_worth_discarding(ex, length) ? refuse(ex) : MHD_YES;
}

static bool answer_known(Exchange *ex)
{
    const TransportSettings *settings = &ex->transport->settings;
    if (ex->method != GET || ex->handler != settings->others || ex->transport->is_stopping)
        return false;
    struct MHD_Response *known = settings->known_answer(settings->known_arg, ex, &ex->status);
    if (!known || !MHD_queue_response(ex->mhd, (unsigned)ex->status, known))
        return false;
    ex->is_queued = ex->is_finished = ex->is_clean = true;
    return true;
}

static enum MHD_Result begin(Exchange *ex)
{
    if (ex->refusal)
        return refuse(ex);
    if (!ex->body_length && answer_known(ex))
        return MHD_YES;
    ex->is_begun = ex->is_beginning = true;
    ex->handler->begin(ex);
    ex->is_beginning = false;
    if (!ex->is_working && has_news(ex))
        return queue(ex);
    suspend(ex);
    return MHD_YES;
}

enum MHD_Result exchange_advance(
    Exchange *ex, const char *method, const char *bytes, size_t *length)
{
    if (!ex->is_routed)
        return route(ex, method);
    if (*length) {
        size_t count = *length;
        *length = 0;
        return body_append(ex, bytes, count);
    }
    return ex->is_begun ? queue(ex) : begin(ex);
}

void exchange_hang_up(Exchange *ex)
{
    if (!ex->is_begun || ex->is_finished || ex->is_working || ex->is_gone)
        return;
    ex->is_gone = true;
    if (ex->is_suspended)
        wake(ex);
    else
        shutdown(ex->connection->fd, SHUT_RDWR); // it waits for a client that will not take more
}

void exchange_close(Exchange *ex, bool is_all_sent)
{
    Connection *connection = ex->connection;
    bool is_complete = is_all_sent && (ex->is_head || (ex->is_finished && ex->is_clean));
    char status[12];
    snprintf(status, sizeof status, ex->is_queued ? "%d" : "none", ex->status);
    metric_add(&requests, 1, method_names[ex->method], status);
    metric_observe(&duration, now_of(ex) - ex->opened_at, NULL, NULL);
    // Without the query: what a link carries may be a secret.
    int path_length = (int)strcspn(ex->target, "?");
    log_line(LOG_DEBUG, "request", "method=%s path=%.*s status=%s complete=%d",
        method_names[ex->method], path_length < MAX_LOGGED ? path_length : MAX_LOGGED, ex->target,
        status, is_complete);
    if (ex->is_begun && ex->handler->closed)
        ex->handler->closed(ex, is_complete);
    connection->current = NULL;
    connection->waiting_since = now_of(ex);
    if (ex->transport->is_stopping)
        shutdown(connection->fd, SHUT_RDWR);
    exchange_free(ex);
}

bool exchange_is_overdue(const Exchange *ex, int64_t now)
{
    int64_t allowed = ex->transport->settings.idle_timeout;
    if (ex->is_suspended)
        return false; // we are the slow ones
    if (!ex->is_begun && !ex->is_queued) {
        size_t received = ex->body_length + (size_t)ex->written;
        return now - ex->opened_at > allowed + SECONDS(received / LEAST_RATE);
    }
    size_t unsent = ex->is_finished ? exchange_unsent(ex) : 0;
    return now - ex->progress_at > allowed + SECONDS(unsent / LEAST_RATE);
}

// ── work in other threads ────────────────────────────────────────────────────────────────────

static const char *header_of(const void *source, const char *name)
{
    return exchange_header(source, name);
}

static void end_work(void *arg)
{
    Exchange *ex = arg;
    Arena *arena = ex->work_arena;
    ex->is_working = false;
    ex->done(ex); // may give it more
    arena_free(arena);
    wake(ex);
    if (ex->connection->is_half_closed || ex->transport->is_cut)
        exchange_hang_up(ex);
}

static void run_work(Db *db, void *arg)
{
    Exchange *ex = arg;
    Ctx ctx = {.arena = ex->work_arena,
        .db = db,
        .actor = {.address = ex->address.text},
        .now = time_now(),
        .request_id = arena_printf(ex->work_arena, "%s", id_new("req").text)};
    Request req = {.method = ex->method,
        .path = arena_text(ctx.arena, ex->target, strcspn(ex->target, "?")),
        .bytes = exchange_body(ex),
        .query_text = exchange_query(ex),
        .address = ex->address.text,
        .is_secure = ex->is_secure,
        .header = header_of,
        .source = ex};
    ex->work(&ctx, &req, ex);
    loop_post(ex->transport->settings.loop, end_work, ex);
}

bool exchange_work(Exchange *ex, ExchangeWork *work, void (*done)(Exchange *ex))
{
    // A connection that is busy may end at any time, and its headers with it.
    bool is_still = ex->is_beginning || (ex->is_suspended && !ex->is_waking);
    if (!is_still || ex->is_working)
        return false;
    exchange_address(ex); // found here, since the worker may not
    ex->work = work;
    ex->done = done;
    ex->work_arena = arena_new();
    ex->is_working = worker_post(ex->transport->settings.workers, run_work, ex);
    if (!ex->is_working)
        arena_free(ex->work_arena);
    return ex->is_working;
}
