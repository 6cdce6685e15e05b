// world_shop.h — something to buy in the world: an AI product of Nimbus Labs, the operator's terms,
// and what Acme has subscribed to.
#pragma once

#include "testing/world.h"

typedef struct WorldShop {
    const char *slug; // of the product, "nimbus-chat"; published
    Id product_id, revision_id, plan_id;
    // nimbus-small: 0.15 EUR in, 0.60 out; nimbus-large: 2.50 in, 10.00 out, 1.25 cached, 12.00
    // reasoning; each per 1,000,000 tokens
    Id small_model_id, large_model_id;
    Digest eula_en, eula_de, terms_en, terms_de;
} WorldShop;

/** Puts it on sale. Once per scenario. */
WorldShop world_shop(World *world);

/** Issues terms of the operator, valid from now. */
Digest world_terms(World *world, const char *language, const char *version, const char *content);

/** The body of an order of the plan in which all English agreements are accepted. */
const char *world_order(World *world, const WorldShop *shop);

/** Orders it as the person who asks, and gives the subscription's id. */
Id world_subscribe(World *world, const WorldShop *shop);

/** Issues a key as the person who asks. */
Id world_key(World *world, Id subscription_id, const char *name);

/** Writes a metered call of Acme that began at the time. */
void world_call(World *world, Id subscription_id, Id ai_key_id, Id ai_model_id, Time started_at,
    int64_t tokens_in, int64_t tokens_out, int64_t tokens_cached, int64_t tokens_reasoning);
