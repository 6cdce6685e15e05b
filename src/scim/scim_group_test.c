#include "base/text.h"
#include "testing/world_directory.h"

#define MEMBER_OF(user) world_printf(world, "{'value':'%s'}", world_value((user), "id"))

SCENARIO("a group gives its members the roles that an owner gave to it, and takes them again")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna"), bert = world_directory_user(world, "bert");
    Reply group = world_directory_group(world, "Buyers", MEMBER_OF(anna));
    EXPECT_INT(group.status, 201);
    EXPECT_TEXT(world_value(group, "members.0.value"), world_value(anna, "id"));
    EXPECT(!world_roles_of(world, "anna@acme.test"));

    Reply mapped = world_map_roles(world, group, "['purchasing']");
    EXPECT_TEXT(world_value(mapped, "roles"), "[\"reports\",\"purchasing\"]");
    EXPECT_TEXT(world_roles_of(world, "anna@acme.test"), "purchasing reports");
    EXPECT_INT(
        world_patch_scim(world, world_group_path(world, group),
            world_printf(world, "{'op':'Add','path':'members','value':[%s]}", MEMBER_OF(bert)))
            .status,
        204);
    EXPECT_TEXT(world_roles_of(world, "bert@acme.test"), "purchasing reports");
    EXPECT_TEXT(
        world_value(world_get(world, world_user_path(world, bert)), "groups.0.display"), "Buyers");
    world_patch_scim(world, world_group_path(world, group),
        world_printf(world, "{'op':'Remove','path':'members[value eq \\\"%s\\\"]'}",
            world_value(anna, "id")));
    EXPECT(!world_roles_of(world, "anna@acme.test"));
    world_map_roles(world, group, "[]");
    EXPECT(!world_roles_of(world, "bert@acme.test"));
}

SCENARIO("a role that was given by hand stays when a group that gives it goes")
{
    world_as_directory(world);
    Reply berta = world_post(world, "/scim/v2/Users", "{'userName':'berta@acme.test'}");
    Reply group = world_directory_group(world, "Everybody", MEMBER_OF(berta));
    world_map_roles(world, group, "['purchasing','profile']");
    EXPECT_TEXT(world_roles_of(world, "berta@acme.test"), "profile purchasing reports");
    EXPECT_INT(world_delete(world, world_group_path(world, group)).status, 204);
    EXPECT_TEXT(world_roles_of(world, "berta@acme.test"), "purchasing reports");
}

SCENARIO("of two groups that give a role, one may go")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna");
    Reply one = world_directory_group(world, "One", MEMBER_OF(anna));
    Reply two = world_directory_group(world, "Two", MEMBER_OF(anna));
    world_map_roles(world, one, "['purchasing']");
    world_map_roles(world, two, "['purchasing','profile']");
    world_put(world, world_group_path(world, two), "{'displayName':'Two','members':[]}");
    EXPECT_TEXT(world_roles_of(world, "anna@acme.test"), "purchasing reports");
    world_put(world, world_group_path(world, one), "{'displayName':'One'}");
    EXPECT(!world_roles_of(world, "anna@acme.test"));
}

SCENARIO("when a role that was given by hand ends, a group gives it on")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna");
    Reply group = world_directory_group(world, "Buyers", MEMBER_OF(anna));
    world_map_roles(world, group, "['purchasing']");
    world_exec(world,
        "UPDATE membership_role SET ends_at = $1 WHERE role IN ('purchasing', 'reports')"
        " AND user_id = (SELECT id FROM user_account WHERE email = 'anna@acme.test')",
        time_after(world->ctx.now, DAYS(1)));
    world_advance(world, DAYS(2));
    world_drain(world);
    EXPECT_TEXT(world_roles_of(world, "anna@acme.test"), "purchasing reports");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM membership_role WHERE ends_at IS NOT NULL"), 0);
}

static void hand_over(World *world, WorldPerson from, WorldPerson to, bool stays_owner)
{
    world_header(world, "Authorization", NULL);
    world_sign_in(world, world_email(from), WORLD_PASSWORD);
    Reply transfer = world_post(world, "/v1/organization/ownership-transfers",
        world_printf(world, "{'user_id': '%s', 'stays_owner': %s}", world_user(world, to).text,
            stays_owner ? "true" : "false"));
    world_sign_in(world, world_email(to), WORLD_PASSWORD);
    EXPECT_INT(world_post(world,
                   world_printf(world, "/v1/organization/ownership-transfers/%s/acceptance",
                       world_value(transfer, "id")),
                   NULL)
                   .status,
        200);
    world_drain(world);
}

SCENARIO("an owner keeps what there is, and has the roles of the groups when the ownership ends")
{
    world_as_directory(world);
    const char *email = world_email(WORLD_REPORTER); // reports by hand
    Reply user =
        world_post(world, "/scim/v2/Users", world_printf(world, "{'userName':'%s'}", email));
    Reply buyers = world_directory_group(world, "Buyers", MEMBER_OF(user));
    Reply editors = world_directory_group(world, "Editors", MEMBER_OF(user));
    world_map_roles(world, buyers, "['purchasing']");
    EXPECT_TEXT(world_roles_of(world, email), "purchasing reports");
    hand_over(world, WORLD_OWNER, WORLD_REPORTER, true);
    world_map_roles(world, buyers, "[]");
    world_map_roles(world, editors, "['profile']");
    EXPECT_TEXT(world_roles_of(world, email), "owner purchasing reports");

    hand_over(world, WORLD_REPORTER, WORLD_BUYER, false);
    EXPECT_TEXT(world_roles_of(world, email), "profile reports");
    world_as(world, WORLD_OWNER);
    world_map_roles(world, editors, "[]");
    EXPECT_TEXT(world_roles_of(world, email), "reports");
}

SCENARIO("no group gives ownership, and only an owner says what groups give")
{
    world_as_directory(world);
    Reply group = world_directory_group(world, "Buyers", "");
    EXPECT_INT(world_map_roles(world, group, "['owner']").status, 422);
    EXPECT_INT(world_map_roles(world, group, "['operator']").status, 422);
    EXPECT_INT(world_map_roles(world, group, "['offerings']").status, 422); // Acme sells nothing
    world_change_roles(world, WORLD_BUYER, "[\"reports\", \"administrator\"]");
    world_header(world, "Authorization", NULL);
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    Reply reply = world_put(world,
        world_printf(world, "/v1/organization/directory/groups/%s/roles", world_value(group, "id")),
        "{'roles':['purchasing']}");
    EXPECT_TEXT(reply.code, "owner_only");
    EXPECT_TEXT(
        world_post(world, "/v1/organization/api-tokens", "{'name':'x','scopes':['directory']}")
            .code,
        "owner_only");
}

SCENARIO("groups are found by name, without their members where nobody asks, and named once")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna");
    Reply group = world_directory_group(world, "Buyers", MEMBER_OF(anna));
    world_directory_group(world, "Others", "");
    EXPECT_INT(world_directory_group(world, "buyers", "").status, 409);
    Reply found = world_get(
        world, "/scim/v2/Groups?excludedAttributes=members&filter=displayName+eq+%22buyers%22");
    EXPECT_TEXT(world_value(found, "totalResults"), "1");
    EXPECT_TEXT(world_value(found, "Resources.0.externalId"), "g-Buyers");
    EXPECT(!world_value(found, "Resources.0.members"));
    Reply bare = world_get(world, world_printf(world, "%s?excludedAttributes=members.display",
                                      world_group_path(world, group)));
    EXPECT_INT(world_length(bare, "members"), 1);
    EXPECT(!world_value(bare, "members.0.display") && world_value(bare, "members.0.value"));
    EXPECT_INT(
        world_total(world,
            world_printf(world, "/scim/v2/Groups?filter=id+eq+%%22%s%%22+and+members+eq+%%22%s%%22",
                world_value(group, "id"), world_value(anna, "id"))),
        1);
    EXPECT_TEXT(
        world_value(world_get(world, "/scim/v2/Groups?filter=members+pr"), "scimType"), "tooMany");
    Reply renamed = world_put(world, world_group_path(world, group),
        world_printf(world, "{'displayName':'Purchasing','members':[%s,%s]}", MEMBER_OF(anna),
            MEMBER_OF(anna)));
    EXPECT_TEXT(world_value(renamed, "displayName"), "Purchasing");
    EXPECT_INT(world_length(renamed, "members"), 1);
    // Okta says what the group is called with its id beside it.
    EXPECT_INT(
        world_patch_scim(world, world_group_path(world, group),
            world_printf(world, "{'op':'replace','value':{'id':'%s','displayName':'Buying'}}",
                world_value(group, "id")))
            .status,
        204);
    EXPECT_INT(world_length(world_get(world, world_group_path(world, group)), "members"), 1);
}

SCENARIO("a group has users of its own directory and nobody else")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna");
    Reply group = world_directory_group(world, "Buyers", "{'value':'scu_unknown'}");
    EXPECT_INT(group.status, 400);
    world_confirm_mail_domain(world, WORLD_STRANGER, "stranger.test");
    world_use_token(world, world_directory_token(world, WORLD_STRANGER));
    EXPECT_INT(world_directory_group(world, "Buyers", MEMBER_OF(anna)).status, 400);
    EXPECT_INT(world_total(world, "/scim/v2/Groups"), 0);
}

SCENARIO("thousands of members are placed in steps, and each gets the roles")
{
    world_as_directory(world);
    Text members = {.arena = world->ctx.arena};
    enum { MANY = 450 };
    for (int i = 0; i < MANY; i++) {
        Id user_id = id_new("usr"), id = id_new("scu");
        world_exec(world,
            "INSERT INTO user_account (id, email, name, language, created_at)"
            " VALUES ($1, $1, 'x', 'en', $2)",
            user_id, world->ctx.now);
        world_exec(world,
            "INSERT INTO membership (organization_id, user_id, created_at) VALUES ($1, $2, $3)",
            world_organization(world, WORLD_OWNER), user_id, world->ctx.now);
        world_exec(world,
            "INSERT INTO scim_user (organization_id, id, user_id, user_name, emails, created_at,"
            " changed_at) VALUES ($1, $2, $3, $2, '[]', $4, $4)",
            world_organization(world, WORLD_OWNER), id, user_id, world->ctx.now);
        text_printf(&members, "%s{'value':'%s'}", i ? "," : "", id.text);
    }
    Reply group = world_directory_group(world, "All", text_of(&members));
    EXPECT_INT(group.status, 201);
    EXPECT_INT(world_length(group, "members"), MANY);
    world_map_roles(world, group, "['purchasing']");
    world_drain(world);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM membership_role WHERE role = 'purchasing'"
                   " AND organization_id = $1",
                   world_organization(world, WORLD_OWNER)),
        MANY + 1); // and Berta
    EXPECT_INT(world_total(world, "/scim/v2/Users?filter=active+eq+true"), MANY);
    EXPECT_INT(world_length(world_get(world, "/scim/v2/Users?count=1000"), "Resources"), 200);
}

SCENARIO("a path as long as its request is refused before it is followed")
{
    world_as_directory(world);
    Text path = {.arena = world->ctx.arena};
    for (int i = 0; i < 100 * 1000; i++)
        text_add(&path, "a pr and ");
    Reply reply = world_post(world, "/scim/v2/Groups",
        world_printf(world, "{'displayName':'x','members[%sa pr]':1}", text_of(&path)));
    EXPECT_INT(reply.status, 400);
    EXPECT_TEXT(world_value(reply, "scimType"), "invalidPath");
}

// Each is one that is not there.
static const char *removals(World *world, int count)
{
    Text text = {.arena = world->ctx.arena};
    for (int i = 0; i < count; i++)
        text_printf(&text, "%s'members[value eq \\\"scu_%d\\\"]':1", i ? "," : "", i);
    return world_printf(world, "{'op':'remove','value':{%s}}", text_of(&text));
}

SCENARIO("members are changed a thousand times in a request, and no more")
{
    enum { MOST = 1000 };
    world_as_directory(world);
    const char *path = world_group_path(world, world_directory_group(world, "Buyers", ""));
    EXPECT_INT(world_patch_scim(world, path, removals(world, MOST)).status, 204);
    EXPECT_INT(world_patch_scim(world, path, removals(world, MOST + 1)).status, 413);
}

SCENARIO("who says anew who all members are says nothing by what came before")
{
    world_as_directory(world);
    Reply anna = world_directory_user(world, "anna"), bert = world_directory_user(world, "bert");
    Reply group = world_directory_group(world, "Buyers", "");
    const char *operations = world_printf(world,
        "{'op':'add','path':'members','value':[%s]},{'op':'replace','path':'members','value':[%s]}",
        MEMBER_OF(anna), MEMBER_OF(bert));
    EXPECT_INT(world_patch_scim(world, world_group_path(world, group), operations).status, 204);
    Reply now = world_get(world, world_group_path(world, group));
    EXPECT_INT(world_length(now, "members"), 1);
    EXPECT_TEXT(world_value(now, "members.0.value"), world_value(bert, "id"));
}
