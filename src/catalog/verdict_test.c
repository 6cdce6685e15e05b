#include "verdict.h"

#include "base/text.h"
#include "catalog/chart.h"
#include "http/client.h"
#include "test/test_server.h"
#include "testing/world_chart.h"
#include "testing/world_offer.h"
#include "verdict_check.h"

#include <stdlib.h>
#include <string.h>

/** Sites and an upstream in one, on 127.0.0.1. */
typedef struct Outside {
    World *world;
    Guard *guard;
    TestServer *server;
    const char *body; // of the last call of the upstream
    int calls;
} Outside;

static TestAnswer answer_call(Outside *outside, const TestRequest *req)
{
    bool is_known = strstr(req->head, "Authorization: Bearer sk-secret") != NULL;
    outside->calls++;
    outside->body = arena_printf(outside->world->ctx.arena, "%s", req->body); // which waits
    return (TestAnswer){is_known ? 200 : 401, .body = "{\"choices\": []}"};
}

static TestAnswer say(void *arg, const TestRequest *req)
{
    bool is_head = strcmp(req->method, "HEAD") == 0;
    if (strcmp(req->target, "/fine") == 0)
        return (TestAnswer){200, .body = is_head ? "" : "Hello"};
    if (strcmp(req->target, "/no-head") == 0)
        return (TestAnswer){is_head ? 404 : 200, .body = is_head ? "" : "Hello"};
    if (strcmp(req->target, "/v1/chat/completions") == 0)
        return answer_call(arg, req);
    if (strcmp(req->target, "/page/chat/completions") == 0)
        return (TestAnswer){200, .body = "<html>"};
    return (TestAnswer){404, .body = ""};
}

static void outside_close(Outside *outside)
{
    test_server_stop(outside->server);
    client_start(NULL);
    guard_free(outside->guard);
}

#define OUTSIDE __attribute__((cleanup(outside_close))) Outside

static void outside_open(World *world, Outside *outside)
{
    *outside = (Outside){.world = world, .guard = guard_new("127.0.0.1")};
    outside->server = test_server_start(NULL, say, outside);
    client_start(outside->guard);
    world_exec(world, "UPDATE seller SET website = $1",
        world_printf(world, "http://127.0.0.1:%d/fine", test_server_port(outside->server)));
}

static const char *url(const Outside *outside, const char *path)
{
    return world_printf(
        outside->world, "http://127.0.0.1:%d%s", test_server_port(outside->server), path);
}

#define ALL "{en: A text., de: Ein Text., fr: Un texte., cs: Text.}"
#define WHOLE                                                                                      \
    "short_description: " ALL "\ndescription: " ALL                                                \
    "\ndocuments: [{kind: eula, language: en, title: EULA, version: '1',"                          \
    " text: 'You may use it as long as you pay for it.'}]\n"

static Id submit(World *world, const char *yaml)
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_apply(world, yaml);
    EXPECT_INT(reply.status, 200);
    return world_id(reply, "revision_id");
}

static Reply look(World *world, Id id)
{
    world_drain(world);
    world_as(world, WORLD_SELLER);
    return world_get(world, world_printf(world, "/v1/seller/revisions/%s", id.text));
}

// "level field code" of the check's findings, one after the other.
static const char *found(Reply seen, const char *check)
{
    World *world = seen.world;
    Text text = {.arena = world->ctx.arena};
    for (int i = 0; i < (int)world_length(seen, "verdict.findings"); i++) {
#define PART(name) world_value(seen, world_printf(world, "verdict.findings.%d." name, i))
        if (text_same(PART("check"), check))
            text_printf(&text, "%s%s %s %s", text.length ? "; " : "", PART("level"),
                PART("field") ? PART("field") : "-", PART("code"));
#undef PART
    }
    return text_of(&text);
}

SCENARIO("a submitted revision gets a verdict by itself, which seller and operator read")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = submit(world, world_offer(world, "db", "DB", WHOLE));
    Reply seen = look(world, id);
    EXPECT_TEXT(world_value(seen, "verdict.state"), "done");
    EXPECT_TEXT(world_value(seen, "verdict.blocking"), "0");
    EXPECT_TEXT(found(seen, "texts"), "ok - texts_complete");
    EXPECT_TEXT(found(seen, "links"), "ok - links_alive");
    EXPECT_TEXT(found(seen, "documents"), "ok - documents_readable");
    EXPECT_TEXT(found(seen, "prices"), "ok - prices_sane");
    EXPECT_TEXT(found(seen, "licences"), "ok - licences_known");
    EXPECT_TEXT(found(seen, "chart"), "");
    world_as(world, WORLD_OPERATOR);
    Reply queue = world_get(world, "/v1/operator/reviews");
    EXPECT_TEXT(world_value(queue, "items.0.verdict_state"), "done");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'revision.checked'"), 1);
}

SCENARIO("texts that lack a language block, and the verdict is read in the reader's language")
{
    Id id = submit(world, world_offer(world, "db", "DB", NULL));
    EXPECT_TEXT(found(look(world, id), "texts"),
        "blocking short_description languages_missing; blocking description languages_missing");
    world_header(world, "Accept-Language", "de");
    EXPECT_TEXT(world_value(look(world, id), "verdict.findings.0.message"),
        "Dieser Text fehlt in: Deutsch, français, čeština.");
}

SCENARIO("what blocks is approved only with a reason")
{
    Id id = submit(world, world_offer(world, "db", "DB", NULL));
    world_drain(world);
    world_as(world, WORLD_OPERATOR);
    const char *path = world_printf(world, "/v1/operator/revisions/%s/approval", id.text);
    EXPECT_TEXT(world_post(world, path, "{}").code, "verdict_is_blocking");
    EXPECT_TEXT(world_post(world, path, "{'override_reason': ' '}").code, "verdict_is_blocking");
    EXPECT_INT(world_post(world, path, "{'override_reason': 'A pilot in English.'}").status, 200);
    EXPECT_TEXT(world_text(world, "SELECT override_reason FROM review"), "A pilot in English.");
}

SCENARIO("nothing is approved before it was checked, whatever reason one gives")
{
    Id id = submit(world, world_offer(world, "db", "DB", NULL));
    const char *path = world_printf(world, "/v1/operator/revisions/%s/approval", id.text);
    const char *body = "{'override_reason': 'A pilot in English.'}";
    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(world_post(world, path, body).code, "check_under_way");
    world_post(world, world_printf(world, "/v1/operator/revisions/%s/verdict", id.text), NULL);
    EXPECT_TEXT(world_post(world, path, body).code, "check_under_way");
    world_drain(world);
    EXPECT_INT(world_post(world, path, body).status, 200);
}

SCENARIO("what is handed in otherwise is checked anew before it is approved")
{
    submit(world, world_offer(world, "db", "DB", NULL));
    world_drain(world);
    Id id = submit(world, world_offer(world, "db", "DB", "version: 2"));
    const char *path = world_printf(world, "/v1/operator/revisions/%s/approval", id.text);
    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(world_post(world, path, "{'override_reason': 'x'}").code, "check_under_way");
}

SCENARIO("a check that cannot be carried out ends all the same, and blocks")
{
    Id id = submit(world, world_ai_offer(world, "chat", "Chat", WHOLE));
    world_exec(world, "UPDATE ai_upstream SET sealed_key = $1", digest_of("not sealed by us"));
    for (int i = 0; i < CHECK_ATTEMPTS; i++) {
        EXPECT(world_value(look(world, id), "verdict.checked_at") == NULL);
        world_advance(world, MINUTES(1));
    }
    Reply seen = look(world, id);
    EXPECT_TEXT(world_value(seen, "verdict.state"), "done");
    EXPECT_TEXT(found(seen, "check"), "blocking - check_failed");
    EXPECT_TEXT(world_text(world, "SELECT state FROM job WHERE kind = 'check_revision'"), "done");
}

SCENARIO("who asks for another check does not get past what blocks meanwhile")
{
    Id id = submit(world, world_offer(world, "db", "DB", NULL));
    world_drain(world);
    world_as(world, WORLD_SELLER);
    Reply again =
        world_post(world, world_printf(world, "/v1/seller/revisions/%s/verdict", id.text), NULL);
    EXPECT_TEXT(world_value(again, "state"), "waiting");
    EXPECT_TEXT(world_value(again, "blocking"), "2");
    world_as(world, WORLD_OPERATOR);
    const char *path = world_printf(world, "/v1/operator/revisions/%s/approval", id.text);
    EXPECT_TEXT(world_post(world, path, "{}").code, "verdict_is_blocking");
}

SCENARIO("nobody has the servers of others asked without end")
{
    Id id = submit(world, world_offer(world, "db", "DB", NULL));
    const char *path = world_printf(world, "/v1/seller/revisions/%s/verdict", id.text);
    world_as(world, WORLD_SELLER);
    for (int i = 0; i < 20; i++)
        EXPECT_INT(world_post(world, path, NULL).status, 200);
    EXPECT_INT(world_post(world, path, NULL).status, 429);
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(
        world_post(world, world_printf(world, "/v1/operator/revisions/%s/verdict", id.text), NULL)
            .status,
        200);
}

SCENARIO("however much there is to warn of, what blocks is told")
{
    Checkup checkup = {
        .findings = {arena_array_of(world->ctx.arena, CheckFinding, MAX_CHECK_FINDINGS), 0}};
    for (int i = 0; i < MAX_CHECK_FINDINGS; i++)
        check_add(&checkup, CHECK_PRICES, LEVEL_WARNING, NULL, "");
    check_add(&checkup, CHECK_LICENCES, LEVEL_WARNING, NULL, "");
    EXPECT(check_is_clean(&checkup, CHECK_LICENCES));
    check_add(&checkup, CHECK_LICENCES, LEVEL_BLOCKING, NULL, "");
    EXPECT(!check_is_clean(&checkup, CHECK_LICENCES));
    EXPECT_INT((int64_t)checkup.findings.count, MAX_CHECK_FINDINGS);
}

SCENARIO("links that are dead warn, and those to private addresses block")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    const char *links = world_printf(world,
        "documentation_url: %s\nused_software: [{name: a, licence: MIT, url: '%s'},"
        " {name: b, licence: MIT, url: 'http://10.0.0.1/'}]\n" WHOLE,
        url(&outside, "/gone"), url(&outside, "/no-head"));
    Id id = submit(world, world_offer(world, "db", "DB", links));
    EXPECT_TEXT(found(look(world, id), "links"),
        "warning documentation_url link_gone; blocking used_software[1].url link_refused");
}

SCENARIO("licences that say nothing block")
{
    Id id = submit(world, world_offer(world, "db", "DB",
                              "used_software: [{name: a, licence: MIT}, {name: b, licence: TBD}]"));
    EXPECT_TEXT(found(look(world, id), "licences"),
        "blocking used_software[1].licence "
        "licence_unknown");
}

SCENARIO("a price that is ten times what it was is pointed at")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    Id id = submit(world, world_offer(world, "db", "DB",
                              "plans: [{code: standard, name: Standard, prices: [{kind: recurring,"
                              " period: month, amount: 100}]}, {code: free, name: Free, prices:"
                              " [{kind: one_time, amount: 0}]}, {code: odd, name: Odd}]"));
    EXPECT_TEXT(found(look(world, id), "prices"),
        "warning plans[0].prices[0].amount price_jump; warning plans[1] price_zero;"
        " warning plans[2] price_missing");
}

SCENARIO("documents that cannot be read block, and those that act warn")
{
#define PDF(title, language, bytes)                                                                \
    "{kind: eula, language: " language ", title: " title ", version: '1', base64: " bytes "}"
    // "%PDF-1.7 cut off"; "%PDF-1.7 /Encrypt startxref %%EOF"; "%PDF-1.7 /JavaScript startxref
    // %%EOF"
    Id id =
        submit(world, world_offer(world, "db", "DB",
                          "documents: [" PDF("A", "en", "JVBERi0xLjcgY3V0IG9mZg==") ", " PDF("B",
                              "de", "JVBERi0xLjcgL0VuY3J5cHQgc3RhcnR4cmVmICUlRU9G") ", " PDF("C",
                              "fr", "JVBERi0xLjcgL0phdmFTY3JpcHQgc3RhcnR4cmVmICUlRU9G") "]"));
    const char *seen = found(look(world, id), "documents");
    EXPECT(strstr(seen, "document_unreadable") != NULL);
    EXPECT(strstr(seen, "document_encrypted") != NULL);
    EXPECT(strstr(seen, "warning") && strstr(seen, "document_active"));
}

// ── models ───────────────────────────────────────────────────────────────────────────────────

static const char *upstream_verdict(World *world, const char *address)
{
    Id id = submit(world, world_ai_offer(world, "chat", "Chat", WHOLE));
    if (address)
        world_exec(world, "UPDATE ai_upstream SET url = $1", address);
    else
        world_exec(world, "DELETE FROM ai_upstream");
    return found(look(world, id), "upstream");
}

SCENARIO("each model gets one small call with its key")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    EXPECT_TEXT(upstream_verdict(world, url(&outside, "/v1/")), "ok - upstreams_answer");
    EXPECT_INT(outside.calls, 1);
    EXPECT_TEXT(outside.body,
        "{\"model\":\"nimbus-7b\",\"messages\":[{\"role\":\"user\","
        "\"content\":\"Hi\"}],\"max_tokens\":16}");
}

SCENARIO("upstreams beyond those that are called are not said to answer")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = submit(world, world_ai_offer(world, "chat", "Chat", WHOLE));
    world_exec(world, "UPDATE ai_upstream SET url = $1", url(&outside, "/v1/"));
    for (int64_t i = 1; i < MAX_UPSTREAM_CALLS + 2; i++)
        world_exec(world,
            "INSERT INTO ai_upstream (revision_id, model_name, position, url, upstream_model,"
            " sealed_key) SELECT revision_id, model_name, $1, url, upstream_model, sealed_key"
            " FROM ai_upstream WHERE position = 0",
            i);
    EXPECT_TEXT(found(look(world, id), "upstream"), "warning - upstreams_not_called");
    EXPECT_INT(outside.calls, MAX_UPSTREAM_CALLS);
}

SCENARIO("a model whose calls fail, or have nowhere to go, blocks; no key is repeated")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    EXPECT_TEXT(upstream_verdict(world, url(&outside, "/v2")),
        "blocking ai.models[0].upstreams upstream_fails");
    EXPECT_INT(world_count(
                   world, "SELECT count(*) FROM verdict WHERE CAST(findings AS TEXT) LIKE '%sk-%'"),
        0);
}

SCENARIO("an upstream that is a web page, or refused, or missing, blocks")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    EXPECT_TEXT(upstream_verdict(world, url(&outside, "/page")),
        "blocking ai.models[0].upstreams upstream_no_api");
    world_exec(world, "UPDATE ai_upstream SET url = 'http://10.0.0.1/v1'");
    world_as(world, WORLD_SELLER);
    const char *id = world_text(world, "SELECT id FROM revision");
    const char *again = world_printf(world, "/v1/seller/revisions/%s/verdict", id);
    EXPECT_TEXT(world_value(world_post(world, again, NULL), "state"), "waiting");
    EXPECT_TEXT(found(look(world, id_from(id)), "upstream"),
        "blocking ai.models[0].upstreams upstream_unreachable");
    world_exec(world, "DELETE FROM ai_upstream");
    world_post(world, again, NULL);
    EXPECT_TEXT(found(look(world, id_from(id)), "upstream"),
        "blocking ai.models[0].upstreams upstream_missing");
}

// ── charts ───────────────────────────────────────────────────────────────────────────────────

SCENARIO("a chart is judged by what was found when it was taken in, anew when that changes")
{
    Id id = world_offered_chart(world, "3.0");
    EXPECT_TEXT(found(look(world, id), "chart"), "ok - chart_renders");
    world_exec(world,
        "UPDATE chart SET inspection = '{\"images\":[\"db\",\"web:1.2\",\"x/y:latest\","
        "\"z@sha256:ab\",\"host:5000/app\"],\"cluster_scoped\":[\"ClusterRole/all\"],"
        "\"other_namespaces\":[],\"privileged\":[\"a\"],\"host_access\":[],\"kinds\":[],"
        "\"hooks\":[],\"webhooks\":[],\"cpu_milli\":0,\"memory_mib\":0,\"volumes\":[],"
        "\"load_balancers\":0,\"without_requests\":[]}' WHERE revision_id = $1",
        id);
    world_as(world, WORLD_SELLER);
    world_post(world, world_printf(world, "/v1/seller/revisions/%s/verdict", id.text), NULL);
    Reply seen = look(world, id);
    EXPECT_TEXT(found(seen, "chart"),
        "warning kubernetes images_not_pinned; warning kubernetes chart_cluster_scoped;"
        " warning kubernetes chart_powers");
    EXPECT(strstr(seen.body, "db, x/y:latest, host:5000/app") != NULL);

    Chart chart;
    world->ctx.actor = (Actor){.is_system = true};
    world_exec(world, "UPDATE chart SET state = 'pending' WHERE revision_id = $1", id);
    world_must(world, chart_of_revision(&world->ctx, id, &chart));
    world_must(world, chart_move(&world->ctx, &chart, CHART_REFUSED));
    EXPECT_TEXT(found(look(world, id), "chart"), "blocking kubernetes chart_refused");
}

SCENARIO("a verdict about what the revision said before is no verdict")
{
    Id id = submit(world, world_offer(world, "db", "DB", NULL));
    EXPECT_TEXT(world_value(look(world, id), "verdict.state"), "done");
    submit(world, world_offer(world, "db", "DB", "version: 2"));
    Reply seen = world_get(world, world_printf(world, "/v1/seller/revisions/%s", id.text));
    EXPECT(world_value(seen, "verdict") == NULL);
    EXPECT_TEXT(world_value(look(world, id), "verdict.state"), "done");
}
