#include "world_database.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 128, URL_ROOM = 1024, CONNECTIONS = 4 };

static bool is_filled[2]; // by engine

_Noreturn static void give_up(const char *what, const char *why)
{
    printf("Bail out! %s: %s\n", what, why);
    exit(1);
}

// ── the folder ───────────────────────────────────────────────────────────────────────────────

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about, (void)type, (void)walk;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(world_folder(), remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

const char *world_folder(void)
{
    static char folder[PATH_ROOM];
    if (folder[0])
        return folder;
    snprintf(folder, sizeof folder, "/dev/shm/kontor-test-%d", getpid());
    remove_folder(); // of a test that was killed, whose number this one has
    if (mkdir(folder, 0700) != 0)
        give_up(folder, "cannot be made");
    atexit(remove_folder);
    return folder;
}

// ── SQLite: the file is copied ───────────────────────────────────────────────────────────────

static void sqlite_path(char *ret_path, const char *name)
{
    snprintf(ret_path, PATH_ROOM, "%s/%s.db", world_folder(), name);
}

static void sqlite_copy(const char *from, const char *name)
{
    char to[PATH_ROOM];
    sqlite_path(to, name);
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    struct stat about;
    if (!in || !out || fstat(fileno(in), &about) != 0 ||
        sendfile(fileno(out), fileno(in), NULL, (size_t)about.st_size) != about.st_size)
        give_up(to, "cannot be copied");
    fclose(in);
    fclose(out);
}

static void sqlite_create_template(void)
{
    const char *migrated = getenv("KONTOR_TEST_SQLITE");
    if (migrated && *migrated)
        sqlite_copy(migrated, "template");
}

static void sqlite_create(void)
{
    char from[PATH_ROOM];
    sqlite_path(from, "template");
    sqlite_copy(from, "scenario");
}

static void sqlite_remove(void)
{
    char path[PATH_ROOM];
    sqlite_path(path, "scenario");
    unlink(path);
}

// ── PostgreSQL: the server copies the database ───────────────────────────────────────────────

bool world_has_postgresql(void)
{
    const char *url = getenv("KONTOR_TEST_POSTGRESQL");
    return url && *url;
}

static void postgresql_url(char *ret_url, const char *database)
{
    const char *url = getenv("KONTOR_TEST_POSTGRESQL"); // a later dbname overrides an earlier one
    snprintf(ret_url, URL_ROOM, "%s%cdbname=%s", url, strchr(url, '?') ? '&' : '?', database);
}

// A database is copied while nobody is connected to it.
static PGconn *connect_beside(void)
{
    char url[URL_ROOM];
    postgresql_url(url, "postgres");
    return PQconnectdb(url);
}

PRINTF_LIKE(1, 2) static void postgresql_run(const char *format, ...)
{
    static PGconn *conn;
    if (!conn)
        conn = connect_beside();
    char sql[URL_ROOM];
    va_list args;
    va_start(args, format);
    vsnprintf(sql, sizeof sql, format, args);
    va_end(args);
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        give_up(sql, PQerrorMessage(conn));
    PQclear(result);
}

static void postgresql_remove_template(void)
{
    postgresql_run("DROP DATABASE kontor_template_%d", getpid());
}

static void postgresql_create_template(void)
{
    const char *migrated = getenv("KONTOR_TEST_POSTGRESQL_TEMPLATE");
    postgresql_run("CREATE DATABASE kontor_template_%d TEMPLATE %s LOCALE 'C' ENCODING 'UTF8'",
        getpid(), migrated && *migrated ? migrated : "template0");
    atexit(postgresql_remove_template);
}

static void postgresql_create(void)
{
    postgresql_run(
        "CREATE DATABASE kontor_scenario_%d TEMPLATE kontor_template_%d STRATEGY file_copy",
        getpid(), getpid());
}

static void postgresql_remove(void)
{
    postgresql_run("DROP DATABASE kontor_scenario_%d WITH (FORCE)", getpid());
}

// ── both ─────────────────────────────────────────────────────────────────────────────────────

static Database *database_named(WorldEngine engine, const char *name)
{
    char url[URL_ROOM] = "sqlite:", database_name[PATH_ROOM];
    snprintf(database_name, sizeof database_name, "kontor_%s_%d", name, getpid());
    if (engine == WORLD_SQLITE)
        sqlite_path(url + strlen(url), name);
    else
        postgresql_url(url, database_name);
    const char *problem = NULL;
    Database *database = database_open(url, CONNECTIONS, &problem);
    if (!database)
        give_up(url, problem);
    return database;
}

static void template_create(WorldEngine engine, void (*fill)(Ctx *ctx))
{
    if (engine == WORLD_SQLITE)
        sqlite_create_template();
    else
        postgresql_create_template();
    Database *database = database_named(engine, "template");
    Ctx ctx = {.arena = arena_new(), .db = db_new(database), .now = time_now()};
    ctx.actor.is_system = true;
    int64_t steps;
    if (database_migrate(&ctx, &steps))
        give_up("migrations", ctx.failure.message);
    fill(&ctx);
    db_free(ctx.db);
    arena_free(ctx.arena);
    database_close(database);
    is_filled[engine] = true;
}

Database *world_database_open(WorldEngine engine, void (*fill)(Ctx *ctx))
{
    if (!is_filled[engine])
        template_create(engine, fill);
    if (engine == WORLD_SQLITE)
        sqlite_create();
    else
        postgresql_create();
    return database_named(engine, "scenario");
}

void world_database_close(WorldEngine engine, Database *database)
{
    database_close(database);
    if (engine == WORLD_SQLITE)
        sqlite_remove();
    else
        postgresql_remove();
}
