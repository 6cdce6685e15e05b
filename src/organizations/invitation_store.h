// invitation_store.h — invitation rows. Private to src/organizations.
#pragma once

#include "invitation.h"

Error invitation_store_create(Ctx *ctx, const Invitation *invitation);
Error invitation_store_get(Ctx *ctx, Id id, Invitation *ret_invitation);
Error invitation_store_list(
    Ctx *ctx, const InvitationFilter *filter, InvitationList *ret_invitations);
/** Writes state, sent_at, expires_at, decided_at and accepted_by. */
Error invitation_store_change(Ctx *ctx, const Invitation *invitation);
/** Pending, expired ones too: that the person sent, and the one to the address. */
Error invitation_store_list_waiting(
    Ctx *ctx, Id invited_by, const char *email, InvitationList *ret_invitations);
/** Those that wait, and were sent through the partner's delegation. */
Error invitation_store_list_through(Ctx *ctx, Id partner_id, InvitationList *ret_invitations);
