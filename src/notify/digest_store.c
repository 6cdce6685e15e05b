#include "digest_store.h"

#include "db/db.h"

static SHAPE(entry_shape, DigestEntry, FIELD(DigestEntry, subject), FIELD(DigestEntry, path));
static SHAPE(reader_shape, DigestReader, FIELD(DigestReader, user_id));

Error digest_store_create(Ctx *ctx, const DigestEntry *entry)
{
    return db_exec(ctx,
        "INSERT INTO digest_entry (user_id, id, event_id, template, mail_group, subject, path,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (user_id, event_id, template) DO NOTHING",
        entry->user_id, entry->id, entry->event_id, mail_kind_names[entry->template],
        mail_group_names[mail_origins[entry->template].group], entry->subject, entry->path,
        entry->created_at);
}

Error digest_store_list(Ctx *ctx, Id digest_id, int64_t limit, DigestEntryList *ret_entries)
{
    return db_all(ctx, entry_shape, ret_entries,
        "SELECT subject, path FROM digest_entry WHERE digest_id = $1 ORDER BY id LIMIT $2",
        digest_id, limit);
}

Error digest_store_count(Ctx *ctx, Id digest_id, int64_t *ret_count)
{
    return db_number(
        ctx, ret_count, "SELECT count(*) FROM digest_entry WHERE digest_id = $1", digest_id);
}

Error digest_store_list_readers(Ctx *ctx, Time before, int64_t limit, DigestReaderList *ret_readers)
{
    return db_all(ctx, reader_shape, ret_readers,
        "SELECT DISTINCT user_id FROM digest_entry WHERE digest_id IS NULL AND created_at < $1"
        " ORDER BY user_id LIMIT $2",
        before, limit);
}

Error digest_store_gather(Ctx *ctx, Id user_id, Time before, Id digest_id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE digest_entry SET digest_id = $3"
        " WHERE user_id = $1 AND created_at < $2 AND digest_id IS NULL",
        user_id, before, digest_id);
}

Error digest_store_remove_waiting(Ctx *ctx, Id user_id, MailGroup group)
{
    return db_exec(ctx,
        "DELETE FROM digest_entry WHERE user_id = $1 AND mail_group = $2 AND digest_id IS NULL",
        user_id, mail_group_names[group]);
}

Error digest_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM digest_entry WHERE (user_id, id) IN (SELECT user_id, id FROM digest_entry"
        " WHERE created_at < $1 AND digest_id IS NOT NULL ORDER BY created_at LIMIT $2)",
        before, limit);
}
