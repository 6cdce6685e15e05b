#include "digest.h"

#include "digest_store.h"
#include "identity/user.h"
#include "mail_template.h"
#include "mail_values.h"
#include "reaction.h"
#include "recipient.h"
#include "settings.h"
#include "json/json.h"

#include <string.h>

enum { READERS_AT_ONCE = 200 };

static const JsonValue *read(Ctx *ctx, const char *text)
{
    const char *problem;
    return json_parse(ctx->arena, text, strlen(text), &problem);
}

Error digest_create_entry(
    Ctx *ctx, const Event *event, MailKind kind, Recipient recipient, const char *data)
{
    MailText words;
    MailValues values;
    const JsonValue *said = read(ctx, data);
    const char *path = json_text_member(said, "path");
    mail_values_read(ctx, said, recipient.language, ctx->now, &values);
    TRY(mail_template_text(ctx, kind, recipient.language, &words));
    return digest_store_create(
        ctx, &(DigestEntry){
                 .id = id_new("dge"),
                 .user_id = recipient.user_id,
                 .event_id = event->id,
                 .template = kind,
                 .subject = render_text(ctx->arena, words.subject, values.items),
                 .path = path ? path : "/",
                 .created_at = ctx->now,
             });
}

Error digest_list(Ctx *ctx, Id digest_id, MailEntryList *ret_entries, size_t *ret_left_out)
{
    DigestEntryList found;
    int64_t count;
    TRY(digest_store_list(ctx, digest_id, MAX_DIGEST_ENTRIES, &found));
    TRY(digest_store_count(ctx, digest_id, &count));
    if (!found.count)
        return fail(ctx, NOT_FOUND, "not_found", "There is nothing to tell any more.");
    *ret_entries = (MailEntryList){arena_array_of(ctx->arena, MailEntry, found.count), found.count};
    for (size_t i = 0; i < found.count; i++)
        ret_entries->items[i] = (MailEntry){found.items[i].subject,
            arena_printf(ctx->arena, "%s%s", settings()->public_url, found.items[i].path)};
    *ret_left_out = (size_t)count - found.count;
    return OK;
}

// ── in the morning ───────────────────────────────────────────────────────────────────────────

// Counted back from midnight: clocks are changed before seven.
static Time seven_of(Date date, const char *zone)
{
    return time_after(date_start(date_add_days(date, 1), zone), -HOURS(17));
}

Time digest_morning(Time now, const char *zone)
{
    Date today = date_of(now, zone);
    Time morning = seven_of(today, zone);
    return time_before(now, morning) ? seven_of(date_add_days(today, -1), zone) : morning;
}

static Error gather(Ctx *ctx, void *arg)
{
    const DigestReader *reader = arg;
    Time before = digest_morning(ctx->now, settings()->billing_zone);
    Id digest_id = id_new("dig");
    int64_t count;
    TRY(digest_store_gather(ctx, reader->user_id, before, digest_id, &count));
    if (!count)
        return OK; // another worker was at it
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "user_id", reader->user_id);
    json_put(data, "date", date_text(ctx->arena, date_of(before, settings()->billing_zone)));
    json_end_object(data);
    return event_emit(ctx, "digest.due", ID_NONE, digest_id, json_finish(data));
}

Error digest_send_job(Ctx *ctx, const Job *job)
{
    (void)job;
    Time before = digest_morning(ctx->now, settings()->billing_zone);
    DigestReaderList readers = {.count = READERS_AT_ONCE};
    while (readers.count == READERS_AT_ONCE) {
        TRY(digest_store_list_readers(ctx, before, READERS_AT_ONCE, &readers));
        TRY(tx_run_each(ctx, TX_WRITE, gather, &readers));
    }
    return OK;
}

Error notify_digest_due(Ctx *ctx, const Event *event)
{
    const JsonValue *said = read(ctx, event->data.text);
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "digest_id", event->subject_id);
    json_put(data, "date", json_text_member(said, "date"));
    json_end_object(data);
    return message_create_for(
        ctx, event, MAIL_DIGEST, id_from(json_text_member(said, "user_id")), json_finish(data));
}

Error digest_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    return digest_store_remove_old(ctx, before, REMOVED_AT_ONCE, ret_count);
}
