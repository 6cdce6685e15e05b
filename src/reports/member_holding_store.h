// member_holding_store.h — counts over rows of others. Private to src/reports.
#pragma once

#include "member_holding.h"

Error member_holding_store_get(Ctx *ctx, Id user_id, MemberHoldings *ret_holdings);
