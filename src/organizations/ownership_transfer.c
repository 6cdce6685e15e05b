#include "ownership_transfer.h"

#include "base/text.h"
#include "db/db.h"
#include "identity/api_token.h"
#include "identity/session.h"
#include "member_role.h"
#include "organization_store.h"
#include "ownership_transfer_store.h"

enum { AT_ONCE = 200 };

const char *const transfer_state_names[] = {
    "pending", "accepted", "declined", "withdrawn", "expired", NULL};

SHAPE(ownership_transfer_shape, OwnershipTransfer, FIELD(OwnershipTransfer, id, .required = true),
    FIELD(OwnershipTransfer, organization_id, .hidden = true),
    FIELD(OwnershipTransfer, from_user_id, .required = true),
    FIELD(OwnershipTransfer, to_user_id, .required = true),
    FIELD(OwnershipTransfer, from_name, .required = true),
    FIELD(OwnershipTransfer, to_name, .required = true),
    FIELD(OwnershipTransfer, stays_owner,
        .about = "Whoever hands over stays an owner beside the other person."),
    FIELD_ENUM(OwnershipTransfer, state, transfer_state_names),
    FIELD(OwnershipTransfer, created_at, .required = true),
    FIELD(OwnershipTransfer, expires_at, .required = true), FIELD(OwnershipTransfer, decided_at),
    FIELD(OwnershipTransfer, takes_effect_at,
        .about = "The operator announced it: from then on, unless an owner or the person objects."),
    FIELD(OwnershipTransfer, announced_by, .hidden = true),
    FIELD(OwnershipTransfer, reason, .about = "The operator's."));

SHAPE(new_ownership_transfer_shape, NewOwnershipTransfer,
    FIELD(NewOwnershipTransfer, user_id, .required = true, .about = "A member."),
    FIELD(NewOwnershipTransfer, stays_owner, .about = "Whether you stay an owner too."));

SHAPE(new_owner_shape, NewOwner,
    FIELD(NewOwner, from_user_id, .required = true, .about = "The owner who is one no longer."),
    FIELD(NewOwner, to_user_id, .required = true,
        .about = "The member in that place, who may be an owner already."),
    FIELD(NewOwner, reason, .required = true, .max = 1000,
        .about = "What was checked, and how. The owners are mailed it."));

Error ownership_transfer_list(
    Ctx *ctx, const char *after, int64_t limit, OwnershipTransferList *ret_transfers)
{
    return ownership_transfer_store_list(ctx, after, limit, ret_transfers);
}

Error ownership_transfer_get(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer)
{
    return ownership_transfer_store_get(ctx, ctx->actor.organization_id, id, ret_transfer);
}

static bool is_announced(const OwnershipTransfer *transfer)
{
    return time_is_set(transfer->takes_effect_at);
}

static const char *event_of(const OwnershipTransfer *transfer, TransferState state)
{
    static const char *const events[] = {"requested", "accepted", "declined", "withdrawn"};
    if (!is_announced(transfer))
        return events[state];
    if (state == TRANSFER_PENDING)
        return "announced";
    return state == TRANSFER_ACCEPTED ? "completed" : "stopped";
}

static Error emit(Ctx *ctx, const OwnershipTransfer *transfer, TransferState state)
{
    return event_emit(ctx,
        arena_printf(ctx->arena, "ownership_transfer.%s", event_of(transfer, state)),
        transfer->organization_id, transfer->id, NULL);
}

static Error move(Ctx *ctx, const OwnershipTransfer *transfer, TransferState state)
{
    TRY(ownership_transfer_store_move(ctx, transfer->id, state));
    return emit(ctx, transfer, state);
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

static Error pending_already(Ctx *ctx, Error error)
{
    if (error != CONFLICT || !text_same(ctx->failure.code, "ownership_transfer_one_pending"))
        return error;
    return fail(ctx, CONFLICT, "transfer_pending",
        "Somebody is asked to become an owner already; withdraw that first.");
}

static Error begin(Ctx *ctx, const OwnershipTransfer *transfer)
{
    TRY(ownership_transfer_store_expire(ctx));
    TRY(pending_already(ctx, ownership_transfer_store_create(ctx, transfer)));
    return emit(ctx, transfer, TRANSFER_PENDING);
}

Error ownership_transfer_create(
    Ctx *ctx, const NewOwnershipTransfer *wanted, OwnershipTransfer *ret_transfer)
{
    Member member;
    TRY(membership_lock(ctx, wanted->user_id, &member));
    TRY(member_require_owner(ctx));
    if (member_has(&member, ROLE_OWNER))
        return fail(ctx, CONFLICT, "owner_already", "%s is an owner already.", member.name);
    OwnershipTransfer transfer = {
        .id = id_new("otr"),
        .organization_id = ctx->actor.organization_id,
        .from_user_id = ctx->actor.user_id,
        .to_user_id = member.user_id,
        .stays_owner = wanted->stays_owner,
        .created_at = ctx->now,
        .expires_at = time_after(ctx->now, DAYS(TRANSFER_DAYS)),
    };
    TRY(begin(ctx, &transfer));
    return ownership_transfer_get(ctx, transfer.id, ret_transfer);
}

// Else an owner who is to go would hold it up by asking somebody.
static Error withdraw_requested(Ctx *ctx)
{
    OwnershipTransferList pending;
    TRY(ownership_transfer_store_list_pending(ctx, ID_NONE, &pending));
    for (size_t i = 0; i < pending.count; i++)
        if (!is_announced(&pending.items[i]))
            TRY(move(ctx, &pending.items[i], TRANSFER_WITHDRAWN));
    return OK;
}

static Error check_people(Ctx *ctx, const NewOwner *wanted)
{
    Member from, to;
    Error from_error = membership_get(ctx, wanted->from_user_id, &from);
    Error to_error = membership_get(ctx, wanted->to_user_id, &to);
    if (from_error == INTERNAL || to_error == INTERNAL)
        return INTERNAL;
    if (from_error || !member_has(&from, ROLE_OWNER))
        fault(ctx, "from_user_id", "not_owner", "Choose one of the owners.");
    if (to_error)
        fault(ctx, "to_user_id", "not_a_member", "Choose one of the members.");
    if (id_same(wanted->from_user_id, wanted->to_user_id))
        fault(ctx, "to_user_id", "same_person", "Choose another person than the owner.");
    if (id_same(wanted->to_user_id, ctx->actor.user_id))
        fault(ctx, "to_user_id", "own_ownership", "Nobody makes oneself an owner.");
    return faults(ctx);
}

Error ownership_transfer_place(Ctx *ctx, const NewOwner *wanted, OwnershipTransfer *ret_transfer)
{
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(check_people(ctx, wanted));
    Time takes_effect_at = time_after(ctx->now, DAYS(OBJECTION_DAYS));
    OwnershipTransfer transfer = {
        .id = id_new("otr"),
        .organization_id = ctx->actor.organization_id,
        .from_user_id = wanted->from_user_id,
        .to_user_id = wanted->to_user_id,
        .created_at = ctx->now,
        .takes_effect_at = takes_effect_at,
        .expires_at = time_after(takes_effect_at, DAYS(TRANSFER_DAYS)),
        .announced_by = ctx->actor.user_id,
        .reason = wanted->reason,
    };
    TRY(withdraw_requested(ctx));
    TRY(begin(ctx, &transfer));
    return ownership_transfer_get(ctx, transfer.id, ret_transfer);
}

// ── deciding ─────────────────────────────────────────────────────────────────────────────────

static Error require_pending(Ctx *ctx, const OwnershipTransfer *transfer)
{
    if (transfer->state == TRANSFER_PENDING)
        return OK;
    if (transfer->state == TRANSFER_EXPIRED)
        return fail(ctx, CONFLICT, "transfer_expired",
            "This was open too long; ask who began it to begin anew.");
    return fail(ctx, CONFLICT, "transfer_decided", "This is %s already.",
        transfer_state_names[transfer->state]);
}

static Error require_person(Ctx *ctx, const OwnershipTransfer *transfer, TransferState state)
{
    if (is_announced(transfer)) // takes effect by itself
        return fail(ctx, CONFLICT, "transfer_announced",
            "The operator announced this; object to it if it is not right.");
    if (state == TRANSFER_WITHDRAWN)
        return member_require_owner(ctx);
    if (id_same(transfer->to_user_id, ctx->actor.user_id))
        return OK;
    return fail(ctx, FORBIDDEN, "other_person", "Only %s decides about this.", transfer->to_name);
}

// First the new owner, so that there is one at every moment.
static Error hand_over(Ctx *ctx, const OwnershipTransfer *transfer)
{
    static MemberRole owner = {.role = ROLE_OWNER};
    Member from, to;
    Error error = membership_get(ctx, transfer->from_user_id, &from);
    if (error && error != NOT_FOUND)
        return error;
    if (error || !member_has(&from, ROLE_OWNER))
        return fail(
            ctx, CONFLICT, "transfer_void", "%s is no owner any more.", transfer->from_name);
    TRY(membership_get(ctx, transfer->to_user_id, &to));
    TRY(member_roles_place(
        ctx, &to, member_roles_unite(ctx->arena, to.roles, (MemberRoleList){&owner, 1})));
    if (transfer->stays_owner)
        return OK;
    return member_roles_place(ctx, &from, member_roles_without(ctx->arena, from.roles, ROLE_OWNER));
}

Error ownership_transfer_move(Ctx *ctx, Id id, TransferState state, OwnershipTransfer *ret_transfer)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(ownership_transfer_get(ctx, id, &transfer));
    TRY(require_person(ctx, &transfer, state));
    TRY(require_pending(ctx, &transfer));
    if (state == TRANSFER_ACCEPTED)
        TRY(hand_over(ctx, &transfer));
    TRY(move(ctx, &transfer, state));
    return ownership_transfer_get(ctx, id, ret_transfer);
}

static Error lock_announced(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer)
{
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(ownership_transfer_get(ctx, id, ret_transfer));
    if (!is_announced(ret_transfer))
        return fail(ctx, CONFLICT, "transfer_not_announced",
            "An owner asked for this, not the operator: whom it is meant for accepts or declines.");
    return require_pending(ctx, ret_transfer);
}

Error ownership_transfer_object(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(lock_announced(ctx, id, &transfer));
    if (!id_same(transfer.to_user_id, ctx->actor.user_id))
        TRY(member_require_owner(ctx));
    TRY(move(ctx, &transfer, TRANSFER_DECLINED));
    return ownership_transfer_get(ctx, id, ret_transfer);
}

Error ownership_transfer_cancel(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(lock_announced(ctx, id, &transfer));
    TRY(move(ctx, &transfer, TRANSFER_WITHDRAWN));
    return ownership_transfer_get(ctx, id, ret_transfer);
}

Error ownership_transfer_withdraw_all(Ctx *ctx, Id user_id)
{
    OwnershipTransferList pending;
    TRY(ownership_transfer_store_list_pending(ctx, user_id, &pending));
    for (size_t i = 0; i < pending.count; i++)
        TRY(move(ctx, &pending.items[i], TRANSFER_WITHDRAWN));
    return OK;
}

// ── what the operator announced ──────────────────────────────────────────────────────────────

// A lost account may be somebody else's by now: what was opened with it does not stay open.
static Error shut(Ctx *ctx, Id user_id)
{
    ApiTokenList revoked;
    TRY(session_end_all(ctx, user_id, ID_NONE));
    return api_token_revoke_all(ctx, user_id, ctx->actor.organization_id, &revoked);
}

static Error move_one(Ctx *ctx, Id id)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(ownership_transfer_get(ctx, id, &transfer));
    if (transfer.state != TRANSFER_PENDING)
        return OK; // somebody objected meanwhile
    Error error = hand_over(ctx, &transfer);
    if (error == CONFLICT && text_same(ctx->failure.code, "transfer_void"))
        return move(ctx, &transfer, TRANSFER_WITHDRAWN);
    TRY(error);
    TRY(shut(ctx, transfer.from_user_id));
    return move(ctx, &transfer, TRANSFER_ACCEPTED);
}

static Error move_due(Ctx *ctx, void *arg)
{
    const OwnershipTransfer *due = arg;
    return WITHIN(ctx, due->organization_id, move_one(ctx, due->id));
}

Error ownership_transfer_move_job(Ctx *ctx, const Job *job)
{
    OwnershipTransferList due;
    (void)job;
    TRY(ownership_transfer_store_list_due(ctx, AT_ONCE, &due));
    return tx_run_each(ctx, TX_WRITE, move_due, &due);
}
