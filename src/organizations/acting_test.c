#include "acting.h"

#include "testing/world.h"

#include <string.h>
#include <strings.h>

static Reply sign_in(World *world, WorldPerson person)
{
    return world_sign_in(world, world_email(person), WORLD_PASSWORD);
}

SCENARIO("signing in answers who one is and sets a cookie that scripts cannot read")
{
    Reply reply = sign_in(world, WORLD_BUYER);
    const char *cookie = reply_header(reply, "Set-Cookie");

    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(world_value(reply, "user.email"), "berta@acme.test");
    EXPECT_TEXT(world_value(reply, "organization.name"), "Acme");
    EXPECT_TEXT(world_value(reply, "organization.profile_state"), "approved");
    EXPECT_TEXT(world_value(reply, "organization.can_purchase"), "true");
    EXPECT_TEXT(world_value(reply, "permissions"), "[\"reports\",\"purchase\"]");
    EXPECT_TEXT(world_value(reply, "idle_seconds"), "86400");
    EXPECT(strstr(cookie, "kontor_session=") == cookie);
    EXPECT(strstr(cookie, "Path=/;"));
    EXPECT(strstr(cookie, "HttpOnly"));
    EXPECT(strstr(cookie, "SameSite=Lax"));
    EXPECT(!strstr(cookie, "Secure"));
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "user.email"), "berta@acme.test");
}

SCENARIO("a visitor has a session too, with nobody in it")
{
    world_as(world, WORLD_VISITOR);
    Reply reply = world_get(world, "/v1/session");

    EXPECT_INT(reply.status, 200);
    EXPECT(world_value(reply, "user") == NULL);
    EXPECT(world_value(reply, "csrf_token") == NULL);
    EXPECT_INT(world_length(reply, "organizations"), 0);
    EXPECT_INT(world_length(reply, "permissions"), 0);
}

SCENARIO("a cookie that was made up is a visitor's")
{
    world_as(world, WORLD_VISITOR);
    world_header(world, "Cookie", "kontor_session=guess; other=1");
    EXPECT_INT(world_get(world, "/v1/session").status, 200);
    EXPECT_INT(world_get(world, "/v1/organization").status, 401);
}

SCENARIO("with a cookie nothing changes unless the page knows the session's token")
{
    sign_in(world, WORLD_OWNER);
    static const char *const wrong[] = {
        NULL, "", "guess", "0000000000000000000000000000000000000000000000000000000000000000"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        world_header(world, "Kontor-CSRF", wrong[i]);
        EXPECT_TEXT(world_patch(world, "/v1/me", "{'name':'Evil Otto'}").code, "csrf_required");
        EXPECT_TEXT(world_delete(world, "/v1/session").code, "csrf_required");
        EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    }
    EXPECT_INT(world_count(world, "SELECT count(*) FROM user_account WHERE name = 'Evil Otto'"), 0);
}

SCENARIO("another session's token does not do")
{
    const char *token = world_value(sign_in(world, WORLD_OWNER), "csrf_token");
    sign_in(world, WORLD_OWNER);
    world_header(world, "Kontor-CSRF", token);
    EXPECT_TEXT(world_patch(world, "/v1/me", "{'name':'Otto'}").code, "csrf_required");
}

SCENARIO("one acts for the organization that the header names, and may there what one's roles say")
{
    world_join(world, WORLD_OWNER, WORLD_STRANGER, "[\"reports\"]");
    Reply session = sign_in(world, WORLD_OWNER);
    EXPECT_INT(world_length(session, "organizations"), 2);
    EXPECT_TEXT(world_value(session, "organization.name"), "Acme");

    world_header(world, "Kontor-Organization", world_organization(world, WORLD_STRANGER).text);
    session = world_get(world, "/v1/session");
    EXPECT_TEXT(world_value(session, "organization.name"), "Stranger");
    EXPECT_TEXT(world_value(session, "permissions"), "[\"reports\"]");
    EXPECT_INT(world_length(session, "organizations"), 2);
    EXPECT_TEXT(world_value(world_get(world, "/v1/organization"), "name"), "Stranger");
    EXPECT_INT(world_get(world, "/v1/audit-records").status, 403);
}

SCENARIO("an organization of others and one that does not exist get the same answer")
{
    sign_in(world, WORLD_OWNER);
    static const char unknown[] = "org_00000000000000000000000000";
    const char *ids[] = {world_organization(world, WORLD_STRANGER).text, unknown, "", "nonsense",
        "org_0000000000000000000000000000000000000000000000000"};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        world_header(world, "Kontor-Organization", ids[i]);
        Reply reply = world_get(world, "/v1/organization");
        EXPECT_INT(reply.status, 403);
        EXPECT_TEXT(reply.code, "not_a_member");
        EXPECT_TEXT(reply.message, "You are no member of this organization.");
    }
}

SCENARIO("a person without an organization is known and may nothing")
{
    world_change_roles(world, WORLD_BUYER, "[]");
    world_exec(world, "DELETE FROM membership WHERE user_id = $1", world_user(world, WORLD_BUYER));
    Reply session = sign_in(world, WORLD_BUYER);
    EXPECT_INT(session.status, 201);
    EXPECT(world_value(session, "organization") == NULL);
    EXPECT_INT(world_get(world, "/v1/organization").status, 403);
    EXPECT_INT(world_patch(world, "/v1/me", "{'language':'de'}").status, 200);
    EXPECT_TEXT(world_post(world, "/v1/me/api-tokens", "{'name':'x','scopes':['read']}").code,
        "not_a_member");
}

SCENARIO("a role that is taken away is gone with the next request")
{
    sign_in(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, "/v1/audit-records").status, 200);
    world_change_roles(world, WORLD_OWNER, "[\"reports\"]");
    EXPECT_INT(world_get(world, "/v1/audit-records").status, 403);
}

SCENARIO("the routes of people and organizations are open to whom they shall be")
{
    static const struct {
        Method method;
        const char *path;
        int statuses[WORLD_PEOPLE]; // visitor, operator, seller, owner, buyer, reporter, editor …
    } rows[] = {
        {GET, "/v1/session", {200, 200, 200, 200, 200, 200, 200, 200, 200}},
        {GET, "/v1/me/sessions", {401, 200, 200, 200, 200, 200, 200, 200, 200}},
        {GET, "/v1/me/api-tokens", {401, 200, 200, 200, 200, 200, 200, 200, 200}},
        {GET, "/v1/organization", {401, 200, 200, 200, 200, 200, 200, 200, 200}},
        {GET, "/v1/organization/profiles", {401, 200, 200, 200, 200, 200, 200, 200, 200}},
        {POST, "/v1/organization/profiles", {401, 422, 422, 422, 403, 403, 422, 422, 422}},
        {GET, "/v1/organization/members", {401, 200, 200, 200, 200, 200, 200, 200, 200}},
        {GET, "/v1/audit-records", {401, 200, 200, 200, 403, 403, 403, 200, 200}},
        {GET, "/v1/operator/registrations", {401, 200, 403, 403, 403, 403, 403, 403, 403}},
        {GET, "/v1/operator/registrations/pro_x", {401, 404, 403, 403, 403, 403, 403, 403, 403}},
        {POST, "/v1/operator/registrations/pro_x/approval",
            {401, 404, 403, 403, 403, 403, 403, 403, 403}},
        {POST, "/v1/operator/registrations/pro_x/rejection",
            {401, 422, 403, 403, 403, 403, 403, 403, 403}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (WorldPerson person = WORLD_VISITOR; person < WORLD_PEOPLE; person++) {
            world_as(world, person);
            Reply reply = world_send(world, rows[i].method, rows[i].path, (Blob){0});
            EXPECT_INT(reply.status, rows[i].statuses[person]);
        }
}

static const char *header_of(const void *source, const char *name)
{
    const World *world = source;
    for (size_t i = 0; i < world->header_count; i++)
        if (strcasecmp(world->headers[i].name, name) == 0)
            return world->headers[i].value;
    return NULL;
}

SCENARIO("a page that only listens to events does not keep its session alive")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Request stream = {.method = GET, .header = header_of, .source = world}; // it has no route
    Ctx ctx = world->ctx;
    for (int i = 0; i < 3; i++) {
        world_advance(world, HOURS(8));
        ctx.now = world->ctx.now;
        world_must(world, acting_identify(&ctx, &stream));
    }
    EXPECT(!world_value(world_get(world, "/v1/session"), "user"));
}
