#include "message.h"

#include "digest.h"
#include "federation/cloud_sign_in.h"
#include "identity/password_link.h"
#include "mail_template.h"
#include "mail_values.h"
#include "message_store.h"
#include "orders/quote_link.h"
#include "organizations/access_rules.h"
#include "organizations/invitation_link.h"
#include "preference.h"
#include "settings.h"
#include "json/json.h"

#include <string.h>

Error message_create(
    Ctx *ctx, const Event *event, MailKind kind, Recipient recipient, const char *data)
{
    MailTiming timing = MAIL_AT_ONCE;
    if (id_is_set(recipient.user_id))
        TRY(preference_get(ctx, recipient.user_id, mail_origins[kind].group, &timing));
    if (timing == MAIL_NEVER)
        return OK;
    if (timing == MAIL_DAILY)
        return digest_create_entry(ctx, event, kind, recipient, data);
    Message message = {
        .id = id_new("msg"),
        .organization_id = event->organization_id,
        .event_id = event->id,
        .template = kind,
        .language = recipient.language,
        .recipient = recipient.email,
        .user_id = recipient.user_id,
        .data = {data},
        .created_at = ctx->now,
    };
    int64_t count;
    TRY(message_store_create(ctx, &message, &count));
    if (!count)
        return OK;
    return job_add(ctx, "send_mail", message.organization_id, message.id.text,
        arena_printf(ctx->arena, "{\"message_id\":\"%s\"}", message.id.text), TIME_NONE);
}

// ── rendering ────────────────────────────────────────────────────────────────────────────────

// One that was decided upon meanwhile is not mailed any more.
static Error add_invitation_link(
    Ctx *ctx, const Message *message, Id invitation_id, const char **ret_link)
{
    Invitation invitation;
    ctx->actor.organization_id = message->organization_id;
    TRY(invitation_get(ctx, invitation_id, &invitation));
    if (invitation.state != INVITATION_PENDING)
        return fail(ctx, NOT_FOUND, "invitation_decided", "The invitation is %s already.",
            invitation_state_names[invitation.state]);
    *ret_link = invitation_link_url(ctx, &invitation);
    return OK;
}

static Error add_link(Ctx *ctx, const Message *message, MailValues *values, const JsonValue *data,
    const char **ret_link)
{
    const char *path = json_text_member(data, "path");
    const char *password_link = json_text_member(data, "password_link_id");
    const char *invitation = json_text_member(data, "invitation_id");
    const char *link_user = json_text_member(data, "link_user_id");
    if (link_user) {
        *ret_link =
            quote_link_url(ctx, id_from(json_text_member(data, "quote_id")), id_from(link_user));
        return OK;
    }
    if (invitation)
        return add_invitation_link(ctx, message, id_from(invitation), ret_link);
    const char *access_user = json_text_member(data, "access_user_id");
    if (access_user) {
        Id organization_id = id_from(json_text_member(data, "organization_id"));
        Time since = {json_int_member(data, "since", 0)};
        *ret_link = access_rules_link_url(ctx, organization_id, id_from(access_user), since);
        return OK;
    }
    if (!password_link) {
        *ret_link = arena_printf(ctx->arena, "%s%s", settings()->public_url, path ? path : "/");
        return OK;
    }
    PasswordLink link;
    TRY(password_link_find(ctx, id_from(password_link), &link));
    int64_t minutes = (link.expires_at.us - link.created_at.us + MINUTES(1) - 1) / MINUTES(1);
    mail_values_add(values, "minutes", arena_printf(ctx->arena, "%lld", (long long)minutes));
    mail_values_add(
        values, "hours", arena_printf(ctx->arena, "%lld", (long long)(minutes + 59) / 60));
    *ret_link = password_link_url(ctx, link.id);
    return OK;
}

static const char *host_of(Arena *arena, const char *url)
{
    const char *host = strstr(url, "://") + 3;
    return arena_text(arena, host, strcspn(host, ":/"));
}

static Error add_words(Ctx *ctx, const Message *message, const JsonValue *data, MailText *ret_text)
{
    const JsonValue *draft = json_member(data, "draft");
    if (!draft)
        return mail_template_text(ctx, message->template, message->language, ret_text);
    *ret_text = (MailText){
        json_text_member(draft, "subject"),
        json_text_member(draft, "body"),
        json_text_member(draft, "button"),
        json_text_member(draft, "why"),
    };
    return OK;
}

static Error render(Ctx *ctx, const Message *message, Mail *ret_mail)
{
    MailValues values;
    MailText text;
    const char *problem, *link = NULL;
    const JsonValue *data =
        json_parse(ctx->arena, message->data.text, strlen(message->data.text), &problem);
    mail_values_read(ctx, data, message->language, message->created_at, &values);
    TRY(add_link(ctx, message, &values, data, &link));
    const char *sign_in = json_text_member(data, "external_sign_in_id");
    if (sign_in)
        mail_values_add(
            &values, "code", cloud_email_code(ctx, id_from(sign_in), message->recipient));
    TRY(add_words(ctx, message, data, &text));
    MailGroup group = mail_origins[message->template].group;
    const char *refuse_link =
        id_is_set(message->user_id) ? unsubscription_url(ctx, message->user_id, group) : NULL;
    MailParts parts = {message->language, &text, values.items, link, refuse_link};
    const char *digest_id = json_text_member(data, "digest_id");
    if (digest_id)
        TRY(digest_list(ctx, id_from(digest_id), &parts.entries, &parts.left_out));
    Rendered rendered = render_mail(ctx->arena, &parts);
    *ret_mail = (Mail){
        .message_id = arena_printf(
            ctx->arena, "<%s@%s>", message->id.text, host_of(ctx->arena, settings()->public_url)),
        .to = message->recipient,
        .subject = rendered.subject,
        .text = rendered.text,
        .html = rendered.html,
        .link = link,
        .unsubscribe_url = refuse_link,
        .language = message->language,
    };
    return OK;
}

// ── sending ──────────────────────────────────────────────────────────────────────────────────

static Error message_move(Ctx *ctx, Id id, MessageState state, const char *problem)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(message_store_move(ctx, id, state, problem));
    return tx_commit(&tx);
}

Error message_send(Ctx *ctx, Id id, MailSender *send)
{
    Message message = {0};
    Mail mail;
    TRY(message_store_get(ctx, id, &message));
    if (message.state == MESSAGE_SENT)
        return OK; // the job ran before and could not say so
    Error error = render(ctx, &message, &mail);
    if (error == NOT_FOUND) // its link has expired meanwhile and is gone
        return message_move(ctx, id, MESSAGE_REFUSED, ctx->failure.message);
    TRY(error);
    error = send(ctx, &mail);
    if (!error)
        return message_move(ctx, id, MESSAGE_SENT, NULL);
    Failure failure = ctx->failure;
    TRY(message_move(
        ctx, id, error == INVALID ? MESSAGE_REFUSED : MESSAGE_QUEUED, ctx->failure.message));
    ctx->failure = failure;
    return error;
}

static Error send_by_server(Ctx *ctx, const Mail *mail)
{
    MailServer server = {
        .url = settings()->mail_url,
        .user = settings()->mail_user,
        .password = settings()->mail_password,
        .from = settings()->mail_from,
        .requires_tls = settings()->mail_requires_tls,
    };
    return mail_send(ctx, &server, mail);
}

Id message_of_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    return id_from(json_text_member(arguments, "message_id"));
}

Error message_send_job(Ctx *ctx, const Job *job)
{
    return message_send(ctx, message_of_job(ctx, job), send_by_server);
}

Error message_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    return message_store_remove_old(ctx, before, REMOVED_AT_ONCE, ret_count);
}
