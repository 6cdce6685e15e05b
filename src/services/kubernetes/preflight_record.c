#include "preflight_record.h"

#include "base/text.h"
#include "configuration.h"
#include "db/db.h"
#include "preflight_store.h"
#include "sentences/sentence.h"
#include "json/json.h"

const char *const preflight_state_names[] = {"waiting", "done", "failed", NULL};

#define SHOWN_FIELDS                                                                               \
    FIELD(PreflightRecord, configuration_id, .required = true),                                    \
        FIELD(PreflightRecord, configuration_version),                                             \
        FIELD_ENUM(PreflightRecord, state, preflight_state_names),                                 \
        FIELD(PreflightRecord, problem, .tell = sentence_in),                                      \
        FIELD(PreflightRecord, manifest_digest),                                                   \
        FIELD(PreflightRecord, requested_at, .required = true), FIELD(PreflightRecord, checked_at)

SHAPE(preflight_record_shape, PreflightRecord, SHOWN_FIELDS,
    FIELD_LIST(PreflightRecord, findings, finding_row_shape), FIELD(PreflightRecord, manifest),
    FIELD_OBJECT(PreflightRecord, needs, needs_shape));

SHAPE_NAMED(preflight_shape, PreflightRecord, "Preflight", SHOWN_FIELDS,
    FIELD_LIST(PreflightRecord, findings, finding_shape),
    FIELD(PreflightRecord, may_deploy, .about = "Done, up to date, and without errors."),
    FIELD(PreflightRecord, is_current, .about = "Of the configuration as it is now."));

// ── asking and reading ───────────────────────────────────────────────────────────────────────

static void compare(PreflightRecord *record, const Configuration *configuration)
{
    record->is_current = record->configuration_version == configuration->version;
    record->may_deploy = record->state == PREFLIGHT_DONE && record->is_current &&
                         !preflight_has_errors(&record->findings);
}

Error preflight_record_issue(Ctx *ctx, Id configuration_id, PreflightRecord *ret_record)
{
    Configuration configuration = {.id = ID_NONE};
    TRY(configuration_lock(ctx, configuration_id, &configuration));
    TRY(configuration_require_permission(ctx, &configuration));
    if (time_is_set(configuration.ordered_at))
        return fail(ctx, CONFLICT, "configuration_ordered", "It was ordered already.");
    PreflightRecord record = {
        .configuration_id = configuration.id,
        .configuration_version = configuration.version,
        .state = PREFLIGHT_WAITING,
        .requested_at = ctx->now,
    };
    TRY(preflight_store_place(ctx, ctx->actor.organization_id, &record));
    TRY(job_add(ctx, "preflight", ctx->actor.organization_id, configuration.id.text,
        arena_printf(ctx->arena, "{\"configuration_id\":\"%s\"}", configuration.id.text),
        TIME_NONE));
    compare(&record, &configuration);
    *ret_record = record;
    return OK;
}

Error preflight_record_get(Ctx *ctx, Id configuration_id, PreflightRecord *ret_record)
{
    Configuration configuration = {.id = ID_NONE};
    PreflightRecord record = {.configuration_id = ID_NONE};
    TRY(configuration_get(ctx, configuration_id, &configuration));
    TRY(preflight_store_get(ctx, configuration_id, &record));
    compare(&record, &configuration);
    *ret_record = record;
    return OK;
}

Error preflight_record_cost(Ctx *ctx, Id configuration_id, InfrastructureCost *ret_cost)
{
    Configuration configuration = {.id = ID_NONE};
    PreflightRecord record = {.configuration_id = ID_NONE};
    Cluster cluster = {.id = ID_NONE};
    InfrastructurePriceList prices;
    TRY(configuration_get(ctx, configuration_id, &configuration));
    Error error = preflight_store_get(ctx, configuration_id, &record);
    if (error == NOT_FOUND || (!error && !record.manifest))
        return fail(ctx, NOT_FOUND, "not_checked",
            "What it costs is known when the configuration was checked without faults.");
    TRY(error);
    if (id_is_set(configuration.cluster_id))
        TRY(cluster_get(ctx, configuration.cluster_id, &cluster));
    TRY(infrastructure_price_list(ctx, &prices));
    *ret_cost = cost_of(ctx, &record.needs, &prices, cluster_default_class(&cluster));
    ret_cost->is_current = record.configuration_version == configuration.version;
    return OK;
}

// ── the job ──────────────────────────────────────────────────────────────────────────────────

/** One preflight, from question to answer. */
typedef struct Run {
    Id configuration_id;
    Configuration configuration;
    Chart chart;
    Cluster cluster;
    const char *secrets_json;
    PreflightRecord record;
} Run;

static Error begin(Ctx *ctx, void *arg)
{
    Run *run = arg;
    TRY(configuration_get(ctx, run->configuration_id, &run->configuration));
    TRY(preflight_store_get(ctx, run->configuration_id, &run->record));
    TRY(chart_of_revision(ctx, run->configuration.revision_id, &run->chart));
    if (id_is_set(run->configuration.cluster_id))
        TRY(cluster_get(ctx, run->configuration.cluster_id, &run->cluster));
    return configuration_secrets(ctx, run->configuration_id, &run->secrets_json);
}

static size_t count_errors(const FindingList *findings)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].severity == SEVERITY_ERROR;
    return count;
}

// A preflight that was asked for meanwhile stays to be done: its job waits behind this one.
static Error end(Ctx *ctx, void *arg)
{
    Run *run = arg;
    PreflightRecord now = {.configuration_id = ID_NONE};
    TRY(preflight_store_get(ctx, run->configuration_id, &now));
    if (now.requested_at.us != run->record.requested_at.us)
        return OK;
    TRY(preflight_store_place(ctx, ctx->actor.organization_id, &run->record));
    const char *data = arena_printf(ctx->arena, "{\"state\":\"%s\",\"errors\":%zu}",
        preflight_state_names[run->record.state], count_errors(&run->record.findings));
    return event_emit(
        ctx, "configuration.checked", ctx->actor.organization_id, run->configuration_id, data);
}

static Error look(Ctx *ctx, Run *run)
{
    const Configuration *configuration = &run->configuration;
    const PreflightQuestion question = {
        .chart = &run->chart,
        .cluster = id_is_set(configuration->cluster_id) ? &run->cluster : NULL,
        .namespace = configuration->namespace,
        .release = configuration->release_name,
        .answers_json = configuration->answers.text,
        .confidential_json = run->secrets_json,
    };
    PreflightResult result;
    TRY(preflight_run(ctx, &question, &result));
    run->record.state = PREFLIGHT_DONE;
    run->record.problem = NULL;
    run->record.findings = result.findings;
    run->record.manifest = result.manifest;
    run->record.manifest_digest = result.manifest_digest;
    run->record.needs = result.needs;
    return OK;
}

Error preflight_record_run(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Run run = {.configuration_id = id_from(json_text_member(arguments, "configuration_id"))};
    Error error = tx_run(ctx, TX_READ, begin, &run);
    if (error == NOT_FOUND)
        return OK; // it was removed
    TRY(error);
    run.record.configuration_version = run.configuration.version;
    error = look(ctx, &run);
    if (error && job->attempts < PREFLIGHT_ATTEMPTS)
        return error;
    if (error) {
        run.record.state = PREFLIGHT_FAILED;
        run.record.problem = sentence_of_failure(ctx);
    }
    run.record.checked_at = ctx->now;
    return tx_run(ctx, TX_WRITE, end, &run);
}
