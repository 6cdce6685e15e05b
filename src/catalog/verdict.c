#include "verdict.h"

#include "db/db.h"
#include "verdict_check.h"
#include "verdict_store.h"
#include "json/json.h"

const char *const verdict_state_names[] = {"waiting", "done", NULL};
const char *const check_names[] = {
    "texts", "links", "documents", "chart", "upstream", "prices", "licences", "check", NULL};
const char *const check_level_names[] = {"blocking", "warning", "ok", NULL};

static SHAPE(check_finding_shape, CheckFinding, FIELD_ENUM(CheckFinding, check, check_names),
    FIELD_ENUM(CheckFinding, level, check_level_names),
    FIELD(CheckFinding, field, .about = "Of the offer; null: the whole."),
    FIELD_TOLD(CheckFinding, sentence, "code", sentence_code_in, .required = true),
    FIELD_TOLD(CheckFinding, sentence, "message", sentence_text_in, .required = true,
        .about = "In the language that was asked for."),
    FIELD_TOLD(CheckFinding, sentence, "cure", sentence_cure_in, .about = "What to do about it."));

SHAPE_NAMED(check_finding_row_shape, CheckFinding, "CheckFindingRow",
    FIELD_ENUM(CheckFinding, check, check_names),
    FIELD_ENUM(CheckFinding, level, check_level_names), FIELD(CheckFinding, field),
    FIELD(CheckFinding, sentence, .required = true));

#define VERDICT_FIELDS                                                                             \
    FIELD_ENUM(Verdict, state, verdict_state_names), FIELD(Verdict, warnings),                     \
        FIELD(Verdict, blocking), FIELD(Verdict, requested_at, .required = true),                  \
        FIELD(Verdict, checked_at)

SHAPE(verdict_shape, Verdict, VERDICT_FIELDS,
    FIELD_LIST(Verdict, findings, check_finding_shape, .about = "Each check has one at least."));

SHAPE_NAMED(verdict_row_shape, Verdict, "VerdictRow", VERDICT_FIELDS, FIELD(Verdict, revision_id),
    FIELD(Verdict, content_digest), FIELD_LIST(Verdict, findings, check_finding_row_shape));

// ── asking and reading ───────────────────────────────────────────────────────────────────────

Error verdict_issue(Ctx *ctx, const Revision *revision)
{
    Verdict *former;
    TRY(verdict_find(ctx, revision, &former));
    Verdict verdict = former ? *former : (Verdict){.revision_id = revision->id};
    verdict.state = VERDICT_WAITING;
    verdict.content_digest = revision->content_digest;
    verdict.requested_at = ctx->now;
    TRY(verdict_store_place(ctx, &verdict));
    return job_add(ctx, "check_revision", ID_NONE, revision->id.text,
        arena_printf(ctx->arena, "{\"revision_id\":\"%s\"}", revision->id.text), TIME_NONE);
}

Error verdict_find(Ctx *ctx, const Revision *revision, Verdict **ret_verdict)
{
    Verdict *verdict = arena_new_of(ctx->arena, Verdict);
    Error error = verdict_store_find(ctx, revision->id, verdict);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    bool is_current = !error && digest_same(verdict->content_digest, revision->content_digest);
    *ret_verdict = is_current ? verdict : NULL;
    return OK;
}

static Error issue_if_in_review(Ctx *ctx, Id revision_id)
{
    Revision revision;
    TRY(revision_get(ctx, revision_id, &revision));
    return revision.state == REVISION_IN_REVIEW ? verdict_issue(ctx, &revision) : OK;
}

Error verdict_revision_submitted(Ctx *ctx, const Event *event)
{
    return issue_if_in_review(ctx, event->subject_id);
}

Error verdict_chart_moved(Ctx *ctx, const Event *event)
{
    Chart chart;
    TRY(chart_get(ctx, event->subject_id, &chart));
    return issue_if_in_review(ctx, chart.revision_id);
}

// ── checking ─────────────────────────────────────────────────────────────────────────────────

void check_add(
    Checkup *checkup, Check check, CheckLevel level, const char *field, const char *sentence)
{
    CheckFindingList *list = &checkup->findings;
    CheckFinding finding = {check, level, field, sentence};
    if (list->count < MAX_CHECK_FINDINGS) {
        list->items[list->count++] = finding;
        return;
    }
    // What blocks is not left out for what only warns.
    for (size_t i = list->count; level == LEVEL_BLOCKING && i--;)
        if (list->items[i].level != LEVEL_BLOCKING) {
            list->items[i] = finding;
            return;
        }
}

bool check_is_clean(const Checkup *checkup, Check check)
{
    for (size_t i = 0; i < checkup->findings.count; i++)
        if (checkup->findings.items[i].check == check)
            return false;
    return true;
}

static Error read_chart(Ctx *ctx, Checkup *checkup)
{
    checkup->chart = arena_new_of(ctx->arena, Chart);
    Error error = chart_of_revision(ctx, checkup->revision.id, checkup->chart);
    if (error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    checkup->chart = NULL;
    return OK;
}

static Error read_upstreams(Ctx *ctx, Checkup *checkup)
{
    TRY(ai_upstream_list(ctx, checkup->revision.id, &checkup->upstreams));
    return ai_upstream_open(ctx, &checkup->upstreams);
}

static Error read_checkup(Ctx *ctx, void *arg)
{
    Checkup *checkup = arg;
    TRY(revision_get(ctx, checkup->revision.id, &checkup->revision));
    Id id = checkup->revision.id;
    TRY(product_get_of_revision(ctx, id, &checkup->product));
    TRY(seller_get(ctx, checkup->product.seller_id, &checkup->seller));
    TRY(plan_list(ctx, id, &checkup->plans));
    TRY(ai_model_list(ctx, id, &checkup->models));
    TRY(document_list(ctx, id, &checkup->documents));
    TRY(read_chart(ctx, checkup));
    TRY(read_upstreams(ctx, checkup));
    Id active_id = checkup->product.active_revision_id;
    if (!id_is_set(active_id) || id_same(active_id, id))
        return OK;
    TRY(plan_list(ctx, active_id, &checkup->active_plans));
    return ai_model_list(ctx, active_id, &checkup->active_models);
}

static Error check_all(Ctx *ctx, Checkup *checkup)
{
    TRY(tx_run(ctx, TX_READ, read_checkup, checkup));
    check_texts(ctx, checkup);
    check_links(ctx, checkup);
    TRY(check_documents(ctx, checkup));
    check_chart(ctx, checkup);
    check_upstreams(ctx, checkup);
    check_prices(ctx, checkup);
    check_licences(ctx, checkup);
    ctx->failure = (Failure){0}; // what links and upstreams answered is found, not failed
    return OK;
}

static Error read_revision(Ctx *ctx, void *arg)
{
    Checkup *checkup = arg;
    return revision_get(ctx, checkup->revision.id, &checkup->revision);
}

static Error give_up(Ctx *ctx, Checkup *checkup)
{
    TRY(tx_run(ctx, TX_READ, read_revision, checkup));
    check_find(ctx, checkup, CHECK_ITSELF, LEVEL_BLOCKING, NULL, SENTENCE_CHECK_FAILED);
    return OK;
}

// A verdict that was asked for meanwhile stays to be made: its job waits behind this one.
static Error write_verdict(Ctx *ctx, void *arg)
{
    const Checkup *checkup = arg;
    const Revision *revision = &checkup->revision;
    Verdict now = {.revision_id = ID_NONE};
    TRY(verdict_store_find(ctx, revision->id, &now));
    if (!digest_same(now.content_digest, revision->content_digest))
        return OK;
    now.state = VERDICT_DONE;
    now.findings = checkup->findings;
    now.warnings = now.blocking = 0;
    now.checked_at = ctx->now;
    for (size_t i = 0; i < now.findings.count; i++) {
        now.warnings += now.findings.items[i].level == LEVEL_WARNING;
        now.blocking += now.findings.items[i].level == LEVEL_BLOCKING;
    }
    TRY(verdict_store_place(ctx, &now));
    const char *data = arena_printf(ctx->arena, "{\"warnings\":%lld,\"blocking\":%lld}",
        (long long)now.warnings, (long long)now.blocking);
    return product_emit(ctx, "revision.checked", revision->product_id, revision->id, data);
}

Error verdict_run(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Checkup checkup = {
        .revision.id = id_from(json_text_member(arguments, "revision_id")),
        .findings = {arena_array_of(ctx->arena, CheckFinding, MAX_CHECK_FINDINGS), 0},
    };
    Error error =
        job->attempts > CHECK_ATTEMPTS ? give_up(ctx, &checkup) : check_all(ctx, &checkup);
    if (error)
        return error == INVALID ? INTERNAL : error; // which is tried again, until it is given up
    return tx_run(ctx, TX_WRITE, write_verdict, &checkup);
}
