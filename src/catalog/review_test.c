#include "review.h"

#include "testing/world_offer.h"
#include "testing/world_shop.h"

#include <string.h>

#define APPROVAL "{'override_reason': 'A test.'}"

// And waits until it was checked.
static Id submit(World *world, const char *more)
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_apply(world, world_offer(world, "db", "DB", more));
    EXPECT_INT(reply.status, 200);
    world_drain(world);
    world_as(world, WORLD_OPERATOR);
    return world_id(reply, "revision_id");
}

static const char *path(World *world, const char *side, Id id, const char *what)
{
    return world_printf(world, "/v1/%s/revisions/%s%s", side, id.text, what);
}

static Reply post(World *world, const char *side, Id id, const char *what, const char *body)
{
    return world_post(world, path(world, side, id, what), body);
}

static int64_t events(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", kind);
}

SCENARIO("what waits for a decision stands in the queue, the oldest first, with its target time")
{
    submit(world, NULL);
    world_advance(world, HOURS(1));
    world_as(world, WORLD_SELLER);
    world_apply(world, world_offer(world, "queue", "Queue", "release_at: 2030-01-01T00:00:00Z"));
    world_as(world, WORLD_OPERATOR);
    Reply queue = world_get(world, "/v1/operator/reviews");
    EXPECT_INT(world_length(queue, "items"), 2);
    EXPECT_TEXT(world_value(queue, "items.0.product_name"), "DB");
    EXPECT_TEXT(world_value(queue, "items.0.seller_name"), "Nimbus Labs");
    EXPECT_TEXT(world_value(queue, "items.0.is_first"), "true");
    EXPECT_TEXT(world_value(queue, "items.0.is_overdue"), "false");
    EXPECT_TEXT(world_value(queue, "items.1.release_at"), "2030-01-01T00:00:00.000000Z");
    EXPECT_INT(world_length(world_get(world, "/v1/operator/reviews?q=queue"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/reviews?q=nimbus"), "items"), 2);

    Reply first = world_get(world, "/v1/operator/reviews?limit=1");
    Reply second = world_get(world,
        world_printf(world, "/v1/operator/reviews?limit=1&after=%s", world_value(first, "next")));
    EXPECT_TEXT(world_value(second, "items.0.product_name"), "Queue");
    EXPECT(world_value(second, "next") == NULL);

    world_advance(world, HOURS(72));
    queue = world_get(world, "/v1/operator/reviews");
    EXPECT_TEXT(world_value(queue, "items.0.is_overdue"), "true");
}

SCENARIO("what was decided leaves the queue and says by whom")
{
    Id id = submit(world, NULL);
    EXPECT_INT(post(world, "operator", id, "/approval", APPROVAL).status, 200);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/reviews"), "items"), 0);
    Reply decided = world_get(world, "/v1/operator/reviews?state=approved");
    EXPECT_INT(world_length(decided, "items"), 1);
    EXPECT(world_value(decided, "items.0.decided_by_name") != NULL);
    EXPECT_INT(world_get(world, "/v1/operator/reviews?state=lost").status, 422);
}

SCENARIO("a rejection names fields, and the seller reads it at the revision")
{
    Id id = submit(world, NULL);
    EXPECT_INT(post(world, "operator", id, "/rejection",
                   "{'reason': 'Two things.', 'reasons': [{'field': '<b>', 'reason': 'x'}]}")
                   .status,
        422);
    EXPECT_INT(post(world, "operator", id, "/rejection",
                   "{'reason': 'Two things.', 'reasons': ["
                   "{'field': 'plans[0].prices[0].amount', 'reason': 'Ten times too much.'}]}")
                   .status,
        200);
    world_as(world, WORLD_SELLER);
    Reply seen = world_get(world, path(world, "seller", id, ""));
    EXPECT_TEXT(world_value(seen, "revision.state"), "rejected");
    EXPECT_TEXT(world_value(seen, "reviews.0.state"), "rejected");
    EXPECT_TEXT(world_value(seen, "reviews.0.reason"), "Two things.");
    EXPECT_TEXT(world_value(seen, "reviews.0.reasons.0.field"), "plans[0].prices[0].amount");
    EXPECT_TEXT(world_value(seen, "reviews.0.reasons.0.reason"), "Ten times too much.");
    EXPECT(world_value(seen, "reviews.0.decided_by_name") == NULL);

    submit(world, "version: 2");
    seen = world_get(world, path(world, "operator", id, ""));
    EXPECT_INT(world_length(seen, "reviews"), 2);
    EXPECT_TEXT(world_value(seen, "reviews.0.state"), "waiting");
    EXPECT_INT(world_length(seen, "reviews.0.reasons"), 0);
}

SCENARIO("of operators who decide at once one wins, and the others learn what was decided")
{
    int statuses[WORLD_RACERS];
    Id id = submit(world, NULL);
    const RaceRequest race[] = {
        {POST, path(world, "operator", id, "/approval"), "{\"override_reason\": \"A test.\"}"},
        {POST, path(world, "operator", id, "/rejection"), "{\"reason\": \"No.\"}"},
        {POST, path(world, "operator", id, "/approval"), "{\"override_reason\": \"A test.\"}"},
        {POST, path(world, "operator", id, "/rejection"), "{\"reason\": \"No.\"}"},
    };
    world_race_all(world, race, COUNT_OF(race), statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), 3);
    EXPECT_INT(events(world, "revision.approved") + events(world, "revision.rejected"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM review WHERE state <> 'waiting'"), 1);
    Reply late = post(world, "operator", id, "/approval", APPROVAL);
    EXPECT_TEXT(late.code, "already_decided");
}

SCENARIO("nobody approves what was submitted after one looked")
{
    Id id = submit(world, NULL);
    const char *looked_at = world_value(world_get(world, "/v1/operator/reviews"), "items.0.id");
    submit(world, "version: 2");
    const char *body =
        world_printf(world, "{'override_reason': 'x', 'review_id': '%s'}", looked_at);
    EXPECT_TEXT(post(world, "operator", id, "/approval", body).code, "already_decided");
    EXPECT_TEXT(world_text(world, "SELECT state FROM revision WHERE id = $1", id), "in_review");

    looked_at = world_value(world_get(world, "/v1/operator/reviews"), "items.0.id");
    body = world_printf(world, "{'override_reason': 'x', 'review_id': '%s'}", looked_at);
    EXPECT_INT(post(world, "operator", id, "/approval", body).status, 200);
}

SCENARIO("a seller takes back what is in review, and it leaves the queue")
{
    Id id = submit(world, NULL);
    world_as(world, WORLD_SELLER);
    Reply reply = post(world, "seller", id, "/withdrawal", "{'reason': 'A typing error.'}");
    EXPECT_TEXT(world_value(reply, "state"), "draft");
    EXPECT_TEXT(post(world, "seller", id, "/withdrawal", "{'reason': 'x'}").code, "wrong_state");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/reviews"), "items"), 0);
    EXPECT_TEXT(post(world, "operator", id, "/approval", APPROVAL).code, "already_decided");
}

SCENARIO("the operator moves a release time and takes a scheduled revision back")
{
    Id id = submit(world, NULL);
    EXPECT_TEXT(world_patch(world, path(world, "operator", id, ""), "{}").code, "wrong_state");
    post(world, "operator", id, "/approval",
        "{'override_reason': 'x', 'release_at': '2030-01-01T00:00:00Z'}");
    Reply moved = world_patch(
        world, path(world, "operator", id, ""), "{'release_at': '2030-02-01T00:00:00Z'}");
    EXPECT_TEXT(world_value(moved, "release_at"), "2030-02-01T00:00:00.000000Z");
    EXPECT_TEXT(world_value(moved, "state"), "approved");
    EXPECT_INT(events(world, "revision.scheduled"), 1);

    Reply back = post(world, "operator", id, "/withdrawal", "{'reason': 'Not yet.'}");
    EXPECT_TEXT(world_value(back, "state"), "draft");

    submit(world, "version: 2");
    post(world, "operator", id, "/approval",
        "{'override_reason': 'x', 'release_at': '2030-01-01T00:00:00Z'}");
    EXPECT_TEXT(
        world_value(world_patch(world, path(world, "operator", id, ""), "{}"), "state"), "active");
    EXPECT_INT(world_get(world, "/v1/products/db").status, 200);
}

SCENARIO("the operator releases at once what its seller wants later")
{
    Id id = submit(world, "release_at: 2030-01-01T00:00:00Z");
    EXPECT_TEXT(post(world, "operator", id, "/approval",
                    "{'override_reason': 'x', 'is_at_once': true,"
                    " 'release_at': '2030-01-01T00:00:00Z'}")
                    .code,
        "invalid_body");
    EXPECT_TEXT(world_value(post(world, "operator", id, "/approval",
                                "{'override_reason': 'x', 'is_at_once': true}"),
                    "state"),
        "active");
}

// ── going back ───────────────────────────────────────────────────────────────────────────────

SCENARIO("one goes back to a former revision at once, and forth again")
{
    const char *reason = "{'reason': 'It was better.'}";
    Id first = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "revision_id");
    Id second =
        world_id(world_publish(world, world_offer(world, "db", "DB", "version: 2")), "revision_id");
    world_as(world, WORLD_SELLER);
    Reply back = post(world, "seller", first, "/restoration", reason);
    EXPECT_TEXT(world_value(back, "state"), "active");
    EXPECT_TEXT(world_value(back, "reason"), "It was better.");
    EXPECT(world_value(back, "replaced_at") == NULL);
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "product_version"), "1.0");
    EXPECT_TEXT(world_text(world, "SELECT state FROM revision WHERE id = $1", second), "replaced");
    EXPECT_INT(events(world, "revision.restored"), 1);

    EXPECT_INT(post(world, "seller", first, "/restoration", reason).status, 200);
    EXPECT_INT(events(world, "revision.restored"), 1);

    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(
        world_value(post(world, "operator", second, "/restoration", reason), "state"), "active");
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "product_version"), "2");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM revision WHERE state = 'active'"), 1);
}

SCENARIO("a revision that never was in force cannot be gone back to")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    Id id = submit(world, "version: 2");
    const char *reason = "{'reason': 'x'}";
    EXPECT_TEXT(post(world, "operator", id, "/restoration", reason).code, "wrong_state");
    post(world, "operator", id, "/rejection", reason);
    EXPECT_TEXT(post(world, "operator", id, "/restoration", reason).code, "wrong_state");
}

SCENARIO("going back leaves what is on its way, and what was subscribed to, as it is")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    Id subscription = world_subscribe(world, &shop);
    Id first = shop.revision_id;
    world_exec(world,
        "INSERT INTO ai_upstream (revision_id, model_name, position, url, upstream_model)"
        " SELECT revision_id, name, 0, 'https://llm.nimbus.test/v1', name FROM ai_model");
    world_exec(world, "UPDATE revision SET state = 'replaced' WHERE id = $1", first);
    world_exec(
        world, "UPDATE product SET active_revision_id = NULL WHERE id = $1", shop.product_id);
    world_as(world, WORLD_SELLER);
    EXPECT_INT(post(world, "seller", first, "/restoration", "{'reason': 'x'}").status, 200);
    EXPECT_TEXT(
        world_text(world, "SELECT revision_id FROM subscription WHERE id = $1", subscription),
        first.text);
}

SCENARIO("one does not go back to models whose calls have nowhere to go")
{
    Id first =
        world_id(world_publish(world, world_ai_offer(world, "chat", "Chat", NULL)), "revision_id");
    world_publish(world, world_ai_offer(world, "chat", "Chat", "version: 2"));
    world_exec(world, "DELETE FROM ai_upstream");
    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(
        post(world, "operator", first, "/restoration", "{'reason': 'x'}").code, "upstream_missing");
}

SCENARIO("a product that has ended goes back to nothing")
{
    Id first = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "revision_id");
    world_publish(world, world_offer(world, "db", "DB", "version: 2"));
    world_exec(world, "UPDATE product SET state = 'end_of_life'");
    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(
        post(world, "operator", first, "/restoration", "{'reason': 'x'}").code, "product_ended");
}

SCENARIO("a revision is seen as its product's page will show it, before it is in force")
{
    Id id = submit(world, "description: {en: '**Bold** <script>alert(1)</script>'}");
    world_as(world, WORLD_SELLER);
    Reply page = world_get(world, path(world, "seller", id, "/preview"));
    EXPECT_TEXT(world_value(page, "name"), "DB");
    EXPECT_TEXT(world_value(page, "seller.name"), "Nimbus Labs");
    EXPECT_TEXT(world_value(page, "plans.0.prices.0.rate.micros"), "10000000");
    EXPECT_TEXT(world_value(page, "price_model"), "recurring");
    EXPECT(strstr(world_value(page, "description_html.en"), "<strong>Bold</strong>") != NULL);
    EXPECT(strstr(world_value(page, "description_html.en"), "<script") == NULL);
    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
}

SCENARIO("another seller's revisions do not exist")
{
    Id id = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "revision_id");
    world_exec(world, "UPDATE seller SET organization_id = $1 WHERE id = $2",
        world_organization(world, WORLD_STRANGER), world->seller_id);
    world_as(world, WORLD_SELLER);
    EXPECT_INT(world_get(world, path(world, "seller", id, "")).status, 404);
    EXPECT_INT(world_get(world, path(world, "seller", id, "/differences")).status, 404);
    EXPECT_INT(world_get(world, path(world, "seller", id, "/preview")).status, 404);
    EXPECT_INT(post(world, "seller", id, "/verdict", NULL).status, 404);
    const char *reason = "{'reason': 'x'}";
    EXPECT_INT(post(world, "seller", id, "/withdrawal", reason).status, 404);
    EXPECT_INT(post(world, "seller", id, "/restoration", reason).status, 404);
}

// ── mails ────────────────────────────────────────────────────────────────────────────────────

SCENARIO("the operator hears what waits, and the seller why it was rejected")
{
    Id id = submit(world, NULL);
    world_drain(world);
    const Mail *asked = world_mail_to(world, world_email(WORLD_OPERATOR));
    EXPECT(asked && strstr(asked->text, "/operator/reviews/") != NULL);
    post(world, "operator", id, "/rejection",
        "{'reason': 'Two things.', 'reasons': [{'field': 'plans[0].name', 'reason': 'Too <b>.'}]}");
    world_drain(world);
    const Mail *told = world_mail_to(world, world_email(WORLD_SELLER));
    EXPECT_TEXT(told ? told->subject : NULL, "Revision 1 of DB needs a change");
    EXPECT(told && strstr(told->text, "Two things.") && strstr(told->text, "- Too") &&
           !strstr(told->text, "plans[0]"));
    EXPECT(told && strstr(told->html, "Too &lt;b&gt;.") != NULL);
    EXPECT(told && strstr(told->text, "/revisions/1") != NULL);
}

SCENARIO("nobody gets a mail about what they did themselves")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    Id id = submit(world, "version: 2");
    world->mail_count = 0;
    world_as(world, WORLD_SELLER);
    post(world, "seller", id, "/withdrawal", "{'reason': 'A typing error.'}");
    world_drain(world);
    EXPECT(!world_mail_to(world, world_email(WORLD_OPERATOR)));
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM message WHERE template = 'revision_withdrawn'"),
        0);
}

SCENARIO("a seller hears that the operator went back")
{
    Id first = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "revision_id");
    world_publish(world, world_offer(world, "db", "DB", "version: 2"));
    world_as(world, WORLD_OPERATOR);
    post(world, "operator", first, "/restoration", "{'reason': 'A hole in 2.'}");
    world_drain(world);
    const Mail *told = world_mail_to(world, world_email(WORLD_SELLER));
    EXPECT_TEXT(told ? told->subject : NULL, "DB is back at revision 1");
    EXPECT(told && strstr(told->text, "A hole in 2.") != NULL);
}

SCENARIO("colleagues hear with the reason that one of them went back")
{
    Id first = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "revision_id");
    world_publish(world, world_offer(world, "db", "DB", "version: 2"));
    world_join(world, WORLD_REPORTER, WORLD_SELLER, "[\"reports\",\"offerings\"]");
    world_as(world, WORLD_SELLER);
    post(world, "seller", first, "/restoration", "{'reason': 'A hole in 2.'}");
    world_drain(world);
    const Mail *told = world_mail_to(world, world_email(WORLD_REPORTER));
    EXPECT_TEXT(told ? told->subject : NULL, "DB is back at revision 1");
    EXPECT(told && strstr(told->text, "A hole in 2.") != NULL);
    EXPECT(!world_mail_to(world, world_email(WORLD_SELLER)));
}

// ── a category that its seller proposes ──────────────────────────────────────────────────────

#define PROPOSED                                                                                   \
    "category:\nproposed_category: {name: {en: Quantum, de: Quanten, fr: Quantique, cs: Kvanta},"  \
    " parent: databases}\n"

SCENARIO("a revision whose seller proposes a category is not approved before it has one")
{
    Id id = submit(world, PROPOSED);
    Reply early = post(world, "operator", id, "/approval", APPROVAL);
    EXPECT_INT(early.status, 409);
    EXPECT_TEXT(early.code, "category_is_proposed");
    Reply detail = world_get(world, path(world, "operator", id, ""));
    EXPECT_TEXT(world_value(detail, "revision.proposed_category.name.de"), "Quanten");
    EXPECT_TEXT(world_value(detail, "revision.proposed_category.parent"), "databases");
    EXPECT(!world_value(detail, "revision.category_id"));
    EXPECT_TEXT(
        world_value(world_get(world, path(world, "operator", id, "/preview")), "category.name.en"),
        "Quantum");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM category WHERE slug = 'quantum'"), 0);
}

SCENARIO("accepting a proposed category creates it, and the product stands in it")
{
    Id id = submit(world, PROPOSED);
    const char *accepted = world_printf(world,
        "{'category': {'name': {'en': 'Quantum', 'de': 'Quanten', 'fr': 'Quantique', 'cs': 'Kvanta'},"
        " 'parent_id': '%s'}}",
        world_text(world, "SELECT id FROM category WHERE slug = 'databases'"));
    Reply reply = world_put(world, path(world, "operator", id, "/category"), accepted);
    EXPECT_INT(reply.status, 200);
    EXPECT(world_value(reply, "category_id") != NULL);
    EXPECT_TEXT(world_put(world, path(world, "operator", id, "/category"), accepted).code,
        "category_is_decided");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM category WHERE slug LIKE 'quantum%'"), 1);
    EXPECT_TEXT(world_value(post(world, "operator", id, "/approval", APPROVAL), "state"), "active");
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "category.slug"), "quantum");

    world_as(world, WORLD_SELLER);
    Reply offer = world_get(world, "/v1/offers/db");
    EXPECT(strstr(offer.body, "category: quantum") && !strstr(offer.body, "proposed_category"));
    EXPECT_TEXT(
        world_value(world_apply(world, world_offer(world, "db", "DB", PROPOSED)), "is_unchanged"),
        "true");
}

SCENARIO("the operator may choose a category that there is instead of the proposed one")
{
    Id id = submit(world, PROPOSED);
    const char *at = path(world, "operator", id, "/category");
    EXPECT_TEXT(world_value(world_put(world, at,
                                world_printf(world, "{'category_id': '%s'}", id_new("cat").text)),
                    "errors.0.code"),
        "not_known");
    EXPECT_INT(world_put(world, at, "{}").status, 422);
    EXPECT_TEXT(
        world_value(world_put(world, at, "{'category': {'name': {'en': 'x'}}}"), "errors.0.field"),
        "category.name.de");
    Reply reply = world_put(world, at,
        world_printf(world, "{'category_id': '%s'}",
            world_text(world, "SELECT id FROM category WHERE slug = 'security'")));
    EXPECT_INT(reply.status, 200);
    EXPECT_INT(events(world, "revision.category_decided"), 1);
    post(world, "operator", id, "/approval", APPROVAL);
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "category.slug"), "security");
}

SCENARIO("a proposed category has a name in every language, and a parent that there is")
{
    world_as(world, WORLD_SELLER);
    Reply both = world_apply(
        world, world_offer(world, "db", "DB", "proposed_category: {name: {en: Quantum}}\n"));
    EXPECT_INT(both.status, 422);
    EXPECT(strstr(both.body, "\"proposed_category\"") != NULL);
    EXPECT(strstr(both.body, "\"proposed_category.name.cs\"") != NULL);
    Reply nowhere = world_apply(world,
        world_offer(world, "db", "DB",
            "category:\nproposed_category: {name: {en: a, de: a, fr: a, cs: a}, parent: nowhere}\n"));
    EXPECT_TEXT(world_value(nowhere, "errors.0.field"), "proposed_category.parent");
    world_as(world, WORLD_OPERATOR);
    EXPECT_TEXT(
        world_value(world_apply(world, world_offer(world, "db", "DB", PROPOSED)), "errors.0.field"),
        "proposed_category");
}
