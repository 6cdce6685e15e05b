#include "category_http.h"

#include "category.h"
#include "organizations/role.h"

static Error respond_category(Ctx *ctx, Response *res, const Category *category)
{
    response_version(ctx, res, category->version);
    return respond(ctx, res, category);
}

static Error get_categories(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    CategoryList categories;
    TRY(category_list(ctx, &categories));
    return respond_page(ctx, res, categories.items, categories.count, NULL);
}

static Error post_category(Ctx *ctx, const Request *req, Response *res)
{
    Category category;
    TRY(category_create(ctx, req->body, &category));
    return respond_category(ctx, res, &category);
}

static Error put_category(Ctx *ctx, const Request *req, Response *res)
{
    Category category;
    TRY(category_lock(ctx, id_from(req->args[0]), &category));
    TRY(require_version(ctx, req, category.version));
    TRY(category_change(ctx, &category, req->body));
    return respond_category(ctx, res, &category);
}

static Error delete_category(Ctx *ctx, const Request *req, Response *res)
{
    TRY(category_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

const Route category_routes[] = {
    {GET, "/v1/operator/categories", get_categories, PERMIT_OPERATE,
        .answer = &operator_category_shape, .is_page = true,
        .summary = "List the categories as they are now, in their order."},
    {POST, "/v1/operator/categories", post_category, PERMIT_OPERATE, .body = &new_category_shape,
        .answer = &operator_category_shape, .status = 201, .summary = "Create a category."},
    {PUT, "/v1/operator/categories/{id}", put_category, PERMIT_OPERATE, .body = &new_category_shape,
        .answer = &operator_category_shape,
        .summary = "Rename a category, or move it with what stands below it."},
    {DELETE, "/v1/operator/categories/{id}", delete_category, PERMIT_OPERATE,
        .summary = "Remove a category in which nothing stands."},
    ROUTES_END,
};
