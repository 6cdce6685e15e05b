// recipient.h — queuing one mail for a person or for several.
#pragma once

#include "message.h"
#include "organizations/membership.h"

Error message_create_for(Ctx *ctx, const Event *event, MailKind kind, Id user_id, const char *data);
/** The same, unless the person has left the organization of the event. */
Error message_create_for_member(
    Ctx *ctx, const Event *event, MailKind kind, Id user_id, const char *data);
Error message_create_for_all(
    Ctx *ctx, const Event *event, MailKind kind, const MemberList *members, const char *data);
