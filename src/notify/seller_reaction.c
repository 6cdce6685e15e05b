#include "reaction.h"

#include "base/text.h"
#include "catalog/seller_application_review.h"
#include "recipient.h"
#include "json/json.h"

static const char *application_data(
    Ctx *ctx, const OperatorSellerApplication *application, const char *path)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "organization", application->organization_name);
    json_put(data, "seller", application->name);
    json_put(data, "person", application->submitted_by_name);
    json_put(data, "reason", application->reason);
    json_put(data, "path", path);
    json_end_object(data);
    return json_finish(data);
}

Error notify_seller_application_submitted(Ctx *ctx, const Event *event)
{
    OperatorSellerApplication application;
    MemberList operators;
    TRY(seller_application_review_get(ctx, event->subject_id, &application));
    TRY(membership_list_operators(ctx, &operators));
    const char *path =
        arena_printf(ctx->arena, "/operator/seller-applications/%s", application.id.text);
    return message_create_for_all(ctx, event, MAIL_SELLER_APPLICATION_SUBMITTED, &operators,
        application_data(ctx, &application, path));
}

Error notify_seller_application_decided(Ctx *ctx, const Event *event)
{
    OperatorSellerApplication application;
    MemberList owners;
    TRY(seller_application_review_get(ctx, event->subject_id, &application));
    TRY(membership_list_with_role(ctx, application.organization_id, "owner", &owners));
    bool is_approved = text_same(event->kind, "seller_application.approved");
    MailKind kind =
        is_approved ? MAIL_SELLER_APPLICATION_APPROVED : MAIL_SELLER_APPLICATION_REJECTED;
    const char *path = arena_printf(ctx->arena, "/o/%s/%s", application.organization_id.text,
        is_approved ? "seller" : "become-a-seller");
    const char *data = application_data(ctx, &application, path);
    TRY(message_create_for_all(ctx, event, kind, &owners, data));
    return message_create_for(ctx, event, kind, application.submitted_by, data);
}
