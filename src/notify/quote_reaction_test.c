#include "base/text.h"
#include "testing/world_quote.h"

#include <string.h>

static const Mail *mailed(World *world, const char *address, const char *subject)
{
    const Mail *mail = world_mail_to(world, address);
    return mail && strstr(mail->subject, subject) ? mail : NULL;
}

SCENARIO("a quote comes by mail with a link that decides on it, without signing in")
{
    WorldDeal deal = world_quoted(world);
    world_drain(world);
    const Mail *mail = mailed(world, "berta@acme.test", "Your quote ");
    EXPECT(mail != NULL);
    const char *token = world_word_after(world, mail->text, "#token=");
    EXPECT(token != NULL);
    world_as(world, WORLD_VISITOR);
    Reply reply = world_post(world, "/v1/quote-links/acceptance",
        world_printf(world, "{'token': '%s', %s}", token, world_quote_accepted(world, &deal)));
    EXPECT_INT(reply.status, 200);

    world->mail_count = 0;
    world_drain(world);
    EXPECT(mailed(world, "sales@nimbus.test", "Acme accepted the quote"));
    EXPECT(strstr(world_mail_to(world, "sales@nimbus.test")->text, "Berta Buyer"));
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM message WHERE template = 'quote_confirmed'"), 1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM message WHERE template = 'request_won'"), 0);
}

SCENARIO("no link to a quote is kept")
{
    world_quoted(world);
    world_drain(world);
    const char *token =
        world_word_after(world, world_mail_to(world, "berta@acme.test")->text, "#token=");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM message WHERE CAST(data AS TEXT) LIKE $1",
                   world_printf(world, "%%%s%%", strrchr(token, '.'))),
        0);
}

SCENARIO("a decline is mailed to the seller with its reason, a withdrawal to the customer")
{
    WorldDeal deal = world_quoted(world);
    world_quote_act(world, WORLD_BUYER, deal.id, "decline", "{'reason': 'Too dear.'}");
    world_drain(world);
    EXPECT(mailed(world, "sales@nimbus.test", "Acme declined the quote"));
    EXPECT(strstr(world_mail_to(world, "sales@nimbus.test")->text, "Too dear."));
    world_quote(world, &deal, "");
    world_quote_act(world, WORLD_SELLER, deal.id, "withdrawal", "{'reason': 'A slip.'}");
    world_drain(world);
    const Mail *mail = mailed(world, "berta@acme.test", "was withdrawn");
    EXPECT(mail && strstr(mail->text, "A slip."));
    EXPECT(!strstr(mail->text, "#token="));
}

SCENARIO("who withdraws the request is not told that its quote ended too")
{
    WorldDeal deal = world_quoted(world);
    world_as(world, WORLD_BUYER);
    world_post(world, world_printf(world, "/v1/requests/%s/withdrawal", deal.lead_id), NULL);
    world_drain(world);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM message WHERE template = 'quote_withdrawn'"), 0);
}
