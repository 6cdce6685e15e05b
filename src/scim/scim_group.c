#include "scim_group.h"

#include "base/text.h"
#include "organizations/member_role.h"
#include "scim_group_store.h"
#include "scim_role.h"

#include <string.h>
#include <strings.h>

enum { MAX_MEMBER_STEPS = 1000, MAX_MEMBERSHIPS = 100 * 1000 };

SHAPE(scim_group_shape, ScimGroup, FIELD(ScimGroup, organization_id, .hidden = true),
    FIELD(ScimGroup, id, .required = true),
    FIELD(ScimGroup, display_name, .required = true, .about = "As the directory calls it."),
    FIELD(ScimGroup, external_id, .about = "Of the directory."),
    FIELD(ScimGroup, roles, .required = true, .about = "That its members get; none at first."),
    FIELD(ScimGroup, members, .required = true), FIELD(ScimGroup, created_at, .required = true),
    FIELD(ScimGroup, changed_at, .required = true));

// What a body asks for: its members are changed one step after the other.
typedef struct MemberStep {
    ScimOperation operation;
    TextList ids;
    bool is_all; // of SCIM_REMOVE
} MemberStep;

typedef struct GroupChange {
    ScimGroup group;
    MemberStep *steps;
    size_t count, room;
} GroupChange;

static Error is_there_already(Ctx *ctx, Error error)
{
    bool is_name = text_same(ctx->failure.code, "scim_group_name");
    if (error != CONFLICT || (!is_name && !text_same(ctx->failure.code, "scim_group_external_id")))
        return error;
    return fail(ctx, CONFLICT, "uniqueness", "There is a group with this %s already.",
        is_name ? "displayName" : "externalId");
}

// ── reading a body ───────────────────────────────────────────────────────────────────────────

static Error ids_read(Ctx *ctx, const JsonValue *value, TextList *ret_ids)
{
    bool is_list = value->kind == JSON_ARRAY;
    const JsonValue *item = is_list ? json_first(value) : value;
    TextList ids = {arena_array_of(ctx->arena, const char *, is_list ? value->count : 1), 0};
    for (; item; item = is_list ? json_next(value, item) : NULL) {
        const JsonValue *id = scim_member(item, "value");
        if (!id || id->kind != JSON_TEXT)
            return fail(ctx, INVALID, "invalid_value", "members has objects with a value.");
        ids.items[ids.count++] = id->text;
    }
    if (ids.count > MAX_SCIM_USERS)
        return fail(ctx, INVALID, "invalid_value", "A group can have %d members.", MAX_SCIM_USERS);
    *ret_ids = ids;
    return OK;
}

static Error step_read(Ctx *ctx, ScimOperation operation, const ScimPath *path,
    const JsonValue *value, MemberStep *ret_step)
{
    MemberStep step = {.operation = operation};
    const char *id = path->filter ? scim_filter_equal(path->filter, "value") : NULL;
    bool is_one = path->filter && operation == SCIM_REMOVE && id;
    if (path->sub || (path->filter && !is_one))
        return fail(ctx, INVALID, "invalid_path",
            "Members are removed by members[value eq \"…\"], and added by members.");
    if (is_one) {
        step.ids = (TextList){arena_array_of(ctx->arena, const char *, 1), 1};
        step.ids.items[0] = id;
    } else if (value && value->kind != JSON_NULL) {
        TRY(ids_read(ctx, value, &step.ids));
    } else {
        step.operation = SCIM_REMOVE;
        step.is_all = true;
    }
    *ret_step = step;
    return OK;
}

// What speaks of all members leaves nothing of what was said before.
static void step_append(Arena *arena, GroupChange *change, MemberStep step)
{
    if (step.is_all || step.operation == SCIM_REPLACE)
        change->count = 0;
    if (change->count == change->room) {
        size_t room = change->room ? 2 * change->room : 4;
        MemberStep *steps = arena_array_of(arena, MemberStep, room);
        if (change->count)
            memcpy(steps, change->steps, change->count * sizeof *steps);
        change->steps = steps;
        change->room = room;
    }
    change->steps[change->count++] = step;
}

static Error place_attribute(
    Ctx *ctx, void *resource, ScimOperation operation, const ScimPath *path, const JsonValue *value)
{
    GroupChange *change = resource;
    MemberStep step;
    if (!strcasecmp(path->attribute, "displayName"))
        return scim_text_place(ctx, "displayName", operation, value, &change->group.display_name);
    if (!strcasecmp(path->attribute, "externalId"))
        return scim_text_place(ctx, "externalId", operation, value, &change->group.external_id);
    if (strcasecmp(path->attribute, "members") != 0)
        return OK;
    if (change->count == MAX_MEMBER_STEPS)
        return fail(
            ctx, INVALID, "too_large", "A request can change members %d times.", MAX_MEMBER_STEPS);
    TRY(step_read(ctx, operation, path, value, &step));
    step_append(ctx->arena, change, step);
    return OK;
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────

static Error members_add(Ctx *ctx, Id id, const char *ids)
{
    int64_t unknown;
    TRY(scim_group_store_count_unknown(ctx, ids, &unknown));
    if (unknown)
        return fail(ctx, INVALID, "invalid_value",
            "%d of the members are no users here; groups within groups are not known.",
            (int)unknown);
    return scim_group_store_add(ctx, id, ids);
}

static Error step_place(Ctx *ctx, Id id, const MemberStep *step)
{
    const char *ids = json_of_texts(ctx->arena, step->ids);
    if (step->is_all)
        return scim_group_store_keep(ctx, id, "[]");
    if (step->operation == SCIM_REMOVE)
        return scim_group_store_drop(ctx, id, ids);
    if (step->operation == SCIM_REPLACE)
        TRY(scim_group_store_keep(ctx, id, ids));
    return members_add(ctx, id, ids);
}

static Error require_name(Ctx *ctx, const ScimGroup *group)
{
    return group->display_name ? OK
                               : fail(ctx, INVALID, "invalid_value", "A group has a displayName.");
}

static Error members_place(Ctx *ctx, const GroupChange *change)
{
    int64_t memberships;
    for (size_t i = 0; i < change->count; i++)
        TRY(step_place(ctx, change->group.id, &change->steps[i]));
    TRY(scim_group_store_count_memberships(ctx, &memberships));
    if (change->count && memberships > MAX_MEMBERSHIPS)
        return fail(ctx, CONFLICT, "too_many_members",
            "The groups of a directory can have %d members in all.", MAX_MEMBERSHIPS);
    return scim_roles_place(ctx);
}

Error scim_group_create(Ctx *ctx, const JsonValue *body, Id *ret_id)
{
    GroupChange change = {0};
    int64_t count;
    TRY(scim_resource_read(ctx, body, place_attribute, &change));
    TRY(require_name(ctx, &change.group));
    TRY(membership_lock_all(ctx));
    TRY(scim_group_store_count(ctx, &count));
    if (count >= MAX_SCIM_GROUPS)
        return fail(ctx, CONFLICT, "too_many_groups", "A directory can have %d groups here.",
            MAX_SCIM_GROUPS);
    change.group.organization_id = ctx->actor.organization_id;
    change.group.id = id_new("scg");
    TRY(is_there_already(ctx, scim_group_store_create(ctx, &change.group)));
    TRY(members_place(ctx, &change));
    *ret_id = change.group.id;
    return OK;
}

static Error lock(Ctx *ctx, Id id, ScimGroup *ret_group)
{
    TRY(membership_lock_all(ctx));
    return scim_group_get(ctx, id, ret_group);
}

static Error finish_change(Ctx *ctx, const GroupChange *change)
{
    TRY(require_name(ctx, &change->group));
    TRY(is_there_already(ctx, scim_group_store_change(ctx, &change->group)));
    return members_place(ctx, change);
}

Error scim_group_place(Ctx *ctx, Id id, const JsonValue *body)
{
    ScimGroup before;
    TRY(lock(ctx, id, &before));
    GroupChange change = {.group = {.organization_id = before.organization_id, .id = id}};
    step_append(ctx->arena, &change, (MemberStep){.operation = SCIM_REMOVE, .is_all = true});
    TRY(scim_resource_read(ctx, body, place_attribute, &change));
    return finish_change(ctx, &change);
}

Error scim_group_change(Ctx *ctx, Id id, const JsonValue *patch)
{
    GroupChange change = {0};
    TRY(lock(ctx, id, &change.group));
    TRY(scim_patch_read(ctx, patch, place_attribute, &change));
    return finish_change(ctx, &change);
}

Error scim_group_remove(Ctx *ctx, Id id)
{
    ScimGroup group;
    TRY(lock(ctx, id, &group));
    TRY(scim_group_store_mark(ctx, id));
    TRY(scim_group_store_remove(ctx, id));
    return scim_roles_place(ctx);
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

Error scim_group_get(Ctx *ctx, Id id, ScimGroup *ret_group)
{
    ScimGroupList found;
    ScimGroupKeys keys = {.id = id_is_set(id) ? id.text : ""};
    TRY(scim_group_store_list(ctx, &keys, &found));
    if (!found.count)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such group.");
    *ret_group = found.items[0];
    return OK;
}

static void put_members(Json *out, const ScimMembershipList *members)
{
    json_begin_array(out, "members");
    for (size_t i = 0; i < members->count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "value", members->items[i].scim_user_id);
        json_put(out, "display", members->items[i].display_name);
        json_put(out, "type", "User");
        json_end_object(out);
    }
    json_end_array(out);
}

static Error group_json(Ctx *ctx, const ScimGroup *group, bool has_members, const char **ret_json)
{
    ScimMembershipList members = {0};
    Json *out = json_new(ctx->arena);
    if (has_members)
        TRY(scim_group_store_list_members(ctx, group->id, &members));
    json_begin_object(out, NULL);
    json_raw(out, "schemas", "[\"" SCIM_GROUP "\"]");
    json_put(out, "id", group->id);
    if (group->external_id)
        json_put(out, "externalId", group->external_id);
    json_put(out, "displayName", group->display_name);
    if (has_members)
        put_members(out, &members);
    scim_put_meta(out, "Group", "Groups", group->id, group->created_at, group->changed_at);
    json_end_object(out);
    *ret_json = json_finish(out);
    return OK;
}

Error scim_group_read(Ctx *ctx, Id id, bool has_members, const char **ret_json)
{
    ScimGroup group;
    TRY(scim_group_get(ctx, id, &group));
    return group_json(ctx, &group, has_members, ret_json);
}

static Error group_matches(
    Ctx *ctx, const ScimGroup *group, const ScimFilter *filter, bool *ret_matches)
{
    const char *json, *problem;
    if (!filter) {
        *ret_matches = true;
        return OK;
    }
    TRY(group_json(ctx, group, scim_filter_has(filter, "members"), &json));
    *ret_matches =
        scim_filter_matches(filter, json_parse(ctx->arena, json, strlen(json), &problem));
    return OK;
}

Error scim_group_list(Ctx *ctx, const ScimQuery *query, ScimPage *ret_page)
{
    const ScimFilter *filter;
    ScimGroupKeys keys = {0};
    ScimGroupList groups;
    int64_t members = 0;
    TRY(scim_page_begin(ctx, query, ret_page, &filter));
    if (filter)
        keys = (ScimGroupKeys){scim_filter_equal(filter, "id"),
            scim_filter_equal(filter, "displayName"), scim_filter_equal(filter, "externalId")};
    if (filter && scim_filter_has(filter, "members") && !keys.id && !keys.display_name &&
        !keys.external_id)
        return fail(ctx, INVALID, "too_many", "Look for members in one group, by its id.");
    TRY(scim_group_store_list(ctx, &keys, &groups));
    for (size_t i = 0; i < groups.count; i++) {
        bool matches, has_members = scim_query_has(ctx->arena, query, "members");
        TRY(group_matches(ctx, &groups.items[i], filter, &matches));
        if (!matches || !scim_page_next(ret_page))
            continue;
        members += has_members ? groups.items[i].members : 0;
        if (members > MAX_SCIM_USERS && ret_page->items.count)
            continue;
        TRY(group_json(
            ctx, &groups.items[i], has_members, &ret_page->items.items[ret_page->items.count++]));
    }
    return OK;
}

// ── roles ────────────────────────────────────────────────────────────────────────────────────

Error scim_group_list_all(Ctx *ctx, ScimGroupList *ret_groups)
{
    return scim_group_store_list_by_name(ctx, ret_groups);
}

static MemberRoleList roles_named(Arena *arena, TextList names)
{
    MemberRoleList roles = {arena_array_of(arena, MemberRole, names.count), 0};
    for (size_t i = 0; i < names.count; i++)
        for (Role role = 0; role < ROLES; role++)
            if (text_same(names.items[i], role_names[role]))
                roles.items[roles.count++] = (MemberRole){.role = role};
    return roles;
}

Error scim_group_place_roles(Ctx *ctx, Id id, TextList names, ScimGroup *ret_group)
{
    ScimGroup group;
    TRY(lock(ctx, id, &group));
    TRY(member_require_owner(ctx));
    MemberRoleList roles = roles_named(ctx->arena, names);
    TRY(member_roles_complete(ctx, "roles", &roles));
    group.roles = (TextList){arena_array_of(ctx->arena, const char *, roles.count), roles.count};
    for (size_t i = 0; i < roles.count; i++)
        group.roles.items[i] = role_names[roles.items[i].role];
    TRY(scim_group_store_change_roles(ctx, id, group.roles));
    TRY(scim_group_store_mark(ctx, id));
    TRY(scim_roles_place(ctx));
    *ret_group = group;
    return OK;
}
