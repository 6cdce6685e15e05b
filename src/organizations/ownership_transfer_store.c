#include "ownership_transfer_store.h"

#include "db/db.h"

#define TRANSFER_COLUMNS                                                                           \
    "transfer.organization_id, transfer.id, from_user_id, to_user_id, giver.name AS from_name,"    \
    " taker.name AS to_name, stays_owner, transfer.created_at, expires_at, decided_at,"            \
    " takes_effect_at, announced_by, reason"

#define TRANSFERS                                                                                  \
    "ownership_transfer AS transfer JOIN user_account AS giver ON giver.id = from_user_id"         \
    " JOIN user_account AS taker ON taker.id = to_user_id"

Error ownership_transfer_store_create(Ctx *ctx, const OwnershipTransfer *transfer)
{
    return db_exec(ctx,
        "INSERT INTO ownership_transfer (organization_id, id, from_user_id, to_user_id,"
        " stays_owner, state, created_at, expires_at, takes_effect_at, announced_by, reason)"
        " VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, $10)",
        transfer->organization_id, transfer->id, transfer->from_user_id, transfer->to_user_id,
        transfer->stays_owner, transfer->created_at, transfer->expires_at,
        transfer->takes_effect_at, transfer->announced_by, transfer->reason);
}

Error ownership_transfer_store_get(
    Ctx *ctx, Id organization_id, Id id, OwnershipTransfer *ret_transfer)
{
    return db_one(ctx, ownership_transfer_shape, ret_transfer,
        "SELECT " TRANSFER_COLUMNS
        ", CASE WHEN state = 'pending' AND expires_at <= $3"
        " THEN 'expired' ELSE state END AS state FROM " TRANSFERS
        " WHERE transfer.organization_id = $1 AND transfer.id = $2",
        organization_id, id, ctx->now);
}

Error ownership_transfer_store_list(
    Ctx *ctx, const char *after, int64_t limit, OwnershipTransferList *ret_transfers)
{
    return db_all(ctx, ownership_transfer_shape, ret_transfers,
        "SELECT " TRANSFER_COLUMNS
        ", CASE WHEN state = 'pending' AND expires_at <= $4"
        " THEN 'expired' ELSE state END AS state FROM " TRANSFERS
        " WHERE transfer.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR transfer.id < $2)"
        " ORDER BY transfer.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit, ctx->now);
}

Error ownership_transfer_store_move(Ctx *ctx, Id id, TransferState state)
{
    return db_exec(ctx,
        "UPDATE ownership_transfer SET state = $3, decided_at = $4"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, transfer_state_names[state], ctx->now);
}

Error ownership_transfer_store_expire(Ctx *ctx)
{
    return db_exec(ctx,
        "UPDATE ownership_transfer SET state = 'expired'"
        " WHERE organization_id = $1 AND state = 'pending' AND expires_at <= $2",
        ctx->actor.organization_id, ctx->now);
}

Error ownership_transfer_store_list_pending(
    Ctx *ctx, Id user_id, OwnershipTransferList *ret_transfers)
{
    return db_all(ctx, ownership_transfer_shape, ret_transfers,
        "SELECT " TRANSFER_COLUMNS ", state FROM " TRANSFERS
        " WHERE transfer.organization_id = $1 AND state = 'pending'"
        " AND (CAST($2 AS TEXT) IS NULL OR to_user_id = $2)"
        " ORDER BY transfer.id",
        ctx->actor.organization_id, user_id);
}

Error ownership_transfer_store_list_due(
    Ctx *ctx, int64_t limit, OwnershipTransferList *ret_transfers)
{
    return db_all(ctx, ownership_transfer_shape, ret_transfers,
        "SELECT " TRANSFER_COLUMNS ", state FROM " TRANSFERS
        " WHERE state = 'pending' AND takes_effect_at <= $1 AND expires_at > $1"
        " ORDER BY takes_effect_at, transfer.id LIMIT $2",
        ctx->now, limit);
}
