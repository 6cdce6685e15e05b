// lead_recipient.h — who reads mail about a lead or its quotes, on either side.
#pragma once

#include "leads/lead.h"
#include "recipient.h"

/** Of the customer's: who asked, or the owners once that person is no member any more. */
Error lead_list_readers(Ctx *ctx, const Lead *lead, MemberList *ret_members);

/** To the seller's contact address, and to whose matter it is. */
Error lead_mail_seller(
    Ctx *ctx, const Event *event, MailKind kind, const Lead *lead, const char *data);
