#include "test_call.h"

#include "base/text.h"
#include "catalog/draft.h"
#include "db/db.h"
#include "draft_document.h"
#include "identity/throttle.h"
#include "sentences/sentence.h"
#include "test_call_store.h"
#include "upstream_call.h"
#include "json/json.h"

#include <string.h>

#define CALL_LEASE MINUTES(2)

enum { MAX_SHOWN = 200, MAX_TOKENS = 1000000 }; // characters of an answer; what one may claim

const char *const test_call_state_names[] = {"waiting", "done", NULL};

SHAPE(test_call_shape, TestCall, FIELD(TestCall, id, .required = true),
    FIELD(TestCall, model_name, .required = true, .about = "As customers call it."),
    FIELD(TestCall, url, .required = true), FIELD(TestCall, upstream_model, .required = true),
    FIELD(TestCall, capability, .required = true, .about = "What was tried."),
    FIELD_ENUM(TestCall, state, test_call_state_names),
    FIELD(TestCall, is_current, .about = "The upstream has the same address, model and key now."),
    FIELD(TestCall, upstream_digest, .hidden = true),
    FIELD(TestCall, status, .about = "Of the answer; 0: there was none."),
    FIELD(TestCall, latency_ms, .about = "Until the whole answer was there."),
    FIELD(TestCall, tokens_in), FIELD(TestCall, tokens_out),
    FIELD(
        TestCall, answer, .about = "Its first 200 characters, or what the upstream complains of."),
    FIELD(TestCall, problem, .tell = sentence_in, .about = "null: the model answers."),
    FIELD(TestCall, requested_by), FIELD(TestCall, requested_by_name),
    FIELD(TestCall, requested_at, .required = true), FIELD(TestCall, ended_at));

SHAPE(test_call_request_shape, TestCallRequest,
    FIELD(TestCallRequest, model_name, .required = true, .max = 80,
        .about = "By its name in the draft."));

// ── the upstreams of a draft ─────────────────────────────────────────────────────────────────

static bool is_complete(const AiUpstream *upstream)
{
    return !text_is_empty(upstream->model_name) && !text_is_empty(upstream->url) &&
           !text_is_empty(upstream->upstream_model);
}

// With the keys that a revision of it would have.
static Error read_upstreams(
    Ctx *ctx, const Draft *draft, Offer *ret_offer, AiUpstreamList *ret_upstreams)
{
    TRY(draft_offer_read(ctx, draft, ret_offer));
    TRY(draft_offer_find_keys(ctx, draft, ret_offer));
    AiUpstreamList all = offer_upstreams(ctx->arena, ret_offer);
    *ret_upstreams = (AiUpstreamList){all.items, 0};
    for (size_t i = 0; i < all.count; i++)
        if (is_complete(&all.items[i]))
            ret_upstreams->items[ret_upstreams->count++] = all.items[i];
    return ai_upstream_find_keys(ctx, draft->product_id, ret_upstreams);
}

static const AiUpstream *find_upstream(const AiUpstreamList *upstreams, const TestCall *call)
{
    for (size_t i = 0; i < upstreams->count; i++)
        if (text_same(upstreams->items[i].model_name, call->model_name) &&
            text_same(upstreams->items[i].url, call->url) &&
            text_same(upstreams->items[i].upstream_model, call->upstream_model))
            return &upstreams->items[i];
    return NULL;
}

static bool is_true_of(Arena *arena, const TestCall *call, const AiUpstreamList *upstreams)
{
    const AiUpstream *upstream = find_upstream(upstreams, call);
    return upstream && (call->state == TEST_CALL_WAITING ||
                           digest_same(call->upstream_digest, ai_upstream_digest(arena, upstream)));
}

static Error list_with(
    Ctx *ctx, const Draft *draft, const AiUpstreamList *upstreams, TestCallList *ret_calls)
{
    TRY(test_call_store_list(ctx, draft->organization_id, draft->id, ret_calls));
    for (size_t i = 0; i < ret_calls->count; i++)
        ret_calls->items[i].is_current = is_true_of(ctx->arena, &ret_calls->items[i], upstreams);
    return OK;
}

Error test_call_list(Ctx *ctx, const Draft *draft, TestCallList *ret_calls)
{
    Offer offer;
    AiUpstreamList upstreams;
    TRY(read_upstreams(ctx, draft, &offer, &upstreams));
    return list_with(ctx, draft, &upstreams, ret_calls);
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

static Error find_capability(
    Ctx *ctx, const Offer *offer, const char *model_name, const char **ret_capability)
{
    for (size_t i = 0; offer->ai && i < offer->ai->models.count; i++)
        if (text_same(offer->ai->models.items[i].name, model_name)) {
            *ret_capability = upstream_capability(offer->ai->models.items[i].capabilities);
            return OK;
        }
    return fail(ctx, NOT_FOUND, "not_found", "The draft has no such model.");
}

// The model's former calls, and those of upstreams that are no longer in the draft.
static Error remove_former(
    Ctx *ctx, const Draft *draft, const char *model_name, const TestCallList *calls)
{
    for (size_t i = 0; i < calls->count; i++) {
        const TestCall *call = &calls->items[i];
        if (call->state == TEST_CALL_WAITING)
            return fail(ctx, CONFLICT, "test_call_under_way",
                "A test call of this draft is under way; wait until it has ended.");
        if (!call->is_current || text_same(call->model_name, model_name))
            TRY(test_call_store_remove(ctx, draft->organization_id, call->id));
    }
    return OK;
}

static Error create_calls(Ctx *ctx, const Draft *draft, const char *model_name,
    const char *capability, const AiUpstreamList *upstreams)
{
    bool is_any = false;
    for (size_t i = 0; i < upstreams->count; i++) {
        const AiUpstream *upstream = &upstreams->items[i];
        if (!text_same(upstream->model_name, model_name))
            continue;
        is_any = true;
        TRY(test_call_store_create(ctx, draft->organization_id, draft->id, ID_NONE,
            &(TestCall){.id = id_new("tca"),
                .model_name = model_name,
                .url = upstream->url,
                .upstream_model = upstream->upstream_model,
                .capability = capability,
                .requested_by = ctx->actor.user_id,
                .requested_at = ctx->now}));
    }
    if (is_any)
        return OK;
    return fail(ctx, CONFLICT, "no_upstream",
        "Calls of the model have nowhere to go yet: give the address of an upstream.");
}

Error test_call_issue(Ctx *ctx, const Draft *draft, const char *model_name, TestCallList *ret_calls)
{
    // Each asks servers of others, who did not ask for it.
    static const Throttle throttle = {"test_call", 30, HOURS(1)};
    Offer offer;
    AiUpstreamList upstreams;
    TestCallList former;
    const char *capability = NULL;
    TRY(read_upstreams(ctx, draft, &offer, &upstreams));
    TRY(find_capability(ctx, &offer, model_name, &capability));
    TRY(list_with(ctx, draft, &upstreams, &former));
    TRY(remove_former(ctx, draft, model_name, &former));
    TRY(create_calls(ctx, draft, model_name, capability, &upstreams));
    TRY(throttle_count(ctx, &throttle, ctx->actor.organization_id.text));
    TRY(job_add(ctx, "call_model", draft->organization_id, draft->id.text,
        arena_printf(ctx->arena, "{\"draft_id\":\"%s\"}", draft->id.text), TIME_NONE));
    return list_with(ctx, draft, &upstreams, ret_calls);
}

// ── evidence ─────────────────────────────────────────────────────────────────────────────────

Error test_call_list_evidence(Ctx *ctx, Id revision_id, TestCallList *ret_calls)
{
    TRY(test_call_store_list_evidence(ctx, revision_id, ret_calls));
    for (size_t i = 0; i < ret_calls->count; i++)
        ret_calls->items[i].is_current = true;
    return OK;
}

Error test_call_place_evidence(Ctx *ctx, const Draft *draft)
{
    AiUpstreamList upstreams;
    TestCallList calls;
    TRY(ai_upstream_list(ctx, draft->revision_id, &upstreams));
    TRY(ai_upstream_open(ctx, &upstreams));
    TRY(list_with(ctx, draft, &upstreams, &calls));
    TRY(test_call_store_remove_evidence(ctx, draft->organization_id, draft->revision_id));
    for (size_t i = 0; i < calls.count; i++) {
        TestCall *call = &calls.items[i];
        if (call->state != TEST_CALL_DONE || !call->is_current)
            continue;
        call->id = id_new("tca");
        TRY(test_call_store_create(ctx, draft->organization_id, ID_NONE, draft->revision_id, call));
    }
    return OK;
}

// ── calling ──────────────────────────────────────────────────────────────────────────────────

typedef struct Run {
    Draft draft;
    TestCallList calls;
    AiUpstreamList upstreams;
    TestCall *ended;
} Run;

static Error read_run(Ctx *ctx, void *arg)
{
    Run *run = arg;
    Offer offer;
    Error error = draft_get(ctx, run->draft.id, &run->draft);
    if (error == NOT_FOUND)
        ctx->failure = (Failure){0}; // it was discarded, with its calls
    if (error)
        return error == NOT_FOUND ? OK : error;
    TRY(read_upstreams(ctx, &run->draft, &offer, &run->upstreams));
    return test_call_store_list(ctx, run->draft.organization_id, run->draft.id, &run->calls);
}

// The text of the answer, of whichever kind of call; or what it says is wrong.
static const char *text_in(const JsonValue *answer)
{
    const JsonValue *choice = json_first(json_member(answer, "choices"));
    const JsonValue *output = json_first(json_member(answer, "output"));
    const JsonValue *error = json_member(answer, "error");
    const char *const texts[] = {
        json_text_member(json_member(choice, "message"), "content"),
        json_text_member(choice, "text"),
        json_text_member(json_first(json_member(output, "content")), "text"),
        json_text_member(error, "message"),
        json_text_member(answer, "error"),
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (!text_is_empty(texts[i]))
            return texts[i];
    return NULL;
}

// What follows a key that is repeated is not shown either.
static const char *beginning_of(Arena *arena, const char *text, const char *key)
{
    if (!text)
        return NULL;
    const char *repeated = key ? strstr(text, key) : NULL;
    size_t length = repeated ? (size_t)(repeated - text) : strlen(text);
    size_t characters = 0, end = 0;
    for (; end < length; end++)
        if (((unsigned char)text[end] & 0xC0) != 0x80 && characters++ == MAX_SHOWN)
            break;
    return arena_text(arena, text, end);
}

static int64_t tokens_in(const JsonValue *usage, const char *name, const char *other_name)
{
    int64_t count = json_int_member(usage, name, json_int_member(usage, other_name, 0));
    return count < 0 ? 0 : count > MAX_TOKENS ? MAX_TOKENS : count;
}

static void judge(Ctx *ctx, const AiUpstream *upstream, const ClientAnswer *answer, TestCall *call)
{
    const JsonValue *object = upstream_answer_object(ctx, answer);
    const JsonValue *usage = json_member(object, "usage");
    call->status = answer->status;
    call->tokens_in = tokens_in(usage, "prompt_tokens", "input_tokens");
    call->tokens_out = tokens_in(usage, "completion_tokens", "output_tokens");
    call->answer = beginning_of(ctx->arena, text_in(object), upstream->key);
    if (answer->status != 200)
        call->problem = sentence_of(ctx->arena, SENTENCE_UPSTREAM_FAILS,
            {"model", call->model_name}, {"status", sentence_number(ctx->arena, answer->status)});
    else if (!object)
        call->problem =
            sentence_of(ctx->arena, SENTENCE_UPSTREAM_NO_API, {"model", call->model_name});
}

// The lease is renewed before and after, so ctx->now tells how long it took.
static Error call_once(Ctx *ctx, const Job *job, const AiUpstream *upstream, TestCall *call)
{
    ClientAnswer answer;
    call->upstream_digest = ai_upstream_digest(ctx->arena, upstream);
    TRY(job_renew(ctx, job, CALL_LEASE));
    Time begun_at = ctx->now;
    Error error = upstream_call(ctx, call->capability, upstream, &answer);
    if (error)
        call->problem = sentence_of(ctx->arena, SENTENCE_UPSTREAM_UNREACHABLE,
            {"model", call->model_name}, {"problem", .sentence = sentence_of_failure(ctx)});
    else
        judge(ctx, upstream, &answer, call);
    ctx->failure = (Failure){0}; // that is what was asked
    TRY(job_renew(ctx, job, CALL_LEASE));
    call->latency_ms = (ctx->now.us - begun_at.us) / 1000;
    return OK;
}

static Error write_end(Ctx *ctx, void *arg)
{
    const Run *run = arg;
    TRY(test_call_store_end(ctx, run->draft.organization_id, run->ended));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "model_name", run->ended->model_name);
    json_end_object(data);
    return event_emit(
        ctx, "draft.tested", run->draft.organization_id, run->draft.id, json_finish(data));
}

Error test_call_run(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Run run = {.draft.id = id_from(json_text_member(arguments, "draft_id"))};
    TRY(tx_run(ctx, TX_READ, read_run, &run));
    for (size_t i = 0; i < run.calls.count; i++) {
        TestCall *call = run.ended = &run.calls.items[i];
        const AiUpstream *upstream = find_upstream(&run.upstreams, call);
        if (call->state != TEST_CALL_WAITING)
            continue;
        if (job->attempts > 1)
            call->problem = sentence_of(ctx->arena, SENTENCE_TEST_CALL_CUT_OFF);
        else if (upstream)
            TRY(call_once(ctx, job, upstream, call));
        else
            call->problem = sentence_of(ctx->arena, SENTENCE_TEST_CALL_OUTDATED);
        call->ended_at = ctx->now;
        TRY(tx_run(ctx, TX_WRITE, write_end, &run));
    }
    return OK;
}
