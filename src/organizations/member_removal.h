// member_removal.h — a member leaves an organization.
#pragma once

#include "membership.h"

/**
 * Takes membership and roles, revokes the person's API tokens of the organization and withdraws
 * what would bring the person closer, an invitation, a transfer of ownership or a request for a
 * role, and the invitations that the person sent. revokes_tokens: the organization's own tokens
 * that the person made are revoked too. What waits for the person becomes the matter of
 * hand_over_to, another member, or nobody's (ID_NONE): by who hears membership.removed. Whoever
 * belongs to no organization any more has no account from then on, which the actor is not told.
 * Nobody comes back by oneself: see former_member.h.
 *
 * NOT_FOUND  the person is no member
 * INVALID    not_known at hand_over_to
 * CONFLICT   own_roles: nobody removes oneself; owner_by_transfer: an owner hands over first
 * FORBIDDEN  missing_permission; owner_only: whoever works for the operator is removed by owners
 */
Error member_remove(Ctx *ctx, Id user_id, Id hand_over_to, bool revokes_tokens);
