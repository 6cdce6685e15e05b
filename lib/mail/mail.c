#include "mail.h"

#include "base/text.h"
#include "log/log.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

enum { SEND_TIMEOUT = 60, CONNECT_TIMEOUT = 15, LINE = 76 };

// What a header may not hold is left out: line breaks would begin another header.
static const char *one_line(Arena *arena, const char *text)
{
    char *line = arena_text(arena, text, strlen(text));
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    return line;
}

// RFC 2047, in words short enough for one line each, split between characters.
static const char *encoded_header(Arena *arena, const char *text)
{
    bool plain = !strstr(text, "=?"); // what looks encoded would be decoded by its reader
    for (const char *c = text; *c; c++)
        plain &= (unsigned char)*c >= ' ' && (unsigned char)*c < 127;
    if (plain)
        return text;
    Text out = {.arena = arena};
    for (size_t length = strlen(text); length;) {
        size_t part = length < 39 ? length : 39;
        while (part < length && (text[part] & 0xC0) == 0x80)
            part--;
        text_printf(
            &out, "%s=?UTF-8?B?%s?=", out.length ? "\r\n " : "", base64_of(arena, text, part));
        text += part;
        length -= part;
    }
    return text_of(&out);
}

static void part_add(Text *out, const char *media_type, const char *content)
{
    const char *coded = base64_of(out->arena, content, strlen(content));
    text_printf(out, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        media_type);
    for (size_t length = strlen(coded); length;) {
        size_t part = length < LINE ? length : LINE;
        text_append(out, coded, part);
        text_add(out, "\r\n");
        coded += part;
        length -= part;
    }
}

static const char *date_header(Ctx *ctx)
{
    static const char *const days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char *const months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const char *text = time_text(ctx->arena, ctx->now); // 2026-11-22T03:00:00.000000Z
    int month = (text[5] - '0') * 10 + (text[6] - '0');
    return arena_printf(ctx->arena, "%s, %.2s %s %.4s %.8s +0000", days[ctx->now.us / DAYS(1) % 7],
        text + 8, months[month - 1], text, text + 11);
}

static const char *message_of(Ctx *ctx, const MailServer *server, const Mail *mail)
{
    Text out = {.arena = ctx->arena};
    text_printf(&out, "Date: %s\r\nFrom: %s\r\nTo: <%s>\r\nSubject: %s\r\nMessage-ID: %s\r\n",
        date_header(ctx), one_line(ctx->arena, server->from), one_line(ctx->arena, mail->to),
        encoded_header(ctx->arena, one_line(ctx->arena, mail->subject)),
        one_line(ctx->arena, mail->message_id));
    text_printf(&out,
        "Content-Language: %s\r\nAuto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n",
        mail->language);
    if (mail->unsubscribe_url)
        text_printf(&out,
            "List-Unsubscribe: <%s>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            one_line(ctx->arena, mail->unsubscribe_url));
    if (!mail->html) {
        part_add(&out, "text/plain", mail->text);
        return text_of(&out);
    }
    const char *boundary = secret_new(ctx->arena, "part-", 16);
    text_printf(&out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n", boundary);
    text_printf(&out, "--%s\r\n", boundary);
    part_add(&out, "text/plain", mail->text);
    text_printf(&out, "\r\n--%s\r\n", boundary);
    part_add(&out, "text/html", mail->html);
    text_printf(&out, "\r\n--%s--\r\n", boundary);
    return text_of(&out);
}

// "Kontor <no-reply@example.org>" is no-reply@example.org.
static const char *bare_address(Arena *arena, const char *address)
{
    const char *open = strchr(address, '<'), *close = open ? strchr(open, '>') : NULL;
    return close ? arena_text(arena, open + 1, (size_t)(close - open - 1)) : address;
}

typedef struct Upload {
    const char *at;
    size_t left;
} Upload;

static size_t upload_read(char *buffer, size_t size, size_t count, void *arg)
{
    Upload *upload = arg;
    size_t part = size * count < upload->left ? size * count : upload->left;
    memcpy(buffer, upload->at, part);
    upload->at += part;
    upload->left -= part;
    return part;
}

static Error outcome(Ctx *ctx, CURLcode code, long status, const char *detail)
{
    if (code == CURLE_OK)
        return OK;
    const char *problem = *detail ? detail : curl_easy_strerror(code);
    if (status >= 500 && status < 600 && code != CURLE_LOGIN_DENIED)
        return fail(
            ctx, INVALID, "mail_refused", "The mail server refused the message: %s", problem);
    return fail(ctx, UNAVAILABLE, "mail_deferred", "The mail could not be sent now: %s", problem);
}

Error mail_send(Ctx *ctx, const MailServer *server, const Mail *mail)
{
    if (!server->url || !*server->url) {
        // The link before the text, which may be cut.
        log_line(LOG_INFO, "mail", "to=%s subject=%s link=%s text=%s", mail->to,
            log_value(ctx->arena, mail->subject), mail->link ? mail->link : "",
            log_value(ctx->arena, mail->text));
        return OK;
    }
    const char *message = message_of(ctx, server, mail);
    Upload upload = {message, strlen(message)};
    struct curl_slist *recipients = curl_slist_append(NULL, mail->to);
    CURL *curl = curl_easy_init();
    if (!curl || !recipients)
        return fail(ctx, INTERNAL, "curl", "libcurl cannot start.");
    char detail[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(curl, CURLOPT_URL, server->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, bare_address(ctx->arena, server->from));
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, upload_read);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_TIMEOUT);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
    curl_easy_setopt(
        curl, CURLOPT_USE_SSL, (long)(server->requires_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (server->user && *server->user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
    }
    CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    return outcome(ctx, code, status, detail);
}
