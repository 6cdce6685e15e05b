#include "proof_of_work.h"

#include "base/text.h"
#include "testing/world.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 4 };

__attribute__((constructor(101))) static void ask_for_work(void)
{
    setenv("KONTOR_PROOF_OF_WORK", "4", 1);
}

static Reply challenge(World *world)
{
    world_as(world, WORLD_VISITOR);
    Reply reply = world_post(world, "/v1/proofs-of-work", NULL);
    EXPECT_INT(reply.status, 201);
    return reply;
}

static bool has_zero_bits(const char *proof, int bits)
{
    Digest digest = digest_of(proof);
    unsigned head = (unsigned)digest.bytes[0] << 8 | digest.bytes[1];
    return head >> (16 - bits) == 0;
}

// The first number with the bits, or the first without them.
static const char *solve(World *world, const char *challenge, int bits, bool is_right)
{
    const char *proof;
    int number = 0;
    do
        proof = world_printf(world, "%s:%d", challenge, number++);
    while (has_zero_bits(proof, bits) != is_right);
    return proof;
}

static Reply ask_for_link(World *world, const char *proof)
{
    world_as(world, WORLD_VISITOR);
    return world_post(world, "/v1/password-links",
        world_printf(world, "{'email':'berta@acme.test','proof':'%s'}", proof));
}

SCENARIO("a visitor's program calculates before a mail is sent, and each proof counts once")
{
    const char *token = world_value(challenge(world), "challenge");
    const char *proof = solve(world, token, BITS, true);
    EXPECT_INT(ask_for_link(world, proof).status, 202);
    world_drain(world);
    EXPECT(world_mail_to(world, "berta@acme.test") != NULL);
    EXPECT(strstr(ask_for_link(world, proof).body, "wrong_proof"));
    // Nor another number for the same challenge.
    size_t length = strlen(token) + 1;
    const char *other = solve(world, world_printf(world, "%s:9", token), BITS, true);
    EXPECT(strncmp(other, proof, length) == 0);
    EXPECT_INT(ask_for_link(world, other).status, 422);
}

SCENARIO("no proof, one of too little work, a forged challenge and an old one are refused")
{
    const char *token = world_value(challenge(world), "challenge");
    world_as(world, WORLD_VISITOR);
    Reply none = world_post(world, "/v1/password-links", "{'email':'berta@acme.test'}");
    EXPECT_INT(none.status, 422);
    EXPECT(strstr(none.body, "\"proof\""));
    EXPECT_INT(ask_for_link(world, solve(world, token, BITS, false)).status, 422);
    EXPECT_INT(ask_for_link(world, ":").status, 422);
    const char *easy = world_printf(world, "0%s", token + 1); // asks for no bits
    EXPECT_INT(ask_for_link(world, solve(world, easy, BITS, true)).status, 422);
    world_advance(world, MINUTES(10));
    EXPECT_INT(ask_for_link(world, solve(world, token, BITS, true)).status, 422);
    world_drain(world);
    EXPECT(!world_mail_to(world, "berta@acme.test"));
}

SCENARIO("registering needs a proof as well; who signed in needs none")
{
    static const char new[] =
        "{'organization_name':'New','name':'Nina','email':'nina@new.test',"
        "'language':'en','proof':'%s'}";
    const char *proof = solve(world, world_value(challenge(world), "challenge"), BITS, true);
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(world_post(world, "/v1/registrations", world_printf(world, new, "")).status, 422);
    EXPECT_INT(world_post(world, "/v1/registrations", world_printf(world, new, proof)).status, 202);
    world_as(world, WORLD_BUYER);
    EXPECT_INT(world_post(world, "/v1/password-links", "{'email':'berta@acme.test'}").status, 202);
}

SCENARIO("the oftener an address asks, the more there is to calculate")
{
    Reply reply = challenge(world);
    EXPECT_TEXT(world_value(reply, "bits"), "4");
    for (int n = 1; n < 34; n++)
        reply = challenge(world);
    EXPECT_TEXT(world_value(reply, "bits"), "6");
    world_advance(world, MINUTES(15));
    EXPECT_TEXT(world_value(challenge(world), "bits"), "4");
}

SCENARIO("proofs whose time is over are forgotten")
{
    EXPECT_INT(
        ask_for_link(world, solve(world, world_value(challenge(world), "challenge"), BITS, true))
            .status,
        202);
    world_advance(world, DAYS(1));
    world_drain(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM used_challenge"), 0);
}
