#include "recipient.h"

#include "identity/user.h"

Error message_create_for(Ctx *ctx, const Event *event, MailKind kind, Id user_id, const char *data)
{
    User user;
    TRY(user_get(ctx, user_id, &user));
    if (user.is_program)
        return OK; // reads no mail
    return message_create(ctx, event, kind, (Recipient){user.email, user.language, user.id}, data);
}

Error message_create_for_member(
    Ctx *ctx, const Event *event, MailKind kind, Id user_id, const char *data)
{
    Member member;
    Error error = membership_get(ctx, user_id, &member);
    if (error == NOT_FOUND)
        return OK;
    TRY(error);
    return message_create(
        ctx, event, kind, (Recipient){member.email, member.language, user_id}, data);
}

Error message_create_for_all(
    Ctx *ctx, const Event *event, MailKind kind, const MemberList *members, const char *data)
{
    for (size_t i = 0; i < members->count; i++) {
        const Member *member = &members->items[i];
        Recipient recipient = {member->email, member->language, member->user_id};
        TRY(message_create(ctx, event, kind, recipient, data));
    }
    return OK;
}
