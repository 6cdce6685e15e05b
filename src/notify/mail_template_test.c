#include "base/text.h"
#include "mail_group.h"
#include "mail_values.h"
#include "subscribers.h"
#include "testing/world.h"
#include "work/work.h"

#include <string.h>

#define RESET "/v1/operator/templates/password_reset/en"
#define WORDS                                                                                      \
    "{'subject': 'A new key for {operator}', 'body': 'within {minutes} minutes.\\n\\nSecond.',"    \
    " 'button': 'Go', 'why': 'You asked.'}"

static const char *fault_of(Reply reply, int number)
{
    return world_printf(reply.world, "%s %s",
        world_value(reply, world_printf(reply.world, "errors.%d.field", number)),
        world_value(reply, world_printf(reply.world, "errors.%d.code", number)));
}

static void ask_for_link(World *world)
{
    world_as(world, WORLD_VISITOR);
    world_post(world, "/v1/password-links", "{'email':'berta@acme.test'}");
    world_drain(world);
}

TEST("every mail has its group and its event, which somebody hears")
{
    for (MailKind kind = 0; kind < MAIL_KINDS; kind++) {
        bool is_heard = false;
        for (const Subscriber *one = subscribers; one->kind; one++)
            is_heard |= text_same(one->kind, mail_origins[kind].event);
        test_expect(is_heard, __FILE__, __LINE__, mail_kind_names[kind]);
    }
}

SCENARIO("the operator's words are sent from now on, and the built-in ones again after that")
{
    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(world_value(world_get(world, RESET), "version"), "0");
    Reply put = world_put(world, RESET, WORDS);
    EXPECT_INT(put.status, 200);
    EXPECT_TEXT(world_value(put, "is_changed"), "true");
    EXPECT_TEXT(world_value(put, "built_in.subject"), "Reset your password");
    ask_for_link(world);
    const Mail *mail = world_mail_to(world, "berta@acme.test");
    EXPECT_TEXT(mail->subject, "A new key for Kontor");
    EXPECT(strstr(mail->text, "within 5 minutes.\n\nSecond."));
    EXPECT(strstr(mail->html, "within 5 minutes.</p>"));

    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_delete(world, RESET).status, 204);
    EXPECT_INT(world_delete(world, RESET).status, 204);
    ask_for_link(world);
    EXPECT_TEXT(world_mail_to(world, "berta@acme.test")->subject, "Reset your password");
}

SCENARIO("a text needs the values without which the mail is worth nothing, and knows no others")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply = world_put(world, RESET,
        "{'subject': '{company} {', 'body': 'no time', 'button': '{support}', 'why': 'x'}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(fault_of(reply, 0), "subject unknown_placeholder");
    EXPECT_TEXT(fault_of(reply, 1), "subject bad_placeholder");
    EXPECT_TEXT(fault_of(reply, 2), "button unknown_placeholder");
    EXPECT_TEXT(fault_of(reply, 3), "body missing_placeholder");
    EXPECT(strstr(world_value(reply, "errors.3.message"), "{minutes}"));
    EXPECT_INT(world_put(world, RESET, "{'subject': 'x\\ny'}").status, 422);
}

SCENARIO("what the operator writes is text, never markup")
{
    world_as(world, WORLD_OPERATOR);
    Reply preview = world_post(world, RESET "/preview",
        "{'body': '<script>alert(1)</script> {minutes}', 'subject': '<b>'}");
    EXPECT_INT(preview.status, 200);
    EXPECT(!strstr(world_value(preview, "html"), "<script>"));
    EXPECT(strstr(world_value(preview, "html"), "&lt;script&gt;"));
    EXPECT(strstr(world_value(preview, "text"), "<script>alert(1)</script> 5"));
}

SCENARIO("two operators who edit a text at once lose nothing")
{
    world_as(world, WORLD_OPERATOR);
    world_header(world, "If-Match", reply_header(world_get(world, RESET), "ETag"));
    EXPECT_INT(world_put(world, RESET, WORDS).status, 200);
    EXPECT_INT(world_put(world, RESET, WORDS).status, 412);
    EXPECT_INT(world_delete(world, RESET).status, 412);
    world_header(world, "If-Match", reply_header(world_get(world, RESET), "ETag"));
    EXPECT_INT(world_put(world, RESET, WORDS).status, 200);
}

SCENARIO("a preview shows what really happened last, but nothing that is others' private matter")
{
    world_as(world, WORLD_OPERATOR);
    const char *path = "/v1/operator/templates/profile_rejected/de/preview";
    EXPECT_TEXT(world_value(world_post(world, path, "{}"), "is_real"), "false");
    world_exec(world,
        "INSERT INTO message (id, event_id, template, language, recipient, data, state, created_at)"
        " VALUES ('msg_1', 'evt_1', 'profile_rejected', 'en', 'a@b.test',"
        " '{\"company\": \"Real Ltd\", \"reason\": \"Because.\"}', 'sent', 1),"
        " ('msg_2', 'evt_2', 'lead_message', 'en', 'a@b.test', '{\"text\": \"a secret\"}', 'sent', 1)");
    Reply real = world_post(world, path, "{}");
    EXPECT_TEXT(world_value(real, "is_real"), "true");
    EXPECT(strstr(world_value(real, "text"), "Real Ltd"));
    Reply lead = world_post(world, "/v1/operator/templates/lead_message/en/preview", "{}");
    EXPECT(!strstr(lead.body, "a secret"));
    EXPECT(strstr(lead.body, "40 people"));
}

SCENARIO("every mail can be previewed in every language, with nothing left unfilled")
{
    static const char *const languages[] = {"en", "de", "fr", "cs"};
    world_as(world, WORLD_OPERATOR);
    for (MailKind kind = 0; kind < MAIL_KINDS; kind++)
        for (size_t i = 0; i < COUNT_OF(languages); i++) {
            Reply reply = world_post(world,
                world_printf(world, "/v1/operator/templates/%s/%s/preview", mail_kind_names[kind],
                    languages[i]),
                "{}");
            test_expect(reply.status == 200 && !strchr(world_value(reply, "text"), '{'), __FILE__,
                __LINE__, mail_kind_names[kind]);
        }
    EXPECT_INT(world_get(world, "/v1/operator/templates/none/en").status, 404);
    EXPECT_INT(world_get(world, "/v1/operator/templates/password_set/tlh").status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/templates"), "items"), MAIL_KINDS);
}

SCENARIO("a test goes to who asks for it, in the words that are not saved yet, so often an hour")
{
    world_as(world, WORLD_OPERATOR);
    const char *path = "/v1/operator/templates/lead_message/fr/test";
    Reply reply = world_post(world, path, "{'subject': 'Mine {seller}', 'body': '{text}'}");
    EXPECT_INT(reply.status, 422); // a lead's mail knows no seller
    EXPECT_INT(world_post(world, path, "{'subject': 'Mine', 'body': '{text} {plan}'}").status, 202);
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_OPERATOR));
    EXPECT_TEXT(mail->subject, "[Test] Mine");
    EXPECT_TEXT(mail->language, "fr");
    EXPECT(strstr(mail->text, "40 people") && strstr(mail->text, "Standard"));
    for (int i = 0; i < 19; i++)
        world_post(world, path, "{}");
    EXPECT_INT(world_post(world, path, "{}").status, 429);
}

SCENARIO("days and moments in mails are written out in the reader's language")
{
    static const struct {
        const char *language, *day, *first;
    } cases[] = {
        {"en", "31 December 2026", "1 May 2026, 23:05 UTC"},
        {"de", "31. Dezember 2026", "1. Mai 2026, 23:05 UTC"},
        {"fr", "31 décembre 2026", "1er mai 2026, 23:05 UTC"},
        {"cs", "31. prosince 2026", "1. května 2026, 23:05 UTC"},
    };
    Time moment;
    EXPECT(time_read("2026-05-01T23:05:59Z", &moment));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        EXPECT_TEXT(moment_text(world->ctx.arena, cases[i].language, moment), cases[i].first);
        world_as(world, WORLD_OPERATOR);
        Reply preview = world_post(world,
            world_printf(
                world, "/v1/operator/templates/ownership_requested/%s/preview", cases[i].language),
            "{}");
        EXPECT(strstr(world_value(preview, "text"), cases[i].day));
    }
}
