#include "digest.h"

#include "base/text.h"
#include "settings.h"
#include "testing/world.h"

#include <string.h>

static void happen(World *world, const char *name)
{
    Id id = id_new("whk");
    Blob secret = {"none", 4};
    world_exec(world,
        "INSERT INTO webhook (organization_id, id, name, url, events, state, secret, created_by,"
        " created_at, version) VALUES ($1, $2, $5, 'https://x.test', '[]', 'paused', $3, $4, 1, 1)",
        world_organization(world, WORLD_OWNER), id, secret, world_user(world, WORLD_OWNER), name);
    world_exec(world,
        "INSERT INTO event (id, organization_id, kind, subject_id, created_at)"
        " VALUES ($1, $2, 'webhook.paused', $3, $4)",
        id_new("evt"), world_organization(world, WORLD_OWNER), id, world->ctx.now);
    world_drain(world);
}

static void choose(World *world, const char *group, const char *timing)
{
    EXPECT_INT(
        world_put(world, "/v1/me/notifications",
            world_printf(world, "{'items': [{'group': '%s', 'timing': '%s'}]}", group, timing))
            .status,
        200);
}

static void wait_for_morning(World *world)
{
    int64_t us = digest_morning(world->ctx.now, settings()->billing_zone).us + DAYS(1) + HOURS(1);
    world_advance(world, us - world->ctx.now.us);
    world_drain(world);
}

SCENARIO("what one wants once a day comes with one mail in the morning, with links")
{
    choose(world, "organization", "daily");
    happen(world, "First <b>");
    happen(world, "Second");
    EXPECT_INT(world->mail_count, 0);
    wait_for_morning(world);
    EXPECT_INT(world->mail_count, 1);
    const Mail *mail = world_mail_to(world, "otto@acme.test");
    EXPECT(text_starts_with(mail->subject, "What happened until ") && strstr(mail->subject, " 20"));
    const char *first = strstr(mail->text, "- The webhook First <b> is paused\n  http");
    EXPECT(first && strstr(first, "- The webhook Second is paused\n  http"));
    EXPECT(strstr(mail->text, "/webhooks/whk_"));
    EXPECT(strstr(mail->html, ">The webhook First &lt;b&gt; is paused</a>"));
    EXPECT(strstr(mail->html, "<a href=\"http"));
    world_drain(world);
    wait_for_morning(world);
    EXPECT_INT(world->mail_count, 1);
}

SCENARIO("who reads another language is told in it, and what comes later is told the next day")
{
    world_exec(world, "UPDATE user_account SET language = 'de' WHERE id = $1",
        world_user(world, WORLD_OWNER));
    choose(world, "organization", "daily");
    happen(world, "CRM");
    wait_for_morning(world);
    happen(world, "Shop");
    EXPECT_INT(world->mail_count, 1);
    EXPECT(text_starts_with(world_mail_to(world, "otto@acme.test")->subject, "Was bis zum "));
    EXPECT(!strstr(world_mail_to(world, "otto@acme.test")->text, "Shop"));
    wait_for_morning(world);
    EXPECT_INT(world->mail_count, 2);
    EXPECT(strstr(world_mail_to(world, "otto@acme.test")->text, "Shop"));
}

SCENARIO("other groups come at once, and so do mails of other people")
{
    choose(world, "leads", "daily");
    happen(world, "CRM");
    EXPECT_INT(world->mail_count, 1);
}

SCENARIO("what is refused is in no daily mail any more, even what waits for it")
{
    choose(world, "organization", "daily");
    happen(world, "CRM");
    choose(world, "organization", "never");
    wait_for_morning(world);
    EXPECT_INT(world->mail_count, 0);
}

SCENARIO("one click in the daily mail refuses all that is in it, and nothing else")
{
    choose(world, "organization", "daily");
    choose(world, "leads", "daily");
    happen(world, "CRM");
    wait_for_morning(world);
    const char *path = strstr(world_mail_to(world, "otto@acme.test")->unsubscribe_url, "/v1/");
    const char *token = world_printf(world, "{'token': '%s'}", strrchr(path, '/') + 1);
    world_as(world, WORLD_VISITOR);
    Reply told = world_post(world, "/v1/unsubscriptions/inspection", token);
    EXPECT_TEXT(world_value(told, "group"), "digest");
    EXPECT_TEXT(world_value(told, "is_wanted"), "true");
    world_header(world, "Content-Type", "application/x-www-form-urlencoded");
    EXPECT_INT(world_send(world, POST, path, (Blob){"List-Unsubscribe=One-Click", 26}).status, 204);
    world_header(world, "Content-Type", NULL);
    EXPECT_TEXT(
        world_value(world_post(world, "/v1/unsubscriptions/inspection", token), "is_wanted"),
        "false");
    world_as(world, WORLD_OWNER);
    Reply chosen = world_get(world, "/v1/me/notifications");
    EXPECT_TEXT(world_value(chosen, "items.2.timing"), "never");
    EXPECT_TEXT(world_value(chosen, "items.6.timing"), "never");
    EXPECT_TEXT(world_value(chosen, "items.3.timing"), "at_once");
    EXPECT_INT(world_length(chosen, "items"), 8);
}

SCENARIO("a mail lists so many, and says how many more there are")
{
    choose(world, "organization", "daily");
    happen(world, "CRM");
    for (int i = 0; i < MAX_DIGEST_ENTRIES + 2; i++)
        world_exec(world,
            "INSERT INTO digest_entry (user_id, id, event_id, template, mail_group, subject, path,"
            " created_at) SELECT user_id, $1, $1, template, mail_group, subject, path, created_at"
            " FROM digest_entry WHERE subject LIKE '%CRM%' ORDER BY id LIMIT 1",
            id_new("dge"));
    wait_for_morning(world);
    EXPECT_INT(world->mail_count, 1);
    EXPECT(strstr(world_mail_to(world, "otto@acme.test")->text, "- and 3 more\n"));
    EXPECT(strstr(world_mail_to(world, "otto@acme.test")->html, "<li>and 3 more</li>"));
}

TEST("it is seven in the morning where the platform is, on the days when clocks change too")
{
    static const struct {
        const char *now, *morning;
    } days[] = {
        {"2026-11-22T12:00:00Z", "2026-11-22T06:00:00Z"},
        {"2026-11-22T05:59:59Z", "2026-11-21T06:00:00Z"},
        {"2026-07-01T05:00:00Z", "2026-07-01T05:00:00Z"},
        {"2026-03-29T12:00:00Z", "2026-03-29T05:00:00Z"},
        {"2026-10-25T12:00:00Z", "2026-10-25T06:00:00Z"},
    };
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        Time now, morning;
        EXPECT(time_read(days[i].now, &now) && time_read(days[i].morning, &morning));
        EXPECT_INT(digest_morning(now, "Europe/Berlin").us, morning.us);
    }
}
