// openstack_test.c — a cloud as its documentation describes it, over plain http on this machine.
#include "openstack.h"

#include "base/text.h"
#include "http/client.h"
#include "test/test_server.h"
#include "testing/world.h"

#include <string.h>

/** The cloud, and the certificate of the cluster in it. */
typedef struct Cloud {
    World *world;
    Guard *guard;
    TestServer *server;
    TestIdentity inside;  // as the cluster shows itself: by its address in the project's network
    const char *clusters; // of the kubeconfig that the cloud gives
    int signed_in;
    Text log;
} Cloud;

static const char catalog[] =
    "[{\"type\":\"image\",\"endpoints\":[]},{\"type\":\"cce\",\"endpoints\":["
    "{\"interface\":\"public\",\"region_id\":\"eu-nl\",\"url\":\"http://127.0.0.1:1\"},"
    "{\"interface\":\"internal\",\"region_id\":\"eu-de\",\"url\":\"http://127.0.0.1:1\"},"
    "{\"interface\":\"public\",\"region_id\":\"eu-de\","
    "\"url\":\"http://127.0.0.1:%d/api/v3/projects/prj1\"}]}]";

static const char clusters[] =
    "{\"items\":[{\"metadata\":{\"uid\":\"uid-1\",\"name\":\"production\"},\"spec\":{\"version\":"
    "\"v1.33\"},\"status\":{\"phase\":\"Available\",\"endpoints\":[{\"type\":\"Internal\"},"
    "{\"type\":\"External\"}]}},{\"metadata\":{\"uid\":\"uid-2\",\"name\":\"hidden\"},"
    "\"status\":{\"endpoints\":[{\"type\":\"Internal\"}]}}]}";

static const char projects[] =
    "{\"projects\":[{\"id\":\"prj1\",\"name\":\"eu-de\",\"enabled\":true},"
    "{\"id\":\"prj2\",\"name\":\"closed\",\"enabled\":true},"
    "{\"id\":\"prj3\",\"name\":\"off\",\"enabled\":false},"
    "{\"id\":\"../prj4\",\"name\":\"bad\",\"enabled\":true}]}";

static TestAnswer sign_in(Cloud *cloud, const TestRequest *req)
{
    if (!strstr(req->body, "\"password\":\"right\"") || strstr(req->body, "\"prj2\""))
        return (TestAnswer){401, .body = "{\"error\":{\"message\":\"Who are you?\"}}"};
    cloud->signed_in++;
    const char *list = strstr(req->body, "\"prj1\"")
                           ? arena_printf(req->arena, catalog, test_server_port(cloud->server))
                           : "[]";
    return (TestAnswer){201, .headers = "X-Subject-Token: token-of-cloud\r\n",
        .body = arena_printf(req->arena, "{\"token\":{\"catalog\":%s}}", list)};
}

static TestAnswer answer(void *arg, const TestRequest *req)
{
    Cloud *cloud = arg;
    text_printf(&cloud->log, "%s %s\n", req->method, req->target);
    if (strcmp(req->target, "/v3/auth/tokens") == 0)
        return sign_in(cloud, req);
    if (!strstr(req->head, "X-Auth-Token: token-of-cloud"))
        return (TestAnswer){401, .body = "{}"};
    if (strcmp(req->target, "/v3/auth/projects") == 0)
        return (TestAnswer){200, .body = projects};
    if (strcmp(req->target, "/api/v3/projects/prj1/clusters") == 0)
        return (TestAnswer){200, .body = clusters};
    if (strcmp(req->target, "/api/v3/projects/prj1/clusters/uid-1/clustercert") != 0)
        return (TestAnswer){404, .body = "{\"errorMessage\":\"Resource not found\"}"};
    return (TestAnswer){200,
        .body = arena_printf(req->arena,
            "{\"clusters\":[%s],\"users\":[{\"name\":\"user\",\"user\":{\"client-certificate-data\":"
            "\"%s\",\"client-key-data\":\"%s\"}}],\"current-context\":\"external\"}",
            cloud->clusters,
            base64_of(req->arena, cloud->inside.certificate, strlen(cloud->inside.certificate)),
            base64_of(req->arena, cloud->inside.key, strlen(cloud->inside.key)))};
}

static void cloud_open(Cloud *cloud, World *world)
{
    *cloud = (Cloud){.world = world, .guard = guard_new("127.0.0.1")};
    cloud->log = (Text){.arena = arena_new()};
    cloud->inside = test_identity(world->ctx.arena, "IP:192.168.0.118", 30);
    cloud->server = test_server_start(NULL, answer, cloud);
    client_start(cloud->guard);
    world_as(world, WORLD_BUYER);
}

static void cloud_close(Cloud *cloud)
{
    test_server_stop(cloud->server);
    guard_free(cloud->guard);
    arena_free(cloud->log.arena);
}

#define CLOUD                                                                                      \
    __attribute__((cleanup(cloud_close))) Cloud cloud;                                             \
    cloud_open(&cloud, world)

static Id add_account(Cloud *cloud, const char *password)
{
    Reply reply = world_post(cloud->world, "/v1/cloud-accounts",
        world_printf(cloud->world,
            "{'name': 'Ours', 'url': 'http://127.0.0.1:%d/v3/', 'region': 'eu-de', 'domain': 'D',"
            " 'user_name': 'kontor', 'password': '%s'}",
            test_server_port(cloud->server), password));
    EXPECT_INT(reply.status, 201);
    EXPECT(!strstr(reply.body, password));
    world_drain(cloud->world);
    return world_id(reply, "id");
}

static Reply get_account(Cloud *cloud, Id id)
{
    return world_get(cloud->world, world_printf(cloud->world, "/v1/cloud-accounts/%s", id.text));
}

SCENARIO("projects and clusters of a cloud are found, as far as the user may see them")
{
    CLOUD;
    Reply reply = get_account(&cloud, add_account(&cloud, "right"));
    EXPECT_TEXT(world_member(reply, "state"), "ready");
    EXPECT_INT(world_length(reply, "projects"), 2);
    EXPECT_TEXT(world_value(reply, "projects.0.clusters.0.name"), "production");
    EXPECT_TEXT(world_value(reply, "projects.0.clusters.0.is_reachable"), "true");
    EXPECT_TEXT(world_value(reply, "projects.0.clusters.1.is_reachable"), "false");
    EXPECT_INT(world_length(reply, "projects.1.clusters"), 0);
    EXPECT(!strstr(text_of(&cloud.log), "prj4"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE CAST(data AS TEXT) LIKE"
                   " '%right%'"),
        0);
}

SCENARIO("a password that the cloud does not accept is told, with the cloud's own words")
{
    CLOUD;
    Reply reply = get_account(&cloud, add_account(&cloud, "wrong"));
    EXPECT_TEXT(world_member(reply, "state"), "refused");
    EXPECT(strstr(world_member(reply, "problem"), "Who are you?") != NULL);
}

SCENARIO("a removed account keeps no password")
{
    CLOUD;
    Id id = add_account(&cloud, "right");
    const char *path = world_printf(world, "/v1/cloud-accounts/%s/removal", id.text);
    EXPECT_TEXT(world_member(world_post(world, path, NULL), "state"), "removed");
    EXPECT_INT(world_post(world, path, NULL).status, 200);
    EXPECT_INT(get_account(&cloud, id).status, 404);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM cloud_account WHERE sealed_password IS NOT NULL"),
        0);
}

static Cluster cluster_of(Id account_id)
{
    return (Cluster){.id = id_new("clu"),
        .cloud_account_id = account_id,
        .project_id = "prj1",
        .provider_cluster_id = "uid-1"};
}

static const char *authority(Cloud *cloud)
{
    return base64_of(cloud->world->ctx.arena, cloud->inside.ca, strlen(cloud->inside.ca));
}

SCENARIO("an address from outside without verification is held to the name it has inside")
{
    CLOUD;
    cloud.clusters = world_printf(world,
        "{\"name\":\"internalCluster\",\"cluster\":{\"server\":\"https://192.168.0.118:5443\","
        "\"certificate-authority-data\":\"%s\"}},{\"name\":\"externalCluster\",\"cluster\":{"
        "\"server\":\"https://80.1.2.3:5443\",\"insecure-skip-tls-verify\":true}}",
        authority(&cloud));
    Cluster cluster = cluster_of(add_account(&cloud, "right"));
    Kube kube;
    EXPECT_INT(openstack_open_cluster(&world->ctx, &cluster, &kube), OK);
    EXPECT_TEXT(kube.server, "https://80.1.2.3:5443");
    EXPECT_TEXT(kube.tls_name, "192.168.0.118");
    EXPECT_TEXT(cluster.ca, cloud.inside.ca);
    EXPECT_TEXT(cluster.server, kube.server);
    EXPECT(kube.key.length > 0);
}

SCENARIO("an address that the cloud itself verifies is taken as it is")
{
    CLOUD;
    cloud.clusters = world_printf(world,
        "{\"name\":\"externalCluster\",\"cluster\":{\"server\":\"https://80.1.2.3:5443\","
        "\"insecure-skip-tls-verify\":true}},{\"name\":\"externalClusterTLSVerify\",\"cluster\":{"
        "\"server\":\"https://80.1.2.3:5443\",\"certificate-authority-data\":\"%s\"}}",
        authority(&cloud));
    Cluster cluster = cluster_of(add_account(&cloud, "right"));
    Kube kube;
    EXPECT_INT(openstack_open_cluster(&world->ctx, &cluster, &kube), OK);
    EXPECT(kube.tls_name == NULL);
    EXPECT(kube.ca.length > 0);
}

SCENARIO("a cluster that nobody could verify is not connected to")
{
    CLOUD;
    cloud.clusters =
        "{\"name\":\"externalCluster\",\"cluster\":{\"server\":"
        "\"https://80.1.2.3:5443\",\"insecure-skip-tls-verify\":true}}";
    Cluster cluster = cluster_of(add_account(&cloud, "right"));
    Kube kube;
    EXPECT_INT(openstack_open_cluster(&world->ctx, &cluster, &kube), FORBIDDEN);
    cluster.provider_cluster_id = "uid-9";
    EXPECT_INT(openstack_open_cluster(&world->ctx, &cluster, &kube), NOT_FOUND);
    cluster.provider_cluster_id = "../uid-1";
    EXPECT_INT(openstack_open_cluster(&world->ctx, &cluster, &kube), NOT_FOUND);
}
