// category.h — where a product stands in the catalogue.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Category {
    Id id; // cat_…
    const char *slug;
    Id parent_id; // ID_NONE: at the top
    int64_t position;
    Texts name;
    int64_t product_count; // published products, in it and in what stands below it
    int64_t version;
} Category;

typedef LIST_OF(Category) CategoryList;

extern const Shape category_shape;
extern const Shape category_link_shape; // id, slug and name of a Category

/** NOT_FOUND  there is no category of that slug */
Error category_get(Ctx *ctx, const char *slug, Category *ret_category);

/** All categories, of each parent in their order; product_count is not filled. */
Error category_list(Ctx *ctx, CategoryList *ret_categories);

/** What a seller asks for where no category fits; the operator decides. */
typedef struct ProposedCategory {
    Texts name;
    const char *parent; // its slug; NULL: at the top
} ProposedCategory;

extern const Shape proposed_category_shape;

/** As a preview shows it, with an id of nothing; NULL: one without a name. */
Category category_of_proposal(const ProposedCategory *proposed);

/** Notes which languages the name lacks, and what is too long. */
void category_check_name(Ctx *ctx, const char *field, Texts name);

/** What the operator says of a category. */
typedef struct NewCategory {
    Texts name;
    Id parent_id;     // ID_NONE: at the top
    int64_t position; // among those of the same parent, from 1 on; 0: the last
} NewCategory;

extern const Shape new_category_shape, operator_category_shape;

enum { MAX_CATEGORY_DEPTH = 3 };

/**
 * Creates, renames and moves categories; the tree is locked meanwhile.
 * INVALID   a language of the name is missing; parent_id is not known, stands below the category
 *           itself, or too deep
 */
Error category_create(Ctx *ctx, const NewCategory *wanted, Category *ret_category);
Error category_change(Ctx *ctx, Category *category, const NewCategory *wanted);

/** The category, and with it the whole tree, until the end of the transaction. NOT_FOUND. */
Error category_lock(Ctx *ctx, Id id, Category *ret_category);

/** CONFLICT  category_used: products, drafts or other categories stand in it */
Error category_remove(Ctx *ctx, Id id);
