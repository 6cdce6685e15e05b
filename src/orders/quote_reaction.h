// quote_reaction.h — what becomes of quotes when something else happens.
#pragma once

#include "work/work.h"

/** quote.delivered, in the customer's log: the subscription that waited begins. */
Error quote_delivered(Ctx *ctx, const Event *event);

/** request.won, .lost and .withdrawn: a quote that is open is withdrawn with it. */
Error quote_request_ended(Ctx *ctx, const Event *event);
