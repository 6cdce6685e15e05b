#include "object.h"

#include "base/text.h"
#include "inspection.h"
#include "needs.h"
#include "sentences/sentence.h"
#include "test/test.h"

#include <string.h>

static const char manifest[] =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n"
    "  template:\n    spec:\n"
    "      initContainers:\n"
    "      - {name: init, image: 'busybox:1', resources: {requests: {cpu: '1', memory: 64Mi}}}\n"
    "      containers:\n"
    "      - {name: web, image: 'nginx:1', resources: {requests: {cpu: 250m, memory: 256Mi}}}\n"
    "      - {name: side, image: 'side:1', resources: {limits: {cpu: 0.1, memory: 1Gi}}}\n"
    "---\n"
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  replicas: 2\n"
    "  template:\n    spec:\n      containers:\n      - {name: db, image: 'pg:16'}\n"
    "  volumeClaimTemplates:\n  - metadata: {name: data}\n"
    "    spec: {storageClassName: fast, resources: {requests: {storage: 8Gi}}}\n"
    "---\n"
    "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n"
    "  template:\n    spec:\n      hostNetwork: true\n"
    "      volumes: [{name: root, hostPath: {path: /}}]\n      containers:\n"
    "      - {name: agent, image: 'agent:1', securityContext: {privileged: true},\n"
    "         resources: {requests: {cpu: 10m, memory: 10Mi}}}\n"
    "---\n"
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n"
    "spec: {minReplicas: 5, scaleTargetRef: {kind: Deployment, name: web}}\n"
    "---\n"
    "apiVersion: v1\nkind: List\nitems:\n"
    "- {apiVersion: v1, kind: Service, metadata: {name: lb}, spec: {type: LoadBalancer}}\n"
    "- {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: files},\n"
    "   spec: {resources: {requests: {storage: 1500Mi}}}}\n"
    "---\n"
    "apiVersion: batch/v1\nkind: Job\nmetadata: {name: hook, annotations: {helm.sh/hook: pre-install}}\n"
    "spec: {template: {spec: {containers: [{name: j, image: 'job:1', resources: {requests: {cpu: 8}}}]}}}\n"
    "---\n"
    "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: geheim-1}\n"
    "data: {token: Z2VoZWlt}\n"
    "---\n"
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: all}\n"
    "---\n"
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: other}\n"
    "data: {url: 'postgres://u:geheim-1@db'}\n"
    "---\n"
    "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m}\n";

static Ctx *ctx(void)
{
    static Ctx kept;
    if (!kept.arena)
        kept.arena = arena_new();
    kept.failure = (Failure){0};
    return &kept;
}

static ObjectList objects_of(const char *text)
{
    ObjectList objects = {NULL, 0};
    EXPECT(object_read_all(ctx(), text, &objects) == OK);
    return objects;
}

TEST("objects are read, lists taken apart, kinds known")
{
    ObjectList objects = objects_of(manifest);
    EXPECT_INT(objects.count, 11);
    EXPECT_TEXT(object_path(ctx()->arena, &objects.items[0], "shop"),
        "/apis/apps/v1/namespaces/shop/deployments/web");
    EXPECT_TEXT(object_path(ctx()->arena, &objects.items[4], "shop"),
        "/api/v1/namespaces/shop/services/lb");
    EXPECT_TEXT(object_path(ctx()->arena, &objects.items[8], "shop"),
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/all");
    EXPECT(!objects.items[10].known);
    EXPECT(objects.items[6].is_hook && !objects.items[0].is_hook);
}

TEST("what is no object of Kubernetes is refused")
{
    ObjectList objects;
    EXPECT(object_read_all(ctx(), "just a text\n", &objects) == INVALID);
    EXPECT(object_read_all(ctx(), "kind: Pod\n", &objects) == INVALID);
    EXPECT(object_read_all(ctx(), "a: [\n", &objects) == INVALID);
    EXPECT(object_read_all(ctx(), "\n", &objects) == OK);
    EXPECT_INT(objects.count, 0);
}

TEST("replicas, nodes, autoscalers and the start of pods are considered; hooks are not")
{
    ObjectList objects = objects_of(manifest);
    Needs needs = needs_of(ctx()->arena, &objects, 4);
    // web: 5 pods of max(1000, 250 + 100); agent: 4 nodes of 10
    EXPECT_INT(needs.cpu_milli, 5 * 1000 + 4 * 10);
    EXPECT_INT(needs.memory_mib, 5 * (256 + 1024) + 4 * 10);
    EXPECT_INT(needs.pods, 5 + 2 + 4);
    EXPECT_INT(needs.load_balancers, 1);
    EXPECT_INT(needs_disk_gib(&needs), 2 * 8 + 2);
    EXPECT_INT(needs.without_requests.count, 1);
    EXPECT_TEXT(needs.without_requests.items[0], "StatefulSet/db: db");
}

TEST("amounts beyond reason do not overflow")
{
    ObjectList objects = objects_of(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 9000000000000,\n"
        " template: {spec: {containers: [{name: a, resources: {requests: {cpu: 9e15, memory: 9Ei}}}]}}}\n");
    Needs needs = needs_of(ctx()->arena, &objects, 1);
    EXPECT(needs.cpu_milli > 0 && needs.memory_mib > 0);
}

TEST("the reviewer sees images, what reaches the host, and what leaves the namespace")
{
    ObjectList objects = objects_of(manifest);
    ChartInspection found = inspection_of(ctx()->arena, &objects, "shop");
    EXPECT_INT(found.images.count, 6);
    EXPECT_INT(found.cluster_scoped.count, 1);
    EXPECT_TEXT(found.cluster_scoped.items[0], "ClusterRole/all");
    EXPECT_TEXT(found.other_namespaces.items[0], "ConfigMap/c in other");
    EXPECT_INT(found.host_access.count, 3);
    EXPECT_TEXT(sentence_text_in(ctx()->arena, "en", found.host_access.items[0]),
        "DaemonSet/agent: the pod uses the network of its node.");
    EXPECT_TEXT(found.hooks.items[0], "Job/hook");
    EXPECT_INT(found.volumes.count, 2);
    EXPECT_TEXT(found.volumes.items[0].storage_class, "fast");
    EXPECT_INT(found.volumes.items[0].count, 2);
}

TEST("people see no secrets in a manifest")
{
    ObjectList objects = objects_of(manifest);
    const char *secrets[] = {"geheim-1"};
    const char *text = object_write_all(ctx()->arena, &objects, (TextList){secrets, 1});
    EXPECT(!strstr(text, "geheim") && !strstr(text, "Z2VoZWlt"));
    EXPECT(strstr(text, "password: \"(hidden)\""));
    EXPECT(strstr(text, "url: \"(hidden)\""));
    EXPECT(strstr(text, "image: \"nginx:1\""));
}

TEST("a secret of digits alone is hidden, too")
{
    const char *secrets[] = {"27182818"};
    ObjectList objects = objects_of(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {pin: 27182818}}\n");
    const char *text = object_write_all(ctx()->arena, &objects, (TextList){secrets, 1});
    EXPECT(!strstr(text, "27182818") && strstr(text, "pin: \"(hidden)\""));
}

TEST("what a chart calls its objects leads to no other address")
{
    ObjectList objects = objects_of(
        "{apiVersion: v1, kind: Secret, metadata: {name: '../../shop/secrets?x', namespace: a/b}}\n"
        "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}\n");
    EXPECT_TEXT(object_path(ctx()->arena, &objects.items[0], "shop"),
        "/api/v1/namespaces/a%2Fb/secrets/..%2F..%2Fshop%2Fsecrets%3Fx");
    objects.items[1].api_version = "apps/v1/../../v1";
    EXPECT(!object_path(ctx()->arena, &objects.items[1], "shop"));
}
