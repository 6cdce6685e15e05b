#include "testing/world_offer.h"

#include <string.h>

#define REST                                                                                       \
    "'website':'https://nimbus.test','contact_email':'sales@nimbus.test','support_email':"         \
    "'help@nimbus.test'"

// An SVG in base64: <svg xmlns="http://www.w3.org/2000/svg"/>, and one with a script.
#define PLAIN_SVG "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
#define SCRIPT_SVG                                                                                  \
    "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD48L3N2Z" \
    "z4="

static Reply change(World *world, const char *more)
{
    world_as(world, WORLD_SELLER);
    return world_put(world, "/v1/seller", world_printf(world, "{" REST ",%s}", more));
}

static Reply public_page(World *world)
{
    world_drain(world);
    world_as(world, WORLD_VISITOR);
    return world_get(world, "/v1/sellers/nimbus-labs");
}

SCENARIO("what a seller says about itself is what visitors read")
{
    Reply reply = change(world,
        "'name':'Nimbus','about':{'en':'# We are *Nimbus*','de':'Wir'},'logo':'" PLAIN_SVG "'");
    EXPECT_INT(reply.status, 200);
    Reply page = public_page(world);
    EXPECT_TEXT(world_value(page, "name"), "Nimbus");
    EXPECT_TEXT(world_value(page, "about_html.en"), "<h3>We are <em>Nimbus</em></h3>\n");
    EXPECT_TEXT(world_value(page, "about_html.de"), "<p>Wir</p>\n");
    EXPECT(world_value(page, "about_html.fr") == NULL);
    EXPECT_INT(
        world_get(world, world_printf(world, "/v1/files/%s", world_value(page, "logo_digest")))
            .status,
        200);
}

SCENARIO("of two who edit at once, the second is told and loses nothing unseen")
{
    world_as(world, WORLD_SELLER);
    Reply seen = world_get(world, "/v1/seller");
    world_header(world, "If-Match", "\"v1\"");
    EXPECT_TEXT(world_value(seen, "name"), "Nimbus Labs");
    EXPECT_INT(change(world, "'name':'First','about':{'en':'x'}").status, 200);
    Reply second = change(world, "'name':'Second','about':{'en':'x'}");
    EXPECT_INT(second.status, 412);
    EXPECT_TEXT(second.code, "edited_meanwhile");
    world_header(world, "If-Match", NULL);
    EXPECT_TEXT(world_value(world_get(world, "/v1/seller"), "name"), "First");
}

SCENARIO("of many who save the same version at once, one does")
{
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_SELLER);
    world_header(world, "If-Match", "\"v1\"");
    world_race(world, PUT, "/v1/seller", "{" REST ",'name':'Racer','about':{'en':'x'}}", statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 412), WORLD_RACERS - 1);
}

SCENARIO("scripts in a seller's text do not reach who reads it")
{
    change(world,
        "'name':'Nimbus','about':{'en':'<script>alert(1)</script> "
        "[x](javascript:alert(1)) <img src=x onerror=alert(1)>'}");
    const char *html = world_value(public_page(world), "about_html.en");
    EXPECT(!strstr(html, "<script") && !strstr(html, "href=\"javascript") && !strstr(html, "<img"));
    world_as(world, WORLD_SELLER);
    Reply preview = world_post(world, "/v1/markdown-previews",
        "{'text':'*a* <script>alert(1)</script> [x](javascript:alert(1))'}");
    html = world_value(preview, "html");
    EXPECT(strstr(html, "<em>a</em>") && !strstr(html, "<script") && !strstr(html, "javascript"));
}

SCENARIO("a preview is a question: it leaves no record")
{
    int64_t before = world_count(world, "SELECT count(*) FROM audit_record");
    world_as(world, WORLD_SELLER);
    world_post(world, "/v1/markdown-previews", "{'text':'x'}");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM audit_record"), before);
}

SCENARIO("a logo with a script, one that is no picture and another's digest are refused")
{
    Reply script = change(world, "'name':'N','about':{'en':'x'},'logo':'" SCRIPT_SVG "'");
    EXPECT_TEXT(world_value(script, "errors.0.field"), "logo");
    EXPECT_TEXT(world_value(script, "errors.0.code"), "bad_content");
    Reply text = change(world, "'name':'N','about':{'en':'x'},'logo':'aGVsbG8='");
    EXPECT_TEXT(world_value(text, "errors.0.field"), "logo");
    Reply other =
        change(world, world_printf(world, "'name':'N','about':{'en':'x'},'logo_digest':'%s'",
                          digest_text(world->ctx.arena, digest_of("somebody's picture"))));
    EXPECT_TEXT(world_value(other, "errors.0.field"), "logo_digest");
}

SCENARIO("a logo stays while its digest is sent along, and goes without it")
{
    Reply first = change(world, "'name':'N','about':{'en':'x'},'logo':'" PLAIN_SVG "'");
    const char *digest = world_value(first, "logo_digest");
    EXPECT(digest != NULL);
    Reply kept = change(
        world, world_printf(world, "'name':'N','about':{'en':'y'},'logo_digest':'%s'", digest));
    EXPECT_TEXT(world_value(kept, "logo_digest"), digest);
    EXPECT(world_value(change(world, "'name':'N','about':{'en':'y'}"), "logo_digest") == NULL);
}

SCENARIO("English is required, a name belongs to one seller, and links are links")
{
    Reply reply = change(world, "'name':'N','about':{'de':'nur deutsch'},'support_url':'ftp://x'");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "support_url");
    reply = change(world, "'name':'N','about':{'de':'nur deutsch'}");
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "about.en");
    world_publish(world, world_offer(world, "db", "DB",
                             "seller: {slug: new-co, name: New Co, about: {en: x}, website: "
                             "'https://new.test', contact_email: a@new.test, support_email: "
                             "b@new.test, country: 'SE'}\n"));
    reply = change(world, "'name':'NEW co','about':{'en':'x'}");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "taken");
}

SCENARIO("who the company is comes from the approved profile, and follows its changes")
{
    EXPECT_INT(
        change(world, "'name':'N','about':{'en':'x'},'company':{'name':'Fake'}").status, 422);
    EXPECT_INT(change(world, "'name':'N','about':{'en':'x'},'country':'US'").status, 422);
    world_as(world, WORLD_SELLER);
    Reply profile = world_post(world, "/v1/organization/profiles",
        "{'company_name':'Nimbus Holding','website':'https://nimbus.test','contact_email':"
        "'a@nimbus.test','marketplace_email':'b@nimbus.test','country':'NL','vat_id':'NL123'}");
    world_as(world, WORLD_OPERATOR);
    world_post(world,
        world_printf(world, "/v1/operator/registrations/%s/approval", world_value(profile, "id")),
        NULL);
    change(world, "'name':'Nimbus','about':{'en':'x'}");
    Reply page = public_page(world);
    EXPECT_TEXT(world_value(page, "company.name"), "Nimbus Holding");
    EXPECT_TEXT(world_value(page, "company.country"), "NL");
    EXPECT_TEXT(world_value(page, "company.vat_id"), "NL123");
}

SCENARIO("an offer's description of a seller ends where the seller's own begins")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    change(world, "'name':'Nimbus','about':{'en':'Our own words.'}");
    world_publish(world, world_offer(world, "db", "DB",
                             "seller: {slug: nimbus-labs, name: Other, about: {en: x}, website: "
                             "'https://new.test', contact_email: a@new.test, support_email: "
                             "b@new.test, country: 'SE'}\n"));
    EXPECT_TEXT(world_value(public_page(world), "name"), "Nimbus");
}

SCENARIO("who has no seller, or not the role, edits no page")
{
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, "/v1/seller").status, 403);
    EXPECT_INT(
        world_put(world, "/v1/seller", "{" REST ",'name':'N','about':{'en':'x'}}").status, 403);
}
