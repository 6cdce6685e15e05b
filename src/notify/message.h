// message.h — a mail to one person: a row written with what causes it, sent by a job.
//
// queued → sent | refused. It is rendered when it is sent, so links are derived then and stored
// nowhere. A server that defers is asked again with growing pauses; one that refuses leaves a
// message that is refused and a dead job, which the operator sees and may try again.
#pragma once

#include "mail/mail.h"
#include "mail_texts.h"
#include "work/work.h"

typedef struct Recipient {
    const char *email;
    const char *language;
    Id user_id; // ID_NONE: an address that is nobody's in particular
} Recipient;

/** Queues a mail, once for each event, kind and recipient, unless the person wants those of its
 * group once a day (digest.h) or never. data: a JSON object of texts; with a "draft", the words of
 * that are sent. */
Error message_create(
    Ctx *ctx, const Event *event, MailKind kind, Recipient recipient, const char *data);

/** Sends a queued message by send(), which fails like mail_send. */
typedef Error MailSender(Ctx *ctx, const Mail *mail);
Error message_send(Ctx *ctx, Id id, MailSender *send);

/** The job "send_mail": {"message_id": …}, through the server of the settings. */
Error message_send_job(Ctx *ctx, const Job *job);

/** Removes at most REMOVED_AT_ONCE that ended and were queued before, and says how many. */
Error message_remove_old(Ctx *ctx, Time before, int64_t *ret_count);

/** The message a job "send_mail" is about. */
Id message_of_job(Ctx *ctx, const Job *job);
