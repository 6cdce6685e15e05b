// mail.h — sending one message by SMTP (libcurl). Queuing is a job's business (src/notify).
#pragma once

#include "base/ctx.h"

typedef struct MailServer {
    const char *url; // "smtp://mail.example:587", "smtps://…"; NULL: mail goes to the log instead
    const char *user, *password; // NULL: without
    const char *from;            // "Kontor <no-reply@example.org>"
    bool requires_tls;           // STARTTLS or nothing
} MailServer;

typedef struct Mail {
    const char *message_id; // stable over retries: "<msg_…@host>"
    const char *to;         // one address
    const char *subject;
    const char *text;            // plain
    const char *html;            // NULL: text only
    const char *link;            // what the text asks one to open; NULL: nothing
    const char *unsubscribe_url; // one POST there ends such mails (RFC 8058); NULL: nothing does
    const char *language;
} Mail;

/** UNAVAILABLE mail_deferred (try again: 4xx, no connection), INVALID mail_refused (5xx: never
 * again). */
Error mail_send(Ctx *ctx, const MailServer *server, const Mail *mail);
