#include "offer.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "testing/world_offer.h"

#include <stdio.h>
#include <string.h>

static Blob file_of(World *world, const char *path)
{
    Blob bytes = {0};
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, offer_file_read(&world->ctx, path, &bytes));
    return bytes;
}

SCENARIO("the example of the manual can be applied as it is")
{
    Blob bytes = file_of(world, "offers/example.yaml");
    OfferResult result;
    world_must(world, offer_apply(&world->ctx, bytes, (TextList){0}, &result));

    EXPECT_TEXT(result.state, "active");
    EXPECT_INT(result.revision_number, 1);
    EXPECT(!result.is_unchanged);
    Reply product = world_get(world, "/v1/products/northlight-chat");
    EXPECT_INT(product.status, 200);
    EXPECT_TEXT(world_value(product, "seller.slug"), "northlight");
    EXPECT_TEXT(world_value(product, "ai_models.0.rate_in.micros"), "150000");
    EXPECT_TEXT(world_value(product, "price_model"), "usage");
    EXPECT_TEXT(world_value(product, "can_be_ordered"), "true");
}

SCENARIO("the same offer once more changes nothing")
{
    const char *yaml = world_ai_offer(world, "chat", "Chat", NULL);
    Reply first = world_publish(world, yaml);
    int64_t events = world_count(world, "SELECT count(*) FROM event");
    Reply second = world_publish(world, yaml);

    EXPECT_TEXT(world_value(first, "is_unchanged"), "false");
    EXPECT_TEXT(world_value(second, "is_unchanged"), "true");
    EXPECT_TEXT(world_value(second, "revision_id"), world_value(first, "revision_id"));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event"), events);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM plan"), 1);
}

SCENARIO("an offer with other contents is a new revision that replaces the old one")
{
    Reply first = world_publish(world, world_ai_offer(world, "chat", "Chat", NULL));
    Reply second = world_publish(world, world_ai_offer(world, "chat", "Chat", "version: 2.10"));

    EXPECT_TEXT(world_value(second, "revision_number"), "2");
    EXPECT_TEXT(world_value(second, "state"), "active");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM revision WHERE id = $1 AND state = 'replaced'",
            world_id(first, "revision_id")),
        1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM plan WHERE revision_id = $1",
                   world_id(first, "revision_id")),
        1);
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/chat"), "product_version"), "2.10");
}

SCENARIO("what a seller asks about a private offer is written back as it was given")
{
    OfferResult result;
    Blob first, second;
    world_publish(world,
        world_offer(world, "move", "Move",
            "service_type: private_offer\nplans: [{code: a, name: A,"
            " price_text: {en: 'Per month, by user'}, questions: ["
            "{code: size, text: {en: How many?, de: Wie viele?}, required: true},"
            " {code: from, kind: single, text: {en: From where?}, options:"
            " [{value: cloud, label: {en: A cloud, de: Eine Cloud}},"
            " {value: own, label: {en: Our own}}]}, {code: soon, kind: yes_no, text: {en: Soon?}}]}]\n"));
    Reply product = world_get(world, "/v1/products/move");
    EXPECT_TEXT(world_value(product, "plans.0.price_text.en"), "Per month, by user");
    EXPECT_TEXT(world_value(product, "plans.0.questions.0.kind"), "text");
    EXPECT_TEXT(world_value(product, "plans.0.questions.0.required"), "true");
    EXPECT_TEXT(world_value(product, "plans.0.questions.1.options.0.label.de"), "Eine Cloud");
    EXPECT_INT(world_length(product, "plans.0.questions"), 3);

    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, offer_get(&world->ctx, "move", &first));
    world_must(world, offer_apply(&world->ctx, first, (TextList){0}, &result));
    EXPECT(result.is_unchanged);
    world_must(world, offer_get(&world->ctx, "move", &second));
    EXPECT_TEXT(first.bytes, second.bytes);
}

SCENARIO("faults in questions are told by their paths")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply = world_apply(
        world, world_offer(world, "move", "Move",
                   "service_type: private_offer\nplans: [{code: a, name: A, questions: ["
                   "{code: one, text: {de: Was?}}, {code: one, kind: single, text: {en: Which?}},"
                   " {code: two, text: {en: Why?}, options: [{value: a, label: {en: A}},"
                   " {value: a, label: {en: B}}]}]}]\n"));
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "plans[0].questions[0].text");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "plans[0].questions[1].options");
    EXPECT_TEXT(world_value(reply, "errors.2.field"), "plans[0].questions[1].code");
    EXPECT_TEXT(world_value(reply, "errors.3.field"), "plans[0].questions[2].options");
    EXPECT_TEXT(world_value(reply, "errors.4.field"), "plans[0].questions[2].options[1].value");
    Reply managed = world_apply(
        world, world_offer(world, "db", "DB",
                   "plans: [{code: a, name: A, questions: [{code: one, text: {en: What?}}]}]\n"));
    EXPECT_TEXT(world_value(managed, "errors.0.field"), "plans[0].questions");
}

SCENARIO("an offer may be JSON")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply = world_put(world, "/v1/offers",
        "{'slug': 'db', 'name': 'DB', 'seller': 'nimbus-labs', 'category': 'databases',"
        " 'service_type': 'managed', 'licence_type': 'free', 'version': '1',"
        " 'short_description': {'en': 'Short'}, 'description': {'en': 'Long'}}");

    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "state"), "active");
}

SCENARIO("values are read as the field wants them, quoted or not")
{
    world_publish(world, world_offer(world, "db", "on",
                             "version: 1.10\ndata_location: no\nused_software:\n"
                             "  - {name: 3, version: 0x10, licence: null-licence}\n"));
    Reply product = world_get(world, "/v1/products/db");

    EXPECT_TEXT(world_value(product, "product_version"), "1.10");
    EXPECT_TEXT(world_value(product, "name"), "on");
    EXPECT_TEXT(world_value(product, "data_location"), "no");
    EXPECT_TEXT(world_value(product, "used_software.0.version"), "0x10");
}

SCENARIO("single quotes keep what stands in them, fold lines, and cost no memory for good")
{
    char quotes[4001] = {0};
    memset(quotes, '\'', sizeof quotes - 1);
    world_publish(world, world_offer(world, "db", "DB",
                             world_printf(world,
                                 "data_location: 'one''s \n  two\n\n  \"three\\\\'\n"
                                 "price_info: {en: '%s'}\n",
                                 quotes)));
    Reply product = world_get(world, "/v1/products/db");

    EXPECT_TEXT(world_value(product, "data_location"), "one's two\n\"three\\\\");
    EXPECT_INT(strlen(world_value(product, "price_info.en")), 2000);
}

SCENARIO("everything wrong with an offer is said at once, with its path")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply = world_apply(world,
        "slug: Bad Slug\nname: x\nseller: nimbus-labs\ncategory: databases\nservice_type: managed\n"
        "licence_type: free\nversion: '1'\nshort_description: {de: nur deutsch}\n"
        "description: {en: x}\ncolour: red\n"
        "plans:\n  - {code: a, name: A, prices: [{kind: usage, amount: '1'}]}\n"
        "  - {code: a, name: B, prices: [{kind: recurring, amount: -1, period: week}]}\n"
        "documents: [{kind: eula, language: en, title: T, version: '1'}]\n");

    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "invalid_body");
    static const char *const paths[] = {"\"slug\"", "\"short_description\"", "\"colour\"",
        "\"plans[0].prices[0].meter\"", "\"plans[1].code\"", "\"plans[1].prices[0].amount\"",
        "\"plans[1].prices[0].period\"", "\"documents[0]\""};
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        EXPECT(strstr(reply.body, paths[i]));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM product"), 0);
}

SCENARIO("a seller or category that is not there is a fault of its field")
{
    world_as(world, WORLD_OPERATOR);
    Reply seller = world_apply(world, world_offer(world, "db", "DB", "seller: nobody"));
    Reply category = world_apply(world, world_offer(world, "db", "DB", "category: nothing"));

    EXPECT_TEXT(world_value(seller, "errors.0.field"), "seller");
    EXPECT_TEXT(world_value(category, "errors.0.field"), "category");
    EXPECT_INT(category.status, 422);
}

SCENARIO("service type and licence type stay as they were first")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));
    world_as(world, WORLD_OPERATOR);

    EXPECT_TEXT(world_apply(world, world_offer(world, "db", "DB", "service_type: image")).code,
        "service_type_is_fixed");
    EXPECT_TEXT(world_apply(world, world_offer(world, "db", "DB", "licence_type: free")).code,
        "licence_type_is_fixed");
}

SCENARIO("a name is fixed once the product was published, and not before")
{
    world_as(world, WORLD_SELLER);
    EXPECT_INT(world_apply(world, world_offer(world, "db", "Before", NULL)).status, 200);
    EXPECT_INT(world_apply(world, world_offer(world, "db", "After", NULL)).status, 200);
    world_publish(world, world_offer(world, "db", "After", NULL));
    Reply reply = world_apply(world, world_offer(world, "db", "Later", NULL));

    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "name_is_fixed");
}

SCENARIO("a seller's offer waits for the operator and is shown to nobody")
{
    world_as(world, WORLD_SELLER);
    Reply reply = world_apply(world, world_offer(world, "db", "DB", NULL));

    EXPECT_TEXT(world_value(reply, "state"), "in_review");
    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
    EXPECT_TEXT(world_value(world_get(world, "/v1/products"), "total"), "0");
}

SCENARIO("a seller who changes what is in review still has one revision in review")
{
    world_as(world, WORLD_SELLER);
    Reply first = world_apply(world, world_offer(world, "db", "DB", NULL));
    Reply same = world_apply(world, world_offer(world, "db", "DB", NULL));
    Reply second = world_apply(world, world_offer(world, "db", "DB", "version: 2"));

    EXPECT_TEXT(world_value(same, "is_unchanged"), "true");
    EXPECT_TEXT(world_value(second, "is_unchanged"), "false");
    EXPECT_TEXT(world_value(second, "revision_id"), world_value(first, "revision_id"));
    EXPECT_TEXT(world_value(second, "state"), "in_review");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM plan"), 1);
}

SCENARIO("a draft is kept for its seller, shown to nobody, and submitted by applying it")
{
    const char *yaml = world_offer(world, "nimbus-db", "Nimbus DB", NULL);
    world_as(world, WORLD_SELLER);
    world_header(world, "Content-Type", "application/yaml");
    Blob bytes = {yaml, strlen(yaml)};
    Reply draft = world_send(world, PUT, "/v1/offers?draft=true", bytes);
    EXPECT_TEXT(world_value(draft, "state"), "draft");
    Reply again = world_send(world, PUT, "/v1/offers?draft=true", bytes);
    EXPECT_TEXT(world_value(again, "is_unchanged"), "true");
    Reply submitted = world_send(world, PUT, "/v1/offers", bytes);
    EXPECT_TEXT(world_value(submitted, "state"), "in_review");
    EXPECT_TEXT(world_value(submitted, "revision_id"), world_value(draft, "revision_id"));
    EXPECT_TEXT(
        world_value(world_send(world, PUT, "/v1/offers?draft=true", bytes), "state"), "draft");
}

SCENARIO("the operator's own application of a seller's offer puts it in force")
{
    world_as(world, WORLD_SELLER);
    Reply asked = world_apply(world, world_offer(world, "db", "DB", NULL));
    Reply done = world_publish(world, world_offer(world, "db", "DB", NULL));

    EXPECT_TEXT(world_value(done, "state"), "active");
    EXPECT_TEXT(world_value(done, "revision_id"), world_value(asked, "revision_id"));
}

SCENARIO("a seller publishes only for its own seller")
{
    world_exec(
        world, "UPDATE seller SET organization_id = $1", world_organization(world, WORLD_STRANGER));
    world_as(world, WORLD_SELLER);

    EXPECT_TEXT(world_apply(world, world_offer(world, "db", "DB", NULL)).code, "not_your_seller");
}

SCENARIO("a customer applies and reads no offers")
{
    world_publish(world, world_offer(world, "db", "DB", NULL));

    EXPECT_INT(world_apply(world, world_offer(world, "db", "DB", NULL)).status, 403);
    EXPECT_INT(world_get(world, "/v1/offers/db").status, 403);
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(world_apply(world, world_offer(world, "db", "DB", NULL)).status, 401);
}

#define NEW_SELLER                                                                                 \
    "seller: {slug: new-co, name: New Co, about: {en: New.}, website: 'https://new.test',"         \
    " contact_email: a@new.test, support_email: b@new.test, country: NO}"

SCENARIO("only the operator describes and recommends")
{
    world_as(world, WORLD_SELLER);
    Reply described = world_apply(world, world_offer(world, "db", "DB", NEW_SELLER));
    Reply recommended = world_apply(world, world_offer(world, "db", "DB", "recommended: true"));

    EXPECT_TEXT(world_value(described, "errors.0.field"), "seller");
    EXPECT_TEXT(world_value(recommended, "errors.0.field"), "recommended");
}

SCENARIO("a seller that the operator describes comes into being, and changes when described anew")
{
    world_publish(world, world_offer(world, "db", "DB", NEW_SELLER));
    Reply seller = world_get(world, "/v1/sellers/new-co");
    EXPECT_TEXT(world_value(seller, "country"), "NO");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM organization WHERE name = 'New Co'"
                   " AND is_seller"),
        1);

    const char *other = NEW_SELLER;
    char *changed = arena_text(world->ctx.arena, other, strlen(other));
    memcpy(strstr(changed, "country: NO") + 9, "SE", 2);
    Reply again = world_publish(world, world_offer(world, "db", "DB", changed));
    EXPECT_TEXT(world_value(again, "is_unchanged"), "false");
    EXPECT_TEXT(world_value(world_get(world, "/v1/sellers/new-co"), "country"), "SE");
}

SCENARIO("an upstream's key is sealed and shown to nobody")
{
    Reply reply = world_publish(world, world_ai_offer(world, "chat", "Chat", NULL));
    world_as(world, WORLD_OPERATOR);
    Reply offer = world_get(world, "/v1/offers/chat");

    EXPECT(!strstr(reply.body, "sk-secret"));
    EXPECT(strstr(offer.body, "https://llm.nimbus.test/v1"));
    EXPECT(!strstr(offer.body, "sk-secret"));
    EXPECT(!strstr(world_get(world, "/v1/products/chat").body, "llm.nimbus.test"));
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM ai_upstream WHERE sealed_key IS NOT NULL"), 1);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE CAST(data AS TEXT) LIKE"
                   " '%sk-secret%'"),
        0);
}

#define UPSTREAM(url, key)                                                                         \
    "ai: {models: [{name: nimbus-7b, capabilities: [chat], context_length: 8192,"                  \
    " rates: {in: 0.15, out: 0.60}, upstreams: [{url: '" url "'" key "}]}]}"

static const char *key_of(World *world)
{
    Blob sealed;
    const char *key = NULL;
    Error error = db_blob(&world->ctx, &sealed,
        "SELECT u.sealed_key FROM ai_upstream u JOIN product p"
        " ON p.active_revision_id = u.revision_id");
    if (error || !sealed.bytes || crypt_open(&world->ctx, "ai_upstream", sealed, &key) != OK)
        return NULL;
    return key;
}

SCENARIO("a key that is not said again stays, but goes to no other address")
{
    world_publish(world, world_ai_offer(world, "chat", "Chat", NULL));
    EXPECT_TEXT(key_of(world), "sk-secret");

    Reply same = world_publish(
        world, world_ai_offer(world, "chat", "Chat", UPSTREAM("https://llm.nimbus.test/v1", "")));
    EXPECT_TEXT(world_value(same, "is_unchanged"), "true");
    EXPECT_TEXT(key_of(world), "sk-secret");

    Reply moved = world_publish(
        world, world_ai_offer(world, "chat", "Chat", UPSTREAM("https://evil.test/v1", "")));
    EXPECT_TEXT(world_value(moved, "is_unchanged"), "false");
    EXPECT_TEXT(world_value(moved, "revision_number"), "2");
    EXPECT(key_of(world) == NULL);
}

SCENARIO("an empty key takes the key away")
{
    world_publish(world, world_ai_offer(world, "chat", "Chat", NULL));
    world_publish(world,
        world_ai_offer(world, "chat", "Chat", UPSTREAM("https://llm.nimbus.test/v1", ", key: ''")));

    EXPECT(key_of(world) == NULL);
}

SCENARIO("an upstream has an address of the web")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply = world_apply(
        world, world_ai_offer(world, "chat", "Chat", UPSTREAM("file:///etc/passwd", "")));

    EXPECT_TEXT(world_value(reply, "errors.0.field"), "ai.models[0].upstreams[0].url");
}

SCENARIO("a good address is no fault beside one that is found elsewhere")
{
    world_as(world, WORLD_OPERATOR);
    Reply reply =
        world_apply(world, world_ai_offer(world, "chat", "Chat",
                               UPSTREAM("https://llm.nimbus.test/v1", "") "\nunheard_of: 1\n"));

    EXPECT_TEXT(world_value(reply, "errors.0.code"), "not_known");
    EXPECT(world_value(reply, "errors.1") == NULL);
}

SCENARIO("an offer that was read back and applied again changes nothing")
{
    Blob bytes = file_of(world, "offers/example.yaml");
    OfferResult result;
    world_must(world, offer_apply(&world->ctx, bytes, (TextList){0}, &result));
    world_as(world, WORLD_OPERATOR);
    Reply offer = world_get(world, "/v1/offers/northlight-chat");
    EXPECT_INT(offer.status, 200);
    EXPECT_TEXT(offer.res->media_type, "application/yaml");
    Reply again = world_apply(world, offer.body);

    EXPECT_INT(again.status, 200);
    EXPECT_TEXT(world_value(again, "is_unchanged"), "true");
}

SCENARIO("an offer with a release time waits for it")
{
    Time release = time_after(world->ctx.now, HOURS(2));
    const char *more = world_printf(world, "release_at: %s", time_text(world->ctx.arena, release));
    Reply reply = world_publish(world, world_offer(world, "db", "DB", more));
    EXPECT_TEXT(world_value(reply, "state"), "approved");
    EXPECT_TEXT(
        world_value(world_publish(world, world_offer(world, "db", "DB", more)), "is_unchanged"),
        "true");

    world_advance(world, HOURS(1));
    world_drain(world);
    EXPECT_INT(world_get(world, "/v1/products/db").status, 404);
    world_advance(world, HOURS(1));
    world_drain(world);
    EXPECT_INT(world_get(world, "/v1/products/db").status, 200);
}

static Reply hostile(World *world, const char *yaml)
{
    world_as(world, WORLD_OPERATOR);
    return world_apply(world, yaml);
}

SCENARIO("aliases are not followed, so nothing can multiply")
{
    Reply reply = hostile(world, "a: &a [x,x]\nb: &b [*a,*a]\nslug: *b\n");

    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(reply.code, "not_yaml");
}

SCENARIO("an offer that is nested deeply is refused")
{
    char yaml[4000];
    memset(yaml, '[', sizeof yaml - 1);
    yaml[sizeof yaml - 1] = '\0';
    memcpy(yaml, "slug: ", 6);

    EXPECT_TEXT(hostile(world, yaml).code, "not_yaml");
}

SCENARIO("an offer that has too many values is refused")
{
    Text yaml = {.arena = world->ctx.arena};
    for (int i = 0; i < 60000; i++)
        text_printf(&yaml, "a%d: 1\n", i);

    EXPECT_TEXT(hostile(world, text_of(&yaml)).code, "not_yaml");
}

SCENARIO("what is no offer at all is refused with a sentence")
{
    static const char *const nothings[] = {"\n", "---\n---\n", "slug: a\nslug: b\n", "- a\n",
        "just text", "slug: \"\\0\"\n", "slug: {{\n", "%YAML 9.9\n---\n", "a: b: c\n",
        "? [a]\n: b\n", "slug: !!binary x\n", "<<: {slug: a}\n", "\xff\xfe", "key: |\n\ttab\n",
        "{\"slug\": 1", "slug: \"\\ud800\"\n"};
    for (size_t i = 0; i < COUNT_OF(nothings); i++) {
        Reply reply = hostile(world, nothings[i]);
        EXPECT_INT(reply.status / 100, 4);
        EXPECT(reply.message && *reply.message);
    }
    EXPECT_INT(world_count(world, "SELECT count(*) FROM product"), 0);
}

SCENARIO("huge numbers are refused where they stand")
{
    Reply reply = hostile(
        world, world_offer(world, "db", "DB",
                   "plans: [{code: a, name: A, prices: [{kind: recurring, period: month,"
                   " amount: 99999999999999999999, per: 1},"
                   " {kind: recurring, period: month, amount: 1000001},"
                   " {kind: recurring, period: month, amount: 1, per: 99999999999999999999}]}]"));

    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 3);
}

SCENARIO("a token that costs a fortune is refused, and a key that is more than one line")
{
    Reply reply = hostile(world,
        world_offer(world, "chat", "Chat",
            "ai: {models: [{name: m, capabilities: [chat], context_length: 8192, rates: {in: 1, out:"
            " 0.011, per: 1}, upstreams: [{url: 'https://m.test', key: \"a\\r\\nHost: b\"}]}]}"));

    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "ai.models[0].upstreams[0].key");
    EXPECT(strstr(reply.body, "A token costs at most"));
}

SCENARIO("a logo that would do more than draw is refused")
{
    Reply reply = hostile(
        world, world_offer(world, "db", "DB",
                   "logo: {svg: '<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>'}"));

    EXPECT_TEXT(world_value(reply, "errors.0.field"), "logo");
}

SCENARIO("the API reads no files")
{
    Reply reply = hostile(world, world_offer(world, "db", "DB", "logo: {file: /etc/passwd}"));

    EXPECT_TEXT(world_value(reply, "errors.0.code"), "file_not_read");
}

SCENARIO("files beside an offer are read, files above it are not")
{
    Ctx *ctx = &world->ctx;
    const char *folder = world_folder();
    const char *names[] = {"logo.svg", "good.yaml", "bad.yaml", "absolute.yaml"};
    const char *texts[] = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo: {file: logo.svg}",
        "logo: {file: x/../../passwd}", "logo: {file: /etc/passwd}"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        FILE *file = fopen(world_printf(world, "%s/%s", folder, names[i]), "w");
        fputs(texts[i], file);
        fclose(file);
    }
    Blob bytes;

    world_must(world, offer_file_read(ctx, world_printf(world, "%s/good.yaml", folder), &bytes));
    EXPECT(strstr(bytes.bytes, "\"base64\":\"PHN2"));
    for (size_t i = 2; i < COUNT_OF(names); i++) {
        EXPECT(offer_file_read(ctx, world_printf(world, "%s/%s", folder, names[i]), &bytes) ==
               INVALID);
        EXPECT_TEXT(ctx->failure.code, "file_unreadable");
    }
}

SCENARIO("prices are in the platform's currency")
{
    world_as(world, WORLD_SELLER);
    Reply reply =
        world_apply(world, world_ai_offer(world, "dollars", "Dollars",
                               "ai: {models: [{name: m, capabilities: [chat], context_length: 1,"
                               " rates: {in: 1, out: 1, currency: USD}}]}"));
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.message"), "Prices here are in EUR.");
}
