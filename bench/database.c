// database.c — what the database itself can do, and what Kontor's own path to it makes of that:
//
//     database ingest sqlite:FILE    usage rows a second: ai_calls_record, and the bare INSERT
//     database commit URL            durable transactions a second: of one row from 64 threads and
//                                    from one, and of the rows of an order from 64 threads
//
// Prints one JSON line.
#include "base/ctx.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "services/ai/ai_call.h"
#include "work/work.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 500, THREADS = 64, SECONDS_EACH = 3 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void must(Error error, const Ctx *ctx)
{
    if (!error)
        return;
    fprintf(stderr, "database: %s\n", ctx->failure.message);
    exit(1);
}

static Ctx ctx_of(Database *database)
{
    return (Ctx){.arena = arena_new(),
        .db = db_new(database),
        .actor = {.is_system = true},
        .now = time_now(),
        .request_id = "bench"};
}

static double kontor_rows(Database *database)
{
    Ctx ctx = ctx_of(database);
    const Id organization = id_new("org"), subscription = id_new("sub"), key = id_new("key");
    long rows = 0;
    double start = now();
    while (now() - start < SECONDS_EACH) {
        AiCall calls[BATCH];
        const AiCall *list[BATCH];
        for (size_t i = 0; i < BATCH; i++) {
            calls[i] = (AiCall){organization, id_new("req"), subscription, key, key, "bench/model",
                "chat", ctx.now, ctx.now, 812, 231, 0, 0, AI_EXACT, 200, 200, true};
            list[i] = &calls[i];
        }
        must(ai_calls_record(&ctx, list, BATCH), &ctx);
        arena_reset(ctx.arena);
        rows += BATCH;
    }
    double rate = (double)rows / (now() - start);
    db_free(ctx.db);
    arena_free(ctx.arena);
    return rate;
}

static void execute(sqlite3 *file, const char *sql)
{
    if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "database: %s\n", sqlite3_errmsg(file));
        exit(1);
    }
}

// The same row by one prepared statement, the same number in a transaction.
static double bare_rows(const char *path)
{
    sqlite3 *file;
    sqlite3_stmt *insert;
    sqlite3_open(path, &file);
    execute(file, "PRAGMA synchronous=FULL");
    sqlite3_prepare_v2(file,
        "INSERT INTO ai_usage VALUES ('org_bench', CAST(printf('%016x', $n) AS BLOB), 'req_bench', 'sub_bench',"
        " 'key_bench', 'aim_bench', 'bench/model', 'chat', '2026-11-22', 1795000000000000,"
        " 1795000000000000, 812, 231, 0, 0, 'exact', 200, 200, 1)",
        -1, &insert, NULL);
    long rows = 0;
    double start = now();
    while (now() - start < SECONDS_EACH) {
        execute(file, "BEGIN IMMEDIATE");
        for (int i = 0; i < BATCH; i++, rows++) {
            sqlite3_bind_int64(insert, 1, rows); // ids that grow, like Kontor's
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        execute(file, "COMMIT");
    }
    double rate = (double)rows / (now() - start);
    sqlite3_finalize(insert);
    sqlite3_close(file);
    return rate;
}

// ── durable transactions ─────────────────────────────────────────────────────────────────────

// What an order leaves behind, as rows in their last state: the rate to measure orders by.
static Id organization, user, product, revision, plan, seller;
static Digest text;

static void order_prepare(Ctx *ctx)
{
    const Id category = id_from("cat_00000000000000000000000001");
    organization = id_new("org"), user = id_new("usr"), product = id_new("prd");
    revision = id_new("rev"), plan = id_new("pln"), seller = id_new("slr");
    text = digest_of(organization.text);
    must(db_exec(ctx,
             "INSERT INTO organization (id, name, language, is_operator, is_seller, created_at)"
             " VALUES ($1, 'Bench', 'en', $2, $2, 1)",
             organization, false),
        ctx);
    must(db_exec(ctx,
             "INSERT INTO user_account (id, email, name, language, created_at)"
             " VALUES ($1, $1, 'Bench', 'en', 1)",
             user),
        ctx);
    must(db_exec(ctx,
             "INSERT INTO file (digest, media_type, size, bytes, created_at)"
             " VALUES ($1, 'text/plain', 32, $1, 1)",
             text),
        ctx);
    must(db_exec(ctx,
             "INSERT INTO seller (id, organization_id, slug, name, about, website, contact_email,"
             " support_email, country, created_at, version)"
             " VALUES ($1, $2, $1, 'Bench', '{}', '', '', '', 'DE', 1, 1)",
             seller, organization),
        ctx);
    must(db_exec(ctx,
             "INSERT INTO product (id, seller_id, slug, name, service_type, licence_type, state,"
             " is_recommended, created_at, version)"
             " VALUES ($1, $2, $1, 'Bench', 'ai', 'usage', 'published', $3, 1, 1)",
             product, seller, false),
        ctx);
    must(
        db_exec(ctx,
            "INSERT INTO revision (id, product_id, number, state, category_id, product_version,"
            " short_description, description, features, used_software, guides, content_digest,"
            " created_at) VALUES ($1, $2, 1, 'active', $3, '1', '{}', '{}', '[]', '[]', '[]', $4, 1)",
            revision, product, category, text),
        ctx);
    must(
        db_exec(ctx,
            "INSERT INTO plan (id, revision_id, code, position, name, description, features, prices)"
            " VALUES ($1, $2, 'bench', 1, 'Bench', '{}', '[]', '[]')",
            plan, revision),
        ctx);
}

static Error acceptance_write(Ctx *ctx, Id order, const char *kind)
{
    return db_exec(ctx,
        "INSERT INTO agreement_acceptance (organization_id, id, order_id, kind, title, version,"
        " language, digest, accepted_by, accepted_at, address)"
        " VALUES ($1, $2, $3, $4, 'Terms of the marketplace', '2026-01', 'en', $5, $6, $7,"
        " '127.0.0.1')",
        organization, id_new("acc"), order, kind, text, user, ctx->now);
}

static Error event_write(Ctx *ctx, const char *kind, Id subject)
{
    return db_exec(ctx,
        "INSERT INTO event (id, organization_id, kind, subject_id, actor_user_id, data, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id_new("evt"), organization, kind, subject, user,
        arena_printf(ctx->arena,
            "{\"product_id\":\"%s\",\"plan_id\":\"%s\",\"subscription_id\":\"%s\"}", product.text,
            plan.text, subject.text),
        ctx->now);
}

static Error audit_write(Ctx *ctx, Id subject)
{
    return db_exec(ctx,
        "INSERT INTO audit_record (organization_id, id, action, subject_id, user_id, api_token_id,"
        " address, request_id, status, created_at)"
        " VALUES ($1, $2, 'POST /v1/orders', $3, $4, $5, '127.0.0.1', $6, 201, $7)",
        organization, id_new("aud"), subject, user, id_new("tok"), id_new("req"), ctx->now);
}

// A mail each to who ordered and to the owner.
static Error mail_write(Ctx *ctx, const char *recipient)
{
    const Id message = id_new("msg");
    TRY(db_exec(ctx,
        "INSERT INTO message (id, organization_id, event_id, template, language, recipient, data,"
        " state, created_at) VALUES ($1, $2, $3, 'order_completed', 'en', $4, $5, 'queued', $6)",
        message, organization, id_new("evt"), recipient,
        arena_printf(ctx->arena,
            "{\"product\":\"Almanac Embeddings\",\"plan\":\"Pay as you go\","
            "\"path\":\"/o/%s/subscriptions/%s\"}",
            organization.text, message.text),
        ctx->now));
    return job_add(ctx, "send_mail", organization, message.text,
        arena_printf(ctx->arena, "{\"message_id\":\"%s\"}", message.text), TIME_NONE);
}

static Error order_write(Ctx *ctx)
{
    const Id order = id_new("ord"), subscription = id_new("sub");
    TRY(db_exec(ctx,
        "INSERT INTO orders (organization_id, id, state, product_id, revision_id, plan_id,"
        " subscription_id, placed_by, placed_at, completed_at)"
        " VALUES ($1, $2, 'completed', $3, $4, $5, $6, $7, $8, $8)",
        organization, order, product, revision, plan, subscription, user, ctx->now));
    TRY(acceptance_write(ctx, order, "operator_terms"));
    TRY(acceptance_write(ctx, order, "eula"));
    TRY(db_exec(ctx,
        "INSERT INTO subscription (organization_id, id, order_id, product_id, revision_id, plan_id,"
        " seller_id, name, state, started_at, created_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 'Almanac Embeddings', 'active', $8, $8, 1)",
        organization, subscription, order, product, revision, plan, seller, ctx->now));
    TRY(event_write(ctx, "order.placed", order));
    TRY(event_write(ctx, "subscription.activated", subscription));
    TRY(event_write(ctx, "order.completed", order));
    TRY(audit_write(ctx, order));
    TRY(mail_write(ctx, "buyer@example.com"));
    return mail_write(ctx, "owner@example.com");
}

static Error row_write(Ctx *ctx)
{
    return db_exec(ctx, "INSERT INTO throttle (subject, window_start, count) VALUES ($1, 1, 1)",
        id_new("tst"));
}

typedef struct Writers {
    Database *database;
    Error (*write)(Ctx *ctx);
    atomic_long count;
    double until;
} Writers;

static void *write_until(void *arg)
{
    Writers *writers = arg;
    Ctx ctx = ctx_of(writers->database);
    while (now() < writers->until) {
        Tx tx = {0};
        must(tx_begin(&ctx, TX_WRITE, &tx), &ctx);
        must(writers->write(&ctx), &ctx);
        must(tx_commit(&tx), &ctx);
        atomic_fetch_add(&writers->count, 1);
        arena_reset(ctx.arena);
    }
    db_free(ctx.db);
    arena_free(ctx.arena);
    return NULL;
}

static double commits(Database *database, Error (*write)(Ctx *ctx), int threads)
{
    pthread_t all[THREADS];
    double start = now();
    Writers writers = {.database = database, .write = write, .until = start + SECONDS_EACH};
    for (int i = 0; i < threads; i++)
        pthread_create(&all[i], NULL, write_until, &writers);
    for (int i = 0; i < threads; i++)
        pthread_join(all[i], NULL);
    return (double)writers.count / (now() - start);
}

int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: database ingest|commit URL\n");
        return 2;
    }
    crypt_start();
    Arena *arena = arena_new();
    const char *problem;
    Database *database = database_open(words[2], THREADS, &problem);
    if (!database) {
        fprintf(stderr, "database: %s\n", problem);
        return 1;
    }
    Ctx ctx = ctx_of(database);
    int64_t steps;
    must(database_migrate(&ctx, &steps), &ctx);
    if (strcmp(words[1], "ingest") == 0) {
        double kontor = kontor_rows(database), bare = bare_rows(words[2] + strlen("sqlite:"));
        printf("{\"kontor\": %.0f, \"bare\": %.0f}\n", kontor, bare);
    } else {
        order_prepare(&ctx);
        double row = commits(database, row_write, THREADS), alone = commits(database, row_write, 1);
        double order = commits(database, order_write, THREADS);
        printf("{\"row\": %.0f, \"alone\": %.0f, \"order\": %.0f}\n", row, alone, order);
    }
    db_free(ctx.db);
    arena_free(ctx.arena);
    database_close(database);
    arena_free(arena);
    return 0;
}
