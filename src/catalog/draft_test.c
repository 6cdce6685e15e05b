#include "base/text.h"
#include "retention.h"
#include "testing/world_offer.h"

#include <string.h>

#define TEXTS "{'en':'x','de':'x','fr':'x','cs':'x'}"
#define WHOLE                                                                                      \
    "{'category':'databases','version':'1.0','short_description':" TEXTS ",'description':" TEXTS   \
    ",'plans':[{'code':'standard','name':'Standard','prices':"                                     \
    "[{'kind':'recurring','period':'month','amount':'10'}]}]}"

static Id begin_draft(World *world, const char *name)
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_post(world, "/v1/drafts",
        world_printf(
            world, "{'name':'%s','service_type':'image','licence_type':'subscription'}", name));
    EXPECT_INT(reply.status, 201);
    return world_id(reply, "id");
}

static const char *at(World *world, Id id, const char *more)
{
    return world_printf(world, "/v1/drafts/%s%s", id.text, more);
}

static Reply write_draft(World *world, Id id, const char *name, const char *document)
{
    return world_put(world, at(world, id, ""),
        world_printf(world, "{'name':'%s','document':%s}", name, document));
}

// How many things are missing, in all sections.
static int64_t count_missing(World *world, Reply draft)
{
    int64_t count = 0;
    for (int i = 0; i < world_length(draft, "sections"); i++)
        count += world_length(draft, world_printf(world, "sections.%d.missing", i));
    return count;
}

SCENARIO("a draft is kept in whatever state of completeness, and says what is missing")
{
    Id id = begin_draft(world, "Nimbus Files");
    Reply empty = world_get(world, at(world, id, ""));
    EXPECT_TEXT(world_value(empty, "slug"), "nimbus-files");
    EXPECT_TEXT(world_value(empty, "sections.0.name"), "product");
    EXPECT_TEXT(world_value(empty, "sections.0.missing.0.field"), "version");
    EXPECT_TEXT(world_value(empty, "sections.0.missing.1.field"), "category");
    EXPECT_TEXT(world_value(empty, "sections.1.missing.0.field"), "short_description.de");
    Reply half = write_draft(world, id, "Nimbus Files", "{'version':'1','plans':[{}]}");
    EXPECT_INT(half.status, 200);
    EXPECT_TEXT(world_value(half, "document.version"), "1");
    EXPECT(count_missing(world, half) > 0);
    EXPECT_INT(count_missing(world, write_draft(world, id, "Nimbus Files", WHOLE)), 0);
}

SCENARIO("a draft that lacks one language is not sent")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files",
        "{'category':'databases','version':'1','short_description':" TEXTS
        ",'description':{'en':'x','de':'x','fr':'x'}}");
    Reply reply = world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "description.cs");
}

SCENARIO("a draft that is sent becomes a revision in review, once")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files", WHOLE);
    Reply sent = world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_INT(sent.status, 200);
    EXPECT_TEXT(world_value(sent, "state"), "in_review");
    Reply again = world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_TEXT(world_value(again, "is_unchanged"), "true");
    EXPECT_TEXT(world_value(again, "revision_id"), world_value(sent, "revision_id"));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM revision"), 1);
    Reply draft = world_get(world, at(world, id, ""));
    EXPECT_TEXT(world_value(draft, "is_sent"), "true");
    EXPECT_TEXT(world_value(draft, "revision_state"), "in_review");
}

SCENARIO("a draft goes when what was made of it is in force")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files", WHOLE);
    Reply sent = world_post(world, at(world, id, "/submission"), NULL);
    world_drain(world); // so that it is checked
    world_as(world, WORLD_OPERATOR);
    world_post(world,
        world_printf(world, "/v1/operator/revisions/%s/approval", world_value(sent, "revision_id")),
        "{}");
    world_drain(world);
    world_as(world, WORLD_SELLER);
    EXPECT_INT(world_get(world, at(world, id, "")).status, 404);
}

static int64_t count_reasons(World *world, Reply draft)
{
    int64_t count = 0;
    for (int i = 0; i < world_length(draft, "sections"); i++)
        count += world_length(draft, world_printf(world, "sections.%d.reasons", i));
    return count;
}

SCENARIO("why a draft was rejected stands at its sections until it is sent again")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files", WHOLE);
    Reply sent = world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_INT(count_reasons(world, world_get(world, at(world, id, ""))), 0);
    world_as(world, WORLD_OPERATOR);
    world_post(world,
        world_printf(
            world, "/v1/operator/revisions/%s/rejection", world_value(sent, "revision_id")),
        "{'reason':'Almost.','reasons':[{'field':'plans[0].name','reason':'Too short.'},"
        "{'field':'ai.models','reason':'None?'},{'field':'description.de','reason':'Empty.'}]}");
    world_as(world, WORLD_SELLER);
    Reply draft = world_get(world, at(world, id, ""));
    EXPECT_INT(count_reasons(world, draft), 3);
    EXPECT_TEXT(world_value(draft, "sections.0.reasons.0.field"), "ai.models");
    EXPECT_TEXT(world_value(draft, "sections.1.reasons.0.reason"), "Empty.");
    EXPECT_TEXT(world_value(draft, "sections.3.reasons.0.field"), "plans[0].name");
    write_draft(world, id, "Nimbus Vault", WHOLE);
    world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_INT(count_reasons(world, world_get(world, at(world, id, ""))), 0);
}

SCENARIO("what was typed after sending survives the approval")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files", WHOLE);
    Reply sent = world_post(world, at(world, id, "/submission"), NULL);
    write_draft(world, id, "Nimbus Files", "{'version':'2'}");
    world_drain(world); // so that it is checked
    world_as(world, WORLD_OPERATOR);
    world_post(world,
        world_printf(world, "/v1/operator/revisions/%s/approval", world_value(sent, "revision_id")),
        "{}");
    world_drain(world);
    world_as(world, WORLD_SELLER);
    Reply draft = world_get(world, at(world, id, ""));
    EXPECT_TEXT(world_value(draft, "document.version"), "2");
    EXPECT(world_value(draft, "revision_id") == NULL);
    EXPECT_TEXT(world_value(draft, "is_name_fixed"), "true");
    EXPECT_TEXT(write_draft(world, id, "Another", "{}").code, "name_is_fixed");
}

SCENARIO("of two who write at once, the second is told and loses nothing unseen")
{
    Id id = begin_draft(world, "Nimbus Files");
    world_header(world, "If-Match", "\"v1\"");
    EXPECT_INT(write_draft(world, id, "First", "{}").status, 200);
    Reply second = write_draft(world, id, "Second", "{}");
    EXPECT_INT(second.status, 412);
    EXPECT_TEXT(second.code, "edited_meanwhile");
    int statuses[WORLD_RACERS];
    world_header(world, "If-Match", "\"v2\"");
    world_race(world, PUT, at(world, id, ""), "{'name':'Racer','document':{}}", statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 412), WORLD_RACERS - 1);
}

SCENARIO("another seller's draft is not there")
{
    Id id = begin_draft(world, "Nimbus Files");
    world_exec(
        world, "UPDATE draft SET organization_id = $1", world_organization(world, WORLD_STRANGER));
    EXPECT_INT(world_get(world, at(world, id, "")).status, 404);
    EXPECT_INT(write_draft(world, id, "Mine", "{}").status, 404);
    EXPECT_INT(world_delete(world, at(world, id, "")).status, 404);
    EXPECT_INT(world_post(world, at(world, id, "/submission"), NULL).status, 404);
}

SCENARIO("two products of one name get an address each")
{
    Id first = begin_draft(world, "Nimbus Files"), second = begin_draft(world, "Nimbus Files");
    write_draft(world, first, "Nimbus Files", WHOLE);
    write_draft(world, second, "Nimbus Files", WHOLE);
    EXPECT_TEXT(world_value(world_post(world, at(world, first, "/submission"), NULL), "slug"),
        "nimbus-files");
    EXPECT_TEXT(world_value(world_post(world, at(world, second, "/submission"), NULL), "slug"),
        "nimbus-files-2");
}

SCENARIO("a draft is an object of bounded size, with no key in it")
{
    Id id = begin_draft(world, "Nimbus Files");
    EXPECT_TEXT(write_draft(world, id, "N", "[]").code, "invalid_body");
    char *long_text = arena_text(world->ctx.arena, "", 0);
    long_text = arena_alloc(world->ctx.arena, 600 * 1024);
    memset(long_text, 'x', 600 * 1024 - 1);
    EXPECT_INT(
        write_draft(world, id, "N", world_printf(world, "{'version':'%s'}", long_text)).status,
        413);
    Reply key = write_draft(world, id, "N",
        "{'ai':{'models':[{'upstreams':[{'url':'https://x.test','key':'sk-secret'}]}]}}");
    EXPECT_TEXT(world_value(key, "errors.0.code"), "key_not_allowed");
    EXPECT_TEXT(write_draft(world, id, "N", "{'service_type':'ai'}").code, "service_type_is_fixed");
}

// ── files ────────────────────────────────────────────────────────────────────────────────────

#define PNG "\x89PNG\r\n\x1a\n"
#define SVG "<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"

static Reply upload(World *world, Id id, const char *kind, Blob bytes)
{
    world_header(world, "Content-Type", "application/octet-stream");
    Reply reply =
        world_send(world, POST, at(world, id, world_printf(world, "/files?kind=%s", kind)), bytes);
    world_header(world, "Content-Type", NULL);
    return reply;
}

#define BYTES(text) ((Blob){(text), sizeof(text) - 1})

SCENARIO("what is uploaded is named by its digest, and ends up on the product's page")
{
    Id id = begin_draft(world, "Nimbus Files");
    Reply logo = upload(world, id, "logo", BYTES(SVG));
    EXPECT_INT(logo.status, 201);
    EXPECT_TEXT(world_value(logo, "media_type"), "image/svg+xml");
    const char *shot = world_value(upload(world, id, "screenshot", BYTES(PNG "1")), "digest");
    const char *eula = world_value(upload(world, id, "document", BYTES("# EULA")), "digest");
    Reply draft = write_draft(world, id, "Nimbus Files",
        world_printf(world,
            "%.*s,'logo':{'digest':'%s'},'screenshots':[{'digest':'%s','alt':{'en':'A list'}}],"
            "'documents':[{'kind':'eula','language':'en','title':'EULA','version':'1',"
            "'digest':'%s'}]}",
            (int)strlen(WHOLE) - 1, WHOLE, world_value(logo, "digest"), shot, eula));
    EXPECT_INT(count_missing(world, draft), 0);
    Reply preview = world_get(world, at(world, id, "/preview"));
    EXPECT_TEXT(world_value(preview, "screenshots.0.digest"), shot);
    EXPECT_TEXT(world_value(preview, "description_html.en"), "<p>x</p>\n");
    Reply sent = world_post(world, at(world, id, "/submission"), NULL);
    EXPECT_INT(sent.status, 200);
    world_drain(world); // so that it is checked
    world_as(world, WORLD_OPERATOR);
    world_post(world,
        world_printf(world, "/v1/operator/revisions/%s/approval", world_value(sent, "revision_id")),
        "{}");
    world_drain(world);
    world_as(world, WORLD_VISITOR);
    Reply page = world_get(world, "/v1/products/nimbus-files");
    EXPECT_TEXT(world_value(page, "logo_digest"), world_value(logo, "digest"));
    EXPECT_TEXT(world_value(page, "screenshots.0.alt.en"), "A list");
    EXPECT_TEXT(world_value(page, "documents.0.digest"), eula);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s", shot)).status, 200);
}

static int64_t count_files(World *world)
{
    return world_count(world, "SELECT count(*) FROM file");
}

static void remove_old(World *world)
{
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, retention_remove(&world->ctx, &(Job){.kind = "remove_old"}));
    world_as(world, WORLD_SELLER);
}

SCENARIO("what was uploaded and is named by no draft goes after a day, other files stay")
{
    int64_t others = count_files(world);
    Id id = begin_draft(world, "Nimbus Files"), other = begin_draft(world, "Nimbus Vault");
    const char *logo = world_value(upload(world, id, "logo", BYTES(SVG)), "digest");
    const char *shot = world_value(upload(world, id, "screenshot", BYTES(PNG "1")), "digest");
    upload(world, id, "screenshot", BYTES(PNG "unused"));
    write_draft(world, id, "Nimbus Files", world_printf(world, "{'logo':{'digest':'%s'}}", logo));
    write_draft(world, other, "Nimbus Vault",
        world_printf(world, "{'screenshots':[{'digest':'%s'}]}", shot));
    remove_old(world);
    EXPECT_INT(count_files(world), others + 3);
    world_advance(world, DAYS(1) + 1);
    upload(world, other, "document", BYTES("# New"));
    remove_old(world);
    EXPECT_INT(count_files(world), others + 3); // one is unused, one is new
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s", shot)).status, 200);
    world_delete(world, at(world, id, ""));
    world_advance(world, DAYS(1) + 1);
    remove_old(world);
    EXPECT_INT(count_files(world), others + 1);
}

SCENARIO("the files of a revision stay when its draft goes")
{
    Id id = begin_draft(world, "Nimbus Files");
    const char *logo = world_value(upload(world, id, "logo", BYTES(SVG)), "digest");
    write_draft(world, id, "Nimbus Files",
        world_printf(world, "%.*s,'logo':{'digest':'%s'}}", (int)strlen(WHOLE) - 1, WHOLE, logo));
    EXPECT_INT(world_post(world, at(world, id, "/submission"), NULL).status, 200);
    world_delete(world, at(world, id, ""));
    world_advance(world, DAYS(2));
    remove_old(world);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s", logo)).status, 200);
}

SCENARIO("a file that another seller uploaded is not known, and nobody else sees it")
{
    Id id = begin_draft(world, "Nimbus Files");
    const char *digest = world_value(upload(world, id, "logo", BYTES(SVG)), "digest");
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s", digest)).status, 200);
    world_exec(world, "DELETE FROM draft_file");
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s", digest)).status, 404);
    Reply draft = write_draft(world, id, "Nimbus Files",
        world_printf(world, "%.*s,'logo':{'digest':'%s'}}", (int)strlen(WHOLE) - 1, WHOLE, digest));
    EXPECT_INT(count_missing(world, draft), 1);
    EXPECT_TEXT(world_value(draft, "sections.2.missing.0.code"), "not_uploaded");
    EXPECT_INT(world_post(world, at(world, id, "/submission"), NULL).status, 422);
    EXPECT(world_value(world_get(world, at(world, id, "/preview")), "logo_digest") == NULL);
}

SCENARIO("a draft that is wrong in every way is shown, checked and given as a file all the same")
{
    static const char *const documents[] = {
        "{'plans':[{},{'prices':[{}]},{'prices':[{'kind':'recurring','amount':'1'},"
        "{'kind':'usage','amount':'2'},{'amount':'x','currency':'E'},{'kind':'recurring',"
        "'period':'week','amount':'3','per':-1}]}]}",
        "{'features':[{},{'de':'x'},null],'guides':[{},{'kind':'pre'},1],'used_software':[{}]}",
        "{'documents':[{},{'kind':'eula'},{'kind':'eula','language':'xx'},null]}",
        "{'screenshots':[{},{'alt':{}},3],'logo':{},'category':'nothing','release_at':'x'}",
        "{'ai':{'models':[{},{'name':'m','rates':{}},{'upstreams':[{}]}]},'kubernetes':{}}",
        "{'kubernetes':{'chart':{'base64':'x'},'form':[{},1]},'plans':{},'description':'x'}",
        "{'ai':[],'logo':{'base64':'***'},'plans':[{'questions':[{},{'kind':'choice'}]}]}",
    };
    static const char *const types[] = {"image", "ai", "kubernetes", "private_offer"};
    for (size_t type = 0; type < COUNT_OF(types); type++) {
        world_as(world, WORLD_SELLER);
        Id id = world_id(
            world_post(world, "/v1/drafts",
                world_printf(world,
                    "{'name':'W','service_type':'%s','licence_type':'subscription'}", types[type])),
            "id");
        for (size_t i = 0; i < COUNT_OF(documents); i++) {
            EXPECT_INT(write_draft(world, id, "W", documents[i]).status, 200);
            EXPECT_INT(world_get(world, at(world, id, "/preview")).status, 200);
            EXPECT(world_get(world, at(world, id, "/offer")).status < 500);
            EXPECT_INT(world_post(world, at(world, id, "/submission"), NULL).status, 422);
        }
    }
}

SCENARIO("what bytes are does not depend on who had them first")
{
    Id id = begin_draft(world, "Nimbus Files");
    upload(world, id, "document", BYTES(SVG));
    Reply logo = upload(world, id, "logo", BYTES(SVG));
    EXPECT_TEXT(world_value(logo, "media_type"), "image/svg+xml");
}

SCENARIO("a draft given as a file holds no bytes that its seller did not upload")
{
    static const char *const documents[] = {
        "{'logo':{'digest':'%s'}}",
        "{'documents':[{'kind':'eula','language':'en','title':'E','version':'1','digest':'%s'}]}",
        "{'documents':[{'kind':'eula','language':'en','title':'E','version':'1','text':'mine',"
        "'digest':'%s'}]}",
        "{'screenshots':[{'digest':'%s','alt':{'en':'x'}}]}",
    };
    Id id = begin_draft(world, "Nimbus Files");
    const char *digest = world_value(upload(world, id, "document", BYTES("# Secret")), "digest");
    world_exec(world, "DELETE FROM draft_file");
    for (size_t i = 0; i < COUNT_OF(documents); i++) {
        const char *document = documents[i];
        size_t before = (size_t)(strstr(document, "%s") - document);
        write_draft(world, id, "Nimbus Files",
            world_printf(world, "%.*s%s%s", (int)before, document, digest, document + before + 2));
        Reply file = world_get(world, at(world, id, "/offer"));
        EXPECT_INT(file.status, 422);
        EXPECT_TEXT(world_value(file, "errors.0.code"), "not_uploaded");
        EXPECT(!strstr(file.body, "Secret"));
    }
}

SCENARIO("files are checked by content, whatever they are called")
{
    Id id = begin_draft(world, "Nimbus Files");
    Reply script = upload(world, id, "logo",
        BYTES("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"));
    EXPECT_TEXT(world_value(script, "errors.0.code"), "bad_content");
    EXPECT_INT(upload(world, id, "screenshot", BYTES(SVG)).status, 422);
    EXPECT_INT(upload(world, id, "document",
                   BYTES("\x7f"
                         "ELF\x00\x01"))
                   .status,
        422);
    EXPECT_INT(upload(world, id, "chart", BYTES("no archive")).status, 422);
    EXPECT_INT(world_get(world, at(world, id, "/preview")).status, 200);
    EXPECT_INT(upload(world, id, "program", BYTES(SVG)).status, 422);
    char *big = arena_alloc(world->ctx.arena, 3 << 20);
    memcpy(big, PNG, sizeof PNG - 1);
    EXPECT_INT(upload(world, id, "logo", (Blob){big, 3 << 20}).status, 422);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM draft_file"), 0);
}

SCENARIO("scripts in a draft's Markdown do not reach its preview")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files",
        "{'description':{'en':'**b** <script>alert(1)</script> [x](javascript:alert(1))'}}");
    const char *html =
        world_value(world_get(world, at(world, id, "/preview")), "description_html.en");
    EXPECT(strstr(html, "<strong>b</strong>") && !strstr(html, "<script") &&
           !strstr(html, "javascript:"));
}

// ── revisions and files of offers ────────────────────────────────────────────────────────────

SCENARIO("a new revision begins from what the last approved one says, and from any older one")
{
    world_publish(world, world_offer(world, "files", "Files", "version: 1.0"));
    world_publish(world, world_offer(world, "files", "Files", "version: 2.0"));
    world_as(world, WORLD_SELLER);
    Reply draft = world_post(world, "/v1/drafts", "{'product':'files'}");
    EXPECT_INT(draft.status, 201);
    EXPECT_TEXT(world_value(draft, "document.version"), "2.0");
    EXPECT_TEXT(world_value(draft, "is_name_fixed"), "true");
    EXPECT(world_value(draft, "document.plans.0.code") != NULL);
    EXPECT_TEXT(world_post(world, "/v1/drafts", "{'product':'files'}").code, "draft_exists");
    world_delete(world, at(world, world_id(draft, "id"), ""));
    Reply older = world_post(world, "/v1/drafts", "{'product':'files','revision_number':1}");
    EXPECT_TEXT(world_value(older, "document.version"), "1.0");
    EXPECT_INT(
        world_post(world, "/v1/drafts", "{'product':'files','revision_number':9}").status, 409);
    EXPECT_INT(world_post(world, "/v1/drafts", "{'product':'nothing'}").status, 404);
}

SCENARIO("a draft that began from a revision with files can be sent as it is")
{
    world_publish(
        world, world_offer(world, "files", "Files",
                   "logo: {svg: \"<svg xmlns='http://www.w3.org/2000/svg'/>\"}\n"
                   "documents: [{kind: eula, language: en, title: E, version: '1', text: '# E'}]\n"
                   "short_description: {en: x, de: x, fr: x, cs: x}\n"
                   "description: {en: x, de: x, fr: x, cs: x}"));
    world_as(world, WORLD_SELLER);
    Reply draft = world_post(world, "/v1/drafts", "{'product':'files'}");
    EXPECT(world_value(draft, "document.logo.digest") != NULL);
    EXPECT_INT(count_missing(world, draft), 0);
    Reply sent = world_post(world, at(world, world_id(draft, "id"), "/submission"), NULL);
    EXPECT_INT(sent.status, 200);
    EXPECT_TEXT(world_value(sent, "is_unchanged"), "true");
}

SCENARIO("a draft is the same as a file: given, taken, and given again")
{
    Id id = begin_draft(world, "Nimbus Files");
    Reply logo = upload(world, id, "logo", BYTES(SVG));
    write_draft(world, id, "Nimbus Files",
        world_printf(world, "%.*s,'logo':{'digest':'%s'}}", (int)strlen(WHOLE) - 1, WHOLE,
            world_value(logo, "digest")));
    Reply file = world_get(world, at(world, id, "/offer"));
    EXPECT(strstr(file.body, "svg:") && !strstr(file.body, "digest"));
    Id other = begin_draft(world, "Another");
    world_header(world, "Content-Type", "application/yaml");
    Reply taken =
        world_send(world, PUT, at(world, other, "/offer"), (Blob){file.body, strlen(file.body)});
    world_header(world, "Content-Type", NULL);
    EXPECT_INT(taken.status, 200);
    EXPECT_TEXT(world_value(taken, "name"), "Nimbus Files");
    EXPECT_TEXT(world_value(taken, "document.logo.digest"), world_value(logo, "digest"));
    EXPECT_INT(count_missing(world, taken), 0);
}

SCENARIO("the file of a draft that is not complete is taken again")
{
    Id id = begin_draft(world, "Tide Tables");
    world_header(world, "Content-Type", "application/yaml");
    Reply file = world_get(world, at(world, id, "/offer"));
    Reply taken =
        world_send(world, PUT, at(world, id, "/offer"), (Blob){file.body, strlen(file.body)});
    EXPECT_INT(taken.status, 200);
    EXPECT_TEXT(world_value(taken, "name"), "Tide Tables");
    static const char wrong[] = "name: Tides\nlogo: {svg: 7}\nplans: none\n";
    Reply refused = world_send(world, PUT, at(world, id, "/offer"), (Blob){wrong, strlen(wrong)});
    EXPECT_TEXT(refused.code, "invalid_body");
    EXPECT(strstr(refused.body, "plans") && !strstr(refused.body, "required"));
}

SCENARIO("a key is sealed, shown nowhere, and goes to the upstream when the draft is sent")
{
    world_as(world, WORLD_SELLER);
    Reply begun = world_post(
        world, "/v1/drafts", "{'name':'Nimbus AI','service_type':'ai','licence_type':'usage'}");
    Id id = world_id(begun, "id");
    write_draft(world, id, "Nimbus AI",
        "{'category':'ai-models','version':'1','short_description':" TEXTS ",'description':" TEXTS
        ",'ai':{'models':[{'name':'nimbus-1','capabilities':['chat'],'context_length':4096,"
        "'rates':{'in':'0.1','out':'0.2'},'upstreams':[{'url':'https://llm.nimbus.test/v1'}]}]}}");
    EXPECT_INT(world_put(world, at(world, id, "/keys"),
                   "{'url':'https://llm.nimbus.test/v1','key':'sk-secret'}")
                   .status,
        204);
    Reply draft = world_get(world, at(world, id, ""));
    EXPECT_TEXT(world_value(draft, "keys.0.url"), "https://llm.nimbus.test/v1");
    EXPECT(!strstr(draft.body, "sk-secret"));
    EXPECT(!strstr(world_get(world, at(world, id, "/offer")).body, "sk-secret"));
    EXPECT_INT(world_post(world, at(world, id, "/submission"), NULL).status, 200);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM ai_upstream WHERE sealed_key IS NOT NULL"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM draft_key"), 0);
}

SCENARIO("a draft keeps so many keys and no more, and those it has can be changed")
{
    Id id = begin_draft(world, "Nimbus Files");
    const char *first = "{'url':'https://llm.nimbus.test/v1','key':'sk-1'}";
    EXPECT_INT(world_put(world, at(world, id, "/keys"), first).status, 204);
    for (const char *part = "abcdefghi"; *part; part++)
        world_exec(world,
            "INSERT INTO draft_key (organization_id, draft_id, url, sealed_key)"
            " SELECT organization_id, draft_id, url || $1, sealed_key FROM draft_key",
            arena_text(world->ctx.arena, part, 1));
    EXPECT_TEXT(
        world_put(world, at(world, id, "/keys"), "{'url':'https://x.test','key':'sk-2'}").code,
        "too_many_keys");
    world_exec(world, "DELETE FROM draft_key WHERE url LIKE '%a%'");
    EXPECT_INT(world_put(world, at(world, id, "/keys"), first).status, 204);
}

SCENARIO("a test writes the draft as a revision that nobody reviews")
{
    Id id = begin_draft(world, "Nimbus Files");
    write_draft(world, id, "Nimbus Files",
        "{'category':'databases','version':'1','short_description':{'en':'x'},"
        "'description':{'en':'x'}}");
    Reply test = world_post(world, at(world, id, "/test"), NULL);
    EXPECT_TEXT(world_value(test, "state"), "draft");
    Reply draft = world_get(world, at(world, id, ""));
    EXPECT_TEXT(world_value(draft, "revision_id"), world_value(test, "revision_id"));
    EXPECT_TEXT(world_value(draft, "is_sent"), "false");
}
