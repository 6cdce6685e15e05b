// cluster_test.c — what becomes of a cluster in our rows, whatever the cluster does. Against a
// server that answers as a Kubernetes API would; tests/kubernetes goes further with a double.
#include "cluster.h"

#include "base/text.h"
#include "http/client.h"
#include "test/test_server.h"
#include "testing/world_shop.h"

#include <stdlib.h>
#include <string.h>

/** The other side. */
typedef struct Api {
    World *world;
    Guard *guard;
    TestServer *server;
    TestIdentity identity;
    int status;         // of everything, if not 0
    int tokens;         // given out
    const char *denied; // a part of paths that are 403
    Id removes;         // this cluster goes while it is asked for a token
    Text log;           // "GET /version Bearer x"
    const char *kubeconfig;
} Api;

static const char nodes[] =
    "{'items': [{'metadata': {'name': 'b'}, 'status': {'allocatable': {'cpu': '4',"
    " 'memory': '8Gi'}, 'conditions': [{'type': 'Ready', 'status': 'True'}]}},"
    " {'metadata': {'name': 'a'}, 'status': {'allocatable': {'cpu': '1500m', 'memory': '2Gi'},"
    " 'conditions': [{'type': 'Ready', 'status': 'True'}]}},"
    " {'metadata': {'name': 'c'}, 'status': {'allocatable': {'cpu': '64', 'memory': '256Gi'},"
    " 'conditions': [{'type': 'Ready', 'status': 'False'}]}}]}";

static const char pods[] =
    "{'items': [{'spec': {'nodeName': 'b', 'containers': [{'resources': {'requests': {'cpu':"
    " '500m', 'memory': '1Gi'}}}, {'resources': {'requests': {'cpu': '250m'}}}],"
    " 'initContainers': [{'resources': {'requests': {'cpu': '1', 'memory': '64Mi'}}}]}},"
    " {'spec': {'nodeName': 'a', 'containers': [{'resources': {'requests': {'cpu': '100m'}}}]},"
    " 'status': {'phase': 'Succeeded'}},"
    " {'spec': {'nodeName': 'c', 'containers': [{'resources': {'requests': {'cpu': '9'}}}]}},"
    " {'spec': {'containers': [{'resources': {'requests': {'cpu': '9'}}}]}}]}";

static const char storage_classes[] =
    "{'items': [{'metadata': {'name': 'fast', 'annotations':"
    " {'storageclass.kubernetes.io/is-default-class': 'true'}}, 'provisioner': 'csi.test'},"
    " {'metadata': {'name': 'slow'}, 'provisioner': 'csi.test'}]}";

static const char *const answers[][2] = {
    {"/version", "{'gitVersion': 'v1.33.1'}"},
    {"/api/v1/nodes", nodes},
    {"/api/v1/pods", pods},
    {"/apis/storage.k8s.io/v1/storageclasses", storage_classes},
    {"/api/v1/namespaces/shop/secrets", "{'items': [{'metadata': {'name': 'registry'}}]}"},
    // the older form of discovery
    {"/apis",
        "{'kind': 'APIGroupList', 'groups': [{'name': 'apps', 'versions': [{'groupVersion':"
        " 'apps/v1', 'version': 'v1'}]}]}"},
};

static const char *quoted(Arena *arena, const char *text)
{
    char *copy = arena_text(arena, text, strlen(text));
    for (char *c = copy; *c; c++)
        *c = *c == '\'' ? '"' : *c;
    return copy;
}

static const char *bearer_of(const TestRequest *req)
{
    const char *at = strstr(req->head, "Authorization: Bearer ");
    return at ? arena_text(req->arena, at + 22, strcspn(at + 22, "\r\n")) : "nobody";
}

// As another person's request does, in a thread of its own.
static void remove_now(Api *api)
{
    Ctx ctx = {
        .arena = arena_new(), .db = db_new(api->world->database), .now = api->world->ctx.now};
    ctx.actor = (Actor){.organization_id = world_organization(api->world, WORLD_BUYER)};
    Cluster removed;
    {
        TX tx;
        EXPECT_INT(tx_begin(&ctx, TX_WRITE, &tx), OK);
        EXPECT_INT(cluster_remove(&ctx, api->removes, &removed), OK);
        EXPECT_INT(tx_commit(&tx), OK);
    }
    api->removes = ID_NONE;
    db_free(ctx.db);
    arena_free(ctx.arena);
}

static TestAnswer token_answer(Api *api, const TestRequest *req)
{
    if (id_is_set(api->removes))
        remove_now(api);
    Time end = time_after(api->world->ctx.now, DAYS(30));
    return (TestAnswer){
        201, .body = arena_printf(req->arena,
                 "{\"status\":{\"token\":\"token-%d\",\"expirationTimestamp\":\"%s\"}}",
                 ++api->tokens, time_text(req->arena, end))};
}

static TestAnswer answer(void *arg, const TestRequest *req)
{
    Api *api = arg;
    text_printf(&api->log, "%s %s %s\n", req->method, req->target, bearer_of(req));
    if (api->status)
        return (TestAnswer){api->status, .body = "{\"message\":\"told to\"}"};
    if (api->denied && strstr(req->target, api->denied))
        return (TestAnswer){403, .body = "{\"message\":\"not allowed here\"}"};
    size_t length = strlen(req->target);
    if (length > 6 && strcmp(req->target + length - 6, "/token") == 0)
        return token_answer(api, req);
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        if (strncmp(req->target, answers[i][0], strcspn(req->target, "?")) == 0 &&
            answers[i][0][strcspn(req->target, "?")] == '\0')
            return (TestAnswer){200, .body = quoted(req->arena, answers[i][1])};
    return (TestAnswer){200, .body = "{\"metadata\":{\"uid\":\"uid-1\"},\"items\":[]}"};
}

static void api_open(Api *api, World *world)
{
    Arena *arena = world->ctx.arena;
    *api = (Api){.world = world, .guard = guard_new("127.0.0.1")};
    api->log = (Text){.arena = arena_new()};
    api->identity = test_identity(arena, "IP:127.0.0.1,DNS:kubernetes.default", 30);
    api->server = test_server_start(&api->identity, answer, api);
    client_start(api->guard);
    const char *ca = base64_of(arena, api->identity.ca, strlen(api->identity.ca));
    api->kubeconfig = world_printf(world,
        "clusters: [{name: c, cluster: {server: https://127.0.0.1:%d,"
        " certificate-authority-data: %s}}]\\nusers: [{name: u, user: {token: admins-own}}]\\n"
        "contexts: [{name: x, context: {cluster: c, user: u}}]",
        test_server_port(api->server), ca);
    world_as(world, WORLD_BUYER);
}

static void api_close(Api *api)
{
    test_server_stop(api->server);
    guard_free(api->guard);
    arena_free(api->log.arena);
}

#define API                                                                                        \
    __attribute__((cleanup(api_close))) Api api;                                                   \
    api_open(&api, world)

static Reply post_cluster(Api *api, const char *name, const char *more)
{
    return world_post(api->world, "/v1/clusters",
        world_printf(api->world, "{'name': '%s', 'kubeconfig': '%s', 'namespaces': ['shop']%s}",
            name, api->kubeconfig, more));
}

static Id add(Api *api)
{
    Reply reply = post_cluster(api, "Production", "");
    EXPECT_INT(reply.status, 201);
    return world_id(reply, "id");
}

static Id added(Api *api)
{
    Id id = add(api);
    world_drain(api->world);
    return id;
}

static Reply get(Api *api, Id id)
{
    return world_get(api->world, world_printf(api->world, "/v1/clusters/%s", id.text));
}

static const char *state(Api *api, Id id)
{
    return world_member(get(api, id), "state");
}

static Reply post(Api *api, Id id, const char *what, const char *body)
{
    return world_post(
        api->world, world_printf(api->world, "/v1/clusters/%s/%s", id.text, what), body);
}

static bool keeps_admin(World *world)
{
    return world_count(world,
               "SELECT count(*) FROM cluster WHERE sealed_admin IS NOT NULL"
               " OR admin_until IS NOT NULL") != 0;
}

static bool was_asked(Api *api, const char *what)
{
    return strstr(text_of(&api->log), what) != NULL;
}

static void forget_log(Api *api)
{
    api->log = (Text){.arena = api->log.arena};
}

// Retries wait for their time.
static void drain_all(World *world)
{
    for (int i = 0; i < 8; i++) {
        world_drain(world);
        world_advance(world, SECONDS(20));
    }
    world_drain(world);
}

SCENARIO("the administrator's credential is sealed, used once, and gone when the cluster is ready")
{
    API;
    Id id = add(&api);
    EXPECT(keeps_admin(world));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM cluster WHERE {hex sealed_admin} LIKE"
                   " '%61646d696e732d6f776e%'"),
        0); // "admins-own"
    world_drain(world);
    EXPECT_TEXT(state(&api, id), "ready");
    EXPECT(!keeps_admin(world));
    EXPECT(was_asked(&api, "/serviceaccounts/kontor-"));
    EXPECT(was_asked(&api, " admins-own\n"));
    forget_log(&api);
    EXPECT_INT(post(&api, id, "check", NULL).status, 202);
    world_drain(world);
    EXPECT(was_asked(&api, "GET /version token-"));
    EXPECT(!was_asked(&api, "admins-own"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE CAST(data AS TEXT) LIKE"
                   " '%admins-own%' OR CAST(data AS TEXT) LIKE '%token-%'"),
        0);
}

SCENARIO("the credential is gone too when the cluster refuses it")
{
    API;
    api.status = 401;
    Id id = added(&api);
    EXPECT_TEXT(state(&api, id), "refused");
    EXPECT(strstr(world_member(get(&api, id), "problem"), "told to") != NULL);
    EXPECT(!keeps_admin(world));
}

SCENARIO("a cluster that fails is tried a few times, and then the credential is gone")
{
    API;
    api.status = 500;
    Id id = added(&api);
    EXPECT_TEXT(state(&api, id), "connecting");
    EXPECT(strstr(world_member(get(&api, id), "problem"), "500") != NULL);
    EXPECT(keeps_admin(world));
    drain_all(world);
    EXPECT_TEXT(state(&api, id), "unreachable");
    EXPECT(!keeps_admin(world));
}

SCENARIO("a credential that no job came to use is forgotten after a quarter of an hour")
{
    API;
    Id id = add(&api);
    world_exec(world, "DELETE FROM job WHERE kind = 'connect_cluster'");
    world_advance(world, MINUTES(16));
    world_drain(world);
    EXPECT(!keeps_admin(world));
    EXPECT_TEXT(state(&api, id), "connecting");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'cluster.added'"), 1);
}

SCENARIO("what is free is what the pods that run have not asked for, on nodes that work")
{
    API;
    Reply reply = get(&api, added(&api));
    EXPECT_TEXT(world_value(reply, "facts.nodes"), "3");
    EXPECT_TEXT(world_value(reply, "facts.nodes_ready"), "2");
    EXPECT_TEXT(world_value(reply, "facts.cpu_milli_total"), "5500");
    EXPECT_TEXT(world_value(reply, "facts.cpu_milli_free"), "4500");
    EXPECT_TEXT(world_value(reply, "facts.memory_mib_total"), "10240");
    EXPECT_TEXT(world_value(reply, "facts.memory_mib_free"), "9216");
    EXPECT_TEXT(world_value(reply, "facts.storage_classes.0.name"), "fast");
    EXPECT_TEXT(world_value(reply, "facts.storage_classes.0.is_default"), "true");
    EXPECT_TEXT(world_value(reply, "facts.storage_classes.1.is_default"), "false");
    EXPECT_TEXT(world_value(reply, "facts.api_versions.1"), "apps/v1");
    EXPECT_TEXT(world_value(reply, "version"), "v1.33.1");
}

SCENARIO("tokens are renewed when half of their time is over, with the token itself")
{
    API;
    Id id = added(&api);
    int first = api.tokens;
    forget_log(&api);
    world_advance(world, DAYS(14));
    world_drain(world);
    EXPECT_INT(api.tokens, first);
    EXPECT(was_asked(&api, "GET /version"));
    world_advance(world, DAYS(2));
    world_drain(world);
    EXPECT_INT(api.tokens, first + 2); // of the namespace, and of what reads the cluster
    EXPECT(!was_asked(&api, "admins-own"));
    EXPECT_TEXT(state(&api, id), "ready");
}

SCENARIO("a namespace that is refused says what to do, and does not hold up the others")
{
    API;
    api.denied = "/namespaces/other/";
    Reply reply = world_post(world, "/v1/clusters",
        world_printf(world, "{'name': 'Two', 'kubeconfig': '%s', 'namespaces': ['shop', 'other']}",
            api.kubeconfig));
    Id id = world_id(reply, "id");
    world_drain(world);
    reply = get(&api, id);
    EXPECT_TEXT(world_member(reply, "state"), "ready");
    EXPECT_TEXT(world_value(reply, "namespaces.0.state"), "refused");
    EXPECT(strstr(world_value(reply, "namespaces.0.problem"), "not allowed here") != NULL);
    EXPECT(strstr(world_value(reply, "namespaces.0.problem"), "rights.yaml") != NULL);
    EXPECT_TEXT(world_value(reply, "namespaces.1.state"), "granted");
}

SCENARIO("the state follows what the cluster does, and each change is an event")
{
    API;
    Id id = added(&api);
    api.status = 503;
    world_advance(world, MINUTES(6));
    world_drain(world);
    EXPECT_TEXT(state(&api, id), "unreachable");
    api.status = 401;
    world_advance(world, MINUTES(6));
    world_drain(world);
    EXPECT_TEXT(state(&api, id), "refused");
    api.status = 0;
    world_advance(world, MINUTES(6));
    world_drain(world);
    EXPECT_TEXT(state(&api, id), "ready");
    EXPECT(world_member(get(&api, id), "problem") == NULL);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE subject_id = $1", id), 5);
}

SCENARIO("a job gets the token of the namespace it works in, and one address")
{
    API;
    Id id = added(&api);
    Kube shop, reader;
    EXPECT_INT(cluster_open(&world->ctx, id, "shop", &shop), OK);
    EXPECT_INT(cluster_open(&world->ctx, id, NULL, &reader), OK);
    EXPECT_TEXT(shop.address, "127.0.0.1");
    EXPECT_TEXT(shop.tls_name, "127.0.0.1");
    EXPECT(shop.token && reader.token && strcmp(shop.token, reader.token) != 0);
    EXPECT_INT(cluster_open(&world->ctx, id, "elsewhere", &shop), CONFLICT);
    EXPECT_TEXT(world->ctx.failure.code, "namespace_not_ready");
    Guard *strict = guard_new("");
    client_start(strict);
    EXPECT_INT(cluster_open(&world->ctx, id, "shop", &shop), UNAVAILABLE);
    EXPECT_TEXT(world->ctx.failure.code, "address_refused");
    client_start(api.guard);
    guard_free(strict);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(cluster_open(&world->ctx, id, "shop", &shop), NOT_FOUND);
}

SCENARIO("an address inside is not connected to, and the reason is told")
{
    API;
    Guard *strict = guard_new("");
    client_start(strict);
    Id id = added(&api);
    EXPECT_TEXT(state(&api, id), "unreachable");
    EXPECT(strstr(world_member(get(&api, id), "problem"), "allowed_addresses") != NULL);
    EXPECT_TEXT(text_of(&api.log), "");
    EXPECT(!keeps_admin(world));
    client_start(api.guard);
    guard_free(strict);
}

SCENARIO("a removed cluster keeps no token, and its name is free again")
{
    API;
    Id id = added(&api);
    EXPECT_TEXT(post_cluster(&api, "production", "").code, "name_taken");
    EXPECT_TEXT(world_member(post(&api, id, "removal", NULL), "state"), "removed");
    EXPECT_INT(post_cluster(&api, "production", "").status, 201);
    world_drain(world);
    EXPECT(was_asked(&api, "DELETE /api/v1/namespaces/shop/serviceaccounts/kontor-"));
    EXPECT(was_asked(&api, "DELETE /api/v1/namespaces/kontor-"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM cluster_namespace WHERE cluster_id = $1 AND"
                   " sealed_token IS NOT NULL",
                   id),
        0);
    EXPECT_TEXT(post(&api, id, "check", NULL).code, "cluster_removed");
    EXPECT_INT(post(&api, id, "removal", NULL).status, 200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'cluster.removed'"), 1);
}

static void add_workload(World *world, Id cluster_id)
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    world_exec(world,
        "INSERT INTO chart (id, revision_id, source, source_key, state, form, created_at)"
        " VALUES ('chr_1', $1, '{}', 'x', 'pending', '[]', $2)",
        shop.revision_id, world->ctx.now);
    world_exec(world,
        "INSERT INTO workload (organization_id, id, subscription_id, product_id, revision_id,"
        " chart_id, cluster_id, namespace, release_name, state, helm_revision, answers, objects,"
        " volumes, hosts, created_at, version) VALUES ($1, 'wkl_1', $2, $3, $4, 'chr_1', $5,"
        " 'shop', 'mine', 'ready', 1, '{}', '[]', '[]', '[]', $6, 1)",
        world_organization(world, WORLD_BUYER), subscription_id, shop.product_id, shop.revision_id,
        cluster_id, world->ctx.now);
}

SCENARIO("a cluster in which something runs is not removed, and says what it is")
{
    API;
    Id id = added(&api);
    add_workload(world, id);
    Reply reply = post(&api, id, "removal", NULL);
    EXPECT_TEXT(reply.code, "cluster_in_use");
    EXPECT(strstr(reply.message, "shop/mine") != NULL);
    EXPECT_TEXT(state(&api, id), "ready");
    world_exec(world, "UPDATE workload SET state = 'removed', removed_at = 1 WHERE id = 'wkl_1'");
    EXPECT_INT(post(&api, id, "removal", NULL).status, 200);
}

SCENARIO("a cluster that is removed while Kontor connects is left as it was")
{
    API;
    Id id = add(&api);
    api.removes = id;
    world_drain(world);
    EXPECT_TEXT(state(&api, id), "removed");
    EXPECT(was_asked(&api, "DELETE /api/v1/namespaces/shop/serviceaccounts/kontor-"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM cluster_namespace WHERE cluster_id = $1 AND"
                   " sealed_token IS NOT NULL",
                   id),
        0);
}

SCENARIO("where accounts cannot be taken back, the cluster says what is left to do")
{
    API;
    Id id = added(&api);
    api.status = 500;
    post(&api, id, "removal", NULL);
    for (int i = 0; i < 12; i++) {
        world_drain(world);
        world_advance(world, MINUTES(5));
    }
    EXPECT(strstr(world_member(get(&api, id), "problem"), "kubectl delete") != NULL);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM cluster WHERE sealed_token IS NOT NULL"), 0);
}

SCENARIO("a kubeconfig whose lines end as on Windows connects like any other")
{
    API;
    Text text = {.arena = world->ctx.arena};
    for (const char *c = api.kubeconfig; *c; c++)
        text_printf(&text, "%s%c", text_starts_with(c, "\\n") ? "\\r" : "", *c);
    api.kubeconfig = text_of(&text);
    EXPECT(strstr(api.kubeconfig, "\\r\\n"));
    EXPECT_TEXT(state(&api, added(&api)), "ready");
}

SCENARIO("a kubeconfig is in no answer, no matter what was wrong with the rest")
{
    API;
    Reply wrong = post_cluster(&api, "", "");
    EXPECT_INT(wrong.status, 422);
    EXPECT(!strstr(wrong.body, "admins-own"));
    EXPECT(!strstr(post_cluster(&api, "x", "").body, "admins-own"));
}
