#include "invitation.h"

#include "base/text.h"
#include "db/db.h"
#include "delegation.h"
#include "former_member.h"
#include "identity/throttle.h"
#include "identity/user.h"
#include "invitation_store.h"
#include "membership_store.h"
#include "work/work.h"

const char *const invitation_state_names[] = {"pending", "expired", "accepted", "withdrawn", NULL};

SHAPE(invitation_shape, Invitation, FIELD(Invitation, id, .required = true),
    FIELD(Invitation, organization_id, .hidden = true), FIELD(Invitation, email, .required = true),
    FIELD_LIST(Invitation, roles, member_role_shape), FIELD(Invitation, language, .required = true),
    FIELD_ENUM(Invitation, state, invitation_state_names),
    FIELD(Invitation, invited_by, .required = true),
    FIELD(Invitation, invited_by_name, .required = true),
    FIELD(Invitation, partner_id, .hidden = true), FIELD(Invitation, created_at, .required = true),
    FIELD(Invitation, sent_at, .required = true, .about = "The newest mail."),
    FIELD(Invitation, expires_at, .required = true), FIELD(Invitation, decided_at),
    FIELD(Invitation, accepted_by, .about = "The new member."));

SHAPE(new_invitation_shape, NewInvitation,
    FIELD(NewInvitation, email, .required = true, .max = 254, .format = "email"),
    FIELD_LIST(NewInvitation, roles, member_role_shape, .required = true, .min = 1, .max = ROLES,
        .about = "From the moment of joining on; reports comes with any other."),
    FIELD(NewInvitation, language, .required = true, .pattern = LANGUAGE_PATTERN,
        .about = "Of the mail."));

// So that nobody's mailbox can be filled, and no organization is a source of unwanted mail.
static const Throttle per_organization = {"invitation_organization", 100, DAYS(1)};
// Strangers who use up what an address gets from each of them hold off nobody else.
static const Throttle per_pair = {"invitation_pair", 3, DAYS(1)};
static const Throttle per_recipient = {"invitation_recipient", 50, DAYS(1)};

static Error require_not_too_often(Ctx *ctx, const char *email)
{
    TRY(throttle_count(ctx, &per_organization, ctx->actor.organization_id.text));
    const char *recipient = text_lower(ctx->arena, email);
    TRY(throttle_count(ctx, &per_pair,
        arena_printf(ctx->arena, "%s %s", ctx->actor.organization_id.text, recipient)));
    return throttle_count(ctx, &per_recipient, recipient);
}

static Error emit(Ctx *ctx, const Invitation *invitation, const char *event)
{
    return event_emit(ctx, event, invitation->organization_id, invitation->id, NULL);
}

// ── inviting ─────────────────────────────────────────────────────────────────────────────────

static Error pending_already(Ctx *ctx, Error error)
{
    if (error != CONFLICT || !text_same(ctx->failure.code, "invitation_one_pending"))
        return error;
    return fail(ctx, CONFLICT, "invitation_pending",
        "This address is invited already; renew that invitation to send the mail again.");
}

static Error require_no_member(Ctx *ctx, const char *email)
{
    int64_t count;
    TRY(membership_store_count_email(ctx, email, &count));
    if (!count)
        return OK;
    return fail(ctx, CONFLICT, "member_already",
        "This address is a member's already; change the roles of the member.");
}

// A partner makes none of its own people a member, and brings back nobody who was removed.
static Error require_stranger(Ctx *ctx, const char *email)
{
    User user;
    bool is_partners = false, is_former;
    if (!id_is_set(ctx->actor.partner_id))
        return OK;
    TRY(user_find(ctx, email, &user));
    if (id_is_set(user.id))
        TRY(EVERYWHERE(ctx, membership_has(ctx, ctx->actor.partner_id, user.id, &is_partners)));
    TRY(former_member_has(ctx, email, &is_former));
    if (!is_partners && !is_former)
        return OK;
    return fail(ctx, FORBIDDEN, "insider_required",
        "Only the organization's own people invite the partner's, and who was removed: ask them.");
}

Error invitation_create(Ctx *ctx, const NewInvitation *wanted, Invitation *ret_invitation)
{
    Member nobody = {.user_id = ID_NONE};
    Invitation invitation = {
        .id = id_new("ivt"),
        .organization_id = ctx->actor.organization_id,
        .email = wanted->email,
        .roles = wanted->roles,
        .language = wanted->language,
        .invited_by = ctx->actor.user_id,
        .partner_id = ctx->actor.partner_id,
        .created_at = ctx->now,
        .sent_at = ctx->now,
        .expires_at = time_after(ctx->now, HOURS(INVITATION_HOURS)),
    };
    TRY(membership_lock_all(ctx));
    TRY(delegation_require_roles(ctx, wanted->roles));
    TRY(member_roles_require_change(ctx, &nobody, invitation.roles));
    TRY(member_roles_complete(ctx, "roles", &invitation.roles));
    TRY(require_no_member(ctx, wanted->email));
    TRY(require_stranger(ctx, wanted->email));
    TRY(require_not_too_often(ctx, wanted->email));
    TRY(pending_already(ctx, invitation_store_create(ctx, &invitation)));
    TRY(emit(ctx, &invitation, "invitation.sent"));
    return invitation_get(ctx, invitation.id, ret_invitation);
}

Error invitation_list(Ctx *ctx, const InvitationFilter *filter, InvitationList *ret_invitations)
{
    return invitation_store_list(ctx, filter, ret_invitations);
}

Error invitation_get(Ctx *ctx, Id id, Invitation *ret_invitation)
{
    return invitation_store_get(ctx, id, ret_invitation);
}

// ── what becomes of it ───────────────────────────────────────────────────────────────────────

static Error decided(Ctx *ctx, const Invitation *invitation)
{
    return fail(ctx, CONFLICT, "invitation_decided", "This invitation is %s already.",
        invitation_state_names[invitation->state]);
}

Error invitation_renew(Ctx *ctx, Id id, Invitation *ret_invitation)
{
    Invitation invitation;
    TRY(membership_lock_all(ctx));
    TRY(invitation_get(ctx, id, &invitation));
    TRY(delegation_require_roles(ctx, invitation.roles));
    if (invitation.state != INVITATION_PENDING && invitation.state != INVITATION_EXPIRED)
        return decided(ctx, &invitation);
    TRY(require_not_too_often(ctx, invitation.email));
    invitation.sent_at = ctx->now;
    invitation.expires_at = time_after(ctx->now, HOURS(INVITATION_HOURS));
    TRY(invitation_store_change(ctx, &invitation));
    TRY(emit(ctx, &invitation, "invitation.sent"));
    return invitation_get(ctx, id, ret_invitation);
}

static Error withdraw(Ctx *ctx, Invitation *invitation)
{
    invitation->state = INVITATION_WITHDRAWN;
    invitation->decided_at = ctx->now;
    TRY(invitation_store_change(ctx, invitation));
    return emit(ctx, invitation, "invitation.withdrawn");
}

Error invitation_withdraw(Ctx *ctx, Id id)
{
    Invitation invitation;
    TRY(membership_lock_all(ctx));
    TRY(invitation_get(ctx, id, &invitation));
    TRY(delegation_require_roles(ctx, invitation.roles));
    if (invitation.state == INVITATION_ACCEPTED)
        return decided(ctx, &invitation);
    return invitation.state == INVITATION_WITHDRAWN ? OK : withdraw(ctx, &invitation);
}

static Error withdraw_each(Ctx *ctx, const InvitationList *waiting)
{
    for (size_t i = 0; i < waiting->count; i++)
        TRY(withdraw(ctx, &waiting->items[i]));
    return OK;
}

Error invitation_withdraw_all(Ctx *ctx, Id invited_by, const char *email)
{
    InvitationList waiting;
    TRY(invitation_store_list_waiting(ctx, invited_by, email, &waiting));
    return withdraw_each(ctx, &waiting);
}

Error invitation_withdraw_through(Ctx *ctx, Id partner_id)
{
    InvitationList waiting;
    TRY(invitation_store_list_through(ctx, partner_id, &waiting));
    return withdraw_each(ctx, &waiting);
}
