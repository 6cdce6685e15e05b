#include "chart_intake.h"

#include "base/text.h"
#include "render.h"
#include "settings.h"
#include "testing/world_offer.h"

#include <string.h>
#include <unistd.h>

// ── charts ───────────────────────────────────────────────────────────────────────────────────

#define ABOUT  "apiVersion: v2\nname: shop\nversion: 1.2.0\nappVersion: '7'\nkubeVersion: '>=1.25'\n"
#define VALUES "replicas: 1\nadmin: {password: ''}\n"
#define CONFIG                                                                                     \
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n"                     \
    "data: {replicas: {{ .Values.replicas | quote }}}\n"
#define SECRET                                                                                     \
    "apiVersion: v1\nkind: Secret\nmetadata: {name: {{ .Release.Name }}}\n"                        \
    "stringData: {password: {{ required \"admin.password is needed\" .Values.admin.password }}}\n"
#define SCHEMA "{\"properties\": {\"replicas\": {\"type\": \"integer\", \"maximum\": 10}}}"

typedef struct Parts {
    const char *about, *values, *schema, *templates[2];
} Parts;

static const Parts good = {ABOUT, VALUES, SCHEMA, {CONFIG, SECRET}};

static void add_file(ArchiveFileList *files, const char *path, const char *text)
{
    if (text)
        files->items[files->count++] = (ArchiveFile){path, {text, strlen(text)}};
}

static Blob packed(World *world, Parts parts)
{
    ArchiveFileList files = {arena_array_of(world->ctx.arena, ArchiveFile, 8), 0};
    Blob tgz = {NULL, 0};
    add_file(&files, "shop/Chart.yaml", parts.about);
    add_file(&files, "shop/values.yaml", parts.values);
    add_file(&files, "shop/values.schema.json", parts.schema);
    add_file(&files, "shop/templates/a.yaml", parts.templates[0]);
    add_file(&files, "shop/templates/b.yaml", parts.templates[1]);
    world_must(world, archive_write(&world->ctx, &files, &tgz));
    return tgz;
}

#define FORM                                                                                       \
    "  form:\n  - {path: replicas, label: {en: Replicas}}\n"                                       \
    "  - {path: admin.password, label: {en: Password}, required: true, confidential: true}\n"

static Reply upload(World *world, Blob tgz, const char *form)
{
    return world_publish(
        world, world_offer(world, "shop", "Shop",
                   world_printf(world,
                       "service_type: kubernetes\nkubernetes:\n  chart: {base64: '%s'}\n%s",
                       base64_of(world->ctx.arena, tgz.bytes, tgz.length), form)));
}

// The chart of the revision after it was taken in; read as the operator.
static Reply taken_in(World *world, Parts parts, const char *form)
{
    Reply applied = upload(world, packed(world, parts), form);
    world_drain(world);
    world_as(world, WORLD_OPERATOR);
    return world_get(world, world_printf(world, "/v1/operator/revisions/%s/chart",
                                world_id(applied, "revision_id").text));
}

static bool has_helm(void)
{
    return access(settings()->helm, X_OK) == 0; // ./dev installs it
}

// ── what is read from the archive ────────────────────────────────────────────────────────────

static const char *refusal_of(World *world, Parts parts)
{
    Chart chart = {.id = ID_NONE};
    Error error = chart_intake_read(&world->ctx, packed(world, parts), &chart);
    return error == INVALID ? world->ctx.failure.message : "none";
}

SCENARIO("a chart says what it is, and what values it has")
{
    Chart chart = {.id = ID_NONE};
    world_must(world, chart_intake_read(&world->ctx, packed(world, good), &chart));
    EXPECT_TEXT(chart.chart_name, "shop");
    EXPECT_TEXT(chart.chart_version, "1.2.0");
    EXPECT_TEXT(chart.app_version, "7");
    EXPECT_TEXT(chart.kube_version, ">=1.25");
    EXPECT_TEXT(chart.defaults.text, "{\"replicas\":1,\"admin\":{\"password\":\"\"}}");
    EXPECT_TEXT(chart.schema.text, SCHEMA);
}

SCENARIO("a chart that is none is refused with what is wrong")
{
    EXPECT(strstr(refusal_of(world, (Parts){NULL, VALUES}), "Chart.yaml"));
    EXPECT(strstr(refusal_of(world, (Parts){"name: [\n"}), "Chart.yaml cannot be read. Line"));
    EXPECT(strstr(refusal_of(world, (Parts){"name: shop\n"}), "version"));
    EXPECT(strstr(refusal_of(world, (Parts){ABOUT "type: library\n"}), "library"));
    EXPECT(strstr(refusal_of(world, (Parts){ABOUT, "a: [\n"}), "values.yaml"));
    EXPECT(strstr(refusal_of(world, (Parts){ABOUT, "- a\n"}), "one mapping"));
    EXPECT(strstr(refusal_of(world, (Parts){ABOUT, VALUES, "{"}), "values.schema.json"));
    EXPECT(strstr(refusal_of(world, (Parts){ABOUT "dependencies: [{name: redis, version: 1}]\n"}),
        "needs redis"));
}

// ── what helm makes of it ────────────────────────────────────────────────────────────────────

SCENARIO("an uploaded chart is linted, rendered and shown to the reviewer without secrets")
{
    if (!has_helm())
        return;
    Reply chart = taken_in(world, good, FORM);
    EXPECT_TEXT(world_value(chart, "state"), "ready");
    EXPECT(!world_value(chart, "problem"));
    EXPECT_TEXT(world_value(chart, "chart_version"), "1.2.0");
    EXPECT_INT(world_length(chart, "inspection.kinds"), 2);
    EXPECT(strstr(world_value(chart, "manifest"), "password: \"(hidden)\""));
    EXPECT_TEXT(
        world_value(world_get(world, "/v1/products/shop"), "kubernetes.chart_name"), "shop");
    world_as(world, WORLD_SELLER);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'chart.ready'"), 1);
}

SCENARIO("nobody but the operator downloads a chart")
{
    if (!has_helm())
        return;
    const char *digest = world_value(taken_in(world, good, FORM), "digest");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s", digest)).status, 404);
}

SCENARIO("a chart that does not render is refused with helm's sentence, and its revision waits")
{
    if (!has_helm())
        return;
    Reply chart =
        taken_in(world, (Parts){ABOUT, VALUES, NULL, {"{{ fail \"no such luck\" }}\n"}}, FORM);
    EXPECT_TEXT(world_value(chart, "state"), "refused");
    EXPECT(strstr(world_value(chart, "problem"), "no such luck"));
    EXPECT_INT(world_get(world, "/v1/products/shop").status, 404);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'chart.refused'"), 1);
}

SCENARIO("the chart of a refused revision is tried again when the offer is applied again")
{
    if (!has_helm())
        return;
    Parts broken = {ABOUT, VALUES, NULL, {"{{ fail \"x\" }}\n"}};
    taken_in(world, broken, FORM);
    Reply again = upload(world, packed(world, broken), FORM);
    EXPECT_TEXT(world_value(again, "is_unchanged"), "false");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM chart WHERE state = 'pending'"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM revision"), 1);
}

SCENARIO("a template that never ends is stopped, and the chart refused")
{
    if (!has_helm())
        return;
    Reply chart = taken_in(world,
        (Parts){ABOUT, VALUES, NULL,
            {"{{ range $a := until 99999 }}{{ range $b := until 99999 }}{{ range until 99999 }}x"
             "{{ end }}{{ end }}{{ end }}\n"}},
        "");
    EXPECT_TEXT(world_value(chart, "state"), "refused");
    EXPECT_TEXT(world_value(chart, "problem"),
        "Helm cannot render the chart: “The chart takes more memory or time to render than a chart "
        "may take.”");
}

SCENARIO("a template that looks things up in the cluster sees nothing")
{
    if (!has_helm())
        return;
    static const char lookup[] =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n"
        "  found: {{ lookup \"v1\" \"Secret\" \"kube-system\" \"\" | toJson | quote }}\n"
        "  file: {{ .Files.Get \"../../../etc/hostname\" | quote }}\n"
        "  host: {{ getHostByName \"localhost\" | quote }}\n";
    Reply chart = taken_in(world, (Parts){ABOUT, VALUES, NULL, {lookup}}, "");
    EXPECT_TEXT(world_value(chart, "state"), "ready");
    const char *manifest = world_value(chart, "manifest");
    EXPECT(strstr(manifest, "found: \"{}\"") && strstr(manifest, "file: \"\""));
    EXPECT(strstr(manifest, "host: \"\""));
}

SCENARIO("what the form offers and the chart's schema refuses is told before anybody orders")
{
    if (!has_helm())
        return;
    static const char form[] =
        "  form:\n  - {path: replicas, label: {en: Replicas}, kind: option, default: '3',\n"
        "     options: [{value: '3', label: {en: Three}}, {value: '%s', label: {en: Many}}]}\n";
    Reply taken =
        taken_in(world, (Parts){ABOUT, VALUES, SCHEMA, {CONFIG}}, world_printf(world, form, "9"));
    EXPECT_TEXT(world_value(taken, "state"), "ready");
    Reply refused =
        taken_in(world, (Parts){ABOUT, VALUES, SCHEMA, {CONFIG}}, world_printf(world, form, "99"));
    EXPECT_TEXT(world_value(refused, "state"), "refused");
    EXPECT(strstr(world_value(refused, "problem"), "replicas"));
    refused = taken_in(world, (Parts){ABOUT, VALUES, SCHEMA, {CONFIG}},
        "  form:\n  - {path: replicas, label: {en: Replicas}, default: 50}\n");
    EXPECT_TEXT(world_value(refused, "state"), "refused");
}

SCENARIO("what the chart's schema refuses is a fault of the customer's answer")
{
    if (!has_helm())
        return;
    taken_in(world, good, FORM);
    Chart chart = {.id = ID_NONE};
    ObjectList objects;
    const HelmTarget target = {.release = "r", .namespace = "n"};
    world->ctx.actor = (Actor){.is_system = true};
    world_must(
        world, chart_get(&world->ctx, id_from(world_text(world, "SELECT id FROM chart")), &chart));
    Error error = render(&world->ctx, &chart, &target,
        "{\"replicas\": 99, \"admin\": {\"password\": \"x\"}}", &objects);
    EXPECT(error == INVALID);
    EXPECT_TEXT(world->ctx.failure.code, "invalid_body");
    EXPECT_TEXT(world->ctx.failure.faults[0].field, "answers.replicas");
    world_must(world, render(&world->ctx, &chart, &target,
                          "{\"replicas\": 9, \"admin\": {\"password\": \"x\"}}", &objects));
    EXPECT_INT(objects.count, 2);
}
