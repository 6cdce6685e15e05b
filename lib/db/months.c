#include "base/text.h"
#include "engine.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MONTHS_AHEAD = 2 };

// A table with partitions, or a partition.
typedef struct Table {
    const char *name;
    bool is_by_id; // and not by a time
} Table;

static SHAPE(table_shape, Table, FIELD(Table, name), FIELD(Table, is_by_id));
typedef LIST_OF(Table) TableList;

// A moment as a bound of the column by which the table is parted; the first 63 of an id's 128 bits
// are nanoseconds.
static const char *bound_of(Ctx *ctx, const Table *table, Time time)
{
    if (!table->is_by_id)
        return arena_printf(ctx->arena, "%" PRId64, time.us);
    return arena_printf(ctx->arena, "'\\x%016" PRIx64 "'", (uint64_t)time.us * 2000);
}

// Rows that came before their partition stand with the rest, which then keeps the whole month.
static Error month_make(Ctx *ctx, const Table *table, Date month)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    Error error = db_script(
        ctx, arena_printf(ctx->arena,
                 "CREATE TABLE IF NOT EXISTS %s_%.6d PARTITION OF %s FOR VALUES FROM (%s) TO (%s)",
                 table->name, month.yyyymmdd / 100, table->name,
                 bound_of(ctx, table, date_start(month, "UTC")),
                 bound_of(ctx, table, date_start(date_next_month_start(month), "UTC"))));
    if (error == CONFLICT && text_starts_with(ctx->failure.code, table->name))
        return OK;
    TRY(error);
    return tx_commit(&tx);
}

static Error months_make(Ctx *ctx, const Table *table)
{
    TRY(db_script(
        ctx, arena_printf(ctx->arena, "CREATE TABLE IF NOT EXISTS %s_rest PARTITION OF %s DEFAULT",
                 table->name, table->name)));
    Date month = date_month_start(date_of(ctx->now, "UTC"));
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
        TRY(month_make(ctx, table, month));
        month = date_next_month_start(month);
    }
    return OK;
}

static Error all_make(Ctx *ctx, void *unused)
{
    (void)unused;
    TableList tables;
    TRY(db_all(ctx, table_shape, &tables,
        "/* PostgreSQL */ SELECT relname AS name, atttypid = CAST('bytea' AS regtype) AS is_by_id"
        " FROM pg_partitioned_table JOIN pg_class ON pg_class.oid = partrelid"
        " JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0]"
        " WHERE relnamespace = CAST(current_schema() AS regnamespace) ORDER BY relname"));
    for (size_t i = 0; i < tables.count; i++)
        TRY(months_make(ctx, &tables.items[i]));
    return OK;
}

Error database_make_months(Ctx *ctx)
{
    if (!database_is_postgresql(ctx->db->database))
        return OK;
    return tx_run(ctx, TX_WRITE, all_make, NULL);
}

typedef struct Drop {
    const char *table;
    Time before;
} Drop;

// False for the rest, and whatever else is no month of the table.
static bool month_of(const char *table, const char *partition, Date *ret_month)
{
    int yyyymm;
    size_t length = strlen(table);
    if (strncmp(partition, table, length) != 0 || sscanf(partition + length, "_%6d", &yyyymm) != 1)
        return false;
    *ret_month = (Date){yyyymm * 100 + 1};
    return true;
}

static Error months_drop(Ctx *ctx, void *arg)
{
    const Drop *drop = arg;
    TableList partitions;
    Date month;
    TRY(db_all(ctx, table_shape, &partitions,
        "/* PostgreSQL */ SELECT relname AS name FROM pg_inherits JOIN pg_class"
        " ON pg_class.oid = inhrelid WHERE inhparent = CAST($1 AS regclass) ORDER BY relname",
        drop->table));
    for (size_t i = 0; i < partitions.count; i++)
        if (month_of(drop->table, partitions.items[i].name, &month) &&
            !time_before(drop->before, date_start(date_next_month_start(month), "UTC")))
            TRY(db_script(
                ctx, arena_printf(ctx->arena, "DROP TABLE %s", partitions.items[i].name)));
    return OK;
}

Error database_drop_months(Ctx *ctx, const char *table, Time before)
{
    if (!database_is_postgresql(ctx->db->database))
        return OK;
    return tx_run(ctx, TX_WRITE, months_drop, &(Drop){table, before});
}
