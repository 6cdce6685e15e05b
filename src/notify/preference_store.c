#include "preference_store.h"

#include "db/db.h"

static SHAPE(chosen_shape, Preference, FIELD_ENUM(Preference, group, mail_group_names),
    FIELD_ENUM(Preference, timing, mail_timing_names));

Error preference_store_find(Ctx *ctx, Id user_id, MailGroup group, Preference *ret_preference)
{
    return db_one(ctx, chosen_shape, ret_preference,
        "SELECT mail_group AS \"group\", timing FROM mail_timing"
        " WHERE user_id = $1 AND mail_group = $2",
        user_id, mail_group_names[group]);
}

Error preference_store_list(Ctx *ctx, Id user_id, PreferenceList *ret_chosen)
{
    return db_all(ctx, chosen_shape, ret_chosen,
        "SELECT mail_group AS \"group\", timing FROM mail_timing WHERE user_id = $1"
        " ORDER BY mail_group",
        user_id);
}

Error preference_store_place(Ctx *ctx, Id user_id, MailGroup group, const char *timing)
{
    return db_exec(ctx,
        "INSERT INTO mail_timing (user_id, mail_group, timing, chosen_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (user_id, mail_group) DO UPDATE SET timing = excluded.timing,"
        " chosen_at = excluded.chosen_at",
        user_id, mail_group_names[group], timing, ctx->now);
}

Error preference_store_remove(Ctx *ctx, Id user_id, MailGroup group)
{
    return db_exec(ctx, "DELETE FROM mail_timing WHERE user_id = $1 AND mail_group = $2", user_id,
        mail_group_names[group]);
}
