// mail_template.h — what a kind of mail says in a language: the built-in text, or the operator's.
//
// A text has no formatting but paragraphs and lines, and {names} that are filled in: those of the
// built-in English text and {operator}, {public_url}, {support}. What the mail would be worthless
// without, such as a {reason}, must stay in.
#pragma once

#include "base/ctx.h"
#include "mail_group.h"
#include "shape/shape.h"
#include "work/work.h"

typedef struct MailTemplate {
    MailKind kind;
    const char *language;
    MailGroup group;
    const char *event;
    const char *subject, *body, *button, *why; // in force
    MailText built_in;
    TextList placeholders; // that may stand in subject and body
    TextList required;     // that must
    bool is_changed;
    const char *changed_by_name;
    Time changed_at;
    int64_t version; // 0: the built-in one
} MailTemplate;

typedef struct MailTemplateSummary {
    MailKind kind;
    MailGroup group;
    const char *event;
    const char *subject;        // in the reader's language
    TextList changed_languages; // in which the operator's words are in force
} MailTemplateSummary;

/** What somebody wrote and has not saved; a NULL text is the one in force. */
typedef struct MailDraft {
    const char *subject, *body, *button, *why;
} MailDraft;

typedef struct MailPreview {
    const char *subject, *text, *html;
    bool is_real; // filled with what really happened last
} MailPreview;

extern const Shape mail_template_shape, mail_template_summary_shape, mail_draft_shape,
    new_mail_template_shape, mail_preview_shape;
typedef LIST_OF(MailTemplateSummary) MailTemplateList;

/** All kinds, in the order of their groups. */
Error mail_template_list(Ctx *ctx, MailTemplateList *ret_templates);

/** NOT_FOUND for a kind or language that there is not. */
Error mail_template_get(
    Ctx *ctx, const char *kind, const char *language, MailTemplate *ret_template);

/** Puts the words in force for mails that are sent from now on. INVALID unknown_placeholder,
 * bad_placeholder, missing_placeholder; CONFLICT edited_meanwhile */
Error mail_template_change(Ctx *ctx, const MailTemplate *before, const MailDraft *words);

/** Back to the built-in text. */
Error mail_template_remove(Ctx *ctx, const MailTemplate *before);

/** The words in force, for sending. */
Error mail_template_text(Ctx *ctx, MailKind kind, const char *language, MailText *ret_text);

/** INVALID as mail_template_change. Filled with the last event of the kind; with sample values
 * where there was none, or where it is others' private matter: what a customer and a seller wrote,
 * or what runs at a customer. */
Error mail_template_preview(
    Ctx *ctx, const MailTemplate *template, const MailDraft *draft, MailPreview *ret_preview);

/** Mails the draft to the actor, through the event mail_template.tested. LIMITED
 * too_many_attempts */
Error mail_template_send_test(Ctx *ctx, const MailTemplate *template, const MailDraft *draft);

/** The reaction to it. */
Error mail_template_tested(Ctx *ctx, const Event *event);
