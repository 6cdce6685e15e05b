// test_call.h — one small call of each upstream of a model that a draft describes, as its seller's
// test.
//
// A job calls, so nothing waits for servers of others. What came of it stays with the draft until
// the model is called again. When the draft is sent, what is still true of its upstreams is copied
// to the revision: evidence for whoever reviews it.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

struct Draft;

typedef enum TestCallState { TEST_CALL_WAITING, TEST_CALL_DONE } TestCallState;
extern const char *const test_call_state_names[];

typedef struct TestCall {
    Id id; // tca_…
    const char *model_name, *url, *upstream_model;
    const char *capability; // that was tried
    TestCallState state;
    bool is_current;        // the upstream is as it was then: its address, model and key
    Digest upstream_digest; // of ai_upstream_digest
    int64_t status;         // of the answer; 0: there was none
    int64_t latency_ms, tokens_in, tokens_out;
    const char *answer;  // its beginning; NULL: it has no text
    const char *problem; // a sentence of src/sentences; NULL: the model answers
    Id requested_by;
    const char *requested_by_name;
    Time requested_at, ended_at;
} TestCall;

typedef LIST_OF(TestCall) TestCallList;

/** Which model, by its name in the draft. */
typedef struct TestCallRequest {
    const char *model_name;
} TestCallRequest;

extern const Shape test_call_shape, test_call_request_shape;

enum { TEST_CALL_ATTEMPTS = 20 };

/**
 * Has the model called; *draft must be locked.
 * NOT_FOUND  the draft has no such model
 * CONFLICT   no_upstream: its calls have nowhere to go; test_call_under_way: of any of its models
 * LIMITED    too_many_attempts
 */
Error test_call_issue(
    Ctx *ctx, const struct Draft *draft, const char *model_name, TestCallList *ret_calls);

/** Of a draft, in the order of their requests. */
Error test_call_list(Ctx *ctx, const struct Draft *draft, TestCallList *ret_calls);

/** What came with a revision, whoever asks. */
Error test_call_list_evidence(Ctx *ctx, Id revision_id, TestCallList *ret_calls);

/** Gives the draft's revision what is true of its upstreams, instead of what it had. */
Error test_call_place_evidence(Ctx *ctx, const struct Draft *draft);

/** Job "call_model" {draft_id} of the draft's organization; emits draft.tested. A call is made
 * once: one that was cut off says so. */
Error test_call_run(Ctx *ctx, const Job *job);
