#include "keystone_directory.h"

#include "base/text.h"
#include "sentences/sentence.h"

#include <ctype.h>
#include <stdarg.h>

enum { MAX_GROUPS = 200, MAX_GRANTS = 200 };

static const char *const singular[] = {"user", "group"};
static const char *const plural[] = {"users", "groups"};

static Error call_cloud(Ctx *ctx, const KeystoneCall *call, const char *method, const char *path,
    const char *json, const JsonValue **ret_object)
{
    return keystone_send(ctx, &call->keystone, call->token, method,
        arena_printf(ctx->arena, "%s%s", call->keystone.url, path), json, ret_object);
}

static Error tell_cloud(Ctx *ctx, const KeystoneCall *call, const char *method, const char *path)
{
    const JsonValue *nothing;
    return call_cloud(ctx, call, method, path, NULL, &nothing);
}

static const char *path_of(Ctx *ctx, KeystoneKind kind, const char *id)
{
    return arena_printf(ctx->arena, "/%s/%s", plural[kind], id);
}

static const char *in_address(Arena *arena, const char *text)
{
    Text out = {.arena = arena};
    for (const char *at = text; *at; at++)
        text_printf(&out, isalnum((unsigned char)*at) || *at == '_' || *at == '-' ? "%c" : "%%%02X",
            (unsigned char)*at);
    return text_of(&out);
}

static KeystoneEntry entry_of(const JsonValue *value)
{
    const JsonValue *enabled = json_member(value, "enabled");
    return (KeystoneEntry){
        .id = json_text_member(value, "id"),
        .domain_id = json_text_member(value, "domain_id"),
        .name = json_text_member(value, "name"),
        .description = json_text_member(value, "description"),
        .is_enabled = !enabled || enabled->kind != JSON_FALSE,
    };
}

// ── users and groups ─────────────────────────────────────────────────────────────────────────

Error keystone_get_entry(
    Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id, KeystoneEntry *ret_entry)
{
    const JsonValue *answer;
    TRY(call_cloud(ctx, call, "GET", path_of(ctx, kind, id), NULL, &answer));
    *ret_entry = entry_of(json_member(answer, singular[kind]));
    return OK;
}

Error keystone_find_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind,
    const char *domain_id, const char *name, KeystoneEntry *ret_entry)
{
    const JsonValue *answer;
    TRY(call_cloud(ctx, call, "GET",
        arena_printf(ctx->arena, "/%s?domain_id=%s&name=%s", plural[kind], domain_id,
            in_address(ctx->arena, name)),
        NULL, &answer));
    const JsonValue *found = json_member(answer, plural[kind]);
    *ret_entry = (KeystoneEntry){0};
    for (const JsonValue *one = json_first(found); one; one = json_next(found, one)) {
        KeystoneEntry entry = entry_of(one);
        if (keystone_id_is_plain(entry.id) && text_same(entry.name, name) &&
            text_same(entry.domain_id, domain_id))
            *ret_entry = entry;
    }
    return OK;
}

static const char *entry_body(
    Arena *arena, KeystoneKind kind, const KeystoneEntry *wanted, const char *password)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_begin_object(out, singular[kind]);
    if (!wanted->id)
        json_put(out, "domain_id", wanted->domain_id);
    json_put(out, "name", wanted->name);
    json_put(out, "description", wanted->description);
    if (kind == KEYSTONE_USER)
        json_put(out, "enabled", wanted->is_enabled);
    if (password)
        json_put(out, "password", password);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

Error keystone_create_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind,
    const KeystoneEntry *wanted, const char *password, const char **ret_id)
{
    const JsonValue *answer;
    TRY(call_cloud(ctx, call, "POST", arena_printf(ctx->arena, "/%s", plural[kind]),
        entry_body(ctx->arena, kind, wanted, password), &answer));
    KeystoneEntry made = entry_of(json_member(answer, singular[kind]));
    if (!keystone_id_is_plain(made.id))
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", call->keystone.url});
    *ret_id = made.id;
    return OK;
}

Error keystone_write_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind,
    const KeystoneEntry *wanted, const char *password)
{
    const JsonValue *answer;
    return call_cloud(ctx, call, "PATCH", path_of(ctx, kind, wanted->id),
        entry_body(ctx->arena, kind, wanted, password), &answer);
}

Error keystone_remove_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id)
{
    Error error = tell_cloud(ctx, call, "DELETE", path_of(ctx, kind, id));
    return error == NOT_FOUND ? OK : error;
}

// ── membership ───────────────────────────────────────────────────────────────────────────────

Error keystone_list_groups(
    Ctx *ctx, const KeystoneCall *call, const char *user_id, KeystoneEntryList *ret_groups)
{
    const JsonValue *answer;
    TRY(call_cloud(
        ctx, call, "GET", arena_printf(ctx->arena, "/users/%s/groups", user_id), NULL, &answer));
    const JsonValue *found = json_member(answer, "groups");
    KeystoneEntryList groups = {arena_array_of(ctx->arena, KeystoneEntry, MAX_GROUPS), 0};
    for (const JsonValue *one = json_first(found); one && groups.count < MAX_GROUPS;
         one = json_next(found, one)) {
        KeystoneEntry group = entry_of(one);
        if (keystone_id_is_plain(group.id))
            groups.items[groups.count++] = group;
    }
    *ret_groups = groups;
    return OK;
}

static const char *member_path(Ctx *ctx, const char *group_id, const char *user_id)
{
    return arena_printf(ctx->arena, "/groups/%s/users/%s", group_id, user_id);
}

Error keystone_add_member(
    Ctx *ctx, const KeystoneCall *call, const char *group_id, const char *user_id)
{
    return tell_cloud(ctx, call, "PUT", member_path(ctx, group_id, user_id));
}

Error keystone_remove_member(
    Ctx *ctx, const KeystoneCall *call, const char *group_id, const char *user_id)
{
    return tell_cloud(ctx, call, "DELETE", member_path(ctx, group_id, user_id));
}

// ── roles ────────────────────────────────────────────────────────────────────────────────────

static KeystoneGrant grant_of(const JsonValue *value)
{
    const JsonValue *role = json_member(value, "role"), *scope = json_member(value, "scope");
    const JsonValue *domain = json_member(scope, "domain");
    const JsonValue *project = json_member(scope, "project");
    const JsonValue *held = domain ? domain : project;
    return (KeystoneGrant){
        .role_id = json_text_member(role, "id"),
        .role_name = json_text_member(role, "name"),
        .scope = domain    ? "domains"
                 : project ? "projects"
                           : "system",
        .scope_id = json_text_member(held, "id"),
        .scope_name = json_text_member(held, "name"),
        .is_inherited = json_text_member(scope, "OS-INHERIT:inherited_to") != NULL,
    };
}

Error keystone_list_grants(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    KeystoneGrantList *ret_grants)
{
    const JsonValue *answer;
    TRY(call_cloud(ctx, call, "GET",
        arena_printf(
            ctx->arena, "/role_assignments?%s.id=%s&include_names=true", singular[kind], id),
        NULL, &answer));
    const JsonValue *found = json_member(answer, "role_assignments");
    KeystoneGrantList grants = {arena_array_of(ctx->arena, KeystoneGrant, MAX_GRANTS), 0};
    for (const JsonValue *one = json_first(found); one && grants.count < MAX_GRANTS;
         one = json_next(found, one)) {
        KeystoneGrant grant = grant_of(one);
        if (keystone_id_is_plain(grant.role_id) &&
            (!grant.scope_id || keystone_id_is_plain(grant.scope_id)))
            grants.items[grants.count++] = grant;
    }
    *ret_grants = grants;
    return OK;
}

static const char *grant_path(
    Ctx *ctx, KeystoneKind kind, const char *id, const KeystoneGrant *grant)
{
    return arena_printf(ctx->arena, "%s/%s%s%s/%s/%s/roles/%s%s",
        grant->is_inherited ? "/OS-INHERIT" : "", grant->scope, grant->scope_id ? "/" : "",
        grant->scope_id ? grant->scope_id : "", plural[kind], id, grant->role_id,
        grant->is_inherited ? "/inherited_to_projects" : "");
}

Error keystone_add_grant(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    const KeystoneGrant *grant)
{
    return tell_cloud(ctx, call, "PUT", grant_path(ctx, kind, id, grant));
}

Error keystone_remove_grant(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    const KeystoneGrant *grant)
{
    return tell_cloud(ctx, call, "DELETE", grant_path(ctx, kind, id, grant));
}

Error keystone_find_role(Ctx *ctx, const KeystoneCall *call, const char *name, const char **ret_id)
{
    const JsonValue *answer;
    TRY(call_cloud(ctx, call, "GET",
        arena_printf(ctx->arena, "/roles?name=%s", in_address(ctx->arena, name)), NULL, &answer));
    const char *id = json_text_member(json_first(json_member(answer, "roles")), "id");
    if (!keystone_id_is_plain(id))
        return sentence_fail(ctx, NOT_FOUND, SENTENCE_CLOUD_NO_ROLE, {"role", name});
    *ret_id = id;
    return OK;
}
