#include "cluster_http.h"

#include "base/text.h"
#include "cluster.h"
#include "organizations/role.h"
#include "page.h"

#include <string.h>

static Error get_clusters(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    ClusterList clusters;
    TRY(cluster_list(ctx, id_from(query->after), page_limit(query) + 1, &clusters));
    return page_respond(ctx, res, query, &clusters, id.text);
}

static Error post_cluster(Ctx *ctx, const Request *req, Response *res)
{
    Cluster cluster;
    TRY(cluster_create(ctx, req->body, &cluster));
    return respond(ctx, res, &cluster);
}

static Error get_cluster(Ctx *ctx, const Request *req, Response *res)
{
    Cluster cluster;
    TRY(cluster_get(ctx, id_from(req->args[0]), &cluster));
    return respond(ctx, res, &cluster);
}

static Error post_check(Ctx *ctx, const Request *req, Response *res)
{
    Cluster cluster;
    TRY(cluster_check_soon(ctx, id_from(req->args[0]), &cluster));
    return respond(ctx, res, &cluster);
}

static Error post_namespaces(Ctx *ctx, const Request *req, Response *res)
{
    Cluster cluster;
    TRY(cluster_add_namespaces(ctx, id_from(req->args[0]), req->body, &cluster));
    return respond(ctx, res, &cluster);
}

static Error post_removal(Ctx *ctx, const Request *req, Response *res)
{
    Cluster cluster;
    TRY(cluster_remove(ctx, id_from(req->args[0]), &cluster));
    return respond(ctx, res, &cluster);
}

#define NAMESPACE_PATTERN "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"

typedef struct RightsQuery {
    const char *namespace;
} RightsQuery;

static SHAPE(rights_query_shape, RightsQuery,
    FIELD(RightsQuery, namespace, .pattern = NAMESPACE_PATTERN,
        .about = "Only of this one, which may be new; all of the cluster's if absent."));

static Error get_rights(Ctx *ctx, const Request *req, Response *res)
{
    const RightsQuery *query = req->query;
    Cluster cluster;
    TRY(cluster_get(ctx, id_from(req->args[0]), &cluster));
    const char *yaml = cluster_rights_yaml(ctx->arena, &cluster, query->namespace);
    return respond_bytes(ctx, res, "application/yaml", (Blob){yaml, strlen(yaml)});
}

typedef struct OptionQuery {
    const char *kind, *namespace;
} OptionQuery;

static SHAPE(option_query_shape, OptionQuery,
    FIELD(OptionQuery, kind, .required = true,
        .pattern = "storage_class|ingress_class|namespace|secret"),
    FIELD(OptionQuery, namespace, .pattern = NAMESPACE_PATTERN, .about = "Whose secrets."));

static Error get_options(Ctx *ctx, const Request *req, Response *res)
{
    const OptionQuery *query = req->query;
    if (text_same(query->kind, "secret") && !query->namespace) {
        fault(ctx, "namespace", "required", "Say whose secrets.");
        return faults(ctx);
    }
    ClusterOptionList options;
    TRY(cluster_list_options(ctx, id_from(req->args[0]), query->kind, query->namespace, &options));
    return respond_page(ctx, res, options.items, options.count, NULL);
}

const Route cluster_routes[] = {
    {GET, "/v1/clusters", get_clusters, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &cluster_shape, .is_page = true,
        .summary = "List the clusters one may deploy into; the newest first."},
    {POST, "/v1/clusters", post_cluster, PERMIT_PURCHASE | PERMIT_VERIFIED,
        .body = &new_cluster_shape, .answer = &cluster_shape, .status = 201, .max_body = 512 * 1024,
        .summary = "Add a cluster. Its administrator's credential is used once, by a job, and not "
                   "kept."},
    {GET, "/v1/clusters/{id}", get_cluster, PERMIT_REPORTS, .answer = &cluster_shape,
        .summary = "Show a cluster: state, version, what is free, and Kontor's exact rights."},
    {POST, "/v1/clusters/{id}/check", post_check, PERMIT_PURCHASE, .answer = &cluster_shape,
        .status = 202, .summary = "Look at the cluster now."},
    {POST, "/v1/clusters/{id}/namespaces", post_namespaces, PERMIT_PURCHASE,
        .body = &new_namespaces_shape, .answer = &cluster_shape, .max_body = 512 * 1024,
        .summary = "Let Kontor deploy into more namespaces, or renew its rights."},
    {GET, "/v1/clusters/{id}/rights.yaml", get_rights, PERMIT_REPORTS, .query = &rights_query_shape,
        .produces = "application/yaml",
        .summary = "The objects that give Kontor its rights, for kubectl apply."},
    {POST, "/v1/clusters/{id}/removal", post_removal, PERMIT_PURCHASE, .answer = &cluster_shape,
        .summary = "Forget the cluster for good and take Kontor's accounts in it back."},
    {GET, "/v1/clusters/{id}/options", get_options, PERMIT_REPORTS, .query = &option_query_shape,
        .answer = &cluster_option_shape, .is_page = true,
        .summary = "What a pick list offers: classes, namespaces, names of secrets."},
    ROUTES_END,
};
