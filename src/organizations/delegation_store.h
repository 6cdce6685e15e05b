// delegation_store.h — delegation rows. Private to src/organizations.
#pragma once

#include "delegation.h"

Error delegation_store_create(Ctx *ctx, const Delegation *delegation);
Error delegation_store_get(Ctx *ctx, Id id, Delegation *ret_delegation); // of either side
Error delegation_store_list(
    Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations);
Error delegation_store_list_customers(
    Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations);
Error delegation_store_move(Ctx *ctx, const Delegation *delegation, DelegationState state);
Error delegation_store_end(Ctx *ctx); // those whose end has come
