// ai_key_life_test.c — what becomes of a key after it was issued: changed, rotated, paused.
#include "testing/world_shop.h"

#include <string.h>

// A key of Acme's, and the path of what one does with it.
typedef struct Key {
    Id subscription_id, id;
    const char *secret, *path;
} Key;

static const char *path_of(World *world, Id subscription_id, Id id)
{
    return world_printf(world, "/v1/subscriptions/%s/keys/%s", subscription_id.text, id.text);
}

static Key key_of(World *world, Id subscription_id, const char *body)
{
    Reply reply = world_post(
        world, world_printf(world, "/v1/subscriptions/%s/keys", subscription_id.text), body);
    EXPECT_INT(reply.status, 201);
    Id id = world_id(reply, "id");
    return (Key){
        subscription_id, id, world_member(reply, "secret"), path_of(world, subscription_id, id)};
}

static Key begin(World *world)
{
    WorldShop shop = world_shop(world);
    return key_of(world, world_subscribe(world, &shop), "{'name': 'batch'}");
}

static Reply act(World *world, const Key *key, const char *what, const char *body)
{
    return world_post(world, world_printf(world, "%s/%s", key->path, what), body);
}

static Reply change(World *world, const Key *key, const char *body)
{
    return world_put(world, key->path, body);
}

static Reply end_former(World *world, const Key *key)
{
    return world_delete(world, world_printf(world, "%s/former-secret", key->path));
}

// A member of the newest key, as the list tells it.
static const char *listed(World *world, const Key *key, const char *member)
{
    Reply reply = world_get(
        world, world_printf(world, "/v1/subscriptions/%s/keys", key->subscription_id.text));
    return world_value(reply, world_printf(world, "items.0.%s", member));
}

static int64_t events(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", kind);
}

static const char *oldest_secret_number(World *world, const char *kind)
{
    return world_text(world,
        "SELECT data ->> 'oldest_secret_number' FROM event WHERE kind = $1 ORDER BY seq DESC"
        " LIMIT 1",
        kind);
}

static const char *hence(World *world, int64_t us)
{
    return time_text(world->ctx.arena, time_after(world->ctx.now, us));
}

// ── pausing ──────────────────────────────────────────────────────────────────────────────────

SCENARIO("a key is paused and resumed, and doing it again changes nothing")
{
    Key key = begin(world);
    Reply paused = act(world, &key, "pause", NULL);
    EXPECT_INT(paused.status, 200);
    EXPECT_TEXT(world_value(paused, "state"), "paused");
    EXPECT_TEXT(world_value(paused, "paused_by"), world_user(world, WORLD_OWNER).text);
    world_advance(world, HOURS(1));
    EXPECT_TEXT(world_value(act(world, &key, "pause", NULL), "paused_at"),
        world_value(paused, "paused_at"));
    EXPECT_TEXT(listed(world, &key, "state"), "paused");
    EXPECT_INT(events(world, "ai_key.paused"), 1);

    for (int i = 0; i < 2; i++) {
        Reply resumed = act(world, &key, "resumption", NULL);
        EXPECT_INT(resumed.status, 200);
        EXPECT_TEXT(world_value(resumed, "state"), "active");
        EXPECT(world_value(resumed, "paused_at") == NULL);
        EXPECT(world_value(resumed, "paused_by") == NULL);
    }
    EXPECT_INT(events(world, "ai_key.resumed"), 1);
}

SCENARIO("a paused key is not among the active ones of its subscription")
{
    Key key = begin(world);
    const char *path = world_printf(world, "/v1/subscriptions/%s", key.subscription_id.text);
    EXPECT_TEXT(world_value(world_get(world, path), "active_keys"), "1");
    act(world, &key, "pause", NULL);
    EXPECT_TEXT(world_value(world_get(world, path), "active_keys"), "0");
}

SCENARIO("what is deactivated is neither paused, resumed, rotated nor changed")
{
    Key key = begin(world);
    act(world, &key, "rotation", NULL);
    EXPECT_TEXT(world_value(act(world, &key, "revocation", NULL), "state"), "revoked");
    EXPECT(listed(world, &key, "former_prefix") == NULL);
    EXPECT_TEXT(act(world, &key, "pause", NULL).code, "key_revoked");
    EXPECT_TEXT(act(world, &key, "resumption", NULL).code, "key_revoked");
    EXPECT_TEXT(act(world, &key, "rotation", NULL).code, "key_revoked");
    Reply changed = change(world, &key, "{'name': 'other'}");
    EXPECT_INT(changed.status, 409);
    EXPECT_TEXT(changed.code, "key_revoked");
    EXPECT_INT(end_former(world, &key).status, 204);
    EXPECT_INT(events(world, "ai_key.former_secret_ended"), 0);
}

SCENARIO("what has expired is neither paused, resumed nor rotated, but may be given a later end")
{
    Key key = begin(world);
    change(world, &key,
        world_printf(world, "{'name': 'batch', 'expires_at': '%s'}", hence(world, HOURS(1))));
    const char *end = listed(world, &key, "expires_at");
    world_advance(world, HOURS(1));
    EXPECT_TEXT(listed(world, &key, "state"), "expired");
    EXPECT_TEXT(act(world, &key, "pause", NULL).code, "key_expired");
    EXPECT_TEXT(act(world, &key, "resumption", NULL).code, "key_expired");
    EXPECT_TEXT(act(world, &key, "rotation", NULL).code, "key_expired");

    Reply renamed =
        change(world, &key, world_printf(world, "{'name': 'renamed', 'expires_at': '%s'}", end));
    EXPECT_INT(renamed.status, 200);
    EXPECT_TEXT(world_value(renamed, "state"), "expired");
    Reply past = change(world, &key,
        world_printf(world, "{'name': 'batch', 'expires_at': '%s'}", hence(world, -MINUTES(1))));
    EXPECT_INT(past.status, 422);
    EXPECT_TEXT(world_value(past, "errors.0.field"), "expires_at");
    EXPECT_TEXT(world_value(change(world, &key, "{'name': 'batch'}"), "state"), "active");
}

SCENARIO("a subscription that is cancelled takes its paused keys along")
{
    Key key = begin(world);
    act(world, &key, "pause", NULL);
    const char *path =
        world_printf(world, "/v1/subscriptions/%s/cancellation", key.subscription_id.text);
    EXPECT_TEXT(world_value(world_get(world, path), "keys.0.id"), key.id.text);
    EXPECT_INT(world_post(world, path, NULL).status, 200);
    EXPECT_TEXT(listed(world, &key, "state"), "revoked");
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────

SCENARIO("a key is given another name, other models, limits and another end")
{
    Key key = begin(world);
    const char *tomorrow = hence(world, DAYS(1));
    Reply reply = change(world, &key,
        world_printf(world,
            "{'name': ' nightly ', 'models': ['nimbus-small'], 'requests_per_minute': 60,"
            " 'tokens_per_minute': 1000, 'expires_at': '%s'}",
            tomorrow));
    EXPECT_INT(reply.status, 200);
    EXPECT(world_value(reply, "secret") == NULL);
    EXPECT_TEXT(listed(world, &key, "name"), "nightly");
    EXPECT_TEXT(listed(world, &key, "models.0"), "nimbus-small");
    EXPECT_TEXT(listed(world, &key, "requests_per_minute"), "60");
    EXPECT_TEXT(listed(world, &key, "tokens_per_minute"), "1000");
    EXPECT_TEXT(listed(world, &key, "expires_at"), tomorrow);
    EXPECT_INT(events(world, "ai_key.changed"), 1);

    reply = change(world, &key, "{'name': 'NIGHTLY'}");
    EXPECT_INT(world_length(reply, "models"), 0);
    EXPECT_TEXT(world_value(reply, "requests_per_minute"), "0");
    EXPECT(world_value(reply, "expires_at") == NULL);
}

SCENARIO("a change keeps the rules of issuing")
{
    Key key = begin(world);
    key_of(world, key.subscription_id, "{'name': 'other'}");
    EXPECT_TEXT(change(world, &key, "{'name': 'Other'}").code, "name_taken");
    Reply wrong = change(world, &key,
        "{'name': 'batch', 'models': ['gpt-9'], 'expires_at': '2020-01-01T00:00:00Z'}");
    EXPECT_INT(wrong.status, 422);
    EXPECT_INT(world_length(wrong, "errors"), 2);
    EXPECT_INT(change(world, &key, "{}").status, 422);
}

// ── rotating ─────────────────────────────────────────────────────────────────────────────────

SCENARIO("a rotated key keeps its id, name and limits, and shows a new secret once")
{
    WorldShop shop = world_shop(world);
    Key key = key_of(
        world, world_subscribe(world, &shop), "{'name': 'batch', 'requests_per_minute': 60}");
    const char *prefix = listed(world, &key, "prefix");
    Reply reply = act(world, &key, "rotation", NULL);
    const char *secret = world_member(reply, "secret");

    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(reply_header(reply, "Cache-Control"), "no-store");
    EXPECT_INT(strlen(secret), strlen(key.secret));
    EXPECT(strcmp(secret, key.secret) != 0);
    EXPECT_TEXT(world_value(reply, "id"), key.id.text);
    EXPECT_TEXT(world_value(reply, "name"), "batch");
    EXPECT_TEXT(world_value(reply, "requests_per_minute"), "60");
    EXPECT_TEXT(world_value(reply, "former_prefix"), prefix);
    EXPECT_TEXT(world_value(reply, "former_secret_ends_at"), hence(world, HOURS(24)));
    EXPECT(strncmp(secret, listed(world, &key, "prefix"), 12) == 0);
    EXPECT(listed(world, &key, "secret") == NULL);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM ai_key WHERE secret_digest = $1"
                   " AND former_secret_digest = $2",
                   digest_of(secret), digest_of(key.secret)),
        1);
    EXPECT_INT(events(world, "ai_key.rotated"), 1);
    EXPECT_TEXT(oldest_secret_number(world, "ai_key.rotated"), "1");

    world_advance(world, HOURS(24));
    EXPECT(listed(world, &key, "former_prefix") == NULL);
    EXPECT(listed(world, &key, "former_secret_ends_at") == NULL);
}

SCENARIO("whoever repeats a rotation has rotated once")
{
    Key key = begin(world);
    world_header(world, "Idempotency-Key", "one-and-the-same");
    Reply first = act(world, &key, "rotation", "{'overlap_hours': 2}");
    Reply again = act(world, &key, "rotation", "{'overlap_hours': 2}");
    EXPECT_INT(again.status, 200);
    EXPECT_TEXT(world_value(again, "prefix"), world_value(first, "prefix"));
    EXPECT(world_value(again, "secret") == NULL);
    EXPECT_INT(events(world, "ai_key.rotated"), 1);
}

SCENARIO("an overlap lasts from nothing to a week")
{
    Key key = begin(world);
    EXPECT_INT(act(world, &key, "rotation", "{'overlap_hours': 169}").status, 422);
    EXPECT_INT(act(world, &key, "rotation", "{'overlap_hours': -1}").status, 422);
    EXPECT_INT(events(world, "ai_key.rotated"), 0);
    Reply week = act(world, &key, "rotation", "{'overlap_hours': 168}");
    EXPECT_TEXT(world_value(week, "former_secret_ends_at"), hence(world, DAYS(7)));
    Reply none = act(world, &key, "rotation", "{'overlap_hours': 0}");
    EXPECT_INT(none.status, 200);
    EXPECT(world_value(none, "former_prefix") == NULL);
    EXPECT_TEXT(oldest_secret_number(world, "ai_key.rotated"), "3");
}

SCENARIO("a second rotation ends the oldest secret")
{
    Key key = begin(world);
    const char *second = world_member(act(world, &key, "rotation", NULL), "secret");
    Reply reply = act(world, &key, "rotation", NULL);
    EXPECT(strncmp(second, world_value(reply, "former_prefix"), 12) == 0);
    EXPECT_TEXT(oldest_secret_number(world, "ai_key.rotated"), "2");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM ai_key WHERE secret_digest = $1"
                   " OR former_secret_digest = $1",
                   digest_of(key.secret)),
        0);
}

SCENARIO("the former secret is ended at once, and doing it again changes nothing")
{
    Key key = begin(world);
    EXPECT_INT(end_former(world, &key).status, 204);
    EXPECT_INT(events(world, "ai_key.former_secret_ended"), 0);
    act(world, &key, "rotation", NULL);
    for (int i = 0; i < 2; i++) {
        EXPECT_INT(end_former(world, &key).status, 204);
        EXPECT(listed(world, &key, "former_prefix") == NULL);
    }
    EXPECT_INT(events(world, "ai_key.former_secret_ended"), 1);
    EXPECT_TEXT(oldest_secret_number(world, "ai_key.former_secret_ended"), "2");
}

SCENARIO("the last use of the former secret is told since the rotation, apart from the key's")
{
    WorldShop shop = world_shop(world);
    Key key = key_of(world, world_subscribe(world, &shop), "{'name': 'batch'}");
    Id model = shop.small_model_id;
    act(world, &key, "rotation", NULL);
    world_advance(world, HOURS(3));
    Time before = time_after(world->ctx.now, -HOURS(4)), former = time_after(before, HOURS(2)),
         last = time_after(before, HOURS(3));
    world_call(world, key.subscription_id, key.id, model, before, 1, 1, 0, 0);
    world_call(world, key.subscription_id, key.id, model, former, 1, 1, 0, 0);
    world_exec(world, "UPDATE ai_usage SET by_former_secret = true");
    world_call(world, key.subscription_id, key.id, model, last, 1, 1, 0, 0);
    EXPECT_TEXT(listed(world, &key, "last_used_at"), time_text(world->ctx.arena, last));
    EXPECT_TEXT(listed(world, &key, "former_last_used_at"), time_text(world->ctx.arena, former));

    act(world, &key, "rotation", NULL);
    EXPECT(listed(world, &key, "former_last_used_at") == NULL);
}

SCENARIO("a suspended subscription rotates no keys")
{
    Key key = begin(world);
    world_exec(world, "UPDATE subscription SET state = 'suspended'");
    EXPECT_TEXT(act(world, &key, "rotation", NULL).code, "subscription_not_active");
}

// ── whose they are ───────────────────────────────────────────────────────────────────────────

static void expect_refused(World *world, const Key *key, int status)
{
    static const char *const actions[] = {"rotation", "pause", "resumption"};
    for (size_t i = 0; i < COUNT_OF(actions); i++)
        EXPECT_INT(act(world, key, actions[i], NULL).status, status);
    EXPECT_INT(change(world, key, "{'name': 'mine'}").status, status);
    EXPECT_INT(end_former(world, key).status, status);
}

SCENARIO("to another organization a key does not exist, whatever it wants with it")
{
    WorldShop shop = world_shop(world);
    Key key = key_of(world, world_subscribe(world, &shop), "{'name': 'batch'}");
    act(world, &key, "rotation", NULL);
    world_as(world, WORLD_STRANGER);
    Key through_own = {.path = path_of(world, world_subscribe(world, &shop), key.id)};
    expect_refused(world, &key, 404);
    expect_refused(world, &through_own, 404);
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(listed(world, &key, "state"), "active");
    EXPECT_TEXT(listed(world, &key, "name"), "batch");
    EXPECT(listed(world, &key, "former_prefix") != NULL);
}

SCENARIO("a reporter changes nothing of a key")
{
    Key key = begin(world);
    world_as(world, WORLD_REPORTER);
    expect_refused(world, &key, 403);
}

SCENARIO("of rotations at the same moment each gives a secret of its own")
{
    Key key = begin(world);
    int statuses[WORLD_RACERS];
    world_race(world, POST, world_printf(world, "%s/rotation", key.path), "{}", statuses);
    EXPECT_INT(world_count_status(statuses, 200), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT secret_number FROM ai_key"), 1 + WORLD_RACERS);
}
