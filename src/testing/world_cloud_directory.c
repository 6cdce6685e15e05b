#include "world_cloud_directory.h"

#include "base/text.h"
#include "json/json.h"

#include <string.h>

static const char *const roles[] = {"te_admin", "member", "reader"};

#define ADMINISTRATOR "te_admin"

// ── what holds ───────────────────────────────────────────────────────────────────────────────

bool world_cloud_has(const WorldCloud *cloud, const char *path)
{
    for (size_t i = 0; i < cloud->fact_count; i++)
        if (text_same(cloud->facts[i], path))
            return true;
    return false;
}

void world_cloud_put(WorldCloud *cloud, const char *path)
{
    if (!world_cloud_has(cloud, path) && cloud->fact_count < COUNT_OF(cloud->facts))
        cloud->facts[cloud->fact_count++] = world_printf(cloud->world, "%s", path);
}

// Every one in which the text stands.
static void remove_facts(WorldCloud *cloud, const char *part)
{
    size_t count = 0;
    for (size_t i = 0; i < cloud->fact_count; i++)
        if (!strstr(cloud->facts[i], part))
            cloud->facts[count++] = cloud->facts[i];
    cloud->fact_count = count;
}

void world_cloud_remove(WorldCloud *cloud, const char *path)
{
    remove_facts(cloud, path);
}

const char *world_cloud_role(const WorldCloud *cloud, Arena *arena, const WorldCloudUser *user)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (world_cloud_has(cloud, arena_printf(arena, "/domains/%s/users/%s/roles/r-%s",
                                       text_lower(arena, user->domain), user->id, roles[i])))
            return roles[i];
    return user->role;
}

int world_cloud_count(const WorldCloud *cloud)
{
    int count = 0;
    for (const WorldCloudUser *one = cloud->people; one->id; one++)
        count += text_starts_with(one->name, "marketplace_");
    return count;
}

void world_cloud_remove_entry(WorldCloud *cloud, WorldCloudUser *entry)
{
    remove_facts(cloud, entry->id);
    do
        entry[0] = entry[1];
    while ((++entry)->id);
}

// ── users and groups ─────────────────────────────────────────────────────────────────────────

static TestAnswer ok(const TestRequest *req, const char *body)
{
    return (TestAnswer){200, .body = arena_printf(req->arena, "%s", body)};
}

static TestAnswer not_found(void)
{
    return (TestAnswer){404, .body = "{\"error\":{\"message\":\"Could not find it\"}}"};
}

static const char *entry_json(const TestRequest *req, const WorldCloudUser *entry)
{
    Json *out = json_new(req->arena);
    json_begin_object(out, NULL);
    json_put(out, "id", entry->id);
    json_put(out, "name", entry->name);
    json_put(out, "domain_id", text_lower(req->arena, entry->domain));
    json_put(out, "description", entry->description);
    json_raw(out, "enabled", entry->is_disabled ? "false" : "true");
    json_end_object(out);
    return json_finish(out);
}

static TestAnswer tell(const TestRequest *req, const WorldCloudUser *entry)
{
    return ok(req, arena_printf(req->arena, "{\"%s\":%s}", entry->password ? "user" : "group",
                       entry_json(req, entry)));
}

static TestAnswer list_named(WorldCloud *cloud, const TestRequest *req, bool is_user)
{
    const WorldCloudUser *entry =
        world_cloud_user(cloud, strstr(req->target, "&name=") + strlen("&name="));
    bool is_there = entry && !entry->password == !is_user;
    return ok(req, arena_printf(req->arena, "{\"%s\":[%s]}", is_user ? "users" : "groups",
                       is_there ? entry_json(req, entry) : ""));
}

// What the body says and only that, as a PATCH does.
static void write_entry(WorldCloud *cloud, const TestRequest *req, WorldCloudUser *entry)
{
    const char *problem;
    const JsonValue *body = json_parse(req->arena, req->body, strlen(req->body), &problem);
    const JsonValue *user = json_member(body, "user");
    const JsonValue *said = user ? user : json_member(body, "group");
    const char *password = json_text_member(said, "password");
    const JsonValue *enabled = json_member(said, "enabled");
    entry->name = world_printf(cloud->world, "%s", json_text_member(said, "name"));
    entry->description = world_printf(cloud->world, "%s", json_text_member(said, "description"));
    entry->is_disabled = enabled && enabled->kind == JSON_FALSE;
    if (password)
        entry->password = world_printf(cloud->world, "%s", password);
}

static TestAnswer create(WorldCloud *cloud, const TestRequest *req, const WorldCloudUser *asks)
{
    WorldCloudUser *entry = cloud->people;
    while (entry->id)
        entry++;
    write_entry(cloud, req, entry);
    entry->domain = asks->domain;
    entry->id = world_printf(cloud->world, "made-%02d", ++cloud->made);
    TestAnswer made = tell(req, entry);
    made.status = 201;
    return made;
}

static WorldCloudUser *entry_of(WorldCloud *cloud, const char *id)
{
    for (WorldCloudUser *one = cloud->people; one->id; one++)
        if (text_same(one->id, id))
            return one;
    return NULL;
}

static TestAnswer change(
    WorldCloud *cloud, const TestRequest *req, const WorldCloudUser *asks, const char *id)
{
    WorldCloudUser *entry = entry_of(cloud, id);
    if (!entry || !text_same(entry->domain, asks->domain))
        return not_found();
    if (text_same(req->method, "GET"))
        return tell(req, entry);
    if (text_same(req->method, "DELETE") && (entry->is_protected || cloud->keeps_all))
        return (TestAnswer){403};
    if (text_same(req->method, "DELETE")) {
        world_cloud_remove_entry(cloud, entry);
        return (TestAnswer){204};
    }
    write_entry(cloud, req, entry);
    return tell(req, entry);
}

// ── groups of a user, roles ──────────────────────────────────────────────────────────────────

static TestAnswer list_groups(WorldCloud *cloud, const TestRequest *req, const char *user_id)
{
    Text list = {.arena = req->arena};
    for (const WorldCloudUser *one = cloud->people; one->id; one++)
        if (world_cloud_has(
                cloud, arena_printf(req->arena, "/groups/%s/users/%s", one->id, user_id)))
            text_printf(&list, "%s%s", list.length ? "," : "", entry_json(req, one));
    return ok(req, arena_printf(req->arena, "{\"groups\":[%s]}", text_of(&list)));
}

// Of "/domains/acme/users/u-anna/roles/r-reader", in a domain or inherited by its projects.
static TestAnswer list_grants(WorldCloud *cloud, const TestRequest *req)
{
    const char *id = strchr(req->target, '=') + 1;
    const char *holder = arena_printf(req->arena, "s/%.*s/roles/r-", (int)strcspn(id, "&"), id);
    Text list = {.arena = req->arena};
    for (size_t i = 0; i < cloud->fact_count; i++) {
        const char *fact = cloud->facts[i], *role = strstr(fact, holder);
        const char *domain = role ? strstr(fact, "/domains/") + strlen("/domains/") : NULL;
        if (!role)
            continue;
        role += strlen(holder);
        text_printf(&list,
            "%s{\"role\":{\"id\":\"r-%.*s\",\"name\":\"%.*s\"},\"scope\":{%s\"domain\":"
            "{\"id\":\"%.*s\",\"name\":\"Acme\"}}}",
            list.length ? "," : "", (int)strcspn(role, "/"), role, (int)strcspn(role, "/"), role,
            text_starts_with(fact, "/OS-INHERIT") ? "\"OS-INHERIT:inherited_to\":\"projects\","
                                                  : "",
            (int)strcspn(domain, "/"), domain);
    }
    return ok(req, arena_printf(req->arena, "{\"role_assignments\":[%s]}", text_of(&list)));
}

static TestAnswer find_role(const TestRequest *req)
{
    const char *name = strchr(req->target, '=') + 1;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (text_same(roles[i], name))
            return ok(req, arena_printf(req->arena,
                               "{\"roles\":[{\"id\":\"r-%s\",\"name\":\"%s\"}]}", name, name));
    return ok(req, "{\"roles\":[]}");
}

static TestAnswer set_fact(WorldCloud *cloud, const TestRequest *req, const char *path)
{
    if (text_same(req->method, "PUT"))
        world_cloud_put(cloud, path);
    else if (world_cloud_has(cloud, path))
        world_cloud_remove(cloud, path);
    else
        return not_found();
    return (TestAnswer){204};
}

// ── all of it ────────────────────────────────────────────────────────────────────────────────

// Not a domain's users, which who reads may list.
static bool is_of_directory(const char *path)
{
    return !text_starts_with(path, "/auth/") &&
           (!text_starts_with(path, "/users?") || strstr(path, "&name="));
}

TestAnswer world_cloud_directory_answer(
    WorldCloud *cloud, const TestRequest *req, const WorldCloudUser *asks)
{
    const char *path = req->target + strlen("/v3"), *id = strchr(path + 1, '/');
    bool is_user = text_starts_with(path, "/users");
    bool is_own = text_same(req->method, "GET") && id && text_same(id + 1, asks->id);
    if (is_own || !is_of_directory(path))
        return (TestAnswer){0};
    if (!text_same(world_cloud_role(cloud, req->arena, asks), ADMINISTRATOR))
        return (TestAnswer){403, .body = "{\"error\":{\"message\":\"You are not authorized\"}}"};
    if (!text_same(req->method, "GET") && cloud->writes_left && !--cloud->writes_left)
        return (TestAnswer){500, .body = "{}"};
    if (strstr(path, "&name="))
        return list_named(cloud, req, is_user);
    if (text_starts_with(path, "/roles?"))
        return find_role(req);
    if (text_starts_with(path, "/role_assignments"))
        return list_grants(cloud, req);
    if (text_same(req->method, "POST"))
        return create(cloud, req, asks);
    if (text_starts_with(path, "/domains/") || text_starts_with(path, "/OS-INHERIT/") ||
        strstr(id + 1, "/users/"))
        return set_fact(cloud, req, path);
    if (strstr(id + 1, "/groups"))
        return list_groups(cloud, req, arena_text(req->arena, id + 1, strcspn(id + 1, "/")));
    return change(cloud, req, asks, id + 1);
}
