#include "testing/world.h"

#include <string.h>

SCENARIO("a wrong password and an unknown account get the same answer")
{
    Reply wrong = world_sign_in(world, "berta@acme.test", "Falsche-Zebras-1");
    Reply unknown = world_sign_in(world, "nobody@acme.test", "Falsche-Zebras-1");

    EXPECT_INT(wrong.status, 401);
    EXPECT_INT(unknown.status, 401);
    EXPECT_TEXT(wrong.code, "wrong_credentials");
    EXPECT_TEXT(unknown.code, "wrong_credentials");
    EXPECT_TEXT(unknown.message, wrong.message);
    EXPECT(!reply_header(wrong, "Set-Cookie"));
}

SCENARIO("an account without a password yet answers as if it did not exist, and hashes as much")
{
    world_exec(
        world, "UPDATE user_account SET password_hash = NULL WHERE email = $1", "berta@acme.test");
    int before = world_passwords_hashed();
    Reply reply = world_sign_in(world, "berta@acme.test", "Falsche-Zebras-1");

    EXPECT_TEXT(reply.code, "wrong_credentials");
    EXPECT_INT(world_passwords_hashed(), before + 1);
    world_sign_in(world, "nobody@acme.test", "Falsche-Zebras-1");
    EXPECT_INT(world_passwords_hashed(), before + 2);
}

SCENARIO("capital letters in the mail address make no difference")
{
    EXPECT_INT(world_sign_in(world, "BERTA@Acme.test", WORLD_PASSWORD).status, 201);
}

// One wrong guess, and the count of that limit as if there had been as many.
static void guess(World *world, const char *email, const char *limit, int times)
{
    world_sign_in(world, email, "Falsche-Zebras-1");
    world_exec(world, "UPDATE throttle SET count = $1 WHERE subject LIKE $2", times,
        world_printf(world, "%s:%%", limit));
}

SCENARIO("after ten wrong passwords one waits, and is told how long")
{
    guess(world, "berta@acme.test", "sign_in_pair", 9);
    EXPECT_INT(world_sign_in(world, "berta@acme.test", "Falsche-Zebras-1").status, 401);
    Reply reply = world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);

    EXPECT_INT(reply.status, 429);
    EXPECT_TEXT(reply.code, "too_many_attempts");
    EXPECT(reply_header(reply, "Retry-After") != NULL);
    world_advance(world, MINUTES(15));
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 201);
}

SCENARIO("whoever has a network of version 6 has one try for all of its addresses")
{
    world->address = "2001:db8:1:2::1";
    guess(world, "berta@acme.test", "sign_in_pair", 10);
    world->address = "2001:db8:1:2:ffff::9";
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 429);
    world->address = "2001:db8:1:3::1";
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 201);
}

SCENARIO("an account that does not exist is limited like one that does")
{
    guess(world, "nobody@acme.test", "sign_in_pair", 10);
    EXPECT_INT(world_sign_in(world, "nobody@acme.test", "Falsche-Zebras-1").status, 429);
}

SCENARIO("one address guesses a hundred times, whatever the accounts")
{
    guess(world, "berta@acme.test", "sign_in_address", 100);
    EXPECT_INT(world_sign_in(world, "otto@acme.test", WORLD_PASSWORD).status, 429);
    world->address = "198.51.100.7";
    EXPECT_INT(world_sign_in(world, "otto@acme.test", WORLD_PASSWORD).status, 201);
}

SCENARIO("guessing from elsewhere locks nobody out of the own account")
{
    world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
    world->address = "198.51.100.7";
    guess(world, "berta@acme.test", "sign_in_account", 50);
    world->address = "198.51.100.8"; // the account's own limit holds wherever one guesses …
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 429);
    world->address = WORLD_ADDRESS; // … but where the person signed in before
    EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 201);
}

SCENARIO("many people behind one address sign in as often as they like")
{
    for (int i = 0; i < 12; i++)
        EXPECT_INT(world_sign_in(world, "berta@acme.test", WORLD_PASSWORD).status, 201);
}

SCENARIO("guesses made at once are all counted")
{
    int statuses[WORLD_RACERS];
    world_sign_out(world);
    for (int i = 0; i < 3; i++)
        world_race(world, POST, "/v1/sessions",
            "{'email':'berta@acme.test','password':'Falsche-Zebras-1'}", statuses);

    EXPECT_INT(world_count_status(statuses, 401), 2);
    EXPECT_INT(world_count_status(statuses, 429), 2);
}

SCENARIO("a password of two hundred characters is checked, a longer one is refused unread")
{
    char password[202] = {0};
    memset(password, 'x', 200);
    EXPECT_INT(world_sign_in(world, "berta@acme.test", password).status, 401);
    password[200] = 'x';
    EXPECT_INT(world_sign_in(world, "berta@acme.test", password).status, 422);
}
