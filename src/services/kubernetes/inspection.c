#include "inspection.h"

#include "base/text.h"
#include "needs.h"
#include "pod_security.h"
#include "sentences/sentence.h"

#include <string.h>

enum { MAX_LINES = 200 }; // of one list: nobody reads more

typedef struct Look {
    Arena *arena;
    const char *namespace;
    ChartInspection found;
} Look;

static void add(Look *look, TextList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i], text))
            return;
    if (!list->items)
        list->items = arena_array_of(look->arena, const char *, MAX_LINES);
    if (list->count < MAX_LINES)
        list->items[list->count++] = text;
}

static void count_kind(Look *look, const Object *object)
{
    KindCountList *kinds = &look->found.kinds;
    if (!kinds->items)
        kinds->items = arena_array_of(look->arena, KindCount, MAX_LINES);
    for (size_t i = 0; i < kinds->count; i++)
        if (text_same(kinds->items[i].kind, object->kind) &&
            text_same(kinds->items[i].api_version, object->api_version)) {
            kinds->items[i].count++;
            return;
        }
    if (kinds->count < MAX_LINES)
        kinds->items[kinds->count++] = (KindCount){object->api_version, object->kind, 1};
}

static void look_at_images(Look *look, const JsonValue *pods)
{
    static const char *const lists[] = {"initContainers", "containers"};
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        const JsonValue *containers = json_member(pods, lists[i]);
        for (const JsonValue *c = json_first(containers); c; c = json_next(containers, c))
            if (json_text_member(c, "image"))
                add(look, &look->found.images, json_text_member(c, "image"));
    }
}

static void look_at_pods(Look *look, const Object *object)
{
    const JsonValue *pods = object_pods(object);
    PodFindingList findings = pod_security_findings(look->arena, pods);
    look_at_images(look, pods);
    for (size_t i = 0; i < findings.count; i++) {
        const PodFinding *finding = &findings.items[i];
        if (finding->level != POD_SECURITY_BASELINE)
            continue;
        TextList *list = finding->reaches_host ? &look->found.host_access : &look->found.privileged;
        add(look, list,
            sentence_of(look->arena,
                finding->reaches_host ? SENTENCE_HOST_ACCESS : SENTENCE_PRIVILEGED,
                {"object", object_name(look->arena, object)}, {"what", .sentence = finding->what}));
    }
}

static void look_at_object(Look *look, const Object *object)
{
    const char *name = object_name(look->arena, object);
    count_kind(look, object);
    if (object->known && object->known->is_cluster_scoped)
        add(look, &look->found.cluster_scoped, name);
    else if (object->namespace && !text_same(object->namespace, look->namespace))
        add(look, &look->found.other_namespaces,
            arena_printf(look->arena, "%s in %s", name, object->namespace));
    if (object->is_hook)
        add(look, &look->found.hooks, name);
    if (strstr(object->kind, "WebhookConfiguration"))
        add(look, &look->found.webhooks, name);
    look_at_pods(look, object);
}

ChartInspection inspection_of(
    Arena *arena, const ObjectList *objects, const char *release_namespace)
{
    Look look = {.arena = arena, .namespace = release_namespace};
    Needs needs = needs_of(arena, objects, 1);
    for (size_t i = 0; i < objects->count; i++)
        look_at_object(&look, &objects->items[i]);
    look.found.cpu_milli = needs.cpu_milli;
    look.found.memory_mib = needs.memory_mib;
    look.found.volumes = needs.volumes;
    look.found.load_balancers = needs.load_balancers;
    look.found.without_requests = needs.without_requests;
    return look.found;
}
