#include "testing/world_shop.h"

#include <string.h>

SCENARIO("a completed order is mailed to who placed it and to the owners, once each")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    Id subscription_id = world_subscribe(world, &shop);
    world_drain(world);
    const Mail *buyer = world_mail_to(world, "berta@acme.test");
    const Mail *owner = world_mail_to(world, "otto@acme.test");

    EXPECT(buyer && strstr(buyer->subject, "Your order is complete: "));
    EXPECT(owner && strstr(owner->text, subscription_id.text));
    EXPECT_INT(world->mail_count, 2);
    EXPECT(!world_mail_to(world, "rolf@acme.test"));
}

SCENARIO("an owner who orders gets one mail about it")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_OWNER);
    world_subscribe(world, &shop);
    world_drain(world);
    EXPECT_INT(world->mail_count, 1);
}

SCENARIO("a cancelled subscription is mailed to who cancelled it and to the owners")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    Id subscription_id = world_subscribe(world, &shop);
    world_drain(world);
    world->mail_count = 0;
    Reply reply = world_post(world,
        world_printf(world, "/v1/subscriptions/%s/cancellation", subscription_id.text), "{}");
    world_drain(world);
    const Mail *mail = world_mail_to(world, "berta@acme.test");

    EXPECT_INT(reply.status, 200);
    EXPECT(mail && strstr(mail->subject, "A subscription was cancelled: "));
    EXPECT(mail && strstr(mail->text, "of Acme was cancelled"));
    EXPECT(world_mail_to(world, "otto@acme.test"));
    EXPECT_INT(world->mail_count, 2);
}
