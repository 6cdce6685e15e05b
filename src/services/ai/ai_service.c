#include "ai_service.h"

#include "ai_key.h"

#include <stdlib.h>
#include <string.h>

// There is nothing to set up: the first key makes it usable.
static Error provision(
    Ctx *ctx, const Subscription *subscription, Id configuration_id, bool *ret_is_ready)
{
    (void)subscription;
    if (id_is_set(configuration_id)) {
        fault(ctx, "configuration_id", "not_known", "This product is not configured.");
        return faults(ctx);
    }
    *ret_is_ready = true;
    return OK;
}

static int key_compare(const void *left, const void *right)
{
    const EndingKey *a = left, *b = right;
    if (a->last_used_at.us != b->last_used_at.us)
        return a->last_used_at.us < b->last_used_at.us ? 1 : -1;
    return strcmp(b->id.text, a->id.text);
}

static Error preview(Ctx *ctx, const Subscription *subscription, ServiceEnd *ret_end)
{
    AiKeyList keys;
    TRY(ai_key_list_active(ctx, subscription->id, &keys));
    EndingKeyList ending = {arena_array_of(ctx->arena, EndingKey, keys.count), keys.count};
    for (size_t i = 0; i < keys.count; i++) {
        const AiKey *key = &keys.items[i];
        ending.items[i] = (EndingKey){key->id, key->name, key->prefix, key->last_used_at};
    }
    qsort(ending.items, ending.count, sizeof *ending.items, key_compare);
    *ret_end = (ServiceEnd){.keys = ending};
    return OK;
}

static Error cancel(Ctx *ctx, const Subscription *subscription, const CancelChoice *choice)
{
    (void)choice; // nothing of it stays
    return ai_key_revoke_all(ctx, subscription);
}

const Service ai_service = {
    .provision = provision,
    .preview = preview,
    .cancel = cancel,
};
