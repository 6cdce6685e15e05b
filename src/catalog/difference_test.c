#include "difference.h"

#include "testing/world_chart.h"
#include "testing/world_offer.h"

#include <string.h>

static Id publish(World *world, const char *more)
{
    return world_id(world_publish(world, world_offer(world, "db", "DB", more)), "revision_id");
}

static Differences compare(World *world, Id id, Id against)
{
    Differences differences;
    world_as(world, WORLD_OPERATOR);
    world_must(world, difference_list(&world->ctx, id, against, &differences));
    return differences;
}

static const Difference *find(const Differences *differences, const char *field)
{
    for (size_t i = 0; i < differences->items.count; i++)
        if (strcmp(differences->items.items[i].field, field) == 0)
            return &differences->items.items[i];
    static const Difference none = {.before = "no such difference"};
    return &none;
}

#define PLANS(more)                                                                                \
    "plans: [" more                                                                                \
    "{code: standard, name: Standard, prices: [{kind: recurring, period: month,"                   \
    " amount: 12}]}]"

SCENARIO("a revision is compared with the active one, field by field")
{
    publish(world, NULL);
    Id id = publish(
        world, "version: 2\nshort_description: {en: A database, de: Eine Datenbank}\n" PLANS(""));
    Differences differences = compare(world, id, ID_NONE);

    EXPECT_INT(differences.number, 2);
    EXPECT_INT(differences.against_number, 1);
    EXPECT(differences.is_complete);
    const Difference *version = find(&differences, "version");
    EXPECT_INT(version->kind, DIFFERENCE_CHANGED);
    EXPECT_TEXT(version->before, "1.0");
    EXPECT_TEXT(version->after, "2");
    const Difference *german = find(&differences, "short_description.de");
    EXPECT_TEXT(german->language, "de");
    EXPECT_TEXT(german->after, "Eine Datenbank");
    const Difference *amount = find(&differences, "plans[0].prices[0].amount");
    EXPECT_TEXT(amount->item, "standard / recurring month");
    EXPECT_TEXT(amount->before, "10");
    EXPECT_TEXT(amount->after, "12");
}

SCENARIO("a plan that is put before another changes nothing of that one")
{
    publish(world, PLANS(""));
    Id id = publish(world, PLANS("{code: small, name: Small},"));
    Differences differences = compare(world, id, ID_NONE);

    EXPECT_INT(find(&differences, "plans[0].name")->kind, DIFFERENCE_ADDED);
    for (size_t i = 0; i < differences.items.count; i++)
        EXPECT_TEXT(differences.items.items[i].item, "small");
}

SCENARIO("a plan that is gone is told as it was, and another order as an order")
{
    publish(world, PLANS("{code: small, name: Small}, {code: tiny, name: Tiny},"));
    Id id = publish(world, "plans: [{code: tiny, name: Tiny}, {code: small, name: Small}]");
    Differences differences = compare(world, id, ID_NONE);

    EXPECT_INT(find(&differences, "plans[2].name")->kind, DIFFERENCE_REMOVED);
    EXPECT_TEXT(find(&differences, "plans[2].name")->before, "Standard");
    const Difference *order = find(&differences, "plans");
    EXPECT_INT(order->kind, DIFFERENCE_MOVED);
    EXPECT_TEXT(order->before, "small, tiny");
    EXPECT_TEXT(order->after, "tiny, small");
}

SCENARIO("documents are compared by their contents")
{
    publish(world, "documents: [{kind: eula, language: en, title: EULA, version: '1', text: Old}]");
    Id id = publish(
        world, "documents: [{kind: eula, language: en, title: EULA, version: '1', text: New}]");
    Differences differences = compare(world, id, ID_NONE);

    EXPECT_INT(differences.items.count, 1);
    const Difference *content = find(&differences, "documents[0].digest");
    EXPECT_TEXT(content->item, "eula en");
    EXPECT_INT(strlen(content->after), 64);
}

SCENARIO("any two revisions of a product are compared, and none of two products")
{
    Id first = publish(world, NULL);
    publish(world, "version: 2");
    Id third = publish(world, "version: 3");
    Differences differences = compare(world, third, first);
    EXPECT_TEXT(find(&differences, "version")->before, "1.0");
    differences = compare(world, third, ID_NONE); // with the one before it
    EXPECT_TEXT(find(&differences, "version")->before, "2");
    differences = compare(world, first, ID_NONE); // with the active one
    EXPECT_TEXT(find(&differences, "version")->before, "3");
    differences = compare(world, first, first);
    EXPECT_INT(differences.items.count, 0);

    Id other =
        world_id(world_publish(world, world_offer(world, "other", "Other", NULL)), "revision_id");
    EXPECT_INT(difference_list(&world->ctx, third, other, &differences), NOT_FOUND);
    EXPECT_INT(difference_list(&world->ctx, third, id_new("rev"), &differences), NOT_FOUND);
}

#define MODELS(url, key)                                                                           \
    "ai: {models: [{name: nimbus-7b, capabilities: [chat], context_length: 8192,"                  \
    " rates: {in: 0.15, out: 0.60}, upstreams: [{url: '" url "', key: " key "}]}]}"

SCENARIO("another upstream is told, and that a key is another one, but not the key")
{
    Id ids[3];
    const char *const models[] = {NULL, MODELS("https://llm.nimbus.test/v1", "sk-another"),
        MODELS("https://other.test/v1", "sk-another")};
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        ids[i] = world_id(
            world_publish(world, world_ai_offer(world, "chat", "Chat", models[i])), "revision_id");
    Differences differences = compare(world, ids[1], ids[0]);
    const Difference *key = find(&differences, "ai.models[0].upstreams[0].key");
    EXPECT_INT(differences.items.count, 1);
    EXPECT_INT(key->kind, DIFFERENCE_CHANGED);
    EXPECT_TEXT(key->item, "nimbus-7b / https://llm.nimbus.test/v1");
    EXPECT(!strstr(key->before, "sk-") && !strstr(key->after, "sk-"));
    differences = compare(world, ids[2], ids[1]);
    EXPECT_TEXT(
        find(&differences, "ai.models[0].upstreams[0].url")->after, "https://other.test/v1");
}

SCENARIO("a first revision has nothing to be compared with")
{
    Differences differences = compare(world, publish(world, NULL), ID_NONE);
    EXPECT(!id_is_set(differences.against_id));
    EXPECT_INT(differences.items.count, 0);
}

SCENARIO("of charts, their own values and what they touch are compared")
{
    WorldChart chart = world_chart(world, "");
    world_exec(world,
        "UPDATE chart SET defaults = '{\"size\": \"small\", \"port\": 80}' WHERE revision_id = $1",
        chart.revision_id);
    Id id = world_next_chart(world, &chart, "{\"size\": \"large\", \"port\": 80}");
    Differences differences = compare(world, id, chart.revision_id);
    EXPECT_TEXT(find(&differences, "chart.values.size")->before, "small");
    EXPECT_TEXT(find(&differences, "chart.values.size")->after, "large");
    EXPECT_TEXT(find(&differences, "chart.values.port")->before, "no such difference");
}

static const char *values_with_ones(World *world, int count)
{
    Text text = {.arena = world->ctx.arena};
    text_add(&text, "{\"list\": [1");
    for (int i = 1; i < count; i++)
        text_add(&text, ",1");
    text_add(&text, "]}");
    return text_of(&text);
}

SCENARIO("a list of a chart's values that is very long is compared as one value, in a moment")
{
    WorldChart chart = world_chart(world, "");
    world_exec(world, "UPDATE chart SET defaults = $1 WHERE revision_id = $2",
        values_with_ones(world, 200000), chart.revision_id);
    Id id = world_next_chart(world, &chart, values_with_ones(world, 200001));
    Differences differences = compare(world, id, chart.revision_id);
    EXPECT(strncmp(find(&differences, "chart.values.list")->before, "[1,", 3) == 0);
    EXPECT(!differences.is_complete);
}

SCENARIO("a comparison says when there is more than it tells")
{
    Text many = {.arena = world->ctx.arena};
    text_add(&many, "used_software: [");
    for (int i = 0; i < 100; i++)
        text_printf(&many, "%s{name: part %d, version: '1', licence: MIT}", i ? ", " : "", i);
    text_add(&many, "]\nplans: [");
    for (int i = 0; i < 20; i++) {
        text_printf(&many, "%s{code: p%d, name: P, features: [", i ? ", " : "", i);
        for (int j = 0; j < 20; j++)
            text_printf(&many, "{en: a%d, de: b, fr: c, cs: d}, ", j);
        text_add(&many, "]}");
    }
    text_add(&many, "]");
    publish(world, NULL);
    Differences differences = compare(world, publish(world, text_of(&many)), ID_NONE);
    EXPECT_INT(differences.items.count, MAX_DIFFERENCES);
    EXPECT(!differences.is_complete);
}
