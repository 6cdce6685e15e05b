#include "testing/world_shop.h"

#include "catalog/agreement.h"
#include "settings.h"
#include "testing/world_offer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EULA_EN  "You may chat."
#define EULA_DE  "Sie dürfen plaudern."
#define TERMS_EN "Be kind."
#define TERMS_DE "Seien Sie nett."

static const char offer_lines[] =
    "licence_type: usage\n"
    "plans: [{code: standard, name: Standard}]\n"
    "documents:\n"
    "- {kind: eula, language: en, title: Licence agreement, version: '2.0', text: " EULA_EN
    "}\n"
    "- {kind: eula, language: de, title: Licence agreement, version: '2.0', text: " EULA_DE
    "}\n"
    "ai:\n"
    "  models:\n"
    "  - {name: nimbus-small, capabilities: [chat], context_length: 8192,\n"
    "     rates: {in: 0.15, out: 0.60}}\n"
    "  - {name: nimbus-large, capabilities: [chat], context_length: 8192,\n"
    "     rates: {in: 2.50, out: 10.00, cached: 1.25, reasoning: 12.00}}\n";

Digest world_terms(World *world, const char *language, const char *version, const char *content)
{
    Agreement agreement;
    TX tx = {0};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, agreement_issue(&world->ctx, AGREEMENT_OPERATOR_TERMS, language, version,
                          "Terms of use", (Blob){content, strlen(content)}, &agreement));
    world_must(world, tx_commit(&tx));
    return agreement.digest;
}

static Id id_of_model(World *world, const char *name)
{
    return id_from(world_text(world, "SELECT id FROM ai_model WHERE name = $1", name));
}

WorldShop world_shop(World *world)
{
    const char *slug = "nimbus-chat";
    Reply offer = world_publish(world, world_ai_offer(world, slug, "Nimbus Chat", offer_lines));
    WorldShop shop = {
        .slug = slug,
        .product_id = world_id(offer, "product_id"),
        .revision_id = world_id(offer, "revision_id"),
        .eula_en = digest_of(EULA_EN),
        .eula_de = digest_of(EULA_DE),
        .terms_en = world_terms(world, "en", "1.0", TERMS_EN),
        .terms_de = world_terms(world, "de", "1.0", TERMS_DE),
    };
    shop.plan_id =
        id_from(world_text(world, "SELECT id FROM plan WHERE revision_id = $1", shop.revision_id));
    shop.small_model_id = id_of_model(world, "nimbus-small");
    shop.large_model_id = id_of_model(world, "nimbus-large");
    return shop;
}

const char *world_order(World *world, const WorldShop *shop)
{
    return world_printf(world, "{'plan_id': '%s', 'accepted': ['%s', '%s']}", shop->plan_id.text,
        digest_text(world->ctx.arena, shop->terms_en),
        digest_text(world->ctx.arena, shop->eula_en));
}

Id world_subscribe(World *world, const WorldShop *shop)
{
    Reply reply = world_post(world, "/v1/orders", world_order(world, shop));
    if (reply.status != 201)
        printf("Bail out! %s\n", reply.body), exit(1);
    return world_id(reply, "subscription_id");
}

Id world_key(World *world, Id subscription_id, const char *name)
{
    Reply reply =
        world_post(world, world_printf(world, "/v1/subscriptions/%s/keys", subscription_id.text),
            world_printf(world, "{'name': '%s'}", name));
    if (reply.status != 201)
        printf("Bail out! %s\n", reply.body), exit(1);
    return world_id(reply, "id");
}

void world_call(World *world, Id subscription_id, Id ai_key_id, Id ai_model_id, Time started_at,
    int64_t tokens_in, int64_t tokens_out, int64_t tokens_cached, int64_t tokens_reasoning)
{
    Id request_id = id_new("req");
    uint8_t bytes[16];
    random_bytes(bytes, sizeof bytes);
    for (int i = 5, shift = 0; i >= 0; i--, shift += 8)
        bytes[i] = (uint8_t)(started_at.us / 1000 >> shift & 255);
    Blob id = {bytes, sizeof bytes};
    world_exec(world,
        "INSERT INTO ai_usage (organization_id, id, request_id, subscription_id, ai_key_id,"
        " ai_model_id, model, operation, day, started_at, ended_at, tokens_in, tokens_out,"
        " tokens_cached, tokens_reasoning, quality, upstream_status, client_status, is_complete)"
        " VALUES ($1, $2, $3, $4, $5, $6, (SELECT name FROM ai_model WHERE id = $6), 'chat', $7,"
        " $8, $9, $10, $11, $12, $13, 'exact', 200, 200, true)",
        world_organization(world, WORLD_OWNER), id, request_id, subscription_id, ai_key_id,
        ai_model_id, date_of(started_at, settings()->billing_zone), started_at,
        time_after(started_at, SECOND), tokens_in, tokens_out, tokens_cached, tokens_reasoning);
}
