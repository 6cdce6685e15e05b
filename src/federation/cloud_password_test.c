#include "cloud_password.h"

#include "testing/world_cloud_sign_in.h"

#include <string.h>

// The cloud by which Anna came, whose session goes on.
static Id sign_in_anna(WorldCloud *cloud)
{
    Id cloud_id = world_cloud_provider(cloud, WORLD_CLOUD_FIRST_OWNS);
    world_keep_session(cloud->world,
        world_cloud_arrive(cloud->world, cloud_id, "Acme", "anna", "anna@acme-cloud.test"));
    return cloud_id;
}

static Reply change_password(World *world, Id provider_id, const char *old, const char *wanted)
{
    const char *path =
        world_printf(world, "/v1/me/linked-identities/%s/password", provider_id.text);
    Reply asked = world_put(
        world, path, world_printf(world, "{'password': '%s', 'new_password': '%s'}", old, wanted));
    if (asked.status != 202)
        return asked;
    world_drain(world);
    return world_get(world, path);
}

static int64_t kept_passwords(World *world)
{
    return world_count(
        world, "SELECT count(*) FROM cloud_password_change WHERE sealed_passwords IS NOT NULL");
}

static int64_t changes_told(World *world)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = 'cloud_password.changed'");
}

SCENARIO("a password at a cloud is changed with the old one, by the cloud's rules")
{
    WORLD_CLOUD;
    Id cloud_id = sign_in_anna(&cloud);
    Reply seen = change_password(world, cloud_id, "Falsch-123", "Wolke-Acht-8");
    EXPECT_TEXT(world_value(seen, "state"), "failed");
    seen = change_password(world, cloud_id, WORLD_CLOUD_PASSWORD, "short");
    EXPECT(strstr(world_value(seen, "problem"), "does not match the requirements") != NULL);
    seen = change_password(world, cloud_id, WORLD_CLOUD_PASSWORD, "Wolke-Acht-8");
    EXPECT_TEXT(world_value(seen, "state"), "done");
    EXPECT_TEXT(world_cloud_user(&cloud, "anna")->password, "Wolke-Acht-8");
    EXPECT(world_mail_to(world, "anna@acme-cloud.test") != NULL);
    EXPECT_INT(world_get(world, "/v1/me/sessions").status, 200); // this one goes on
    EXPECT_INT(kept_passwords(world), 0);
    EXPECT_INT(changes_told(world), 1);
}

SCENARIO("a password is changed once at a time: no second change hides what the first one did")
{
    WORLD_CLOUD;
    Id cloud_id = sign_in_anna(&cloud);
    const char *path = world_printf(world, "/v1/me/linked-identities/%s/password", cloud_id.text);
    const char *body = world_printf(
        world, "{'password': '%s', 'new_password': 'Wolke-Acht-8'}", WORLD_CLOUD_PASSWORD);
    EXPECT_INT(world_put(world, path, body).status, 202);
    EXPECT_TEXT(world_put(world, path, body).code, "change_waiting");
    world_advance(world, MINUTES(6)); // its job was lost
    EXPECT_INT(world_put(world, path, body).status, 202);
    world_drain(world);
    EXPECT_TEXT(world_value(world_get(world, path), "state"), "done");
    EXPECT_INT(changes_told(world), 1);
}

SCENARIO("a change whose answer was lost is done if the new password is in force")
{
    WORLD_CLOUD;
    Id cloud_id = sign_in_anna(&cloud);
    cloud.loses_answers = true;
    Reply seen = change_password(world, cloud_id, WORLD_CLOUD_PASSWORD, "Wolke-Acht-8");
    EXPECT_TEXT(world_value(seen, "state"), "done");
    cloud.loses_changes = true;
    seen = change_password(world, cloud_id, "Wolke-Acht-8", "Wolke-Neun-9");
    EXPECT_TEXT(world_value(seen, "state"), "failed");
    EXPECT(strstr(world_value(seen, "problem"), "503") != NULL);
}

SCENARIO("a change of which the cloud does not say what became of it is told as unknown")
{
    WORLD_CLOUD;
    Id cloud_id = sign_in_anna(&cloud);
    cloud.loses_answers = true;
    world_cloud_user(&cloud, "anna")->is_locked = true;
    Reply seen = change_password(world, cloud_id, WORLD_CLOUD_PASSWORD, "Wolke-Acht-8");
    EXPECT_TEXT(world_cloud_user(&cloud, "anna")->password, "Wolke-Acht-8");
    EXPECT_TEXT(world_value(seen, "state"), "unknown");
    EXPECT(strstr(world_value(seen, "problem"), "not known") != NULL);
    cloud.status = 503;
    seen = change_password(world, cloud_id, "Wolke-Acht-8", "Wolke-Neun-9");
    EXPECT_TEXT(world_value(seen, "state"), "unknown");
    EXPECT_INT(changes_told(world), 0);
    EXPECT_INT(kept_passwords(world), 0);
}

SCENARIO("guesses of the old password end before the cloud would lock the account")
{
    WORLD_CLOUD;
    Id cloud_id = sign_in_anna(&cloud);
    cloud.tries = 0;
    int status = 0;
    for (int i = 0; i < 6; i++)
        status = change_password(world, cloud_id, "Falsch-123", "Wolke-Acht-8").status;
    EXPECT_INT(status, 429);
    EXPECT_INT(cloud.tries, 4);
}

SCENARIO("nobody changes the password of another one's account")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, WORLD_CLOUD_FIRST_OWNS);
    world_cloud_arrive(world, cloud_id, "Acme", "anna", "anna@acme-cloud.test");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(change_password(world, cloud_id, WORLD_CLOUD_PASSWORD, "Wolke-Acht-8").status, 404);
    EXPECT_TEXT(world_cloud_user(&cloud, "anna")->password, WORLD_CLOUD_PASSWORD);
}
