#include "world_cloud_sign_in.h"

#include <string.h>

const char *world_cloud_path(World *world, Reply begun, const char *more)
{
    return world_printf(world, "/v1/external-sign-ins/%s%s", world_value(begun, "id"), more);
}

Reply world_cloud_begin(World *world, const char *path, Id provider_id)
{
    Reply begun =
        world_post(world, path, world_printf(world, "{'provider_id': '%s'}", provider_id.text));
    EXPECT_INT(begun.status, 201);
    EXPECT(world_value(begun, "location") == NULL);
    const char *cookie = reply_header(begun, "Set-Cookie");
    world_header(world, "Cookie", arena_text(world->ctx.arena, cookie, strcspn(cookie, ";")));
    return begun;
}

Reply world_cloud_type(
    World *world, Reply begun, const char *domain, const char *name, const char *password)
{
    Reply typed = world_post(world, world_cloud_path(world, begun, "/answer"),
        world_printf(world, "{'domain': '%s', 'user_name': '%s', 'password': '%s'}", domain, name,
            password));
    if (typed.status != 202)
        return typed;
    world_drain(world);
    return world_get(world, world_cloud_path(world, begun, ""));
}

Reply world_cloud_ask(
    World *world, Id provider_id, const char *domain, const char *name, Reply *ret_begun)
{
    world_sign_out(world);
    *ret_begun = world_cloud_begin(world, "/v1/external-sign-ins", provider_id);
    return world_cloud_type(world, *ret_begun, domain, name, WORLD_CLOUD_PASSWORD);
}

Reply world_cloud_confirm(World *world, Reply begun, const char *email)
{
    EXPECT_INT(world_post(world, world_cloud_path(world, begun, "/email"),
                   world_printf(world, "{'email': '%s', 'language': 'en'}", email))
                   .status,
        202);
    world_drain(world);
    const Mail *mail = world_mail_to(world, email);
    const char *code = world_word_after(world, mail->text, "cloud account is ");
    return world_post(world, world_cloud_path(world, begun, "/email-confirmation"),
        world_printf(world, "{'code': '%.8s'}", code));
}

Reply world_cloud_open_session(World *world, Reply begun)
{
    return world_post(world, world_cloud_path(world, begun, "/session"), NULL);
}

Reply world_cloud_arrive(
    World *world, Id provider_id, const char *domain, const char *name, const char *email)
{
    Reply begun, seen = world_cloud_ask(world, provider_id, domain, name, &begun);
    EXPECT_TEXT(world_value(seen, "state"), "ready");
    EXPECT_INT(world_cloud_confirm(world, begun, email).status, 200);
    return world_cloud_open_session(world, begun);
}

int64_t world_cloud_roles_of(World *world, const char *email, const char *role)
{
    return world_count(world,
        "SELECT count(*) FROM membership_role JOIN user_account ON user_account.id = user_id"
        " WHERE email = $1 AND role = $2",
        email, role);
}
