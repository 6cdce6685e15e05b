#include "world_cloud.h"

#include "base/text.h"
#include "http/client.h"
#include "testing/world_cloud_directory.h"
#include "json/json.h"

#include <string.h>
#include <unistd.h>

static const WorldCloudUser people[] = {
    {"u-anna", "anna", "Acme", WORLD_CLOUD_PASSWORD, "anna@acme-cloud.test", "reader", NULL},
    {"u-bert", "bert", "Acme", WORLD_CLOUD_PASSWORD, "bert@acme-cloud.test", NULL, NULL},
    {"u-cora", "cora", "Acme", WORLD_CLOUD_PASSWORD, NULL, "te_admin", NULL},
    {"u-zoe", "zoe", "Zeta", WORLD_CLOUD_PASSWORD, "zoe@zeta.test", "reader", NULL},
};

static TestAnswer refused(const TestRequest *req, const char *words)
{
    return (TestAnswer){
        401, .body = arena_printf(req->arena, "{\"error\":{\"message\":\"%s\"}}", words)};
}

static const char *domain_id(Arena *arena, const WorldCloudUser *person)
{
    return text_lower(arena, person->domain);
}

static const char *token_of(Arena *arena, const WorldCloudUser *person)
{
    return arena_printf(arena, "token-of-%s", person->id);
}

static WorldCloudUser *holder_of(WorldCloud *cloud, Arena *arena, const char *text)
{
    for (WorldCloudUser *one = cloud->people; one->id; one++)
        if (text && strstr(text, token_of(arena, one)))
            return one;
    return NULL;
}

static WorldCloudUser *by_password(WorldCloud *cloud, const JsonValue *user)
{
    const char *domain = json_text_member(json_member(user, "domain"), "name");
    const char *id = json_text_member(user, "id"), *name = json_text_member(user, "name");
    cloud->tries++;
    for (WorldCloudUser *one = cloud->people; one->id; one++)
        if (id ? text_same(one->id, id)
               : text_same(one->name, name) && text_same(one->domain, domain))
            return text_same(one->password, json_text_member(user, "password")) &&
                           !one->is_disabled && !one->is_locked
                       ? one
                       : NULL;
    return NULL;
}

static const char *user_json(Arena *arena, const WorldCloudUser *person)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_put(out, "id", person->id);
    json_put(out, "name", person->name);
    json_put(out, "domain_id", domain_id(arena, person));
    json_put(out, "enabled", true);
    if (person->email)
        json_put(out, "email", person->email);
    if (person->owner)
        json_raw(out, "is_domain_owner", person->owner);
    json_end_object(out);
    return json_finish(out);
}

static const char *token_json(Arena *arena, const WorldCloudUser *person, const char *role)
{
    return arena_printf(arena,
        "{\"token\":{\"user\":{\"id\":\"%s\",\"name\":\"%s\",\"domain\":{\"id\":\"%s\","
        "\"name\":\"%s\"}},\"roles\":[%s%s%s],\"expires_at\":\"2030-01-01T00:00:00.000000Z\"}}",
        person->id, person->name, domain_id(arena, person), person->domain,
        role ? "{\"id\":\"0\",\"name\":\"" : "", role ? role : "", role ? "\"}" : "");
}

static TestAnswer change_password(WorldCloud *cloud, const TestRequest *req)
{
    const char *problem;
    const JsonValue *user =
        json_member(json_parse(req->arena, req->body, strlen(req->body), &problem), "user");
    const char *wanted = json_text_member(user, "password");
    WorldCloudUser *person = cloud->people;
    while (person->id && !strstr(req->target, person->id))
        person++;
    cloud->tries++;
    if (!person->id || !text_same(person->password, json_text_member(user, "original_password")))
        return refused(req, "The request you have made requires authentication.");
    if (strlen(wanted) < 8 || cloud->refuses_passwords)
        return (TestAnswer){400,
            .body = "{\"error\":{\"message\":\"The password does not match the requirements\"}}"};
    if (cloud->goes_down)
        cloud->status = 503;
    if (cloud->loses_changes)
        return (TestAnswer){503};
    person->password = world_printf(cloud->world, "%s", wanted);
    person->is_expired = false;
    return (TestAnswer){cloud->loses_answers ? 503 : 204};
}

static TestAnswer sign_in(WorldCloud *cloud, const TestRequest *req)
{
    const char *problem;
    const JsonValue *auth =
        json_member(json_parse(req->arena, req->body, strlen(req->body), &problem), "auth");
    const JsonValue *identity = json_member(auth, "identity");
    const JsonValue *user = json_member(json_member(identity, "password"), "user");
    const WorldCloudUser *person =
        user ? by_password(cloud, user)
             : holder_of(cloud, req->arena, json_text_member(json_member(identity, "token"), "id"));
    if (!person)
        return refused(req, "The request you have made requires authentication.");
    if (user && person->is_expired)
        return refused(
            req, arena_printf(req->arena,
                     "The password is expired and needs to be changed for user: %s.", person->id));
    bool is_scoped = json_member(auth, "scope") != NULL;
    const char *role = is_scoped ? world_cloud_role(cloud, req->arena, person) : NULL;
    if (is_scoped && !role)
        return refused(req, "User has no access to domain");
    return (TestAnswer){201,
        .headers =
            arena_printf(req->arena, "X-Subject-Token: %s\r\n", token_of(req->arena, person)),
        .body = token_json(req->arena, person, role)};
}

static TestAnswer list_users(WorldCloud *cloud, const TestRequest *req, const WorldCloudUser *asks)
{
    Text list = {.arena = req->arena};
    if (!text_same(asks->role, "reader"))
        return (TestAnswer){403, .body = "{\"error\":{\"message\":\"You are not authorized\"}}"};
    for (const WorldCloudUser *one = cloud->people; one->id; one++)
        text_printf(&list, "%s%s", one == cloud->people ? "" : ",", user_json(req->arena, one));
    return (TestAnswer){200, .body = arena_printf(req->arena, "{\"users\":[%s]}", text_of(&list))};
}

static TestAnswer answer(void *arg, const TestRequest *req)
{
    WorldCloud *cloud = arg;
    if (cloud->status)
        return (TestAnswer){cloud->status, .body = "{}"};
    if (strcmp(req->target, "/v3") == 0)
        return (TestAnswer){200, .body = "{\"version\":{\"id\":\"v3.14\",\"status\":\"stable\"}}"};
    if (strcmp(req->target, "/v3/auth/tokens") == 0)
        return sign_in(cloud, req);
    if (strstr(req->target, "/password"))
        return change_password(cloud, req);
    const WorldCloudUser *asks = holder_of(cloud, req->arena, strstr(req->head, "X-Auth-Token"));
    if (!asks)
        return refused(req, "The request you have made requires authentication.");
    if (strcmp(req->target, "/v3/auth/projects") == 0)
        return (TestAnswer){
            200, .body = arena_printf(req->arena,
                     "{\"projects\":[{\"id\":\"p-%s\",\"name\":\"eu-de\",\"enabled\":true,"
                     "\"domain_id\":\"%s\"}]}",
                     domain_id(req->arena, asks),
                     cloud->project_domain ? cloud->project_domain : domain_id(req->arena, asks))};
    TestAnswer of_directory = world_cloud_directory_answer(cloud, req, asks);
    if (of_directory.status)
        return of_directory;
    if (strstr(req->target, "/v3/users?"))
        return list_users(cloud, req, asks);
    if (asks->owner && !*asks->owner)
        return (TestAnswer){403, .body = "{\"error\":{\"message\":\"You are not authorized\"}}"};
    return (TestAnswer){
        200, .body = arena_printf(req->arena, "{\"user\":%s}", user_json(req->arena, asks))};
}

static TestAnswer answer_late(void *arg, const TestRequest *req)
{
    WorldCloud *cloud = arg;
    while (cloud->is_held)
        usleep(1000);
    TestAnswer made = answer(cloud, req);
    made.delay_us = cloud->delay_us;
    return made;
}

void world_cloud_open(WorldCloud *cloud, World *world)
{
    *cloud = (WorldCloud){.world = world, .guard = guard_new("127.0.0.1")};
    memcpy(cloud->people, people, sizeof people);
    cloud->server = test_server_start(NULL, answer_late, cloud);
    cloud->url = world_printf(world, "http://127.0.0.1:%d/v3", test_server_port(cloud->server));
    client_start(cloud->guard);
}

void world_cloud_close(WorldCloud *cloud)
{
    test_server_stop(cloud->server);
    guard_free(cloud->guard);
}

WorldCloudUser *world_cloud_user(WorldCloud *cloud, const char *name)
{
    for (WorldCloudUser *one = cloud->people; one->id; one++)
        if (text_same(one->name, name))
            return one;
    return NULL;
}

Id world_cloud_provider(WorldCloud *cloud, const char *settings)
{
    World *world = cloud->world;
    world_change_roles(world, WORLD_OPERATOR, "[\"reports\", \"owner\", \"operator\"]");
    world_as(world, WORLD_OPERATOR);
    Reply made = world_post(world, "/v1/identity-providers",
        world_printf(world,
            "{'kind': 'keystone', 'name': 'Cloud account', 'address': '%s', 'is_platform': true,"
            " 'settings': %s}",
            cloud->url, settings));
    EXPECT_INT(made.status, 201);
    world_drain(world);
    world_as(world, WORLD_VISITOR);
    return world_id(made, "id");
}
