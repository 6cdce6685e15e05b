#include "recipient.h"

#include "identity/user.h"

Error message_create_for(Ctx *ctx, const Event *event, MailKind kind, Id user_id, const char *data)
{
    User user;
    TRY(user_get(ctx, user_id, &user));
    return message_create(ctx, event, kind, (Recipient){user.email, user.language}, data);
}

Error message_create_for_all(
    Ctx *ctx, const Event *event, MailKind kind, const MemberList *members, const char *data)
{
    for (size_t i = 0; i < members->count; i++) {
        Recipient recipient = {members->items[i].email, members->items[i].language};
        TRY(message_create(ctx, event, kind, recipient, data));
    }
    return OK;
}
