#include "cloud_domain.h"

#include "testing/world_cloud_sign_in.h"

#include <string.h>

// Anna's organization, as an owner of it whose session the test has.
static const char *own_domain(World *world, Reply anna)
{
    Id organization_id = world_id(anna, "organization.id");
    world_exec(world,
        "INSERT INTO membership (organization_id, user_id, created_at)"
        " VALUES ($1, $2, $3)",
        organization_id, world_user(world, WORLD_OWNER), world->ctx.now);
    world_exec(world,
        "INSERT INTO membership_role (organization_id, user_id, role, granted_at)"
        " VALUES ($1, $2, 'owner', $3)",
        organization_id, world_user(world, WORLD_OWNER), world->ctx.now);
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization", world_printf(world, "%s", organization_id.text));
    Reply domains = world_get(world, "/v1/organization/cloud-domains");
    EXPECT_INT(world_length(domains, "items"), 1);
    return world_printf(
        world, "/v1/organization/cloud-domains/%s", world_value(domains, "items.0.id"));
}

SCENARIO("users of the cloud are listed for the owner, and roles wait for who did not come yet")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply anna = world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    world_drain(world);
    const char *domain = own_domain(world, anna);
    Reply domains = world_get(world, "/v1/organization/cloud-domains");
    EXPECT_TEXT(world_value(domains, "items.0.projects.0.id"), "p-acme");
    EXPECT(!strstr(domains.body, "token-of"));
    Reply users = world_get(world, world_printf(world, "%s/users?state=without_roles", domain));
    EXPECT_INT(world_length(users, "items"), 2);
    EXPECT_TEXT(world_value(users, "items.0.name"), "bert");
    EXPECT_INT(world_length(world_get(world, world_printf(world, "%s/users", domain)), "items"), 3);
    Reply page = world_get(world, world_printf(world, "%s/users?limit=1", domain));
    page = world_get(
        world, world_printf(world, "%s/users?limit=1&after=%s", domain, world_value(page, "next")));
    EXPECT_TEXT(world_value(page, "items.0.name"), "bert");

    const char *roles = world_printf(world, "%s/users/u-bert/roles", domain);
    EXPECT_INT(world_put(world, roles, "{'roles': ['owner']}").status, 422);
    Reply given = world_put(world, roles, "{'roles': ['purchasing']}");
    EXPECT_INT(given.status, 200);
    EXPECT_TEXT(world_value(given, "roles.0"), "reports");
    EXPECT_TEXT(world_put(world, world_printf(world, "%s/users/u-anna/roles", domain),
                    "{'roles': ['purchasing']}")
                    .code,
        "member_already");
    EXPECT_INT(world_put(world, world_printf(world, "%s/users/u-zoe/roles", domain),
                   "{'roles': ['purchasing']}")
                   .status,
        404);
    world_header(world, "Kontor-Organization", NULL);
    world_cloud_arrive(world, cloud_id, "Acme", "bert", "bert@acme-cloud.test");
    EXPECT_INT(world_cloud_roles_of(world, "bert@acme-cloud.test", "purchasing"), 1);
    EXPECT_INT(world_cloud_roles_of(world, "bert@acme-cloud.test", "reports"), 1);
}

SCENARIO("the list is read again with the token of who came last, as long as it lasts")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply anna = world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    world_drain(world);
    const char *domain = own_domain(world, anna);
    world_cloud_user(&cloud, "bert")->name = "berta";
    world_cloud_user(&cloud, "cora")->domain = "Zeta"; // gone from here
    EXPECT_INT(world_post(world, world_printf(world, "%s/reading", domain), NULL).status, 202);
    world_drain(world);
    Reply users = world_get(world, world_printf(world, "%s/users", domain));
    EXPECT_INT(world_length(users, "items"), 2);
    EXPECT_TEXT(world_value(users, "items.1.name"), "berta");

    world_cloud_user(&cloud, "anna")->role = "te_admin"; // may list nobody
    world_post(world, world_printf(world, "%s/reading", domain), NULL);
    world_drain(world);
    Reply domains = world_get(world, "/v1/organization/cloud-domains");
    EXPECT(strstr(world_value(domains, "items.0.problem"), "not authorized") != NULL);
    EXPECT_INT(world_length(world_get(world, world_printf(world, "%s/users", domain)), "items"), 2);

    world_exec(world, "UPDATE cloud_domain SET token_expires_at = 1");
    EXPECT_TEXT(world_post(world, world_printf(world, "%s/reading", domain), NULL).code,
        "cloud_token_expired");
}

SCENARIO("whoever was removed does not come back by the cloud, until an owner gives roles again")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, "{'gives_reports': true, 'first_owns': true}");
    Reply anna = world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    Reply bert = world_cloud_arrive(world, cloud_id, "Acme", "bert", "bert@acme-cloud.test");
    const char *domain = own_domain(world, anna);
    EXPECT_INT(world_delete(world,
                   world_printf(world, "/v1/organization/members/%s", world_value(bert, "user.id")))
                   .status,
        204);
    world_drain(world);
    Reply begun;
    world_header(world, "Kontor-Organization", NULL);
    world_cloud_ask(world, cloud_id, "Acme", "bert", &begun);
    EXPECT_TEXT(world_cloud_confirm(world, begun, "bert2@acme-cloud.test").code, "member_removed");
    // Nor does another user of the cloud with bert's mail address.
    world_cloud_ask(world, cloud_id, "Acme", "cora", &begun);
    EXPECT_TEXT(world_cloud_confirm(world, begun, "BERT@acme-cloud.test").code, "member_removed");

    // The account is closed: roles wait for whoever comes.
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization", world_value(anna, "organization.id"));
    Reply users = world_get(world, world_printf(world, "%s/users?q=bert", domain));
    EXPECT(world_value(users, "items.0.user_id") == NULL);
    Reply given = world_put(
        world, world_printf(world, "%s/users/u-bert/roles", domain), "{'roles': ['purchasing']}");
    EXPECT_TEXT(world_value(given, "roles.1"), "purchasing");
    world_header(world, "Kontor-Organization", NULL);
    world_cloud_arrive(world, cloud_id, "Acme", "bert", "bert3@acme-cloud.test");
    EXPECT_INT(world_cloud_roles_of(world, "bert3@acme-cloud.test", "purchasing"), 1);
}
