#include "db/db.h"

#include "base/text.h"
#include "engine.h"
#include "metrics/metrics.h"
#include "sqlite.h"
#include "testing/database_scenario.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 16, COMMITS = 40, PAUSE_US = 1000 };

static void create_entries(Ctx *ctx)
{
    must(ctx, db_exec(ctx, "CREATE TABLE entry (name {text} PRIMARY KEY, amount {int}) {strict}"));
}

static Error add_entry(Ctx *ctx, const char *name)
{
    return db_exec(ctx, "INSERT INTO entry (name, amount) VALUES ($1, 0)", name);
}

static int64_t entries(Ctx *ctx, const char *like)
{
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM entry WHERE name LIKE $1", like));
    return count;
}

static bool is_sqlite(const Ctx *ctx)
{
    return !database_is_postgresql(db_database(ctx->db));
}

static int64_t commits_of(const Ctx *ctx)
{
    return is_sqlite(ctx) ? writer_figures(db_database(ctx->db)).commits : 0;
}

// ── one thread ───────────────────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("a transaction is rolled back unless it is committed")
{
    create_entries(ctx);
    {
        TX tx = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &tx));
        must(ctx, add_entry(ctx, "forgotten"));
        EXPECT_INT(entries(ctx, "%"), 1);
    }
    EXPECT_INT(entries(ctx, "%"), 0);
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    must(ctx, add_entry(ctx, "kept"));
    must(ctx, tx_commit(&tx));
    EXPECT_INT(entries(ctx, "%"), 1);
}

static Error refuse_kept(Ctx *ctx, void *arg)
{
    TRY(add_entry(ctx, arg));
    return fail_kept(ctx, fail(ctx, FORBIDDEN, "refused", "No."));
}

// With the words of what failed before it.
static Error refuse(Ctx *ctx, void *arg)
{
    TRY(add_entry(ctx, arg));
    return FORBIDDEN;
}

DATABASE_SCENARIO("what is refused and kept is committed, and nothing that is refused after it")
{
    create_entries(ctx);
    EXPECT_INT(tx_run(ctx, TX_WRITE, refuse_kept, "counted"), FORBIDDEN);
    EXPECT_TEXT(ctx->failure.code, "refused");
    EXPECT_INT(tx_run(ctx, TX_WRITE, refuse, "undone"), FORBIDDEN);
    EXPECT_INT(entries(ctx, "counted"), 1);
    EXPECT_INT(entries(ctx, "%"), 1);
}

static Error add_item(Ctx *ctx, void *arg)
{
    const char *const *name = arg;
    return add_entry(ctx, *name);
}

DATABASE_SCENARIO("of several transactions one that fails holds up no other, and is told")
{
    create_entries(ctx);
    const char *names[] = {"one", "one", "two"};
    LIST_OF(const char *) list = {names, COUNT_OF(names)};
    EXPECT_INT(tx_run_each(ctx, TX_WRITE, add_item, &list), CONFLICT);
    EXPECT_INT(entries(ctx, "%"), 2);
    EXPECT_INT(entries(ctx, "two"), 1);
}

DATABASE_SCENARIO("a nested transaction is undone alone, and with the outer one")
{
    create_entries(ctx);
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    must(ctx, add_entry(ctx, "outer"));
    {
        TX nested = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &nested));
        must(ctx, add_entry(ctx, "undone"));
    }
    {
        TX nested = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &nested));
        must(ctx, add_entry(ctx, "inner"));
        must(ctx, tx_commit(&nested));
    }
    must(ctx, tx_commit(&tx));
    EXPECT_INT(entries(ctx, "%"), 2);
    EXPECT_INT(entries(ctx, "undone"), 0);
}

DATABASE_SCENARIO("after a failed statement a transaction goes on only if that was nested")
{
    create_entries(ctx);
    must(ctx, add_entry(ctx, "first"));
    {
        TX tx = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &tx));
        EXPECT_INT(add_entry(ctx, "first"), CONFLICT);
        EXPECT_INT(add_entry(ctx, "second"), INTERNAL);
        EXPECT_TEXT(ctx->failure.code, "transaction_broken");
        EXPECT_INT(tx_commit(&tx), INTERNAL);
    }
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    {
        TX nested = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &nested));
        EXPECT_INT(add_entry(ctx, "first"), CONFLICT);
    }
    must(ctx, add_entry(ctx, "second"));
    must(ctx, tx_commit(&tx));
    EXPECT_INT(entries(ctx, "%"), 2);
}

DATABASE_SCENARIO("a read sees one moment and cannot write")
{
    create_entries(ctx);
    Ctx other = ctx_beside(ctx);
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_READ, &tx));
    EXPECT_INT(entries(ctx, "%"), 0);
    must(&other, add_entry(&other, "meanwhile"));
    EXPECT_INT(entries(ctx, "%"), 0);
    TX nested = {0};
    EXPECT_INT(tx_begin(ctx, TX_WRITE, &nested), INTERNAL);
    EXPECT_INT(add_entry(ctx, "not allowed"), INTERNAL);
    tx_end(&tx);
    EXPECT_INT(entries(ctx, "%"), 1);
    ctx_free(&other);
}

// ── many threads ─────────────────────────────────────────────────────────────────────────────

typedef struct Hand {
    Ctx ctx;
    pthread_t thread;
    int number;
    Error error;
} Hand;

static void hands_run(const Ctx *ctx, Hand *hands, int count, void *(*run)(void *))
{
    for (int i = 0; i < count; i++) {
        hands[i] = (Hand){.ctx = ctx_beside(ctx), .number = i};
        pthread_create(&hands[i].thread, NULL, run, &hands[i]);
    }
    for (int i = 0; i < count; i++) {
        pthread_join(hands[i].thread, NULL);
        ctx_free(&hands[i].ctx);
    }
}

static void *commit_many(void *arg)
{
    Hand *hand = arg;
    for (int i = 0; i < COMMITS && !hand->error; i++) {
        TX tx = {0};
        hand->error = tx_begin(&hand->ctx, TX_WRITE, &tx);
        const char *name = arena_printf(hand->ctx.arena, "%d-%d", hand->number, i);
        if (!hand->error)
            hand->error = add_entry(&hand->ctx, name);
        if (!hand->error && i % 4 != 3) // every fourth is rolled back
            hand->error = tx_commit(&tx);
        if (!hand->error && i % 4 != 3 && entries(&hand->ctx, name) != 1)
            hand->error = NOT_FOUND;
    }
    return NULL;
}

DATABASE_SCENARIO(
    "many threads write at once; SQLite makes many transactions durable with one commit")
{
    create_entries(ctx);
    Hand hands[THREADS];
    int64_t commits = commits_of(ctx);
    hands_run(ctx, hands, THREADS, commit_many);
    for (int i = 0; i < THREADS; i++)
        EXPECT_INT(hands[i].error, OK);
    EXPECT_INT(entries(ctx, "%"), THREADS * COMMITS * 3 / 4);
    commits = commits_of(ctx) - commits;
    if (is_sqlite(ctx))
        EXPECT(commits > 0 && commits < THREADS * COMMITS * 3 / 4);
}

static atomic_int holding; // hands that have begun and wait for others

// On SQLite the first hand holds its turn until the others wait for theirs: one batch for all.
static void begin_together(Hand *hand, int others, Tx *ret_tx)
{
    while (hand->number && !holding)
        usleep(PAUSE_US);
    must(&hand->ctx, tx_begin(&hand->ctx, TX_WRITE, ret_tx));
    holding = 1;
    Database *database = db_database(hand->ctx.db);
    while (!hand->number && is_sqlite(&hand->ctx) && writer_figures(database).waiting < others)
        usleep(PAUSE_US);
}

static void *one_batch(void *arg)
{
    Hand *hand = arg;
    TX tx = {0};
    begin_together(hand, 5, &tx);
    must(&hand->ctx, add_entry(&hand->ctx, arena_printf(hand->ctx.arena, "%d", hand->number)));
    if (hand->number == 3)
        return NULL; // rolled back
    hand->error = tx_commit(&tx);
    return NULL;
}

DATABASE_SCENARIO("who rolls back leaves the neighbours of the same batch intact")
{
    create_entries(ctx);
    Hand hands[6];
    holding = 0;
    int64_t commits = commits_of(ctx);
    hands_run(ctx, hands, 6, one_batch);
    for (int i = 0; i < 6; i++)
        EXPECT_INT(hands[i].error, OK);
    EXPECT_INT(entries(ctx, "%"), 5);
    EXPECT_INT(entries(ctx, "3"), 0);
    if (is_sqlite(ctx))
        EXPECT_INT(commits_of(ctx) - commits, 1);
}

static void *doomed_batch(void *arg)
{
    Hand *hand = arg;
    TX tx = {0};
    begin_together(hand, 4, &tx);
    must(&hand->ctx, db_exec(&hand->ctx, "INSERT INTO orphan (parent, number) VALUES ($1, $2)",
                         hand->number == 2 ? "nobody" : NULL, hand->number));
    hand->error = tx_commit(&tx);
    return NULL;
}

DATABASE_SCENARIO("a shared commit that fails is told to all who were in it, and to nobody after")
{
    if (!is_sqlite(ctx))
        return;
    // A deferred reference fails only at COMMIT: the house has none, and this is why.
    create_entries(ctx);
    must(ctx, db_exec(ctx,
                  "CREATE TABLE orphan (number {int}, parent {text} REFERENCES entry"
                  " DEFERRABLE INITIALLY DEFERRED) {strict}"));
    Hand hands[5];
    holding = 0;
    hands_run(ctx, hands, 5, doomed_batch);
    for (int i = 0; i < 5; i++)
        EXPECT_INT(hands[i].error, UNAVAILABLE);
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM orphan"));
    EXPECT_INT(count, 0);
    must(ctx, add_entry(ctx, "afterwards"));
    EXPECT_INT(entries(ctx, "%"), 1);
}

typedef struct Move {
    int first, second;
    int *runs;
} Move;

static Error move(Ctx *ctx, void *arg)
{
    const Move *what = arg;
    ++*what->runs;
    TRY(db_exec(ctx, "UPDATE entry SET amount = amount + 1 WHERE name = $1",
        arena_printf(ctx->arena, "%d", what->first)));
    for (holding += *what->runs == 1; holding < 2;)
        usleep(PAUSE_US);
    return db_exec(ctx, "UPDATE entry SET amount = amount + 1 WHERE name = $1",
        arena_printf(ctx->arena, "%d", what->second));
}

static void *move_crosswise(void *arg)
{
    Hand *hand = arg;
    int runs = 0;
    Move what = {hand->number, 1 - hand->number, &runs};
    hand->error = tx_run(&hand->ctx, TX_WRITE, move, &what);
    hand->number = runs;
    return NULL;
}

DATABASE_SCENARIO("a transaction that lost to another is run again")
{
    create_entries(ctx);
    must(ctx, add_entry(ctx, "0"));
    must(ctx, add_entry(ctx, "1"));
    Hand hands[2];
    holding = is_sqlite(ctx) ? 2 : 0;         // there the second one waits for its turn
    hands_run(ctx, hands, 2, move_crosswise); // each waits for the row that the other holds
    EXPECT_INT(hands[0].error, OK);
    EXPECT_INT(hands[1].error, OK);
    int runs = hands[0].number + hands[1].number;
    EXPECT(is_sqlite(ctx) ? runs == 2 : runs > 2);
    int64_t sum;
    must(ctx, db_number(ctx, &sum, "SELECT sum(amount) FROM entry"));
    EXPECT_INT(sum, 4);
}

static Error always_loses(Ctx *ctx, void *arg)
{
    ++*(int *)arg;
    return fail(ctx, CONFLICT, "serialization", "Again.");
}

DATABASE_SCENARIO("a transaction that always loses gives up")
{
    int runs = 0;
    EXPECT_INT(tx_run(ctx, TX_WRITE, always_loses, &runs), CONFLICT);
    EXPECT_INT(runs, 5);
}

// ── losing the process or the server ─────────────────────────────────────────────────────────

typedef struct Doomed {
    Ctx ctx;
    int number, said;
} Doomed;

// Writes pairs and says so after each commit, until the process is killed.
static void *write_pairs(void *arg)
{
    Doomed *doomed = arg;
    for (int i = 0;; i++) {
        char name[32];
        snprintf(name, sizeof name, "%d-%d", doomed->number, i);
        TX tx = {0};
        must(&doomed->ctx, tx_begin(&doomed->ctx, TX_WRITE, &tx));
        must(&doomed->ctx, add_entry(&doomed->ctx, arena_printf(doomed->ctx.arena, "%s-a", name)));
        must(&doomed->ctx, add_entry(&doomed->ctx, arena_printf(doomed->ctx.arena, "%s-b", name)));
        must(&doomed->ctx, tx_commit(&tx));
        if (write(doomed->said, name, sizeof name) != sizeof name)
            abort();
    }
}

static Ctx ctx_on_file(const char *url)
{
    const char *problem;
    Database *database = database_open(url, 1, &problem);
    return (Ctx){.arena = arena_new(), .db = db_new(database), .now = time_now()};
}

_Noreturn static void child_run(const char *url, int said)
{
    Ctx ctx = ctx_on_file(url);
    create_entries(&ctx);
    Doomed doomed[4];
    for (int i = 0; i < 4; i++) {
        pthread_t thread;
        doomed[i] = (Doomed){ctx_beside(&ctx), i, said};
        pthread_create(&thread, NULL, write_pairs, &doomed[i]);
    }
    for (;;)
        pause();
}

TEST("kill -9 loses nothing that was said to be committed and keeps no half")
{
    char url[200], name[32];
    int said[2], heard = 0;
    snprintf(url, sizeof url, "sqlite:%s/killed.db", world_folder());
    EXPECT_INT(pipe(said), 0);
    pid_t child = fork();
    if (child == 0)
        child_run(url, said[1]);
    close(said[1]);
    Text names = {.arena = arena_new()};
    while (heard < 500 && read(said[0], name, sizeof name) == sizeof name && ++heard)
        text_printf(&names, "%s\"%s-a\",\"%s-b\"", heard == 1 ? "[" : ",", name, name);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(said[0], name, sizeof name) == sizeof name && ++heard)
        text_printf(&names, ",\"%s-a\",\"%s-b\"", name, name);
    close(said[0]);
    text_add(&names, "]");

    Ctx ctx = ctx_on_file(url);
    int64_t found, odd;
    must(&ctx, db_number(&ctx, &found, "SELECT count(*) FROM entry WHERE name IN {list $1}",
                   text_of(&names)));
    must(&ctx, db_number(&ctx, &odd,
                   "SELECT count(*) FROM (SELECT 1 FROM entry"
                   " GROUP BY substr(name, 1, length(name) - 2)"
                   " HAVING count(*) <> 2) AS halves"));
    EXPECT(heard >= 500);
    EXPECT_INT(found, 2 * heard);
    EXPECT_INT(odd, 0);
    Database *database = db_database(ctx.db);
    ctx_free(&ctx);
    database_close(database);
    arena_free(names.arena);
}

DATABASE_SCENARIO("a connection that the server closed is opened anew")
{
    if (is_sqlite(ctx))
        return;
    create_entries(ctx);
    Ctx other = ctx_beside(ctx);
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx)); // so that the other has a connection of its own
    must(&other, add_entry(&other, "before"));
    int64_t ended;
    must(ctx, db_number(ctx, &ended,
                  "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                  " WHERE datname = current_database()"
                  " AND pid <> pg_backend_pid()"));
    EXPECT(ended >= 1);
    must(&other, add_entry(&other, "after"));
    EXPECT_INT(entries(&other, "%"), 2);
    must(ctx, tx_commit(&tx));
    ctx_free(&other);
}

DATABASE_SCENARIO("a connection that is lost within a transaction is an error, once")
{
    if (is_sqlite(ctx))
        return;
    create_entries(ctx);
    {
        TX tx = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &tx));
        must(ctx, add_entry(ctx, "lost"));
        EXPECT(db_exec(ctx, "SELECT pg_terminate_backend(pg_backend_pid())") == UNAVAILABLE);
    }
    EXPECT_INT(entries(ctx, "%"), 0);
}

// ── what /metrics tells ──────────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("transactions are measured by how they ended, and their statements counted")
{
    create_entries(ctx);
    {
        TX lost = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &lost));
        must(ctx, add_entry(ctx, "a"));
    }
    EXPECT_INT(entries(ctx, "%"), 0);
    const char *text = metrics_text(ctx->arena);
    EXPECT(strstr(text, "kontor_db_transactions_total{mode=\"write\",outcome=\"committed\"}"));
    EXPECT(strstr(text, "kontor_db_transactions_total{mode=\"write\",outcome=\"rolled_back\"}"));
    EXPECT(strstr(text, "kontor_db_statements_total{mode=\"read\"}"));
    EXPECT(strstr(text, "kontor_db_wait_seconds_count{mode=\"write\"}"));
    EXPECT(strstr(text, "kontor_db_transaction_seconds_count{mode=\"read\"}"));
}
