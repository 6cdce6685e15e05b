#include "invitation_store.h"

#include "db/db.h"
#include "json/json.h"

// $2 is now. What a partner sent ends with its delegation.
#define STATE                                                                                      \
    "CASE WHEN state <> 'pending' THEN state WHEN expires_at <= $2 THEN 'expired'"                 \
    " WHEN partner_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delegation"                        \
    " WHERE delegation.organization_id = invitation.organization_id"                               \
    " AND delegation.partner_id = invitation.partner_id AND delegation.state = 'accepted'"         \
    " AND delegation.expires_at > $2) THEN 'withdrawn' ELSE state END"

#define COLUMNS                                                                                    \
    "organization_id, invitation.id, invitation.email, roles, invitation.language, invited_by,"    \
    " person.name AS invited_by_name, partner_id, invitation.created_at, sent_at, expires_at,"     \
    " decided_at, accepted_by"

#define INVITATIONS "invitation JOIN user_account AS person ON person.id = invited_by"

Error invitation_store_create(Ctx *ctx, const Invitation *invitation)
{
    return db_exec(ctx,
        "INSERT INTO invitation (organization_id, id, email, roles, language, state, invited_by,"
        " created_at, sent_at, expires_at, partner_id)"
        " VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, $10)",
        invitation->organization_id, invitation->id, invitation->email,
        json_of_list(
            ctx->arena, &member_role_shape, invitation->roles.items, invitation->roles.count),
        invitation->language, invitation->invited_by, invitation->created_at, invitation->sent_at,
        invitation->expires_at, invitation->partner_id);
}

Error invitation_store_get(Ctx *ctx, Id id, Invitation *ret_invitation)
{
    return db_one(ctx, invitation_shape, ret_invitation,
        "SELECT " COLUMNS ", " STATE " AS state FROM " INVITATIONS
        " WHERE organization_id = $1 AND invitation.id = $3",
        ctx->actor.organization_id, ctx->now, id);
}

Error invitation_store_list(
    Ctx *ctx, const InvitationFilter *filter, InvitationList *ret_invitations)
{
    return db_all(ctx, invitation_shape, ret_invitations,
        "SELECT " COLUMNS ", " STATE " AS state FROM " INVITATIONS
        " WHERE organization_id = $1"
        " AND (CAST($3 AS TEXT) IS NULL OR lower(invitation.email) LIKE lower($3) ESCAPE '!')"
        " AND (CAST($4 AS TEXT) IS NULL OR " STATE
        " = $4)"
        " AND (CAST($5 AS TEXT) IS NULL OR invitation.id < $5)"
        " ORDER BY invitation.id DESC LIMIT $6",
        ctx->actor.organization_id, ctx->now, db_pattern(ctx->arena, filter->q), filter->state,
        filter->after, filter->limit);
}

Error invitation_store_change(Ctx *ctx, const Invitation *invitation)
{
    // The state expired is none of the row's.
    const char *state = invitation->state == INVITATION_EXPIRED
                            ? invitation_state_names[INVITATION_PENDING]
                            : invitation_state_names[invitation->state];
    return db_exec(ctx,
        "UPDATE invitation SET state = $3, sent_at = $4, expires_at = $5, decided_at = $6,"
        " accepted_by = $7 WHERE organization_id = $1 AND id = $2",
        invitation->organization_id, invitation->id, state, invitation->sent_at,
        invitation->expires_at, invitation->decided_at, invitation->accepted_by);
}

Error invitation_store_list_waiting(
    Ctx *ctx, Id invited_by, const char *email, InvitationList *ret_invitations)
{
    return db_all(ctx, invitation_shape, ret_invitations,
        "SELECT " COLUMNS ", " STATE " AS state FROM " INVITATIONS
        " WHERE organization_id = $1 AND state = 'pending'"
        " AND (invited_by = $3 OR lower(invitation.email) = lower($4)) ORDER BY invitation.id",
        ctx->actor.organization_id, ctx->now, invited_by, email);
}

Error invitation_store_list_through(Ctx *ctx, Id partner_id, InvitationList *ret_invitations)
{
    return db_all(ctx, invitation_shape, ret_invitations,
        "SELECT " COLUMNS ", " STATE " AS state FROM " INVITATIONS
        " WHERE organization_id = $1 AND state = 'pending' AND partner_id = $3"
        " ORDER BY invitation.id",
        ctx->actor.organization_id, ctx->now, partner_id);
}
