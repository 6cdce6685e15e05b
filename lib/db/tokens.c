#include "base/text.h"
#include "engine.h"

#include <string.h>

// tools/check-sql reads this table. @ is what stands in the token after the name.
static const struct {
    const char *name, *sqlite, *postgresql;
} tokens[] = {
    // clang-format off
    {"id", "TEXT", "TEXT"},
    {"text", "TEXT", "TEXT"},
    {"json", "TEXT", "JSONB"},
    {"bool", "INTEGER", "BOOLEAN"},
    {"int", "INTEGER", "BIGINT"},
    {"blob", "BLOB", "BYTEA"},
    {"strict", "STRICT", ""},
    {"monthly", "STRICT", "PARTITION BY RANGE (@)"},
    {"sequence", "", "CREATE SEQUENCE @"},
    {"serial", "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT NOT NULL DEFAULT nextval('@')"},
    {"xid", "INTEGER NOT NULL GENERATED ALWAYS AS (@)", "BIGINT NOT NULL DEFAULT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)"},
    {"tenant", "", "ALTER TABLE @ ENABLE ROW LEVEL SECURITY; ALTER TABLE @ FORCE ROW LEVEL SECURITY; CREATE POLICY tenant ON @ USING (organization_id = (SELECT current_setting('kontor.organization_id', true)) OR (SELECT current_setting('kontor.organization_id', true)) = '*')"},
    {"shared", "", "ALTER TABLE @ ENABLE ROW LEVEL SECURITY; ALTER TABLE @ FORCE ROW LEVEL SECURITY; CREATE POLICY shared ON @ USING ((SELECT current_setting('kontor.organization_id', true)) IN (organization_id, seller_organization_id, '*'))"},
    {"lock", "", "FOR UPDATE"},
    {"skip", "", "FOR UPDATE SKIP LOCKED"},
    {"list", "(SELECT value AS item FROM json_each(@))", "(SELECT jsonb_array_elements_text(CAST(@ AS JSONB)) AS item)"},
    {"hex", "lower(hex(@))", "encode(@, 'hex')"},
    {"horizon", "9223372036854775807", "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"},
    {"beyond", "9223372036854775807", "CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)"},
    // clang-format on
};

static void append_token(Text *out, const char *with, const char *argument, size_t argument_length)
{
    for (; *with; with++)
        if (*with == '@')
            text_append(out, argument, argument_length);
        else
            text_append(out, with, 1);
}

// Replaces the token that begins at the brace; returns where it ends, NULL if it is none.
static const char *replace_token(Text *out, const char *brace, bool is_postgresql)
{
    size_t name = strspn(brace + 1, "abcdefghijklmnopqrstuvwxyz");
    const char *argument = brace + 1 + name + (brace[1 + name] == ' ');
    const char *end = argument + strcspn(argument, "}\n");
    if (!name || *end != '}')
        return NULL;
    for (size_t i = 0; i < COUNT_OF(tokens); i++)
        if (strlen(tokens[i].name) == name && memcmp(tokens[i].name, brace + 1, name) == 0) {
            append_token(out, is_postgresql ? tokens[i].postgresql : tokens[i].sqlite, argument,
                (size_t)(end - argument));
            return end + 1;
        }
    return NULL;
}

const char *tokens_replace(Arena *arena, const char *sql, bool is_postgresql)
{
    if (!strchr(sql, '{'))
        return sql;
    Text out = {.arena = arena};
    while (*sql) {
        const char *after = *sql == '{' ? replace_token(&out, sql, is_postgresql) : NULL;
        size_t plain = after ? 0 : 1 + strcspn(sql + 1, "{");
        text_append(&out, sql, plain);
        sql = after ? after : sql + plain;
    }
    return text_of(&out);
}
