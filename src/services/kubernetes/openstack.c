#include "openstack.h"

#include "base/text.h"
#include "cloud_account_store.h"
#include "crypt/crypt.h"
#include "federation/keystone.h"
#include "http/guard.h"
#include "kubeconfig.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_FOUND = 500 };

const char cloud_password_purpose[] = "cloud_password";

/** A token, where it was not asked for a project's clusters yet. */
typedef struct Session {
    const CloudAccount *account;
    const char *token;
    const char *clusters_url; // ".../api/v3/projects/{id}/clusters"; NULL: the cloud has none
} Session;

static Keystone identity_service(const CloudAccount *account)
{
    return (Keystone){account->url, account->ca};
}

// ── signing in ───────────────────────────────────────────────────────────────────────────────

// The public address of the cluster service in the account's region.
static const char *endpoint_of(const JsonValue *catalog, const char *region)
{
    for (const JsonValue *one = json_first(catalog); one; one = json_next(catalog, one)) {
        const JsonValue *endpoints = json_member(one, "endpoints");
        const char *type = json_text_member(one, "type");
        bool is_it = text_same(type, "cce") || text_same(type, "ccev2.0");
        if (!is_it || !endpoints || endpoints->kind != JSON_ARRAY)
            continue;
        for (const JsonValue *end = json_first(endpoints); end; end = json_next(endpoints, end)) {
            const char *where = json_text_member(end, "region_id");
            where = where ? where : json_text_member(end, "region");
            if (text_same(json_text_member(end, "interface"), "public") && text_same(where, region))
                return json_text_member(end, "url");
        }
    }
    return NULL;
}

// Catalogues write the address with and without what follows the host.
static const char *clusters_url(Arena *arena, const char *endpoint, const char *project_id)
{
    if (!endpoint || !guard_url_is_confidential(endpoint))
        return NULL;
    const char *path = strstr(endpoint, "/api/");
    size_t length = path ? (size_t)(path - endpoint) : strlen(endpoint);
    while (length && endpoint[length - 1] == '/')
        length--;
    return arena_printf(
        arena, "%.*s/api/v3/projects/%s/clusters", (int)length, endpoint, project_id);
}

// project_id NULL: for no project in particular.
static Error sign_in(
    Ctx *ctx, const CloudAccount *account, const char *project_id, Session *ret_session)
{
    Blob sealed = {0};
    KeystoneCredential credential = {.domain = account->domain, .user_name = account->user_name};
    TRY(cloud_account_store_get_password(ctx, account->id, &sealed));
    TRY(crypt_open(ctx, cloud_password_purpose, sealed, &credential.password));
    Keystone keystone = identity_service(account);
    KeystoneToken token;
    TRY(keystone_sign_in(
        ctx, &keystone, &credential, (KeystoneScope){.project_id = project_id}, &token));
    Session session = {.account = account, .token = token.text};
    if (project_id)
        session.clusters_url =
            clusters_url(ctx->arena, endpoint_of(token.catalog, account->region), project_id);
    *ret_session = session;
    return OK;
}

// ── projects and clusters ────────────────────────────────────────────────────────────────────

static bool has_external_address(const JsonValue *cluster)
{
    const JsonValue *endpoints = kube_value(cluster, "status.endpoints");
    if (!endpoints || endpoints->kind != JSON_ARRAY)
        return false;
    for (const JsonValue *one = json_first(endpoints); one; one = json_next(endpoints, one))
        if (text_same(json_text_member(one, "type"), "External"))
            return true;
    return false;
}

static Error list_clusters(Ctx *ctx, const Session *session, CloudProject *project)
{
    const JsonValue *answer;
    Keystone keystone = identity_service(session->account);
    TRY(keystone_send(ctx, &keystone, session->token, "GET", session->clusters_url, NULL, &answer));
    const JsonValue *items = json_member(answer, "items");
    if (!items || items->kind != JSON_ARRAY)
        return OK;
    project->clusters.items = arena_array_of(ctx->arena, CloudCluster, items->count);
    for (const JsonValue *one = json_first(items); one && project->clusters.count < MAX_FOUND;
         one = json_next(items, one)) {
        CloudCluster cluster = {
            .id = kube_text(one, "metadata.uid"),
            .name = kube_text(one, "metadata.name"),
            .version = kube_text(one, "spec.version"),
            .phase = kube_text(one, "status.phase"),
            .is_reachable = has_external_address(one),
        };
        if (cluster.id)
            project->clusters.items[project->clusters.count++] = cluster;
    }
    return OK;
}

// A project that one may not enter has no clusters for us.
static Error look_into(Ctx *ctx, const CloudAccount *account, CloudProject *project)
{
    Session session;
    Error error = sign_in(ctx, account, project->id, &session);
    if (!error && session.clusters_url)
        error = list_clusters(ctx, &session, project);
    return error == UNAVAILABLE || error == INTERNAL ? error : OK;
}

Error openstack_list_projects(Ctx *ctx, const CloudAccount *account, CloudProjectList *ret_projects)
{
    Session session;
    Keystone keystone = identity_service(account);
    KeystoneProjectList found;
    TRY(sign_in(ctx, account, NULL, &session));
    TRY(keystone_list_projects(ctx, &keystone, session.token, &found));
    CloudProjectList projects = {arena_array_of(ctx->arena, CloudProject, found.count), 0};
    for (size_t i = 0; i < found.count; i++) {
        CloudProject project = {found.items[i].id, found.items[i].name};
        TRY(look_into(ctx, account, &project));
        projects.items[projects.count++] = project;
    }
    *ret_projects = projects;
    return OK;
}

// ── a certificate for one cluster ────────────────────────────────────────────────────────────

static const JsonValue *cluster_named(const JsonValue *config, const char *name)
{
    const JsonValue *clusters = json_member(config, "clusters");
    if (!clusters || clusters->kind != JSON_ARRAY)
        return NULL;
    for (const JsonValue *one = json_first(clusters); one; one = json_next(clusters, one))
        if (text_same(json_text_member(one, "name"), name))
            return json_member(one, "cluster");
    return NULL;
}

static const char *host_of(Arena *arena, const char *url)
{
    const char *host = url ? strstr(url, "://") : NULL;
    return host ? arena_text(arena, host + 3, strcspn(host + 3, ":/")) : NULL;
}

// A kubeconfig of our own with what is good of the cloud's, for the reader that knows what is.
static const char *rewritten(Arena *arena, const JsonValue *config)
{
    const JsonValue *inside = cluster_named(config, "internalCluster");
    const JsonValue *verified = cluster_named(config, "externalClusterTLSVerify");
    const JsonValue *outside = verified ? verified : cluster_named(config, "externalCluster");
    const char *ca = json_text_member(verified, "certificate-authority-data");
    const char *name = ca ? NULL : host_of(arena, json_text_member(inside, "server"));
    const JsonValue *users = json_member(config, "users");
    const JsonValue *user =
        users && users->kind == JSON_ARRAY ? json_member(json_first(users), "user") : NULL;
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_raw(out, "contexts", "[{\"name\":\"c\",\"context\":{\"cluster\":\"c\",\"user\":\"u\"}}]");
    json_begin_array(out, "clusters");
    json_begin_object(out, NULL);
    json_put(out, "name", "c");
    json_begin_object(out, "cluster");
    json_put(out, "server", json_text_member(outside ? outside : inside, "server"));
    json_put(out, "certificate-authority-data",
        ca ? ca : json_text_member(inside, "certificate-authority-data"));
    json_put(out, "tls-server-name", outside ? name : NULL);
    json_end_object(out);
    json_end_object(out);
    json_end_array(out);
    json_begin_array(out, "users");
    json_begin_object(out, NULL);
    json_put(out, "name", "u");
    json_begin_object(out, "user");
    json_put(out, "client-certificate-data", json_text_member(user, "client-certificate-data"));
    json_put(out, "client-key-data", json_text_member(user, "client-key-data"));
    json_end_object(out);
    json_end_object(out);
    json_end_array(out);
    json_end_object(out);
    return json_finish(out);
}

static Error require_verified(Ctx *ctx, const Kube *kube)
{
    if (kube->ca.length)
        return OK;
    return sentence_fail(ctx, FORBIDDEN, SENTENCE_INSECURE_TLS);
}

Error openstack_open_cluster(Ctx *ctx, Cluster *cluster, Kube *ret_kube)
{
    CloudAccount account = {0};
    Session session;
    TRY(cloud_account_store_get(ctx, cluster->cloud_account_id, &account));
    if (!keystone_id_is_plain(cluster->project_id) ||
        !keystone_id_is_plain(cluster->provider_cluster_id))
        return sentence_fail(ctx, NOT_FOUND, SENTENCE_NO_CLOUD_CLUSTER);
    TRY(sign_in(ctx, &account, cluster->project_id, &session));
    if (!session.clusters_url)
        return sentence_fail(
            ctx, NOT_FOUND, SENTENCE_NO_CLUSTER_SERVICE, {"region", account.region});
    const JsonValue *config;
    Keystone keystone = identity_service(&account);
    TRY(keystone_send(ctx, &keystone, session.token, "POST",
        arena_printf(
            ctx->arena, "%s/%s/clustercert", session.clusters_url, cluster->provider_cluster_id),
        "{\"duration\":1}", &config));
    Kube kube;
    TRY(kubeconfig_read(ctx, rewritten(ctx->arena, config), NULL, &kube));
    TRY(require_verified(ctx, &kube));
    cluster->server = kube.server;
    cluster->tls_name = kube.tls_name;
    cluster->ca = arena_text(ctx->arena, kube.ca.bytes, kube.ca.length);
    *ret_kube = kube;
    return OK;
}
