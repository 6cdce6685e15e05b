#include "message.h"

#include "render.h"
#include "settings.h"
#include "testing/world.h"

#include <string.h>

static void ask_for_link(World *world)
{
    world_as(world, WORLD_VISITOR);
    world_post(world, "/v1/password-links", "{'email':'berta@acme.test'}");
}

static const char *message_state(World *world)
{
    return world_text(world, "SELECT state FROM message");
}

static const char *job_state(World *world)
{
    return world_text(world, "SELECT state FROM job WHERE kind = 'send_mail'");
}

SCENARIO("a mail is queued with what causes it, sent once, and says where it comes from and why")
{
    ask_for_link(world);
    world_drain(world);
    world_drain(world);
    const Mail *mail = world_mail_to(world, "berta@acme.test");

    EXPECT_INT(world->mail_count, 1);
    EXPECT_TEXT(message_state(world), "sent");
    EXPECT_TEXT(mail->language, "en");
    EXPECT(strstr(mail->text, "It works once, within 5 minutes."));
    EXPECT(strstr(mail->text, settings()->operator_name));
    EXPECT(strstr(mail->text, settings()->public_url));
    EXPECT(strstr(mail->text, "You get it because"));
    EXPECT(strstr(mail->html, "<html lang=\"en\">"));
}

SCENARIO("a server that defers is asked again later, under the same message id")
{
    world->mail_problem = "mail_deferred";
    ask_for_link(world);
    world_drain(world);
    EXPECT_TEXT(message_state(world), "queued");
    EXPECT_TEXT(job_state(world), "waiting");
    EXPECT(strstr(world_text(world, "SELECT problem FROM message"), "greylisted"));

    const char *id = world_text(world, "SELECT id FROM message");
    world->mail_problem = NULL;
    world_advance(world, MINUTES(1));
    world_drain(world);
    EXPECT_TEXT(message_state(world), "sent");
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->message_id, id));
    EXPECT(!world_text(world, "SELECT problem FROM message"));
}

SCENARIO("the link of a deferred mail is made when the mail is sent, and works")
{
    world->mail_problem = "mail_deferred";
    ask_for_link(world);
    world_drain(world);
    world->mail_problem = NULL;
    world_advance(world, MINUTES(2));
    world_drain(world);
    const char *token =
        world_word_after(world, world_mail_to(world, "berta@acme.test")->text, "/password?token=");
    EXPECT_INT(world_post(world, "/v1/passwords",
                   world_printf(world, "{'token':'%s','password':'Neue-Zebras-4711'}", token))
                   .status,
        204);
}

SCENARIO("a mail that is refused is not sent again, and shows with the reason")
{
    world->mail_problem = "mail_refused";
    ask_for_link(world);
    world_drain(world);
    EXPECT_TEXT(message_state(world), "refused");
    EXPECT_TEXT(job_state(world), "dead");
    EXPECT(strstr(
        world_text(world, "SELECT problem FROM job WHERE kind = 'send_mail'"), "no such user"));

    world->mail_problem = NULL;
    world_advance(world, HOURS(2));
    world_drain(world);
    EXPECT_INT(world->mail_count, 0);
}

SCENARIO("an event that is reacted to twice mails once")
{
    ask_for_link(world);
    world_drain(world);
    world_exec(world, "UPDATE event_consumer SET cursor = '0-0'");
    world_drain(world);
    EXPECT_INT(world->mail_count, 1);
}

SCENARIO("everybody is written to in the own language")
{
    static const char *const subjects[][2] = {
        {"de", "Setzen Sie Ihr Passwort zurück"},
        {"fr", "Réinitialisez votre mot de passe"},
        {"cs", "Obnovte si heslo"},
    };
    for (size_t i = 0; i < COUNT_OF(subjects); i++) {
        world_exec(world, "UPDATE user_account SET language = $1", subjects[i][0]);
        ask_for_link(world);
        world_drain(world);
        EXPECT_TEXT(world_mail_to(world, "berta@acme.test")->subject, subjects[i][1]);
    }
}

// ── the texts ────────────────────────────────────────────────────────────────────────────────

static const char *const languages[] = {"en", "de", "fr", "cs"};

// The names in braces, in their order in the text.
static const char *placeholders(Arena *arena, const char *text)
{
    Text names = {.arena = arena};
    for (const char *open; (open = strchr(text, '{')); text = open + 1)
        text_printf(&names, "%.*s ", (int)strcspn(open + 1, "}"), open + 1);
    return text_of(&names);
}

static bool has_same_names(Arena *arena, const char *a, const char *b)
{
    const char *names = placeholders(arena, b);
    bool same = strlen(placeholders(arena, a)) == strlen(names);
    for (const char *open = a; (open = strchr(open, '{')); open++)
        same &= strstr(names,
                    arena_printf(arena, "%.*s ", (int)strcspn(open + 1, "}"), open + 1)) != NULL;
    return same;
}

TEST("every mail has all its texts in every language, with the same values in them")
{
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const MailTexts *texts = mail_texts_in(languages[i]);
        EXPECT_TEXT(texts->language, languages[i]);
        EXPECT(has_same_names(arena, texts->platform, mail_texts_en.platform));
        for (MailKind kind = 0; kind < MAIL_KINDS; kind++) {
            const MailText *text = &texts->of[kind], *english = &mail_texts_en.of[kind];
            EXPECT(text->subject && text->body && text->button && text->why);
            EXPECT(has_same_names(arena, text->subject, english->subject));
            EXPECT(has_same_names(arena, text->body, english->body));
        }
    }
    EXPECT_TEXT(mail_kind_names[MAIL_SUBSCRIPTION_CANCELLED], "subscription_cancelled");
    EXPECT(mail_kind_names[MAIL_KINDS] == NULL);
    EXPECT_TEXT(mail_texts_in("tlh")->language, "en");
    arena_free(arena);
}

TEST("values are escaped in HTML, kept as they are in text, and are no templates themselves")
{
    Arena *arena = arena_new();
    MailValue values[] = {{"reason", "<b>{company}</b>\n\nA & B\nC"}, {"company", "Acme"}, {0}};
    Rendered mail =
        render_mail(arena, &(MailParts){"en", &mail_texts_en.of[MAIL_PROFILE_REJECTED], values,
                               "https://x.test/?a=1&b=\"", "https://x.test/no?\""});
    EXPECT(strstr(mail.text, "<b>{company}</b>\n\nA & B\nC"));
    EXPECT(strstr(mail.html, "&lt;b&gt;{company}&lt;/b&gt;</p>"));
    EXPECT(strstr(mail.html, "A &amp; B<br>\nC"));
    EXPECT(strstr(mail.html, "href=\"https://x.test/?a=1&amp;b=&quot;\""));
    EXPECT(strstr(mail.html, "href=\"https://x.test/no?&quot;\""));
    EXPECT(strstr(mail.text, "No more mails like this: https://x.test/no?\""));
    arena_free(arena);
}
