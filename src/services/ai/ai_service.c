#include "ai_service.h"

#include "ai_key.h"

// There is nothing to set up: the first key makes it usable.
static Error provision(Ctx *ctx, const Subscription *subscription, bool *ret_is_ready)
{
    (void)ctx, (void)subscription;
    *ret_is_ready = true;
    return OK;
}

const Service ai_service = {
    .provision = provision,
    .cancel = ai_key_revoke_all,
};
