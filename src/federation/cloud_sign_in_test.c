#include "cloud_sign_in.h"

#include "base/text.h"
#include "testing/world_cloud_sign_in.h"

#include <string.h>

static Id change_settings(World *world, Id provider_id, const char *settings)
{
    world_as(world, WORLD_OPERATOR);
    const char *path = world_printf(world, "/v1/identity-providers/%s", provider_id.text);
    world_header(world, "If-Match", reply_header(world_get(world, path), "ETag"));
    EXPECT_INT(world_put(world, path,
                   world_printf(world,
                       "{'name': 'Cloud account', 'is_enabled': true, 'creates_users': false,"
                       " 'settings': %s}",
                       settings))
                   .status,
        200);
    world_header(world, "If-Match", NULL);
    world_drain(world);
    world_as(world, WORLD_VISITOR);
    return provider_id;
}

// With a new password in place of the one that expired.
static Reply type_new(World *world, Reply begun, const char *name, const char *new_password)
{
    Reply typed = world_post(world, world_cloud_path(world, begun, "/answer"),
        world_printf(world,
            "{'domain': 'Acme', 'user_name': '%s', 'password': '%s', 'new_password': '%s'}", name,
            WORLD_CLOUD_PASSWORD, new_password));
    EXPECT_INT(typed.status, 202);
    world_drain(world);
    return world_get(world, world_cloud_path(world, begun, ""));
}

static Reply renew(World *world, Id provider_id, const char *name)
{
    world_sign_out(world);
    return type_new(world, world_cloud_begin(world, "/v1/external-sign-ins", provider_id), name,
        "Wolke-Acht-8");
}

SCENARIO(
    "the first of a domain makes the organization and owns it; whoever comes later has no role")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun, seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "email"), "anna@acme-cloud.test");
    EXPECT_TEXT(world_cloud_open_session(world, begun).code, "email_needed");
    EXPECT_INT(world_cloud_confirm(world, begun, "anna@acme-cloud.test").status, 200);
    Reply anna = world_cloud_open_session(world, begun);
    EXPECT_INT(anna.status, 201);
    EXPECT_TEXT(world_value(anna, "organization.name"), "Acme");
    EXPECT_TEXT(world_value(anna, "organization.profile_state"), "none");
    EXPECT_INT(world_cloud_roles_of(world, "anna@acme-cloud.test", "owner"), 1);

    Reply cora = world_cloud_arrive(world, cloud_id, "Acme", "cora", "cora@acme-cloud.test");
    EXPECT_TEXT(world_value(cora, "organization.id"), world_value(anna, "organization.id"));
    EXPECT_INT(world_length(cora, "organization.roles"), 0);

    // The name of another domain's organization is nothing to go by.
    Reply zoe = world_cloud_arrive(world, cloud_id, "Zeta", "zoe", "zoe@zeta.test");
    EXPECT(strcmp(world_value(zoe, "organization.id"), world_value(anna, "organization.id")) != 0);
    EXPECT_INT(world_length(zoe, "organizations"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM organization WHERE name = 'Acme'"), 2);
}

SCENARIO("one person for each user of a cloud: coming again makes nothing, and asks for no mail")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, "{'gives_reports': true, 'first_owns': true}");
    world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    world_cloud_arrive(world, cloud_id, "Acme", "bert", "bert@acme-cloud.test");
    EXPECT_INT(world_cloud_roles_of(world, "bert@acme-cloud.test", "reports"), 1);
    int64_t people = world_count(world, "SELECT count(*) FROM user_account");
    Reply begun;
    world_cloud_ask(world, cloud_id, "Acme", "bert", &begun);
    Reply again = world_cloud_open_session(world, begun);
    EXPECT_INT(again.status, 201);
    EXPECT_TEXT(world_value(again, "user.email"), "bert@acme-cloud.test");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM user_account"), people);
    EXPECT_INT(world_cloud_open_session(world, begun).status, 409); // once
}

SCENARIO("where the cloud says whose a domain is, nobody else comes first")
{
    WORLD_CLOUD;
    world_cloud_user(&cloud, "anna")->owner = "true";
    world_cloud_user(&cloud, "bert")->owner = "false";
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun;
    world_cloud_ask(world, cloud_id, "Acme", "bert", &begun);
    EXPECT_TEXT(
        world_cloud_confirm(world, begun, "bert@acme-cloud.test").code, "cloud_owner_first");
    EXPECT_INT(world_count(
                   world, "SELECT count(*) FROM user_account WHERE email = 'bert@acme-cloud.test'"),
        0);
    world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    EXPECT_INT(
        world_cloud_arrive(world, cloud_id, "Acme", "bert", "bert@acme-cloud.test").status, 201);
    EXPECT_INT(world_cloud_roles_of(world, "bert@acme-cloud.test", "owner"), 0);
}

SCENARIO("where the cloud says nothing, whoever administers the domain owns it, or nobody does")
{
    WORLD_CLOUD;
    Reply begun;
    Id cloud_id = world_cloud_provider(&cloud, "{}");
    world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(
        world_cloud_confirm(world, begun, "anna@acme-cloud.test").code, "cloud_owner_first");
    change_settings(world, cloud_id, "{'administrator_role': 'te_admin'}");
    world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(
        world_cloud_confirm(world, begun, "anna@acme-cloud.test").code, "cloud_owner_first");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM cloud_domain"), 0);
    world_cloud_arrive(world, cloud_id, "Acme", "cora", "cora@acme-cloud.test");
    EXPECT_INT(world_cloud_roles_of(world, "cora@acme-cloud.test", "owner"), 1);
}

SCENARIO("where the cloud refuses to say whose a domain is, nobody comes first as its owner")
{
    WORLD_CLOUD;
    world_cloud_user(&cloud, "bert")->owner = "";
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun;
    world_cloud_ask(world, cloud_id, "Acme", "bert", &begun);
    EXPECT_TEXT(
        world_cloud_confirm(world, begun, "bert@acme-cloud.test").code, "cloud_owner_first");
}

SCENARIO("projects of another domain are none of the domain's, and give no role in it")
{
    WORLD_CLOUD;
    cloud.project_domain = "elsewhere";
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM cloud_domain"), 1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM cloud_domain WHERE CAST(projects AS TEXT) = '[]'"),
        1);
}

SCENARIO("a wrong password is refused in the cloud's words, and nothing of it is kept")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun = world_cloud_begin(world, "/v1/external-sign-ins", cloud_id);
    Reply seen = world_cloud_type(world, begun, "Acme", "anna", "Falsch-123");
    EXPECT_TEXT(world_value(seen, "state"), "failed");
    EXPECT(strstr(world_value(seen, "failure"), "requires authentication") != NULL);
    EXPECT_INT(world_cloud_open_session(world, begun).status, 409);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM external_sign_in WHERE sealed_answer IS NOT NULL"),
        0);
    EXPECT_INT(world_count(
                   world, "SELECT count(*) FROM job WHERE CAST(arguments AS TEXT) LIKE '%Falsch%'"),
        0);
}

SCENARIO("guesses end before the cloud would lock the account, and not for who is at home")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    cloud.tries = 0;
    world->address = "198.51.100.1";
    int status = 0;
    for (int i = 0; i < 6; i++) {
        world_sign_out(world);
        if (i == 2)
            world->address = "198.51.100.2"; // another one does not help
        Reply begun = world_cloud_begin(world, "/v1/external-sign-ins", cloud_id);
        status = world_cloud_type(world, begun, "Acme", "anna", "Falsch-123").status;
    }
    EXPECT_INT(status, 429);
    EXPECT_INT(cloud.tries, 4);
    world->address = WORLD_ADDRESS;
    Reply begun, seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "state"), "ready");
}

SCENARIO("wrong guesses elsewhere do not hold off who comes for the first time")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world->address = "198.51.100.1";
    int status = 0;
    for (int i = 0; i < 5; i++) {
        world_sign_out(world);
        Reply begun = world_cloud_begin(world, "/v1/external-sign-ins", cloud_id);
        status = world_cloud_type(world, begun, "Acme", "anna", "Falsch-123").status;
    }
    EXPECT_INT(status, 429);
    world->address = WORLD_ADDRESS;
    Reply begun, seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "state"), "ready");
}

SCENARIO("from however many addresses, a name that never came is tried twenty times at most")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    int status = 0;
    for (int i = 0; i < 22; i++) {
        world_sign_out(world);
        world->address = world_printf(world, "198.51.100.%d", i);
        Reply begun = world_cloud_begin(world, "/v1/external-sign-ins", cloud_id);
        status = world_cloud_type(world, begun, "Acme", "anna", "Falsch-123").status;
    }
    EXPECT_INT(status, 429);
    EXPECT_INT(cloud.tries, 20);
    world->address = WORLD_ADDRESS;
}

SCENARIO("spaces around a name make no other name of it")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    static const char *const names[] = {"anna", "anna ", " anna", "anna  ", "  anna "};
    int status = 0;
    for (int i = 0; i < 5; i++) {
        world_sign_out(world);
        Reply begun = world_cloud_begin(world, "/v1/external-sign-ins", cloud_id);
        status = world_cloud_type(world, begun, "Acme ", names[i], "Falsch-123").status;
    }
    EXPECT_INT(status, 429);
    EXPECT_INT(cloud.tries, 4);
}

SCENARIO("a password that expired at the cloud is changed on the way in")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world_cloud_user(&cloud, "anna")->is_expired = true;
    Reply begun, seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "failure_code"), "cloud_password_expired");
    world_sign_out(world);
    begun = world_cloud_begin(world, "/v1/external-sign-ins", cloud_id);
    seen = type_new(world, begun, "anna", "short");
    EXPECT_TEXT(world_value(seen, "failure_code"), "cloud_password_not_taken");
    EXPECT(strstr(world_value(seen, "failure"), "does not match the requirements") != NULL);
    EXPECT_TEXT(world_value(renew(world, cloud_id, "anna"), "state"), "ready");
    EXPECT_TEXT(world_cloud_user(&cloud, "anna")->password, "Wolke-Acht-8");
}

SCENARIO("where the answer to that change is lost, signing in tells which password is in force")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world_cloud_user(&cloud, "anna")->is_expired = true;
    cloud.loses_answers = cloud.loses_changes = true;
    Reply seen = renew(world, cloud_id, "anna");
    EXPECT_TEXT(world_value(seen, "failure_code"), "cloud_failed");
    EXPECT_TEXT(world_cloud_user(&cloud, "anna")->password, WORLD_CLOUD_PASSWORD);
    cloud.loses_changes = false;
    EXPECT_TEXT(world_value(renew(world, cloud_id, "anna"), "state"), "ready");
    EXPECT_TEXT(world_cloud_user(&cloud, "anna")->password, "Wolke-Acht-8");
    world_cloud_user(&cloud, "bert")->is_expired = true;
    cloud.goes_down = true;
    EXPECT_TEXT(
        world_value(renew(world, cloud_id, "bert"), "failure_code"), "cloud_password_unknown");
    EXPECT_TEXT( // nothing was changed: it is not asked
        world_value(renew(world, cloud_id, "cora"), "failure_code"), "cloud_failed");
}

SCENARIO("a mail address is proved by its code, which five guesses end")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun;
    world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    const char *path = world_cloud_path(world, begun, "/email-confirmation");
    EXPECT_TEXT(world_post(world, path, "{'code': '00000000'}").code, "not_ready");
    world_post(
        world, world_cloud_path(world, begun, "/email"), "{'email': 'a@b.test', 'language': 'de'}");
    for (int i = 0; i < 5; i++)
        EXPECT_INT(world_post(world, path, "{'code': '00000000'}").status, 422);
    EXPECT_INT(world_cloud_confirm(world, begun, "a@b.test").status, 429);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM user_account WHERE email = 'a@b.test'"), 0);
}

SCENARIO("an address with an account is told to who reads its mail alone, and takes nothing over")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun;
    world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_cloud_confirm(world, begun, world_email(WORLD_OWNER)).code, "account_exists");
    EXPECT_TEXT(world_cloud_open_session(world, begun).code, "email_needed");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM linked_identity"), 0);
}

SCENARIO("another browser gets nowhere with it")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply begun;
    world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    world_header(world, "Cookie", NULL);
    EXPECT_INT(world_get(world, world_cloud_path(world, begun, "")).status, 404);
    EXPECT_INT(world_cloud_open_session(world, begun).status, 404);
    EXPECT_INT(world_post(world, world_cloud_path(world, begun, "/email"),
                   "{'email': 'a@b.test', 'language': 'en'}")
                   .status,
        404);
    EXPECT_INT(
        world_post(world, world_cloud_path(world, begun, "/email-confirmation"), "{'code': '1'}")
            .status,
        404);
}

static Reply begin_link(World *world, Id provider_id)
{
    Reply begun = world_post(world, "/v1/me/linked-identities",
        world_printf(world, "{'provider_id': '%s'}", provider_id.text));
    EXPECT_INT(begun.status, 201);
    const char *cookie = reply_header(begun, "Set-Cookie"), *session = NULL;
    for (size_t i = 0; i < world->header_count; i++)
        if (text_same(world->headers[i].name, "Cookie"))
            session = world->headers[i].value;
    world_header(world, "Cookie",
        world_printf(world, "%s; %.*s", session, (int)strcspn(cookie, ";"), cookie));
    return begun;
}

SCENARIO("whoever has an account links the cloud's to it, and belongs to its domain too")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    world_sign_in(world, world_email(WORLD_BUYER), WORLD_PASSWORD);
    Reply begun = begin_link(world, cloud_id);
    EXPECT_TEXT(
        world_value(world_cloud_type(world, begun, "Acme", "cora", WORLD_CLOUD_PASSWORD), "state"),
        "ready");
    EXPECT_INT(world_post(world, world_cloud_path(world, begun, "/link"), NULL).status, 204);
    Reply session = world_get(world, "/v1/session");
    EXPECT_INT(world_length(session, "organizations"), 2);
    EXPECT_INT(world_length(session, "organizations.1.roles"), 0);

    // From now on the same person comes by it.
    Reply cora;
    world_cloud_ask(world, cloud_id, "Acme", "cora", &cora);
    EXPECT_TEXT(
        world_value(world_cloud_open_session(world, cora), "user.email"), world_email(WORLD_BUYER));
}

SCENARIO("a role of the cloud is missed before its date, and needed from it on")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    Reply anna = world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    world_cloud_arrive(world, cloud_id, "Acme", "cora", "cora@acme-cloud.test");
    change_settings(world, cloud_id,
        world_printf(world, "{'required_role': 'te_admin', 'required_from': '%s'}",
            time_text(world->ctx.arena, time_after(world->ctx.now, DAYS(2)))));

    world_as(world, WORLD_OPERATOR);
    Reply report = world_get(world, "/v1/operator/cloud-access");
    EXPECT_INT(world_length(report, "items"), 1); // cora has it
    EXPECT_TEXT(world_value(report, "items.0.name"), "anna");
    EXPECT_TEXT(
        world_value(report, "items.0.organization_id"), world_value(anna, "organization.id"));
    EXPECT_TEXT(world_value(report, "items.0.required_role"), "te_admin");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, "/v1/operator/cloud-access").status, 403);
    EXPECT_INT(world_length(world_get(world, "/v1/me/cloud-access"), "items"), 0);

    world_as(world, WORLD_VISITOR);
    Reply begun, seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "state"), "ready");
    world_advance(world, DAYS(3));
    seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "state"), "failed");
    EXPECT(strstr(world_value(seen, "failure"), "te_admin") != NULL);
    seen = world_cloud_ask(world, cloud_id, "Acme", "cora", &begun);
    EXPECT_TEXT(world_value(seen, "state"), "ready");
}

SCENARIO("a cloud that is down says so, and its settings are checked")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    cloud.status = 503;
    Reply begun, seen = world_cloud_ask(world, cloud_id, "Acme", "anna", &begun);
    EXPECT_TEXT(world_value(seen, "state"), "failed");
    EXPECT(strstr(world_value(seen, "failure"), "503") != NULL);
    world_as(world, WORLD_OPERATOR);
    Reply bad = world_post(world, "/v1/identity-providers",
        "{'kind': 'keystone', 'name': 'X', 'address': 'https://iam.test/v3', 'is_platform': true,"
        " 'settings': {'required_role': 'a\\\"b', 'password_page': 'javascript:1'}}");
    EXPECT_INT(bad.status, 422);
    EXPECT_TEXT(world_value(bad, "errors.0.field"), "settings.required_role");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_post(world, "/v1/identity-providers",
                   "{'kind': 'keystone', 'name': 'X', 'address': 'https://iam.test/v3'}")
                   .status,
        422);
}
