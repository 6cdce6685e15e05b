#include "testing/world_shop.h"

#include <string.h>

static Reply post_key(World *world, Id subscription_id, const char *body)
{
    return world_post(
        world, world_printf(world, "/v1/subscriptions/%s/keys", subscription_id.text), body);
}

static Reply get_keys(World *world, Id subscription_id)
{
    return world_get(world, world_printf(world, "/v1/subscriptions/%s/keys", subscription_id.text));
}

static Reply revoke(World *world, Id subscription_id, Id key_id)
{
    return world_post(world,
        world_printf(
            world, "/v1/subscriptions/%s/keys/%s/revocation", subscription_id.text, key_id.text),
        NULL);
}

static int64_t events(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", kind);
}

SCENARIO("a key's secret is shown once and kept nowhere")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Reply reply = post_key(world, subscription_id, "{'name': 'batch jobs'}");
    const char *secret = world_member(reply, "secret");

    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(reply_header(reply, "Cache-Control"), "no-store");
    EXPECT_INT(strlen(secret), 8 + 32 + 6);
    EXPECT(strncmp(secret, "kt_live_", 8) == 0);
    EXPECT(strncmp(secret, world_member(reply, "prefix"), 12) == 0);
    EXPECT_INT(strlen(world_member(reply, "prefix")), 12);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_key WHERE secret_digest = $1",
                   digest_of(secret)),
        1);
    EXPECT(world_value(get_keys(world, subscription_id), "items.0.secret") == NULL);
    EXPECT(!strstr(get_keys(world, subscription_id).body, secret + 12));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE CAST(data AS TEXT) LIKE $1",
                   world_printf(world, "%%%s%%", secret + 12)),
        0);
    EXPECT_INT(events(world, "ai_key.issued"), 1);
}

SCENARIO("the last six characters of a secret check those before them")
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    WorldShop shop = world_shop(world);
    Reply reply = post_key(world, world_subscribe(world, &shop), "{'name': 'x'}");
    const char *secret = world_member(reply, "secret");
    Digest digest = digest_of(arena_text(world->ctx.arena, secret, 40));
    uint64_t bits = 0;
    for (size_t i = 0; i < 5; i++)
        bits = bits << 8 | digest.bytes[i];
    for (size_t i = 0; i < 6; i++)
        EXPECT(secret[40 + i] == alphabet[bits >> (35 - 5 * i) & 31]);
}

SCENARIO("whoever repeats the request gets the same key, without its secret")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    world_header(world, "Idempotency-Key", "one-and-the-same");
    Reply first = post_key(world, subscription_id, "{'name': 'ci'}");
    Reply again = post_key(world, subscription_id, "{'name': 'ci'}");
    Reply other = post_key(world, subscription_id, "{'name': 'something else'}");

    EXPECT_INT(first.status, 201);
    EXPECT_INT(again.status, 201);
    EXPECT_TEXT(world_member(again, "id"), world_member(first, "id"));
    EXPECT(world_member(again, "secret") == NULL);
    EXPECT_INT(other.status, 422);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_key WHERE revoked_at IS NULL"), 1);
}

SCENARIO("names are unique among the keys that are not revoked")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Id key_id = world_key(world, subscription_id, "Production");
    EXPECT_TEXT(post_key(world, subscription_id, "{'name': ' production '}").code, "name_taken");

    revoke(world, subscription_id, key_id);
    EXPECT_INT(post_key(world, subscription_id, "{'name': 'production'}").status, 201);
    EXPECT_INT(
        post_key(world, world_subscribe(world, &shop), "{'name': 'production'}").status, 201);
}

SCENARIO("a key is limited to models that its subscription has")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Reply wrong =
        post_key(world, subscription_id, "{'name': 'x', 'models': ['nimbus-small', 'gpt-9']}");
    EXPECT_INT(wrong.status, 422);
    EXPECT_TEXT(world_value(wrong, "errors.0.field"), "models[1]");

    Reply right = post_key(world, subscription_id,
        "{'name': 'x', 'models': ['nimbus-small'], 'requests_per_minute': 60,"
        " 'tokens_per_minute': 100000}");
    EXPECT_INT(right.status, 201);
    EXPECT_TEXT(world_value(right, "models.0"), "nimbus-small");
    EXPECT_TEXT(world_value(right, "requests_per_minute"), "60");
    EXPECT_TEXT(
        world_value(get_keys(world, subscription_id), "items.0.tokens_per_minute"), "100000");
}

SCENARIO("a key expires in the future or not at all")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Time tomorrow = time_after(world->ctx.now, DAYS(1));
    Reply past =
        post_key(world, subscription_id, "{'name': 'x', 'expires_at': '2020-01-01T00:00:00Z'}");
    EXPECT_INT(past.status, 422);
    EXPECT_TEXT(world_value(past, "errors.0.field"), "expires_at");

    Reply key = post_key(world, subscription_id,
        world_printf(
            world, "{'name': 'x', 'expires_at': '%s'}", time_text(world->ctx.arena, tomorrow)));
    EXPECT_TEXT(world_value(key, "state"), "active");
    world_advance(world, DAYS(1));
    EXPECT_TEXT(world_value(get_keys(world, subscription_id), "items.0.state"), "expired");
}

SCENARIO("what is wrong with a wish for a key is said at once, field by field")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Reply reply = post_key(world, subscription_id,
        "{'name': '', 'requests_per_minute': 0, 'colour': 'red', 'models': 7}");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 4);
    EXPECT_INT(post_key(world, subscription_id, "{'name': '   '}").status, 422);
}

SCENARIO("revoking is final, and doing it again changes nothing")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Id key_id = world_key(world, subscription_id, "x");
    Reply first = revoke(world, subscription_id, key_id);
    world_advance(world, HOURS(1));
    Reply again = revoke(world, subscription_id, key_id);

    EXPECT_INT(first.status, 200);
    EXPECT_TEXT(world_value(first, "state"), "revoked");
    EXPECT_TEXT(world_value(first, "revoked_by"), world_user(world, WORLD_OWNER).text);
    EXPECT_INT(again.status, 200);
    EXPECT_TEXT(world_value(again, "revoked_at"), world_value(first, "revoked_at"));
    EXPECT_INT(events(world, "ai_key.revoked"), 1);
    EXPECT_TEXT(world_value(get_keys(world, subscription_id), "items.0.state"), "revoked");
}

SCENARIO("an id that is none revokes nothing")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    world_key(world, subscription_id, "x");
    const char *paths[] = {"key_nothing", "key_0123456789012345678901234567890123456789"};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        EXPECT_INT(world_post(world,
                       world_printf(world, "/v1/subscriptions/%s/keys/%s/revocation",
                           subscription_id.text, paths[i]),
                       NULL)
                       .status,
            404);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_key WHERE revoked_at IS NULL"), 1);
}

SCENARIO("the last use of a key is that of its last call")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Id key_id = world_key(world, subscription_id, "x");
    EXPECT(world_value(get_keys(world, subscription_id), "items.0.last_used_at") == NULL);

    Time last = time_after(world->ctx.now, -HOURS(1));
    world_call(world, subscription_id, key_id, shop.small_model_id, last, 10, 5, 0, 0);
    world_call(world, subscription_id, key_id, shop.small_model_id, time_after(last, -HOURS(2)), 10,
        5, 0, 0);
    EXPECT_TEXT(world_value(get_keys(world, subscription_id), "items.0.last_used_at"),
        time_text(world->ctx.arena, last));
}

SCENARIO("keys are listed newest first, page by page, each once")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    for (int i = 0; i < 5; i++)
        world_key(world, subscription_id, world_printf(world, "key %d", i));
    const char *after = "";
    int64_t seen = 0;
    while (after) {
        Reply page = world_get(world, world_printf(world, "/v1/subscriptions/%s/keys?limit=2%s%s",
                                          subscription_id.text, *after ? "&after=" : "", after));
        EXPECT_INT(page.status, 200);
        seen += world_length(page, "items");
        after = world_value(page, "next");
    }
    EXPECT_INT(seen, 5);
}

SCENARIO("a suspended subscription issues no keys")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    world_exec(world, "UPDATE subscription SET state = 'suspended'");
    Reply reply = post_key(world, subscription_id, "{'name': 'x'}");
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "subscription_not_active");
}

SCENARIO("a subscription has at most a thousand keys")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    world_exec(world,
        "INSERT INTO ai_key (organization_id, id, subscription_id, name, prefix, secret_digest,"
        " models, created_by, created_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
        " SELECT i + 1 FROM n WHERE i < 1000) SELECT $1, 'key_' || CAST(i AS TEXT), $2,"
        " 'k' || CAST(i AS TEXT), 'kt_live_xxxx', CAST('d' || CAST(i AS TEXT) AS {blob}), '[]',"
        " $3, $4 FROM n",
        world_organization(world, WORLD_OWNER), subscription_id, world_user(world, WORLD_OWNER),
        world->ctx.now);
    EXPECT_TEXT(post_key(world, subscription_id, "{'name': 'one more'}").code, "too_many_keys");
    revoke(world, subscription_id, id_from("key_7"));
    EXPECT_INT(post_key(world, subscription_id, "{'name': 'one more'}").status, 201);
}

SCENARIO("to another organization neither subscription nor key exists")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Id key_id = world_key(world, subscription_id, "x");
    world_as(world, WORLD_STRANGER);
    Id own = world_subscribe(world, &shop);

    EXPECT_INT(get_keys(world, subscription_id).status, 404);
    EXPECT_INT(post_key(world, subscription_id, "{'name': 'x'}").status, 404);
    EXPECT_INT(revoke(world, subscription_id, key_id).status, 404);
    EXPECT_INT(revoke(world, own, key_id).status, 404);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM ai_key WHERE revoked_at IS NULL"), 1);
}

SCENARIO("a reporter sees keys but neither issues nor revokes them")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    Id key_id = world_key(world, subscription_id, "x");
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(get_keys(world, subscription_id).status, 200);
    EXPECT_INT(post_key(world, subscription_id, "{'name': 'y'}").status, 403);
    EXPECT_INT(revoke(world, subscription_id, key_id).status, 403);
}

SCENARIO("what gives a key more is proved for, what takes from it is not")
{
    WorldShop shop = world_shop(world);
    Id subscription_id = world_subscribe(world, &shop);
    const char *key = world_printf(world, "/v1/subscriptions/%s/keys/%s", subscription_id.text,
        world_member(post_key(world, subscription_id, "{'name': 'x'}"), "id"));
    const Permissions held = world->ctx.actor.permissions;
    world->ctx.actor.permissions &= ~(Permissions)PERMIT_VERIFIED;
    EXPECT_TEXT(post_key(world, subscription_id, "{'name': 'y'}").code, "verification_required");
    EXPECT_TEXT(world_put(world, key, "{'name': 'x'}").code, "verification_required");
    EXPECT_INT(world_post(world, world_printf(world, "%s/pause", key), NULL).status, 200);
    EXPECT_TEXT(world_post(world, world_printf(world, "%s/resumption", key), NULL).code,
        "verification_required");
    world->ctx.actor.permissions = held;
    EXPECT_INT(world_post(world, world_printf(world, "%s/resumption", key), NULL).status, 200);
}

SCENARIO("no key outlives a subscription that is cancelled at the same moment")
{
    WorldShop shop = world_shop(world);
    for (int round = 0; round < 5; round++) {
        Id id = world_subscribe(world, &shop);
        const char *keys = world_printf(world, "/v1/subscriptions/%s/keys", id.text);
        RaceRequest requests[] = {
            {POST, keys, "{'name': 'a'}"},
            {POST, world_printf(world, "/v1/subscriptions/%s/cancellation", id.text), NULL},
            {POST, keys, "{'name': 'b'}"},
        };
        int statuses[WORLD_RACERS];
        world_race_all(world, requests, COUNT_OF(requests), statuses);
        EXPECT_INT(statuses[1], 200);
        for (int i = 0; i < 3; i += 2)
            EXPECT(statuses[i] == 201 || statuses[i] == 409);
        EXPECT_INT(world_count(world,
                       "SELECT count(*) FROM ai_key WHERE subscription_id = $1"
                       " AND revoked_at IS NULL",
                       id),
            0);
    }
}

SCENARIO("of keys of one name that are asked for at the same moment one is issued")
{
    WorldShop shop = world_shop(world);
    const char *keys =
        world_printf(world, "/v1/subscriptions/%s/keys", world_subscribe(world, &shop).text);
    int statuses[WORLD_RACERS];
    world_race(world, POST, keys, "{'name': 'same'}", statuses);
    EXPECT_INT(world_count_status(statuses, 201), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
}
