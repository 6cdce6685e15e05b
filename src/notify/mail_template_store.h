// mail_template_store.h — the operator's texts of mails. Private to src/notify.
#pragma once

#include "mail_template.h"

/** The languages in which a kind was changed. */
typedef struct ChangedMail {
    const char *kind, *language;
} ChangedMail;

typedef LIST_OF(ChangedMail) ChangedMailList;

Error mail_template_store_list(Ctx *ctx, ChangedMailList *ret_changed);

/** Into the words and the change of ret_template. NOT_FOUND if the built-in text is in force. */
Error mail_template_store_get(
    Ctx *ctx, MailKind kind, const char *language, MailTemplate *ret_template);

// Count 0 if somebody was faster.
Error mail_template_store_create(
    Ctx *ctx, const MailTemplate *template, const MailDraft *words, int64_t *ret_count);
Error mail_template_store_change(
    Ctx *ctx, const MailTemplate *template, const MailDraft *words, int64_t *ret_count);
Error mail_template_store_remove(Ctx *ctx, const MailTemplate *template, int64_t *ret_count);

/** What the last mail of the kind was filled with; NULL if there was none. */
Error mail_template_store_get_last(Ctx *ctx, MailKind kind, const char **ret_data);
