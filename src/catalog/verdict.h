// verdict.h — what Kontor itself finds out about a submitted revision, before a person looks.
//
// A job checks it right after it was submitted, and anew when its chart was taken in or somebody
// asks. Operator and seller see the same. What blocks is approved only by an operator who says why.
// A verdict is about what the revision said then: once that has changed it is not current.
#pragma once

#include "catalog/revision.h"
#include "shape/shape.h"
#include "work/work.h"

typedef enum VerdictState { VERDICT_WAITING, VERDICT_DONE } VerdictState;
extern const char *const verdict_state_names[];

typedef enum Check {
    CHECK_TEXTS,     // in all languages
    CHECK_LINKS,     // answer to anybody
    CHECK_DOCUMENTS, // can be read, and do nothing
    CHECK_CHART,     // renders, and stays in its namespace
    CHECK_UPSTREAM,  // answers a small call
    CHECK_PRICES,    // are there, and not ten times what they were
    CHECK_LICENCES,  // of the software used
    CHECK_ITSELF,    // ended
} Check;
extern const char *const check_names[]; // "texts" …, ended by NULL

typedef enum CheckLevel { LEVEL_BLOCKING, LEVEL_WARNING, LEVEL_OK } CheckLevel;
extern const char *const check_level_names[];

typedef struct CheckFinding {
    Check check;
    CheckLevel level;
    const char *field;    // of the offer: "plans[0].prices[1].amount"; NULL: the whole
    const char *sentence; // as src/sentences keeps it; it knows code and cure
} CheckFinding;

typedef LIST_OF(CheckFinding) CheckFindingList;

typedef struct Verdict {
    Id revision_id;
    VerdictState state;
    Digest content_digest; // of what was looked at
    CheckFindingList findings;
    int64_t warnings, blocking;
    Time requested_at, checked_at;
} Verdict;

extern const Shape verdict_shape; // of the API

// It is tried to check so often; the attempts after that only say that it cannot be done, so that
// nobody waits for it for ever.
enum { CHECK_ATTEMPTS = 4, VERDICT_ATTEMPTS = 20 };

/**
 * Asks for a verdict of the revision as it is now. What was found of the same contents counts until
 * it is there, so that asking again makes nothing pass.
 */
Error verdict_issue(Ctx *ctx, const Revision *revision);

/** Of the revision as it is now; NULL: there is none. */
Error verdict_find(Ctx *ctx, const Revision *revision, Verdict **ret_verdict);

/** Reaction to revision.submitted. */
Error verdict_revision_submitted(Ctx *ctx, const Event *event);
/** Reaction to chart.ready and chart.refused: the verdict about what is in review is made anew. */
Error verdict_chart_moved(Ctx *ctx, const Event *event);

/** Job "check_revision" {revision_id}: the verdict is done then, come what may; emits
 * revision.checked to the seller. */
Error verdict_run(Ctx *ctx, const Job *job);
