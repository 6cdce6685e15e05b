#include "category_store.h"

#include "db/db.h"
#include "json/json.h"

Error category_store_get(Ctx *ctx, const char *slug, Category *ret_category)
{
    Category category = {0}; // rows do not say all about it
    TRY(db_one(ctx, category_shape, &category,
        "SELECT id, slug, parent_id, position, name, version FROM category WHERE slug = $1", slug));
    *ret_category = category;
    return OK;
}

Error category_store_list(Ctx *ctx, CategoryList *ret_categories)
{
    return db_all(ctx, category_shape, ret_categories,
        "SELECT id, slug, parent_id, position, name, version FROM category ORDER BY position, id");
}

Error category_store_lock(Ctx *ctx, CategoryList *ret_categories)
{
    return db_all(ctx, category_shape, ret_categories,
        "SELECT id, slug, parent_id, position, name, version FROM category"
        " ORDER BY position, id {lock}");
}

Error category_store_create(Ctx *ctx, const Category *category)
{
    return db_exec(ctx,
        "INSERT INTO category (id, slug, parent_id, position, name, version)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        category->id, category->slug, category->parent_id, category->position,
        json_of(ctx->arena, &texts_shape, &category->name), category->version);
}

Error category_store_change(Ctx *ctx, const Category *category)
{
    return db_exec(ctx,
        "UPDATE category SET parent_id = $2, position = $3, name = $4, version = $5 WHERE id = $1",
        category->id, category->parent_id, category->position,
        json_of(ctx->arena, &texts_shape, &category->name), category->version);
}

Error category_store_place(Ctx *ctx, Id id, int64_t position)
{
    return db_exec(
        ctx, "UPDATE category SET position = $2 WHERE id = $1 AND position <> $2", id, position);
}

Error category_store_is_used(Ctx *ctx, Id id, bool *ret_is_used)
{
    int64_t count;
    TRY(db_number(ctx, &count,
        "SELECT (SELECT count(*) FROM revision WHERE category_id = $1)"
        " + (SELECT count(*) FROM category WHERE parent_id = $1)",
        id));
    *ret_is_used = count > 0;
    return OK;
}

Error category_store_remove(Ctx *ctx, Id id)
{
    return db_exec(ctx, "DELETE FROM category WHERE id = $1", id);
}
