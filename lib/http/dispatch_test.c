#include "turn.h"

#include "base/text.h"
#include "testing/notes_app.h"

#include <string.h>

DATABASE_SCENARIO("a change is answered, kept and audited")
{
    notes_create(ctx);
    Reply reply = ADD("hello");
    EXPECT_INT(reply.status, 201);
    EXPECT(strstr(reply.body, "\"text\":\"hello\",\"version\":1,\"secret\":\"shh\""));
    EXPECT(text_starts_with(header_in(&reply, "Location"), "/v1/notes/note_"));
    EXPECT_TEXT(header_in(&reply, "Cache-Control"), "no-store");
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(notes_count(ctx, "SELECT status FROM audit WHERE path = '/v1/notes'"), 201);

    reply = ASK(GET, "/v1/notes", .query = "q=hello");
    EXPECT(text_starts_with(reply.body, "{\"items\":[{\"id\":\"note_"));
    EXPECT(strstr(reply.body, "\"next\":\"more\"}"));
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("what fails leaves nothing, neither rows nor headers nor audit records")
{
    notes_create(ctx);
    Reply reply = ADD("refused");
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "note_refused");
    EXPECT_TEXT(reply.res.media_type, "application/problem+json");
    EXPECT(!header_in(&reply, "Location"));
    EXPECT_INT(NOTES + AUDITS, 0);
}

DATABASE_SCENARIO("a change that met another one is done again, and only once")
{
    notes_create(ctx);
    notes_app.serialization_failures = 2;
    Reply reply = ADD("again");
    EXPECT_INT(reply.status, 201);
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 1);
    notes_app.serialization_failures = 100;
    reply = ADD("never");
    EXPECT_INT(reply.status, 503);
    EXPECT_INT(NOTES, 1);
    notes_app.serialization_failures = 0;
}

DATABASE_SCENARIO("a route asks for its permission")
{
    notes_create(ctx);
    EXPECT_TEXT(ASK(GET, "/v1/read").code, "not_signed_in");
    Reply reply = ASK(POST, "/v1/notes", .body = "{\"text\":\"a\"}");
    EXPECT_INT(reply.status, 401);
    EXPECT_TEXT(header_in(&reply, "WWW-Authenticate"), "Bearer");
    reply = ASK(POST, "/v1/notes", .body = "nonsense", .user = "reader");
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "missing_permission");
    EXPECT_INT(ASK(PATCH, "/v1/notes/note_1", .user = "reader").status, 404);
    EXPECT_INT(ASK(PATCH, "/v1/notes/note_1").status, 401);
    EXPECT_TEXT(ASK(GET, "/v1/notes", .user = "nobody").code, "session_ended");
}

DATABASE_SCENARIO("where one of several permissions is needed, each is enough, and none is not")
{
    notes_create(ctx);
    EXPECT_INT(ASK(GET, "/v1/either", .user = "writer").status, 200);
    EXPECT_INT(ASK(GET, "/v1/either", .user = "reader").status, 403);
    EXPECT_INT(ASK(GET, "/v1/either").status, 401);
}

DATABASE_SCENARIO("everything wrong with a query or a body is said at once")
{
    notes_create(ctx);
    Reply reply = ASK(GET, "/v1/notes", .query = "limit=0&colour=red");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "invalid_query");
    EXPECT(strstr(reply.body, "\"field\":\"limit\",\"code\":\"too_small\""));
    EXPECT(strstr(reply.body, "\"field\":\"colour\",\"code\":\"not_known\""));

    reply = ASK(POST, "/v1/notes", .user = "writer", .body = "{\"stars\":9,\"nome\":1}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "invalid_body");
    EXPECT(strstr(reply.body, "\"field\":\"text\",\"code\":\"required\""));
    EXPECT(strstr(reply.body, "\"field\":\"stars\",\"code\":\"too_big\""));
    EXPECT(strstr(reply.body, "\"field\":\"nome\",\"code\":\"not_known\""));
    EXPECT_INT(NOTES, 0);
}

DATABASE_SCENARIO("a body has to be what the route takes")
{
    notes_create(ctx);
    Reply reply = ASK(POST, "/v1/notes", .user = "writer", .body = "{");
    EXPECT_INT(reply.status, 400);
    EXPECT_TEXT(reply.code, "not_json");
    EXPECT_INT(ASK(POST, "/v1/notes", .user = "writer").status, 422);
    reply =
        ASK(POST, "/v1/notes", .user = "writer", .body = "{\"text\":\"a\"}", .type = "text/plain");
    EXPECT_INT(reply.status, 415);
    EXPECT_TEXT(reply.code, "unsupported_media_type");

    EXPECT_INT(ASK(GET, "/v1/notes", .body = "{}").status, 200);
    EXPECT_TEXT(ASK(GET, "/v1/notes", .body = "{\"a\":1}").code, "body_not_expected");

    reply = ASK(PUT, "/v1/file", .body = "a: 1", .type = "text/yaml; charset=utf-8");
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(reply.body, "a: 1");
    EXPECT_TEXT(reply.res.media_type, "text/yaml");
    EXPECT_INT(ASK(PUT, "/v1/file", .body = "{}").status, 415);
    EXPECT_INT(ASK(PUT, "/v1/file", .type = "text/csv",
                   .body = "a long line that is too long for the route, which takes less")
                   .status,
        413);
}

DATABASE_SCENARIO("addresses and methods that are not there")
{
    Reply reply = ASK(GET, "/v1/nothing");
    EXPECT_INT(reply.status, 404);
    EXPECT_TEXT(reply.code, "no_route");
    reply = ASK(DELETE, "/v1/notes");
    EXPECT_INT(reply.status, 405);
    EXPECT_TEXT(header_in(&reply, "Allow"), "GET, HEAD, POST, OPTIONS");
    reply = ASK(OPTIONS, "/v1/notes");
    EXPECT_INT(reply.status, 204);
    EXPECT_TEXT(header_in(&reply, "Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_INT(ASK(OTHER_METHOD, "/v1/notes").status, 405);

    reply = ASK(GET, "/products/a");
    EXPECT_TEXT(reply.body, "/products/a");
    EXPECT_TEXT(header_in(&reply, "Cache-Control"), "max-age=60");
    EXPECT_INT(ASK(POST, "/products/a").status, 404);
}

DATABASE_SCENARIO("our own faults are not explained to the client")
{
    Reply reply = ASK(GET, "/v1/fire");
    EXPECT_INT(reply.status, 500);
    EXPECT_TEXT(reply.code, "internal");
    EXPECT(!strstr(reply.body, "/etc"));
    EXPECT(strstr(reply.body, header_in(&reply, "X-Request-Id")));
    EXPECT_INT(ASK(GET, "/v1/read", .user = "writer").status, 500);
}

DATABASE_SCENARIO("who is limited learns when to come back")
{
    Reply reply = ASK(GET, "/v1/limit");
    EXPECT_INT(reply.status, 429);
    EXPECT_TEXT(header_in(&reply, "Retry-After"), "60");
}

DATABASE_SCENARIO("only so many heavy requests run at once, and each makes room for the next")
{
    notes_create(ctx);
    for (int i = 0; i <= MAX_TURNS; i++)
        EXPECT_INT(ASK(GET, "/v1/notes.csv").status, 200);
    Turn turns[MAX_TURNS] = {0};
    Ctx others = {.arena = ctx->arena};
    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        others.actor.organization_id = id_new("org");
        must(&others, turn_begin(&others, &turns[i]));
    }
    Reply reply = ASK(GET, "/v1/notes.csv");
    EXPECT_INT(reply.status, 429);
    EXPECT(header_in(&reply, "Retry-After") != NULL);
    EXPECT_INT(ASK(GET, "/v1/notes").status, 200);
    for (size_t i = 0; i < COUNT_OF(turns); i++)
        turn_end(&turns[i]);
}

DATABASE_SCENARIO("a version that somebody changed meanwhile is not overwritten")
{
    notes_create(ctx);
    Reply added = ADD("mine");
    const char *path = header_in(&added, "Location");
    Reply reply = ASK(PATCH, path, .user = "reader", .match = "\"v1\"");
    EXPECT_INT(reply.status, 204);
    EXPECT_TEXT(header_in(&reply, "ETag"), "\"v2\"");
    reply = ASK(PATCH, path, .user = "reader", .match = "\"v1\"");
    EXPECT_INT(reply.status, 412);
    EXPECT_TEXT(reply.code, "edited_meanwhile");
    EXPECT_INT(ASK(PATCH, path, .user = "reader", .match = "W/\"v2\"").status, 204);
    EXPECT_INT(ASK(PATCH, path, .user = "reader", .match = "*").status, 204);
    EXPECT_INT(ASK(PATCH, path, .user = "reader").status, 204);
}

DATABASE_SCENARIO("the answer speaks the language that was asked for")
{
    ASK(GET, "/v1/nothing", .language = "cs-CZ, en;q=0.5");
    EXPECT_TEXT(ctx->language, "cs");
    ASK(GET, "/v1/nothing");
    EXPECT_TEXT(ctx->language, "en");
}

TEST("a cookie is found among others")
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena};
    Request req = {.header = notes_header, .source = &(Ask){0}};
    EXPECT_TEXT(request_cookie(&ctx, &req, "session"), "xyz");
    EXPECT_TEXT(request_cookie(&ctx, &req, "b"), "2");
    EXPECT(!request_cookie(&ctx, &req, "sess"));
    EXPECT(!request_cookie(&ctx, &req, "ion"));
    arena_free(arena);
}

TEST("a header never becomes two")
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena};
    Response res = {0};
    response_header(&ctx, &res, "Content-Disposition", "a%sb", "\r\nSet-Cookie: x");
    EXPECT_TEXT(res.headers[0].value, "a  Set-Cookie: xb");
    arena_free(arena);
}
