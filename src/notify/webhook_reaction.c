#include "reaction.h"

#include "organizations/organization.h"
#include "recipient.h"
#include "webhook.h"
#include "json/json.h"

Error notify_webhook_paused(Ctx *ctx, const Event *event)
{
    Webhook webhook = {.id = ID_NONE};
    Organization organization;
    MemberList owners;
    Error error = webhook_get(ctx, event->subject_id, &webhook);
    if (error)
        return error == NOT_FOUND ? OK : error; // removed meanwhile
    TRY(organization_get(ctx, event->organization_id, &organization));
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "webhook", webhook.name);
    json_put(data, "organization", organization.name);
    json_put(data, "path",
        arena_printf(
            ctx->arena, "/o/%s/webhooks/%s", event->organization_id.text, webhook.id.text));
    json_end_object(data);
    return message_create_for_all(ctx, event, MAIL_WEBHOOK_PAUSED, &owners, json_finish(data));
}
