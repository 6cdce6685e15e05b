#include "idempotency.h"

#include "base/text.h"
#include "testing/notes_app.h"

#include <pthread.h>
#include <string.h>

DATABASE_SCENARIO("a request under the same key happens once and is answered the same")
{
    notes_create(ctx);
    Reply first = ADD("once", .key = "k1"), second = ADD("once", .key = "k1");
    EXPECT_INT(second.status, 201);
    EXPECT(!header_in(&first, "Idempotency-Replayed"));
    EXPECT_TEXT(header_in(&second, "Idempotency-Replayed"), "true");
    EXPECT(strstr(second.body, header_in(&first, "Location") + strlen("/v1/notes/")));
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("a secret that is shown once is not in the answer to the second request")
{
    notes_create(ctx);
    EXPECT(strstr(ADD("once", .key = "k1").body, "\"secret\":\"shh\""));
    EXPECT(strstr(ADD("once", .key = "k1").body, "\"secret\":null"));
    EXPECT_INT(notes_count(ctx, "SELECT count(*) FROM idempotency_key WHERE key = 'k1'"), 0);
}

DATABASE_SCENARIO("a key belongs to one request of one person")
{
    notes_create(ctx);
    ADD("one", .key = "k1");
    Reply reply = ADD("two", .key = "k1");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "idempotency_key_reused");
    EXPECT_INT(NOTES, 1);
    reply = ASK(POST, "/v1/notes", .body = "{\"text\":\"one\"}", .user = "writer2", .key = "k1");
    EXPECT_INT(reply.status, 201);
    EXPECT(!header_in(&reply, "Idempotency-Replayed"));
    EXPECT_INT(NOTES, 2);
}

DATABASE_SCENARIO("a request that failed can be sent again under its key")
{
    notes_create(ctx);
    EXPECT_INT(ADD("refused", .key = "k1").status, 409);
    EXPECT_INT(ADD("better", .key = "k1").status, 201);
    EXPECT_INT(NOTES, 1);
}

DATABASE_SCENARIO("a change, its audit record and its kept answer are there together or not at all")
{
    notes_create(ctx);
    const char *paths[] = {"/v1/notes", "/v1/slow-notes"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        Ask ask = {POST, paths[i], .body = "{\"text\":\"one\"}", .user = "writer", .key = paths[i]};
        notes_app.audit_failure = "no_record";
        EXPECT_TEXT(notes_send(ctx, &ask).code, "no_record");
        EXPECT_INT(NOTES + AUDITS, 2 * (int64_t)i);
        EXPECT_INT(notes_send(ctx, &ask).status, 201);
        Reply again = notes_send(ctx, &ask);
        EXPECT_INT(again.status, 201);
        EXPECT_TEXT(header_in(&again, "Idempotency-Replayed"), "true");
        EXPECT_INT(NOTES, (int64_t)i + 1);
        EXPECT_INT(AUDITS, (int64_t)i + 1);
    }
}

DATABASE_SCENARIO("what takes long is prepared once, also if the change runs again")
{
    notes_create(ctx);
    notes_app.preparations = 0;
    notes_app.serialization_failures = 2;
    Ask ask = {POST, "/v1/slow-notes", .body = "{\"text\":\"one\"}", .key = "k1"};
    Reply reply = notes_send(ctx, &ask);
    EXPECT_INT(reply.status, 201);
    EXPECT(strstr(reply.body, "\"text\":\"prepared one\""));
    notes_send(ctx, &ask); // was answered already
    EXPECT_INT(notes_app.preparations, 1);
    EXPECT_INT(NOTES, 1);
}

DATABASE_SCENARIO("what a refusal leaves stays without a record, and its key is free")
{
    notes_create(ctx);
    Reply reply = ASK(POST, "/v1/guesses", .body = "{\"text\":\"wrong\"}", .key = "k1");
    EXPECT_TEXT(reply.code, "wrong_guess");
    EXPECT(!header_in(&reply, "Location"));
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 0);
    reply = ASK(POST, "/v1/guesses", .body = "{\"text\":\"right\"}", .key = "k1");
    EXPECT_INT(reply.status, 201);
    EXPECT_INT(NOTES, 2);
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("a change that runs again begins as who sent it")
{
    notes_create(ctx);
    notes_app.audit_failure = "serialization";
    EXPECT_INT(
        ASK(POST, "/v1/guesses", .body = "{\"text\":\"right\"}", .user = "reader").status, 201);
    EXPECT_TEXT(notes_app.guesser.text, "reader");
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("a key is forgotten after a day")
{
    notes_create(ctx);
    ADD("daily", .key = "k1");
    ctx->now = time_after(ctx->now, DAYS(1) + 1);
    must(ctx, claim_remove_old(ctx));
    EXPECT_INT(notes_count(ctx, "SELECT count(*) FROM idempotency_key"), 0);
    ADD("daily", .key = "k1");
    ctx->now = time_after(ctx->now, DAYS(1) + 1);
    ADD("another", .key = "k1");
    EXPECT_INT(NOTES, 3);
}

DATABASE_SCENARIO("a key is made of visible characters")
{
    notes_create(ctx);
    char *key = arena_alloc(ctx->arena, 202);
    memset(key, 'k', 201);
    EXPECT_TEXT(ADD("a", .key = key).code, "bad_idempotency_key");
    EXPECT_INT(ADD("a", .key = "").status, 400);
    EXPECT_INT(ADD("a", .key = "two words").status, 400);
    EXPECT_INT(ADD("a", .key = "ümlaut").status, 400);
    EXPECT_INT(ADD("a", .key = key + 1).status, 201);
}

typedef struct Racer {
    const char *path;
    Ctx ctx;
    Reply reply;
    pthread_t thread;
} Racer;

static void *race(void *arg)
{
    Racer *racer = arg;
    Ctx *ctx = &racer->ctx;
    racer->reply =
        ASK(POST, racer->path, .body = "{\"text\":\"race\"}", .user = "writer", .key = "k1");
    return NULL;
}

static void race_for_one(Ctx *ctx, const char *path)
{
    notes_create(ctx);
    Racer racers[4];
    int replayed = 0;
    for (size_t i = 0; i < COUNT_OF(racers); i++) {
        racers[i] = (Racer){.path = path, .ctx = ctx_beside(ctx)};
        pthread_create(&racers[i].thread, NULL, race, &racers[i]);
    }
    for (size_t i = 0; i < COUNT_OF(racers); i++) {
        pthread_join(racers[i].thread, NULL);
        EXPECT_INT(racers[i].reply.status, 201);
        replayed += header_in(&racers[i].reply, "Idempotency-Replayed") != NULL;
    }
    for (size_t i = 0; i < COUNT_OF(racers); i++)
        ctx_free(&racers[i].ctx);
    EXPECT_INT(replayed, 3);
    EXPECT_INT(NOTES, 1);
    EXPECT_INT(AUDITS, 1);
}

DATABASE_SCENARIO("requests that come at once under one key make one thing")
{
    race_for_one(ctx, "/v1/notes");
}

DATABASE_SCENARIO("they do so too if each was prepared")
{
    race_for_one(ctx, "/v1/slow-notes");
}
