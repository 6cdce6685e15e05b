#include "sqlite.h"

#include <string.h>

// An index on an expression is named: "UNIQUE constraint failed: index 'user_account_email'".
static const char *named_index(Ctx *ctx, const char *message)
{
    static const char before[] = ": index '";
    const char *name = strstr(message, before);
    if (!name)
        return NULL;
    name += strlen(before);
    return arena_text(ctx->arena, name, strcspn(name, "'"));
}

// Otherwise the columns are: "UNIQUE constraint failed: seller.slug". The index has the same.
const char *sqlite_unique_name(Ctx *ctx, Connection *connection, const char *message)
{
    static const char find[] =
        "SELECT name FROM pragma_index_list(?1) AS list WHERE \"unique\" AND origin <> 'pk' AND ?2 ="
        " (SELECT group_concat(?1 || '.' || name, ', ') FROM pragma_index_info(list.name))";
    const char *name = named_index(ctx, message), *columns = strstr(message, ": ");
    if (name || !columns)
        return name ? name : message;
    columns += 2;
    const char *table = arena_text(ctx->arena, columns, strcspn(columns, "."));
    name = arena_printf(ctx->arena, "%s_pkey", table); // as PostgreSQL calls it
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(connection->sqlite, find, -1, &statement, NULL))
        return name;
    sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, columns, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        const char *found = (const char *)sqlite3_column_text(statement, 0);
        name = arena_text(ctx->arena, found, strlen(found));
    }
    sqlite3_finalize(statement);
    return name;
}
