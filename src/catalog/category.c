#include "category.h"

#include "base/text.h"
#include "catalog.h"
#include "category_store.h"
#include "slug.h"

Category category_of_proposal(const ProposedCategory *proposed)
{
    Texts none = {.en = ""};
    return (Category){.id = id_new("cat"), .slug = "", .name = proposed ? proposed->name : none};
}

Error category_get(Ctx *ctx, const char *slug, Category *ret_category)
{
    return category_store_get(ctx, slug, ret_category);
}

Error category_list(Ctx *ctx, CategoryList *ret_categories)
{
    return category_store_list(ctx, ret_categories);
}

// ── the tree ─────────────────────────────────────────────────────────────────────────────────

static Category *find(const CategoryList *all, Id id)
{
    for (size_t i = 0; i < all->count; i++)
        if (id_same(all->items[i].id, id))
            return &all->items[i];
    return NULL;
}

static int64_t depth_of(const CategoryList *all, Id id)
{
    int64_t depth = 0;
    for (const Category *at = find(all, id); at; at = find(all, at->parent_id))
        depth++;
    return depth;
}

// How many levels stand below it, itself included.
static int64_t height_of(const CategoryList *all, Id id)
{
    int64_t highest = 0;
    for (size_t i = 0; i < all->count; i++)
        if (id_same(all->items[i].parent_id, id)) {
            int64_t height = height_of(all, all->items[i].id);
            highest = height > highest ? height : highest;
        }
    return highest + 1;
}

static bool is_below(const CategoryList *all, Id id, Id above)
{
    for (const Category *at = find(all, id); at; at = find(all, at->parent_id))
        if (id_same(at->id, above))
            return true;
    return false;
}

void category_check_name(Ctx *ctx, const char *field, Texts name)
{
    enum { MAX_NAME = 60 };
    const struct {
        const char *language, *text;
    } texts[] = {{"en", name.en}, {"de", name.de}, {"fr", name.fr}, {"cs", name.cs}};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *path = arena_printf(ctx->arena, "%s.%s", field, texts[i].language);
        if (text_is_empty(texts[i].text))
            fault(ctx, path, "required", "Say it in every language.");
        else if (text_characters(texts[i].text) > MAX_NAME)
            fault(ctx, path, "too_long", "A name has %d characters at most.", MAX_NAME);
    }
}

// Of one that is new, id is ID_NONE.
static Error check(Ctx *ctx, const CategoryList *all, Id id, const NewCategory *wanted)
{
    category_check_name(ctx, "name", wanted->name);
    bool has_parent = id_is_set(wanted->parent_id);
    int64_t height = id_is_set(id) ? height_of(all, id) : 1;
    if (has_parent && !find(all, wanted->parent_id))
        fault(ctx, "parent_id", "not_known", "There is no such category.");
    else if (has_parent && id_is_set(id) && is_below(all, wanted->parent_id, id))
        fault(ctx, "parent_id", "below_itself", "A category cannot stand below itself.");
    else if (depth_of(all, wanted->parent_id) + height > MAX_CATEGORY_DEPTH)
        fault(ctx, "parent_id", "too_deep", "Categories stand at most %d levels deep.",
            MAX_CATEGORY_DEPTH);
    return faults(ctx);
}

// Numbers those of the same parent anew, with the category at its place among them.
static Error place(Ctx *ctx, const CategoryList *all, Category *category, int64_t position)
{
    int64_t number = 1;
    category->position = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Category *other = &all->items[i];
        if (!id_same(other->parent_id, category->parent_id) || id_same(other->id, category->id))
            continue;
        if (number == position)
            category->position = number++;
        TRY(category_store_place(ctx, other->id, number++));
    }
    if (!category->position)
        category->position = number;
    return OK;
}

static const char *free_slug(Ctx *ctx, const CategoryList *all, const char *name)
{
    const char *wanted = slug_of(ctx->arena, name, "category"), *slug = wanted;
    for (int number = 2;; number++) {
        bool is_taken = false;
        for (size_t i = 0; i < all->count; i++)
            is_taken = is_taken || text_same(all->items[i].slug, slug);
        if (!is_taken)
            return slug;
        slug = arena_printf(ctx->arena, "%s-%d", wanted, number);
    }
}

Error category_create(Ctx *ctx, const NewCategory *wanted, Category *ret_category)
{
    CategoryList all;
    TRY(category_store_lock(ctx, &all));
    TRY(check(ctx, &all, ID_NONE, wanted));
    Category category = {
        .id = id_new("cat"),
        .slug = free_slug(ctx, &all, wanted->name.en),
        .parent_id = wanted->parent_id,
        .name = wanted->name,
        .version = 1,
    };
    TRY(place(ctx, &all, &category, wanted->position));
    TRY(category_store_create(ctx, &category));
    *ret_category = category;
    return catalog_changed(ctx);
}

Error category_lock(Ctx *ctx, Id id, Category *ret_category)
{
    CategoryList all;
    TRY(category_store_lock(ctx, &all));
    const Category *category = find(&all, id);
    if (!category)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such category.");
    *ret_category = *category;
    return OK;
}

Error category_change(Ctx *ctx, Category *category, const NewCategory *wanted)
{
    CategoryList all;
    TRY(category_store_lock(ctx, &all));
    TRY(check(ctx, &all, category->id, wanted));
    category->name = wanted->name;
    category->parent_id = wanted->parent_id;
    category->version++;
    TRY(place(ctx, &all, category, wanted->position));
    TRY(category_store_change(ctx, category));
    return catalog_changed(ctx);
}

Error category_remove(Ctx *ctx, Id id)
{
    Category category;
    bool is_used;
    TRY(category_lock(ctx, id, &category));
    TRY(category_store_is_used(ctx, id, &is_used));
    if (is_used)
        return fail(ctx, CONFLICT, "category_used",
            "Products, their earlier revisions or other categories stand in %s; only an empty"
            " category can be removed.",
            texts_in(category.name, ctx->language));
    TRY(category_store_remove(ctx, id));
    return catalog_changed(ctx);
}
