// webhook_delivery_test.c — events on their way to a receiver on this machine.
#include "webhook_delivery.h"

#include "base/text.h"
#include "http/client.h"
#include "subscribers.h"
#include "test/test_server.h"
#include "testing/world.h"
#include "webhook_signature.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_KEPT = 32 };

/** A receiver, and what it got. */
typedef struct Receiver {
    World *world;
    Guard *guard;
    TestServer *server;
    int status; // of its answers
    const char *headers, *answer;
    const char *heads[MAX_KEPT], *bodies[MAX_KEPT];
    int count;
    Id webhook_id;
    const char *secret, *path; // "/v1/webhooks/whk_…"
} Receiver;

__attribute__((constructor(101))) static void allow_this_machine(void)
{
    setenv("KONTOR_ALLOWED_ADDRESSES", "127.0.0.1", 1);
}

static TestAnswer receive(void *arg, const TestRequest *req)
{
    Receiver *receiver = arg;
    Arena *arena = receiver->world->ctx.arena; // the world waits meanwhile
    receiver->heads[receiver->count] = arena_printf(arena, "%s", req->head);
    receiver->bodies[receiver->count++] = arena_printf(arena, "%s", req->body);
    return (TestAnswer){receiver->status, receiver->headers, receiver->answer};
}

static void receiver_stop(Receiver *receiver)
{
    test_server_stop(receiver->server);
    client_start(NULL);
    guard_free(receiver->guard);
}

#define RECEIVER __attribute__((cleanup(receiver_stop))) Receiver

static void receiver_start(World *world, Receiver *receiver, const char *events)
{
    *receiver = (Receiver){.world = world, .guard = guard_new("127.0.0.1"), .status = 204};
    receiver->server = test_server_start(NULL, receive, receiver);
    client_start(receiver->guard);
    Reply made = world_post(world, "/v1/webhooks",
        world_printf(world, "{'name': 'R', 'url': 'http://127.0.0.1:%d/hook', 'events': [%s]}",
            test_server_port(receiver->server), events));
    EXPECT_INT(made.status, 201);
    receiver->webhook_id = world_id(made, "id");
    receiver->secret = world_value(made, "secret");
    receiver->path = world_printf(world, "/v1/webhooks/%s", receiver->webhook_id.text);
    world_drain(world);
    receiver->count = 0;
}

static const char *value_of(World *world, const char *head, const char *name)
{
    const char *at = strstr(head, world_printf(world, "%s: ", name));
    EXPECT(at);
    at = at ? at + strlen(name) + 2 : "";
    return arena_text(world->ctx.arena, at, strcspn(at, "\r\n"));
}

static Error emit(Ctx *ctx, void *kind)
{
    return event_emit(ctx, kind, ctx->actor.organization_id, ID_NONE, "{\"a\": \"1\"}");
}

static void happen(World *world, const char *kind)
{
    world_must(world, tx_run(&world->ctx, TX_WRITE, emit, (void *)kind));
    world_advance(world, SECOND / 1000);
}

static const char *deliveries(World *world, const Receiver *receiver, const char *path)
{
    return world_value(
        world_get(world, world_printf(world, "%s/deliveries", receiver->path)), path);
}

static bool is_signed_with(World *world, const Receiver *receiver, int number, const char *secret)
{
    const char *head = receiver->heads[number];
    const char *id = value_of(world, head, "webhook-id");
    Time time = {SECONDS(atoll(value_of(world, head, "webhook-timestamp")))};
    return strstr(head, webhook_signature(
                            world->ctx.arena, secret, id, time, receiver->bodies[number])) != NULL;
}

SCENARIO("an event is posted as the log tells it, signed, once")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    happen(world, "order.placed");
    world_drain(world);
    world_drain(world);
    EXPECT_INT(receiver.count, 1);
    EXPECT(strstr(receiver.bodies[0], "\"kind\":\"order.placed\""));
    EXPECT(strstr(world_get(world, "/v1/events?limit=200").body, receiver.bodies[0]));
    EXPECT(is_signed_with(world, &receiver, 0, receiver.secret));
    EXPECT(!is_signed_with(world, &receiver, 0, "whsec_AAAA"));
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.state"), "delivered");
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.status"), "204");
}

SCENARIO("only what a webhook asked for reaches it, in the order in which it happened")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.placed', 'lead.*'");
    happen(world, "lead.noted");
    happen(world, "order.counted");
    happen(world, "order.placed");
    happen(world, "leads.of_others");
    happen(world, "lead.seen");
    world_drain(world);
    EXPECT_INT(receiver.count, 3);
    EXPECT(strstr(receiver.bodies[0], "lead.noted"));
    EXPECT(strstr(receiver.bodies[1], "order.placed"));
    EXPECT(strstr(receiver.bodies[2], "lead.seen"));
}

SCENARIO("nobody hears of another organization's events, whatever roles change")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'*'");
    world_as(world, WORLD_STRANGER);
    happen(world, "order.placed");
    world_as(world, WORLD_OPERATOR);
    happen(world, "order.placed");
    world_change_roles(world, WORLD_OWNER, "[]");
    world_exec(world, "UPDATE membership SET organization_id = $1 WHERE user_id = $2",
        world_organization(world, WORLD_STRANGER), world_user(world, WORLD_OWNER));
    world_as(world, WORLD_STRANGER);
    happen(world, "order.counted");
    world_drain(world);
    EXPECT_INT(receiver.count, 0);
    EXPECT_INT(world_get(world, receiver.path).status, 404);
    EXPECT_INT(world_post(world, world_printf(world, "%s/test", receiver.path), NULL).status, 404);
    EXPECT_INT(world_get(world, world_printf(world, "%s/deliveries", receiver.path)).status, 404);
}

SCENARIO("what fails is tried again after growing pauses, and holds up nothing else")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'*'");
    receiver.status = 500;
    receiver.answer = "no room";
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.answer"), "no room");
    receiver.status = 200;
    happen(world, "order.counted");
    world_drain(world);
    EXPECT(strstr(receiver.bodies[1], "order.counted"));
    EXPECT_INT(receiver.count, 2);
    world_advance(world, SECONDS(5));
    world_drain(world);
    EXPECT_INT(receiver.count, 3);
    EXPECT_TEXT(value_of(world, receiver.heads[2], "webhook-id"),
        value_of(world, receiver.heads[0], "webhook-id"));
    EXPECT_TEXT(deliveries(world, &receiver, "items.1.attempts"), "2");
}

TEST("pauses grow from five seconds to six hours")
{
    static const int64_t pauses[] = {
        SECONDS(5), SECONDS(30), MINUTES(5), MINUTES(30), HOURS(2), HOURS(6), HOURS(6)};
    for (size_t i = 0; i < COUNT_OF(pauses); i++)
        EXPECT_INT(webhook_retry_delay((int64_t)i + 1), pauses[i]);
}

static void fail_for(World *world, int64_t how_long)
{
    for (int64_t passed = 0; passed < how_long; passed += HOURS(6)) {
        world_drain(world);
        world_advance(world, HOURS(6));
    }
}

SCENARIO("what never arrives is dead after two days, and is sent anew when asked")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    receiver.status = 503;
    happen(world, "order.placed");
    fail_for(world, DAYS(2) + HOURS(12));
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.state"), "dead");
    EXPECT(!deliveries(world, &receiver, "items.0.due_at"));
    EXPECT_TEXT(world_value(world_get(world, receiver.path), "dead"), "1");
    int before = receiver.count;
    world_advance(world, DAYS(1));
    world_drain(world);
    EXPECT_INT(receiver.count, before);

    receiver.status = 200;
    Reply replay = world_post(world, world_printf(world, "%s/replay", receiver.path), NULL);
    EXPECT_TEXT(world_value(replay, "count"), "1");
    world_drain(world);
    EXPECT_INT(receiver.count, before + 1);
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.state"), "delivered");
}

SCENARIO("one delivery is sent anew, however it ended, and twice asked is once sent")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    happen(world, "order.placed");
    world_drain(world);
    const char *id = deliveries(world, &receiver, "items.0.id");
    const char *path = world_printf(world, "%s/deliveries/%s/replay", receiver.path, id);
    EXPECT_TEXT(world_value(world_post(world, path, NULL), "state"), "waiting");
    EXPECT_INT(world_post(world, path, NULL).status, 200);
    world_drain(world);
    EXPECT_INT(receiver.count, 2);
    EXPECT_TEXT(receiver.bodies[0], receiver.bodies[1]);
}

SCENARIO("an endpoint that fails for days is paused, its owners are mailed, and may go on")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    receiver.status = 500;
    for (int day = 0; day < 4; day++) {
        happen(world, "order.placed");
        fail_for(world, DAYS(1));
    }
    EXPECT_TEXT(world_value(world_get(world, receiver.path), "state"), "paused");
    const Mail *mail = world_mail_to(world, "otto@acme.test");
    EXPECT(mail && strstr(mail->text, receiver.path + strlen("/v1")));
    int before = receiver.count;
    happen(world, "order.counted");
    fail_for(world, DAYS(1));
    EXPECT_INT(receiver.count, before);
    EXPECT_TEXT(world_post(world, world_printf(world, "%s/replay", receiver.path), NULL).code,
        "webhook_not_active");

    receiver.status = 200;
    Reply on = world_patch(world, receiver.path, "{'state': 'active'}");
    EXPECT(!world_value(on, "failing_since"));
    world_drain(world);
    EXPECT(receiver.count > before);
}

SCENARIO("an endpoint that says it is gone is paused at once")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    receiver.status = 410;
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_TEXT(world_value(world_get(world, receiver.path), "state"), "paused");
}

SCENARIO("redirects are not followed, and count as no arrival")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    receiver.status = 302;
    receiver.headers = world_printf(
        world, "Location: http://127.0.0.1:%d/x\r\n", test_server_port(receiver.server));
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_INT(receiver.count, 1);
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.state"), "waiting");
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.status"), "302");
}

SCENARIO("an address that turns out to be private is refused at the delivery")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    Guard *strict = guard_new("");
    client_start(strict);
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_INT(receiver.count, 0);
    EXPECT(strstr(deliveries(world, &receiver, "items.0.problem"), "private"));
    client_start(receiver.guard);
    guard_free(strict);
}

SCENARIO("answers that are too long, no text or cut in a character do no harm")
{
    static char big[100000];
    memset(big, 'x', sizeof big - 1);
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    receiver.status = 200;
    receiver.answer = big;
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_TEXT(deliveries(world, &receiver, "items.0.state"), "waiting");
    receiver.answer = world_printf(world, "%.499s\u00e9 and more", big);
    receiver.status = 400;
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_INT((int64_t)strlen(deliveries(world, &receiver, "items.0.answer")), 499);
    receiver.answer = "\xff\xfe";
    happen(world, "order.placed");
    world_drain(world);
    EXPECT(!deliveries(world, &receiver, "items.0.answer"));
}

SCENARIO("after a change of the secret both sign for a day")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    Reply changed = world_post(world, world_printf(world, "%s/secret", receiver.path), NULL);
    const char *secret = world_value(changed, "secret");
    happen(world, "order.placed");
    world_drain(world);
    EXPECT(is_signed_with(world, &receiver, 0, secret));
    EXPECT(is_signed_with(world, &receiver, 0, receiver.secret));
    world_advance(world, DAYS(1) + 1);
    happen(world, "order.placed");
    world_drain(world);
    EXPECT(is_signed_with(world, &receiver, 1, secret));
    EXPECT(!is_signed_with(world, &receiver, 1, receiver.secret));
}

SCENARIO("a worker that was killed while it sent is followed by another, which sends again")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    happen(world, "order.placed");
    world_drain(world);
    world_exec(world, "UPDATE webhook_delivery SET state = 'waiting', due_at = 0, attempts = 0");
    world_exec(
        world, "UPDATE webhook SET sending_until = $1", time_after(world->ctx.now, SECONDS(30)));
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_INT(receiver.count, 1); // the dead one is still believed to be at it
    world_advance(world, SECONDS(31));
    happen(world, "order.counted");
    world_drain(world);
    EXPECT_INT(receiver.count, 4);
}

SCENARIO("an event that is reacted to twice is delivered once")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    happen(world, "order.placed");
    world_drain(world);
    world_exec(world, "UPDATE event_consumer SET cursor = '0-0'");
    world_drain(world);
    EXPECT_INT(receiver.count, 1);
}

SCENARIO("a test reaches the webhook that is tested, whatever it asked for, and no other")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'lead.noted'");
    world_post(
        world, "/v1/webhooks", "{'name': 'Other', 'url': 'http://127.0.0.1:1/', 'events': ['*']}");
    world_drain(world);
    EXPECT_INT(world_post(world, world_printf(world, "%s/test", receiver.path), NULL).status, 202);
    world_drain(world);
    EXPECT_INT(receiver.count, 1);
    EXPECT(strstr(receiver.bodies[0], "webhook.test"));
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM webhook_delivery WHERE kind = 'webhook.test'"), 1);
}

SCENARIO("one that is switched off gets nothing, one that is removed is forgotten")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    world_patch(world, receiver.path, "{'state': 'off'}");
    happen(world, "order.placed");
    world_drain(world);
    EXPECT_INT(receiver.count, 0);
    world_patch(world, receiver.path, "{'state': 'active'}");
    happen(world, "order.placed");
    EXPECT_INT(world_delete(world, receiver.path).status, 204);
    world_drain(world);
    EXPECT_INT(receiver.count, 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM webhook_delivery"), 0);
}

SCENARIO("sending anew is asked for so often in an hour and no more")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'order.*'");
    const char *path = world_printf(world, "%s/replay", receiver.path);
    for (int i = 0; i < 120; i++)
        EXPECT_INT(world_post(world, path, NULL).status, 200);
    EXPECT_TEXT(world_post(world, path, NULL).code, "too_many_attempts");
    world_advance(world, HOURS(1));
    EXPECT_INT(world_post(world, path, NULL).status, 200);
}

// ── the operator ─────────────────────────────────────────────────────────────────────────────

static Id another(World *world, const Receiver *receiver, const char *name, const char *members)
{
    Reply made = world_post(world, "/v1/webhooks",
        world_printf(world, "{'name': '%s', 'url': 'http://127.0.0.1:%d/%s', %s}", name,
            test_server_port(receiver->server), name, members));
    EXPECT_INT(made.status, 201);
    return world_id(made, "id");
}

SCENARIO("a webhook of the operator's hears of all organizations what the operator sees of them")
{
    RECEIVER receiver;
    receiver_start(world, &receiver, "'nothing.*'");
    world_as(world, WORLD_OPERATOR);
    Id id = another(world, &receiver, "all", "'events': ['*'], 'all_organizations': true");
    world_drain(world);
    receiver.count = 0;
    static const char *const kept[] = {"lead.noted", "request.noted", "quote.noted",
        "ai_key.issued", "cluster.added", "webhook.changed", "draft.changed", "usage.recorded"};
    world_as(world, WORLD_OWNER);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        happen(world, kept[i]);
    happen(world, "order.placed");
    world_as(world, WORLD_STRANGER);
    happen(world, "profile.noted");
    world_drain(world);
    EXPECT_INT(receiver.count, 2);
    EXPECT(strstr(receiver.bodies[0], "\"kind\":\"order.placed\""));
    EXPECT(strstr(receiver.bodies[0], world_organization(world, WORLD_OWNER).text));
    EXPECT(strstr(receiver.bodies[1], world_organization(world, WORLD_STRANGER).text));
    world_as(world, WORLD_OPERATOR);
    Reply deliveries = world_get(world, world_printf(world, "/v1/webhooks/%s/deliveries", id.text));
    EXPECT_INT(world_length(deliveries, "items"), 3); // one is that it was made
}

SCENARIO("only who operates makes, sees or changes a webhook that hears of all organizations")
{
    static const char *const paths[] = {"", "/deliveries", "/deliveries/whd_1"};
    RECEIVER receiver;
    receiver_start(world, &receiver, "'nothing.*'");
    Reply refused = world_post(world, "/v1/webhooks",
        "{'name': 'A', 'url': 'http://127.0.0.1:1/', 'events': ['*'], 'all_organizations': true}");
    EXPECT_INT(refused.status, 403);
    world_as(world, WORLD_OPERATOR);
    Id id = another(world, &receiver, "all", "'events': ['*'], 'all_organizations': true");
    world_change_roles(world, WORLD_STRANGER, "[]");
    world_exec(world, "UPDATE membership SET organization_id = $1 WHERE user_id = $2",
        world_organization(world, WORLD_OPERATOR), world_user(world, WORLD_STRANGER));
    world_join(world, WORLD_STRANGER, WORLD_OPERATOR, "[\"reports\",\"owner\"]");
    world_as(world, WORLD_VISITOR);
    world_sign_in(world, world_email(WORLD_STRANGER), WORLD_PASSWORD); // an owner there
    EXPECT_INT(world_length(world_get(world, "/v1/webhooks"), "items"), 0);
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        EXPECT_INT(
            world_get(world, world_printf(world, "/v1/webhooks/%s%s", id.text, paths[i])).status,
            404);
    EXPECT_INT(world_patch(world, world_printf(world, "/v1/webhooks/%s", id.text),
                   "{'url': 'http://127.0.0.1:1/'}")
                   .status,
        404);
}
