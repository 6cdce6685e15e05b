#include "chart_intake.h"

#include "base/text.h"
#include "catalog/file.h"
#include "chart_source.h"
#include "chart_values.h"
#include "helm.h"
#include "inspection.h"
#include "sentences/sentence.h"
#include "yaml/yaml.h"

#include <string.h>

// Where a chart is rendered that nobody has ordered yet.
static const HelmTarget review = {.release = "review", .namespace = "review"};

// ── the archive ──────────────────────────────────────────────────────────────────────────────

static Error bad(Ctx *ctx, const char *problem)
{
    return fail(ctx, INVALID, "bad_chart", "%s", problem);
}

// "shop/" of the one folder that has a Chart.yaml right in it; NULL if there is none.
static const char *root_of(Arena *arena, const ArchiveFileList *files)
{
    for (size_t i = 0; i < files->count; i++) {
        const char *path = files->items[i].path, *slash = strchr(path, '/');
        if (slash && strcmp(slash, "/Chart.yaml") == 0)
            return arena_text(arena, path, (size_t)(slash + 1 - path));
    }
    return NULL;
}

static const ArchiveFile *file_of(
    Arena *arena, const ArchiveFileList *files, const char *root, const char *name)
{
    return archive_file(files, arena_printf(arena, "%s%s", root, name));
}

// Subcharts must be inside: nothing is fetched later.
static Error require_subcharts(
    Ctx *ctx, const JsonValue *about, const ArchiveFileList *files, const char *root)
{
    const JsonValue *wanted = json_member(about, "dependencies");
    for (const JsonValue *one = json_first(wanted); one; one = json_next(wanted, one)) {
        const char *name = json_text_member(one, "name");
        const char *folder = arena_printf(ctx->arena, "%scharts/%s/", root, name ? name : "");
        const char *packed = arena_printf(ctx->arena, "%scharts/%s-", root, name ? name : "");
        bool is_inside = false;
        for (size_t i = 0; i < files->count; i++)
            is_inside |= text_starts_with(files->items[i].path, folder) ||
                         text_starts_with(files->items[i].path, packed);
        if (!is_inside)
            return fail(ctx, INVALID, "bad_chart",
                "The chart needs %s, which is not in its folder charts/. Package it with "
                "`helm package --dependency-update`.",
                name ? name : "a subchart");
    }
    return OK;
}

static Error read_about(Ctx *ctx, const ArchiveFileList *files, const char *root, Chart *chart)
{
    const char *problem;
    const JsonValue *about =
        yaml_read(ctx->arena, file_of(ctx->arena, files, root, "Chart.yaml")->bytes, &problem);
    if (!about)
        return fail(ctx, INVALID, "bad_chart", "Chart.yaml cannot be read. %s", problem);
    chart->chart_name = json_text_member(about, "name");
    chart->chart_version = json_text_member(about, "version");
    chart->kube_version = json_text_member(about, "kubeVersion");
    const JsonValue *app = json_member(about, "appVersion");
    chart->app_version = !app || app->kind == JSON_NULL ? NULL
                         : app->kind == JSON_TEXT
                             ? app->text
                             : arena_text(ctx->arena, app->raw, app->raw_length);
    if (!chart->chart_name || !chart->chart_version)
        return bad(ctx, "Chart.yaml lacks a name or version (in quotes, if it is a number).");
    if (text_same(json_text_member(about, "type"), "library"))
        return bad(ctx, "This is a library chart, which installs nothing.");
    return require_subcharts(ctx, about, files, root);
}

static Error read_defaults(Ctx *ctx, const ArchiveFileList *files, const char *root, Chart *chart)
{
    const ArchiveFile *values = file_of(ctx->arena, files, root, "values.yaml");
    const ArchiveFile *schema = file_of(ctx->arena, files, root, "values.schema.json");
    const char *problem;
    JsonValueList documents = {NULL, 0};
    if (values && !yaml_read_all(ctx->arena, values->bytes, &documents, &problem))
        return fail(ctx, INVALID, "bad_chart", "values.yaml cannot be read. %s", problem);
    if (documents.count > 1 || (documents.count && documents.items[0]->kind != JSON_OBJECT))
        return bad(ctx, "values.yaml must be one mapping.");
    chart->defaults.text = documents.count ? arena_text(ctx->arena, documents.items[0]->raw,
                                                 documents.items[0]->raw_length)
                                           : "{}";
    if (!schema)
        return OK;
    const JsonValue *rules =
        json_parse(ctx->arena, schema->bytes.bytes, schema->bytes.length, &problem);
    if (!rules)
        return fail(ctx, INVALID, "bad_chart", "values.schema.json cannot be read. %s", problem);
    chart->schema.text = arena_text(ctx->arena, rules->raw, rules->raw_length);
    return OK;
}

Error chart_intake_read(Ctx *ctx, Blob tgz, Chart *chart)
{
    ArchiveFileList files;
    TRY(archive_read(ctx, tgz, chart_limits, &files));
    const char *root = root_of(ctx->arena, &files);
    if (!root)
        return bad(ctx, "There is no folder with a Chart.yaml in the archive.");
    TRY(read_about(ctx, &files, root, chart));
    return read_defaults(ctx, &files, root, chart);
}

// ── looking at it ────────────────────────────────────────────────────────────────────────────

enum { MAX_ROUNDS = 20 }; // of options: a slow chart has to fit into the job's lease

// Answers that choose the nth option wherever there is one.
static const char *nth_options(Ctx *ctx, const Chart *chart, size_t n)
{
    Json *answers = json_new(ctx->arena);
    json_begin_object(answers, NULL);
    for (size_t i = 0; i < chart->form.count; i++) {
        const FormField *field = &chart->form.items[i];
        if (n >= field->options.count)
            continue;
        if (field->multiple)
            json_begin_array(answers, field->path);
        json_put(answers, field->multiple ? NULL : field->path, field->options.items[n].value);
        if (field->multiple)
            json_end_array(answers);
    }
    json_end_object(answers);
    return json_finish(answers);
}

static const FormField *field_of_fault(const Chart *chart, const Fault *fault)
{
    const char *path = strchr(fault->field, '.') + 1; // behind "answers" or "confidential"
    for (size_t i = 0; i < chart->form.count; i++)
        if (text_same(chart->form.items[i].path, path))
            return &chart->form.items[i];
    return NULL;
}

// What the form offers, its defaults and options, the chart's own schema has to take. What was made
// up as an example it may refuse.
static Error require_offer_taken(Ctx *ctx, const Chart *chart, bool is_option, Error error)
{
    Error refused = chart_schema_faults(ctx, chart, error);
    const Failure failure = ctx->failure;
    for (size_t i = 0; refused && i < failure.fault_count; i++) {
        const FormField *field = field_of_fault(chart, &failure.faults[i]);
        if (field && (is_option ? field->options.count > 0 : field->preset.text != NULL))
            return fail(ctx, INVALID, "bad_chart",
                "What the form offers at %s the chart's own schema refuses: %s", field->path,
                failure.faults[i].message);
    }
    ctx->failure = (Failure){0};
    return OK;
}

static Error try_options(Ctx *ctx, const Chart *chart, Blob tgz)
{
    size_t rounds = 0;
    for (size_t i = 0; chart->schema.text && i < chart->form.count; i++)
        if (!chart->form.items[i].hidden && chart->form.items[i].options.count > rounds)
            rounds = chart->form.items[i].options.count;
    for (size_t n = 0; n < rounds && n < MAX_ROUNDS; n++) {
        const char *manifest,
            *values = chart_values_example(ctx, chart, nth_options(ctx, chart, n));
        Error error = helm_template(ctx, tgz, &review, values, &manifest);
        if (error && error != INVALID)
            return error;
        if (error)
            TRY(require_offer_taken(ctx, chart, true, error));
    }
    return OK;
}

// With answers as a customer might give them; a chart that refuses these shows what it does with
// its own defaults.
static Error render_once(Ctx *ctx, const Chart *chart, Blob tgz, const char **ret_manifest)
{
    const char *warnings, *values = chart_values_example(ctx, chart, NULL);
    Error error = helm_template(ctx, tgz, &review, values, ret_manifest);
    if (error == INVALID) {
        TRY(require_offer_taken(ctx, chart, false, error));
        values = "{}";
        error = helm_template(ctx, tgz, &review, values, ret_manifest);
    }
    TRY(error);
    TRY(try_options(ctx, chart, tgz));
    return helm_lint(ctx, tgz, values, &warnings);
}

static Error look(Ctx *ctx, Chart *chart, Blob tgz)
{
    ObjectList objects;
    const char *manifest;
    TRY(chart_intake_read(ctx, tgz, chart));
    TRY(render_once(ctx, chart, tgz, &manifest));
    TRY(object_read_all(ctx, manifest, &objects));
    chart->inspection = arena_new_of(ctx->arena, ChartInspection);
    *chart->inspection = inspection_of(ctx->arena, &objects, review.namespace);
    chart->manifest = object_write_all(ctx->arena, &objects, (TextList){NULL, 0});
    return OK;
}

// ── the job ──────────────────────────────────────────────────────────────────────────────────

typedef struct Intake {
    Id chart_id;
    Chart chart;
    Blob tgz;
    ChartState state;    // that it comes to
    const char *problem; // NULL: none
} Intake;

static bool is_wanted(const Chart *chart)
{
    return chart->state == CHART_PENDING && !time_is_set(chart->replaced_at);
}

static Error get_chart(Ctx *ctx, void *arg)
{
    Intake *intake = arg;
    return chart_get(ctx, intake->chart_id, &intake->chart);
}

// Meanwhile the offer may have been applied anew: then another chart has its place.
static Error keep(Ctx *ctx, void *arg)
{
    Intake *intake = arg;
    Chart now = {.id = ID_NONE}, found = intake->chart;
    TRY(chart_get(ctx, intake->chart_id, &now));
    if (!is_wanted(&now))
        return OK;
    found.problem = intake->problem;
    if (intake->state == CHART_READY)
        TRY(file_create(ctx, "application/gzip", intake->tgz, &found.digest));
    return chart_move(ctx, &found, intake->state);
}

static Error take_in(Ctx *ctx, Intake *intake)
{
    TRY(chart_source_read(ctx, &intake->chart.source, &intake->tgz));
    return look(ctx, &intake->chart, intake->tgz);
}

Error chart_intake_run(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Intake intake = {.chart_id = id_from(json_text_member(arguments, "chart_id"))};
    TRY(tx_run(ctx, TX_READ, get_chart, &intake));
    if (!is_wanted(&intake.chart))
        return OK;
    Error error = take_in(ctx, &intake);
    bool is_final = error == INVALID || job->attempts >= CHART_INTAKE_ATTEMPTS;
    if (error && !is_final)
        return error;
    intake.state = error ? CHART_REFUSED : CHART_READY;
    intake.problem = error ? sentence_of_failure(ctx) : NULL;
    return tx_run(ctx, TX_WRITE, keep, &intake);
}
