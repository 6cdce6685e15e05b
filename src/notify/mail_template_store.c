#include "mail_template_store.h"

#include "db/db.h"

static SHAPE(row_shape, MailTemplate, FIELD(MailTemplate, subject), FIELD(MailTemplate, body),
    FIELD(MailTemplate, button), FIELD(MailTemplate, why), FIELD(MailTemplate, changed_by_name),
    FIELD(MailTemplate, changed_at));

static SHAPE(changed_shape, ChangedMail, FIELD(ChangedMail, kind), FIELD(ChangedMail, language));

Error mail_template_store_list(Ctx *ctx, ChangedMailList *ret_changed)
{
    return db_all(ctx, changed_shape, ret_changed,
        "SELECT kind, language FROM mail_template ORDER BY kind, language");
}

Error mail_template_store_get(
    Ctx *ctx, MailKind kind, const char *language, MailTemplate *ret_template)
{
    return db_one(ctx, row_shape, ret_template,
        "SELECT m.subject, m.body, m.button, m.why, u.name AS changed_by_name, m.changed_at"
        " FROM mail_template m JOIN user_account u ON u.id = m.changed_by"
        " WHERE m.kind = $1 AND m.language = $2",
        mail_kind_names[kind], language);
}

Error mail_template_store_create(
    Ctx *ctx, const MailTemplate *template, const MailDraft *words, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "INSERT INTO mail_template (kind, language, subject, body, button, why, changed_by,"
        " changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (kind, language) DO NOTHING",
        mail_kind_names[template->kind], template->language, words->subject, words->body,
        words->button, words->why, ctx->actor.user_id, ctx->now);
}

Error mail_template_store_change(
    Ctx *ctx, const MailTemplate *template, const MailDraft *words, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE mail_template SET subject = $4, body = $5, button = $6, why = $7,"
        " changed_by = $8, changed_at = $9 WHERE kind = $1 AND language = $2 AND changed_at = $3",
        mail_kind_names[template->kind], template->language, template->changed_at, words->subject,
        words->body, words->button, words->why, ctx->actor.user_id, ctx->now);
}

Error mail_template_store_remove(Ctx *ctx, const MailTemplate *template, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM mail_template WHERE kind = $1 AND language = $2 AND changed_at = $3",
        mail_kind_names[template->kind], template->language, template->changed_at);
}

Error mail_template_store_get_last(Ctx *ctx, MailKind kind, const char **ret_data)
{
    return db_text(ctx, ret_data,
        "SELECT CAST(data AS TEXT) FROM message WHERE template = $1 ORDER BY id DESC LIMIT 1",
        mail_kind_names[kind]);
}
