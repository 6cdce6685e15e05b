#include "subscriptions/agreement_change.h"

#include "testing/world_offer.h"
#include "testing/world_shop.h"

#include <string.h>

#define NEW_EN "You may chat by day."
#define NEW_DE "Sie dürfen bei Tag plaudern."

// The next revision of the shop's product, with a licence agreement of that version.
static Id publish(World *world, const char *version, const char *english, const char *also)
{
    const char *documents = world_printf(world,
        "licence_type: usage\nversion: %s\nplans: [{code: standard, name: Standard}]\ndocuments:\n"
        "- {kind: eula, language: en, title: Licence agreement, version: '%s', text: %s%s}\n"
        "- {kind: eula, language: de, title: Lizenzvertrag, version: '%s', text: %s%s}\n",
        version, version, english, also, version, NEW_DE, also);
    world_as(world, WORLD_OPERATOR);
    Reply offer =
        world_publish(world, world_ai_offer(world, "nimbus-chat", "Nimbus Chat", documents));
    world_drain(world);
    return world_id(offer, "revision_id");
}

#define APPLIES ", applies_to_subscribers: true"

static Id subscribe(World *world, const WorldShop *shop)
{
    world_as(world, WORLD_BUYER);
    Id id = world_subscribe(world, shop);
    world_advance(world, HOURS(1));
    return id;
}

static Reply subscription(World *world, Id id)
{
    world_as(world, WORLD_REPORTER);
    return world_get(world, world_printf(world, "/v1/subscriptions/%s", id.text));
}

static int64_t count_notices(World *world)
{
    return world_count(
        world, "SELECT count(*) FROM agreement_acceptance WHERE subscription_id IS NOT NULL");
}

static int64_t count_events(World *world)
{
    return world_count(
        world, "SELECT count(*) FROM event WHERE kind = 'subscription.agreement_changed'");
}

SCENARIO("a licence agreement that applies to subscribers does so from the moment they are told")
{
    WorldShop shop = world_shop(world);
    Id id = subscribe(world, &shop);
    publish(world, "3.0", NEW_EN, APPLIES);

    Reply detail = subscription(world, id);
    EXPECT_INT(world_length(detail, "agreements"), 3);
    EXPECT_TEXT(world_value(detail, "agreements.1.version"), "2.0");
    EXPECT_TEXT(world_value(detail, "agreements.1.is_by_notice"), "false");
    EXPECT_TEXT(world_value(detail, "agreements.2.kind"), "eula");
    EXPECT_TEXT(world_value(detail, "agreements.2.version"), "3.0");
    EXPECT_TEXT(world_value(detail, "agreements.2.digest"),
        digest_text(world->ctx.arena, digest_of(NEW_EN)));
    EXPECT_TEXT(world_value(detail, "agreements.2.is_by_notice"), "true");
    EXPECT(!world_value(detail, "agreements.2.accepted_by"));
    EXPECT_TEXT(world_value(detail, "agreements.2.accepted_by_name"), "Berta Buyer, Otto Owner");
    EXPECT_TEXT(world_value(detail, "revision_number"), "1");
    EXPECT_INT(world_get(world,
                   world_printf(world, "/v1/files/%s", world_value(detail, "agreements.2.digest")))
                   .status,
        200);
}

SCENARIO("owners and those who may buy are mailed, once, and nobody else")
{
    WorldShop shop = world_shop(world);
    subscribe(world, &shop);
    world->mail_count = 0;
    publish(world, "3.0", NEW_EN, APPLIES);

    const Mail *mail = world_mail_to(world, world_email(WORLD_BUYER));
    EXPECT_TEXT(mail ? mail->subject : NULL, "A new licence agreement applies to Nimbus Chat");
    EXPECT(mail && strstr(mail->text, "Licence agreement, version 3.0"));
    EXPECT(mail && strstr(mail->text, "this one applied: Licence agreement, 2.0"));
    EXPECT(mail && strstr(mail->text, "/documents"));
    EXPECT(world_mail_to(world, world_email(WORLD_OWNER)) != NULL);
    EXPECT(!world_mail_to(world, world_email(WORLD_REPORTER)));
    EXPECT(!world_mail_to(world, world_email(WORLD_STRANGER)));
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM message WHERE template = 'agreement_changed'"), 2);
}

SCENARIO("mails about agreements cannot be refused")
{
    world_as(world, WORLD_BUYER);
    Reply reply = world_put(
        world, "/v1/me/notifications", "{'items': [{'group': 'agreements', 'timing': 'never'}]}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "cannot_be_refused");
}

SCENARIO("who agreed in one language gets the new text in that language")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    Reply order = world_post(world, "/v1/orders",
        world_printf(world, "{'plan_id': '%s', 'accepted': ['%s', '%s']}", shop.plan_id.text,
            digest_text(world->ctx.arena, shop.terms_de),
            digest_text(world->ctx.arena, shop.eula_de)));
    world_advance(world, HOURS(1));
    publish(world, "3.0", NEW_EN, APPLIES);
    Reply detail = subscription(world, world_id(order, "subscription_id"));
    EXPECT_TEXT(world_value(detail, "agreements.2.language"), "de");
}

SCENARIO("a licence agreement that does not say so is for new subscriptions only")
{
    WorldShop shop = world_shop(world);
    Id id = subscribe(world, &shop);
    publish(world, "3.0", NEW_EN, "");
    EXPECT_INT(world_length(subscription(world, id), "agreements"), 2);
    EXPECT_INT(count_events(world), 0);
}

SCENARIO("who has the very text already is told nothing")
{
    WorldShop shop = world_shop(world);
    subscribe(world, &shop);
    publish(world, "3.0", "You may chat.", APPLIES);
    EXPECT_INT(count_notices(world), 0);
}

SCENARIO("what ended, and what was subscribed to afterwards, is told nothing")
{
    WorldShop shop = world_shop(world);
    Id ended = subscribe(world, &shop);
    world_as(world, WORLD_OWNER);
    world_post(world, world_printf(world, "/v1/subscriptions/%s/cancellation", ended.text), "{}");
    publish(world, "3.0", NEW_EN, APPLIES);
    world_as(world, WORLD_BUYER);
    shop.plan_id = id_from(world_text(
        world, "SELECT l.id FROM plan l JOIN product p ON p.active_revision_id = l.revision_id"));
    shop.eula_en = digest_of(NEW_EN);
    world_subscribe(world, &shop);
    world_drain(world);
    EXPECT_INT(count_notices(world), 0);
}

SCENARIO("telling again tells nobody twice")
{
    WorldShop shop = world_shop(world);
    subscribe(world, &shop);
    subscribe(world, &shop);
    Id revision_id = publish(world, "3.0", NEW_EN, APPLIES);
    EXPECT_INT(count_notices(world), 2);
    Job job = {
        .kind = "tell_agreement",
        .arguments = world_printf(world,
            "{\"revision_id\":\"%s\",\"activated_at\":\"2090-01-01T00:00:00Z\"}", revision_id.text),
    };
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, agreement_change_tell(&world->ctx, &job));
    world_drain(world);
    EXPECT_INT(count_notices(world), 2);
    EXPECT_INT(count_events(world), 2);
}

SCENARIO("more subscribers than one portion has are all told")
{
    WorldShop shop = world_shop(world);
    Id id = subscribe(world, &shop);
    world_exec(world,
        "INSERT INTO subscription (organization_id, id, order_id, product_id, revision_id, plan_id,"
        " seller_id, name, state, created_at, version) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
        " SELECT i + 1 FROM n WHERE i < 230) SELECT organization_id, substr(id, 1, 26) || CAST(1000 + i AS TEXT),"
        " order_id, product_id, revision_id, plan_id, seller_id, name, state, created_at, version"
        " FROM subscription, n WHERE id = $1",
        id);
    publish(world, "3.0", NEW_EN, APPLIES);
    EXPECT_INT(count_notices(world), 231);
}

SCENARIO("an agreement leaves the rest to a newer one that applies too")
{
    WorldShop shop = world_shop(world);
    Id id = subscribe(world, &shop);
    Id second = publish(world, "3.0", NEW_EN, APPLIES);
    world_exec(world, "DELETE FROM agreement_notice");
    world_exec(world, "DELETE FROM agreement_acceptance WHERE subscription_id IS NOT NULL");
    publish(world, "4.0", "You may not chat.", APPLIES);
    Job late = {
        .kind = "tell_agreement",
        .arguments = world_printf(world,
            "{\"revision_id\":\"%s\",\"activated_at\":\"2090-01-01T00:00:00Z\"}", second.text),
    };
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, agreement_change_tell(&world->ctx, &late));
    Reply detail = subscription(world, id);
    EXPECT_INT(world_length(detail, "agreements"), 3);
    EXPECT_TEXT(world_value(detail, "agreements.2.version"), "4.0");
}

SCENARIO("going back to a former revision changes no agreement and tells subscribers nothing")
{
    WorldShop shop = world_shop(world);
    Id id = subscribe(world, &shop);
    Id former = publish(world, "2.1", "You may chat.", ""); // its calls go somewhere
    Id second = publish(world, "3.0", NEW_EN, APPLIES);
    world_as(world, WORLD_SELLER);
    const Id back[] = {former, second};
    for (size_t i = 0; i < COUNT_OF(back); i++) {
        Reply reply = world_post(world,
            world_printf(world, "/v1/seller/revisions/%s/restoration", back[i].text),
            "{'reason': 'It was better.'}");
        EXPECT_INT(reply.status, 200);
        world_drain(world);
        world_as(world, WORLD_SELLER);
    }
    EXPECT_INT(count_notices(world), 1);
    EXPECT_INT(count_events(world), 1);
    Reply detail = subscription(world, id);
    EXPECT_INT(world_length(detail, "agreements"), 3);
    EXPECT_TEXT(world_value(detail, "agreements.2.version"), "3.0");
}

SCENARIO("seller and operator see beforehand whom it concerns, and afterwards who was told")
{
    WorldShop shop = world_shop(world);
    subscribe(world, &shop);
    subscribe(world, &shop);
    world_as(world, WORLD_SELLER);
    Reply offer = world_apply(world,
        world_ai_offer(world, "nimbus-chat", "Nimbus Chat",
            "licence_type: usage\nversion: 3\nplans: [{code: standard, name: Standard}]\ndocuments: [{kind: eula,"
            " language: en, title: Licence agreement, version: '3', text: New,"
            " applies_to_subscribers: true}]\n"));
    Id id = world_id(offer, "revision_id");
    const char *at = world_printf(world, "/v1/seller/revisions/%s/agreement-change", id.text);
    Reply before = world_get(world, at);
    EXPECT_INT(world_length(before, "documents"), 1);
    EXPECT_TEXT(world_value(before, "subscriptions"), "2");
    EXPECT_TEXT(world_value(before, "organizations"), "1");
    Reply differences =
        world_get(world, world_printf(world, "/v1/seller/revisions/%s/differences", id.text));
    EXPECT(strstr(differences.body, "applies_to_subscribers") != NULL);

    world_drain(world); // so that it is checked
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(count_notices(world), 0);
    world_post(world, world_printf(world, "/v1/operator/revisions/%s/approval", id.text),
        "{'override_reason': 'A test.'}");
    world_drain(world);
    world_as(world, WORLD_OPERATOR);
    at = world_printf(world, "/v1/operator/revisions/%s/agreement-change", id.text);
    EXPECT_TEXT(world_value(world_get(world, at), "subscriptions"), "2");
    Reply list = world_get(world, "/v1/operator/acceptances?kind=eula");
    EXPECT_INT(world_length(list, "items"), 2);
    EXPECT_TEXT(world_value(list, "items.0.title"), "Licence agreement");
    EXPECT_TEXT(world_value(list, "items.0.is_by_notice"), "true");

    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, at).status, 403);
}

SCENARIO("another seller's revision tells nothing about its subscribers")
{
    WorldShop shop = world_shop(world);
    world_exec(
        world, "UPDATE seller SET organization_id = $1", world_organization(world, WORLD_STRANGER));
    world_as(world, WORLD_SELLER);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/seller/revisions/%s/agreement-change",
                                    shop.revision_id.text))
                   .status,
        404);
}

SCENARIO("a licence agreement applies to subscribers in all its languages or in none")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply =
        world_apply(world, world_offer(world, "db", "DB",
                               "documents:\n"
                               "- {kind: eula, language: en, title: T, version: '1', text: a,"
                               " applies_to_subscribers: true}\n"
                               "- {kind: eula, language: de, title: T, version: '1', text: b}\n"
                               "- {kind: sla, language: en, title: T, version: '1', text: c,"
                               " applies_to_subscribers: true}\n"));
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 2);
    EXPECT(strstr(reply.body, "not_alike") && strstr(reply.body, "not_allowed"));
}
