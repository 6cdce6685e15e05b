#include "testing/world_directory.h"

#include <stdlib.h>

void world_confirm_mail_domain(World *world, WorldPerson owner, const char *domain)
{
    world_as(world, owner);
    const char *provider_id = world_value(
        world_post(world, "/v1/identity-providers",
            "{'name': 'Login', 'address': 'https://login.test', 'client_id': 'kontor'}"),
        "id");
    const char *domain_id =
        world_value(world_post(world,
                        world_printf(world, "/v1/identity-providers/%s/mail-domains", provider_id),
                        world_printf(world, "{'domain': '%s'}", domain)),
            "id");
    world_as(world, WORLD_OPERATOR);
    world_post(
        world, world_printf(world, "/v1/operator/mail-domains/%s/confirmation", domain_id), NULL);
}

const char *world_directory_token(World *world, WorldPerson owner)
{
    world_as(world, WORLD_VISITOR);
    world_header(world, "Authorization", NULL);
    world_sign_in(world, world_email(owner), WORLD_PASSWORD);
    Reply issued = world_post(
        world, "/v1/organization/api-tokens", "{'name':'Entra ID','scopes':['directory']}");
    world_sign_out(world);
    return world_value(issued, "secret");
}

void world_use_token(World *world, const char *secret)
{
    world_as(world, WORLD_VISITOR);
    world_header(world, "Authorization", world_printf(world, "Bearer %s", secret));
}

void world_as_directory(World *world)
{
    world_confirm_mail_domain(world, WORLD_OWNER, "acme.test");
    world_use_token(world, world_directory_token(world, WORLD_OWNER));
}

Reply world_directory_user(World *world, const char *name)
{
    return world_post(world, "/scim/v2/Users",
        world_printf(world,
            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'externalId':'x-%s',"
            "'userName':'%s@acme.test','active':true,'displayName':'%s',"
            "'name':{'givenName':'%s','familyName':'Muster'},'title':'Clerk','password':'Evil-1',"
            "'emails':[{'primary':true,'type':'work','value':'%s@acme.test'}],"
            "'meta':{'resourceType':'User'}}",
            name, name, name, name, name));
}

const char *world_user_path(World *world, Reply user)
{
    return world_printf(world, "/scim/v2/Users/%s", world_value(user, "id"));
}

const char *world_group_path(World *world, Reply group)
{
    return world_printf(world, "/scim/v2/Groups/%s", world_value(group, "id"));
}

Reply world_patch_scim(World *world, const char *path, const char *operations)
{
    return world_patch(world, path,
        world_printf(world,
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[%s]}",
            operations));
}

Reply world_directory_group(World *world, const char *name, const char *members)
{
    return world_post(world, "/scim/v2/Groups",
        world_printf(
            world, "{'displayName':'%s','externalId':'g-%s','members':[%s]}", name, name, members));
}

Reply world_map_roles(World *world, Reply group, const char *roles)
{
    world_as(world, WORLD_OWNER);
    Reply reply = world_put(world,
        world_printf(world, "/v1/organization/directory/groups/%s/roles", world_value(group, "id")),
        world_printf(world, "{'roles':%s}", roles));
    world_as(world, WORLD_VISITOR);
    return reply;
}

int64_t world_is_member(World *world, const char *email)
{
    return world_count(world,
        "SELECT count(*) FROM membership JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 AND email = $2",
        world_organization(world, WORLD_OWNER), email);
}

const char *world_roles_of(World *world, const char *email)
{
    return world_text(world,
        "SELECT string_agg(role, ' ') FROM (SELECT role FROM membership_role"
        " JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 AND email = $2 ORDER BY role) AS held",
        world_organization(world, WORLD_OWNER), email);
}

int64_t world_total(World *world, const char *address)
{
    return atoi(world_value(world_get(world, address), "totalResults"));
}
