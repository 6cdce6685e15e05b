#include "message.h"

#include "identity/password_link.h"
#include "message_store.h"
#include "render.h"
#include "settings.h"
#include "json/json.h"

#include <string.h>

enum { MAX_VALUES = 20 };

Error message_create(
    Ctx *ctx, const Event *event, MailKind kind, Recipient recipient, const char *data)
{
    Message message = {
        .id = id_new("msg"),
        .organization_id = event->organization_id,
        .event_id = event->id,
        .template = kind,
        .language = recipient.language,
        .recipient = recipient.email,
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

typedef struct Values {
    MailValue items[MAX_VALUES];
    size_t count;
} Values;

static void add_value(Values *values, const char *name, const char *value)
{
    if (values->count < MAX_VALUES - 1)
        values->items[values->count++] = (MailValue){name, value};
}

static void add_data(Values *values, const JsonValue *data)
{
    for (const JsonValue *name = json_first(data); name;) {
        const JsonValue *value = json_next(data, name);
        if (value->kind == JSON_TEXT)
            add_value(values, name->text, value->text);
        name = json_next(data, value);
    }
}

// "2026-11-22 03:45 UTC": exact, and read alike in every language.
static const char *moment_text(Arena *arena, Time time)
{
    const char *text = time_text(arena, time);
    return arena_printf(arena, "%.10s %.5s UTC", text, text + 11);
}

static Error add_link(Ctx *ctx, Values *values, const JsonValue *data, const char **ret_link)
{
    const char *path = json_text_member(data, "path");
    const char *password_link = json_text_member(data, "password_link_id");
    if (!password_link) {
        *ret_link = arena_printf(ctx->arena, "%s%s", settings()->public_url, path ? path : "/");
        return OK;
    }
    PasswordLink link;
    TRY(password_link_find(ctx, id_from(password_link), &link));
    int64_t minutes = (link.expires_at.us - link.created_at.us + MINUTES(1) - 1) / MINUTES(1);
    add_value(values, "minutes", arena_printf(ctx->arena, "%lld", (long long)minutes));
    add_value(values, "hours", arena_printf(ctx->arena, "%lld", (long long)(minutes + 59) / 60));
    *ret_link = password_link_url(ctx, link.id);
    return OK;
}

static const char *host_of(Arena *arena, const char *url)
{
    const char *host = strstr(url, "://") + 3;
    return arena_text(arena, host, strcspn(host, ":/"));
}

static Error render(Ctx *ctx, const Message *message, Mail *ret_mail)
{
    Values values = {.count = 0};
    const char *problem, *link;
    const JsonValue *data =
        json_parse(ctx->arena, message->data.text, strlen(message->data.text), &problem);
    add_value(&values, "operator", settings()->operator_name);
    add_value(&values, "public_url", settings()->public_url);
    add_value(&values, "support", settings()->support_email);
    add_value(&values, "moment", moment_text(ctx->arena, message->created_at));
    add_data(&values, data);
    TRY(add_link(ctx, &values, data, &link));
    Rendered rendered =
        render_mail(ctx->arena, message->language, message->template, values.items, link);
    *ret_mail = (Mail){
        .message_id = arena_printf(
            ctx->arena, "<%s@%s>", message->id.text, host_of(ctx->arena, settings()->public_url)),
        .to = message->recipient,
        .subject = rendered.subject,
        .text = rendered.text,
        .html = rendered.html,
        .link = link,
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
    const char *problem;
    const JsonValue *arguments =
        json_parse(ctx->arena, job->arguments, strlen(job->arguments), &problem);
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
