#include "pod_security.h"

#include "base/text.h"
#include "kube.h"
#include "sentences/sentence.h"

#include <string.h>

enum { MAX_FINDINGS = 40 }; // of one pod; whoever has that many is refused for the first

typedef struct Look {
    Arena *arena;
    const JsonValue *pod, *container;
    PodFindingList findings;
} Look;

PodSecurityLevel pod_security_level(const char *name)
{
    return text_same(name, "restricted") ? POD_SECURITY_RESTRICTED
           : text_same(name, "baseline") ? POD_SECURITY_BASELINE
                                         : POD_SECURITY_PRIVILEGED;
}

static void add(Look *look, PodSecurityLevel level, bool reaches_host, const char *what)
{
    if (look->findings.count < MAX_FINDINGS)
        look->findings.items[look->findings.count++] = (PodFinding){level, reaches_host, what};
}

#define find(look, level, reaches_host, code, ...)                                                 \
    add(look, level, reaches_host,                                                                 \
        sentence_of((look)->arena, code,                                                           \
            {"container", json_text_member((look)->container, "name")} __VA_OPT__(, )              \
                __VA_ARGS__))

// What the container says, else the pod.
static const JsonValue *context(const Look *look, const char *member)
{
    const JsonValue *own = json_member(json_member(look->container, "securityContext"), member);
    return own ? own : json_member(json_member(look->pod, "securityContext"), member);
}

static const char *context_text(const Look *look, const char *member, const char *part)
{
    return json_text_member(context(look, member), part);
}

// ── the pod ──────────────────────────────────────────────────────────────────────────────────

static void look_at_volumes(Look *look)
{
    static const char *const harmless[] = {"configMap", "csi", "downwardAPI", "emptyDir",
        "ephemeral", "persistentVolumeClaim", "projected", "secret", "name"};
    const JsonValue *volumes = json_member(look->pod, "volumes");
    for (const JsonValue *v = json_first(volumes); v; v = json_next(volumes, v)) {
        const char *path = kube_text(v, "hostPath.path");
        if (json_member(v, "hostPath"))
            find(look, POD_SECURITY_BASELINE, true, SENTENCE_HOST_PATH, {"path", path});
        for (const JsonValue *n = v->kind == JSON_OBJECT ? json_first(v) : NULL; n;
             n = json_next(v, n + 1)) {
            bool is_harmless = text_same(n->text, "hostPath");
            for (size_t i = 0; i < COUNT_OF(harmless); i++)
                is_harmless |= text_same(n->text, harmless[i]);
            if (!is_harmless)
                find(look, POD_SECURITY_RESTRICTED, false, SENTENCE_VOLUME_TYPE, {"type", n->text});
        }
    }
}

static void look_at_pod(Look *look)
{
    static const struct {
        const char *member;
        SentenceCode code;
    } shared[] = {{"hostNetwork", SENTENCE_HOST_NETWORK}, {"hostPID", SENTENCE_HOST_PROCESSES},
        {"hostIPC", SENTENCE_HOST_MEMORY}};
    for (size_t i = 0; i < COUNT_OF(shared); i++)
        if (object_flag(look->pod, shared[i].member))
            find(look, POD_SECURITY_BASELINE, true, shared[i].code);
    const JsonValue *sysctls = kube_value(look->pod, "securityContext.sysctls");
    if (sysctls && sysctls->count)
        find(look, POD_SECURITY_BASELINE, true, SENTENCE_KERNEL_SETTINGS);
    look_at_volumes(look);
}

// ── a container ──────────────────────────────────────────────────────────────────────────────

static bool drops_all(const JsonValue *drop)
{
    for (const JsonValue *name = json_first(drop); name; name = json_next(drop, name))
        if (name->kind == JSON_TEXT && text_same(name->text, "ALL"))
            return true;
    return false;
}

static void look_at_capabilities(Look *look)
{
    static const char *const usual[] = {"AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID",
        "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID",
        "SYS_CHROOT"};
    const JsonValue *added = kube_value(look->container, "securityContext.capabilities.add");
    for (const JsonValue *name = json_first(added); name; name = json_next(added, name)) {
        bool is_usual = false;
        if (name->kind != JSON_TEXT || text_same(name->text, "NET_BIND_SERVICE"))
            continue;
        for (size_t i = 0; i < COUNT_OF(usual); i++)
            is_usual |= text_same(usual[i], name->text);
        find(look, is_usual ? POD_SECURITY_RESTRICTED : POD_SECURITY_BASELINE, false,
            SENTENCE_CAPABILITY, {"capability", name->text});
    }
    if (!drops_all(kube_value(look->container, "securityContext.capabilities.drop")))
        find(look, POD_SECURITY_RESTRICTED, false, SENTENCE_KEEPS_CAPABILITIES);
}

static void look_at_ports(Look *look)
{
    const JsonValue *ports = json_member(look->container, "ports");
    for (const JsonValue *port = json_first(ports); port; port = json_next(ports, port))
        if (json_int_member(port, "hostPort", 0))
            find(look, POD_SECURITY_BASELINE, true, SENTENCE_HOST_PORT,
                {"port", sentence_number(look->arena, json_int_member(port, "hostPort", 0))});
}

static void look_at_user(Look *look)
{
    const JsonValue *user = context(look, "runAsUser");
    const JsonValue *not_root = context(look, "runAsNonRoot");
    if (user && user->kind == JSON_INT && user->number == 0)
        find(look, POD_SECURITY_RESTRICTED, false, SENTENCE_RUNS_AS_ROOT);
    else if (!not_root || not_root->kind != JSON_TRUE)
        find(look, POD_SECURITY_RESTRICTED, false, SENTENCE_MAY_RUN_AS_ROOT);
}

static void look_at_seccomp(Look *look)
{
    const char *profile = context_text(look, "seccompProfile", "type");
    if (text_same(profile, "Unconfined"))
        find(look, POD_SECURITY_BASELINE, false, SENTENCE_SECCOMP_OFF);
    else if (!profile)
        find(look, POD_SECURITY_RESTRICTED, false, SENTENCE_SECCOMP_UNSET);
}

static void look_at_container(Look *look)
{
    const JsonValue *own = json_member(look->container, "securityContext");
    const JsonValue *escalation = json_member(own, "allowPrivilegeEscalation");
    const char *mount = json_text_member(own, "procMount");
    if (object_flag(own, "privileged"))
        find(look, POD_SECURITY_BASELINE, true, SENTENCE_PRIVILEGED_CONTAINER);
    if (mount && !text_same(mount, "Default"))
        find(look, POD_SECURITY_BASELINE, false, SENTENCE_WHOLE_PROC);
    if (!escalation || escalation->kind != JSON_FALSE)
        find(look, POD_SECURITY_RESTRICTED, false, SENTENCE_MAY_GAIN_PRIVILEGES);
    look_at_capabilities(look);
    look_at_ports(look);
    look_at_user(look);
    look_at_seccomp(look);
}

PodFindingList pod_security_findings(Arena *arena, const JsonValue *pods)
{
    static const char *const lists[] = {"initContainers", "containers"};
    Look look = {.arena = arena, .pod = pods};
    if (!pods)
        return look.findings;
    look.findings.items = arena_array_of(arena, PodFinding, MAX_FINDINGS);
    look_at_pod(&look);
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        const JsonValue *containers = json_member(pods, lists[i]);
        for (const JsonValue *c = json_first(containers); c; c = json_next(containers, c)) {
            look.container = c;
            look_at_container(&look);
        }
    }
    return look.findings;
}
