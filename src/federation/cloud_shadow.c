#include "cloud_shadow.h"

#include "base/text.h"
#include "sentences/sentence.h"

enum { MAX_DIFFERENCES = 20 };

// ── what is ours ─────────────────────────────────────────────────────────────────────────────

const char *cloud_site_mark(Ctx *ctx, const CloudSite *site)
{
    return arena_printf(ctx->arena, "%s: made by the marketplace; do not change or delete it.",
        site->link->id.text);
}

static Error name_taken(Ctx *ctx, const char *name)
{
    return sentence_fail(ctx, CONFLICT, SENTENCE_CLOUD_NAME_TAKEN, {"name", name});
}

Error cloud_site_make(
    Ctx *ctx, const CloudSite *site, KeystoneKind kind, KeystoneEntry *wanted, const char *password)
{
    KeystoneEntry found;
    TRY(keystone_find_entry(ctx, &site->call, kind, wanted->domain_id, wanted->name, &found));
    if (!found.id)
        return keystone_create_entry(ctx, &site->call, kind, wanted, password, &wanted->id);
    if (!text_same(found.description, wanted->description))
        return name_taken(ctx, wanted->name);
    wanted->id = found.id;
    return password ? keystone_write_entry(ctx, &site->call, kind, wanted, password) : OK;
}

// ── what is there ────────────────────────────────────────────────────────────────────────────

static void differ(
    Ctx *ctx, CloudShadow *shadow, const char *what, const char *expected, const char *actual)
{
    CloudDifferenceList *list = &shadow->differences;
    if (!list->items)
        list->items = arena_array_of(ctx->arena, CloudDifference, MAX_DIFFERENCES);
    if (list->count < MAX_DIFFERENCES)
        list->items[list->count++] = (CloudDifference){what, expected, actual};
}

static Error check_entry(Ctx *ctx, const CloudSite *site, KeystoneKind kind, CloudShadow *shadow,
    const KeystoneEntry *wanted, const KeystoneEntry *found)
{
    size_t before = shadow->differences.count;
    if (!text_same(found->name, wanted->name))
        differ(ctx, shadow, "name", wanted->name, found->name);
    if (!text_same(found->description, wanted->description))
        differ(ctx, shadow, "description", wanted->description, found->description);
    if (!found->is_enabled)
        differ(ctx, shadow, "enabled", "yes", "no");
    if (!site->repairs || shadow->differences.count == before)
        return OK;
    return keystone_write_entry(ctx, &site->call, kind, wanted, NULL);
}

static Error check_groups(Ctx *ctx, const CloudSite *site, CloudShadow *shadow, bool repairs)
{
    KeystoneEntryList groups;
    bool is_in = false;
    TRY(keystone_list_groups(ctx, &site->call, shadow->keystone_id, &groups));
    for (size_t i = 0; i < groups.count; i++) {
        const KeystoneEntry *group = &groups.items[i];
        if (text_same(group->id, site->group_id)) {
            is_in = true;
            continue;
        }
        differ(ctx, shadow, "group", NULL, group->name);
        if (repairs)
            TRY(keystone_remove_member(ctx, &site->call, group->id, shadow->keystone_id));
    }
    if (is_in)
        return OK;
    differ(ctx, shadow, "group", site->group_name, NULL);
    return repairs && site->group_id
               ? keystone_add_member(ctx, &site->call, site->group_id, shadow->keystone_id)
               : OK;
}

static bool is_role(const KeystoneGrant *a, const KeystoneGrant *b)
{
    return text_same(a->role_id, b->role_id) && text_same(a->scope, b->scope) &&
           text_same(a->scope_id, b->scope_id) && a->is_inherited == b->is_inherited;
}

static const char *grant_text(Ctx *ctx, const KeystoneGrant *grant)
{
    return arena_printf(ctx->arena, "%s (%s)", grant->role_name ? grant->role_name : grant->role_id,
        grant->scope_name ? grant->scope_name : grant->scope);
}

// The group has the one role, and a user none of its own.
static Error check_grants(
    Ctx *ctx, const CloudSite *site, KeystoneKind kind, CloudShadow *shadow, bool repairs)
{
    KeystoneGrantList grants;
    bool has = kind == KEYSTONE_USER;
    TRY(keystone_list_grants(ctx, &site->call, kind, shadow->keystone_id, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const KeystoneGrant *grant = &grants.items[i];
        if (kind == KEYSTONE_GROUP && is_role(grant, &site->role)) {
            has = true;
            continue;
        }
        differ(ctx, shadow, "role", NULL, grant_text(ctx, grant));
        if (repairs)
            TRY(keystone_remove_grant(ctx, &site->call, kind, shadow->keystone_id, grant));
    }
    if (has)
        return OK;
    differ(ctx, shadow, "role", grant_text(ctx, &site->role), NULL);
    return repairs ? keystone_add_grant(ctx, &site->call, kind, shadow->keystone_id, &site->role)
                   : OK;
}

// *ret_is_new: it was made just now, so that nothing of it is drift.
static Error find_shadow(Ctx *ctx, const CloudSite *site, KeystoneKind kind, KeystoneEntry *wanted,
    CloudShadow *shadow, bool *ret_is_new)
{
    KeystoneEntry found;
    Error error =
        wanted->id ? keystone_get_entry(ctx, &site->call, kind, wanted->id, &found) : NOT_FOUND;
    *ret_is_new = error == NOT_FOUND;
    if (!error)
        return check_entry(ctx, site, kind, shadow, wanted, &found);
    if (error != NOT_FOUND)
        return error;
    if (wanted->id && !site->repairs) {
        shadow->state = SHADOW_MISSING;
        return OK;
    }
    wanted->id = NULL;
    // A password that nobody knows: without one, some clouds make none.
    TRY(cloud_site_make(ctx, site, kind, wanted,
        kind == KEYSTONE_USER ? secret_new(ctx->arena, CLOUD_SECRET_PREFIX, CLOUD_SECRET_BYTES)
                              : NULL));
    shadow->keystone_id = wanted->id;
    return OK;
}

Error cloud_shadow_check(Ctx *ctx, CloudSite *site, CloudShadow *shadow)
{
    KeystoneKind kind = id_is_set(shadow->user_id) ? KEYSTONE_USER : KEYSTONE_GROUP;
    KeystoneEntry wanted = {
        shadow->keystone_id, site->link->domain_id, shadow->name, cloud_site_mark(ctx, site), true};
    bool is_new;
    shadow->state = SHADOW_OK;
    if (kind == KEYSTONE_GROUP)
        site->group_name = shadow->name;
    TRY(find_shadow(ctx, site, kind, &wanted, shadow, &is_new));
    if (shadow->state == SHADOW_MISSING)
        return OK;
    bool repairs = site->repairs || is_new;
    if (kind == KEYSTONE_GROUP)
        site->group_id = shadow->keystone_id;
    else
        TRY(check_groups(ctx, site, shadow, repairs));
    TRY(check_grants(ctx, site, kind, shadow, repairs));
    if (repairs)
        shadow->differences.count = 0;
    shadow->state = shadow->differences.count ? SHADOW_DRIFTED : SHADOW_OK;
    return OK;
}

Error cloud_shadow_remove(Ctx *ctx, const CloudSite *site, const CloudShadow *shadow)
{
    KeystoneKind kind = id_is_set(shadow->user_id) ? KEYSTONE_USER : KEYSTONE_GROUP;
    return shadow->keystone_id ? keystone_remove_entry(ctx, &site->call, kind, shadow->keystone_id)
                               : OK;
}
