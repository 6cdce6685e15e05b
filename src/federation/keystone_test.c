#include "keystone.h"

#include "base/text.h"
#include "testing/world_cloud.h"

#include <string.h>

static KeystoneCredential credential_of(const char *domain, const char *name)
{
    return (KeystoneCredential){domain, name, WORLD_CLOUD_PASSWORD};
}

static Error sign_in(WorldCloud *cloud, const KeystoneCredential *credential, KeystoneScope scope,
    KeystoneToken *ret_token)
{
    Keystone keystone = {.url = cloud->url};
    return keystone_sign_in(&cloud->world->ctx, &keystone, credential, scope, ret_token);
}

SCENARIO("a token says who somebody is, and for a domain with which roles")
{
    WORLD_CLOUD;
    Ctx *ctx = &world->ctx;
    Keystone keystone = {.url = cloud.url};
    KeystoneCredential anna = credential_of("Acme", "anna");
    KeystoneToken token, scoped;
    EXPECT_INT(sign_in(&cloud, &anna, (KeystoneScope){0}, &token), OK);
    EXPECT_TEXT(token.user_id, "u-anna");
    EXPECT_TEXT(token.domain_id, "acme");
    EXPECT_TEXT(token.domain_name, "Acme");
    EXPECT_INT(token.roles.count, 0);
    EXPECT(time_is_set(token.expires_at));
    EXPECT_INT(keystone_change_scope(ctx, &keystone, token.text,
                   (KeystoneScope){.domain_id = token.domain_id}, &scoped),
        OK);
    EXPECT_INT(scoped.roles.count, 1);
    EXPECT_TEXT(scoped.roles.items[0], "reader");
}

SCENARIO("users of other domains are left out, whatever the cloud lists")
{
    WORLD_CLOUD;
    Ctx *ctx = &world->ctx;
    Keystone keystone = {.url = cloud.url};
    KeystoneCredential anna = credential_of("Acme", "anna");
    KeystoneToken token;
    KeystoneUserList users;
    EXPECT_INT(sign_in(&cloud, &anna, (KeystoneScope){.domain_id = "acme"}, &token), OK);
    EXPECT_INT(keystone_list_users(ctx, &keystone, token.text, "acme", &users), OK);
    EXPECT_INT(users.count, 3);
    EXPECT_TEXT(users.items[2].name, "cora");
    EXPECT(users.items[2].email == NULL);
}

SCENARIO("a wrong password, another domain and an unknown user are one refusal")
{
    WORLD_CLOUD;
    KeystoneToken token;
    KeystoneCredential wrong = {"Acme", "anna", "wrong"};
    KeystoneCredential other = credential_of("Zeta", "anna");
    KeystoneCredential odd = credential_of("A\"},\"x\":{\"y\":\"\xC3\xA9", "../anna");
    EXPECT_INT(sign_in(&cloud, &wrong, (KeystoneScope){0}, &token), UNAUTHENTICATED);
    EXPECT_TEXT(world->ctx.failure.code, "cloud_refused");
    EXPECT_INT(sign_in(&cloud, &other, (KeystoneScope){0}, &token), UNAUTHENTICATED);
    EXPECT_INT(sign_in(&cloud, &odd, (KeystoneScope){0}, &token), UNAUTHENTICATED);
    EXPECT_INT(cloud.tries, 3);
}

SCENARIO("a cloud that is down, or is none, is told apart from a wrong password")
{
    WORLD_CLOUD;
    KeystoneToken token;
    KeystoneCredential anna = credential_of("Acme", "anna");
    Keystone keystone = {.url = cloud.url}, none = {.url = "http://127.0.0.1:1/v3"};
    EXPECT_INT(keystone_check(&world->ctx, &keystone), OK);
    EXPECT_INT(keystone_check(&world->ctx, &none), UNAVAILABLE);
    cloud.status = 503;
    EXPECT_INT(sign_in(&cloud, &anna, (KeystoneScope){0}, &token), UNAVAILABLE);
    cloud.status = 200;
    EXPECT_INT(sign_in(&cloud, &anna, (KeystoneScope){0}, &token), UNAVAILABLE);
    EXPECT_INT(keystone_check(&world->ctx, &keystone), UNAVAILABLE);
}

SCENARIO("only plain ids become part of addresses")
{
    (void)world;
    EXPECT(keystone_id_is_plain("47b85971a8de461e9fdfabbe43e14c6f"));
    EXPECT(!keystone_id_is_plain("../projects"));
    EXPECT(!keystone_id_is_plain("a?b=c"));
    EXPECT(!keystone_id_is_plain(""));
    EXPECT(!keystone_id_is_plain(NULL));
}
