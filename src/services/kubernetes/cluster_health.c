#include "cluster_health.h"

#include "base/text.h"
#include "cluster_facts.h"
#include "cluster_grant.h"
#include "cluster_store.h"
#include "db/db.h"
#include "sentences/sentence.h"

/** What was seen of a namespace. */
typedef struct Seen {
    NamespaceState state;
    const char *problem;
    bool has_secrets;
    TextList secrets;
    AccountToken token; // text NULL: the present one stays
} Seen;

/** What one look found out, to be written at its end. */
typedef struct Check {
    Cluster cluster;
    Kube reader; // its token NULL: Kontor may not read the cluster
    Error error; // what ended the look
    const char *problem, *version;
    ClusterFacts *facts;
    AccountToken reader_token;
    Seen *seen; // of each namespace
} Check;

static bool ends_look(Error error)
{
    return error == UNAVAILABLE || error == LIMITED || error == INTERNAL;
}

static bool is_due(const Ctx *ctx, Time renew_at)
{
    return time_is_set(renew_at) && !time_before(ctx->now, renew_at);
}

// ── the cluster as a whole ───────────────────────────────────────────────────────────────────

static Error look_at_cluster(Ctx *ctx, Check *check)
{
    const JsonValue *about;
    Kube kube = check->reader; // not all clusters tell strangers their version
    for (size_t i = 0; !kube.token && i < check->cluster.namespaces.count; i++)
        TRY(credential_open(ctx, &check->cluster, check->cluster.namespaces.items[i].name, &kube));
    TRY(kube_get(ctx, &kube, "/version", &about));
    check->version = kube_text(about, "gitVersion");
    if (!check->reader.token)
        return OK;
    check->facts = arena_new_of(ctx->arena, ClusterFacts);
    TRY(cluster_facts_read(ctx, &check->reader, check->facts));
    if (!is_due(ctx, check->cluster.token_renew_at))
        return OK;
    Error error =
        grant_issue_token(ctx, &check->cluster, &check->reader, NULL, &check->reader_token);
    return ends_look(error) ? error : OK; // the present one is good for as long again
}

// ── each namespace ───────────────────────────────────────────────────────────────────────────

// With its own account, or the one that reads the cluster where its own has no token (any more).
static Error renew(Ctx *ctx, const Check *check, const ClusterNamespace *namespace,
    const Kube *kube, AccountToken *ret_token)
{
    if (kube->token &&
        grant_issue_token(ctx, &check->cluster, kube, namespace->name, ret_token) == OK)
        return OK;
    if (!check->reader.token)
        return sentence_fail(ctx, FORBIDDEN, SENTENCE_NO_RIGHTS);
    return grant_issue_token(ctx, &check->cluster, &check->reader, namespace->name, ret_token);
}

static Error look_with(Ctx *ctx, Kube *kube, const ClusterNamespace *namespace, Seen *seen)
{
    TRY(cluster_secrets_read(ctx, kube, namespace->name, &seen->secrets));
    seen->has_secrets = true;
    return OK;
}

static Error look_at_namespace(Ctx *ctx, const Check *check, size_t index)
{
    const ClusterNamespace *namespace = &check->cluster.namespaces.items[index];
    Seen *seen = &check->seen[index];
    Kube kube;
    TRY(credential_open(ctx, &check->cluster, namespace->name, &kube));
    Error error = kube.token && namespace->state == NAMESPACE_GRANTED
                      ? look_with(ctx, &kube, namespace, seen)
                      : UNAUTHENTICATED;
    bool is_lost = error == UNAUTHENTICATED;
    if (is_lost || (!error && is_due(ctx, namespace->token_renew_at))) {
        Error renewed = renew(ctx, check, namespace, &kube, &seen->token);
        if (is_lost)
            error = renewed;
        kube.token = renewed ? kube.token : seen->token.text;
        if (!error && is_lost)
            error = look_with(ctx, &kube, namespace, seen);
    }
    if (ends_look(error))
        return error;
    seen->state = error ? NAMESPACE_REFUSED : NAMESPACE_GRANTED;
    if (error)
        seen->problem = sentence_of(ctx->arena, SENTENCE_NAMESPACE_REFUSED,
            {"problem", .sentence = sentence_of_failure(ctx)});
    return OK;
}

static Error look(Ctx *ctx, Check *check)
{
    TRY(credential_open(ctx, &check->cluster, NULL, &check->reader));
    TRY(look_at_cluster(ctx, check));
    for (size_t i = 0; i < check->cluster.namespaces.count; i++)
        TRY(look_at_namespace(ctx, check, i));
    return OK;
}

// ── writing it down ──────────────────────────────────────────────────────────────────────────

static Error keep_namespace(Ctx *ctx, const Check *check, size_t index, bool *is_granted)
{
    ClusterNamespace namespace = check->cluster.namespaces.items[index];
    const Seen *seen = &check->seen[index];
    namespace.state = seen->state;
    namespace.problem = seen->problem;
    *is_granted |= seen->state == NAMESPACE_GRANTED;
    TRY(cluster_namespace_store_move(ctx, &namespace));
    if (seen->token.text)
        TRY(credential_write_token(ctx, check->cluster.id, namespace.name, &seen->token));
    return seen->has_secrets ? cluster_namespace_store_change_secrets(
                                   ctx, check->cluster.id, namespace.name, seen->secrets)
                             : OK;
}

static Error keep_success(Ctx *ctx, const Check *check, Cluster *locked)
{
    bool is_granted = false;
    for (size_t i = 0; i < check->cluster.namespaces.count; i++)
        TRY(keep_namespace(ctx, check, i, &is_granted));
    if (check->reader_token.text)
        TRY(credential_write_token(ctx, locked->id, NULL, &check->reader_token));
    bool lacks_sight = locked->may_read_cluster && !check->reader.token;
    locked->problem = lacks_sight ? sentence_of(ctx->arena, SENTENCE_NO_SIGHT) : NULL;
    locked->version = check->version;
    locked->facts = check->facts ? check->facts : locked->facts;
    TRY(cluster_store_change_facts(ctx, locked));
    if (is_granted)
        return cluster_move(ctx, locked, CLUSTER_READY, locked->problem);
    return cluster_move(ctx, locked, CLUSTER_REFUSED, check->seen[0].problem);
}

static Error keep(Ctx *ctx, void *arg)
{
    const Check *check = arg;
    Cluster locked = {0};
    TRY(cluster_store_lock(ctx, check->cluster.id, &locked));
    if (locked.state == CLUSTER_REMOVED || locked.state == CLUSTER_CONNECTING)
        return OK;
    locked.checked_at = ctx->now;
    if (!check->error)
        return keep_success(ctx, check, &locked);
    locked.problem = check->problem;
    TRY(cluster_store_change_facts(ctx, &locked));
    ClusterState state = ends_look(check->error) ? CLUSTER_UNREACHABLE : CLUSTER_REFUSED;
    return cluster_move(ctx, &locked, state, check->problem);
}

// ── the jobs ─────────────────────────────────────────────────────────────────────────────────

Error cluster_check_job(Ctx *ctx, const Job *job)
{
    Check check = {0};
    TRY(cluster_get(ctx, cluster_of_job(ctx->arena, job->arguments), &check.cluster));
    if (check.cluster.state == CLUSTER_REMOVED || check.cluster.state == CLUSTER_CONNECTING ||
        !check.cluster.server || !check.cluster.namespaces.count)
        return OK;
    check.seen = arena_array_of(ctx->arena, Seen, check.cluster.namespaces.count);
    check.error = look(ctx, &check);
    check.problem = check.error ? sentence_of_failure(ctx) : NULL;
    return tx_run(ctx, TX_WRITE, keep, &check); // the next look comes by the schedule
}

static Error plan(Ctx *ctx, void *arg)
{
    (void)arg;
    ClusterKeyList keys;
    TRY(cluster_store_remove_overdue_admins(ctx));
    TRY(cluster_store_list_watched(ctx, &keys));
    for (size_t i = 0; i < keys.count; i++) {
        ctx->actor.organization_id = keys.items[i].organization_id;
        TRY(cluster_add_check(ctx, keys.items[i].id));
    }
    return OK;
}

Error cluster_watch_job(Ctx *ctx, const Job *job)
{
    (void)job;
    return tx_run(ctx, TX_WRITE, plan, NULL);
}
