#include "base/text.h"
#include "testing/world_offer.h"

#include <string.h>

static const char *ask(World *world)
{
    world_publish(world, world_offer(world, "move", "Move",
                             "category: professional-services\nservice_type: private_offer\n"
                             "licence_type: on_request\nplans: [{code: move, name: Trial}]\n"));
    const char *plan_id = world_value(world_get(world, "/v1/products/move"), "plans.0.id");
    world_as(world, WORLD_BUYER);
    Reply reply =
        world_post(world, "/v1/requests", world_printf(world, "{'plan_id': '%s'}", plan_id));
    EXPECT_INT(reply.status, 201);
    return world_value(reply, "id");
}

static void say(World *world, const char *side, const char *id, const char *text)
{
    Reply reply = world_post(world, world_printf(world, "/v1/%s/%s/messages", side, id),
        world_printf(world, "{'text': '%s'}", text));
    EXPECT_INT(reply.status, 201);
}

static void decide(World *world, const char *id, const char *body)
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_patch(world, world_printf(world, "/v1/leads/%s", id), body);
    EXPECT_INT(reply.status, 200);
}

static bool is_mailed(World *world, const char *address, const char *subject)
{
    const Mail *mail = world_mail_to(world, address);
    return mail && strstr(mail->subject, subject);
}

SCENARIO("a request is mailed to the seller's contact, and confirmed to who asked")
{
    const char *id = ask(world);
    world_drain(world);
    EXPECT_INT(world->mail_count, 2);
    EXPECT(is_mailed(world, "sales@nimbus.test", "New lead "));
    EXPECT(is_mailed(world, "berta@acme.test", "Your request "));
    EXPECT(strstr(world_mail_to(world, "sales@nimbus.test")->text, "Berta Buyer of Acme"));
    EXPECT(strstr(world_mail_to(world, "sales@nimbus.test")->text,
        world_printf(world, "/o/%s/leads/%s", world_organization(world, WORLD_SELLER).text, id)));
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text,
        world_printf(world, "/o/%s/requests/%s", world_organization(world, WORLD_BUYER).text, id)));
}

SCENARIO("each message is mailed to the other side alone")
{
    const char *id = ask(world);
    world_as(world, WORLD_SELLER);
    say(world, "leads", id, "Which month?");
    world_drain(world);
    EXPECT(is_mailed(world, "berta@acme.test", "Nimbus Labs wrote about your request"));
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "Which month?"));
    EXPECT(!strstr(world_mail_to(world, "sales@nimbus.test")->text, "Which month?"));

    world->mail_count = 0;
    world_as(world, WORLD_BUYER);
    say(world, "requests", id, "<b>May</b>");
    world_drain(world);
    EXPECT_INT(world->mail_count, 1);
    EXPECT(is_mailed(world, "sales@nimbus.test", "Acme wrote about the lead"));
    EXPECT(!strstr(world_mail_to(world, "sales@nimbus.test")->html, "<b>"));
}

SCENARIO("each step of a request is mailed to who asked for it")
{
    const char *id = ask(world);
    decide(world, id, "{'state': 'seen'}");
    world_drain(world);
    EXPECT(is_mailed(world, "berta@acme.test", "has opened your request"));
    decide(world, id, "{'state': 'lost'}");
    world_drain(world);
    EXPECT(is_mailed(world, "berta@acme.test", "without an agreement"));
    decide(world, id, "{'state': 'won'}");
    world_drain(world);
    EXPECT(is_mailed(world, "berta@acme.test", "you agreed"));
}

SCENARIO("a withdrawal is mailed to both, and to whose matter the lead is")
{
    const char *id = ask(world);
    decide(world, id,
        world_printf(world, "{'assigned_to': '%s'}", world_user(world, WORLD_SELLER).text));
    world_drain(world);
    world->mail_count = 0;
    world_as(world, WORLD_OWNER);
    world_post(world, world_printf(world, "/v1/requests/%s/withdrawal", id), NULL);
    world_drain(world);
    EXPECT_INT(world->mail_count, 3);
    EXPECT(is_mailed(world, "sales@nimbus.test", "Acme withdrew the lead"));
    EXPECT(is_mailed(world, "selma@nimbus.test", "Acme withdrew the lead"));
    EXPECT(is_mailed(world, "berta@acme.test", "was withdrawn"));
}

SCENARIO("whoever left the organization gets its mail no more; the owners do")
{
    const char *id = ask(world);
    world_change_roles(world, WORLD_BUYER, "[]");
    world_exec(world, "DELETE FROM membership WHERE user_id = $1", world_user(world, WORLD_BUYER));
    world_drain(world);
    EXPECT(!world_mail_to(world, "berta@acme.test"));
    EXPECT(is_mailed(world, "otto@acme.test", "Your request "));
    (void)id;
}
