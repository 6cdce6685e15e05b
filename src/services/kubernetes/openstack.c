#include "openstack.h"

#include "base/text.h"
#include "cloud_account_store.h"
#include "crypt/crypt.h"
#include "http/client.h"
#include "kubeconfig.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define TIMEOUT SECONDS(20)
enum { MAX_ANSWER = 8 * 1024 * 1024, MAX_PROJECTS = 200, MAX_FOUND = 500, MAX_MESSAGE = 300 };

const char cloud_password_purpose[] = "cloud_password";

/** A token, where it was not asked for a project's clusters yet. */
typedef struct Session {
    const CloudAccount *account;
    const char *token;
    const char *clusters_url; // ".../api/v3/projects/{id}/clusters"; NULL: the cloud has none
} Session;

bool openstack_url_is_safe(const char *url)
{
    static const char *const starts[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};
    if (text_starts_with(url, "https://"))
        return true;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (text_starts_with(url, starts[i]) && strchr(":/", url[strlen(starts[i])]))
            return true; // the end of the text is found too
    return false;
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

// {"error":{"message":…}}, {"message":…}, {"errorMessage":…}, {"error_msg":…}
static const char *message_of(Arena *arena, const JsonValue *answer)
{
    const char *message = json_text_member(json_member(answer, "error"), "message");
    message = message ? message : json_text_member(answer, "message");
    message = message ? message : json_text_member(answer, "errorMessage");
    message = message ? message : json_text_member(answer, "error_msg");
    if (!message)
        return "it does not say why";
    size_t length = strlen(message);
    for (length = length > MAX_MESSAGE ? MAX_MESSAGE : length;
         length && (message[length] & 0xC0) == 0x80;)
        length--;
    return arena_text(arena, message, length);
}

static Error refusal(Ctx *ctx, int status, const JsonValue *answer)
{
    const char *message = message_of(ctx->arena, answer);
    switch (status) {
    case 401:
        return sentence_fail(ctx, UNAUTHENTICATED, SENTENCE_CLOUD_REFUSED, {"words", message});
    case 403: return sentence_fail(ctx, FORBIDDEN, SENTENCE_CLOUD_FORBIDDEN, {"words", message});
    case 404: return sentence_fail(ctx, NOT_FOUND, SENTENCE_CLOUD_NOT_FOUND, {"words", message});
    default:
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_CLOUD_FAILED,
            {"status", sentence_number(ctx->arena, status)}, {"words", message});
    }
}

static Error cloud_send(Ctx *ctx, const Session *session, const char *method, const char *url,
    const char *json, const JsonValue **ret_object, const char **ret_token)
{
    const char *ca = session->account->ca;
    const char *const headers[] = {"Accept: application/json", "Content-Type: application/json",
        session->token ? arena_printf(ctx->arena, "X-Auth-Token: %s", session->token) : NULL, NULL};
    const ClientRequest request = {
        .method = method,
        .url = url,
        .headers = headers,
        .body = {json, json ? strlen(json) : 0},
        .ca = {ca, ca ? strlen(ca) : 0},
        .timeout_us = TIMEOUT,
        .max_size = MAX_ANSWER,
    };
    ClientAnswer answer;
    TRY(client_send(ctx, &request, &answer));
    const char *problem;
    const JsonValue *object =
        json_parse(ctx->arena, answer.body.bytes, answer.body.length, &problem);
    if (answer.status < 200 || answer.status > 299)
        return refusal(ctx, answer.status, object);
    if (!object || object->kind != JSON_OBJECT)
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", url});
    *ret_object = object;
    if (ret_token)
        *ret_token = client_header(ctx->arena, &answer, "X-Subject-Token");
    return OK;
}

// ── signing in ───────────────────────────────────────────────────────────────────────────────

static const char *sign_in_body(
    Arena *arena, const CloudAccount *account, const char *password, const char *project_id)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_begin_object(out, "auth");
    json_begin_object(out, "identity");
    json_raw(out, "methods", "[\"password\"]");
    json_begin_object(out, "password");
    json_begin_object(out, "user");
    json_put(out, "name", account->user_name);
    json_put(out, "password", password);
    json_begin_object(out, "domain");
    json_put(out, "name", account->domain);
    json_end_object(out);
    json_end_object(out);
    json_end_object(out);
    json_end_object(out);
    if (project_id) {
        json_begin_object(out, "scope");
        json_begin_object(out, "project");
        json_put(out, "id", project_id);
        json_end_object(out);
        json_end_object(out);
    }
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

// The public address of the cluster service in the account's region.
static const char *endpoint_of(const JsonValue *catalog, const char *region)
{
    if (!catalog || catalog->kind != JSON_ARRAY)
        return NULL;
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
    if (!endpoint || !openstack_url_is_safe(endpoint))
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
    const char *password;
    TRY(cloud_account_store_get_password(ctx, account->id, &sealed));
    TRY(crypt_open(ctx, cloud_password_purpose, sealed, &password));
    Session session = {.account = account};
    const JsonValue *answer;
    TRY(cloud_send(ctx, &session, "POST", arena_printf(ctx->arena, "%s/auth/tokens", account->url),
        sign_in_body(ctx->arena, account, password, project_id), &answer, &session.token));
    if (!session.token)
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", account->url});
    const JsonValue *catalog = json_member(json_member(answer, "token"), "catalog");
    if (project_id)
        session.clusters_url =
            clusters_url(ctx->arena, endpoint_of(catalog, account->region), project_id);
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
    TRY(cloud_send(ctx, session, "GET", session->clusters_url, NULL, &answer, NULL));
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

// Ids become part of addresses.
static bool is_plain(const char *id)
{
    return id && *id && strlen(id) <= 64 &&
           strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
               strlen(id);
}

Error openstack_list_projects(Ctx *ctx, const CloudAccount *account, CloudProjectList *ret_projects)
{
    Session session;
    const JsonValue *answer;
    TRY(sign_in(ctx, account, NULL, &session));
    TRY(cloud_send(ctx, &session, "GET", arena_printf(ctx->arena, "%s/auth/projects", account->url),
        NULL, &answer, NULL));
    const JsonValue *found = json_member(answer, "projects");
    CloudProjectList projects = {.items = arena_array_of(ctx->arena, CloudProject, MAX_PROJECTS)};
    if (found && found->kind == JSON_ARRAY)
        for (const JsonValue *one = json_first(found); one && projects.count < MAX_PROJECTS;
             one = json_next(found, one)) {
            CloudProject project = {json_text_member(one, "id"), json_text_member(one, "name")};
            const JsonValue *enabled = json_member(one, "enabled");
            if (!is_plain(project.id) || (enabled && enabled->kind == JSON_FALSE))
                continue;
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
    if (!is_plain(cluster->project_id) || !is_plain(cluster->provider_cluster_id))
        return sentence_fail(ctx, NOT_FOUND, SENTENCE_NO_CLOUD_CLUSTER);
    TRY(sign_in(ctx, &account, cluster->project_id, &session));
    if (!session.clusters_url)
        return sentence_fail(
            ctx, NOT_FOUND, SENTENCE_NO_CLUSTER_SERVICE, {"region", account.region});
    const JsonValue *config;
    TRY(cloud_send(ctx, &session, "POST",
        arena_printf(
            ctx->arena, "%s/%s/clustercert", session.clusters_url, cluster->provider_cluster_id),
        "{\"duration\":1}", &config, NULL));
    Kube kube;
    TRY(kubeconfig_read(ctx, rewritten(ctx->arena, config), NULL, &kube));
    TRY(require_verified(ctx, &kube));
    cluster->server = kube.server;
    cluster->tls_name = kube.tls_name;
    cluster->ca = arena_text(ctx->arena, kube.ca.bytes, kube.ca.length);
    *ret_kube = kube;
    return OK;
}
