#include "passkey.h"

#include "base/text.h"
#include "test/authenticator.h"
#include "testing/world.h"

#include <string.h>

#define SITE   "127.0.0.1" // as the settings say where they say nothing
#define ORIGIN "http://127.0.0.1:8080"

static Authenticator device_of(World *world)
{
    return authenticator_new(world->ctx.arena, KEY_ES256, SITE, ORIGIN);
}

static const char *handle_of(World *world, WorldPerson person)
{
    return world_printf(world, "%s", world_user(world, person).text);
}

static Reply begin(World *world)
{
    return world_get(world, "/v1/me/passkey-challenge");
}

static Reply add(World *world, Authenticator *device, Reply begun)
{
    const char *challenge = world_value(begun, "public_key.challenge");
    return world_post(world, "/v1/me/passkeys",
        world_printf(
            world, "{'name': 'Laptop', 'passkey': %s}", authenticator_register(device, challenge)));
}

static Reply by_password(World *world)
{
    return world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
}

// Berta with a session and a passkey.
static Authenticator berta_with_passkey(World *world, Reply *ret_added)
{
    Authenticator device = device_of(world);
    by_password(world);
    *ret_added = add(world, &device, begin(world));
    device.user_handle = handle_of(world, WORLD_BUYER);
    return device;
}

static Reply ask(World *world)
{
    return world_get(world, "/v1/sessions/passkey-challenge");
}

static Reply send(World *world, const char *answer)
{
    return world_keep_session(world,
        world_post(world, "/v1/sessions/passkey", world_printf(world, "{'passkey': %s}", answer)));
}

static const char *answer_of(Authenticator *device, Reply asked)
{
    return authenticator_sign(device, world_value(asked, "public_key.challenge"));
}

static Reply sign_in(World *world, Authenticator *device)
{
    world_sign_out(world);
    return send(world, answer_of(device, ask(world)));
}

static Reply finish(World *world, Reply challenged, const char *answer)
{
    return world_keep_session(world, world_post(world, "/v1/sessions/second-factor",
                                         world_printf(world, "{'token': '%s', 'passkey': %s}",
                                             world_value(challenged, "challenge.token"), answer)));
}

static const char *answer_challenge(Authenticator *device, Reply challenged)
{
    return authenticator_sign(
        device, world_value(challenged, "challenge.passkey.public_key.challenge"));
}

// ── adding ───────────────────────────────────────────────────────────────────────────────────

SCENARIO("a passkey is added, listed, renamed and removed; its key is told to nobody")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    Reply list = world_get(world, "/v1/me/passkeys");

    EXPECT_INT(added.status, 201);
    EXPECT_TEXT(world_value(added, "name"), "Laptop");
    EXPECT_TEXT(world_value(added, "is_backed_up"), "false");
    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT(!strstr(list.body, device.credential_id) && !strstr(list.body, "public_key"));
    const char *path = world_printf(world, "/v1/me/passkeys/%s", world_value(added, "id"));
    EXPECT_TEXT(world_value(world_patch(world, path, "{'name': 'Desk'}"), "name"), "Desk");
    EXPECT_INT(world_delete(world, path).status, 204);
    EXPECT_INT(world_delete(world, path).status, 404);
    EXPECT_TEXT(sign_in(world, &device).code, "wrong_passkey");
}

SCENARIO("the browser is asked for what the standard wants, and not for a passkey that is there")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    Reply begun = begin(world);

    EXPECT_INT(begun.status, 200);
    EXPECT_TEXT(world_value(begun, "public_key.rp.id"), SITE);
    EXPECT_TEXT(world_value(begun, "public_key.user.name"), "berta@acme.test");
    EXPECT_TEXT(world_value(begun, "public_key.attestation"), "none");
    EXPECT_INT(world_length(begun, "public_key.pubKeyCredParams"), 3);
    EXPECT_TEXT(world_value(begun, "public_key.excludeCredentials.0.id"), device.credential_id);
    EXPECT_TEXT(world_value(begun, "public_key.excludeCredentials.0.transports.0"), "internal");
}

SCENARIO("an answer of another site, of nobody, or to another challenge adds no passkey")
{
    by_password(world);
    Reply begun = begin(world);
    Authenticator device = device_of(world);
    device.origin = "https://evil.test";
    Reply wrong = add(world, &device, begun);
    EXPECT_INT(wrong.status, 422);
    EXPECT_TEXT(world_value(wrong, "errors.0.code"), "wrong_passkey");
    device.origin = ORIGIN, device.flags = VERIFIED;
    EXPECT_INT(add(world, &device, begun).status, 422);
    device.flags = PRESENT | VERIFIED;
    EXPECT_TEXT(add(world, &device, ask(world)).code, "challenge_expired"); // for signing in
    EXPECT_INT(world_post(world, "/v1/me/passkeys", "{'name': 'x', 'passkey': 7}").status, 422);
    EXPECT_INT(add(world, &device, begun).status, 201);
}

SCENARIO("a challenge adds one passkey, for the session it was given to, within ten minutes")
{
    by_password(world);
    Reply begun = begin(world);
    Authenticator first = device_of(world), second = device_of(world);
    EXPECT_INT(add(world, &first, begun).status, 201);
    EXPECT_TEXT(add(world, &second, begun).code, "challenge_expired");
    EXPECT_TEXT(add(world, &first, begin(world)).code, "passkey_credential_id");

    begun = begin(world);
    world_advance(world, MINUTES(10));
    EXPECT_TEXT(add(world, &second, begun).code, "challenge_expired");
    begun = begin(world);
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    EXPECT_TEXT(add(world, &second, begun).code, "challenge_expired");
}

SCENARIO("one can have twenty passkeys")
{
    by_password(world);
    for (int i = 0; i < MAX_PASSKEYS; i++) {
        Authenticator device = device_of(world);
        EXPECT_INT(add(world, &device, begin(world)).status, 201);
    }
    EXPECT_TEXT(begin(world).code, "too_many_passkeys");
}

SCENARIO("another person's passkey is not there")
{
    Reply added;
    berta_with_passkey(world, &added);
    const char *path = world_printf(world, "/v1/me/passkeys/%s", world_value(added, "id"));
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    EXPECT_INT(world_length(world_get(world, "/v1/me/passkeys"), "items"), 0);
    EXPECT_INT(world_patch(world, path, "{'name': 'mine'}").status, 404);
    EXPECT_INT(world_delete(world, path).status, 404);
}

SCENARIO("the last way in cannot be removed")
{
    Reply added;
    berta_with_passkey(world, &added);
    world_exec(
        world, "UPDATE user_account SET password_hash = NULL WHERE email = $1", "berta@acme.test");
    EXPECT_TEXT(
        world_delete(world, world_printf(world, "/v1/me/passkeys/%s", world_value(added, "id")))
            .code,
        "last_method");
    EXPECT_INT(world_length(world_get(world, "/v1/me/passkeys"), "items"), 1);
}

// ── a second factor ──────────────────────────────────────────────────────────────────────────

SCENARIO("the first passkey brings recovery codes, and ends the other sessions")
{
    by_password(world);
    by_password(world);
    Reply added;
    Authenticator device = berta_with_passkey(world, &added), second = device_of(world);
    const char *code = world_value(added, "recovery_codes.0");

    EXPECT_INT(world_length(added, "recovery_codes"), 10);
    EXPECT_INT(world_length(world_get(world, "/v1/me/sessions"), "items"), 1);
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "has_second_factor"), "true");
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "has_passkey"), "true");
    EXPECT(world_length(add(world, &second, begin(world)), "recovery_codes") < 1);
    EXPECT_INT(world_sign_in_by_code(world, by_password(world), code).status, 201);
    EXPECT_INT(sign_in(world, &device).status, 201);
}

SCENARIO("with the last passkey the second factor ends, and the recovery codes with it")
{
    Reply added;
    berta_with_passkey(world, &added);
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/recovery-codes"), "unused"), "10");
    world_delete(world, world_printf(world, "/v1/me/passkeys/%s", world_value(added, "id")));
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/recovery-codes"), "unused"), "0");
    EXPECT(world_value(by_password(world), "user"));
}

SCENARIO("after the password a passkey does, even one that does not recognize its person")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    Reply challenged = by_password(world);
    EXPECT(!world_value(challenged, "user"));
    EXPECT_TEXT(world_value(challenged, "challenge.passkey.public_key.allowCredentials.0.id"),
        device.credential_id);
    device.flags = PRESENT, device.user_handle = NULL;
    Reply session = finish(world, challenged, answer_challenge(&device, challenged));

    EXPECT_INT(session.status, 201);
    EXPECT_TEXT(world_value(session, "user.email"), "berta@acme.test");
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/sessions"), "items.0.method"), "password");
    EXPECT(world_value(world_get(world, "/v1/me/passkeys"), "items.0.last_used_at"));
}

SCENARIO("an answer is for its challenge and its person, and is taken once")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added), others = device_of(world);
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    add(world, &others, begin(world));
    Reply first = by_password(world), second = by_password(world);
    const char *answer = answer_challenge(&device, first);

    EXPECT_TEXT(finish(world, second, answer).code, "wrong_passkey");
    EXPECT_TEXT(finish(world, first, answer_of(&device, ask(world))).code, "wrong_passkey");
    EXPECT_TEXT(finish(world, first, answer_challenge(&others, first)).code, "wrong_passkey");
    EXPECT_INT(finish(world, first, answer).status, 201);
    EXPECT_TEXT(finish(world, first, answer).code, "wrong_passkey");
}

SCENARIO("wrong passkeys are counted with wrong codes")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added), wrong = device_of(world);
    wrong.credential_id = device.credential_id;
    Reply challenged = by_password(world);
    for (int i = 0; i < 5; i++) {
        EXPECT_INT(finish(world, challenged, answer_challenge(&wrong, challenged)).status, 401);
        EXPECT_INT(world_sign_in_by_code(world, challenged, "000000").status, 401);
    }
    EXPECT_INT(finish(world, challenged, answer_challenge(&device, challenged)).status, 429);
}

SCENARIO("whoever has no passkey is told of none, with the right password only")
{
    Reply added;
    berta_with_passkey(world, &added);
    Reply wrong = world_sign_in(world, "berta@acme.test", "Falsche-Zebras-1");
    EXPECT(!strstr(wrong.body, "challenge") && !strstr(wrong.body, "passkey"));
    EXPECT_INT(world_length(ask(world), "public_key.allowCredentials"), 0);
}

// ── a passkey alone ──────────────────────────────────────────────────────────────────────────

SCENARIO("a passkey that recognizes its person signs in alone")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    world_sign_out(world);
    Reply asked = ask(world);
    EXPECT_TEXT(world_value(asked, "public_key.userVerification"), "required");
    EXPECT_TEXT(world_value(asked, "public_key.rpId"), SITE);
    Reply session = send(world, answer_of(&device, asked));

    EXPECT_INT(session.status, 201);
    EXPECT_TEXT(world_value(session, "user.email"), "berta@acme.test");
    EXPECT(reply_header(session, "Set-Cookie"));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session WHERE method = $1", "passkey"), 1);
}

SCENARIO("alone, a passkey must recognize its person and say whose it is")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added), bent = device;
    bent.flags = PRESENT;
    EXPECT_TEXT(sign_in(world, &bent).code, "wrong_passkey");
    bent = device, bent.count = 10, bent.user_handle = NULL;
    EXPECT_TEXT(sign_in(world, &bent).code, "wrong_passkey");
    bent.user_handle = handle_of(world, WORLD_OWNER);
    EXPECT_TEXT(sign_in(world, &bent).code, "wrong_passkey");
    bent = device, bent.origin = "https://evil.test";
    EXPECT_TEXT(sign_in(world, &bent).code, "wrong_passkey");
    bent = device, bent.rp_id = "evil.test";
    EXPECT_TEXT(sign_in(world, &bent).code, "wrong_passkey");
    bent = device_of(world);
    EXPECT_TEXT(sign_in(world, &bent).code, "wrong_passkey");
    EXPECT_TEXT(send(world, "{}").code, "wrong_passkey");
    EXPECT_INT(sign_in(world, &device).status, 201);
}

SCENARIO("an answer signs in once, and not after ten minutes")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    device.count = 0; // as of synchronized ones: only the challenge tells a replay
    world_exec(world, "UPDATE passkey SET sign_count = 0");
    const char *answer = answer_of(&device, ask(world));
    EXPECT_INT(send(world, answer).status, 201);
    EXPECT_TEXT(send(world, answer).code, "wrong_passkey");
    answer = answer_of(&device, ask(world));
    world_advance(world, MINUTES(10));
    EXPECT_TEXT(send(world, answer).code, "wrong_passkey");
    world_drain(world);
    EXPECT(!world_mail_to(world, "berta@acme.test") ||
           !strstr(world_mail_to(world, "berta@acme.test")->subject, "refused"));
}

SCENARIO("of four who send the same answer at once one is let in")
{
    Reply added;
    int statuses[WORLD_RACERS];
    Authenticator device = berta_with_passkey(world, &added);
    world_exec(world, "UPDATE passkey SET sign_count = 0");
    device.count = 0;
    world_as(world, WORLD_VISITOR);
    const char *answer = answer_of(&device, ask(world));
    world_race(world, POST, "/v1/sessions/passkey", world_printf(world, "{'passkey': %s}", answer),
        statuses);

    EXPECT_INT(world_count_status(statuses, 201), 1);
    EXPECT_INT(world_count_status(statuses, 401), 3);
}

SCENARIO("a count that goes back is refused, and the person is told of the copy")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added), copy = device;
    EXPECT_INT(sign_in(world, &device).status, 201);
    EXPECT_INT(sign_in(world, &device).status, 201);
    EXPECT_TEXT(sign_in(world, &copy).code, "wrong_passkey");
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->subject, "refused"));
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "Laptop"));
    EXPECT_INT(sign_in(world, &device).status, 201);
}

SCENARIO("tries with passkeys are limited by where they come from")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added), unknown = device_of(world);
    sign_in(world, &unknown);
    world_exec(world, "UPDATE throttle SET count = 100 WHERE subject LIKE $1", "sign_in_address:%");
    EXPECT_INT(sign_in(world, &device).status, 429);
    world->address = "198.51.100.9";
    EXPECT_INT(sign_in(world, &device).status, 201);
}

SCENARIO("whether a passkey is synchronized is known from its last use")
{
    Authenticator device = device_of(world);
    device.flags = PRESENT | VERIFIED | ELIGIBLE;
    by_password(world);
    EXPECT_TEXT(world_value(add(world, &device, begin(world)), "is_backed_up"), "false");
    device.flags |= BACKED;
    device.user_handle = handle_of(world, WORLD_BUYER);
    EXPECT_INT(sign_in(world, &device).status, 201);
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/passkeys"), "items.0.is_backed_up"), "true");
}

// ── still the same person ────────────────────────────────────────────────────────────────────

static Reply verify(World *world, const char *answer)
{
    return world_post(
        world, "/v1/session/verification", world_printf(world, "{'passkey': %s}", answer));
}

SCENARIO("a passkey proves anew who one is, in the session that asked for it")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    const char *path = world_printf(world, "/v1/me/passkeys/%s", world_value(added, "id"));
    world_advance(world, HOURS(1));
    EXPECT_TEXT(begin(world).code, "verification_required");
    EXPECT_TEXT(world_delete(world, path).code, "verification_required");
    EXPECT_INT(verify(world, answer_of(&device, ask(world))).status, 422);
    Reply asked = world_get(world, "/v1/session/passkey-challenge");
    EXPECT_TEXT(world_value(asked, "public_key.allowCredentials.0.id"), device.credential_id);
    const char *answer = answer_of(&device, asked);
    EXPECT_INT(verify(world, answer).status, 204);
    EXPECT_INT(begin(world).status, 200);
    EXPECT_TEXT(world_value(verify(world, answer), "errors.0.code"), "wrong_passkey");
}

SCENARIO("what changes about passkeys is mailed to the person, and the operator takes them off too")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->subject, "passkey was added"));
    world_sign_in(world, world_email(WORLD_OPERATOR), WORLD_PASSWORD);
    EXPECT_INT(world_post(world, "/v1/operator/second-factor-resets",
                   "{'email': 'berta@acme.test', 'reason': 'Laptop lost; called back.'}")
                   .status,
        200);
    EXPECT_TEXT(sign_in(world, &device).code, "wrong_passkey");
    EXPECT(world_value(by_password(world), "user"));
    Authenticator next = device_of(world);
    Reply again = add(world, &next, begin(world));
    world_delete(world, world_printf(world, "/v1/me/passkeys/%s", world_value(again, "id")));
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->subject, "passkey was removed"));
}

SCENARIO("answered challenges are forgotten once they have expired")
{
    Reply added;
    Authenticator device = berta_with_passkey(world, &added);
    sign_in(world, &device);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM used_challenge"), 2);
    world_advance(world, DAYS(2));
    world_drain(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM used_challenge"), 0);
}
