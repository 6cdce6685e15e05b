// matrix_test.c — the permission matrix: every route of the API as everybody, and as a stranger
// with Acme's ids.
//
// What a person may do follows from the permission of the route; what else may come of it is said
// by the route's line (testing/matrix_line.h). A route without a line fails, so the matrix grows
// with the API.
#include "routes.h"

#include "base/text.h"
#include "organizations/role.h"
#include "testing/matrix_line.h"
#include "testing/world_things.h"

#include <string.h>

static const MatrixLine *line_of(const Route *route)
{
    for (const MatrixLine *line = matrix_lines; line->path; line++)
        if (line->method == route->method && strcmp(line->path, route->path) == 0)
            return line;
    return NULL;
}

static const Route *route_of(const MatrixLine *line)
{
    for (size_t i = 0; api_routes[i]; i++)
        for (const Route *route = api_routes[i]; route->path; route++)
            if (line_of(route) == line)
                return route;
    return NULL;
}

#define EXPECT_OF(holds, world, ...)                                                               \
    test_expect((holds), __FILE__, __LINE__, world_printf((world), __VA_ARGS__))

SCENARIO("every route has its line in the matrix, and every line its route")
{
    for (size_t i = 0; api_routes[i]; i++)
        for (const Route *route = api_routes[i]; route->path; route++)
            EXPECT_OF(line_of(route) != NULL, world, "a line for %s %s",
                method_names[route->method], route->path);
    for (const MatrixLine *line = matrix_lines; line->path; line++)
        EXPECT_OF(route_of(line) != NULL, world, "a route for the line %s %s",
            method_names[line->method], line->path);
}

// ── whose things stand in the paths ──────────────────────────────────────────────────────────

static const Thing *thing_of(const Things *things, const char *name, size_t length)
{
    for (size_t i = 0; i < things->count; i++)
        if (strlen(things->items[i].name) == length &&
            memcmp(things->items[i].name, name, length) == 0)
            return &things->items[i];
    return NULL;
}

// The path with things in the place of {…}, and the narrowest scope among them.
static const char *path_of(
    World *world, const Things *things, const MatrixLine *line, ThingScope *ret_scope)
{
    Text path = {.arena = world->ctx.arena};
    ThingScope scope = OF_PUBLIC;
    const char *args = line->args ? line->args : "";
    for (const char *at = line->path; *at;) {
        size_t plain = strcspn(at, "{");
        text_append(&path, at, plain);
        at += plain;
        if (!*at)
            break;
        at = strchr(at, '}') + 1;
        size_t length = strcspn(args, " ");
        const Thing *thing = thing_of(things, args, length);
        EXPECT_OF(thing != NULL, world, "a thing for each {…} of %s", line->path);
        if (!thing)
            break;
        text_add(&path, thing->id);
        scope = scope == OF_PUBLIC ? thing->scope : scope;
        args += length + (args[length] == ' ');
    }
    text_add(&path, line->query ? line->query : "");
    *ret_scope = scope;
    return text_of(&path);
}

// ── what is expected ─────────────────────────────────────────────────────────────────────────

static const char *const names[WORLD_PEOPLE] = {"a visitor", "the operator", "the seller",
    "the owner", "the buyer", "the reporter", "the editor", "a stranger", "a newcomer"};

static bool is_of_acme(WorldPerson person)
{
    return person == WORLD_OWNER || person == WORLD_BUYER || person == WORLD_REPORTER ||
           person == WORLD_EDITOR;
}

static bool owns(WorldPerson person, ThingScope scope)
{
    switch (scope) {
    case OF_PERSON: return person == WORLD_OWNER;
    case OF_ORGANIZATION: return is_of_acme(person);
    case OF_BROWSER: return false;
    case OF_PUBLIC:
    case OF_PLATFORM: return true;
    }
    return false;
}

static void judge(World *world, const MatrixLine *line, WorldPerson person, Permissions permission,
    ThingScope scope, Reply reply)
{
    const char *what =
        world_printf(world, "%s %s as %s", method_names[line->method], line->path, names[person]);
    Permissions held = world->ctx.actor.permissions;
    bool may = (held & permission) == permission && (!line->may || (held & line->may));
    EXPECT_OF(reply.status < 500, world, "%s to be no fault of ours, not %d", what, reply.status);
    if (!may) {
        int refusal = person == WORLD_VISITOR ? 401 : 403;
        EXPECT_OF(
            reply.status == refusal, world, "%s to be %d, not %d", what, refusal, reply.status);
        return;
    }
    bool is_refused = reply.status == 401 || reply.status == 403;
    EXPECT_OF(!is_refused || reply.status == line->refusal, world, "%s to be allowed, not %d %s",
        what, reply.status, reply.code);
    if (!owns(person, scope))
        EXPECT_OF(reply.status == 404, world, "%s to be 404, not %d", what, reply.status);
    else if (line->args)
        EXPECT_OF(reply.status != 404, world, "%s to find it, not %d", what, reply.status);
}

static bool is_public(const Things *things, const char *id)
{
    for (size_t i = 0; i < things->count; i++)
        if (things->items[i].scope == OF_PUBLIC && strcmp(things->items[i].id, id) == 0)
            return true;
    return false;
}

// What names Acme, its people or their things, in an answer that Acme's people may not share.
static void judge_silence(World *world, const Things *things, const MatrixLine *line, Reply reply)
{
    for (size_t i = 0; i < things->count; i++)
        if ((things->items[i].scope == OF_ORGANIZATION || things->items[i].scope == OF_PERSON) &&
            !is_public(things, things->items[i].id))
            EXPECT_OF(!strstr(reply.body, things->items[i].id), world, "%s not to name Acme's %s",
                line->path, things->items[i].name);
    EXPECT_OF(!strstr(reply.body, world_organization(world, WORLD_OWNER).text) &&
                  !strstr(reply.body, world_email(WORLD_OWNER)),
        world, "%s %s not to name Acme", method_names[line->method], line->path);
}

static Reply send_line(World *world, const MatrixLine *line, const char *path)
{
    switch (line->method) {
    case POST: return world_post(world, path, line->body);
    case PUT: return world_put(world, path, line->body);
    case PATCH: return world_patch(world, path, line->body);
    case DELETE: return world_delete(world, path);
    default: return world_get(world, path);
    }
}

static void call_as(World *world, const Things *things, const MatrixLine *line, WorldPerson person)
{
    const Route *route = route_of(line);
    if (!route)
        return;
    ThingScope scope;
    const char *path = path_of(world, things, line, &scope);
    world_as(world, person);
    world->ctx.actor.session_id = things->sessions[person];
    world_header(world, "Cookie",
        person == WORLD_VISITOR
            ? NULL
            : world_printf(world, "kontor_session=%s", things->sessions[person].text));
    Reply reply = send_line(world, line, path);
    judge(world, line, person, route->permission, scope, reply);
    if (!is_of_acme(person) && !(route->permission & PERMIT_OPERATE))
        judge_silence(world, things, line, reply);
}

// Those who may least come first, so that nothing is gone before it was refused.
SCENARIO("each route lets in who has its permission, and nobody sees another organization's things")
{
    static const WorldPerson order[] = {WORLD_VISITOR, WORLD_STRANGER, WORLD_NEWCOMER, WORLD_SELLER,
        WORLD_OPERATOR, WORLD_REPORTER, WORLD_EDITOR, WORLD_BUYER, WORLD_OWNER};
    Things things = world_things(world);
    for (const MatrixLine *line = matrix_lines; line->path; line++)
        for (size_t k = 0; k < COUNT_OF(order); k++)
            call_as(world, &things, line, order[k]);
}

// ── an organization's token, which is no person ──────────────────────────────────────────────

static void call_as_program(World *world, const Things *things, const MatrixLine *line)
{
    static const Permissions held = PERMIT_PUBLIC | PERMIT_KNOWN | PERMIT_VERIFIED |
                                    PERMIT_REPORTS | PERMIT_PROFILE | PERMIT_PURCHASE |
                                    PERMIT_MEMBERS | PERMIT_INVITE;
    const Route *route = route_of(line);
    ThingScope scope;
    const char *path = path_of(world, things, line, &scope);
    Reply reply = send_line(world, line, path);
    const char *what =
        world_printf(world, "%s %s as a program", method_names[line->method], line->path);
    bool may = !(route->permission & ~held) && (!line->may || (held & line->may));
    EXPECT_OF(reply.status < 500, world, "%s to be no fault of ours, not %d", what, reply.status);
    if (!may)
        EXPECT_OF(reply.status == 403, world, "%s to be 403, not %d", what, reply.status);
    else if (reply.status == 401 || reply.status == 403)
        EXPECT_OF(
            line->refusal, world, "%s to be allowed, not %d %s", what, reply.status, reply.code);
    else if (scope == OF_PERSON)
        EXPECT_OF(reply.status == 404, world, "%s to be 404, not %d", what, reply.status);
}

SCENARIO("an organization's token does what its roles allow, and nothing that only a person does")
{
    Things things = world_things(world);
    world_as(world, WORLD_VISITOR);
    world_header(world, "Authorization", "Bearer " WORLD_ORGANIZATION_TOKEN);
    for (const MatrixLine *line = matrix_lines; line->path; line++)
        if (route_of(line) && strcmp(line->args ? line->args : "", "organization_token"))
            call_as_program(world, &things, line);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}
