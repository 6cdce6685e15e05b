#include "db/db.h"

#include "base/text.h"
#include "testing/database_scenario.h"
#include "json/json.h"

#include <string.h>

static int64_t number_of(Ctx *ctx, const char *sql)
{
    int64_t number;
    must(ctx, db_number_args(ctx, &number, sql, NULL, 0));
    return number;
}

static const char *text_of_sql(Ctx *ctx, const char *sql)
{
    const char *text;
    must(ctx, db_text_args(ctx, &text, sql, NULL, 0));
    return text;
}

// ── rows ─────────────────────────────────────────────────────────────────────────────────────

typedef enum Colour { RED, GREEN } Colour;
static const char *const colours[] = {"red", "green", NULL};

typedef struct Part {
    const char *name;
} Part;
static SHAPE(part_shape, Part, FIELD(Part, name));
typedef LIST_OF(Part) PartList;

typedef struct Thing {
    Id id;
    const char *name;
    int64_t size;
    bool flag;
    Time made_at;
    Date day;
    Digest digest;
    Rate rate;
    Texts texts;
    TextList words;
    RawJson raw;
    Colour colour;
    Part part;
    Part *option;
    PartList parts;
} Thing;

static SHAPE(thing_shape, Thing, FIELD(Thing, id), FIELD(Thing, name), FIELD(Thing, size),
    FIELD(Thing, flag), FIELD(Thing, made_at), FIELD(Thing, day),
    FIELD(Thing, digest, .hidden = true), FIELD(Thing, rate), FIELD(Thing, texts),
    FIELD(Thing, words, .required = true, .min = 1), FIELD(Thing, raw, .write_only = true),
    FIELD_ENUM(Thing, colour, colours), FIELD_OBJECT(Thing, part, part_shape),
    FIELD_OPTION(Thing, option, part_shape), FIELD_LIST(Thing, parts, part_shape));
typedef LIST_OF(Thing) ThingList;

#define THING_COLUMNS                                                                              \
    "id, name, size, flag, made_at, day, digest, rate, texts, words, raw, colour, part, option,"   \
    " parts"

static void create_things(Ctx *ctx)
{
    must(ctx,
        db_exec(ctx,
            "CREATE TABLE thing (id {id} PRIMARY KEY, name {text}, size {int}, flag {bool},"
            " made_at {int}, day {text}, digest {blob}, rate {json}, texts {json}, words {json},"
            " raw {json}, colour {text}, part {json}, option {json}, parts {json},"
            " CONSTRAINT thing_size CHECK (size >= 0)) {strict}"));
    must(ctx, db_exec(ctx, "CREATE UNIQUE INDEX thing_name ON thing (lower(name))"));
    must(ctx, db_exec(ctx, "CREATE UNIQUE INDEX thing_day ON thing (size, day) WHERE flag"));
}

static void add_thing(Ctx *ctx, const char *id, const char *name)
{
    must(ctx, db_exec(ctx, "INSERT INTO thing (id, name) VALUES ($1, $2)", id_from(id), name));
}

DATABASE_SCENARIO("a row comes back as it was written, whatever its columns are")
{
    create_things(ctx);
    Digest digest = digest_of("secret");
    must(ctx,
        db_exec(ctx,
            "INSERT INTO thing (" THING_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
            " $9, $10, $11, $12, $13, $14, $15)",
            id_from("thi_1"), "Größe \"x\"", INT64_MAX, true, (Time){1700000000123456},
            (Date){20261122}, digest, "{\"micros\":150000,\"per\":1000000,\"currency\":\"EUR\"}",
            "{\"en\":\"Thing\",\"de\":\"Ding\"}", "[\"a\",\"b\"]", "{\"deep\":[1,{}]}", "green",
            "{\"name\":\"wheel\"}", "{\"name\":\"horn\"}",
            "[{\"name\":\"one\"},{\"name\":\"two\"}]"));
    Thing thing = {0};
    must(ctx, db_one(ctx, thing_shape, &thing, "SELECT " THING_COLUMNS " FROM thing WHERE id = $1",
                  id_from("thi_1")));

    EXPECT_TEXT(thing.id.text, "thi_1");
    EXPECT_TEXT(thing.name, "Größe \"x\"");
    EXPECT_INT(thing.size, INT64_MAX);
    EXPECT(thing.flag);
    EXPECT_INT(thing.made_at.us, 1700000000123456);
    EXPECT_INT(thing.day.yyyymmdd, 20261122);
    EXPECT(digest_same(thing.digest, digest));
    EXPECT_INT(thing.rate.micros, 150000);
    EXPECT_TEXT(thing.texts.de, "Ding");
    EXPECT(thing.texts.fr == NULL);
    EXPECT_INT(thing.words.count, 2);
    EXPECT_TEXT(thing.words.items[1], "b");
    EXPECT(strstr(thing.raw.text, "deep") != NULL);
    EXPECT_INT(thing.colour, GREEN);
    EXPECT_TEXT(thing.part.name, "wheel");
    EXPECT_TEXT(thing.option->name, "horn");
    EXPECT_INT(thing.parts.count, 2);
    EXPECT_TEXT(thing.parts.items[1].name, "two");
}

DATABASE_SCENARIO("what is none in C is NULL in a row, both ways")
{
    create_things(ctx);
    must(ctx, db_exec(ctx,
                  "INSERT INTO thing (id, name, made_at, day, digest) VALUES ($1, $2, $3, $4, $5)",
                  id_from("thi_1"), (const char *)NULL, TIME_NONE, DATE_NONE, (Blob){0}));
    EXPECT_INT(number_of(ctx,
                   "SELECT count(*) FROM thing WHERE name IS NULL AND made_at IS NULL"
                   " AND day IS NULL AND digest IS NULL"),
        1);

    Thing thing;
    memset(&thing, 0xAA, sizeof thing);
    thing.size = 7;
    must(ctx, db_one(ctx, thing_shape, &thing,
                  "SELECT id, name, flag, made_at, day, digest, rate, texts, words, raw, part,"
                  " option, parts FROM thing"));
    EXPECT(thing.name == NULL && !thing.flag && !time_is_set(thing.made_at));
    EXPECT(!date_is_set(thing.day) && thing.rate.per == 0 && thing.texts.en == NULL);
    EXPECT(thing.words.count == 0 && thing.raw.text == NULL && thing.option == NULL);
    EXPECT(thing.parts.count == 0 && thing.part.name == NULL);
    EXPECT_INT(thing.size, 7); // the row does not have it
}

DATABASE_SCENARIO("a list has all rows in their order")
{
    create_things(ctx);
    for (int i = 0; i < 100; i++)
        must(ctx, db_exec(ctx, "INSERT INTO thing (id, size) VALUES ($1, $2)",
                      arena_printf(ctx->arena, "thi_%03d", i), i));
    ThingList things;
    must(ctx, db_all(ctx, thing_shape, &things,
                  "SELECT id, size FROM thing WHERE size <> $1 ORDER BY size DESC", 50));
    EXPECT_INT(things.count, 99);
    EXPECT_INT(things.items[0].size, 99);
    EXPECT_TEXT(things.items[98].id.text, "thi_000");
    must(ctx, db_all(ctx, thing_shape, &things, "SELECT id FROM thing WHERE size < 0"));
    EXPECT_INT(things.count, 0);
}

DATABASE_SCENARIO("a row that is not there is not found, and its numbers and texts are none")
{
    create_things(ctx);
    Thing thing;
    Blob blob;
    EXPECT_INT(db_one(ctx, thing_shape, &thing, "SELECT id FROM thing"), NOT_FOUND);
    EXPECT_TEXT(ctx->failure.code, "not_found");
    EXPECT_INT(db_blob(ctx, &blob, "SELECT digest FROM thing"), NOT_FOUND);
    EXPECT_INT(number_of(ctx, "SELECT size FROM thing"), 0);
    EXPECT(text_of_sql(ctx, "SELECT name FROM thing") == NULL);
}

DATABASE_SCENARIO("a blob keeps every byte, none too")
{
    create_things(ctx);
    uint8_t bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (uint8_t)i;
    must(ctx, db_exec(ctx, "INSERT INTO thing (id, digest) VALUES ('thi_1', $1), ('thi_2', $2)",
                  ((Blob){bytes, sizeof bytes}), ((Blob){"", 0})));
    Blob blob;
    must(ctx, db_blob(ctx, &blob, "SELECT digest FROM thing WHERE id = 'thi_1'"));
    EXPECT(blob.length == sizeof bytes && memcmp(blob.bytes, bytes, sizeof bytes) == 0);
    must(ctx, db_blob(ctx, &blob, "SELECT digest FROM thing WHERE id = 'thi_2'"));
    EXPECT(blob.length == 0 && blob.bytes);
}

DATABASE_SCENARIO("arguments are meant by their number, in any order and repeated")
{
    create_things(ctx);
    must(ctx, db_exec(ctx, "INSERT INTO thing (size, name, id, day) VALUES ($3, $2, $1, $2)",
                  id_from("thi_1"), "twice", 3));
    EXPECT_TEXT(
        text_of_sql(ctx, "SELECT id || name || size || day FROM thing"), "thi_1twice3twice");
}

DATABASE_SCENARIO("a change says how many rows it touched")
{
    create_things(ctx);
    add_thing(ctx, "thi_1", "a");
    add_thing(ctx, "thi_2", "b");
    int64_t touched;
    must(ctx, db_exec_count(ctx, &touched, "UPDATE thing SET size = 1"));
    EXPECT_INT(touched, 2);
    must(ctx, db_exec_count(ctx, &touched, "DELETE FROM thing WHERE id = $1", "thi_3"));
    EXPECT_INT(touched, 0);
    const char *id;
    must(ctx, db_text(ctx, &id, "UPDATE thing SET size = 2 WHERE name = 'b' RETURNING id"));
    EXPECT_TEXT(id, "thi_2");
}

// ── one text for both engines ────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("tokens and functions mean the same on both engines")
{
    create_things(ctx);
    add_thing(ctx, "thi_1", "Anna");
    add_thing(ctx, "thi_2", "Bert");
    add_thing(ctx, "thi_3", "a \"quoted\" \\ name");
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM thing WHERE id IN {list $1}",
                  "[\"thi_1\",\"thi_3\",\"thi_9\"]"));
    EXPECT_INT(count, 2);
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM thing WHERE id IN {list $1}", "[]"));
    EXPECT_INT(count, 0);
    EXPECT_TEXT(text_of_sql(ctx,
                    "SELECT string_agg(name, '; ') FROM (SELECT name FROM thing"
                    " WHERE id < 'thi_3' ORDER BY id) AS names"),
        "Anna; Bert");
    EXPECT(text_of_sql(ctx, "SELECT string_agg(name, ',') FROM thing WHERE FALSE") == NULL);
    EXPECT(text_of_sql(ctx, "SELECT json_agg(name) FROM thing WHERE FALSE") == NULL);
    const char *names = text_of_sql(
        ctx, "SELECT json_agg(name) FROM (SELECT name FROM thing ORDER BY id) AS names");
    const char *problem;
    const JsonValue *array = json_parse(ctx->arena, names, strlen(names), &problem);
    EXPECT_INT(array->count, 3);
    EXPECT_TEXT(array[3].text, "a \"quoted\" \\ name");
    EXPECT_INT(number_of(ctx, "SELECT greatest(1, 10, 9) * 100 + least(7, NULL, 3)"), 1003);
    EXPECT_TEXT(text_of_sql(ctx, "SELECT greatest('B', 'a', 'b')"), "b");
    EXPECT_INT(number_of(ctx, "SELECT count(*) FROM thing WHERE name LIKE 'an%'"), 0);
    EXPECT_INT(number_of(ctx, "SELECT count(*) FROM thing WHERE lower(name) LIKE lower('An%')"), 1);
    EXPECT_INT(number_of(ctx, "SELECT 1 WHERE '{no token}' = '{no ' || 'token}'"), 1);
    EXPECT(number_of(ctx, "SELECT {horizon}") > 0);
}

DATABASE_SCENARIO("a row can be locked, and a locked row skipped")
{
    create_things(ctx);
    add_thing(ctx, "thi_1", "a");
    TX tx = {0};
    const char *id;
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    must(ctx, db_text(ctx, &id, "SELECT id FROM thing ORDER BY id LIMIT 1 {lock}"));
    EXPECT_TEXT(id, "thi_1");
    if (!database_is_postgresql(db_database(ctx->db)))
        return; // there the whole transaction has to wait
    Ctx other = ctx_beside(ctx);
    TX beside = {0};
    must(&other, tx_begin(&other, TX_WRITE, &beside));
    must(&other, db_text(&other, &id, "SELECT id FROM thing ORDER BY id LIMIT 1 {skip}"));
    EXPECT(id == NULL);
    tx_end(&beside);
    ctx_free(&other);
}

// ── broken rules ─────────────────────────────────────────────────────────────────────────────

#define EXPECT_BROKEN(name, ...)                                                                   \
    do {                                                                                           \
        EXPECT_INT(db_exec(ctx, __VA_ARGS__), CONFLICT);                                           \
        EXPECT_TEXT(ctx->failure.code, name);                                                      \
    } while (0)

DATABASE_SCENARIO("a broken rule is a conflict by its name")
{
    create_things(ctx);
    must(ctx, db_exec(ctx,
                  "CREATE TABLE pair (a {int} NOT NULL, b {int} NOT NULL, thing_id {id}"
                  " CONSTRAINT pair_thing REFERENCES thing, PRIMARY KEY (a, b)) {strict}"));
    must(ctx, db_exec(ctx, "CREATE UNIQUE INDEX pair_backwards ON pair (b, a)"));
    must(ctx, db_exec(ctx, "CREATE UNIQUE INDEX pair_of_thing ON pair (thing_id)"));
    add_thing(ctx, "thi_1", "Anna");
    must(ctx, db_exec(ctx, "UPDATE thing SET size = 1, day = 'x', flag = TRUE"));
    must(ctx, db_exec(ctx, "INSERT INTO pair VALUES (1, 2, 'thi_1')"));

    EXPECT_BROKEN("thing_pkey", "INSERT INTO thing (id) VALUES ('thi_1')");
    EXPECT_BROKEN("thing_name", "INSERT INTO thing (id, name) VALUES ('thi_2', 'ANNA')");
    EXPECT_BROKEN(
        "thing_day", "INSERT INTO thing (id, size, day, flag) VALUES ('thi_2', 1, 'x', TRUE)");
    EXPECT_BROKEN("thing_size", "UPDATE thing SET size = -1");
    EXPECT_BROKEN("reference", "INSERT INTO pair VALUES (3, 4, 'thi_9')");
    EXPECT_BROKEN("reference", "DELETE FROM thing");
    EXPECT_BROKEN("pair_of_thing", "INSERT INTO pair VALUES (3, 4, 'thi_1')");
    EXPECT_INT(number_of(ctx, "SELECT count(*) FROM thing, pair"), 1);
}

DATABASE_SCENARIO("a statement that cannot be run is our own fault")
{
    EXPECT_INT(db_exec(ctx, "INSERT INTO nowhere (id) VALUES (1)"), INTERNAL);
    EXPECT(strstr(ctx->failure.message, "nowhere") != NULL);
    EXPECT_INT(db_exec(ctx, "INSERT INTO event (kind) VALUES ('x')"), INTERNAL); // lacks columns
}

// ── whose rows ───────────────────────────────────────────────────────────────────────────────

static Actor member_of(const char *organization)
{
    return (Actor){.organization_id = id_from(organization), .permissions = PERMIT_SIGNED_IN};
}

static int64_t visible(Ctx *ctx, Actor actor)
{
    Actor kept = ctx->actor;
    ctx->actor = actor;
    int64_t count = number_of(ctx, "SELECT count(*) FROM audit_record");
    ctx->actor = kept;
    return count;
}

static Error count_late(Ctx *ctx)
{
    int64_t count;
    return db_number(ctx, &count, "SELECT count(*) FROM late");
}

DATABASE_SCENARIO("a statement that could not be prepared works once it can")
{
    int64_t number;
    EXPECT_INT(count_late(ctx), INTERNAL);
    must(ctx, db_number(ctx, &number, "SELECT 1"));
    must(ctx, db_exec(ctx, "CREATE TABLE late (name {text}) {strict}"));
    must(ctx, count_late(ctx));
}

DATABASE_SCENARIO("PostgreSQL hides another organization's rows even from a careless statement")
{
    if (!database_is_postgresql(db_database(ctx->db)))
        return; // there the statement alone decides
    must(ctx, db_exec(ctx,
                  "INSERT INTO audit_record (organization_id, id, action, status, created_at)"
                  " VALUES ('org_a', 'aud_1', 'x', 200, 1), ('org_b', 'aud_2', 'x', 200, 1)"));
    Actor operator= member_of("org_c");
    operator.permissions |= PERMIT_EVERYWHERE;
    EXPECT_INT(visible(ctx, member_of("org_a")), 1);
    EXPECT_INT(visible(ctx, member_of("org_c")), 0);
    EXPECT_INT(visible(ctx, member_of("'org_a' OR TRUE")), 0);
    EXPECT_INT(visible(ctx, (Actor){0}), 0);
    EXPECT_INT(visible(ctx, operator), 2);
    EXPECT_INT(visible(ctx, (Actor){.is_system = true}), 2);

    ctx->actor = member_of("org_a");
    int64_t touched;
    must(ctx, db_exec_count(ctx, &touched, "UPDATE audit_record SET action = 'y'"));
    EXPECT_INT(touched, 1);
    EXPECT_INT(db_exec(ctx,
                   "INSERT INTO audit_record (organization_id, id, action, status,"
                   " created_at) VALUES ('org_b', 'aud_3', 'x', 200, 1)"),
        INTERNAL);
}

DATABASE_SCENARIO("the rows one sees follow the actor within a transaction")
{
    if (!database_is_postgresql(db_database(ctx->db)))
        return;
    must(ctx, db_exec(ctx,
                  "INSERT INTO audit_record (organization_id, id, action, status, created_at)"
                  " VALUES ('org_a', 'aud_1', 'x', 200, 1), ('org_b', 'aud_2', 'x', 200, 1)"));
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_READ, &tx));
    EXPECT_INT(visible(ctx, member_of("org_a")), 1);
    {
        TX nested = {0};
        must(ctx, tx_begin(ctx, TX_READ, &nested));
        EXPECT_INT(visible(ctx, (Actor){.is_system = true}), 2);
    }
    EXPECT_INT(visible(ctx, (Actor){.is_system = true}), 2);
    EXPECT_INT(visible(ctx, member_of("org_b")), 1);
}
