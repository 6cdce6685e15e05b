// ownership_transfer_store.h — ownership_transfer rows. Private to src/organizations.
#pragma once

#include "ownership_transfer.h"

Error ownership_transfer_store_create(Ctx *ctx, const OwnershipTransfer *transfer);
Error ownership_transfer_store_get(
    Ctx *ctx, Id organization_id, Id id, OwnershipTransfer *ret_transfer);
Error ownership_transfer_store_list(
    Ctx *ctx, const char *after, int64_t limit, OwnershipTransferList *ret_transfers);
Error ownership_transfer_store_move(Ctx *ctx, Id id, TransferState state);
Error ownership_transfer_store_expire(Ctx *ctx); // those of the organization whose time is over
Error ownership_transfer_store_list_pending(
    Ctx *ctx, Id user_id, OwnershipTransferList *ret_transfers); // to the person; ID_NONE: to any
/** What the operator announced, in all organizations. */
Error ownership_transfer_store_list_due(
    Ctx *ctx, int64_t limit, OwnershipTransferList *ret_transfers);
