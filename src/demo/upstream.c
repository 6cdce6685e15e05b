#include "upstream.h"

#include "upstream_answer.h"
#include "word_model.h"

#include "http/exchange.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_COUNTS = 65536, // calls that are remembered for /_stats
    SHORTEST = 12,      // tokens of an answer whose length nobody asked for
    LONGEST = 120,
    NATURAL_GAP = 15, // milliseconds between tokens, where nobody steers
};

// What one call took, for /_stats.
typedef struct Count {
    char request_id[40];
    int64_t tokens_in, tokens_out;
    bool is_complete;
} Count;

// The upstream of this process: one loop, so no lock.
typedef struct Upstream {
    ExchangeHandler handler;
    const ExchangeHandler *handlers[2];
    WordModel *model;
    Arena *scratch; // of one step
    Count *counts;  // a ring
    size_t count;   // of all calls ever
} Upstream;

typedef struct Work {
    Exchange *ex;
    Upstream *home;
    UpstreamAnswer answer;
    WordWriter writer;
    Text text; // so far
    const char *request_id;
    LoopTimer *timer;
    bool is_started, is_complete;
} Work;

// ── answering ────────────────────────────────────────────────────────────────────────────────

static void reply(Exchange *ex, int status, const char *body)
{
    Header headers[] = {
        {"Content-Type", "application/json"}, {"openai-processing-ms", "1"}, {"Retry-After", "1"}};
    size_t count = status == 429 || status == 503 ? 3 : 2;
    exchange_start(ex, status, headers, count, (int64_t)strlen(body));
    exchange_write(ex, body, strlen(body));
    exchange_finish(ex, true);
}

static void reply_error(Exchange *ex, int status, const char *message)
{
    Json *out = json_new(exchange_arena(ex));
    json_begin_object(out, NULL);
    json_begin_object(out, "error");
    json_put(out, "message", message);
    json_put(out, "type",
        status == 429  ? "rate_limit_error"
        : status < 500 ? "invalid_request_error"
                       : "server_error");
    json_null(out, "param");
    json_put(out, "code", "demonstration");
    json_end_object(out);
    json_end_object(out);
    reply(ex, status, json_finish(out));
}

// Writes the next token; true if it was the last one.
static bool write_token(Work *work, Text *out)
{
    const UpstreamOrder *order = work->answer.order;
    int64_t wanted = order->steering.tokens >= 0 ? order->steering.tokens : order->max_tokens;
    int64_t longest = wanted > 0 ? wanted : LONGEST;
    bool ends_sentence;
    const char *token = word_writer_next(&work->writer, work->home->scratch, &ends_sentence);
    text_add(&work->text, token);
    work->answer.tokens_out++;
    if (out)
        upstream_answer_token(out, &work->answer, token);
    bool is_natural_end = ends_sentence && work->answer.tokens_out >= SHORTEST;
    work->answer.is_cut_short = order->max_tokens && work->answer.tokens_out >= order->max_tokens;
    return work->answer.tokens_out >= longest || work->answer.is_cut_short ||
           (order->steering.tokens < 0 && is_natural_end);
}

static bool is_at_cut(const Work *work)
{
    const Steering *steering = &work->answer.order->steering;
    return (steering->cut == 1 || steering->cut == 2) &&
           work->answer.tokens_out >= (steering->tokens > 1 ? steering->tokens / 2 : 5);
}

static void write_stream(void *arg);

static void wait(Work *work, int64_t milliseconds, LoopTask *task)
{
    work->timer = loop_after(exchange_loop(work->ex), milliseconds * 1000, task, work);
}

static void start_stream(Work *work, Text *out)
{
    Header headers[] = {{"Content-Type", "text/event-stream; charset=utf-8"},
        {"Cache-Control", "no-cache"}, {"openai-processing-ms", "1"}};
    exchange_start(work->ex, 200, headers, COUNT_OF(headers), -1);
    upstream_answer_begin(out, &work->answer);
    work->is_started = true;
}

// One token, or all of them if there is no gap between them.
static void write_stream(void *arg)
{
    Work *work = arg;
    const Steering *steering = &work->answer.order->steering;
    Text out = {.arena = work->home->scratch};
    work->timer = NULL;
    if (!work->is_started)
        start_stream(work, &out);
    bool is_last, is_cut;
    do {
        is_last = write_token(work, &out);
        is_cut = is_at_cut(work);
    } while (!is_last && !is_cut && steering->gap <= 0);
    if (is_last && !is_cut)
        upstream_answer_end(&out, &work->answer, text_of(&work->text));
    exchange_write(work->ex, text_of(&out), out.length);
    work->is_complete = is_last && !is_cut;
    if (is_last || is_cut)
        exchange_finish(work->ex, work->is_complete || steering->cut == 2);
    else
        wait(work, steering->gap, write_stream);
    arena_reset(work->home->scratch);
}

static void write_json(Work *work)
{
    const char *body;
    if (work->answer.order->kind == UPSTREAM_EMBEDDINGS) {
        body = upstream_embeddings_json(work->home->scratch, &work->answer);
    } else {
        while (!write_token(work, NULL))
            ;
        body = upstream_answer_json(work->home->scratch, &work->answer, text_of(&work->text));
    }
    work->is_complete = true;
    reply(work->ex, 200, body);
    arena_reset(work->home->scratch);
}

static void write_answer(void *arg)
{
    Work *work = arg;
    const Steering *steering = &work->answer.order->steering;
    work->timer = NULL;
    if (steering->cut == 3)
        exchange_finish(work->ex, false);
    else if (steering->status > 0 && steering->status != 200)
        reply_error(
            work->ex, (int)steering->status, "The demonstration upstream was told to fail.");
    else if (work->answer.order->is_stream)
        write_stream(work);
    else
        write_json(work);
}

// ── being asked ──────────────────────────────────────────────────────────────────────────────

static int64_t tokens_of(const Upstream *home, const UpstreamOrder *order)
{
    if (order->kind != UPSTREAM_EMBEDDINGS)
        return word_model_count(home->model, order->prompt);
    int64_t tokens = 0;
    for (size_t i = 0; i < order->inputs.count; i++)
        tokens += word_model_count(home->model, order->inputs.items[i]);
    return tokens;
}

static bool is_unsteered(const Steering *steering)
{
    return steering->delay < 0 && steering->tokens < 0 && steering->gap < 0 &&
           steering->status < 0 && steering->cut < 0;
}

static void begin_work(Exchange *ex, UpstreamKind kind)
{
    Arena *arena = exchange_arena(ex);
    Upstream *home = exchange_handler(ex)->arg;
    const char *problem;
    UpstreamOrder *order = (UpstreamOrder *)upstream_order_read(
        arena, kind, exchange_body(ex), exchange_header(ex, "X-Demo"), &problem);
    if (!order) {
        reply_error(ex, 400, problem);
        return;
    }
    if (is_unsteered(&order->steering))
        order->steering.gap = NATURAL_GAP;
    const char *request_id = exchange_header(ex, "X-Request-Id");
    Work *work = arena_new_of(arena, Work);
    *work = (Work){
        .ex = ex,
        .request_id = arena_printf(arena, "%s", request_id ? request_id : ""),
        .home = home,
        .answer = {.order = order,
            .id = id_new("demo"),
            .created_at = time_now(),
            .tokens_in = tokens_of(home, order)},
        .writer = word_writer_begin(home->model, order->prompt, (uint64_t)order->seed),
        .text = {.arena = arena},
    };
    exchange_set_user(ex, work);
    if (order->steering.delay > 0)
        wait(work, order->steering.delay, write_answer);
    else
        write_answer(work);
}

static void reply_models(Exchange *ex)
{
    reply(ex, 200,
        "{\"object\":\"list\",\"data\":[{\"id\":\"kontor-demo\",\"object\":\"model\","
        "\"created\":1760000000,\"owned_by\":\"demonstration model\"}]}");
}

static void reply_stats(Exchange *ex)
{
    const Upstream *home = exchange_handler(ex)->arg;
    Json *out = json_new(exchange_arena(ex));
    json_begin_object(out, NULL);
    json_put(out, "calls_total", (int64_t)home->count);
    json_begin_object(out, "calls");
    size_t kept = home->count < MAX_COUNTS ? home->count : MAX_COUNTS;
    for (size_t i = 0; i < kept; i++) {
        const Count *count = &home->counts[i];
        json_begin_object(out, count->request_id);
        json_put(out, "tokens_in", count->tokens_in);
        json_put(out, "tokens_out", count->tokens_out);
        json_put(out, "is_complete", count->is_complete);
        json_end_object(out);
    }
    json_end_object(out);
    json_end_object(out);
    reply(ex, 200, json_finish(out));
}

static void upstream_begin(Exchange *ex)
{
    static const struct {
        const char *path;
        UpstreamKind kind;
    } calls[] = {{"/v1/chat/completions", UPSTREAM_CHAT}, {"/v1/completions", UPSTREAM_COMPLETION},
        {"/v1/responses", UPSTREAM_RESPONSE}, {"/v1/embeddings", UPSTREAM_EMBEDDINGS}};
    const char *path = exchange_path(ex);
    for (size_t i = 0; i < COUNT_OF(calls); i++)
        if (exchange_method(ex) == POST && text_same(path, calls[i].path)) {
            begin_work(ex, calls[i].kind);
            return;
        }
    if (text_same(path, "/v1/models"))
        reply_models(ex);
    else if (text_same(path, "/_stats"))
        reply_stats(ex);
    else if (text_same(path, "/_received"))
        reply(ex, 200, "{\"is_received\":true}");
    else
        reply_error(ex, 404, "There is nothing here.");
}

static void upstream_closed(Exchange *ex, bool complete)
{
    (void)complete;
    Work *work = exchange_user(ex);
    if (!work)
        return;
    loop_cancel(exchange_loop(ex), work->timer);
    Upstream *home = work->home;
    Count *count = &home->counts[home->count++ % MAX_COUNTS];
    *count = (Count){.tokens_in = work->answer.tokens_in,
        .tokens_out = work->answer.tokens_out,
        .is_complete = work->is_complete};
    snprintf(count->request_id, sizeof count->request_id, "%s", work->request_id);
}

static void upstream_refuse(Exchange *ex, int status)
{
    reply_error(ex, status, "This request cannot be read.");
}

// ── start and stop ───────────────────────────────────────────────────────────────────────────

// Of this process: there is nothing else to give to those who stop it.
static Upstream upstream;

Server *upstream_start(int port, const char **ret_problem)
{
    static const Route *const no_routes[] = {NULL};
    static const HttpApp no_app = {.routes = no_routes};
    upstream = (Upstream){
        .handler =
            {
                .prefix = "/",
                .max_body = 64 * 1024 * 1024,
                .arg = &upstream,
                .begin = upstream_begin,
                .closed = upstream_closed,
                .refuse = upstream_refuse,
            },
        .handlers = {&upstream.handler, NULL},
        .model = word_model_new(manual_text),
        .scratch = arena_new(),
        .counts = calloc(MAX_COUNTS, sizeof(Count)),
    };
    if (!upstream.counts)
        abort();
    return server_start(&(ServerSettings){.address = "127.0.0.1",
                            .port = port,
                            .loops = 1,
                            .workers = 1,
                            .max_connections = 10000,
                            .idle_timeout = MINUTES(5),
                            .trusted_proxies = "",
                            .app = &no_app,
                            .exchanges = upstream.handlers},
        ret_problem);
}

void upstream_stop(Server *server)
{
    server_stop(server, 0);
    word_model_free(upstream.model);
    arena_free(upstream.scratch);
    free(upstream.counts);
}

int upstream_run(int port)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL); // before threads begin, so that they inherit it
    const char *problem;
    Server *server = upstream_start(port, &problem);
    if (!server) {
        fprintf(stderr, "demo-upstream: %s\n", problem);
        return 1;
    }
    fprintf(stderr, "demonstration model at http://127.0.0.1:%d/v1\n", server_port(server));
    int signal;
    sigwait(&signals, &signal);
    upstream_stop(server);
    return 0;
}
