#include "reaction.h"

#include "base/text.h"
#include "organizations/delegation.h"
#include "organizations/organization.h"
#include "recipient.h"
#include "json/json.h"

// Each side has the event in its own log; one of them is told: who did not do it.
static const struct {
    const char *event;
    MailKind kind;
    bool is_for_partner;
} mails[] = {
    {"delegation.offered", MAIL_DELEGATION_OFFERED, true},
    {"delegation.revoked", MAIL_DELEGATION_REVOKED, true},
    {"delegation.accepted", MAIL_DELEGATION_ACCEPTED, false},
    {"delegation.declined", MAIL_DELEGATION_DECLINED, false},
    {"delegation.given_up", MAIL_DELEGATION_GIVEN_UP, false},
};

static const char *data_of(Ctx *ctx, const Event *event, const Delegation *delegation,
    const char *partner, const char *page)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "organization", delegation->organization_name);
    json_put(data, "partner", partner);
    json_put(data, "until", delegation->expires_at);
    json_put(data, "path", arena_printf(ctx->arena, "/o/%s/%s", event->organization_id.text, page));
    json_end_object(data);
    return json_finish(data);
}

static Error mail_partner(Ctx *ctx, const Event *event, MailKind kind, const char *data)
{
    static const char *const roles[] = {"owner", "administrator"};
    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        MemberList members;
        TRY(membership_list_with_role(ctx, event->organization_id, roles[i], &members));
        TRY(message_create_for_all(ctx, event, kind, &members, data));
    }
    return OK;
}

// A partner that never accepted stays unknown to the customer.
static const char *shown_name(Ctx *ctx, const Delegation *delegation)
{
    return delegation->partner_name ? delegation->partner_name
                                    : arena_printf(ctx->arena, "%s", delegation->partner_id.text);
}

Error notify_delegation(Ctx *ctx, const Event *event)
{
    Delegation delegation;
    Organization partner = {.id = ID_NONE};
    MemberList owners;
    size_t i = 0;
    while (i < COUNT_OF(mails) - 1 && !text_same(mails[i].event, event->kind))
        i++;
    TRY(WITHIN(ctx, event->organization_id, delegation_get(ctx, event->subject_id, &delegation)));
    bool is_partner = id_same(delegation.partner_id, event->organization_id);
    if (is_partner != mails[i].is_for_partner)
        return OK;
    if (is_partner) {
        TRY(organization_get(ctx, delegation.partner_id, &partner));
        return mail_partner(
            ctx, event, mails[i].kind, data_of(ctx, event, &delegation, partner.name, "customers"));
    }
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    return message_create_for_all(ctx, event, mails[i].kind, &owners,
        data_of(ctx, event, &delegation, shown_name(ctx, &delegation), "access"));
}
