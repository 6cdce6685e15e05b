#include "member_removal.h"

#include "former_member.h"
#include "identity/api_token.h"
#include "identity/user.h"
#include "invitation.h"
#include "member_role.h"
#include "membership_store.h"
#include "ownership_transfer.h"
#include "role_request.h"
#include "json/json.h"

static Error require_other_member(Ctx *ctx, Id user_id, Id hand_over_to)
{
    Member member;
    if (!id_is_set(hand_over_to))
        return OK;
    Error error = membership_get(ctx, hand_over_to, &member);
    if (error && error != NOT_FOUND)
        return error;
    if (error || id_same(user_id, hand_over_to))
        fault(ctx, "hand_over_to", "not_known", "Choose another member of your organization.");
    return faults(ctx);
}

// The person is locked: of two organizations that remove it at once, the second one closes.
static Error close_unless_elsewhere(Ctx *ctx, Id user_id, bool *ret_is_closed)
{
    int64_t count;
    TRY(user_lock(ctx, user_id));
    TRY(EVERYWHERE(ctx, membership_store_count_user(ctx, user_id, &count)));
    *ret_is_closed = !count;
    return count ? OK : user_close(ctx, user_id);
}

static Error emit_removed(Ctx *ctx, Id user_id, Id hand_over_to, bool is_closed)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "hand_over_to", hand_over_to);
    json_put(data, "is_closed", is_closed);
    json_end_object(data);
    return event_emit(
        ctx, "membership.removed", ctx->actor.organization_id, user_id, json_finish(data));
}

Error member_remove(Ctx *ctx, Id user_id, Id hand_over_to, bool revokes_tokens)
{
    Member member;
    MemberRoleList none = {0};
    ApiTokenList revoked;
    bool is_closed;
    TRY(membership_lock(ctx, user_id, &member));
    TRY(member_roles_require_change(ctx, &member, none));
    TRY(require_other_member(ctx, user_id, hand_over_to));
    TRY(api_token_revoke_all(ctx, user_id, ctx->actor.organization_id, &revoked));
    if (revokes_tokens)
        TRY(api_token_revoke_made(ctx, user_id));
    TRY(invitation_withdraw_all(ctx, user_id, member.email));
    TRY(ownership_transfer_withdraw_all(ctx, user_id));
    TRY(role_request_withdraw_all(ctx, user_id));
    TRY(former_member_create(ctx, user_id));
    TRY(membership_store_remove(ctx, user_id));
    TRY(close_unless_elsewhere(ctx, user_id, &is_closed));
    return emit_removed(ctx, user_id, hand_over_to, is_closed);
}
