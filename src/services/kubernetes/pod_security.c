#include "pod_security.h"

#include "base/text.h"
#include "kube.h"

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

static void find(Look *look, PodSecurityLevel level, bool reaches_host, const char *what)
{
    const char *name = json_text_member(look->container, "name");
    if (look->findings.count == MAX_FINDINGS)
        return;
    look->findings.items[look->findings.count++] = (PodFinding){
        .level = level,
        .reaches_host = reaches_host,
        .what = look->container
                    ? arena_printf(look->arena, "container %s %s", name ? name : "?", what)
                    : what,
    };
}

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
            find(look, POD_SECURITY_BASELINE, true,
                arena_printf(
                    look->arena, "reads or writes %s of its node", path ? path : "a path"));
        for (const JsonValue *n = v->kind == JSON_OBJECT ? json_first(v) : NULL; n;
             n = json_next(v, n + 1)) {
            bool is_harmless = text_same(n->text, "hostPath");
            for (size_t i = 0; i < COUNT_OF(harmless); i++)
                is_harmless |= text_same(n->text, harmless[i]);
            if (!is_harmless)
                find(look, POD_SECURITY_RESTRICTED, false,
                    arena_printf(look->arena, "has a volume of type %s", n->text));
        }
    }
}

static void look_at_pod(Look *look)
{
    static const struct {
        const char *member, *what;
    } shared[] = {{"hostNetwork", "uses the network of its node"},
        {"hostPID", "sees all processes of its node"},
        {"hostIPC", "shares memory with processes of its node"}};
    for (size_t i = 0; i < COUNT_OF(shared); i++)
        if (object_flag(look->pod, shared[i].member))
            find(look, POD_SECURITY_BASELINE, true, shared[i].what);
    const JsonValue *sysctls = kube_value(look->pod, "securityContext.sysctls");
    if (sysctls && sysctls->count)
        find(look, POD_SECURITY_BASELINE, true, "changes settings of the kernel");
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
            arena_printf(look->arena, "wants the capability %s", name->text));
    }
    if (!drops_all(kube_value(look->container, "securityContext.capabilities.drop")))
        find(look, POD_SECURITY_RESTRICTED, false, "does not drop all capabilities");
}

static void look_at_ports(Look *look)
{
    const JsonValue *ports = json_member(look->container, "ports");
    for (const JsonValue *port = json_first(ports); port; port = json_next(ports, port))
        if (json_int_member(port, "hostPort", 0))
            find(look, POD_SECURITY_BASELINE, true,
                arena_printf(look->arena, "takes port %lld of its node",
                    (long long)json_int_member(port, "hostPort", 0)));
}

static void look_at_user(Look *look)
{
    const JsonValue *user = context(look, "runAsUser");
    const JsonValue *not_root = context(look, "runAsNonRoot");
    if (user && user->kind == JSON_INT && user->number == 0)
        find(look, POD_SECURITY_RESTRICTED, false, "runs as root");
    else if (!not_root || not_root->kind != JSON_TRUE)
        find(look, POD_SECURITY_RESTRICTED, false, "does not refuse to run as root");
}

static void look_at_seccomp(Look *look)
{
    const char *profile = context_text(look, "seccompProfile", "type");
    if (text_same(profile, "Unconfined"))
        find(look, POD_SECURITY_BASELINE, false, "switches the filter of system calls off");
    else if (!profile)
        find(look, POD_SECURITY_RESTRICTED, false, "names no filter of system calls");
}

static void look_at_container(Look *look)
{
    const JsonValue *own = json_member(look->container, "securityContext");
    const JsonValue *escalation = json_member(own, "allowPrivilegeEscalation");
    const char *mount = json_text_member(own, "procMount");
    if (object_flag(own, "privileged"))
        find(look, POD_SECURITY_BASELINE, true, "is privileged: it can do anything on its node");
    if (mount && !text_same(mount, "Default"))
        find(look, POD_SECURITY_BASELINE, false, "sees all of /proc");
    if (!escalation || escalation->kind != JSON_FALSE)
        find(look, POD_SECURITY_RESTRICTED, false, "may gain privileges");
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
