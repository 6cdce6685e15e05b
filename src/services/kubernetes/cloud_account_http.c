#include "cloud_account_http.h"

#include "cloud_account.h"
#include "organizations/role.h"
#include "page.h"

static Error get_accounts(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    CloudAccountList accounts;
    TRY(cloud_account_list(ctx, id_from(query->after), page_limit(query) + 1, &accounts));
    return page_respond(ctx, res, query, &accounts, id.text);
}

static Error post_account(Ctx *ctx, const Request *req, Response *res)
{
    CloudAccount account;
    TRY(cloud_account_create(ctx, req->body, &account));
    return respond(ctx, res, &account);
}

static Error get_account(Ctx *ctx, const Request *req, Response *res)
{
    CloudAccount account;
    TRY(cloud_account_get(ctx, id_from(req->args[0]), &account));
    return respond(ctx, res, &account);
}

static Error get_projects(Ctx *ctx, const Request *req, Response *res)
{
    CloudAccount account;
    TRY(cloud_account_get(ctx, id_from(req->args[0]), &account));
    return respond_page(ctx, res, account.projects.items, account.projects.count, NULL);
}

static Error post_check(Ctx *ctx, const Request *req, Response *res)
{
    CloudAccount account;
    TRY(cloud_account_check_soon(ctx, id_from(req->args[0]), &account));
    return respond(ctx, res, &account);
}

static Error post_credential(Ctx *ctx, const Request *req, Response *res)
{
    CloudAccount account;
    TRY(cloud_account_change_credential(ctx, id_from(req->args[0]), req->body, &account));
    return respond(ctx, res, &account);
}

static Error post_removal(Ctx *ctx, const Request *req, Response *res)
{
    CloudAccount account;
    TRY(cloud_account_remove(ctx, id_from(req->args[0]), &account));
    return respond(ctx, res, &account);
}

const Route cloud_account_routes[] = {
    {GET, "/v1/cloud-accounts", get_accounts, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &cloud_account_shape, .is_page = true,
        .summary = "List the accounts with clouds; the newest first."},
    {POST, "/v1/cloud-accounts", post_account, PERMIT_PURCHASE | PERMIT_VERIFIED,
        .body = &new_cloud_account_shape, .answer = &cloud_account_shape, .status = 201,
        .summary = "Add an account with a cloud; a job looks for its projects and clusters."},
    {GET, "/v1/cloud-accounts/{id}", get_account, PERMIT_REPORTS, .answer = &cloud_account_shape,
        .summary = "Show an account with a cloud."},
    {GET, "/v1/cloud-accounts/{id}/projects", get_projects, PERMIT_REPORTS,
        .answer = &cloud_project_shape, .is_page = true,
        .summary = "Its projects and their clusters, as they were found last."},
    {POST, "/v1/cloud-accounts/{id}/check", post_check, PERMIT_PURCHASE,
        .answer = &cloud_account_shape, .status = 202,
        .summary = "Look for projects and clusters now."},
    {POST, "/v1/cloud-accounts/{id}/credential", post_credential, PERMIT_PURCHASE | PERMIT_VERIFIED,
        .body = &cloud_credential_shape, .answer = &cloud_account_shape, .status = 202,
        .summary = "Sign in with another password, or as another user, from now on."},
    {POST, "/v1/cloud-accounts/{id}/removal", post_removal, PERMIT_PURCHASE,
        .answer = &cloud_account_shape, .summary = "Forget the account and its password for good."},
    ROUTES_END,
};
