#include "gateway.h"

#include "gateway_call.h"
#include "settings.h"

#include "base/text.h"
#include "http/server.h"
#include "json/json.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const int64_t sweep_us = SECONDS(1) / 4;

// The gateway of this process: exchanges come without a word about whose they are.
static Gateway gateway;
static GatewayLoop loops[MAX_LOOPS]; // each of its loop alone, once `loop` is set

// ── the part on a loop ───────────────────────────────────────────────────────────────────────

static void sweep(void *arg)
{
    GatewayLoop *home = arg;
    Time now = call_now();
    for (Call *call = home->calls, *next; call; call = next) {
        next = call->next;
        call_sweep(call, now);
    }
    home->sweep = home->calls ? loop_after(home->loop, sweep_us, sweep, home) : NULL;
}

static void free_over(void *arg)
{
    GatewayLoop *home = arg;
    for (Call *call = home->over, *next; call; call = next) {
        next = call->next_over;
        call_free(call);
    }
    home->over = NULL;
}

static GatewayLoop *home_of(Loop *loop)
{
    GatewayLoop *home = &loops[loop_number(loop)];
    if (!home->loop) {
        const Settings *set = settings();
        home->gateway = &gateway;
        home->transfers =
            transfers_new(loop, gateway.guard, set->ai_connect_timeout, set->ai_total_timeout);
        home->is_stopped = !gateway.keys;
        home->loop = loop;
        loop_at_turn_end(loop, free_over, home);
    }
    return home;
}

static Call *call_of(Exchange *ex)
{
    GatewayLoop *home = home_of(exchange_loop(ex));
    Call *call = call_new(home, ex);
    if (!home->sweep && !home->is_stopped)
        home->sweep = loop_after(home->loop, sweep_us, sweep, home);
    return call;
}

static const AiError stopping = {.status = 503,
    .code = "stopping",
    .message = "This server is about to stop; try again in a moment.",
    .retry_after = SECONDS(1)};

// ── which call ───────────────────────────────────────────────────────────────────────────────

static AiError refusal(int status, const char *code, const char *message)
{
    return (AiError){.status = status, .code = code, .message = message, .is_final = true};
}

// models/org%2Fm2 and models/org/m2 are the same.
static const char *model_id_of(Exchange *ex, const char *path)
{
    char *id = arena_text(exchange_arena(ex), path, strlen(path)), *end = id;
    for (const char *at = id; *at; at++) {
        bool is_slash = strncasecmp(at, "%2f", 3) == 0;
        *end++ = is_slash ? '/' : *at;
        at += is_slash ? 2 : 0;
    }
    *end = '\0';
    return id;
}

static bool find_operation(const char *path, AiOperation *ret_operation)
{
    for (int i = 0; ai_operation_paths[i]; i++)
        if (text_same(path, ai_operation_paths[i])) {
            *ret_operation = (AiOperation)i;
            return true;
        }
    return false;
}

static bool find_endpoint(Call *call, AiError *ret_error)
{
    const char *path = exchange_path(call->ex) + strlen(gateway_exchange.prefix);
    Method method = GET;
    if (text_same(path, "models")) {
        call->endpoint = ENDPOINT_MODELS;
    } else if (text_starts_with(path, "models/")) {
        call->endpoint = ENDPOINT_MODEL;
        call->model_id = model_id_of(call->ex, path + strlen("models/"));
    } else if (find_operation(path, &call->operation)) {
        call->endpoint = ENDPOINT_CALL;
        method = POST;
    } else {
        *ret_error = refusal(404, "unknown_url",
            arena_printf(exchange_arena(call->ex), "There is no %s.", exchange_path(call->ex)));
        return false;
    }
    if (exchange_method(call->ex) == method)
        return true;
    *ret_error =
        refusal(405, "method_not_allowed", method == GET ? "Use GET here." : "Use POST here.");
    ret_error->allow = method_names[method];
    return false;
}

// ── who calls ────────────────────────────────────────────────────────────────────────────────

static const char *secret_of(Exchange *ex)
{
    const char *authorization = exchange_header(ex, "Authorization");
    if (authorization && strncasecmp(authorization, "Bearer ", 7) == 0)
        return text_trimmed(exchange_arena(ex), authorization + 7);
    return exchange_header(ex, "x-api-key");
}

static const AiError key_revoked = {.status = 401,
    .code = "key_revoked",
    .message = "This API key was deactivated.",
    .is_final = true};
static const AiError secret_ended = {.status = 401,
    .code = "key_rotated",
    .message = "This API key was replaced by a new one, and its time is over.",
    .is_final = true};
static const AiError key_paused = {.status = 403,
    .code = "key_paused",
    .message = "This API key is paused; calls work again once it is resumed.",
    .is_final = true};

static bool is_over(Time end, Time now)
{
    return time_is_set(end) && !time_before(now, end);
}

static bool check_key(const Call *call, AiError *ret_error)
{
    const GatewayKey *key = call->key;
    if (!key)
        *ret_error = refusal(401, "invalid_api_key", "This API key is not known.");
    else if (time_is_set(key->revoked_at))
        *ret_error = key_revoked;
    else if (is_over(key->expires_at, call->begun_at))
        *ret_error = refusal(401, "key_expired", "This API key has expired.");
    else if (is_over(key->secret_ends_at, call->begun_at))
        *ret_error = secret_ended;
    else if (time_is_set(key->paused_at))
        *ret_error = key_paused;
    else if (!text_same(key->subscription_state, "active"))
        *ret_error = refusal(403, "subscription_not_active",
            arena_printf(
                exchange_arena(call->ex), "The subscription is %s.", key->subscription_state));
    else
        return true;
    return false;
}

static void proceed(Call *call)
{
    AiError error;
    if (!check_key(call, &error) ||
        (call->endpoint == ENDPOINT_MODEL && !call_find_model(call, call->model_id, &error))) {
        call_refuse(call, &error);
    } else if (call->endpoint == ENDPOINT_CALL) {
        call_open(call);
    } else {
        call->phase = CALL_OVER;
        reply_models(call);
        call_check(call);
    }
}

static void ask_key(Call *call);

static void key_read(void *arg)
{
    Call *call = arg;
    call->key = call->lookup.key;
    if (!call->ex) {
        call->phase = CALL_OVER;
        call_check(call);
    } else if (call->lookup.error) {
        AiError error = {.status = 503,
            .code = "unavailable",
            .message = "Keys cannot be checked just now; try again in a moment.",
            .retry_after = SECONDS(1)};
        call_refuse(call, &error);
    } else if (call->key && call->key->is_stale) {
        gateway_key_close(call->key);
        call->key = NULL;
        ask_key(call);
    } else {
        proceed(call);
    }
}

static void ask_key(Call *call)
{
    if (call->home->is_stopped) {
        call_refuse(call, &stopping);
        return;
    }
    if (gateway_keys_get(gateway.keys, call->lookup.secret, call->begun_at, &call->key)) {
        proceed(call);
        return;
    }
    if (gateway_lookup_place(gateway.lookup, &call->lookup))
        return;
    AiError error = {.status = 503,
        .code = "overloaded",
        .message = "Too many unknown keys at once; try again in a moment.",
        .retry_after = SECONDS(1)};
    call_refuse(call, &error);
}

// ── the exchange ─────────────────────────────────────────────────────────────────────────────

static void gateway_begin(Exchange *ex)
{
    Call *call = call_of(ex);
    AiError error;
    const char *secret = secret_of(ex);
    if (!find_endpoint(call, &error)) {
        call_refuse(call, &error);
    } else if (text_is_empty(secret)) {
        error = refusal(401, "invalid_api_key",
            "Send your API key in the header Authorization: Bearer kt_live_…");
        call_refuse(call, &error);
    } else {
        call->lookup = (LookupJob){
            .secret = digest_of(secret), .loop = call->home->loop, .done = key_read, .arg = call};
        ask_key(call);
    }
}

static void gateway_drained(Exchange *ex)
{
    Call *call = exchange_user(ex);
    if (transfer_is_open(&call->transfer))
        transfer_resume(&call->transfer);
}

static void gateway_closed(Exchange *ex, bool complete)
{
    (void)complete; // what was complete is settled already
    Call *call = exchange_user(ex);
    if (!call)
        return;
    call->ex = NULL;
    if (call->phase == CALL_WAITING || call->phase == CALL_STREAMING)
        call_drain(call);
    call_check(call);
}

static void gateway_refuse(Exchange *ex, int status)
{
    Call *call = call_of(ex);
    AiError error = {.status = status,
        .code = "overloaded",
        .message = "Too many requests are on their way; try again in a moment."};
    if (status == 413)
        error = refusal(413, "request_too_large", "The request is too large.");
    if (status == 400)
        error = refusal(400, "bad_request", "The head of the request can be read in two ways.");
    call_refuse(call, &error);
}

static size_t gateway_body_limit(Exchange *ex)
{
    (void)ex;
    return (size_t)settings()->ai_max_body;
}

const ExchangeHandler gateway_exchange = {
    .prefix = "/ai/v1/",
    .body_limit = gateway_body_limit,
    .begin = gateway_begin,
    .drained = gateway_drained,
    .closed = gateway_closed,
    .refuse = gateway_refuse,
};

// ── events ───────────────────────────────────────────────────────────────────────────────────

typedef struct Cut {
    GatewayLoop *home;
    Id subject;                   // the key or the subscription
    int64_t oldest_secret_number; // of those that go on
    const AiError *error;
} Cut;

static void cut_calls(void *arg)
{
    Cut *cut = arg;
    for (Call *call = cut->home->calls, *next; call; call = next) {
        next = call->next;
        const GatewayKey *key = call->key;
        if (key && key->secret_number < cut->oldest_secret_number &&
            (id_same(key->id, cut->subject) || id_same(key->subscription_id, cut->subject)))
            call_cut(call, cut->error);
    }
    free(cut);
}

static void cut_everywhere(Id subject, int64_t oldest_secret_number, const AiError *error)
{
    for (size_t i = 0; i < MAX_LOOPS; i++) {
        if (!loops[i].loop)
            continue;
        Cut *cut = malloc(sizeof *cut);
        if (!cut)
            abort();
        *cut = (Cut){&loops[i], subject, oldest_secret_number, error};
        loop_post(loops[i].loop, cut_calls, cut);
    }
}

static int64_t oldest_secret_number_of(const Event *event)
{
    Arena *arena = arena_new();
    const char *problem;
    const JsonValue *data = json_parse(arena, event->data.text, strlen(event->data.text), &problem);
    const JsonValue *number = data ? json_member(data, "oldest_secret_number") : NULL;
    int64_t oldest = number ? number->number : 0;
    arena_free(arena);
    return oldest;
}

// Held while an event is told to the keys, and while they come and go: events do not wait for a
// gateway that starts or stops.
static pthread_mutex_t observing = PTHREAD_MUTEX_INITIALIZER;

static void tell_keys(const Event *event)
{
    const char *kind = event->kind;
    if (text_starts_with(kind, "ai_key.") || text_starts_with(kind, "subscription."))
        gateway_keys_remove(gateway.keys, event->subject_id);
    else if (text_starts_with(kind, "catalog.") || text_starts_with(kind, "revision.") ||
             text_starts_with(kind, "product."))
        gateway_keys_remove(gateway.keys, ID_NONE);
    if (text_same(kind, "ai_key.revoked") || text_same(kind, "subscription.cancelled"))
        cut_everywhere(event->subject_id, INT64_MAX, &key_revoked);
    else if (text_same(kind, "ai_key.paused"))
        cut_everywhere(event->subject_id, INT64_MAX, &key_paused);
    else if (text_same(kind, "ai_key.rotated") || text_same(kind, "ai_key.former_secret_ended"))
        cut_everywhere(event->subject_id, oldest_secret_number_of(event), &secret_ended);
}

void gateway_observe(const Event *event)
{
    pthread_mutex_lock(&observing);
    if (gateway.keys)
        tell_keys(event);
    pthread_mutex_unlock(&observing);
}

// ── start and stop ───────────────────────────────────────────────────────────────────────────

void gateway_start(Database *database, const Guard *guard)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT))
        abort();
    for (size_t i = 0; i < MAX_LOOPS; i++) {
        free_over(&loops[i]); // of an earlier gateway, whose loops have ended
        loops[i] = (GatewayLoop){0};
    }
    pthread_mutex_lock(&observing);
    gateway = (Gateway){.database = database, .guard = guard, .keys = gateway_keys_new()};
    pthread_mutex_unlock(&observing);
    gateway.lookup = gateway_lookup_start(database, gateway.keys);
    gateway.meter = gateway_meter_start(database);
}

static pthread_mutex_t turns_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turns_changed = PTHREAD_COND_INITIALIZER;
static int turns_left;

typedef struct Turn {
    GatewayLoop *home;
    void (*task)(GatewayLoop *home);
} Turn;

static void take_turn(void *arg)
{
    Turn *turn = arg;
    turn->task(turn->home);
    pthread_mutex_lock(&turns_lock);
    turns_left--;
    pthread_cond_signal(&turns_changed);
    pthread_mutex_unlock(&turns_lock);
}

// Has every loop do it, and waits until all did.
static void run_on_loops(void (*task)(GatewayLoop *home))
{
    Turn turns[MAX_LOOPS];
    pthread_mutex_lock(&turns_lock);
    for (size_t i = 0; i < MAX_LOOPS; i++) {
        turns[i] = (Turn){&loops[i], task};
        turns_left += loops[i].loop != NULL;
    }
    pthread_mutex_unlock(&turns_lock);
    for (size_t i = 0; i < MAX_LOOPS; i++)
        if (loops[i].loop)
            loop_post(loops[i].loop, take_turn, &turns[i]);
    pthread_mutex_lock(&turns_lock);
    while (turns_left)
        pthread_cond_wait(&turns_changed, &turns_lock);
    pthread_mutex_unlock(&turns_lock);
}

static void stop_beginning(GatewayLoop *home)
{
    home->is_stopped = true;
}

static void stop_calls(GatewayLoop *home)
{
    for (Call *call = home->calls, *next; call; call = next) {
        next = call->next;
        if (call->phase == CALL_ASKING)
            call_refuse(call, &stopping);
        call_cut(call, &stopping);
        if (call->phase == CALL_DRAINING || transfer_is_open(&call->transfer))
            call_give_up(call);
    }
    loop_cancel(home->loop, home->sweep);
    home->sweep = NULL;
    transfers_free(home->transfers);
    home->transfers = NULL;
}

void gateway_stop(int64_t grace_us)
{
    run_on_loops(stop_beginning);
    for (int64_t waited = 0; gateway.open_calls && waited < grace_us; waited += 10000)
        usleep(10000);
    gateway_lookup_stop(gateway.lookup);
    run_on_loops(stop_calls);
    gateway_meter_stop(gateway.meter);
    pthread_mutex_lock(&observing);
    gateway_keys_free(gateway.keys);
    gateway.keys = NULL;
    pthread_mutex_unlock(&observing);
}
