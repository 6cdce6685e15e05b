#include "test_call.h"

#include "base/text.h"
#include "http/client.h"
#include "test/test_server.h"
#include "testing/world_offer.h"

#include <string.h>

/** An upstream at /v1 that knows the key sk-secret, one at /echo that tells its callers their keys,
 * and a web page at /page. */
typedef struct Outside {
    World *world;
    Guard *guard;
    TestServer *server;
    int calls;
} Outside;

static TestAnswer say(void *arg, const TestRequest *req)
{
    Outside *outside = arg;
    outside->calls++;
    if (strcmp(req->target, "/echo/chat/completions") == 0)
        return (TestAnswer){401, .body = "{\"error\": {\"message\": \"No key sk-secret here\"}}"};
    if (strcmp(req->target, "/v1/chat/completions") != 0)
        return (TestAnswer){200, .body = "<html>"};
    if (!strstr(req->head, "Authorization: Bearer sk-secret"))
        return (TestAnswer){401, .body = "{\"error\": {\"message\": \"Who are you?\"}}"};
    return (TestAnswer){200, .body =
                                 "{\"choices\": [{\"message\": {\"content\": \"Ahoj!\"}}],"
                                 " \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 2}}"};
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
}

static const char *url(const Outside *outside, const char *path)
{
    return world_printf(
        outside->world, "http://127.0.0.1:%d%s", test_server_port(outside->server), path);
}

static const char *at(World *world, Id draft_id, const char *what)
{
    return world_printf(world, "/v1/drafts/%s%s", draft_id.text, what);
}

#define TEXTS(word) "{'en':'" word "','de':'" word "','fr':'" word "','cs':'" word "'}"

static void write_draft(World *world, Id id, const char *upstreams)
{
    Reply draft = world_get(world, at(world, id, ""));
    world_header(world, "If-Match", reply_header(draft, "ETag"));
    Reply reply = world_put(world, at(world, id, ""),
        world_printf(world,
            "{'name':'Nimbus AI','document':{'category':'ai-models','version':'1',"
            "'short_description':" TEXTS("x") ",'description':" TEXTS(
                "x") ","
                     "'plans':[{'code':'payg','name':'Pay as you go'}],'ai':{'models':[{'name':'nimbus-1',"
                     "'capabilities':['chat'],'context_length':8192,'rates':{'in':'0.1','out':'0.2'},"
                     "'upstreams':[%s]}]}}}",
            upstreams));
    world_header(world, "If-Match", NULL);
    EXPECT_INT(reply.status, 200);
}

// As the seller, a draft whose only model has these upstreams.
static Id begin(World *world, const char *upstreams)
{
    world_as(world, WORLD_SELLER);
    Id id = world_id(world_post(world, "/v1/drafts",
                         "{'name':'Nimbus AI','service_type':'ai','licence_type':'usage'}"),
        "id");
    write_draft(world, id, upstreams);
    return id;
}

static const char *upstream(const Outside *outside, const char *path)
{
    return world_printf(outside->world, "{'url':'%s'}", url(outside, path));
}

static void give_key(const Outside *outside, Id id, const char *path)
{
    World *world = outside->world;
    EXPECT_INT(world_put(world, at(world, id, "/keys"),
                   world_printf(world, "{'url':'%s','key':'sk-secret'}", url(outside, path)))
                   .status,
        204);
}

static Reply call(World *world, Id id)
{
    return world_post(world, at(world, id, "/test-calls"), "{'model_name':'nimbus-1'}");
}

static Reply results(World *world, Id id)
{
    world_drain(world);
    return world_get(world, at(world, id, "/test-calls"));
}

SCENARIO("a test call is made by a job, and says what the model answered")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world, upstream(&outside, "/v1"));
    give_key(&outside, id, "/v1");
    Reply asked = call(world, id);
    EXPECT_INT(asked.status, 202);
    EXPECT_TEXT(world_value(asked, "items.0.state"), "waiting");
    EXPECT_INT(outside.calls, 0);

    Reply seen = results(world, id);
    EXPECT_INT(outside.calls, 1);
    EXPECT_TEXT(world_value(seen, "items.0.state"), "done");
    EXPECT_TEXT(world_value(seen, "items.0.model_name"), "nimbus-1");
    EXPECT_TEXT(world_value(seen, "items.0.status"), "200");
    EXPECT_TEXT(world_value(seen, "items.0.answer"), "Ahoj!");
    EXPECT_TEXT(world_value(seen, "items.0.tokens_in"), "3");
    EXPECT_TEXT(world_value(seen, "items.0.tokens_out"), "2");
    EXPECT(world_value(seen, "items.0.problem") == NULL);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'draft.tested'"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM revision"), 0);
}

SCENARIO("what is wrong is said in words, and no key is repeated")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world,
        world_printf(world, "%s,%s,%s,{'url':'http://10.0.0.1/v1'}", upstream(&outside, "/v1"),
            upstream(&outside, "/echo"), upstream(&outside, "/page")));
    give_key(&outside, id, "/echo");
    call(world, id);
    Reply seen = results(world, id);
    EXPECT_TEXT(world_value(seen, "items.0.status"), "401");
    EXPECT_TEXT(world_value(seen, "items.0.answer"), "Who are you?");
    EXPECT_TEXT(world_value(seen, "items.0.problem"),
        "The upstream of the model nimbus-1 answers a small call with status 401. Check address,"
        " model name and key.");
    EXPECT_TEXT(world_value(seen, "items.1.answer"), "No key ");
    EXPECT(strstr(world_value(seen, "items.2.problem"), "nimbus-1") != NULL);
    EXPECT(world_value(seen, "items.2.answer") == NULL);
    EXPECT_TEXT(world_value(seen, "items.3.status"), "0");
    EXPECT(world_value(seen, "items.3.problem") != NULL);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM test_call WHERE answer LIKE '%secret%'"), 0);
}

SCENARIO("of a draft one test call is under way at a time, and nobody is asked without end")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world, upstream(&outside, "/v1"));
    EXPECT_INT(call(world, id).status, 202);
    EXPECT_TEXT(call(world, id).code, "test_call_under_way");
    for (int i = 1; i < 30; i++) {
        results(world, id);
        EXPECT_INT(call(world, id).status, 202);
    }
    results(world, id);
    EXPECT_INT(call(world, id).status, 429);
    EXPECT_INT(outside.calls, 30);
    EXPECT_INT(world_length(results(world, id), "items"), 1);
}

SCENARIO("a model that is not there, or has no upstream, is not called")
{
    Id id = begin(world, "");
    EXPECT_TEXT(call(world, id).code, "no_upstream");
    EXPECT_INT(
        world_post(world, at(world, id, "/test-calls"), "{'model_name':'other'}").status, 404);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, at(world, id, "/test-calls")).status, 403);
}

SCENARIO("a call that was cut off says so and is not made again")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world, upstream(&outside, "/v1"));
    call(world, id);
    world_exec(world, "UPDATE job SET attempts = 1 WHERE kind = 'call_model'");
    Reply seen = results(world, id);
    EXPECT_INT(outside.calls, 0);
    EXPECT_TEXT(world_value(seen, "items.0.state"), "done");
    EXPECT_TEXT(world_value(seen, "items.0.problem"),
        "The call was cut off before it ended. Make it again.");
}

SCENARIO("a discarded draft is not called any more")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world, upstream(&outside, "/v1"));
    call(world, id);
    EXPECT_INT(world_delete(world, at(world, id, "")).status, 204);
    world_drain(world);
    EXPECT_INT(outside.calls, 0);
    EXPECT_TEXT(world_text(world, "SELECT state FROM job WHERE kind = 'call_model'"), "done");
}

// ── evidence ─────────────────────────────────────────────────────────────────────────────────

static Reply revision_of(World *world, Id id, const char *side)
{
    Reply sent = world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_INT(sent.status, 200);
    world_as(world, strcmp(side, "operator") == 0 ? WORLD_OPERATOR : WORLD_SELLER);
    return world_get(
        world, world_printf(world, "/v1/%s/revisions/%s", side, world_value(sent, "revision_id")));
}

SCENARIO("the last call of each upstream comes with the revision, and stays when the draft goes")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world, upstream(&outside, "/v1"));
    give_key(&outside, id, "/v1");
    call(world, id);
    EXPECT_TEXT(world_value(results(world, id), "items.0.is_current"), "true");
    Reply seen = revision_of(world, id, "operator");
    EXPECT_INT(world_length(seen, "test_calls"), 1);
    EXPECT_TEXT(world_value(seen, "test_calls.0.answer"), "Ahoj!");
    EXPECT_TEXT(world_value(seen, "test_calls.0.url"), url(&outside, "/v1"));
    EXPECT(!strstr(seen.body, "sk-secret"));
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(world_value(results(world, id), "items.0.is_current"), "true");
    world_delete(world, at(world, id, ""));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM test_call"), 1);
}

SCENARIO("a call of an upstream that was changed since is no evidence")
{
    OUTSIDE outside;
    outside_open(world, &outside);
    Id id = begin(world, upstream(&outside, "/v1"));
    call(world, id);
    results(world, id);
    give_key(&outside, id, "/v1");
    EXPECT_TEXT(world_value(results(world, id), "items.0.is_current"), "false");
    EXPECT_INT(world_length(revision_of(world, id, "seller"), "test_calls"), 0);

    call(world, id);
    EXPECT_TEXT(world_value(results(world, id), "items.0.is_current"), "true");
    write_draft(world, id, upstream(&outside, "/v2"));
    EXPECT_TEXT(world_value(results(world, id), "items.0.is_current"), "false");
    EXPECT_INT(world_length(revision_of(world, id, "seller"), "test_calls"), 0);
}
