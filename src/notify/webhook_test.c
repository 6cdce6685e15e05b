#include "base/text.h"
#include "testing/world.h"
#include "webhook_signature.h"

#include <string.h>

#define HOOK "{'name': 'CRM', 'url': 'https://crm.test/hook', 'events': ['lead.*']}"

static Reply post_hook(World *world, const char *url, const char *events)
{
    return world_post(world, "/v1/webhooks",
        world_printf(world, "{'name': '%s', 'url': '%s', 'events': [%s]}", url, url, events));
}

TEST("a signature is that of the Standard Webhooks specification")
{
    Arena *arena = arena_new();
    EXPECT_TEXT(webhook_signature(arena, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                    "msg_p5jXN8AQM9LWM0D4loKWxJek", (Time){SECONDS(INT64_C(1614265330))},
                    "{\"test\": 2432232314}"),
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    EXPECT(!webhook_signature(arena, "MfKQ9r8G", "msg_1", (Time){1}, "{}"));
    arena_free(arena);
}

SCENARIO("an owner makes a webhook and sees its secret once")
{
    Reply made = world_post(world, "/v1/webhooks", HOOK);
    EXPECT_INT(made.status, 201);
    EXPECT(text_starts_with(world_value(made, "secret"), "whsec_"));
    EXPECT_TEXT(world_value(made, "state"), "active");
    Reply seen = world_get(world, world_printf(world, "/v1/webhooks/%s", world_value(made, "id")));
    EXPECT_TEXT(world_value(seen, "events.0"), "lead.*");
    EXPECT(!world_value(seen, "secret"));
    EXPECT(!strstr(world_text(world, "SELECT {hex secret} FROM webhook"), "7768736563"));
}

SCENARIO("addresses that are private, plain or none are refused when they are given")
{
    static const char *const bad[] = {"http://crm.test/", "https://127.0.0.1/x",
        "https://localhost/", "https://a.localhost:8/", "https://[::1]/", "https://10.1.2.3/",
        "https://[::ffff:169.254.169.254]/", "ftp://crm.test/", "https://a:b@crm.test/", "crm"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Reply reply = post_hook(world, bad[i], "'*'");
        EXPECT_INT(reply.status, 422);
        EXPECT_TEXT(world_value(reply, "errors.0.code"), "bad_address");
    }
    EXPECT_INT(post_hook(world, "https://93.184.216.34:8443/x?y", "'*'").status, 201);
    EXPECT_INT(post_hook(world, "https://notlocalhost.test/", "'lead.placed'").status, 201);
}

SCENARIO("what is no kind of event is refused by its place")
{
    static const char *const bad[] = {"'lead*'", "'Lead.placed'", "'lead.placed.x'", "'**'", "''"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT_INT(post_hook(world, "https://crm.test/", bad[i]).status, 422);
    EXPECT_INT(post_hook(world, "https://crm.test/", "").status, 422);
}

SCENARIO("a name is taken once, and there are only so many webhooks")
{
    world_post(world, "/v1/webhooks", HOOK);
    EXPECT_TEXT(world_post(world, "/v1/webhooks", HOOK).code, "name_taken");
    for (int i = 1; i < 10; i++)
        post_hook(world, world_printf(world, "https://%d.test/", i), "'*'");
    EXPECT_TEXT(post_hook(world, "https://more.test/", "'*'").code, "too_many_webhooks");
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_post(world, "/v1/webhooks", HOOK).status, 201);
}

SCENARIO("two who change a webhook at once lose nothing")
{
    Reply made = world_post(world, "/v1/webhooks", HOOK);
    const char *path = world_printf(world, "/v1/webhooks/%s", world_value(made, "id"));
    world_header(world, "If-Match", reply_header(made, "ETag"));
    EXPECT_INT(world_patch(world, path, "{'events': ['order.*']}").status, 200);
    EXPECT_INT(world_patch(world, path, "{'name': 'ERP'}").status, 412);
    EXPECT_INT(world_delete(world, path).status, 412);
    world_header(world, "If-Match", NULL);
    EXPECT_TEXT(world_value(world_get(world, path), "name"), "CRM");
}

SCENARIO("what an event tells of a webhook holds no address and no secret")
{
    Reply made = world_post(world, "/v1/webhooks", HOOK);
    world_post(world, world_printf(world, "/v1/webhooks/%s/secret", world_value(made, "id")), NULL);
    world_as(world, WORLD_REPORTER);
    Reply events = world_get(world, "/v1/events");
    EXPECT(strstr(events.body, "webhook.secret_changed"));
    EXPECT(!strstr(events.body, "crm.test") && !strstr(events.body, "whsec_"));
}
