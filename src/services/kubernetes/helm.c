#include "helm.h"

#include "base/text.h"
#include "jail/jail.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "json/json.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A chart of 15 objects takes 75 MB; the address space of a Go program is a multiple of that.
#define MEMORY       (INT64_C(1536) << 20)
#define MAX_MANIFEST (INT64_C(16) << 20)
#define RENDER_TIME  SECONDS(60)
#define GRACE        SECONDS(20)
#define OVER_TIMEOUT MINUTES(1) // helm's own timeout does not bound a server that never answers

enum { RENDER_CPU = 30, RELEASE_CPU = 120, MAX_ARGUMENTS = 64, MAX_API_VERSIONS = 20 };
enum { MAX_PROBLEM = 2000, HELM_SAYS_NO = 1 }; // other exit codes are Go's: it ran out of memory

static const char *const environment[] = {"HOME=.", "TMPDIR=.", "KUBECONFIG=kubeconfig",
    "KUBECACHEDIR=cache/kube", "HELM_CACHE_HOME=cache", "HELM_CONFIG_HOME=config",
    "HELM_DATA_HOME=data", "HELM_PLUGINS=plugins", "GOMEMLIMIT=256MiB", "GOMAXPROCS=1", NULL};

typedef struct Arguments {
    const char *items[MAX_ARGUMENTS]; // ended by NULL
    size_t count;
} Arguments;

static void add(Arguments *arguments, const char *argument)
{
    if (arguments->count < MAX_ARGUMENTS - 1)
        arguments->items[arguments->count++] = argument;
}

static void add_pair(Arguments *arguments, const char *name, const char *value)
{
    if (!value)
        return;
    add(arguments, name);
    add(arguments, value);
}

// ── what helm says ───────────────────────────────────────────────────────────────────────────

// From the last "Error: " on; on one line for people. What Go says before it dies is for nobody.
static const char *problem_of(Ctx *ctx, const char *errors)
{
    static const char mark[] = "Error: ";
    const char *last = NULL;
    for (const char *found = strstr(errors, mark); found; found = strstr(found + 1, mark))
        if (found == errors || found[-1] == '\n')
            last = found + strlen(mark);
    Text problem = {.arena = ctx->arena};
    bool is_space = false;
    for (const char *c = last ? last : errors; *c && problem.length < MAX_PROBLEM; c++) {
        if (*c == '\n' || *c == ' ') {
            is_space = true;
            continue;
        }
        if (is_space && problem.length)
            text_add(&problem, " ");
        is_space = false;
        text_append(&problem, c, 1);
    }
    return problem.length ? text_of(&problem) : "helm ended without a word.";
}

// ── without a cluster ────────────────────────────────────────────────────────────────────────

static Error render(Ctx *ctx, Blob chart, const Arguments *arguments, const char *values_json,
    JailOutcome *ret_outcome)
{
    const JailFile file = {"chart.tgz", chart};
    const JailSettings jail = {
        .program = settings()->helm,
        .arguments = arguments->items,
        .environment = environment,
        .input = {values_json, strlen(values_json)},
        .files = &file,
        .file_count = 1,
        .memory = MEMORY,
        .cpu_seconds = RENDER_CPU,
        .timeout_us = RENDER_TIME,
        .grace_us = SECOND,
        .max_output = MAX_MANIFEST,
    };
    return jail_run(ctx, &jail, ret_outcome);
}

static Error refuse(Ctx *ctx, const char *code, const JailOutcome *outcome)
{
    if (outcome->is_too_long)
        return fail(
            ctx, INVALID, code, "The chart renders to more than %d MB.", (int)(MAX_MANIFEST >> 20));
    if (outcome->timed_out || outcome->was_killed || outcome->exit_code != HELM_SAYS_NO)
        return fail(ctx, INVALID, code,
            "The chart takes more memory or time to render than a chart may take.");
    return fail(ctx, INVALID, code, "%s", problem_of(ctx, outcome->errors));
}

Error helm_template(Ctx *ctx, Blob chart, const HelmTarget *target, const char *values_json,
    const char **ret_manifest)
{
    Arguments arguments = {.items = {"template", target->release, "chart.tgz", "--include-crds",
                               "--skip-tests", "--values", "-"},
        .count = 7};
    add_pair(&arguments, "--namespace", target->namespace);
    add_pair(&arguments, "--kube-version", target->kube_version);
    for (size_t i = 0; i < target->api_versions.count && i < MAX_API_VERSIONS; i++)
        add_pair(&arguments, "--api-versions", target->api_versions.items[i]);
    JailOutcome outcome;
    TRY(render(ctx, chart, &arguments, values_json, &outcome));
    if (outcome.exit_code)
        return refuse(ctx, "chart_not_rendered", &outcome);
    *ret_manifest = outcome.output.bytes;
    return OK;
}

Error helm_lint(Ctx *ctx, Blob chart, const char *values_json, const char **ret_warnings)
{
    const Arguments arguments = {.items = {"lint", "chart.tgz", "--values", "-"}, .count = 4};
    JailOutcome outcome;
    TRY(render(ctx, chart, &arguments, values_json, &outcome));
    if (outcome.exit_code && outcome.output.length)
        return fail(ctx, INVALID, "chart_not_sound", "%s", problem_of(ctx, outcome.output.bytes));
    if (outcome.exit_code)
        return refuse(ctx, "chart_not_sound", &outcome);
    Text warnings = {.arena = ctx->arena};
    for (const char *line = outcome.output.bytes; line && *line;) {
        size_t length = strcspn(line, "\n");
        if (text_starts_with(line, "[WARNING]"))
            text_printf(&warnings, "%.*s\n", (int)length, line);
        line += length + (line[length] != '\0');
    }
    *ret_warnings = text_of(&warnings);
    return OK;
}

// ── in a cluster ─────────────────────────────────────────────────────────────────────────────

// The server by its pinned address: helm asks no name server.
static const char *server_of(Ctx *ctx, const Kube *kube)
{
    if (!kube->address)
        return kube->server;
    CURLU *url = curl_url();
    char *text = NULL;
    const char *address = kube->address;
    if (strchr(address, ':'))
        address = arena_printf(ctx->arena, "[%s]", address);
    bool is_url = !curl_url_set(url, CURLUPART_URL, kube->server, 0) &&
                  !curl_url_set(url, CURLUPART_HOST, address, 0) &&
                  !curl_url_get(url, CURLUPART_URL, &text, 0);
    const char *server = is_url ? arena_text(ctx->arena, text, strlen(text)) : kube->server;
    curl_free(text);
    curl_url_cleanup(url);
    return server;
}

// helm follows a cluster that sends it elsewhere. Everything but the cluster itself is sent to a
// proxy that does not exist; loopback addresses, which Go never asks a proxy for, are held off by
// the jail as far as the port tells them apart.
static const char *const *environment_for(Ctx *ctx, const char *server, int *ret_port)
{
    CURLU *url = curl_url();
    char *host = NULL, *port = NULL;
    const char **all = arena_array_of(ctx->arena, const char *, COUNT_OF(environment) + 3);
    size_t count = COUNT_OF(environment) - 1;
    memcpy(all, environment, count * sizeof *all);
    all[count++] = "HTTP_PROXY=http://127.0.0.1:0";
    all[count++] = "HTTPS_PROXY=http://127.0.0.1:0";
    if (!curl_url_set(url, CURLUPART_URL, server, 0) &&
        !curl_url_get(url, CURLUPART_HOST, &host, 0) &&
        !curl_url_get(url, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT)) {
        all[count++] = arena_printf(ctx->arena, "NO_PROXY=%s:%s", host, port);
        *ret_port = atoi(port);
    }
    all[count] = NULL;
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(url);
    return all;
}

static const char *server_name(Ctx *ctx, const Kube *kube)
{
    if (kube->tls_name)
        return kube->tls_name;
    CURLU *url = curl_url();
    char *host = NULL;
    const char *name = NULL;
    if (!curl_url_set(url, CURLUPART_URL, kube->server, 0) &&
        !curl_url_get(url, CURLUPART_HOST, &host, 0))
        name = arena_text(ctx->arena, host, strlen(host));
    curl_free(host);
    curl_url_cleanup(url);
    return name;
}

static void put_data(Json *out, const char *name, Blob bytes)
{
    if (bytes.length)
        json_put(out, name, base64_of(out->text.arena, bytes.bytes, bytes.length));
}

static void put_cluster(Ctx *ctx, Json *out, const Kube *kube)
{
    json_begin_object(out, "cluster");
    json_put(out, "server", server_of(ctx, kube));
    if (kube->address)
        json_put(out, "tls-server-name", server_name(ctx, kube));
    put_data(out, "certificate-authority-data", kube->ca);
    json_end_object(out);
}

static void put_user(Json *out, const Kube *kube)
{
    json_begin_object(out, "user");
    if (kube->token)
        json_put(out, "token", kube->token);
    put_data(out, "client-certificate-data", kube->certificate);
    put_data(out, "client-key-data", kube->key);
    json_end_object(out);
}

static void begin_named(Json *out, const char *list)
{
    json_begin_array(out, list);
    json_begin_object(out, NULL);
    json_put(out, "name", "kontor");
}

static void end_named(Json *out)
{
    json_end_object(out);
    json_end_array(out);
}

// Written here and nowhere else: nothing of a customer's own kubeconfig gets to helm.
static const char *kubeconfig(Ctx *ctx, const Kube *kube)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "apiVersion", "v1");
    json_put(out, "kind", "Config");
    begin_named(out, "clusters");
    put_cluster(ctx, out, kube);
    end_named(out);
    begin_named(out, "users");
    put_user(out, kube);
    end_named(out);
    begin_named(out, "contexts");
    json_raw(out, "context", "{\"cluster\":\"kontor\",\"user\":\"kontor\"}");
    end_named(out);
    json_put(out, "current-context", "kontor");
    json_end_object(out);
    return json_finish(out);
}

static const char *end_of(Ctx *ctx, const JailOutcome *outcome)
{
    if (outcome->exit_code == 0)
        return NULL;
    if (outcome->was_stopped)
        return sentence_of(ctx->arena, SENTENCE_HELM_STOPPED);
    if (outcome->timed_out)
        return sentence_of(ctx->arena, SENTENCE_HELM_TIMED_OUT);
    if (outcome->exit_code == HELM_SAYS_NO)
        return sentence_of(
            ctx->arena, SENTENCE_HELM_FAILED, {"words", problem_of(ctx, outcome->errors)});
    return sentence_of(ctx->arena, SENTENCE_HELM_KILLED);
}

static Error release_run(Ctx *ctx, const HelmRelease *release, Arguments *arguments, Blob chart,
    const char *values_json, HelmOutcome *ret_outcome)
{
    add_pair(arguments, "--namespace", release->namespace);
    add_pair(arguments, "--timeout",
        arena_printf(ctx->arena, "%llds", (long long)(release->timeout_us / SECOND)));
    add(arguments, "--wait");
    int port = 0;
    const char *config = kubeconfig(ctx, release->kube);
    const JailFile files[] = {{"kubeconfig", {config, strlen(config)}}, {"chart.tgz", chart}};
    const JailSettings jail = {
        .program = settings()->helm,
        .arguments = arguments->items,
        .environment = environment_for(ctx, server_of(ctx, release->kube), &port),
        .input = {values_json, values_json ? strlen(values_json) : 0},
        .files = files,
        .file_count = chart.length ? 2 : 1,
        .memory = MEMORY,
        .cpu_seconds = RELEASE_CPU,
        .timeout_us = release->timeout_us + OVER_TIMEOUT,
        .grace_us = GRACE,
        .max_output = MAX_MANIFEST,
        .may_connect = true,
        .port = port,
        .stops = release->stops,
        .arg = release->arg,
    };
    JailOutcome outcome;
    TRY(jail_run(ctx, &jail, &outcome));
    *ret_outcome = (HelmOutcome){
        .has_succeeded = outcome.exit_code == 0,
        .was_stopped = outcome.was_stopped,
        .timed_out = outcome.timed_out,
        .was_killed = outcome.was_killed,
        .problem = end_of(ctx, &outcome),
    };
    return OK;
}

Error helm_upgrade(Ctx *ctx, const HelmRelease *release, Blob chart, const char *values_json,
    HelmOutcome *ret_outcome)
{
    Arguments arguments = {
        .items = {"upgrade", release->name, "chart.tgz", "--install", "--values", "-",
            "--history-max", "5", "--disable-openapi-validation", "--hide-notes", "--reset-values"},
        .count = 11};
    add_pair(&arguments, "--labels",
        release->operation_id ? arena_printf(ctx->arena, "operation=%s", release->operation_id)
                              : NULL);
    return release_run(ctx, release, &arguments, chart, values_json, ret_outcome);
}

Error helm_rollback(
    Ctx *ctx, const HelmRelease *release, int64_t revision, HelmOutcome *ret_outcome)
{
    Arguments arguments = {
        .items = {"rollback", release->name, arena_printf(ctx->arena, "%lld", (long long)revision),
            "--history-max", "5"},
        .count = 5};
    return release_run(ctx, release, &arguments, (Blob){0}, NULL, ret_outcome);
}

Error helm_uninstall(Ctx *ctx, const HelmRelease *release, HelmOutcome *ret_outcome)
{
    Arguments arguments = {.items = {"uninstall", release->name, "--ignore-not-found"}, .count = 3};
    return release_run(ctx, release, &arguments, (Blob){0}, NULL, ret_outcome);
}
