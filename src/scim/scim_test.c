#include "organizations/membership.h"
#include "testing/world_directory.h"

#include <string.h>

#define TOKENS "/v1/organization/api-tokens"

SCENARIO("a token of the directory does nothing else, and no other token is one")
{
    world_as_directory(world);
    EXPECT_INT(world_get(world, "/v1/organization").status, 403);
    EXPECT_INT(world_get(world, "/v1/organization/members").status, 403);
    EXPECT_INT(world_post(world, TOKENS, "{'name':'x','scopes':['directory']}").status, 403);
    world_header(world, "Authorization", NULL);
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    Reply all = world_post(world, TOKENS,
        "{'name':'R','roles':['reports','administrator'],"
        "'scopes':['read','write','administration']}");
    EXPECT_INT(
        world_post(world, TOKENS, "{'name':'R','roles':['reports'],'scopes':['read','directory']}")
            .status,
        422);
    EXPECT_INT(
        world_post(world, TOKENS, "{'name':'R','roles':['reports'],'scopes':['directory']}").status,
        422);
    EXPECT_INT(
        world_post(world, "/v1/me/api-tokens", "{'name':'R','scopes':['directory']}").status, 422);
    EXPECT_INT(world_get(world, "/scim/v2/Users").status, 403); // nor is a person
    world_sign_out(world);
    world_use_token(world, world_value(all, "secret"));
    Reply refused = world_get(world, "/scim/v2/Users");
    EXPECT_INT(refused.status, 403);
    EXPECT_TEXT(world_value(refused, "status"), "403");
    world_header(world, "Authorization", NULL);
    EXPECT_INT(world_get(world, "/scim/v2/Users").status, 401);
}

static Error lock_members(Ctx *ctx, void *unused)
{
    (void)unused;
    return membership_lock_all(ctx);
}

SCENARIO("a token that is revoked while its request waits for others changes nothing any more")
{
    const char *secret = world_directory_token(world, WORLD_OWNER);
    world_as(world, WORLD_OWNER);
    world->ctx.actor.api_token_id = id_from(world_text(world, "SELECT id FROM api_token"));
    world->ctx.actor.permissions |= PERMIT_DIRECTORY;
    EXPECT(secret && tx_run(&world->ctx, TX_WRITE, lock_members, NULL) == OK);
    world_exec(world, "UPDATE api_token SET revoked_at = $1", world->ctx.now);
    EXPECT(tx_run(&world->ctx, TX_WRITE, lock_members, NULL) == UNAUTHENTICATED);
}

SCENARIO("a directory sees and changes its own organization alone")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna"),
          group = world_directory_group(world, "Buyers", "");
    world_confirm_mail_domain(world, WORLD_STRANGER, "stranger.test");
    world_use_token(world, world_directory_token(world, WORLD_STRANGER));
    EXPECT_INT(world_total(world, "/scim/v2/Users"), 0);
    EXPECT_INT(world_total(world, "/scim/v2/Users?filter=userName+pr"), 0);
    EXPECT_INT(world_get(world, world_user_path(world, anna)).status, 404);
    EXPECT_INT(world_delete(world, world_user_path(world, anna)).status, 404);
    EXPECT_INT(world_patch_scim(world, world_user_path(world, anna),
                   "{'op':'add','path':'active','value':false}")
                   .status,
        404);
    EXPECT_INT(world_get(world, world_group_path(world, group)).status, 404);
    EXPECT_INT(world_delete(world, world_group_path(world, group)).status, 404);
    EXPECT_INT(world_directory_user(world, "bert").status, 400); // acme.test is not its domain
    EXPECT_INT(world_map_roles(world, group, "['reports']").status, 200); // as Acme's owner
    EXPECT_INT(world_is_member(world, "anna@acme.test"), 1);
}

SCENARIO("the log names the directory's token, and its owner sees what it did")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna");
    world_as(world, WORLD_OWNER);
    world_header(world, "Authorization", NULL);
    Reply log = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(log, "items.0.text"), "The directory made a user");
    EXPECT_TEXT(world_value(log, "items.0.user_name"), "Entra ID");
    EXPECT_TEXT(world_value(log, "items.0.subject_id"), world_value(anna, "id"));
    Reply directory = world_get(world, "/v1/organization/directory");
    EXPECT_TEXT(world_value(directory, "active_users"), "1");
    EXPECT_TEXT(world_value(directory, "has_mail_domain"), "true");
    EXPECT(world_value(directory, "last_request_at") != NULL);
    EXPECT(strstr(world_value(directory, "address"), "/scim/v2") != NULL);
}

SCENARIO("a directory can ask what there is")
{
    world_as_directory(world);
    EXPECT_TEXT(
        world_value(world_get(world, "/scim/v2/ServiceProviderConfig"), "patch.supported"), "true");
    EXPECT_INT(world_length(world_get(world, "/scim/v2/Schemas"), "Resources"), 2);
    EXPECT_TEXT(world_value(world_get(world,
                                "/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group"),
                    "name"),
        "Group");
    EXPECT_TEXT(world_value(world_get(world, "/scim/v2/ResourceTypes/User"), "endpoint"), "/Users");
    EXPECT_INT(world_get(world, "/scim/v2/ResourceTypes/None").status, 404);
    EXPECT_INT(world_get(world, "/scim/v2/None").status, 404);
    EXPECT_INT(world_post(world, "/scim/v2/Bulk", "{}").status, 404);
}
