#include "reaction.h"

#include "base/text.h"
#include "organizations/organization.h"
#include "recipient.h"
#include "json/json.h"

Error notify_cloud_link(Ctx *ctx, const Event *event)
{
    Organization organization;
    MemberList owners;
    bool is_lost = text_same(event->kind, "cloud_link.lost");
    TRY(organization_get(ctx, event->organization_id, &organization));
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "cloud", json_text_member(event_read_data(ctx, event), "name"));
    json_put(data, "organization", organization.name);
    json_put(data, "path",
        arena_printf(ctx->arena, "/o/%s/identity-providers", event->organization_id.text));
    json_end_object(data);
    return message_create_for_all(ctx, event,
        is_lost ? MAIL_CLOUD_LINK_LOST : MAIL_CLOUD_LINK_DRIFTED, &owners, json_finish(data));
}
