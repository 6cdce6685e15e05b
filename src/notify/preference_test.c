#include "base/text.h"
#include "testing/world.h"

#include <string.h>

#define ONE_CLICK "List-Unsubscribe=One-Click"

static void pause_webhook(World *world)
{
    Id id = id_new("whk");
    Blob secret = {"none", 4};
    world_exec(world,
        "INSERT INTO webhook (organization_id, id, name, url, events, state, secret, created_by,"
        " created_at, version) VALUES ($1, $2, $2, 'https://x.test', '[]', 'paused', $3, $4, 1, 1)",
        world_organization(world, WORLD_OWNER), id, secret, world_user(world, WORLD_OWNER));
    world_exec(world,
        "INSERT INTO event (id, organization_id, kind, subject_id, created_at)"
        " VALUES ($1, $2, 'webhook.paused', $3, $4)",
        id_new("evt"), world_organization(world, WORLD_OWNER), id, world->ctx.now);
    world_drain(world);
}

static const char *timing(World *world, int group)
{
    return world_value(
        world_get(world, "/v1/me/notifications"), world_printf(world, "items.%d.timing", group));
}

static int use(World *world, const char *url, const char *type)
{
    world_as(world, WORLD_VISITOR);
    world_header(world, "Content-Type", type);
    int status =
        world_send(world, POST, strstr(url, "/v1/"), (Blob){ONE_CLICK, strlen(ONE_CLICK)}).status;
    world_header(world, "Content-Type", NULL);
    return status;
}

SCENARIO("what a person refuses is not mailed any more, until it is wanted again")
{
    pause_webhook(world);
    EXPECT_INT(world->mail_count, 1);
    EXPECT_INT(world_put(world, "/v1/me/notifications",
                   "{'items': [{'group': 'organization', 'timing': 'never'}]}")
                   .status,
        200);
    EXPECT_TEXT(timing(world, 2), "never");
    EXPECT_TEXT(timing(world, 3), "at_once");
    pause_webhook(world);
    EXPECT_INT(world->mail_count, 1);
    world_put(world, "/v1/me/notifications",
        "{'items': [{'group': 'organization', 'timing': 'at_once'}]}");
    pause_webhook(world);
    EXPECT_INT(world->mail_count, 2);
}

SCENARIO("mails about the security of the account come at once, for everybody")
{
    Reply reply = world_put(world, "/v1/me/notifications",
        "{'items': [{'group': 'leads', 'timing': 'never'},"
        " {'group': 'security', 'timing': 'never'}]}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "cannot_be_refused");
    EXPECT_TEXT(timing(world, 6), "at_once");
    EXPECT_INT(world_put(world, "/v1/me/notifications",
                   "{'items': [{'group': 'security', 'timing': 'daily'}]}")
                   .status,
        422);
    EXPECT_INT(world_put(world, "/v1/me/notifications",
                   "{'items': [{'group': 'digest', 'timing': 'never'}]}")
                   .status,
        422);
    world_as(world, WORLD_VISITOR);
    world_post(world, "/v1/password-links", "{'email':'otto@acme.test'}");
    world_drain(world);
    EXPECT(!world_mail_to(world, "otto@acme.test")->unsubscribe_url);
}

SCENARIO("one click in a mail program refuses mails like this one, and reading the link does not")
{
    pause_webhook(world);
    const char *url = world_mail_to(world, "otto@acme.test")->unsubscribe_url;
    EXPECT(strstr(world_mail_to(world, "otto@acme.test")->text, url));
    world_as(world, WORLD_VISITOR);
    Reply read = world_get(world, strstr(url, "/v1/"));
    EXPECT_INT(read.status, 303);
    EXPECT(strstr(reply_header(read, "Location"), "/unsubscribe?token=usr_"));
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(timing(world, 2), "at_once");

    EXPECT_INT(use(world, url, "application/x-www-form-urlencoded"), 204);
    EXPECT_INT(use(world, url, "multipart/form-data; boundary=x"), 204);
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(timing(world, 2), "never");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'preference.changed'"), 1);
}

SCENARIO("a link that was made up or changed refuses nothing")
{
    pause_webhook(world);
    const char *url = world_mail_to(world, "otto@acme.test")->unsubscribe_url;
    const char *token = strrchr(url, '/') + 1;
    world_as(world, WORLD_VISITOR);
    Reply told = world_post(
        world, "/v1/unsubscriptions/inspection", world_printf(world, "{'token': '%s'}", token));
    EXPECT_TEXT(world_value(told, "group"), "organization");
    EXPECT(!strstr(told.body, "usr_"));
    const char *group = strchr(token, '.');
    const char *forged = world_printf(world, "/v1/unsubscriptions/%.*s.leads%s",
        (int)(group - token), token, strchr(group + 1, '.'));
    EXPECT_INT(use(world, forged, "application/x-www-form-urlencoded"), 404);
    EXPECT_INT(use(world, "/v1/unsubscriptions/x", "application/x-www-form-urlencoded"), 404);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/unsubscriptions/%0300d", 1)).status, 404);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM mail_timing"), 0);
}
