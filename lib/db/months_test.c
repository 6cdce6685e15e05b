#include "db/db.h"

#include "testing/database_scenario.h"

static void write_reading(Ctx *ctx, Time time)
{
    must(ctx, db_exec(ctx, "INSERT INTO reading (taken_at) VALUES ($1)", time));
}

static const char *partition_of(Ctx *ctx, Time time)
{
    const char *name;
    must(ctx, db_text(ctx, &name,
                  "/* PostgreSQL */ SELECT CAST(CAST(tableoid AS regclass) AS TEXT) FROM reading"
                  " WHERE taken_at = $1",
                  time));
    return name;
}

static int64_t readings(Ctx *ctx)
{
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM reading"));
    return count;
}

static Time moment(const char *text)
{
    Time time = TIME_NONE;
    EXPECT(time_read(text, &time));
    return time;
}

DATABASE_SCENARIO(
    "a monthly table has a partition for each month from now on, and one for the rest")
{
    Time past = moment("2026-10-31T23:59:59Z"), first = moment("2026-11-01T00:00:00Z");
    Time last = moment("2027-01-31T23:59:59Z"), future = moment("2027-02-01T00:00:00Z");
    ctx->now = moment("2026-11-22T12:00:00Z");
    must(ctx, db_exec(ctx, "CREATE TABLE reading (taken_at {int} NOT NULL) {monthly taken_at}"));
    must(ctx, database_make_months(ctx));
    must(ctx, database_make_months(ctx));
    write_reading(ctx, past);
    write_reading(ctx, first);
    write_reading(ctx, last);
    write_reading(ctx, future);
    EXPECT_INT(readings(ctx), 4);
    if (!database_is_postgresql(db_database(ctx->db)))
        return;
    EXPECT_TEXT(partition_of(ctx, past), "reading_rest");
    EXPECT_TEXT(partition_of(ctx, first), "reading_202611");
    EXPECT_TEXT(partition_of(ctx, last), "reading_202701");
    EXPECT_TEXT(partition_of(ctx, future), "reading_rest");

    // The month for which there are rows already stays with the rest.
    ctx->now = future;
    must(ctx, database_make_months(ctx));
    write_reading(ctx, moment("2027-02-02T00:00:00Z"));
    write_reading(ctx, moment("2027-03-02T00:00:00Z"));
    EXPECT_TEXT(partition_of(ctx, moment("2027-02-02T00:00:00Z")), "reading_rest");
    EXPECT_TEXT(partition_of(ctx, moment("2027-03-02T00:00:00Z")), "reading_202703");

    must(ctx, database_drop_months(ctx, "reading", last));
    EXPECT_INT(readings(ctx), 5); // November is gone, January has not ended
}

DATABASE_SCENARIO("a table may be parted by ids")
{
    ctx->now = moment("2026-11-22T12:00:00Z");
    must(ctx, db_exec(ctx, "CREATE TABLE reading (taken_at {blob} NOT NULL) {monthly taken_at}"));
    must(ctx, database_make_months(ctx));
    if (!database_is_postgresql(db_database(ctx->db)))
        return;
    // The nanoseconds of 2026-11-01, twice: the bytes of an id of that moment.
    must(ctx,
        db_exec(ctx,
            "/* PostgreSQL */ INSERT INTO reading VALUES"
            " (decode(lpad(to_hex(CAST($1 AS BIGINT)), 16, '0') || '0000000000000000', 'hex')),"
            " (decode(lpad(to_hex(CAST($1 AS BIGINT) - 2), 16, '0') || 'ffffffffffffffff', 'hex'))",
            moment("2026-11-01T00:00:00Z").us * 2000));
    const char *names;
    must(ctx, db_text(ctx, &names,
                  "/* PostgreSQL */ SELECT string_agg(CAST(CAST(tableoid AS regclass) AS TEXT), ' '"
                  " ORDER BY taken_at) FROM reading"));
    EXPECT_TEXT(names, "reading_rest reading_202611");
}
