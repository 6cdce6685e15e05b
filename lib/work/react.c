#include "base/text.h"
#include "db/db.h"
#include "log/log.h"
#include "parts.h"
#include "json/json.h"

#include <string.h>

enum { EVENTS_AT_ONCE = 100 }; // in one transaction: on SQLite nobody else writes meanwhile

const char react_job_kind[] = "react_again";

static const char consumer[] = "subscribers";

static bool hears_all(const Subscriber *subscriber)
{
    return strcmp(subscriber->kind, EVERY_EVENT) == 0;
}

// is_wanted: by somebody who hears all.
static bool hears(const Subscriber *subscriber, const Event *event, bool is_wanted)
{
    return hears_all(subscriber) ? is_wanted : strcmp(subscriber->kind, event->kind) == 0;
}

static bool is_heard(const WorkSettings *settings, const Event *event, bool is_wanted)
{
    for (const Subscriber *subscriber = settings->subscribers; subscriber->kind; subscriber++)
        if (hears(subscriber, event, is_wanted))
            return true;
    return false;
}

static Error react_to(Ctx *ctx, const WorkSettings *settings, const Event *event, bool is_wanted)
{
    ctx->actor = (Actor){.organization_id = event->organization_id, .is_system = true};
    for (const Subscriber *subscriber = settings->subscribers; subscriber->kind; subscriber++)
        if (hears(subscriber, event, is_wanted))
            TRY(subscriber->react(ctx, event));
    return OK;
}

static Error find_wanted(
    Ctx *ctx, const WorkSettings *settings, const EventList *events, bool *ret_wanted)
{
    ctx->actor = (Actor){.is_system = true};
    for (const Subscriber *subscriber = settings->subscribers; subscriber->kind; subscriber++)
        if (hears_all(subscriber))
            TRY(subscriber->find(ctx, events, ret_wanted));
    return OK;
}

static bool is_passing(const Ctx *ctx, Error error)
{
    return error == UNAVAILABLE ||
           (error == CONFLICT && text_same(ctx->failure.code, "serialization"));
}

// All reactions to the event or none. One that fails becomes a job, so that it is tried again, is
// seen by the operator, and holds up nobody.
static Error react_or_postpone(
    Ctx *ctx, const WorkSettings *settings, const Event *event, bool is_wanted)
{
    {
        TX tx = {0};
        TRY(tx_begin(ctx, TX_WRITE, &tx));
        Error error = react_to(ctx, settings, event, is_wanted);
        if (!error)
            return tx_commit(&tx);
        if (is_passing(ctx, error))
            return error;
    }
    log_line(LOG_WARNING, "reaction failed", "event=%s kind=%s code=%s problem=%s", event->id.text,
        event->kind, ctx->failure.code, log_value(ctx->arena, ctx->failure.message));
    return job_add(ctx, react_job_kind, event->organization_id, event->id.text,
        arena_printf(ctx->arena, "{\"cursor\":\"%s\"}", event->cursor), TIME_NONE);
}

// NULL if another node is at it.
static Error consumer_lock(Ctx *ctx, const char **ret_cursor)
{
    int64_t created;
    TRY(db_text(
        ctx, ret_cursor, "SELECT cursor FROM event_consumer WHERE name = $1 {skip}", consumer));
    if (*ret_cursor)
        return OK;
    TRY(db_exec_count(ctx, &created,
        "INSERT INTO event_consumer (name, cursor) VALUES ($1, '') ON CONFLICT DO NOTHING",
        consumer));
    *ret_cursor = created ? "" : NULL;
    return OK;
}

typedef struct Reaction {
    const WorkSettings *settings;
    bool reacted;
} Reaction;

static Error consume(Ctx *ctx, void *arg)
{
    Reaction *reaction = arg;
    EventList events;
    const char *cursor;
    reaction->reacted = false;
    TRY(consumer_lock(ctx, &cursor));
    if (!cursor)
        return OK;
    TRY(event_list(ctx, cursor, ID_NONE, EVENTS_AT_ONCE, &events));
    if (events.count == 0)
        return OK;
    bool *wanted = arena_array_of(ctx->arena, bool, events.count);
    TRY(find_wanted(ctx, reaction->settings, &events, wanted));
    for (size_t i = 0; i < events.count; i++)
        if (is_heard(reaction->settings, &events.items[i], wanted[i]))
            TRY(react_or_postpone(ctx, reaction->settings, &events.items[i], wanted[i]));
    reaction->reacted = true;
    return db_exec(ctx, "UPDATE event_consumer SET cursor = $2 WHERE name = $1", consumer,
        events.items[events.count - 1].cursor);
}

Error react_next(Ctx *ctx, const WorkSettings *settings, bool *ret_reacted)
{
    Reaction reaction = {settings, false};
    Actor kept = ctx->actor;
    Error error = tx_run(ctx, TX_WRITE, consume, &reaction);
    ctx->actor = kept;
    if (!error)
        *ret_reacted = reaction.reacted;
    return error;
}

// ── again, as a job ──────────────────────────────────────────────────────────────────────────

typedef struct Again {
    const WorkSettings *settings;
    const char *cursor;
} Again;

static Error again(Ctx *ctx, void *arg)
{
    const Again *what = arg;
    Event event = {0};
    TRY(event_at(ctx, what->cursor, &event));
    return react_to(ctx, what->settings, &event, true);
}

Error react_again(Ctx *ctx, const WorkSettings *settings, const Job *job)
{
    const char *problem;
    const JsonValue *arguments =
        json_parse(ctx->arena, job->arguments, strlen(job->arguments), &problem);
    Again what = {settings, json_text_member(arguments, "cursor")};
    return tx_run(ctx, TX_WRITE, again, &what);
}
