#include "db/db.h"
#include "parts.h"

#include <inttypes.h>
#include <stdio.h>

// organization_id is whose log it is; who reads one knows that.
SHAPE(event_shape, Event, FIELD(Event, cursor), FIELD(Event, id),
    FIELD(Event, organization_id, .hidden = true), FIELD(Event, kind), FIELD(Event, subject_id),
    FIELD(Event, actor_user_id), FIELD(Event, data), FIELD(Event, created_at));

// Numbers are given out before transactions end, so an event with a lower number may become
// visible after one with a higher. Events are therefore ordered by transaction first, and only
// those below {horizon} are shown: all transactions below it have ended.

typedef struct Position {
    int64_t xid, seq;
} Position;

static Error position_read(Ctx *ctx, const char *cursor, Position *ret_position)
{
    Position position = {-1, -1};
    int end = 0;
    if (cursor &&
        (sscanf(cursor, "%" SCNd64 "-%" SCNd64 "%n", &position.xid, &position.seq, &end) != 2 ||
            cursor[end]))
        return fail(ctx, INVALID, "bad_cursor", "%s is no position in the log of events.", cursor);
    *ret_position = position;
    return OK;
}

Error event_emit(Ctx *ctx, const char *kind, Id organization_id, Id subject_id, const char *data)
{
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
            "SELECT xid || '-' || seq AS cursor, id, organization_id, kind, subject_id,"
            " actor_user_id, data, created_at FROM event WHERE organization_id = $4"
            " AND (xid, seq) > ($1, $2) AND xid < {horizon} ORDER BY xid, seq LIMIT $3",
            position.xid, position.seq, limit, organization_id);
    return db_all(ctx, event_shape, ret_events,
        "SELECT xid || '-' || seq AS cursor, id, organization_id, kind, subject_id, actor_user_id,"
        " data, created_at FROM event WHERE (xid, seq) > ($1, $2) AND xid < {horizon}"
        " ORDER BY xid, seq LIMIT $3",
        position.xid, position.seq, limit);
}

Error event_at(Ctx *ctx, const char *cursor, Event *ret_event)
{
    Position position;
    TRY(position_read(ctx, cursor, &position));
    return db_one(ctx, event_shape, ret_event,
        "SELECT xid || '-' || seq AS cursor, id, organization_id, kind, subject_id, actor_user_id,"
        " data, created_at FROM event WHERE xid = $1 AND seq = $2",
        position.xid, position.seq);
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
