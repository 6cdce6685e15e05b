#include "chart.h"

#include "base/text.h"
#include "catalog/offer.h"
#include "form.h"
#include "key_path.h"
#include "testing/world_offer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REPOSITORY                                                                                 \
    "service_type: kubernetes\ncategory: databases\n"                                              \
    "kubernetes:\n  chart: {repository: 'https://charts.nimbus.test', name: shop, version: 1.2.0}\n"

#define FORM                                                                                       \
    REPOSITORY                                                                                     \
    "  form:\n"                                                                                    \
    "  - {path: size, label: {en: Size}, kind: option, default: 5,\n"                              \
    "     options: [{value: 5, label: {en: Small}}, {value: 50}]}\n"                               \
    "  - {path: auth.password, label: {en: Password}, confidential: true,"                         \
    " generate: true}\n"                                                                           \
    "  licence: {secret_name: shop-licence, file_name: licence.key}\n"

static const char *fault_of(Reply reply, const char *field)
{
    const char *found = strstr(reply.body, world_printf(reply.world, "\"field\":\"%s\"", field));
    return found ? field : NULL;
}

static Reply apply_form(World *world, const char *fields)
{
    world_as(world, WORLD_OPERATOR);
    return world_apply(world, world_offer(world, "shop", "Shop",
                                  world_printf(world, REPOSITORY "  form: [%s]\n", fields)));
}

static void make_ready(World *world, Id revision_id)
{
    Chart chart = {.id = ID_NONE};
    TX tx = {0};
    world_as(world, WORLD_OPERATOR);
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, chart_of_revision(&world->ctx, revision_id, &chart));
    world_exec(world,
        "INSERT INTO file (digest, media_type, size, bytes, created_at) VALUES"
        " ($1, 'application/gzip', 1, $1, 1) ON CONFLICT DO NOTHING",
        digest_of("shop"));
    chart.digest = digest_of("shop");
    chart.defaults.text = "{\"size\": 5}";
    chart.chart_name = "shop";
    chart.chart_version = "1.2.0";
    chart.inspection = &(ChartInspection){.cpu_milli = 250, .memory_mib = 512};
    world_must(world, chart_move(&world->ctx, &chart, CHART_READY));
    world_must(world, tx_commit(&tx));
}

SCENARIO("a revision waits for its chart and is active once it is ready")
{
    Reply applied = world_publish(world, world_offer(world, "shop", "Shop", FORM));
    EXPECT_TEXT(world_value(applied, "state"), "approved");
    world_as(world, WORLD_OPERATOR);
    Reply again = world_apply(world, world_offer(world, "shop", "Shop", FORM));
    EXPECT_TEXT(world_value(again, "is_unchanged"), "true");
    EXPECT_INT(world_get(world, "/v1/products/shop").status, 404);
    make_ready(world, world_id(applied, "revision_id"));
    world_drain(world);

    Reply product = world_get(world, "/v1/products/shop");
    EXPECT_INT(product.status, 200);
    EXPECT_TEXT(world_value(product, "kubernetes.chart_version"), "1.2.0");
    EXPECT_TEXT(world_value(product, "kubernetes.form.0.path"), "size");
    EXPECT_TEXT(world_value(product, "kubernetes.form.0.default"), "5");
    EXPECT_TEXT(world_value(product, "kubernetes.form.0.options.0.label.en"), "Small");
    EXPECT_TEXT(world_value(product, "kubernetes.licence.secret_name"), "shop-licence");
    EXPECT_TEXT(world_value(product, "kubernetes.inspection.cpu_milli"), "250");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'chart.ready'"), 1);
}

SCENARIO("a revision of the same chart needs no second fetch")
{
    Reply first = world_publish(world, world_offer(world, "shop", "Shop", FORM));
    make_ready(world, world_id(first, "revision_id"));
    world_drain(world);
    Reply second =
        world_publish(world, world_offer(world, "shop", "Shop", "version: 2\n" REPOSITORY));

    EXPECT_TEXT(world_value(second, "state"), "active");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM chart WHERE state = 'ready'"), 2);
}

SCENARIO("a product of type kubernetes without a chart is shown and has no section")
{
    world_publish(world, world_offer(world, "shop", "Shop", "service_type: kubernetes\n"));
    Reply product = world_get(world, "/v1/products/shop");

    EXPECT_INT(product.status, 200);
    EXPECT(!world_value(product, "kubernetes"));
    EXPECT_TEXT(world_value(product, "can_be_ordered"), "false");
}

SCENARIO("an offer is given back with its chart and form")
{
    world_publish(world, world_offer(world, "shop", "Shop", FORM));
    world_as(world, WORLD_OPERATOR);
    Reply yaml = world_get(world, "/v1/offers/shop");
    EXPECT(strstr(yaml.body, "charts.nimbus.test"));
    EXPECT(strstr(yaml.body, "auth.password"));
    EXPECT_TEXT(world_value(world_apply(world, yaml.body), "is_unchanged"), "true");
}

SCENARIO("a chart is named in exactly one way, and completely")
{
    world_as(world, WORLD_OPERATOR);
    static const char *const wrong[] = {"{}",
        "{repository: 'https://c.test', oci: 'oci://c.test/x'}", "{repository: 'https://c.test'}",
        "{oci: 'oci://c.test/x'}", "{base64: '!'}", "{base64: aGVsbG8=}", "{file: x.tgz}",
        "{repository: 'ftp://c.test/x.tgz'}"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        const char *lines =
            world_printf(world, "service_type: kubernetes\nkubernetes: {chart: %s}\n", wrong[i]);
        EXPECT_INT(world_apply(world, world_offer(world, "shop", "Shop", lines)).status, 422);
    }
    Reply managed =
        world_apply(world, world_offer(world, "shop", "Shop",
                               "kubernetes: {chart: {oci: 'oci://c.test/x', version: 1}}"));
    EXPECT_TEXT(fault_of(managed, "kubernetes"), "kubernetes");
}

SCENARIO("what is wrong with a form is said with its place")
{
    Reply reply = apply_form(world,
        "{path: a..b, label: {en: A}},"
        "{path: p, label: {en: P}, pattern: '['},"
        "{path: o, label: {en: O}, kind: option},"
        "{path: h, label: {en: H}, hidden: true},"
        "{path: c, label: {en: C}, confidential: true, default: x},"
        "{path: g, label: {en: G}, generate: true},"
        "{path: t, label: {en: T}, kind: toggle, default: maybe},"
        "{path: o.sub, label: {en: S}},"
        "{path: d, label: {en: D}, pattern: '[a-z]+', default: '9'}");
    static const char *const fields[] = {"kubernetes.form[0].path", "kubernetes.form[1].pattern",
        "kubernetes.form[2].options", "kubernetes.form[3].default", "kubernetes.form[4].default",
        "kubernetes.form[5].generate", "kubernetes.form[6].default", "kubernetes.form[7].path",
        "kubernetes.form[8].default"};
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        EXPECT_TEXT(fault_of(reply, fields[i]), fields[i]);
}

SCENARIO("a refused chart is fetched again when the operator asks for it")
{
    Reply applied = world_publish(world, world_offer(world, "shop", "Shop", FORM));
    Id revision_id = world_id(applied, "revision_id");
    world_exec(world, "UPDATE chart SET state = 'refused', problem = 'It has a link.'");
    world_exec(world, "DELETE FROM job");
    world_as(world, WORLD_OPERATOR);
    const char *path = world_printf(world, "/v1/operator/revisions/%s/chart", revision_id.text);
    EXPECT_TEXT(world_value(world_get(world, path), "problem"), "It has a link.");

    Reply reply = world_post(world, world_printf(world, "%s/retry", path), NULL);
    EXPECT_INT(reply.status, 202);
    EXPECT_TEXT(world_value(reply, "state"), "pending");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM job WHERE kind = 'take_in_chart'"), 1);
    make_ready(world, revision_id);
    EXPECT_TEXT(world_post(world, world_printf(world, "%s/retry", path), NULL).code, "wrong_state");
}

SCENARIO("a folder beside the offer is packed, and nothing outside of it")
{
    char folder[] = "/tmp/kontor-offer-XXXXXX";
    EXPECT(mkdtemp(folder) != NULL);
    const char *chart = world_printf(world, "%s/shop", folder);
    const char *file = world_printf(world, "%s/Chart.yaml", chart);
    const char *link = world_printf(world, "%s/link", chart);
    const char *offer = world_printf(world, "%s/offer.yaml", folder);
    mkdir(chart, 0700);
    FILE *out = fopen(file, "w");
    fputs("name: shop\nversion: 1.0.0\n", out);
    fclose(out);
    out = fopen(offer, "w");
    fputs(world_offer(world, "shop", "Shop",
              "service_type: kubernetes\nkubernetes: {chart: {file: shop}}\n"),
        out);
    fclose(out);
    Blob bytes;
    OfferResult result;
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, offer_file_read(&world->ctx, offer, &bytes));
    world_must(world, offer_apply(&world->ctx, bytes, (TextList){0}, &result));
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM file WHERE media_type = 'application/gzip'"), 1);
    EXPECT(symlink("/etc/hostname", link) == 0);
    EXPECT(offer_file_read(&world->ctx, offer, &bytes) == INVALID);
    unlink(link), unlink(file), unlink(offer), rmdir(chart), rmdir(folder);
}

static const char *path_text(Arena *arena, const char *text)
{
    KeyPath path;
    Text out = {.arena = arena};
    if (!key_path_read(arena, text, &path))
        return "none";
    for (size_t i = 0; i < path.count; i++)
        text_printf(&out, path.steps[i].name ? "<%s>" : "<%s%d>",
            path.steps[i].name ? path.steps[i].name : "#", (int)path.steps[i].index);
    return text_of(&out);
}

TEST("a path is read as helm reads it")
{
    Arena *arena = arena_new();
    EXPECT_TEXT(path_text(arena, "a.b[0].c"), "<a><b><#0><c>");
    EXPECT_TEXT(path_text(arena, "n.io\\/x\\.y"), "<n><io/x.y>");
    EXPECT_TEXT(path_text(arena, "a[1][2]"), "<a><#1><#2>");
    static const char *const wrong[] = {
        "", ".", "a.", ".a", "a[", "a[]", "a[x]", "[0]", "a]b", "a[0]b", "a[100]", "a\\"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_TEXT(path_text(arena, wrong[i]), "none");
    arena_free(arena);
}
