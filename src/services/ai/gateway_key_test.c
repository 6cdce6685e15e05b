#include "gateway_key.h"

#include "testing/world_offer.h"
#include "testing/world_shop.h"

#include <string.h>

#define MODELS(url, more)                                                                          \
    "ai: {models: [{name: nimbus-7b, capabilities: [chat], context_length: 8192,"                  \
    " rates: {in: 0.15, out: 0.60}, upstreams: [{url: '" url "'" more "}]}]}"

// Acme's key for the product whose calls go to FORMER with the key sk-secret.
static Digest begin(World *world)
{
    Id plan_id;
    world_publish(world, world_ai_offer(world, "chat", "Chat", NULL));
    plan_id = id_from(world_text(world, "SELECT id FROM plan"));
    Digest terms = world_terms(world, "en", "1.0", "Be kind.");
    world_as(world, WORLD_BUYER);
    Reply order = world_post(world, "/v1/orders",
        world_printf(world, "{'plan_id': '%s', 'accepted': ['%s']}", plan_id.text,
            digest_text(world->ctx.arena, terms)));
    EXPECT_INT(order.status, 201);
    const char *path =
        world_printf(world, "/v1/subscriptions/%s/keys", world_value(order, "subscription_id"));
    return digest_of(world_member(world_post(world, path, "{'name': 'x'}"), "secret"));
}

// Where a call of the only model goes now, as Kontor sees it: "url upstream-model key".
static const char *route_of(World *world, Digest secret)
{
    GatewayKeys *keys = gateway_keys_new();
    GatewayKey *key = NULL;
    const char *route = "nowhere";
    Ctx ctx = world->ctx;
    ctx.actor = (Actor){.is_system = true};
    world_must(world, gateway_keys_find(keys, &ctx, secret, &key));
    if (key && key->model_count && key->models[0].upstream_count) {
        const GatewayUpstream *upstream = &key->models[0].upstreams[0];
        route = world_printf(world, "%s %s %s", upstream->url, upstream->model,
            upstream->secret ? upstream->secret : "-");
    }
    gateway_key_close(key);
    gateway_keys_free(keys);
    return route;
}

static Id submit(World *world, const char *yaml)
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_apply(world, yaml);
    EXPECT_TEXT(world_value(reply, "state"), "in_review");
    world_drain(world);
    return world_id(reply, "revision_id");
}

static void decide(World *world, Id revision_id, const char *decision, const char *body)
{
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(
        world_post(world,
            world_printf(world, "/v1/operator/revisions/%s/%s", revision_id.text, decision), body)
            .status,
        200);
}

#define FORMER "https://llm.nimbus.test/v1 nimbus-7b sk-secret"
#define NEWER  "https://other.test/v1 big sk-other"

SCENARIO(
    "a submission changes nothing of where calls go; its activation does, and going back undoes it")
{
    Digest secret = begin(world);
    Id first = id_from(world_text(world, "SELECT id FROM revision"));
    EXPECT_TEXT(route_of(world, secret), FORMER);

    Id second = submit(world, world_ai_offer(world, "chat", "Chat",
                                  MODELS("https://other.test/v1", ", model: big, key: sk-other")));
    EXPECT_TEXT(route_of(world, secret), FORMER);

    decide(world, second, "approval", "{'override_reason': 'It answers.'}");
    EXPECT_TEXT(route_of(world, secret), NEWER);

    decide(world, first, "restoration", "{'reason': 'It is too slow.'}");
    EXPECT_TEXT(route_of(world, secret), FORMER);
    EXPECT_TEXT(world_text(world, "SELECT revision_id FROM subscription"), first.text);
}

SCENARIO("an approved revision moves calls at its release time, not before")
{
    Digest secret = begin(world);
    Id second = submit(world, world_ai_offer(world, "chat", "Chat",
                                  MODELS("https://other.test/v1", ", model: big, key: sk-other")));
    const char *release = time_text(world->ctx.arena, time_after(world->ctx.now, HOURS(1)));
    decide(world, second, "approval",
        world_printf(world, "{'override_reason': 'x', 'release_at': '%s'}", release));
    world_drain(world);
    EXPECT_TEXT(route_of(world, secret), FORMER);
    world_advance(world, HOURS(2));
    world_drain(world);
    EXPECT_TEXT(route_of(world, secret), NEWER);
}

SCENARIO("a key that is not said stays with its address, whichever revision had it")
{
    Digest secret = begin(world);
    world_publish(
        world, world_ai_offer(world, "chat", "Chat", MODELS("https://other.test/v1", "")));
    EXPECT_TEXT(route_of(world, secret), "https://other.test/v1 nimbus-7b -");
    world_publish(
        world, world_ai_offer(world, "chat", "Chat", MODELS("https://llm.nimbus.test/v1", "")));
    EXPECT_TEXT(route_of(world, secret), FORMER);
}

SCENARIO("a new key is a new revision: a submission does not change the one in use")
{
    Digest secret = begin(world);
    Id second = submit(world, world_ai_offer(world, "chat", "Chat",
                                  MODELS("https://llm.nimbus.test/v1", ", key: sk-new")));
    EXPECT_TEXT(route_of(world, secret), FORMER);
    decide(world, second, "approval", "{'override_reason': 'x'}");
    EXPECT_TEXT(route_of(world, secret), "https://llm.nimbus.test/v1 nimbus-7b sk-new");
}

SCENARIO("another seller's offer says nothing of a product that is not its own")
{
    Digest secret = begin(world);
    world_exec(world, "UPDATE seller SET organization_id = $1 WHERE id = $2",
        world_organization(world, WORLD_STRANGER), world->seller_id);
    world_as(world, WORLD_SELLER);
    Reply reply = world_apply(
        world, world_ai_offer(world, "chat", "Chat", MODELS("https://evil.test/v1", "")));
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(route_of(world, secret), FORMER);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM revision"), 1);
}
