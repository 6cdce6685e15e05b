#include "testing/world_shop.h"

static Reply get_purchase(World *world)
{
    return world_get(world, "/v1/products/nimbus-chat/purchase");
}

SCENARIO("a buyer of an approved organization sees what is to be accepted")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    Reply purchase = get_purchase(world);
    EXPECT_INT(purchase.status, 200);
    EXPECT_TEXT(world_value(purchase, "can_purchase"), "true");
    EXPECT_INT(world_length(purchase, "blocked_by"), 0);
    EXPECT_INT(world_length(purchase, "agreements"), 2);
    EXPECT_TEXT(world_value(purchase, "agreements.0.kind"), "operator_terms");
    EXPECT_TEXT(world_value(purchase, "agreements.0.language"), "en");
    EXPECT_TEXT(
        world_value(purchase, "agreements.1.digest"), digest_text(world->ctx.arena, shop.eula_en));
    EXPECT(world_value(purchase, "subscription_id") == NULL);
}

SCENARIO("agreements are shown in the person's language, else in English")
{
    WorldShop shop = world_shop(world);
    world_header(world, "Accept-Language", "de");
    EXPECT_TEXT(world_value(get_purchase(world), "agreements.0.digest"),
        digest_text(world->ctx.arena, shop.terms_de));
    EXPECT_TEXT(world_value(get_purchase(world), "agreements.1.language"), "de");
    world_header(world, "Accept-Language", "cs");
    EXPECT_TEXT(world_value(get_purchase(world), "agreements.0.language"), "en");
}

SCENARIO("the newest active subscription of the product is named")
{
    WorldShop shop = world_shop(world);
    world_subscribe(world, &shop);
    Id newest = world_subscribe(world, &shop);
    EXPECT_TEXT(world_value(get_purchase(world), "subscription_id"), newest.text);
    world_as(world, WORLD_STRANGER);
    EXPECT(world_value(get_purchase(world), "subscription_id") == NULL);
}

SCENARIO("of a profile that is missing each field is named")
{
    world_shop(world);
    world_as(world, WORLD_NEWCOMER);
    Reply purchase = get_purchase(world);
    EXPECT_TEXT(world_value(purchase, "can_purchase"), "false");
    EXPECT(world_length(purchase, "blocked_by") >= 1);
    EXPECT_TEXT(world_value(purchase, "blocked_by.0.code"), "profile_missing");
    EXPECT_TEXT(world_value(purchase, "blocked_by.0.field"), "company_name");
}

static void submit_profile(World *world)
{
    Reply reply = world_post(world, "/v1/organization/profiles",
        "{'company_name':'New','website':'https://new.test','contact_email':'a@new.test',"
        "'marketplace_email':'b@new.test','country':'DE'}");
    EXPECT_INT(reply.status, 201);
}

SCENARIO("a profile that is being reviewed, or was rejected, blocks with its own words")
{
    world_shop(world);
    world_as(world, WORLD_NEWCOMER);
    submit_profile(world);
    EXPECT_TEXT(world_value(get_purchase(world), "blocked_by.0.code"), "profile_pending");
    EXPECT_INT(world_length(get_purchase(world), "blocked_by"), 1);
    world_exec(world, "UPDATE submission SET state = 'rejected' WHERE state = 'submitted'");
    EXPECT_TEXT(world_value(get_purchase(world), "blocked_by.0.code"), "profile_rejected");
}

SCENARIO("whose role does not include buying is told whom to ask")
{
    world_shop(world);
    world_as(world, WORLD_REPORTER);
    Reply purchase = get_purchase(world);
    EXPECT_INT(world_length(purchase, "blocked_by"), 1);
    EXPECT_TEXT(world_value(purchase, "blocked_by.0.code"), "no_permission");
}

SCENARIO("what cannot be ordered here says so")
{
    world_shop(world);
    world_exec(world, "UPDATE product SET service_type = 'managed'");
    EXPECT_TEXT(world_value(get_purchase(world), "blocked_by.0.code"), "not_orderable");
}

SCENARIO("a product that is not published, or unknown, does not exist")
{
    world_shop(world);
    world_exec(world, "UPDATE product SET state = 'unpublished'");
    EXPECT_INT(get_purchase(world).status, 404);
    EXPECT_INT(world_get(world, "/v1/products/nothing/purchase").status, 404);
}

SCENARIO("a visitor is asked to sign in")
{
    world_shop(world);
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(get_purchase(world).status, 401);
}
