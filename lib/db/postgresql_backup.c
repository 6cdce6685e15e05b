#include "postgresql.h"

#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_VARIABLES = 64 };

// The password must not stand in the list of processes, so all of the address goes into the
// environment. Row-level security would hide rows from pg_dump, which runs as the tables' owner.
static char **dump_environment(Arena *arena, const char *url)
{
    char **variables = arena_array_of(arena, char *, MAX_VARIABLES + 2);
    size_t count = 0;
    const char *options = "";
    PQconninfoOption *parts = PQconninfoParse(url, NULL);
    for (PQconninfoOption *part = parts; part && part->keyword; part++) {
        if (!part->val || !part->envvar || count == MAX_VARIABLES)
            continue;
        if (strcmp(part->keyword, "options") == 0)
            options = arena_printf(arena, "%s", part->val);
        else
            variables[count++] = arena_printf(arena, "%s=%s", part->envvar, part->val);
    }
    PQconninfoFree(parts);
    variables[count++] = arena_printf(arena, "PGOPTIONS=%s -ckontor.organization_id=*", options);
    variables[count++] =
        arena_printf(arena, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin");
    return variables;
}

Error postgresql_backup(Ctx *ctx, const char *path)
{
    char *file = arena_printf(ctx->arena, "--file=%s", path);
    char *const arguments[] = {
        "pg_dump", "--format=custom", "--enable-row-security", "--no-password", file, NULL};
    char **environment = dump_environment(ctx->arena, ctx->db->database->url);
    pid_t child;
    if (posix_spawnp(&child, "pg_dump", NULL, NULL, arguments, environment))
        return fail(ctx, UNAVAILABLE, "backup_failed", "pg_dump is not installed.");
    int status;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(ctx, UNAVAILABLE, "backup_failed", "pg_dump could not write %s.", path);
    return OK;
}
