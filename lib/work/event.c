#include "db/db.h"
#include "parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// organization_id is whose log it is; who reads one knows that.
SHAPE(event_shape, Event, FIELD(Event, cursor, .required = true),
    FIELD(Event, id, .required = true), FIELD(Event, organization_id, .hidden = true),
    FIELD(Event, kind, .required = true), FIELD(Event, subject_id), FIELD(Event, actor_user_id),
    FIELD(Event, data), FIELD(Event, created_at, .required = true));

#define EVENT_COLUMNS                                                                              \
    "xid || '-' || seq AS cursor, id, organization_id, kind, subject_id, actor_user_id, data,"     \
    " created_at"

// Numbers are given out before transactions end, so an event with a lower number may become
// visible after one with a higher. Events are therefore ordered by transaction first, and only
// those below {horizon} are shown: all transactions below it have ended.

typedef struct Position {
    int64_t xid, seq;
} Position;

static Error position_read(Ctx *ctx, const char *cursor, Position *ret_position)
{
    Position position = {INT64_MIN, 0};
    int end = 0;
    bool is_start = !cursor || !*cursor;
    if (!is_start &&
        (sscanf(cursor, "%" SCNd64 "-%" SCNd64 "%n", &position.xid, &position.seq, &end) != 2 ||
            cursor[end]))
        return fail(ctx, INVALID, "bad_cursor", "%s is no position in the log of events.", cursor);
    *ret_position = position;
    return OK;
}

const JsonValue *event_read_data(Ctx *ctx, const Event *event)
{
    const char *problem;
    return json_parse(ctx->arena, event->data.text, strlen(event->data.text), &problem);
}

Error event_emit(Ctx *ctx, const char *kind, Id organization_id, Id subject_id, const char *data)
{
    db_tell(ctx);
    return db_exec(ctx,
        "INSERT INTO event (id, organization_id, kind, subject_id, actor_user_id, data,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id_new("evt"), organization_id, kind, subject_id, ctx->actor.user_id, data, ctx->now);
}

Error event_list(
    Ctx *ctx, const char *after, Id organization_id, int64_t limit, EventList *ret_events)
{
    Position position;
    TRY(position_read(ctx, after, &position));
    if (id_is_set(organization_id))
        return db_all(ctx, event_shape, ret_events,
            "SELECT " EVENT_COLUMNS
            " FROM event WHERE organization_id = $4"
            " AND (xid, seq) > ($1, $2) AND xid < {horizon} ORDER BY xid, seq LIMIT $3",
            position.xid, position.seq, limit, organization_id);
    return db_all(ctx, event_shape, ret_events,
        "SELECT " EVENT_COLUMNS
        " FROM event WHERE (xid, seq) > ($1, $2) AND xid < {horizon}"
        " ORDER BY xid, seq LIMIT $3",
        position.xid, position.seq, limit);
}

Error event_at(Ctx *ctx, const char *cursor, Event *ret_event)
{
    Position position = {0};
    TRY(position_read(ctx, cursor, &position));
    Error error = db_one(ctx, event_shape, ret_event,
        "SELECT " EVENT_COLUMNS " FROM event WHERE xid = $1 AND seq = $2", position.xid,
        position.seq);
    if (error != NOT_FOUND)
        return error;
    // Moved when a backup was restored; there is no index, for it happens hardly ever.
    return db_one(ctx, event_shape, ret_event, "SELECT " EVENT_COLUMNS " FROM event WHERE seq = $1",
        position.seq);
}

Error event_newest(Ctx *ctx, const char **ret_cursor)
{
    const char *cursor;
    TRY(db_text(ctx, &cursor,
        "SELECT xid || '-' || seq FROM event WHERE xid < {horizon}"
        " ORDER BY xid DESC, seq DESC LIMIT 1"));
    *ret_cursor = cursor ? cursor : "0-0";
    return OK;
}

Error event_is_any_hidden(Ctx *ctx, bool *ret_is_any)
{
    int64_t count;
    TRY(db_number(ctx, &count, "SELECT count(*) FROM event WHERE xid >= {horizon}"));
    *ret_is_any = count > 0;
    return OK;
}

Error event_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    TRY(database_drop_months(ctx, "event", before));
    return db_exec_count(ctx, ret_count,
        "DELETE FROM event WHERE created_at < $1 AND (xid, seq) <= (SELECT xid, seq FROM"
        " (SELECT xid, seq, created_at FROM event ORDER BY xid, seq LIMIT $2) AS oldest"
        " WHERE created_at < $1 ORDER BY xid DESC, seq DESC LIMIT 1)",
        before, REMOVED_AT_ONCE);
}

// ── after a backup was restored into another server ──────────────────────────────────────────
// There, events bring numbers of transactions that the server has yet to reach: they would be
// hidden until then, and new ones would come before them. All that is there moves below zero, in
// its order, and so do the cursors of consumers.

typedef struct Consumer {
    const char *name, *cursor;
} Consumer;

static SHAPE(consumer_shape, Consumer, FIELD(Consumer, name), FIELD(Consumer, cursor));
typedef LIST_OF(Consumer) ConsumerList;

static Error consumers_shift(Ctx *ctx, int64_t by)
{
    ConsumerList list;
    TRY(db_all(ctx, consumer_shape, &list,
        "SELECT name, cursor FROM event_consumer WHERE cursor <> '' ORDER BY name"));
    for (size_t i = 0; i < list.count; i++) {
        Position position;
        TRY(position_read(ctx, list.items[i].cursor, &position));
        const char *shifted =
            arena_printf(ctx->arena, "%" PRId64 "-%" PRId64, position.xid - by, position.seq);
        TRY(db_exec(ctx, "UPDATE event_consumer SET cursor = $2 WHERE name = $1",
            list.items[i].name, shifted));
    }
    return OK;
}

static Error settle(Ctx *ctx, void *unused)
{
    (void)unused;
    int64_t highest;
    if (database_is_postgresql(db_database(ctx->db)))
        TRY(db_exec(ctx, "LOCK TABLE event IN EXCLUSIVE MODE"));
    TRY(db_number(ctx, &highest, "SELECT max(xid) FROM event WHERE xid >= {beyond}"));
    if (!highest)
        return OK;
    TRY(db_exec(ctx, "/* PostgreSQL */ UPDATE event SET xid = xid - $1", highest + 1));
    return consumers_shift(ctx, highest + 1);
}

Error events_settle(Ctx *ctx)
{
    return tx_run(ctx, TX_WRITE, settle, NULL);
}
