#include "event_feed.h"

#include "http/server.h"
#include "test/wire.h"
#include "testing/world_shop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SCENARIO("what happened in the organization can be read from a cursor")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    Reply first = world_get(world, "/v1/events");
    EXPECT_INT(first.status, 200);
    EXPECT_TEXT(world_value(first, "items.0.kind"), "order.placed");
    EXPECT_TEXT(world_value(first, "items.1.kind"), "subscription.activated");
    EXPECT_TEXT(world_value(first, "items.1.subject_id"), id.text);
    EXPECT_TEXT(world_value(first, "items.1.actor_user_id"), world_user(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_value(first, "items.1.data.name"), "Nimbus Chat");
    EXPECT_TEXT(world_value(first, "items.2.kind"), "order.completed");
    EXPECT_INT(world_length(first, "items"), 3);
    EXPECT(world_value(first, "next") == NULL);

    world_key(world, id, "x");
    Reply later = world_get(
        world, world_printf(world, "/v1/events?after=%s", world_value(first, "items.2.cursor")));
    EXPECT_INT(world_length(later, "items"), 1);
    EXPECT_TEXT(world_value(later, "items.0.kind"), "ai_key.issued");
}

SCENARIO("events come page by page")
{
    WorldShop shop = world_shop(world);
    world_subscribe(world, &shop);
    Reply page = world_get(world, "/v1/events?limit=2");
    EXPECT_INT(world_length(page, "items"), 2);
    EXPECT_TEXT(world_value(page, "next"), world_value(page, "items.1.cursor"));
    Reply rest =
        world_get(world, world_printf(world, "/v1/events?after=%s", world_value(page, "next")));
    EXPECT_INT(world_length(rest, "items"), 1);
}

SCENARIO("nobody sees another organization's events")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    WorldPerson people[] = {WORLD_STRANGER, WORLD_OPERATOR, WORLD_SELLER};
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        world_as(world, people[i]);
        Reply events = world_get(world, "/v1/events");
        EXPECT_INT(events.status, 200);
        EXPECT(!strstr(events.body, id.text) && !strstr(events.body, "order.placed"));
    }
}

SCENARIO("a cursor that is none is refused")
{
    Reply reply = world_get(world, "/v1/events?after=nonsense");
    EXPECT_INT(reply.status, 422);
}

// ── the stream ───────────────────────────────────────────────────────────────────────────────

static Actor listener; // whoever asks for the stream

static Error identify(Ctx *ctx, const Request *req)
{
    (void)req;
    ctx->actor = listener;
    return OK;
}

static void observe(void *arg, const Event *event)
{
    (void)arg;
    event_feed_observe(event);
}

typedef struct Feed {
    Server *server;
    Work *work;
} Feed;

static Feed feed_start(World *world)
{
    static const Route *const no_routes[] = {NULL};
    static const HttpApp app = {.routes = no_routes, .identify = identify};
    static const JobKind no_jobs[] = {{0}};
    static const Schedule no_schedules[] = {{0}};
    static const Subscriber no_subscribers[] = {{0}};
    const ExchangeHandler *const exchanges[] = {event_feed_start(&app), NULL};
    const char *problem;
    Feed feed = {
        .server = server_start(&(ServerSettings){.address = "127.0.0.1",
                                   .loops = 1,
                                   .workers = 1,
                                   .max_connections = 10,
                                   .idle_timeout = SECONDS(5),
                                   .app = &app,
                                   .exchanges = exchanges,
                                   .database = world->database},
            &problem),
        .work = work_start(&(WorkSettings){.database = world->database,
            .jobs = no_jobs,
            .schedules = no_schedules,
            .subscribers = no_subscribers,
            .observe = observe}),
    };
    if (!feed.server)
        printf("Bail out! %s\n", problem), exit(1);
    return feed;
}

static void feed_stop(Feed feed)
{
    server_stop(feed.server, SECONDS(1));
    work_stop(feed.work);
    event_feed_stop();
}

static int listen_from(World *world, Feed feed, const char *cursor)
{
    int fd = wire_open(server_port(feed.server));
    wire_send(fd, world_printf(world, "GET /v1/events/stream%s%s HTTP/1.1\r\nHost: test\r\n\r\n",
                      *cursor ? "?after=" : "", cursor));
    return fd;
}

SCENARIO("who listens hears first what was missed, then what happens")
{
    WorldShop shop = world_shop(world);
    Id id = world_subscribe(world, &shop);
    const char *cursor = world_value(world_get(world, "/v1/events"), "items.0.cursor");
    Feed feed = feed_start(world);
    listener = world->ctx.actor;
    int fd = listen_from(world, feed, cursor);
    const char *missed = wire_read(world->ctx.arena, fd, "event: order.completed");
    EXPECT(!strstr(missed, "event: order.placed"));
    EXPECT(strstr(missed, "event: subscription.activated\ndata: {\"cursor\":"));
    EXPECT(strstr(missed, id.text));

    world_key(world, id, "x");
    EXPECT(strstr(wire_read(world->ctx.arena, fd, "ai_key.issued"), "event: ai_key.issued"));
    wire_close(fd);
    feed_stop(feed);
}

SCENARIO("nobody hears what happens in another organization")
{
    WorldShop shop = world_shop(world);
    Feed feed = feed_start(world);
    world_as(world, WORLD_STRANGER);
    listener = world->ctx.actor;
    int fd = listen_from(world, feed, "");
    EXPECT(strstr(wire_read(world->ctx.arena, fd, "retry:"), " 200 "));
    world_as(world, WORLD_OWNER);
    world_subscribe(world, &shop);
    world_as(world, WORLD_STRANGER);
    Id own = world_subscribe(world, &shop);
    const char *heard = wire_read(world->ctx.arena, fd, "event: order.completed");
    EXPECT(strstr(heard, own.text));
    const char *first = strstr(heard, "event: order.placed");
    EXPECT(first && !strstr(first + 1, "event: order.placed"));
    wire_close(fd);
    feed_stop(feed);
}

static int give_profile(World *world, Id user_id)
{
    return world_put(world, world_printf(world, "/v1/organization/members/%s/roles", user_id.text),
        "{'roles': [{'role': 'reports'}, {'role': 'profile'}]}")
        .status;
}

SCENARIO("who has no role hears what becomes of the own membership, and nothing else")
{
    WorldShop shop = world_shop(world);
    Id reporter = world_user(world, WORLD_REPORTER), buyer = world_user(world, WORLD_BUYER);
    Feed feed = feed_start(world);
    world_as(world, WORLD_REPORTER);
    listener = world->ctx.actor;
    listener.permissions = PERMIT_INSIDER;
    int fd = listen_from(world, feed, "");
    EXPECT(strstr(wire_read(world->ctx.arena, fd, "retry:"), " 200 "));
    world_as(world, WORLD_OWNER);
    world_subscribe(world, &shop);
    EXPECT_INT(give_profile(world, buyer), 200);
    EXPECT_INT(give_profile(world, reporter), 200);
    const char *heard = wire_read(world->ctx.arena, fd, "event: membership.changed");
    EXPECT(!strstr(heard, "order.placed") && !strstr(heard, buyer.text));
    wire_close(fd);
    feed_stop(feed);
}
