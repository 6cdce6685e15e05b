#include "live_cause.h"

#include "base/text.h"
#include "sentences/sentence.h"

#include <string.h>

// Kubernetes names what it makes after what it makes it for: "web-5d9c7b-x2x4k" and "web-0" belong
// to "web", "web-admin-5d9c7b" does not: what it adds has no vowels (k8s.io/apimachinery, rand).
static bool is_of(const char *name, const char *owner)
{
    static const char added[] = "-0123456789bcdfghjklmnpqrstvwxz";
    size_t length = strlen(owner);
    if (!name || strncmp(name, owner, length) != 0)
        return false;
    const char *rest = name + length;
    return *rest == '\0' || (*rest == '-' && !rest[strspn(rest, added)]);
}

static bool has_word(const char *text, const char *word)
{
    return text && strstr(text, word);
}

// ── pods ─────────────────────────────────────────────────────────────────────────────────────

static bool is_among(const char *reason, const char *const *reasons)
{
    for (; *reasons; reasons++)
        if (text_same(reason, *reasons))
            return true;
    return false;
}

static const char *cause_of_waiting(
    Arena *arena, const char *pod, const JsonValue *container, const char *reason)
{
    static const char *const pulling[] = {"ErrImagePull", "ImagePullBackOff", "InvalidImageName",
        "ErrImageNeverPull", "RegistryUnavailable", NULL};
    static const char *const starting[] = {"CreateContainerConfigError", "CreateContainerError",
        "RunContainerError", "PreStartHookError", "PostStartHookError", NULL};
    const char *name = kube_text(container, "name");
    const char *message = kube_text(container, "state.waiting.message");
    const char *words = message ? message : reason;
    if (is_among(reason, pulling))
        return sentence_of(arena, SENTENCE_IMAGE_NOT_PULLED,
            {"image", kube_text(container, "image")}, {"words", words});
    if (is_among(reason, starting))
        return sentence_of(arena, SENTENCE_CONTAINER_NOT_STARTED, {"container", name}, {"pod", pod},
            {"words", words});
    if (!text_same(reason, "CrashLoopBackOff"))
        return NULL;
    if (text_same(kube_text(container, "lastState.terminated.reason"), "OOMKilled"))
        return sentence_of(arena, SENTENCE_OUT_OF_MEMORY, {"container", name}, {"pod", pod});
    int64_t code = object_number(container, "lastState.terminated.exitCode", 0);
    return sentence_of(arena, SENTENCE_CONTAINER_CRASHES, {"container", name}, {"pod", pod},
        {"exit_code", sentence_number(arena, code)});
}

static const char *cause_of_container(Arena *arena, const char *pod, const JsonValue *container)
{
    const char *reason = kube_text(container, "state.waiting.reason");
    int64_t code = object_number(container, "state.terminated.exitCode", 0);
    if (reason)
        return cause_of_waiting(arena, pod, container, reason);
    if (code)
        return sentence_of(arena, SENTENCE_CONTAINER_FAILED,
            {"container", kube_text(container, "name")}, {"pod", pod},
            {"exit_code", sentence_number(arena, code)});
    return NULL;
}

static const char *cause_of_condition(Arena *arena, const char *pod, const JsonValue *condition)
{
    const char *message = json_text_member(condition, "message");
    if (!text_same(json_text_member(condition, "type"), "PodScheduled") ||
        !text_same(json_text_member(condition, "status"), "False"))
        return NULL;
    return sentence_of(arena, SENTENCE_NO_NODE, {"object", pod}, {"words", message});
}

typedef const char *PartCause(Arena *arena, const char *pod, const JsonValue *part);

static const char *cause_within(
    Arena *arena, const JsonValue *pod, const char *path, PartCause *part_cause)
{
    const char *cause = NULL, *name = kube_text(pod, "metadata.name");
    const JsonValue *parts = kube_value(pod, path);
    if (!parts || parts->kind != JSON_ARRAY)
        return NULL;
    for (const JsonValue *part = json_first(parts); part && !cause; part = json_next(parts, part))
        cause = part_cause(arena, name, part);
    return cause;
}

static const char *cause_of_pod(Arena *arena, const JsonValue *pod)
{
    const char *cause =
        cause_within(arena, pod, "status.initContainerStatuses", cause_of_container);
    if (!cause)
        cause = cause_within(arena, pod, "status.containerStatuses", cause_of_container);
    return cause ? cause : cause_within(arena, pod, "status.conditions", cause_of_condition);
}

// ── warnings ─────────────────────────────────────────────────────────────────────────────────

typedef struct Warning {
    const char *reason; // of the event; NULL: any
    const char *word;   // in its message; NULL: any
    SentenceCode code;  // of {object} and {words}
} Warning;

// The first that fits says most.
static const Warning warnings[] = {
    {NULL, "exceeded quota", SENTENCE_QUOTA_REFUSES},
    {NULL, "violates PodSecurity", SENTENCE_POD_SECURITY_REFUSES},
    {"ProvisioningFailed", NULL, SENTENCE_VOLUME_NOT_MADE},
    {"Failed", "pull", SENTENCE_IMAGE_OF_NOT_PULLED},
    {"FailedScheduling", NULL, SENTENCE_NO_NODE},
    {"FailedMount", NULL, SENTENCE_VOLUME_NOT_MOUNTED},
    {"FailedAttachVolume", NULL, SENTENCE_VOLUME_NOT_ATTACHED},
    {"BackoffLimitExceeded", NULL, SENTENCE_JOB_FAILED},
    {"BackOff", NULL, SENTENCE_OBJECT_CRASHES},
    {"FailedCreate", NULL, SENTENCE_PODS_NOT_MADE},
};

static bool is_recent(const JsonValue *event, Time since)
{
    static const char *const times[] = {"lastTimestamp", "eventTime", "metadata.creationTimestamp"};
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        Time time;
        const char *text = kube_text(event, times[i]);
        if (text && time_read(text, &time))
            return time.us >= since.us - SECOND; // whole seconds
    }
    return true;
}

static const char *cause_of_event(
    Arena *arena, const Warning *warning, const JsonValue *event, const char *owner, Time since)
{
    const char *message = json_text_member(event, "message");
    const char *name = kube_text(event, "involvedObject.name");
    if (!text_same(json_text_member(event, "type"), "Warning") || !is_of(name, owner) ||
        (warning->reason && !text_same(json_text_member(event, "reason"), warning->reason)) ||
        (warning->word && !has_word(message, warning->word)) || !is_recent(event, since))
        return NULL;
    return sentence_of(arena, warning->code, {"object", name}, {"words", message});
}

static const char *cause_of_events(Arena *arena, const CauseSources *sources, const char *owner)
{
    const char *cause = NULL;
    for (size_t w = 0; w < COUNT_OF(warnings) && !cause; w++)
        for (size_t i = 0; i < sources->events.count && !cause; i++)
            cause = cause_of_event(
                arena, &warnings[w], sources->events.items[i], owner, sources->since);
    return cause;
}

const char *cause_of(
    Arena *arena, const CauseSources *sources, const Object *object, const JsonValue *there)
{
    const char *cause = NULL;
    if (!there)
        return cause_of_events(arena, sources, object->name);
    for (size_t i = 0; i < sources->pods.count && !cause; i++)
        if (is_of(kube_text(sources->pods.items[i], "metadata.name"), object->name))
            cause = cause_of_pod(arena, sources->pods.items[i]);
    return cause ? cause : cause_of_events(arena, sources, object->name);
}
