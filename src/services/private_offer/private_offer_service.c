#include "private_offer_service.h"

static Error provision(
    Ctx *ctx, const Subscription *subscription, Id configuration_id, bool *ret_is_ready)
{
    (void)ctx, (void)subscription, (void)configuration_id;
    *ret_is_ready = true;
    return OK;
}

static Error preview(Ctx *ctx, const Subscription *subscription, ServiceEnd *ret_end)
{
    (void)ctx, (void)subscription;
    *ret_end = (ServiceEnd){0};
    return OK;
}

static Error cancel(Ctx *ctx, const Subscription *subscription, const CancelChoice *choice)
{
    (void)ctx, (void)subscription, (void)choice;
    return OK;
}

const Service private_offer_service = {
    .provision = provision,
    .preview = preview,
    .cancel = cancel,
};
