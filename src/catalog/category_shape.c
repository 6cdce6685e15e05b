#include "category.h"

SHAPE(category_shape, Category, FIELD(Category, id, .required = true),
    FIELD(Category, slug, .required = true), FIELD(Category, parent_id),
    FIELD(Category, name, .required = true),
    FIELD(Category, product_count, .about = "published products"),
    FIELD(Category, position, .hidden = true), FIELD(Category, version, .hidden = true));

SHAPE_NAMED(operator_category_shape, Category, "OperatorCategory",
    FIELD(Category, id, .required = true), FIELD(Category, slug, .required = true),
    FIELD(Category, parent_id), FIELD(Category, position), FIELD(Category, name, .required = true),
    FIELD(Category, version));

SHAPE(new_category_shape, NewCategory, FIELD(NewCategory, name, .required = true),
    FIELD(NewCategory, parent_id, .about = "Absent: at the top."),
    FIELD(NewCategory, position, .max = 1000,
        .about = "Among those of the same parent, from 1 on; absent: the last."));

SHAPE(proposed_category_shape, ProposedCategory, FIELD(ProposedCategory, name, .required = true),
    FIELD(ProposedCategory, parent, .max = 60, .about = "Its slug; absent: at the top."));

SHAPE_NAMED(category_link_shape, Category, "CategoryLink", FIELD(Category, id, .required = true),
    FIELD(Category, slug, .required = true), FIELD(Category, name, .required = true));
