#include "revision.h"

#include "base/text.h"
#include "services/service.h"
#include "testing/world_offer.h"

#include <string.h>

// What a scenario asks for in turn; the same numbers each time.
static unsigned chance(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

static Id submit(World *world, const char *more)
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_apply(world, world_offer(world, "db", "DB", more));
    EXPECT_INT(reply.status, 200);
    world_as(world, WORLD_OPERATOR);
    return world_id(reply, "revision_id");
}

#define APPROVAL "{'override_reason': 'A test.'}"

// Once it was checked, for it is approved only then.
static Reply approve(World *world, Id revision_id, const char *body)
{
    world_drain(world);
    return world_post(
        world, world_printf(world, "/v1/operator/revisions/%s/approval", revision_id.text), body);
}

static Reply reject(World *world, Id revision_id, const char *body)
{
    return world_post(
        world, world_printf(world, "/v1/operator/revisions/%s/rejection", revision_id.text), body);
}

static int64_t events(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", kind);
}

SCENARIO("an approved revision is active and its product published at once")
{
    Reply reply = approve(world, submit(world, NULL), APPROVAL);

    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "state"), "active");
    EXPECT_INT(world_get(world, "/v1/products/db").status, 200);
    EXPECT_INT(events(world, "revision.submitted"), 1);
    EXPECT_INT(events(world, "revision.approved"), 1);
    EXPECT_INT(events(world, "revision.activated"), 1);
    EXPECT_INT(events(world, "product.published"), 1);
}

SCENARIO("events about a product belong to its seller's organization")
{
    approve(world, submit(world, NULL), APPROVAL);

    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE organization_id = $1 AND kind IN"
                   " ('revision.submitted', 'revision.activated', 'product.published')",
                   world_organization(world, WORLD_SELLER)),
        3);
}

SCENARIO("a revision approved for later becomes active at its time, not before")
{
    Id id = submit(world, NULL);
    Reply reply = approve(world, id,
        world_printf(world, "{'override_reason': 'x', 'release_at': '%s'}",
            time_text(world->ctx.arena, time_after(world->ctx.now, HOURS(5)))));
    EXPECT_TEXT(world_value(reply, "state"), "approved");

    world_advance(world, HOURS(4));
    world_drain(world);
    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
    world_advance(world, HOURS(1));
    world_drain(world);
    EXPECT_INT(world_get(world, "/v1/products/db").status, 200);
    EXPECT_INT(events(world, "revision.activated"), 1);
}

SCENARIO("a rejected revision says why, and its seller hands in a better one")
{
    Id id = submit(world, NULL);
    EXPECT_INT(reject(world, id, "{}").status, 422);
    Reply reply = reject(world, id, "{'reason': 'The price is missing.'}");
    EXPECT_TEXT(world_value(reply, "state"), "rejected");
    EXPECT_TEXT(world_value(reply, "reason"), "The price is missing.");

    Id again = submit(world, "version: 1.1");
    EXPECT_TEXT(again.text, id.text);
    EXPECT_TEXT(world_value(approve(world, again, APPROVAL), "state"), "active");
}

SCENARIO("what is decided is not decided again")
{
    Id id = submit(world, NULL);
    approve(world, id, APPROVAL);
    EXPECT_TEXT(approve(world, id, APPROVAL).code, "already_decided");
    EXPECT_TEXT(reject(world, id, "{'reason': 'x'}").code, "already_decided");
    EXPECT_INT(approve(world, id_new("rev"), APPROVAL).status, 404);
}

SCENARIO("only the operator decides")
{
    Id id = submit(world, NULL);
    static const WorldPerson others[] = {WORLD_SELLER, WORLD_OWNER, WORLD_STRANGER};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        world_as(world, others[i]);
        EXPECT_INT(approve(world, id, APPROVAL).status, 403);
    }
}

SCENARIO("a revision that was taken back before its release is not released")
{
    Id id = submit(world, NULL);
    Time release = time_after(world->ctx.now, HOURS(1));
    approve(world, id,
        world_printf(world, "{'override_reason': 'x', 'release_at': '%s'}",
            time_text(world->ctx.arena, release)));
    submit(world, "version: 3");
    world_advance(world, HOURS(2));
    world_drain(world);

    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
    EXPECT_INT(events(world, "revision.withdrawn"), 1);
}

SCENARIO("a new revision leaves the rows of the old one as they were")
{
    Id old = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "revision_id");
    const char *before = world_text(world, "SELECT prices FROM plan WHERE revision_id = $1", old);
    world_publish(world, world_offer(world, "db", "DB",
                             "plans: [{code: standard, name: Standard, prices: [{kind: recurring,"
                             " period: month, amount: 99}]}]"));

    EXPECT_TEXT(world_text(world, "SELECT prices FROM plan WHERE revision_id = $1", old), before);
    EXPECT_TEXT(world_text(world, "SELECT state FROM revision WHERE id = $1", old), "replaced");
}

SCENARIO("a revision that is no draft cannot be written")
{
    Id id = submit(world, NULL);
    Revision revision;
    world_must(world, revision_get(&world->ctx, id, &revision));
    EXPECT(revision_change(&world->ctx, &revision) == CONFLICT);
}

// The steps of features.md §4, told once more so that the table of the code is checked.
static const struct {
    RevisionState from, to;
} allowed_steps[] = {
    {REVISION_DRAFT, REVISION_IN_REVIEW},
    {REVISION_IN_REVIEW, REVISION_APPROVED},
    {REVISION_IN_REVIEW, REVISION_REJECTED},
    {REVISION_IN_REVIEW, REVISION_DRAFT},
    {REVISION_REJECTED, REVISION_DRAFT},
    {REVISION_APPROVED, REVISION_ACTIVE},
    {REVISION_APPROVED, REVISION_DRAFT},
    {REVISION_ACTIVE, REVISION_REPLACED},
    {REVISION_REPLACED, REVISION_ACTIVE},
};

static bool is_allowed(RevisionState from, RevisionState to)
{
    for (size_t i = 0; i < COUNT_OF(allowed_steps); i++)
        if (allowed_steps[i].from == from && allowed_steps[i].to == to)
            return true;
    return false;
}

SCENARIO("from no state does a revision take a step that the table does not have")
{
    unsigned seed = 7;
    Id id = submit(world, NULL);
    world->ctx.actor.is_system = true;
    for (int i = 0; i < 300; i++) {
        Revision revision;
        world_must(world, revision_get(&world->ctx, id, &revision));
        if (revision.state == REVISION_REPLACED && chance(&seed, 2)) {
            world_exec(world, "UPDATE revision SET state = 'draft' WHERE id = $1", id);
            continue;
        }
        RevisionState from = revision.state, to = (RevisionState)chance(&seed, 6);
        int64_t before = world_count(world, "SELECT count(*) FROM event");
        Error error = revision_move(&world->ctx, &revision, to, "reason");
        EXPECT_INT(error, is_allowed(from, to) ? OK : CONFLICT);
        EXPECT_INT(world_count(world, "SELECT count(*) FROM event"), before + !error);
        EXPECT_TEXT(world_text(world, "SELECT state FROM revision WHERE id = $1", id),
            revision_state_names[error ? from : to]);
    }
}

SCENARIO("whatever is asked for, a product has one active and one open revision at most")
{
    unsigned seed = 3;
    for (int i = 0; i < 120; i++) {
        Id id = submit(world, world_printf(world, "version: '%u'", chance(&seed, 4)));
        unsigned what = chance(&seed, 5);
        if (what == 0)
            approve(world, id, "{'override_reason': 'x'}");
        else if (what == 1)
            reject(world, id, "{'reason': 'x'}");
        else if (what == 2)
            approve(world, id,
                world_printf(world, "{'override_reason': 'x', 'release_at': '%s'}",
                    time_text(world->ctx.arena, time_after(world->ctx.now, HOURS(1)))));
        else if (what == 3)
            world_advance(world, HOURS(2));
        world_drain(world);
        EXPECT(world_count(world, "SELECT count(*) FROM revision WHERE state = 'active'") <= 1);
        EXPECT(world_count(world,
                   "SELECT count(*) FROM revision WHERE state NOT IN"
                   " ('active', 'replaced')") <= 1);
        EXPECT_INT(world_count(world,
                       "SELECT count(*) FROM product p LEFT JOIN revision r ON"
                       " r.id = p.active_revision_id WHERE p.state = 'published'"
                       " AND (r.state IS NULL OR r.state <> 'active')"),
            0);
    }
}

// ── products ─────────────────────────────────────────────────────────────────────────────────

static Reply product_post(World *world, const char *what, const char *body)
{
    const char *id = world_text(world, "SELECT id FROM product WHERE slug = 'db'");
    return world_post(world, world_printf(world, "/v1/operator/products/%s/%s", id, what), body);
}

SCENARIO("a product is taken out of the catalogue and put back")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(product_post(world, "unpublication", "{}").status, 422);
    Reply out = product_post(world, "unpublication", "{'reason': 'A hole.'}");
    EXPECT_TEXT(world_value(out, "state"), "unpublished");
    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
    EXPECT_TEXT(product_post(world, "unpublication", "{'reason': 'x'}").code, "wrong_state");

    EXPECT_TEXT(world_value(product_post(world, "publication", "{}"), "state"), "published");
    EXPECT_INT(world_get(world, "/v1/products/db").status, 200);
    EXPECT_INT(events(world, "product.unpublished"), 1);
    EXPECT_INT(events(world, "product.published"), 2);
}

SCENARIO("a product without an active revision cannot be published")
{
    submit(world, NULL);
    EXPECT_TEXT(product_post(world, "publication", "{}").code, "no_active_revision");
}

SCENARIO("a product that was taken out stays out when a new revision comes")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    world_as(world, WORLD_OPERATOR);
    product_post(world, "unpublication", "{'reason': 'A hole.'}");
    world_publish(world, world_offer(world, "db", "DB", "version: 2"));

    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
}

SCENARIO("an end of life is final")
{
    Id id = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "product_id");
    Product product;
    world_as(world, WORLD_OPERATOR);
    world_must(world, product_get(&world->ctx, id.text, &product));
    EXPECT(product_move(&world->ctx, &product, PRODUCT_END_OF_LIFE, NULL) == CONFLICT);
    world_must(world, product_move(&world->ctx, &product, PRODUCT_UNPUBLISHED, "soon"));
    world_must(world, product_move(&world->ctx, &product, PRODUCT_END_OF_LIFE, "old"));
    EXPECT(product_move(&world->ctx, &product, PRODUCT_PUBLISHED, NULL) == CONFLICT);

    EXPECT_TEXT(
        world_apply(world, world_offer(world, "db", "DB", "version: 9")).code, "product_ended");
}

SCENARIO("the operator sees every product with its revisions")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    submit(world, "version: 2");
    world_publish(world, world_ai_offer(world, "chat", "Chat 100%", NULL));
    world_as(world, WORLD_OPERATOR);
    Reply all = world_get(world, "/v1/operator/products");
    EXPECT_INT(world_length(all, "items"), 2);
    EXPECT_TEXT(world_value(all, "items.0.slug"), "chat");
    EXPECT_TEXT(world_value(all, "items.1.active_revision_number"), "1");
    EXPECT_TEXT(world_value(all, "items.1.open_revision_number"), "2");
    EXPECT_TEXT(world_value(all, "items.1.open_revision_state"), "in_review");
    EXPECT_TEXT(world_value(all, "items.1.seller_name"), "Nimbus Labs");

    Reply queue = world_get(world, "/v1/operator/products?state=in_review");
    EXPECT_INT(world_length(queue, "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/products?q=0%25"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/products?q=_"), "items"), 0);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/products?seller=x"), "items"), 0);
    Reply first = world_get(world, "/v1/operator/products?limit=1");
    Reply second = world_get(world,
        world_printf(world, "/v1/operator/products?limit=1&after=%s", world_value(first, "next")));
    EXPECT_TEXT(world_value(second, "items.0.slug"), "db");
    EXPECT(world_value(second, "next") == NULL);

    Reply one = world_get(
        world, world_printf(world, "/v1/operator/products/%s", world_value(all, "items.1.id")));
    EXPECT_INT(world_length(one, "revisions"), 2);
    EXPECT_TEXT(world_value(one, "revisions.0.state"), "in_review");
    EXPECT_TEXT(world_value(one, "revisions.1.state"), "active");
}

SCENARIO("the operator recommends a product, unless somebody changed it meanwhile")
{
    Id id = world_id(world_publish(world, world_offer(world, "db", "DB", NULL)), "product_id");
    const char *path = world_printf(world, "/v1/operator/products/%s", id.text);
    world_as(world, WORLD_OPERATOR);
    const char *tag = reply_header(world_get(world, path), "ETag");
    world_header(world, "If-Match", tag);
    EXPECT_TEXT(world_value(world_patch(world, path, "{'is_recommended': true}"), "is_recommended"),
        "true");
    EXPECT_TEXT(world_patch(world, path, "{'is_recommended': false}").code, "edited_meanwhile");
    world_header(world, "If-Match", NULL);
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "is_recommended"), "true");
}

SCENARIO("recommended products stand in the order of their places, those without one behind them")
{
    static const char *const slugs[] = {"db-a", "db-b", "db-c"};
    static const char *const changes[] = {"{'is_recommended': true}",
        "{'is_recommended': true, 'recommended_position': 2}",
        "{'is_recommended': true, 'recommended_position': 1}"};
    Id ids[COUNT_OF(slugs)];
    Reply last = {0};
    for (size_t i = 0; i < COUNT_OF(slugs); i++)
        ids[i] = world_id(
            world_publish(world, world_offer(world, slugs[i], slugs[i], NULL)), "product_id");
    world_as(world, WORLD_OPERATOR);
    for (size_t i = 0; i < COUNT_OF(slugs); i++)
        last = world_patch(
            world, world_printf(world, "/v1/operator/products/%s", ids[i].text), changes[i]);
    EXPECT_TEXT(world_value(last, "recommended_position"), "1");
    Reply offered = world_get(world, "/v1/products");
    EXPECT_TEXT(world_value(offered, "items.0.slug"), "db-c");
    EXPECT_TEXT(world_value(offered, "items.1.slug"), "db-b");
    EXPECT_TEXT(world_value(offered, "items.2.slug"), "db-a");
}

SCENARIO("what the operator decides is recorded in the seller's organization")
{
    Id id = submit(world, NULL);
    approve(world, id, APPROVAL);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1 AND subject_id"
                   " = $2",
                   world_organization(world, WORLD_SELLER), id),
        1);
}

SCENARIO("a product can be ordered exactly if its kind of service can be provisioned, or is quoted")
{
    (void)world;
    EXPECT(!service_can_be_ordered(SERVICE_PRIVATE_OFFER)); // only what its seller quotes
    for (int type = SERVICE_PRIVATE_OFFER + 1; type <= SERVICE_LICENCE; type++)
        EXPECT_INT(
            service_can_be_ordered((ServiceType)type), service_of((ServiceType)type) != NULL);
}
