#include "testing/world_directory.h"

#include <string.h>

SCENARIO("a directory makes members without an invitation and without roles, as it knows them")
{
    world_as_directory(world);
    Reply reply = world_directory_user(world, "anna");
    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(world_value(reply, "userName"), "anna@acme.test");
    EXPECT_TEXT(world_value(reply, "name.familyName"), "Muster");
    EXPECT_TEXT(world_value(reply, "active"), "true");
    EXPECT_TEXT(reply_header(reply, "Location"), world_value(reply, "meta.location"));
    EXPECT_INT(world_is_member(world, "anna@acme.test"), 1);
    EXPECT(!world_roles_of(world, "anna@acme.test"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM user_account WHERE email = 'anna@acme.test'"
                   " AND name = 'anna' AND password_hash IS NULL"),
        1);
    Reply again = world_get(world, world_user_path(world, reply));
    EXPECT_TEXT(again.body, reply.body);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'membership.vouched'"), 1);
}

SCENARIO("whoever manages members sees whom the directory brought")
{
    world_as_directory(world);
    world_directory_user(world, "anna");
    world_header(world, "Authorization", NULL);
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(world_value(world_get(world, "/v1/organization/members?q=anna"), "items.0.origin"),
        "directory");
}

SCENARIO("a user is there once, by userName and by externalId")
{
    world_as_directory(world);
    world_directory_user(world, "anna");
    Reply reply = world_directory_user(world, "anna");
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(world_value(reply, "scimType"), "uniqueness");
    EXPECT_TEXT(world_value(reply, "status"), "409");
    EXPECT_TEXT(world_value(reply, "schemas"), "[\"urn:ietf:params:scim:api:messages:2.0:Error\"]");
    EXPECT_INT(world_post(world, "/scim/v2/Users",
                   "{'userName':'other','externalId':'x-anna','active':false}")
                   .status,
        409);
    Reply same = world_post(
        world, "/scim/v2/Users", "{'userName':'other','emails':[{'value':'ANNA@acme.test'}]}");
    EXPECT_INT(same.status, 409);
    EXPECT_INT(world_total(world, "/scim/v2/Users"), 1);
}

SCENARIO("without a confirmed mail domain a directory makes nobody, nor with another's")
{
    world_use_token(world, world_directory_token(world, WORLD_OWNER));
    EXPECT_INT(world_directory_user(world, "anna").status, 400);
    world_as_directory(world);
    Reply reply =
        world_post(world, "/scim/v2/Users", "{'userName':'bob@elsewhere.test','active':true}");
    EXPECT_INT(reply.status, 400);
    EXPECT_TEXT(world_value(reply, "scimType"), "invalidValue");
    EXPECT(strstr(world_value(reply, "detail"), "elsewhere.test") != NULL);
    EXPECT_INT(world_total(world, "/scim/v2/Users"), 0);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM user_account WHERE email = 'bob@elsewhere.test'"),
        0);
    // Whom it does not make it may know.
    EXPECT_INT(
        world_post(world, "/scim/v2/Users", "{'userName':'bob@elsewhere.test','active':false}")
            .status,
        201);
}

SCENARIO("a person who is there already keeps name, mail and password, whatever a directory says")
{
    world_as_directory(world);
    Reply reply = world_post(world, "/scim/v2/Users",
        "{'userName':'berta@acme.test','displayName':'Somebody Else','password':'Evil-Pferd-1'}");
    EXPECT_INT(reply.status, 201);
    world_patch_scim(world, world_user_path(world, reply),
        "{'op':'replace','path':'displayName','value':'Still Another'},"
        "{'op':'replace','path':'emails','value':[{'value':'evil@acme.test','primary':true}]},"
        "{'op':'replace','path':'userName','value':'evil@acme.test'},"
        "{'op':'replace','path':'password','value':'Evil-Pferd-1'}");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM user_account WHERE email = 'berta@acme.test'"
                   " AND name = 'Berta Buyer'"),
        1);
    EXPECT_INT(world_is_member(world, "evil@acme.test"), 0);
    world_header(world, "Authorization", NULL);
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 201);
}

SCENARIO("inactive ends membership, sessions and tokens at once, and active brings back")
{
    world_as_directory(world);
    Reply user = world_post(world, "/scim/v2/Users", "{'userName':'berta@acme.test'}");
    const char *secret = world_directory_token(world, WORLD_OWNER);
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);

    world_header(world, "Authorization", world_printf(world, "Bearer %s", secret));
    Reply off = world_patch_scim(
        world, world_user_path(world, user), "{'op':'Replace','path':'active','value':'False'}");
    EXPECT_INT(off.status, 200);
    EXPECT_TEXT(world_value(off, "active"), "false");
    world_header(world, "Authorization", NULL); // the cookie is still there
    EXPECT_INT(world_get(world, "/v1/organization").status, 401);
    EXPECT_INT(world_is_member(world, "berta@acme.test"), 0);

    world_sign_out(world);
    world_use_token(world, secret);
    Reply on = world_patch_scim(
        world, world_user_path(world, user), "{'op':'replace','value':{'active':true}}");
    EXPECT_TEXT(world_value(on, "active"), "true");
    EXPECT_INT(world_is_member(world, "berta@acme.test"), 1);
    EXPECT(!world_roles_of(world, "berta@acme.test")); // those by hand are gone
}

SCENARIO("a removed user is no member and unknown, and can be made again")
{
    world_as_directory(world);
    Reply user = world_directory_user(world, "anna");
    EXPECT_INT(world_delete(world, world_user_path(world, user)).status, 204);
    EXPECT_INT(world_get(world, world_user_path(world, user)).status, 404);
    EXPECT_INT(world_delete(world, world_user_path(world, user)).status, 404);
    EXPECT_INT(world_is_member(world, "anna@acme.test"), 0);
    EXPECT_INT(world_directory_user(world, "anna").status, 201);
    EXPECT_INT(world_is_member(world, "anna@acme.test"), 1);
}

SCENARIO("no directory removes an owner")
{
    world_as_directory(world);
    Reply owner = world_post(world, "/scim/v2/Users", "{'userName':'otto@acme.test'}");
    EXPECT_INT(owner.status, 201);
    Reply off = world_patch_scim(
        world, world_user_path(world, owner), "{'op':'replace','path':'active','value':false}");
    EXPECT_INT(off.status, 409);
    EXPECT(strstr(world_value(off, "detail"), "Otto Owner") != NULL);
    EXPECT_INT(world_delete(world, world_user_path(world, owner)).status, 409);
    EXPECT_INT(world_is_member(world, "otto@acme.test"), 1);
}

SCENARIO("whoever left by an owner's hand is inactive, and the directory may bring the person back")
{
    world_as_directory(world);
    Reply user = world_directory_user(world, "anna");
    world_as(world, WORLD_OWNER);
    const char *user_id =
        world_text(world, "SELECT id FROM user_account WHERE email = 'anna@acme.test'");
    EXPECT_INT(
        world_delete(world, world_printf(world, "/v1/organization/members/%s", user_id)).status,
        204);
    world_as(world, WORLD_VISITOR);
    EXPECT_TEXT(world_value(world_get(world, world_user_path(world, user)), "active"), "false");
    EXPECT_INT(world_put(world, world_user_path(world, user),
                   "{'userName':'anna@acme.test','externalId':'x-anna','active':true}")
                   .status,
        200);
    EXPECT_INT(world_is_member(world, "anna@acme.test"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM former_member"), 0);
}

SCENARIO("nobody is mailed that the directory made a member, since it knows whom it makes")
{
    world_as_directory(world);
    world_drain(world);
    size_t mails = world->mail_count;
    world_directory_user(world, "anna");
    world_drain(world);
    EXPECT_INT(world->mail_count, mails);
}

SCENARIO("a user is changed by parts: names, addresses by their type, and what is not kept")
{
    world_as_directory(world);
    Reply user = world_directory_user(world, "anna");
    Reply changed = world_patch_scim(world, world_user_path(world, user),
        "{'op':'Add','path':'emails[type eq \\\"home\\\"].value','value':'anna@home.test'},"
        "{'op':'Replace','path':'emails[type eq \\\"work\\\"].value','value':'a.m@acme.test'},"
        "{'op':'Replace','path':'name.familyName','value':'Meier'},"
        "{'op':'Remove','path':'name.givenName'},"
        "{'op':'Add','value':{'name.formatted':'A. Meier','externalId':'y',"
        "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department':'Sales'}},"
        "{'op':'Add','path':'phoneNumbers[type eq \\\"work\\\"].value','value':'1'}");
    EXPECT_INT(changed.status, 200);
    EXPECT_TEXT(world_value(changed, "emails.0.value"), "a.m@acme.test");
    EXPECT_TEXT(world_value(changed, "emails.1.value"), "anna@home.test");
    EXPECT_TEXT(world_value(changed, "emails.1.type"), "home");
    EXPECT_TEXT(world_value(changed, "name.familyName"), "Meier");
    EXPECT_TEXT(world_value(changed, "name.formatted"), "A. Meier");
    EXPECT(!world_value(changed, "name.givenName"));
    EXPECT_TEXT(world_value(changed, "externalId"), "y");
    EXPECT(!world_value(changed, "phoneNumbers"));
    Reply fewer = world_patch_scim(world, world_user_path(world, user),
        "{'op':'remove','path':'emails[type eq \\\"home\\\"]'},{'op':'remove','path':'name'}");
    EXPECT_INT(world_length(fewer, "emails"), 1);
    EXPECT(!world_value(fewer, "name"));
    EXPECT_INT(world_is_member(world, "anna@acme.test"), 1); // the account keeps its address
}

SCENARIO("a body that is wrong is refused as SCIM says, and nothing of it is done")
{
    static const struct {
        const char *operations, *type;
    } wrong[] = {
        {"{'op':'replace','path':'active','value':'maybe'}", "invalidValue"},
        {"{'op':'replace','path':'emails[','value':'x'}", "invalidPath"},
        {"{'op':'replace','path':'id','value':'x'}", "mutability"},
        {"{'op':'replace','path':'groups','value':[]}", "mutability"},
        {"{'op':'move','path':'active'}", "invalidSyntax"},
        {"{'op':'replace','value':'x'}", "noTarget"},
        {"{'op':'replace','path':'emails','value':[{'value':'nobody'}]}", "invalidValue"},
        {"{'op':'replace','path':'emails','value':['a@acme.test']}", "invalidValue"},
        {"{'op':'remove','path':'userName'}", "invalidValue"},
        {"{'op':'replace','path':'displayName','value':{'a':1}}", "invalidValue"},
        {"{'op':'replace','path':'displayName','value':'a\\u0007'}", "invalidValue"},
    };
    world_as_directory(world);
    Reply user = world_directory_user(world, "anna");
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Reply reply = world_patch_scim(world, world_user_path(world, user),
            world_printf(world, "{'op':'replace','path':'externalId','value':'new'},%s",
                wrong[i].operations));
        EXPECT_INT(reply.status, 400);
        EXPECT_TEXT(world_value(reply, "scimType"), wrong[i].type);
    }
    EXPECT_TEXT(
        world_value(world_get(world, world_user_path(world, user)), "externalId"), "x-anna");
    EXPECT_TEXT(world_value(world_post(world, "/scim/v2/Users", "{'userName'"), "scimType"),
        "invalidSyntax");
    EXPECT_INT(world_post(world, "/scim/v2/Users", "{'active':false}").status, 400);
}

// ── looking for them ─────────────────────────────────────────────────────────────────────────

SCENARIO("users are found by filters and come in pages, with the attributes that one asks for")
{
    world_as_directory(world);
    static const char *const names[] = {"anna", "bert", "carl", "dora", "emil"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        world_directory_user(world, names[i]);
    EXPECT_INT(world_total(world, "/scim/v2/Users"), 5);
    EXPECT_INT(world_total(world, "/scim/v2/Users?filter=userName+eq+%22BERT%40acme.test%22"), 1);
    EXPECT_INT(
        world_total(world, "/scim/v2/Users?aadOptscim062020&filter=externalId+eq+%22x-carl%22"), 1);
    EXPECT_INT(world_total(world, "/scim/v2/Users?filter=externalId+eq+%22X-CARL%22"), 0);
    EXPECT_INT(
        world_total(world, "/scim/v2/Users?filter=emails.value+eq+%22dora%40acme.test%22"), 1);
    EXPECT_INT(world_total(world,
                   "/scim/v2/Users?filter=emails%5Btype+eq+%22work%22%5D.value+eq"
                   "+%22emil%40acme.test%22"),
        1);
    EXPECT_INT(world_total(
                   world, "/scim/v2/Users?filter=displayName+sw+%22a%22+or+userName+co+%22emil%22"),
        2);
    EXPECT_INT(world_total(world, "/scim/v2/Users?filter=not+(active+eq+true)"), 0);
    Reply page = world_get(world, "/scim/v2/Users?startIndex=2&count=2");
    EXPECT_TEXT(world_value(page, "totalResults"), "5");
    EXPECT_TEXT(world_value(page, "startIndex"), "2");
    EXPECT_TEXT(world_value(page, "itemsPerPage"), "2");
    EXPECT_TEXT(world_value(page, "Resources.0.displayName"), "bert");
    page = world_get(world, "/scim/v2/Users?startIndex=4&count=2&filter=active+eq+true");
    EXPECT_TEXT(world_value(page, "Resources.1.displayName"), "emil");
    EXPECT_INT(
        world_length(world_get(world, "/scim/v2/Users?count=-3&startIndex=-1"), "Resources"), 0);
    page = world_get(world, "/scim/v2/Users?count=1&attributes=userName,emails.value");
    EXPECT_TEXT(world_value(page, "Resources.0.userName"), "anna@acme.test");
    EXPECT_TEXT(world_value(page, "Resources.0.emails.0.value"), "anna@acme.test");
    EXPECT(!world_value(page, "Resources.0.emails.0.type"));
    EXPECT(!world_value(page, "Resources.0.meta") && world_value(page, "Resources.0.id"));
    page = world_get(world, "/scim/v2/Users?count=1&excludedAttributes=emails,name.givenName");
    EXPECT(!world_value(page, "Resources.0.emails"));
    EXPECT(!world_value(page, "Resources.0.name.givenName"));
    EXPECT(world_value(page, "Resources.0.name.familyName") != NULL);
    Reply bad = world_get(world, "/scim/v2/Users?filter=userName+like+%22x%22");
    EXPECT_INT(bad.status, 400);
    EXPECT_TEXT(world_value(bad, "scimType"), "invalidFilter");
    EXPECT_INT(world_get(world, "/scim/v2/Users?count=x").status, 400);
}
