#include "world_offer.h"

#include "base/text.h"

#include <string.h>

#define COMMON                                                                                     \
    "seller: nimbus-labs", "version: 1.0", "licence_type: subscription",                           \
        "short_description: {en: A short text.}", "description: {en: A long text.}"

static const char *const managed_lines[] = {COMMON, "category: databases", "service_type: managed",
    "plans: [{code: standard, name: Standard,"
    " prices: [{kind: recurring, period: month, amount: 10.00}]}]",
    NULL};

static const char *const ai_lines[] = {COMMON, "category: ai-models", "service_type: ai",
    "plans: [{code: payg, name: Pay as you go}]",
    "ai: {models: [{name: nimbus-7b, capabilities: [chat], context_length: 8192,"
    " rates: {in: 0.15, out: 0.60},"
    " upstreams: [{url: 'https://llm.nimbus.test/v1', key: sk-secret}]}]}",
    NULL};

// Whether the lines say something about the field that the line begins with.
static bool is_said(World *world, const char *more, const char *line)
{
    const char *field = arena_text(world->ctx.arena, line, strcspn(line, ":") + 1);
    return text_starts_with(more, field) || strstr(more, world_printf(world, "\n%s", field));
}

static const char *offer_of(
    World *world, const char *const *lines, const char *slug, const char *name, const char *more)
{
    Text yaml = {.arena = world->ctx.arena};
    text_printf(&yaml, "slug: %s\nname: %s\n", slug, name);
    for (; *lines; lines++)
        if (!more || !is_said(world, more, *lines))
            text_printf(&yaml, "%s\n", *lines);
    text_add(&yaml, more ? more : "");
    return text_of(&yaml);
}

const char *world_offer(World *world, const char *slug, const char *name, const char *more)
{
    return offer_of(world, managed_lines, slug, name, more);
}

const char *world_ai_offer(World *world, const char *slug, const char *name, const char *more)
{
    return offer_of(world, ai_lines, slug, name, more);
}

Reply world_apply(World *world, const char *yaml)
{
    world_header(world, "Content-Type", "application/yaml");
    Reply reply = world_send(world, PUT, "/v1/offers", (Blob){yaml, strlen(yaml)});
    world_header(world, "Content-Type", NULL);
    return reply;
}

Reply world_publish(World *world, const char *yaml)
{
    WorldPerson person = world->person;
    world_as(world, WORLD_OPERATOR);
    Reply reply = world_apply(world, yaml);
    EXPECT_INT(reply.status, 200);
    if (reply.status != 200)
        EXPECT_TEXT(reply.body, "");
    world_as(world, person);
    return reply;
}
