#include "testing/world.h"

SCENARIO("every change leaves a record: who, what, when, from where")
{
    world_as(world, WORLD_OWNER);
    Reply reply = world_patch(world, "/v1/me", "{'language':'de'}");
    Reply list = world_get(world, "/v1/audit-records");

    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT_TEXT(world_value(list, "items.0.action"), "PATCH /v1/me");
    EXPECT_TEXT(world_value(list, "items.0.subject_id"), world_user(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_value(list, "items.0.user_name"), "Otto Owner");
    EXPECT_TEXT(world_value(list, "items.0.address"), WORLD_ADDRESS);
    EXPECT_TEXT(world_value(list, "items.0.status"), "200");
    EXPECT_TEXT(world_value(list, "items.0.request_id"), reply_header(reply, "X-Request-Id"));
}

SCENARIO("signing in and changing one's own account leave records in all one's organizations")
{
    world_join(world, WORLD_OWNER, WORLD_STRANGER, "[\"reports\"]");
    world_sign_in(world, world_email(WORLD_OWNER), WORLD_PASSWORD);
    world_patch(world, "/v1/me", "{'language':'de'}");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM audit_record WHERE organization_id = $1",
                   world_organization(world, WORLD_OWNER)),
        2);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM audit_record WHERE organization_id = $1",
                   world_organization(world, WORLD_STRANGER)),
        2);
}

SCENARIO("what was refused and what was only read leaves no record")
{
    world_as(world, WORLD_OWNER);
    world_get(world, "/v1/organization");
    world_patch(world, "/v1/me", "{'language':'xx'}");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM audit_record"), 0);
}

SCENARIO("signing in, setting a password and registering leave records too")
{
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    world_post(world, "/v1/me/password",
        "{'current_password':'" WORLD_PASSWORD "','new_password':'Neue-Zebras-4711'}");
    Reply list = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(list, "items.0.action"), "POST /v1/me/password");
    EXPECT_TEXT(world_value(list, "items.1.action"), "POST /v1/sessions");
    EXPECT_TEXT(world_value(list, "items.1.user_name"), "Otto Owner");

    world_sign_out(world);
    world_post(world, "/v1/password-links", "{'email':'otto@acme.test'}");
    world_drain(world);
    const char *token =
        world_word_after(world, world_mail_to(world, "otto@acme.test")->text, "/password?token=");
    world_post(world, "/v1/passwords",
        world_printf(world, "{'token':'%s','password':'Neue-Zebras-4712'}", token));
    world_post(world, "/v1/registrations",
        "{'organization_name':'Nova','name':'Nina','email':'nina@nova.test','language':'en'}");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE action = 'POST /v1/passwords'"
                   " AND organization_id = $1",
                   world_organization(world, WORLD_OWNER)),
        1);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE action = 'POST /v1/registrations'"),
        1);
}

SCENARIO("what the operator decides about an organization stands in both records")
{
    world_as(world, WORLD_NEWCOMER);
    Reply profile = world_post(world, "/v1/organization/profiles",
        "{'company_name':'N','website':'https://n.test','contact_email':'a@n.test',"
        "'marketplace_email':'b@n.test','country':'CZ'}");
    world_as(world, WORLD_OPERATOR);
    world_post(world,
        world_printf(world, "/v1/operator/registrations/%s/approval", world_value(profile, "id")),
        NULL);
    static const char action[] = "POST /v1/operator/registrations/{id}/approval";
    Reply own = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(own, "items.0.action"), action);
    world_as(world, WORLD_NEWCOMER);
    Reply concerned = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(concerned, "items.0.action"), action);
    EXPECT_TEXT(world_value(concerned, "items.0.subject_id"), world_value(profile, "id"));
    EXPECT_TEXT(world_value(concerned, "items.1.action"), "POST /v1/organization/profiles");
}

SCENARIO("an organization sees its own records only, in pages")
{
    world_as(world, WORLD_STRANGER);
    for (int i = 0; i < 3; i++)
        world_patch(world, "/v1/me", "{'language':'de'}");
    Reply first = world_get(world, "/v1/audit-records?limit=2");
    Reply second = world_get(world,
        world_printf(world, "/v1/audit-records?limit=2&after=%s", world_value(first, "next")));
    EXPECT_INT(world_length(first, "items"), 2);
    EXPECT_INT(world_length(second, "items"), 1);
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_length(world_get(world, "/v1/audit-records"), "items"), 0);
}

SCENARIO("a record is gone if the change it tells of is")
{
    world_as(world, WORLD_NEWCOMER);
    world_exec(world, "DROP TABLE event");
    EXPECT_INT(world_post(world, "/v1/organization/profiles",
                   "{'company_name':'N','website':'https://n.test','contact_email':'a@n.test',"
                   "'marketplace_email':'b@n.test','country':'CZ'}")
                   .status,
        500);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM audit_record"), 0);
}

static const char *link_of(World *world)
{
    world_sign_out(world);
    world_post(world, "/v1/password-links", "{'email':'otto@acme.test'}");
    world_drain(world);
    return world_word_after(
        world, world_mail_to(world, "otto@acme.test")->text, "/password?token=");
}

// Sends it while no record can be written, then twice more as a client does that got no answer.
static void require_whole(World *world, const char *path, const char *body, int status)
{
    world_header(world, "Idempotency-Key", path);
    world_exec(world, "ALTER TABLE audit_record RENAME TO audit_record_away");
    EXPECT_INT(world_post(world, path, body).status, 500);
    world_exec(world, "ALTER TABLE audit_record_away RENAME TO audit_record");
    EXPECT_INT(world_post(world, path, body).status, status);
    Reply again = world_post(world, path, body);
    EXPECT_INT(again.status, status);
    EXPECT_TEXT(reply_header(again, "Idempotency-Replayed"), "true");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1 AND action = $2",
                   world_organization(world, WORLD_OWNER), world_printf(world, "POST %s", path)),
        1);
    world_header(world, "Idempotency-Key", NULL);
}

SCENARIO("a change that was prepared for long is there with its record, once, or not at all")
{
    world_as(world, WORLD_VISITOR);
    require_whole(
        world, "/v1/sessions", "{'email':'otto@acme.test','password':'" WORLD_PASSWORD "'}", 201);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session"), 1);

    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    require_whole(world, "/v1/me/password",
        "{'current_password':'" WORLD_PASSWORD "','new_password':'Neue-Zebras-4711'}", 204);

    const char *token = link_of(world);
    require_whole(world, "/v1/passwords",
        world_printf(world, "{'token':'%s','password':'Neue-Zebras-4712'}", token), 204);
    EXPECT_INT(world_sign_in(world, "otto@acme.test", "Neue-Zebras-4712").status, 201);
}
