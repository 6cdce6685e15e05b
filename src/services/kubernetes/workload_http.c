#include "workload_http.h"

#include "base/text.h"
#include "catalog/markdown.h"
#include "catalog/revision.h"
#include "catalog/seller.h"
#include "organizations/role.h"
#include "page.h"
#include "workload_change.h"

#include <string.h>

// ── showing ──────────────────────────────────────────────────────────────────────────────────

typedef struct WorkloadQuery {
    int64_t limit;
    const char *after, *state, *q;
    Id cluster_id, subscription_id;
} WorkloadQuery;

static SHAPE(workload_query_shape, WorkloadQuery, PAGE_QUERY_FIELDS(WorkloadQuery),
    FIELD(WorkloadQuery, state,
        .pattern =
            "waiting|deploying|ready|failed|degraded|upgrading|rolling_back|removing|removed",
        .about = "All that are not removed if absent."),
    FIELD(WorkloadQuery, q, .max = 100,
        .about = "Part of its name, product, seller, namespace or release."),
    FIELD(WorkloadQuery, cluster_id),
    FIELD(WorkloadQuery, subscription_id, .about = "Its workload, also once it is removed."));

static Error get_workloads(Ctx *ctx, const Request *req, Response *res)
{
    const WorkloadQuery *query = req->query;
    WorkloadList workloads;
    WorkloadFilter filter = {
        .state = query->state,
        .q = query->q,
        .cluster_id = query->cluster_id,
        .subscription_id = query->subscription_id,
        .after = id_from(query->after),
        .limit = page_limit(query) + 1,
    };
    TRY(workload_list(ctx, &filter, &workloads));
    return page_respond(ctx, res, query, &workloads, id.text);
}

typedef struct WorkloadDetail {
    Workload workload;
    OperationList operations;
    Texts guide; // after the deployment, as HTML
    Seller seller;
} WorkloadDetail;

// The detail begins with the fields of the workload, which stands at its beginning.
static SHAPE(workload_detail_shape, WorkloadDetail, WORKLOAD_FIELDS, FIELD(Workload, answers),
    FIELD_LIST(Workload, objects, workload_object_shape),
    FIELD_LIST(Workload, volumes, kept_volume_shape), FIELD(Workload, hosts),
    FIELD_LIST(WorkloadDetail, operations, operation_shape), FIELD(WorkloadDetail, guide),
    FIELD_OBJECT(WorkloadDetail, seller, seller_shape));

static const char *replaced(Arena *arena, const char *text, const char *what, const char *by)
{
    Text out = {.arena = arena};
    for (const char *found = strstr(text, what); found; found = strstr(text, what)) {
        text_append(&out, text, (size_t)(found - text));
        text_add(&out, by);
        text = found + strlen(what);
    }
    text_add(&out, text);
    return text_of(&out);
}

// Instead of a host: within the cluster only, or the load balancer has no address yet.
static const Texts without_host = {.en = "(no address from outside)",
    .de = "(keine Adresse von außen)",
    .fr = "(aucune adresse externe)",
    .cs = "(žádná adresa zvenku)"};

// In texts and, where Markdown escapes the braces, in addresses of links.
static const char *filled_in(
    Ctx *ctx, const Workload *workload, const char *markdown, const char *instead)
{
    if (!markdown)
        return NULL;
    const char *html = markdown_html(ctx->arena, markdown);
    if (workload->hosts.count) {
        const char *host = text_escaped(ctx->arena, workload->hosts.items[0]);
        html = replaced(ctx->arena, html, "%7Bhost%7D", host);
        html = replaced(ctx->arena, html, "{host}", host);
    }
    html = replaced(ctx->arena, html, "{host}", instead);
    html = replaced(ctx->arena, html, "%7Bnamespace%7D", workload->namespace);
    html = replaced(ctx->arena, html, "{namespace}", workload->namespace);
    html = replaced(ctx->arena, html, "%7Brelease%7D", workload->release_name);
    return replaced(ctx->arena, html, "{release}", workload->release_name);
}

static Error guide_get(Ctx *ctx, const Workload *workload, Texts *ret_guide)
{
    Revision revision = {0};
    TRY(revision_get(ctx, workload->revision_id, &revision));
    for (size_t i = 0; i < revision.guides.count; i++) {
        const Guide *guide = &revision.guides.items[i];
        if (text_same(guide->kind, "post"))
            *ret_guide = (Texts){
                .en = filled_in(ctx, workload, guide->text.en, without_host.en),
                .de = filled_in(ctx, workload, guide->text.de, without_host.de),
                .fr = filled_in(ctx, workload, guide->text.fr, without_host.fr),
                .cs = filled_in(ctx, workload, guide->text.cs, without_host.cs),
            };
    }
    return OK;
}

static Error get_workload(Ctx *ctx, const Request *req, Response *res)
{
    Product product = {0};
    WorkloadDetail *detail = arena_new_of(ctx->arena, WorkloadDetail);
    TRY(workload_get(ctx, id_from(req->args[0]), &detail->workload));
    TRY(operation_list(ctx, detail->workload.id, &detail->operations));
    TRY(guide_get(ctx, &detail->workload, &detail->guide));
    TRY(product_get(ctx, detail->workload.product_id.text, &product));
    TRY(seller_get(ctx, product.seller_id, &detail->seller));
    return respond(ctx, res, detail);
}

typedef struct ManifestQuery {
    Id operation;
} ManifestQuery;

static SHAPE(manifest_query_shape, ManifestQuery,
    FIELD(ManifestQuery, operation, .about = "Which one's; the newest with one if absent."));

static Error get_manifest(Ctx *ctx, const Request *req, Response *res)
{
    const ManifestQuery *query = req->query;
    Workload workload = {0};
    const char *manifest;
    TRY(workload_get(ctx, id_from(req->args[0]), &workload));
    TRY(operation_manifest(ctx, workload.id, query->operation, &manifest));
    if (!manifest)
        return fail(ctx, NOT_FOUND, "not_found", "Nothing was deployed by this.");
    return respond_bytes(ctx, res, "application/yaml", (Blob){manifest, strlen(manifest)});
}

static Error get_upgrade(Ctx *ctx, const Request *req, Response *res)
{
    UpgradePreview preview;
    TRY(workload_preview_upgrade(ctx, id_from(req->args[0]), &preview));
    return respond(ctx, res, &preview);
}

typedef struct Removal {
    KeptVolumeList volumes;
} Removal;

static SHAPE(removal_shape, Removal, FIELD_LIST(Removal, volumes, priced_volume_shape));

static Error get_removal(Ctx *ctx, const Request *req, Response *res)
{
    Removal removal;
    Workload workload = {0};
    TRY(workload_get(ctx, id_from(req->args[0]), &workload));
    TRY(workload_volumes(ctx, &workload, &removal.volumes));
    return respond(ctx, res, &removal);
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────

static SHAPE(cancel_choice_shape, CancelChoice,
    FIELD(CancelChoice, remove_volumes, .about = "Names of volumes that shall go too."),
    FIELD(CancelChoice, cluster_is_gone,
        .about = "Only forget it, because the cluster does not answer and never will."));

static Error post_upgrade(Ctx *ctx, const Request *req, Response *res)
{
    Workload workload = {0};
    TRY(workload_upgrade(ctx, id_from(req->args[0]), req->body, &workload));
    return respond(ctx, res, &workload);
}

static Error post_rollback(Ctx *ctx, const Request *req, Response *res)
{
    Workload workload = {0};
    TRY(workload_rollback(ctx, id_from(req->args[0]), req->body, &workload));
    return respond(ctx, res, &workload);
}

static Error post_retry(Ctx *ctx, const Request *req, Response *res)
{
    Workload workload = {0};
    TRY(workload_retry(ctx, id_from(req->args[0]), &workload));
    return respond(ctx, res, &workload);
}

static Error post_stop(Ctx *ctx, const Request *req, Response *res)
{
    Workload workload = {0};
    TRY(workload_stop(ctx, id_from(req->args[0]), &workload));
    return respond(ctx, res, &workload);
}

static Error post_licence(Ctx *ctx, const Request *req, Response *res)
{
    Workload workload = {0};
    TRY(workload_replace_licence(ctx, id_from(req->args[0]), req->body, &workload));
    return respond(ctx, res, &workload);
}

static Error post_removal(Ctx *ctx, const Request *req, Response *res)
{
    Workload workload = {0};
    TRY(workload_remove(ctx, id_from(req->args[0]), req->body, &workload));
    return respond(ctx, res, &workload);
}

const Route workload_routes[] = {
    {GET, "/v1/workloads", get_workloads, PERMIT_REPORTS, .query = &workload_query_shape,
        .answer = &workload_shape, .is_page = true,
        .summary = "List what is deployed, the newest first."},
    {GET, "/v1/workloads/{id}", get_workload, PERMIT_REPORTS, .answer = &workload_detail_shape,
        .summary = "Read a workload with its objects, its history and what to do with it."},
    {GET, "/v1/workloads/{id}/manifest", get_manifest, PERMIT_REPORTS,
        .query = &manifest_query_shape, .produces = "application/yaml",
        .summary = "Read what an operation deployed, without secrets."},
    {GET, "/v1/workloads/{id}/upgrade", get_upgrade, PERMIT_REPORTS,
        .answer = &upgrade_preview_shape,
        .summary = "Compare old defaults, one's own answers and new defaults."},
    {POST, "/v1/workloads/{id}/upgrade", post_upgrade, PERMIT_PURCHASE, .body = &upgrade_shape,
        .answer = &workload_shape, .status = 202,
        .summary = "Deploy other values, or the version that is offered now."},
    {POST, "/v1/workloads/{id}/rollback", post_rollback, PERMIT_PURCHASE, .body = &rollback_shape,
        .answer = &workload_shape, .status = 202,
        .summary = "Go back to what an earlier operation deployed."},
    {POST, "/v1/workloads/{id}/retry", post_retry, PERMIT_PURCHASE, .answer = &workload_shape,
        .status = 202, .summary = "Try again what failed."},
    {POST, "/v1/workloads/{id}/stop", post_stop, PERMIT_REPORTS,
        .one_of = PERMIT_PURCHASE | PERMIT_OFFERINGS, .answer = &workload_shape, .status = 202,
        .summary = "Stop what is under way."},
    {POST, "/v1/workloads/{id}/licence", post_licence, PERMIT_PURCHASE, .body = &new_licence_shape,
        .answer = &workload_shape, .status = 202, .max_body = MAX_LICENCE / 3 * 4 + 64 * 1024,
        .summary = "Put another licence into the cluster; nothing is deployed anew."},
    {GET, "/v1/workloads/{id}/removal", get_removal, PERMIT_REPORTS, .answer = &removal_shape,
        .summary =
            "Say which volumes stay when the workload is removed, and what they cost in a month."},
    {POST, "/v1/workloads/{id}/removal", post_removal, PERMIT_REPORTS,
        .one_of = PERMIT_PURCHASE | PERMIT_OFFERINGS, .body = &cancel_choice_shape,
        .answer = &workload_shape, .status = 202,
        .summary =
            "End the subscription and remove the workload, with the volumes named; of a test all go."},
    ROUTES_END,
};
