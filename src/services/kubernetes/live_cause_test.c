#include "live_cause.h"

#include "sentences/sentence.h"
#include "test/test.h"

#include <stdlib.h>
#include <string.h>

typedef struct Scene {
    Arena *arena;
    CauseSources sources;
} Scene;

#define SCENE(name) __attribute__((cleanup(scene_free))) Scene name = {.arena = arena_new()}

static void scene_free(Scene *scene)
{
    arena_free(scene->arena);
}

static const JsonValue *value_of(Scene *scene, const char *json)
{
    const char *problem;
    char *quoted = arena_text(scene->arena, json, strlen(json));
    for (char *c = quoted; *c; c++)
        if (*c == '\'')
            *c = '"';
    const JsonValue *value = json_parse(scene->arena, quoted, strlen(quoted), &problem);
    if (!value)
        abort();
    return value;
}

static void add(Scene *scene, KubeItems *items, const char *json)
{
    const JsonValue **more = arena_array_of(scene->arena, const JsonValue *, items->count + 1);
    for (size_t i = 0; i < items->count; i++)
        more[i] = items->items[i];
    more[items->count] = value_of(scene, json);
    items->items = more;
    items->count++;
}

// Of the Deployment "web", which is there.
static const char *cause(Scene *scene)
{
    const Object web = {.kind = "Deployment", .name = "web"};
    return sentence_in(
        scene->arena, "en", cause_of(scene->arena, &scene->sources, &web, value_of(scene, "{}")));
}

#define POD(name, status) "{'metadata': {'name': '" name "'}, 'status': {" status "}}"

static void add_pod(Scene *scene, const char *json)
{
    add(scene, &scene->sources.pods, json);
}

TEST("what waits without a reason has no cause")
{
    SCENE(scene);
    add_pod(&scene, POD("web-1",
                        "'containerStatuses': [{'name': 'a', 'state': {'waiting':"
                        " {'reason': 'ContainerCreating'}}}]"));
    EXPECT(!cause(&scene));
}

TEST("an image that cannot be pulled is named")
{
    SCENE(scene);
    add_pod(&scene, POD("web-1",
                        "'containerStatuses': [{'name': 'a', 'image': 'reg.test/a:1',"
                        " 'state': {'waiting': {'reason': 'ImagePullBackOff',"
                        " 'message': 'not found'}}}]"));
    EXPECT_TEXT(cause(&scene), "The image reg.test/a:1 cannot be pulled: “not found”");
}

TEST("a container that crashes is told from one that needs more memory")
{
    SCENE(scene);
    add_pod(&scene, POD("web-1",
                        "'containerStatuses': [{'name': 'a', 'state': {'waiting':"
                        " {'reason': 'CrashLoopBackOff'}}, 'lastState':"
                        " {'terminated': {'exitCode': 3}}}]"));
    EXPECT_TEXT(cause(&scene), "The container a of the pod web-1 keeps crashing (exit code 3).");
    SCENE(other);
    add_pod(&other, POD("web-1",
                        "'initContainerStatuses': [{'name': 'i', 'state': {'waiting':"
                        " {'reason': 'CrashLoopBackOff'}}, 'lastState':"
                        " {'terminated': {'exitCode': 137, 'reason': 'OOMKilled'}}}]"));
    EXPECT_TEXT(
        cause(&other), "The container i of the pod web-1 needs more memory than it may have.");
}

TEST("a pod that no node takes says why")
{
    SCENE(scene);
    add_pod(&scene, POD("web-1",
                        "'conditions': [{'type': 'PodScheduled', 'status': 'False',"
                        " 'message': '0/3 nodes: insufficient cpu'}]"));
    EXPECT_TEXT(cause(&scene), "No node can take web-1: “0/3 nodes: insufficient cpu”");
}

TEST("pods of others say nothing about this one")
{
    SCENE(scene);
    add_pod(&scene, POD("website-1",
                        "'conditions': [{'type': 'PodScheduled', 'status': 'False',"
                        " 'message': 'full'}]"));
    add_pod(&scene, POD("web-admin-5d9c7b-x2x4k",
                        "'conditions': [{'type': 'PodScheduled', 'status': 'False',"
                        " 'message': 'full'}]"));
    EXPECT(!cause(&scene));
}

#define WARNING(reason, message, time)                                                             \
    "{'type': 'Warning', 'reason': '" reason "', 'message': '" message                             \
    "', 'lastTimestamp': '" time "', 'involvedObject': {'name': 'web-5d9'}}"

TEST("quota and pod security are only in warnings, and the most telling one wins")
{
    SCENE(scene);
    add(&scene, &scene.sources.events,
        WARNING("FailedCreate", "exceeded quota: small", "2026-11-22T08:00:00Z"));
    EXPECT_TEXT(cause(&scene),
        "The quota of the namespace does not allow web-5d9: “exceeded quota: small”");
    SCENE(other);
    add(&other, &other.sources.events, WARNING("BackOff", "back-off", "2026-11-22T08:00:00Z"));
    add(&other, &other.sources.events,
        WARNING("FailedCreate", "violates PodSecurity restricted", "2026-11-22T08:00:00Z"));
    EXPECT_TEXT(cause(&other),
        "The pod security of the namespace does not allow web-5d9:"
        " “violates PodSecurity restricted”");
}

TEST("a warning from before is about something else")
{
    SCENE(scene);
    (void)!time_read("2026-11-22T08:00:00Z", &scene.sources.since);
    add(&scene, &scene.sources.events,
        WARNING("FailedCreate", "exceeded quota", "2026-11-22T07:00:00Z"));
    EXPECT(!cause(&scene));
}
