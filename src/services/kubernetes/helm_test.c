#include "helm.h"

#include "archive/archive.h"
#include "base/text.h"
#include "test/test.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define TEXT(text) ((Blob){(text), sizeof(text) - 1})

static const char chart_yaml[] = "apiVersion: v2\nname: small\nversion: 1.0.0\n";
static const char values_yaml[] = "replicas: 1\npassword: initial-secret\n";
static const char schema[] =
    "{\"type\":\"object\",\"properties\":{\"replicas\":"
    "{\"type\":\"integer\",\"maximum\":5}}}";
static const char template[] =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{ .Release.Name }}'}\n"
    "data: {replicas: '{{ .Values.replicas }}', kube: '{{ .Capabilities.KubeVersion.Minor }}',\n"
    "  namespace: '{{ .Release.Namespace }}',\n"
    "  has: '{{ .Capabilities.APIVersions.Has \"example.org/v1\" }}',\n"
    "  host: '{{ getHostByName \"localhost\" }}'}\n";

static Blob chart_of(Ctx *ctx, Blob body)
{
    ArchiveFile files[] = {
        {"small/Chart.yaml", TEXT(chart_yaml)},
        {"small/values.yaml", TEXT(values_yaml)},
        {"small/values.schema.json", TEXT(schema)},
        {"small/templates/all.yaml", body},
    };
    Blob tgz = {0};
    if (archive_write(ctx, &(ArchiveFileList){files, COUNT_OF(files)}, &tgz))
        abort();
    return tgz;
}

#define HAND(name) __attribute__((cleanup(hand_free))) Ctx name = {.arena = arena_new()}

static void hand_free(Ctx *ctx)
{
    arena_free(ctx->arena);
}

static const HelmTarget target = {.release = "mine", .namespace = "blue"};

TEST("a chart is rendered with the values for the cluster that is told")
{
    HAND(ctx);
    const char *manifest = NULL, *versions[] = {"example.org/v1"};
    HelmTarget there = {"mine", "blue", "1.31.0", {versions, 1}};
    EXPECT_INT(
        helm_template(&ctx, chart_of(&ctx, TEXT(template)), &there, "{\"replicas\":3}", &manifest),
        OK);
    EXPECT(manifest && strstr(manifest, "name: 'mine'"));
    EXPECT(manifest && strstr(manifest, "replicas: '3', kube: '31'"));
    EXPECT(manifest && strstr(manifest, "namespace: 'blue'"));
    EXPECT(manifest && strstr(manifest, "has: 'true'"));
}

TEST("a template asks no name server")
{
    HAND(ctx);
    const char *manifest = NULL;
    EXPECT_INT(helm_template(&ctx, chart_of(&ctx, TEXT(template)), &target, "{}", &manifest), OK);
    EXPECT(manifest && strstr(manifest, "host: ''"));
}

TEST("values that the chart's schema refuses are named")
{
    HAND(ctx);
    const char *manifest;
    EXPECT_INT(helm_template(
                   &ctx, chart_of(&ctx, TEXT(template)), &target, "{\"replicas\":99}", &manifest),
        INVALID);
    EXPECT_TEXT(ctx.failure.code, "chart_not_rendered");
    EXPECT(strstr(ctx.failure.message, "replicas") != NULL);
    EXPECT(!strchr(ctx.failure.message, '\n'));
}

TEST("a template reads nothing of the machine")
{
    HAND(ctx);
    static const char reads[] =
        "kind: ConfigMap\ndata: {a: '{{ .Files.Get \"/etc/passwd\" }}',"
        " b: '{{ .Files.Get \"../../etc/passwd\" }}'}\n";
    const char *manifest = NULL;
    EXPECT_INT(helm_template(&ctx, chart_of(&ctx, TEXT(reads)), &target, "{}", &manifest), OK);
    EXPECT(manifest && strstr(manifest, "{a: '', b: ''}"));
}

TEST("a template that never ends is ended")
{
    HAND(ctx);
    static const char bomb[] =
        "{{ range until 100000 }}{{ range until 100000 }}"
        "{{ range until 100000 }}x{{ end }}{{ end }}{{ end }}";
    const char *manifest;
    EXPECT_INT(helm_template(&ctx, chart_of(&ctx, TEXT(bomb)), &target, "{}", &manifest), INVALID);
    EXPECT_TEXT(ctx.failure.message,
        "The chart takes more memory or time to render than a chart may take.");
}

TEST("a sound chart is told from one with faults")
{
    HAND(ctx);
    const char *warnings;
    EXPECT_INT(helm_lint(&ctx, chart_of(&ctx, TEXT(template)), "{}", &warnings), OK);
    EXPECT_INT(helm_lint(&ctx, chart_of(&ctx, TEXT("kind: {{ .Values")), "{}", &warnings), INVALID);
    EXPECT_TEXT(ctx.failure.code, "chart_not_sound");
    EXPECT(strstr(ctx.failure.message, "templates/all.yaml") != NULL);
}

TEST("what is no chart is not rendered")
{
    HAND(ctx);
    const char *manifest;
    EXPECT_INT(helm_template(&ctx, TEXT("no archive"), &target, "{}", &manifest), INVALID);
    EXPECT_TEXT(ctx.failure.code, "chart_not_rendered");
}

TEST("a cluster that nobody answers for is a failure in words")
{
    HAND(ctx);
    const Kube kube = {
        .server = "https://cluster.example.org:9", .address = "127.0.0.1", .token = "secret-token"};
    const HelmRelease release = {
        .kube = &kube, .namespace = "blue", .name = "mine", .timeout_us = SECONDS(5)};
    HelmOutcome outcome = {0};
    EXPECT_INT(helm_uninstall(&ctx, &release, &outcome), OK);
    EXPECT(!outcome.has_succeeded);
    EXPECT(outcome.problem && strstr(outcome.problem, "refused") != NULL);
    EXPECT(outcome.problem && strstr(outcome.problem, "127.0.0.1:9") != NULL);
}
