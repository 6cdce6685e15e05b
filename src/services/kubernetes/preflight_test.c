#include "preflight.h"

#include "base/text.h"
#include "http/client.h"
#include "test/test.h"
#include "test/test_server.h"

#include <string.h>

static const char manifest[] =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 2\n"
    "  template: {spec: {containers: [{name: web, image: nginx,\n"
    "    resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}\n"
    "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: files}\n"
    "spec: {storageClassName: fast, resources: {requests: {storage: 10Gi}}}\n"
    "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n"
    "spec: {ingressClassName: nginx}\n";

/** A cluster that suits the manifest, its API, and what a test changes of both. */
typedef struct Here {
    Ctx ctx;
    Guard *guard;
    TestServer *server;
    Chart chart;
    ClusterFacts facts;
    Cluster cluster;
    PreflightQuestion question;
    Preflight preflight;
    const char *answers[8][2]; // a part of the address, and what it says
    const char *denied;        // a resource that may not be created
} Here;

static StorageClass storage[] = {{.name = "fast"}};
static IngressClass ingress[] = {{.name = "nginx"}};
static const char *versions[] = {"v1/PersistentVolumeClaim", "apps/v1/Deployment",
    "networking.k8s.io/v1/Ingress", "v1/ConfigMap", "v1/Pod", "v1/Secret"};

static TestAnswer review(const Here *here, const TestRequest *req)
{
    bool is_denied = here->denied && strstr(req->body, here->denied) && strstr(req->body, "create");
    return (TestAnswer){201, .headers = "Content-Type: application/json\r\n",
        .body =
            is_denied ? "{\"status\": {\"allowed\": false}}" : "{\"status\": {\"allowed\": true}}"};
}

static TestAnswer say(void *arg, const TestRequest *req)
{
    const Here *here = arg;
    const char *headers = "Content-Type: application/json\r\n";
    if (strstr(req->target, "selfsubjectaccessreviews"))
        return review(here, req);
    for (size_t i = 0; here->answers[i][0]; i++)
        if (strstr(req->target, here->answers[i][0]))
            return (TestAnswer){200, .headers = headers, .body = here->answers[i][1]};
    bool is_list = strstr(req->target, "?") || strstr(req->target, "resourcequotas") ||
                   strstr(req->target, "limitranges");
    return is_list ? (TestAnswer){200, .headers = headers, .body = "{\"items\": []}"}
                   : (TestAnswer){404, .headers = headers, .body = "{\"kind\": \"Status\"}"};
}

static void here_open(Here *here)
{
    *here = (Here){.ctx = {.arena = arena_new()}, .guard = guard_new("127.0.0.0/8")};
    here->chart = (Chart){.minimum_kubernetes_version = "1.27"};
    here->facts = (ClusterFacts){.nodes = 2,
        .cpu_milli_total = 8000,
        .cpu_milli_free = 4000,
        .memory_mib_total = 16384,
        .memory_mib_free = 8192,
        .storage_classes = {storage, 1},
        .ingress_classes = {ingress, 1},
        .api_versions = {versions, COUNT_OF(versions)}};
    here->cluster = (Cluster){.version = "v1.33.1", .facts = &here->facts};
    here->question = (PreflightQuestion){
        .chart = &here->chart, .cluster = &here->cluster, .namespace = "shop", .release = "web"};
}

static void here_close(Here *here)
{
    if (here->server)
        test_server_stop(here->server);
    guard_free(here->guard);
    arena_free(here->ctx.arena);
}

#define HERE()                                                                                     \
    __attribute__((cleanup(here_close))) Here here;                                                \
    here_open(&here)

static void load(Here *here, const char *more)
{
    here->preflight = (Preflight){
        .ctx = &here->ctx, .question = &here->question, .namespace = "shop", .release = "web"};
    const char *text = arena_printf(here->ctx.arena, "%s---\n%s", manifest, more ? more : "");
    EXPECT(object_read_all(&here->ctx, text, &here->preflight.objects) == OK);
    here->preflight.needs = needs_of(here->ctx.arena, &here->preflight.objects, here->facts.nodes);
}

// The findings as "severity code object; …", as they were found.
static const char *found(Here *here)
{
    Text text = {.arena = here->ctx.arena};
    const FindingList *list = &here->preflight.findings;
    for (size_t i = 0; i < list->count; i++)
        text_printf(&text, "%s%s %s %s", i ? "; " : "", severity_names[list->items[i].severity],
            sentence_code_in(here->ctx.arena, NULL, list->items[i].sentence),
            list->items[i].object ? list->items[i].object : "-");
    return text_of(&text);
}

static const char *by_rules(Here *here, const char *more)
{
    load(here, more);
    preflight_rules(&here->preflight);
    for (size_t i = 0; i < here->preflight.findings.count; i++)
        EXPECT(here->preflight.findings.items[i].severity == SEVERITY_INFO ||
               sentence_cure_in(here->ctx.arena, "en", here->preflight.findings.items[i].sentence));
    return found(here);
}

static const char *by_cluster(Here *here, const char *more)
{
    if (!here->server)
        here->server = test_server_start(NULL, say, here);
    client_start(here->guard);
    const Kube kube = {.server = arena_printf(
                           here->ctx.arena, "http://127.0.0.1:%d", test_server_port(here->server))};
    load(here, more);
    EXPECT(preflight_cluster(&here->preflight, &kube) == OK);
    return found(here);
}

// ── by what is known of the cluster ──────────────────────────────────────────────────────────

TEST("nothing is found where everything suits")
{
    HERE();
    EXPECT_TEXT(by_rules(&here, NULL), "");
}

TEST("a cluster that is too old is found")
{
    HERE();
    here.cluster.version = "v1.26.9";
    EXPECT_TEXT(by_rules(&here, NULL), "error kubernetes_version -");
    here.cluster.version = "v2.0.0";
    EXPECT_TEXT(by_rules(&here, NULL), "");
}

TEST("kinds that the cluster does not know are found once, unless the chart defines them")
{
    HERE();
    const char *custom =
        "apiVersion: x.test/v1\nkind: Thing\nmetadata: {name: a}\n"
        "---\napiVersion: x.test/v1\nkind: Thing\nmetadata: {name: b}\n";
    EXPECT_TEXT(by_rules(&here, custom), "error unknown_kind Thing/a");
    here.facts.api_versions.count = 0;
    EXPECT_TEXT(by_rules(&here, custom), "warning kind_not_checked Thing/a");
    here.facts.api_versions = (TextList){versions, COUNT_OF(versions)};
    EXPECT_TEXT(by_rules(&here,
                    "apiVersion: x.test/v1\nkind: Thing\nmetadata: {name: a}\n"
                    "---\napiVersion: apiextensions.k8s.io/v1\n"
                    "kind: CustomResourceDefinition\nmetadata: {name: things.x.test}\n"
                    "spec: {group: x.test, names: {kind: Thing}}\n"),
        "error kind_not_served CustomResourceDefinition/things.x.test;"
        " error cluster_scoped CustomResourceDefinition/things.x.test");
}

TEST("too little room is a warning, and an error where it never can be enough")
{
    HERE();
    here.facts.cpu_milli_free = 900;
    EXPECT_TEXT(by_rules(&here, NULL), "warning not_enough_cpu -");
    here.facts.memory_mib_total = here.facts.memory_mib_free = 1024;
    EXPECT_TEXT(by_rules(&here, NULL), "warning not_enough_cpu -; error not_enough_memory -");
    here.question.is_upgrade = true;
    EXPECT_TEXT(by_rules(&here, NULL), "");
}

TEST("classes that are missing are found")
{
    HERE();
    here.facts.storage_classes.count = here.facts.ingress_classes.count = 0;
    EXPECT_TEXT(by_rules(&here, NULL),
        "error ingress_class_missing Ingress/web; error storage_class_missing files");
    EXPECT_TEXT(by_rules(&here,
                    "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: plain}\n"
                    "spec: {resources: {requests: {storage: 1Gi}}}\n"),
        "error ingress_class_missing Ingress/web; error storage_class_missing files;"
        " error no_default_storage_class plain");
}

TEST("what leaves the namespace or reaches the machine is found")
{
    HERE();
    EXPECT_TEXT(
        by_rules(&here,
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: kube-system}\n"
            "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
            "spec: {hostNetwork: true, containers: [{name: c, resources: {requests:"
            " {cpu: 1m, memory: 1Mi}}, securityContext: {capabilities: {add: [SYS_ADMIN]}}}]}\n"),
        "error other_namespace ConfigMap/c; warning host_access Pod/p; warning privileged Pod/p");
    here.facts.api_versions.count = 0;
    EXPECT(strstr(by_rules(&here,
                      "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\n"
                      "metadata: {name: all}\n"),
        "error cluster_scoped ClusterRole/all"));
}

TEST("containers that say nothing of what they need are mentioned")
{
    HERE();
    EXPECT_TEXT(by_rules(&here,
                    "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
                    "spec: {containers: [{name: c}]}\n"),
        "info no_requests Pod/p: c");
}

// ── by what the cluster says ─────────────────────────────────────────────────────────────────

TEST("an empty namespace has nothing against it")
{
    HERE();
    EXPECT_TEXT(by_cluster(&here, NULL), "");
}

TEST("a release of that name, and objects of others, are found")
{
    HERE();
    here.answers[0][0] = "owner%3Dhelm%2Cname%3Dweb";
    here.answers[0][1] = "{\"items\": [{\"metadata\": {\"name\": \"sh.helm.release.v1.web.v1\"}}]}";
    here.answers[1][0] = "/deployments/web";
    here.answers[1][1] = "{\"metadata\": {\"name\": \"web\"}}";
    here.answers[2][0] = "/ingresses/web";
    here.answers[2][1] =
        "{\"metadata\": {\"annotations\": {\"meta.helm.sh/release-name\": \"web\","
        " \"meta.helm.sh/release-namespace\": \"shop\"}}}";
    EXPECT_TEXT(by_cluster(&here, NULL), "error release_exists -; error name_taken Deployment/web");
    here.question.is_upgrade = true;
    EXPECT_TEXT(by_cluster(&here, NULL), "error name_taken Deployment/web");
}

TEST("rights that are missing are named")
{
    HERE();
    here.denied = "ingresses";
    EXPECT_TEXT(by_cluster(&here, NULL), "error no_permission Ingress");
    EXPECT_TEXT(sentence_text_in(here.ctx.arena, "en", here.preflight.findings.items[0].sentence),
        "Kontor may not create ingresses in the namespace shop.");
    here.denied = "secrets";
    EXPECT_TEXT(by_cluster(&here, NULL), "error no_permission Secret");
}

TEST("quotas that are too small are found, and those that want requests")
{
    HERE();
    here.answers[0][0] = "/resourcequotas";
    here.answers[0][1] =
        "{\"items\": [{\"metadata\": {\"name\": \"small\"}, \"status\": {\"hard\":"
        " {\"requests.cpu\": \"2\", \"pods\": \"10\", \"requests.storage\": \"15Gi\","
        " \"persistentvolumeclaims\": \"1\"}, \"used\": {\"requests.cpu\": \"1500m\","
        " \"pods\": \"2\", \"requests.storage\": \"4Gi\"}}}]}";
    EXPECT_TEXT(by_cluster(&here, NULL), "error quota_exceeded -");
    const char *silent =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
        "spec: {containers: [{name: c}]}\n";
    EXPECT_TEXT(
        by_cluster(&here, silent), "error quota_needs_requests Pod/p: c; error quota_exceeded -");
    here.answers[1][0] = "/limitranges";
    here.answers[1][1] =
        "{\"items\": [{\"spec\": {\"limits\": [{\"type\": \"Container\","
        " \"defaultRequest\": {\"cpu\": \"1m\"}}]}}]}";
    EXPECT_TEXT(by_cluster(&here, silent), "error quota_exceeded -");
}

TEST("pods that the namespace's level of Pod Security refuses are found")
{
    HERE();
    here.answers[0][0] = "/api/v1/namespaces/shop/";
    here.answers[0][1] = "{\"items\": []}";
    here.answers[1][0] = "/api/v1/namespaces/shop";
    here.answers[1][1] =
        "{\"metadata\": {\"labels\":"
        " {\"pod-security.kubernetes.io/enforce\": \"restricted\"}}}";
    EXPECT_TEXT(by_cluster(&here, NULL),
        "error pod_security Deployment/web; error name_taken PersistentVolumeClaim/files");
    EXPECT_TEXT(sentence_text_in(here.ctx.arena, "de", here.preflight.findings.items[0].sentence),
        "Der Namespace lässt nur Pods der Stufe restricted zu. Deployment/web: der Container web "
        "kann Rechte hinzugewinnen.");
}
