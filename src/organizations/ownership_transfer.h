// ownership_transfer.h — one owner makes another: two persons do it, so nobody becomes an owner
// unawares and no organization is ever without one.
//
// pending → accepted | declined (by the other person) | withdrawn (by an owner) | expired (after
// seven days). Of an organization at most one is pending.
//
// Where an owner is lost nobody could ask, so the operator may announce another one in that place:
// pending → accepted (by itself, after three days) | declined (by an owner or the other person, who
// object) | withdrawn (by the operator, or because who is replaced is no owner any more, or the
// other person is removed).
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

typedef enum TransferState {
    TRANSFER_PENDING,
    TRANSFER_ACCEPTED,
    TRANSFER_DECLINED,
    TRANSFER_WITHDRAWN,
    TRANSFER_EXPIRED,
} TransferState;

extern const char *const transfer_state_names[]; // "pending" …, ended by NULL

enum { TRANSFER_DAYS = 7, OBJECTION_DAYS = 3 };

typedef struct OwnershipTransfer {
    Id id; // otr_…
    Id organization_id;
    Id from_user_id, to_user_id;
    const char *from_name, *to_name;
    bool stays_owner; // who hands over stays one beside the other
    TransferState state;
    Time created_at;
    Time expires_at;
    Time decided_at;
    Time takes_effect_at; // TIME_NONE: an owner asked, and the other person accepts
    Id announced_by;      // of the operator
    const char *reason;   // of the operator, who tells the owners
} OwnershipTransfer;

extern const Shape ownership_transfer_shape;
typedef LIST_OF(OwnershipTransfer) OwnershipTransferList;

typedef struct NewOwnershipTransfer {
    Id user_id;
    bool stays_owner;
} NewOwnershipTransfer;

extern const Shape new_ownership_transfer_shape;

typedef struct NewOwner {
    Id from_user_id, to_user_id;
    const char *reason;
} NewOwner;

extern const Shape new_owner_shape;

/** Those of the actor's organization, newest first. */
Error ownership_transfer_list(
    Ctx *ctx, const char *after, int64_t limit, OwnershipTransferList *ret_transfers);

/**
 * The actor, an owner, asks a member to become one. Emits ownership_transfer.requested.
 *
 * NOT_FOUND  the person is no member
 * CONFLICT   owner_already, transfer_pending
 * FORBIDDEN  owner_only
 */
Error ownership_transfer_create(
    Ctx *ctx, const NewOwnershipTransfer *wanted, OwnershipTransfer *ret_transfer);

/**
 * ACCEPTED and DECLINED by whom it is meant for, WITHDRAWN by an owner. Emits
 * ownership_transfer.accepted, .declined or .withdrawn.
 *
 * NOT_FOUND
 * CONFLICT   transfer_decided, transfer_expired, transfer_announced; transfer_void: who asked is no
 *            owner any more
 * FORBIDDEN  other_person, owner_only
 */
Error ownership_transfer_move(
    Ctx *ctx, Id id, TransferState state, OwnershipTransfer *ret_transfer);

/** Ends what the operator announced, by an owner or whom it is meant for. Emits
 * ownership_transfer.stopped. NOT_FOUND; FORBIDDEN owner_only; CONFLICT transfer_not_announced,
 * transfer_decided */
Error ownership_transfer_object(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer);

/**
 * The operator, who made sure of it, announces in the organization acted for (WITHIN) that a member
 * becomes an owner in the place of one; an owner's asking that waits is withdrawn. Emits
 * ownership_transfer.announced.
 *
 * NOT_FOUND  there is no such organization
 * INVALID    not_owner at from_user_id; not_a_member, same_person, own_ownership at to_user_id
 * CONFLICT   transfer_pending: one is announced already
 */
Error ownership_transfer_place(Ctx *ctx, const NewOwner *wanted, OwnershipTransfer *ret_transfer);

/** The operator withdraws it. NOT_FOUND; CONFLICT as above. Emits .stopped. */
Error ownership_transfer_cancel(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer);

/** The job "move_ownership": what was announced long enough ago. Emits .completed. */
Error ownership_transfer_move_job(Ctx *ctx, const Job *job);

/** Withdraws what asks the person to become an owner, for who has locked the organization. */
Error ownership_transfer_withdraw_all(Ctx *ctx, Id user_id);

/** For mail. */
Error ownership_transfer_get(Ctx *ctx, Id id, OwnershipTransfer *ret_transfer);
