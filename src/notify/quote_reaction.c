#include "reaction.h"

#include "base/text.h"
#include "lead_recipient.h"
#include "orders/quote.h"
#include "json/json.h"

// link_user_id: whose link the mail has; ID_NONE: it leads to the quote's page, where one signs in.
static const char *data_of(Ctx *ctx, const Event *event, const Quote *quote, Id link_user_id)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "reference", quote->reference);
    json_put(data, "product", quote->product_name);
    json_put(data, "plan", quote->plan_name);
    json_put(data, "seller", quote->seller_name);
    json_put(data, "organization", quote->organization_name);
    json_put(data, "person", quote->decided_by_name);
    json_put(data, "reason", quote->reason ? quote->reason : "–");
    json_put(data, "until", date_text(ctx->arena, quote->valid_until));
    json_put(data, "path",
        arena_printf(ctx->arena, "/o/%s/quotes/%s", event->organization_id.text, quote->id.text));
    if (id_is_set(link_user_id)) {
        json_put(data, "quote_id", quote->id);
        json_put(data, "link_user_id", link_user_id);
    }
    json_end_object(data);
    return json_finish(data);
}

static Error mail_customer(Ctx *ctx, const Event *event, const Quote *quote, MailKind kind)
{
    Lead lead = {.id = ID_NONE};
    MemberList members;
    TRY(lead_get(ctx, LEAD_CUSTOMER, quote->lead_id, &lead));
    if (kind == MAIL_QUOTE_WITHDRAWN && lead.state == LEAD_WITHDRAWN)
        return OK; // by the customer, with the request
    TRY(lead_list_readers(ctx, &lead, &members));
    bool has_link = kind == MAIL_QUOTE_SENT || kind == MAIL_QUOTE_EXPIRING;
    for (size_t i = 0; i < members.count; i++) {
        Id user_id = members.items[i].user_id;
        TRY(message_create_for(
            ctx, event, kind, user_id, data_of(ctx, event, quote, has_link ? user_id : ID_NONE)));
    }
    return OK;
}

typedef struct QuoteMail {
    const char *event;
    MailKind to_customer, to_seller; // MAIL_KINDS: none
} QuoteMail;

static const QuoteMail mails[] = {
    {"quote.sent", MAIL_QUOTE_SENT, MAIL_KINDS},
    {"quote.expiring", MAIL_QUOTE_EXPIRING, MAIL_KINDS},
    {"quote.expired", MAIL_QUOTE_EXPIRED, MAIL_QUOTE_LAPSED},
    {"quote.withdrawn", MAIL_QUOTE_WITHDRAWN, MAIL_KINDS},
    {"quote.accepted", MAIL_QUOTE_CONFIRMED, MAIL_QUOTE_ACCEPTED},
    {"quote.declined", MAIL_KINDS, MAIL_QUOTE_DECLINED},
};

// The event stands in the log of both sides: each copy causes the mails of its side.
static Error mail_side(Ctx *ctx, const Event *event, const Quote *quote, const QuoteMail *mail)
{
    Lead lead = {.id = ID_NONE};
    if (!quote->is_seller)
        return mail->to_customer == MAIL_KINDS
                   ? OK
                   : mail_customer(ctx, event, quote, mail->to_customer);
    if (mail->to_seller == MAIL_KINDS)
        return OK;
    TRY(lead_get(ctx, LEAD_SELLER, quote->lead_id, &lead));
    return lead_mail_seller(
        ctx, event, mail->to_seller, &lead, data_of(ctx, event, quote, ID_NONE));
}

Error notify_quote_moved(Ctx *ctx, const Event *event)
{
    Quote quote = {.id = ID_NONE};
    TRY(quote_get(ctx, event->subject_id, &quote));
    for (size_t i = 0; i < COUNT_OF(mails); i++)
        if (text_same(event->kind, mails[i].event))
            return mail_side(ctx, event, &quote, &mails[i]);
    return OK;
}
