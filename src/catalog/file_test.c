#include "file.h"

#include "agreement.h"
#include "catalog.h"
#include "testing/world_offer.h"

#include <string.h>

#define LOGO "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>"
#define EULA "# Licence\n\nBe **good**.\n"

static const char *path_of(World *world, const char *content)
{
    return world_printf(world, "/v1/files/%s", digest_text(world->ctx.arena, digest_of(content)));
}

static const char *offer(World *world)
{
    return world_offer(world, "db", "DB",
        "logo: {svg: '" LOGO
        "'}\n"
        "documents: [{kind: eula, language: en, title: \"Our \\\"EULA\\\" für; alle\", version: 1,"
        " text: \"# Licence\\n\\nBe **good**.\\n\"}]\n");
}

SCENARIO("what is published is served to everybody, for good")
{
    world_publish(world, offer(world));
    world_as(world, WORLD_VISITOR);
    Reply logo = world_get(world, path_of(world, LOGO));
    EXPECT_INT(logo.status, 200);
    EXPECT_TEXT(logo.body, LOGO);
    EXPECT_TEXT(logo.res->media_type, "image/svg+xml");
    EXPECT_TEXT(reply_header(logo, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_TEXT(reply_header(logo, "X-Content-Type-Options"), "nosniff");
    EXPECT(strstr(reply_header(logo, "Content-Security-Policy"), "sandbox"));
    EXPECT(reply_header(logo, "Content-Disposition") == NULL);
}

// Two sellers may use the same licence, and call it what they like.
SCENARIO(
    "a document is called what the place that links to it calls it, which breaks out of no header")
{
    world_publish(world, offer(world));
    Reply document =
        world_get(world, world_printf(world, "%s?name=Our%%20%%22EULA%%22%%20f%%C3%%BCr;%%20alle",
                             path_of(world, EULA)));
    EXPECT_TEXT(document.body, EULA);
    EXPECT_TEXT(document.res->media_type, "text/markdown; charset=utf-8");
    EXPECT_TEXT(reply_header(document, "Content-Disposition"),
        "inline; filename=\"Our _EULA_ f__r_ alle.md\";"
        " filename*=UTF-8''Our%20%22EULA%22%20f%C3%BCr%3B%20alle.md");
    EXPECT_TEXT(reply_header(world_get(world, path_of(world, EULA)), "Content-Disposition"),
        "inline; filename=\"document.md\"; filename*=UTF-8''document.md");
    EXPECT_INT(
        world_get(world, world_printf(world, "%s?name=a%%0Ab", path_of(world, EULA))).status, 422);
}

SCENARIO("a text can be read in a browser, where nothing in it runs")
{
    world_publish(world, offer(world));
    Reply page = world_get(
        world, world_printf(world, "%s?as=html&name=Our%%20%%22EULA%%22", path_of(world, EULA)));
    EXPECT_TEXT(page.res->media_type, "text/html; charset=utf-8");
    EXPECT(strstr(page.body, "<strong>good</strong>"));
    EXPECT(strstr(page.body, "<title>Our &quot;EULA&quot;"));
    EXPECT(strstr(reply_header(page, "Content-Security-Policy"), "default-src 'none'"));
}

SCENARIO("a very long text is shown as it was written")
{
    char *text = arena_alloc(world->ctx.arena, 300001);
    memset(text, '*', 300000);
    const char *documents = world_printf(world,
        "documents: [{kind: eula, language: en, title: EULA, version: 1, text: '%s'}]", text);
    world_publish(world, world_offer(world, "db", "DB", documents));
    Reply page = world_get(world, world_printf(world, "%s?as=html", path_of(world, text)));
    EXPECT_INT(page.status, 200);
    EXPECT(strstr(page.body, "<pre"));
}

SCENARIO("what is in review is seen by its seller and the operator only")
{
    world_as(world, WORLD_SELLER);
    world_apply(world, offer(world));
    static const struct {
        WorldPerson person;
        int status;
    } persons[] = {{WORLD_SELLER, 200}, {WORLD_OPERATOR, 200}, {WORLD_OWNER, 404},
        {WORLD_STRANGER, 404}, {WORLD_VISITOR, 404}};
    for (size_t i = 0; i < COUNT_OF(persons); i++) {
        world_as(world, persons[i].person);
        Reply reply = world_get(world, path_of(world, EULA));
        EXPECT_INT(reply.status, persons[i].status);
        if (reply.status == 200)
            EXPECT_TEXT(
                reply_header(reply, "Cache-Control"), "private, max-age=31536000, immutable");
    }
}

// A picture in a page says nothing about an organization, so each of the person's counts.
SCENARIO("a picture shows to who belongs to several organizations, whichever has it")
{
    world_as(world, WORLD_SELLER);
    world_apply(world, offer(world));
    world_as(world, WORLD_VISITOR);
    world_sign_in(world, world_email(WORLD_STRANGER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 404);
    world_join(world, WORLD_STRANGER, WORLD_SELLER, "[\"reports\"]");
    Reply logo = world_get(world, path_of(world, LOGO));
    EXPECT_INT(logo.status, 200);
    EXPECT_TEXT(reply_header(logo, "Cache-Control"), "private, max-age=31536000, immutable");
    world_header(world, "Kontor-Organization", world_organization(world, WORLD_STRANGER).text);
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 200);
    world_header(world, "Kontor-Organization", NULL);
    world_join(world, WORLD_STRANGER, WORLD_SELLER, "[]"); // a member still, who may see nothing
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 404);

    world_sign_out(world);
    world_sign_in(world, world_email(WORLD_REPORTER), WORLD_PASSWORD);
    world_join(world, WORLD_REPORTER, WORLD_OPERATOR, "[\"reports\"]"); // decides nothing there
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 404);
    world_join(world, WORLD_REPORTER, WORLD_OPERATOR, "[\"reports\",\"operator\"]");
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 200);
}

SCENARIO("who belongs to no organization sees what is published and nothing else")
{
    world_as(world, WORLD_SELLER);
    world_apply(world, offer(world));
    world_change_roles(world, WORLD_NEWCOMER, "[]");
    world_exec(
        world, "DELETE FROM membership WHERE user_id = $1", world_user(world, WORLD_NEWCOMER));
    world_as(world, WORLD_VISITOR);
    world_sign_in(world, world_email(WORLD_NEWCOMER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 404);
    world_sign_out(world);
    world_publish(world, offer(world));
    world_as(world, WORLD_VISITOR);
    world_sign_in(world, world_email(WORLD_NEWCOMER), WORLD_PASSWORD);
    EXPECT_INT(world_get(world, path_of(world, LOGO)).status, 200);
}

SCENARIO("a document of an earlier revision stays with those who agreed to it")
{
    world_publish(world, offer(world));
    Id organization_id = world_organization(world, WORLD_OWNER), order_id = id_new("ord");
    world_exec(world,
        "INSERT INTO orders (organization_id, id, state, product_id, revision_id, plan_id,"
        " placed_by, placed_at) SELECT $1, $2, 'completed', p.id, r.id, plan.id, $3, 1"
        " FROM product p JOIN revision r ON r.product_id = p.id"
        " JOIN plan ON plan.revision_id = r.id",
        organization_id, order_id, world_user(world, WORLD_OWNER));
    world_exec(world,
        "INSERT INTO agreement_acceptance (organization_id, id, order_id, kind, title, version,"
        " language, digest, accepted_by, accepted_at)"
        " VALUES ($1, $2, $3, 'eula', 'EULA', '1', 'en', $4, $5, 1)",
        organization_id, id_new("acc"), order_id, digest_of(EULA), world_user(world, WORLD_OWNER));
    world_publish(world, world_offer(world, "db", "DB", NULL));

    world_as(world, WORLD_REPORTER);
    EXPECT_INT(world_get(world, path_of(world, EULA)).status, 200);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, path_of(world, EULA)).status, 404);
}

SCENARIO("what is no digest is no file")
{
    EXPECT_INT(world_get(world, "/v1/files/abc").status, 404);
    EXPECT_INT(world_get(world, path_of(world, "nothing")).status, 404);
}

// ── the operator's terms ─────────────────────────────────────────────────────────────────────

static Agreement issue(World *world, const char *language, const char *version, const char *text)
{
    Agreement agreement = {.version = "none"};
    Ctx *ctx = &world->ctx;
    TX tx = {0};
    world_must(world, tx_begin(ctx, TX_WRITE, &tx));
    if (!agreement_issue(ctx, AGREEMENT_OPERATOR_TERMS, language, version, "Terms",
            (Blob){text, strlen(text)}, &agreement))
        world_must(world, tx_commit(&tx));
    world_advance(world, SECOND);
    catalog_forget();
    return agreement;
}

SCENARIO("the newest terms of a language are in force, and everybody can read them")
{
    issue(world, "de", "1", "Alte Bedingungen");
    issue(world, "de", "2", "Neue Bedingungen");
    issue(world, "en", "2", "New terms");
    world_as(world, WORLD_VISITOR);
    Reply platform = world_get(world, "/v1/platform");
    EXPECT_INT(world_length(platform, "terms"), 2);
    EXPECT_TEXT(world_value(platform, "terms.0.language"), "en");
    EXPECT_TEXT(world_value(platform, "terms.1.version"), "2");
    EXPECT_INT(world_get(world, path_of(world, "Neue Bedingungen")).status, 200);
    EXPECT_INT(world_get(world, path_of(world, "Alte Bedingungen")).status, 200);
}

SCENARIO("a version of the terms has one text for ever")
{
    Agreement first = issue(world, "en", "1", "Terms");
    EXPECT_TEXT(issue(world, "en", "1", "Terms").id.text, first.id.text);
    issue(world, "en", "1", "Other terms");
    EXPECT_TEXT(world->ctx.failure.code, "agreement_exists");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM agreement"), 1);
}
