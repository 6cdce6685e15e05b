#include "catalog/agreement.h"

#include "base/text.h"
#include "testing/world_offer.h"
#include "testing/world_shop.h"

#include <string.h>

static const char *text(World *world, const char *language, const char *content)
{
    return world_printf(world, "{'language': '%s', 'title': 'Terms', 'content': '%s'}", language,
        base64_of(world->ctx.arena, content, strlen(content)));
}

static Reply issue(World *world, const char *version, const char *more)
{
    return world_post(world, "/v1/operator/agreements",
        world_printf(world,
            "{'kind': 'operator_terms', 'version': '%s', %s 'texts': [%s, %s, %s, %s]}", version,
            more, text(world, "en", world_printf(world, "# Terms %s", version)),
            text(world, "de", "# Bedingungen"), text(world, "fr", "# Conditions"),
            text(world, "cs", "# Podmínky")));
}

static const char *in_force(World *world)
{
    world_as(world, WORLD_VISITOR);
    return world_value(world_get(world, "/v1/platform"), "terms.0.version");
}

SCENARIO(
    "a version that is issued is asked for with the next order, and earlier ones stay readable")
{
    WorldShop shop = world_shop(world);
    const char *order = world_order(world, &shop); // accepts the terms so far
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(issue(world, "2027-01", "").status, 201);
    world_drain(world);
    EXPECT_TEXT(in_force(world), "2027-01");
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(world_post(world, "/v1/orders", order).code, "agreements_not_accepted");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/agreements"), "items"), 6);
    Reply old = world_get(
        world, world_printf(world, "/v1/files/%s", digest_text(world->ctx.arena, shop.terms_en)));
    EXPECT_INT(old.status, 200);
}

SCENARIO("a version for later is in force from its moment on")
{
    world_shop(world);
    world_as(world, WORLD_OPERATOR);
    const char *before = in_force(world);
    world_as(world, WORLD_OPERATOR);
    const char *from = time_text(world->ctx.arena, time_after(world->ctx.now, HOURS(2)));
    EXPECT_INT(issue(world, "later", world_printf(world, "'valid_from': '%s',", from)).status, 201);
    world_drain(world);
    EXPECT_TEXT(in_force(world), before);
    world_advance(world, HOURS(2));
    world_drain(world);
    EXPECT_TEXT(in_force(world), "later");
}

SCENARIO("a version needs a text in every language, a document and a moment to come")
{
    world_as(world, WORLD_OPERATOR);
    Reply lacking = world_post(world, "/v1/operator/agreements",
        world_printf(world, "{'kind': 'seller_terms', 'version': '1', 'texts': [%s, %s]}",
            text(world, "en", "# Terms"), text(world, "de", "# Bedingungen")));
    EXPECT_INT(lacking.status, 422);
    EXPECT_TEXT(world_value(lacking, "errors.0.field"), "texts.fr");
    EXPECT_TEXT(world_value(lacking, "errors.1.field"), "texts.cs");
    Reply binary = world_post(world, "/v1/operator/agreements",
        world_printf(world, "{'kind': 'seller_terms', 'version': '1', 'texts': [%s, %s, %s, %s]}",
            text(world, "en", "MZ\x01\x02\x03"), text(world, "de", "x"), text(world, "fr", "x"),
            text(world, "cs", "x")));
    EXPECT_TEXT(world_value(binary, "errors.0.code"), "bad_document");
    EXPECT_TEXT(
        world_value(issue(world, "old", "'valid_from': '2020-01-01T00:00:00Z',"), "errors.0.code"),
        "past");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM agreement"), 0);
}

SCENARIO("what was issued never changes")
{
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(issue(world, "1", "").status, 201);
    EXPECT_TEXT(issue(world, "1", "").code, "agreement_exists");
}

SCENARIO("the operator sees who accepted which version of its terms, and no licences of sellers")
{
    WorldShop shop = world_shop(world);
    world_as(world, WORLD_BUYER);
    world_subscribe(world, &shop);
    world_as(world, WORLD_OPERATOR);
    Reply list = world_get(world, "/v1/operator/acceptances");
    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT_TEXT(world_value(list, "items.0.kind"), "operator_terms");
    EXPECT_TEXT(world_value(list, "items.0.organization_name"), "Acme");
    EXPECT_INT(world_length(world_get(world, "/v1/operator/acceptances?q=nobody"), "items"), 0);
    EXPECT(strstr(world_get(world, "/v1/operator/acceptances.csv").body, ",Acme,operator_terms,"));
}

// ── the terms for sellers ────────────────────────────────────────────────────────────────────

static Digest issue_seller_terms(World *world, const char *version)
{
    Agreement agreement;
    TX tx = {0};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, agreement_issue(&world->ctx, AGREEMENT_SELLER_TERMS, "en", version,
                          "Terms for sellers", (Blob){version, strlen(version)}, &agreement));
    world_must(world, tx_commit(&tx));
    world_advance(world, HOURS(1));
    return agreement.digest;
}

static Reply submit_offer(World *world, const char *version, const char *accepted)
{
    const char *yaml =
        world_offer(world, "db", "DB", world_printf(world, "version: %s\n", version));
    world_header(world, "Content-Type", "application/yaml");
    Reply reply = world_send(world, PUT, world_printf(world, "/v1/offers?accepted=%s", accepted),
        (Blob){yaml, strlen(yaml)});
    world_header(world, "Content-Type", NULL);
    return reply;
}

SCENARIO("new terms for sellers are asked for with the next submission, once")
{
    Digest first = issue_seller_terms(world, "1");
    const char *digest = digest_text(world->ctx.arena, first);
    world_as(world, WORLD_SELLER);
    Reply refused = submit_offer(world, "1", "nonsense");
    EXPECT_INT(refused.status, 422);
    EXPECT_TEXT(refused.code, "agreements_not_accepted");
    EXPECT(strstr(refused.message, "“accepted”") != NULL);
    EXPECT(strstr(world_value(refused, "errors.0.message"), digest) != NULL);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM revision"), 0);

    EXPECT_INT(submit_offer(world, "1", digest).status, 200);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM agreement_acceptance"
                   " WHERE kind = 'seller_terms' AND digest = $1 AND revision_id IS NOT NULL"
                   " AND accepted_by = $2",
                   first, world_user(world, WORLD_SELLER)),
        1);
    EXPECT_INT(submit_offer(world, "2", "nonsense").status, 200);
    EXPECT_INT(submit_offer(world, "2", digest).status, 200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM agreement_acceptance"), 1);

    world_as(world, WORLD_OPERATOR);
    issue_seller_terms(world, "2");
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(submit_offer(world, "3", digest).code, "agreements_not_accepted");
    EXPECT_INT(submit_offer(world, "2", "").status, 200); // what is submitted already stays so
}

SCENARIO("a draft says which terms for sellers are to be accepted, and is sent with them")
{
    const char *digest = digest_text(world->ctx.arena, issue_seller_terms(world, "1"));
    world_as(world, WORLD_SELLER);
    submit_offer(world, "1", digest);
    const char *newer = digest_text(world->ctx.arena, issue_seller_terms(world, "2"));
    world_as(world, WORLD_SELLER);
    Reply draft = world_post(world, "/v1/drafts", "{'product': 'db'}");
    EXPECT_INT(world_length(draft, "terms"), 1);
    EXPECT_TEXT(world_value(draft, "terms.0.digest"), newer);
    const char *at = world_printf(world, "/v1/drafts/%s", world_value(draft, "id"));
    world_put(world, at,
        "{'name': 'DB', 'document': {'category': 'databases', 'version': '9', 'short_description':"
        " {'en': 'x', 'de': 'x', 'fr': 'x', 'cs': 'x'}, 'description': {'en': 'x', 'de': 'x',"
        " 'fr': 'x', 'cs': 'x'}}}");
    const char *send = world_printf(world, "%s/submission", at);
    EXPECT_TEXT(world_post(world, send, NULL).code, "agreements_not_accepted");
    EXPECT_TEXT(world_post(world, send, world_printf(world, "{'accepted': ['%s']}", digest)).code,
        "agreements_not_accepted");
    Reply sent = world_post(world, send, world_printf(world, "{'accepted': ['%s']}", newer));
    EXPECT_TEXT(world_value(sent, "state"), "in_review");
    EXPECT_INT(world_length(world_get(world, at), "terms"), 0);
}

SCENARIO("who applied to sell with the newest terms is not asked again")
{
    Digest digest = issue_seller_terms(world, "1");
    world_exec(world,
        "INSERT INTO submission (organization_id, id, kind, state, submitted_by, submitted_at)"
        " VALUES ($1, 'sap_1', 'seller_application', 'approved', $2, 1)",
        world_organization(world, WORLD_SELLER), world_user(world, WORLD_SELLER));
    world_exec(world,
        "INSERT INTO agreement_acceptance (organization_id, id, submission_id, kind, title, version,"
        " language, digest, accepted_by, accepted_at)"
        " VALUES ($1, 'acc_1', 'sap_1', 'seller_terms', 'T', '1', 'en', $2, $3, 1)",
        world_organization(world, WORLD_SELLER), digest, world_user(world, WORLD_SELLER));
    world_as(world, WORLD_SELLER);
    EXPECT_INT(submit_offer(world, "1", "").status, 200);
}
