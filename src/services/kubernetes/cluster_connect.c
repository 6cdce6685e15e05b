#include "cluster_connect.h"

#include "base/text.h"
#include "cluster_grant.h"
#include "cluster_store.h"
#include "db/db.h"
#include "openstack.h"
#include "sentences/sentence.h"

/** What a run found out, to be written at its end. */
typedef struct Connecting {
    Cluster cluster;
    Kube admin;
    const char *version;
    AccountToken reader;  // text NULL: none was given
    AccountToken *tokens; // one for each namespace
    Error error;          // what ended the run early
    bool is_last;         // nothing is tried after this
} Connecting;

// ── asking the cluster ───────────────────────────────────────────────────────────────────────

// Whether it was about the connection rather than about one thing.
static bool ends_run(Error error)
{
    return error == UNAVAILABLE || error == LIMITED || error == UNAUTHENTICATED ||
           error == INTERNAL;
}

// What is forbidden has a consequence, or a cure, that the code says.
static const char *problem_of(Ctx *ctx, Error error, SentenceCode code)
{
    const char *problem = sentence_of_failure(ctx);
    return error == FORBIDDEN ? sentence_of(ctx->arena, code, {"problem", .sentence = problem})
                              : problem;
}

static Error connect_namespaces(Ctx *ctx, Connecting *connecting)
{
    Cluster *cluster = &connecting->cluster;
    for (size_t i = 0; i < cluster->namespaces.count; i++) {
        ClusterNamespace *namespace = &cluster->namespaces.items[i];
        Error error =
            grant_create(ctx, cluster, &connecting->admin, namespace->name, &connecting->tokens[i]);
        if (ends_run(error))
            return error;
        if (error && namespace->state == NAMESPACE_GRANTED)
            continue; // this credential is for others
        namespace->state = error ? NAMESPACE_REFUSED : NAMESPACE_GRANTED;
        namespace->problem = error ? problem_of(ctx, error, SENTENCE_NAMESPACE_REFUSED) : NULL;
    }
    return OK;
}

static Error connect(Ctx *ctx, Connecting *connecting)
{
    Cluster *cluster = &connecting->cluster;
    const JsonValue *about;
    TRY(kube_get(ctx, &connecting->admin, "/version", &about));
    connecting->version = kube_text(about, "gitVersion");
    connecting->cluster.problem = NULL;
    if (cluster->may_read_cluster) {
        Error error = grant_create(ctx, cluster, &connecting->admin, NULL, &connecting->reader);
        if (ends_run(error))
            return error;
        if (error)
            cluster->problem = problem_of(ctx, error, SENTENCE_CLUSTER_NOT_SEEN);
    }
    return connect_namespaces(ctx, connecting);
}

// ── writing down what came of it ─────────────────────────────────────────────────────────────

static Error keep_namespaces(Ctx *ctx, const Connecting *connecting, size_t *ret_granted)
{
    const ClusterNamespaceList *namespaces = &connecting->cluster.namespaces;
    size_t granted = 0;
    for (size_t i = 0; i < namespaces->count; i++) {
        const ClusterNamespace *namespace = &namespaces->items[i];
        TRY(cluster_namespace_store_move(ctx, namespace));
        if (namespace->state != NAMESPACE_GRANTED)
            continue;
        granted++;
        if (connecting->tokens[i].text)
            TRY(credential_write_token(
                ctx, connecting->cluster.id, namespace->name, &connecting->tokens[i]));
    }
    *ret_granted = granted;
    return OK;
}

static ClusterState state_after(Error error)
{
    return error == UNAVAILABLE || error == LIMITED ? CLUSTER_UNREACHABLE : CLUSTER_REFUSED;
}

static const char *refused_problem(const Connecting *connecting)
{
    const ClusterNamespaceList *namespaces = &connecting->cluster.namespaces;
    return namespaces->count ? namespaces->items[0].problem : NULL;
}

static Error keep_success(Ctx *ctx, Connecting *connecting, Cluster *locked)
{
    size_t granted;
    TRY(keep_namespaces(ctx, connecting, &granted));
    if (connecting->reader.text)
        TRY(credential_write_token(ctx, locked->id, NULL, &connecting->reader));
    locked->version = connecting->version;
    locked->checked_at = ctx->now;
    locked->problem = connecting->cluster.problem;
    TRY(cluster_store_change_facts(ctx, locked));
    if (!granted)
        return cluster_move(ctx, locked, CLUSTER_REFUSED, refused_problem(connecting));
    TRY(cluster_move(ctx, locked, CLUSTER_READY, locked->problem));
    return cluster_add_check(ctx, locked->id);
}

// A cluster that was there before stays what it is: the next look at it tells.
static Error keep_failure(Ctx *ctx, const Connecting *connecting, Cluster *locked)
{
    const char *problem = connecting->cluster.problem;
    bool was_there = locked->state != CLUSTER_CONNECTING;
    if (!connecting->is_last)
        return was_there ? OK : cluster_move(ctx, locked, CLUSTER_CONNECTING, problem);
    for (size_t i = 0; i < connecting->cluster.namespaces.count; i++) {
        ClusterNamespace namespace = connecting->cluster.namespaces.items[i];
        namespace.problem = problem;
        if (namespace.state == NAMESPACE_PENDING) {
            namespace.state = NAMESPACE_REFUSED;
            TRY(cluster_namespace_store_move(ctx, &namespace));
        }
    }
    return was_there ? cluster_add_check(ctx, locked->id)
                     : cluster_move(ctx, locked, state_after(connecting->error), problem);
}

// Where a cluster of a provider is comes with the credential.
static Error keep_server(Ctx *ctx, const Connecting *connecting, Cluster *locked)
{
    if (!id_is_set(locked->cloud_account_id) || !connecting->cluster.server)
        return OK;
    locked->server = connecting->cluster.server;
    locked->tls_name = connecting->cluster.tls_name;
    locked->ca = connecting->cluster.ca;
    return cluster_store_change_server(ctx, locked);
}

// It was removed while we connected: what was made in it must go again.
static Error take_back_later(Ctx *ctx, const Connecting *connecting)
{
    size_t granted;
    TRY(keep_namespaces(ctx, connecting, &granted));
    if (connecting->reader.text)
        TRY(credential_write_token(ctx, connecting->cluster.id, NULL, &connecting->reader));
    return cluster_add_removal(ctx, connecting->cluster.id);
}

static Error keep(Ctx *ctx, void *arg)
{
    Connecting *connecting = arg;
    Cluster locked = {0};
    TRY(cluster_store_lock(ctx, connecting->cluster.id, &locked));
    if (connecting->is_last)
        TRY(credential_remove_admin(ctx, locked.id));
    if (locked.state == CLUSTER_REMOVED)
        return connecting->error ? OK : take_back_later(ctx, connecting);
    TRY(keep_server(ctx, connecting, &locked));
    return connecting->error ? keep_failure(ctx, connecting, &locked)
                             : keep_success(ctx, connecting, &locked);
}

// ── the jobs ─────────────────────────────────────────────────────────────────────────────────

// The provider makes a credential of its own each time; everybody else gave one.
static Error open_admin(Ctx *ctx, Connecting *connecting)
{
    if (id_is_set(connecting->cluster.cloud_account_id))
        return openstack_open_cluster(ctx, &connecting->cluster, &connecting->admin);
    return credential_open_admin(ctx, &connecting->cluster, &connecting->admin);
}

static bool is_worth_another_try(const Ctx *ctx, Error error)
{
    bool is_settled = text_same(ctx->failure.code, "bad_certificate") ||
                      text_same(ctx->failure.code, "address_refused");
    return error == LIMITED || (error == UNAVAILABLE && !is_settled);
}

Error cluster_connect_job(Ctx *ctx, const Job *job)
{
    Connecting connecting = {0};
    TRY(cluster_get(ctx, cluster_of_job(ctx->arena, job->arguments), &connecting.cluster));
    if (connecting.cluster.state == CLUSTER_REMOVED)
        return OK;
    connecting.tokens =
        arena_array_of(ctx->arena, AccountToken, connecting.cluster.namespaces.count);
    Error error = open_admin(ctx, &connecting);
    if (error == CONFLICT && connecting.cluster.state != CLUSTER_CONNECTING)
        return OK; // an earlier run has used it
    if (!error)
        error = connect(ctx, &connecting);
    bool tries_again =
        error && is_worth_another_try(ctx, error) && job->attempts < CONNECT_ATTEMPTS;
    connecting.error = error;
    connecting.is_last = !tries_again;
    if (error)
        connecting.cluster.problem = sentence_of_failure(ctx);
    Failure failure = ctx->failure;
    TRY(tx_run(ctx, TX_WRITE, keep, &connecting));
    ctx->failure = failure;
    return tries_again ? error : OK;
}

// ── taking it back ───────────────────────────────────────────────────────────────────────────

// The account is gone if its token is not valid any more.
static Error take_back(Ctx *ctx, const Cluster *cluster, const char *namespace)
{
    Kube kube;
    TRY(credential_open(ctx, cluster, namespace, &kube));
    if (!kube.token)
        return OK;
    Error error = grant_remove(ctx, cluster, &kube, namespace);
    return error == UNAUTHENTICATED ? OK : error;
}

static Error take_back_all(Ctx *ctx, const Cluster *cluster)
{
    for (size_t i = 0; i < cluster->namespaces.count; i++)
        TRY(take_back(ctx, cluster, cluster->namespaces.items[i].name));
    return take_back(ctx, cluster, NULL);
}

static Error forget(Ctx *ctx, void *arg)
{
    Cluster *cluster = arg;
    TRY(cluster_store_remove_tokens(ctx, cluster->id));
    return cluster_store_move(ctx, cluster);
}

Error cluster_remove_job(Ctx *ctx, const Job *job)
{
    Cluster cluster;
    TRY(cluster_get(ctx, cluster_of_job(ctx->arena, job->arguments), &cluster));
    Error error = cluster.server ? take_back_all(ctx, &cluster) : OK;
    if (error && job->attempts < REMOVE_ATTEMPTS)
        return error;
    const char *account = rights_account(ctx->arena, cluster.id);
    if (error)
        cluster.problem = sentence_of(ctx->arena, SENTENCE_ACCOUNTS_LEFT, {"account", account},
            {"problem", .sentence = sentence_of_failure(ctx)});
    return tx_run(ctx, TX_WRITE, forget, &cluster);
}
