#include "second_factor.h"
#include "sign_in.h"

#include "base/text.h"
#include "crypt/totp.h"
#include "testing/world.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

// Beside the time of the world, in steps of half a minute.
static const char *code_at(World *world, const char *secret, int steps)
{
    char *bytes, *code = arena_alloc(world->ctx.arena, TOTP_DIGITS + 1);
    size_t length;
    oath_base32_decode(secret, strlen(secret), &bytes, &length);
    oath_totp_generate(
        bytes, length, (time_t)(world->ctx.now.us / SECOND) + steps * 30, 30, 0, 6, code);
    free(bytes);
    return code;
}

static Reply confirm(World *world, const char *id, const char *code)
{
    return world_post(world, world_printf(world, "/v1/me/second-factors/%s/confirmation", id),
        world_printf(world, "{'code': '%s'}", code));
}

static Reply sign_in(World *world)
{
    return world_sign_in(world, "berta@acme.test", WORLD_PASSWORD);
}

// Berta with a session and a device, which is confirmed; the code of this half minute is used up.
static Reply add_device(World *world, const char **ret_secret)
{
    Reply made = world_post(world, "/v1/me/second-factors", "{'name': 'Telephone'}");
    *ret_secret = world_value(made, "secret");
    return confirm(world, world_value(made, "id"), code_at(world, *ret_secret, 0));
}

static const char *berta_with_device(World *world, Reply *ret_confirmed)
{
    const char *secret;
    sign_in(world);
    *ret_confirmed = add_device(world, &secret);
    world_advance(world, MINUTES(1));
    return secret;
}

SCENARIO("a device is asked for its code once a first code was right")
{
    sign_in(world);
    Reply made = world_post(world, "/v1/me/second-factors", "{'name': 'Telephone'}");
    const char *secret = world_value(made, "secret"), *id = world_value(made, "id");

    EXPECT_INT(made.status, 201);
    EXPECT_INT(strlen(secret), 32);
    EXPECT(text_starts_with(world_value(made, "uri"), "otpauth://totp/"));
    EXPECT(text_starts_with(world_value(made, "qr_path"), "M0 0h7v1h-7z"));
    Reply wrong = confirm(world, id, "000000");
    EXPECT_INT(wrong.status, 422);
    EXPECT_TEXT(world_value(wrong, "errors.0.code"), "wrong_code");
    EXPECT(world_value(sign_in(world), "user"));

    EXPECT_INT(confirm(world, id, code_at(world, secret, 0)).status, 200);
    Reply challenged = sign_in(world);
    EXPECT_INT(challenged.status, 201);
    EXPECT(!world_value(challenged, "user"));
    EXPECT(!reply_header(challenged, "Set-Cookie"));
    EXPECT(world_value(challenged, "challenge.token"));
}

SCENARIO("the secret of a device is shown once, and nowhere in the data")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    Reply list = world_get(world, "/v1/me/second-factors");

    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT_TEXT(world_value(list, "items.0.name"), "Telephone");
    EXPECT(!strstr(confirmed.body, secret) && !strstr(list.body, secret));
    EXPECT(!strstr(list.body, "otpauth"));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM second_factor WHERE secret = $1",
                   ((Blob){secret, strlen(secret)})),
        0);
}

SCENARIO("a repeated request shows neither the secret nor the recovery codes once more")
{
    sign_in(world);
    world_header(world, "Idempotency-Key", "twice");
    Reply made = world_post(world, "/v1/me/second-factors", "{'name': 'Telephone'}");
    Reply again = world_post(world, "/v1/me/second-factors", "{'name': 'Telephone'}");
    EXPECT_TEXT(world_value(again, "id"), world_value(made, "id"));
    EXPECT(!world_value(again, "secret") && !world_value(again, "uri"));
    EXPECT(!world_value(again, "qr_path"));
    world_header(world, "Idempotency-Key", "twice-confirmed");
    const char *id = world_value(made, "id");
    const char *code = code_at(world, world_value(made, "secret"), 0);
    EXPECT_INT(world_length(confirm(world, id, code), "recovery_codes"), 10);
    again = confirm(world, id, code);
    EXPECT_INT(again.status, 200);
    EXPECT(world_length(again, "recovery_codes") < 1);
}

SCENARIO("with the first device all other sessions end: they began with the password alone")
{
    sign_in(world);
    Header cookie = world->headers[0];
    const char *before = world_printf(world, "%s", cookie.value);
    Reply confirmed;
    berta_with_device(world, &confirmed);
    EXPECT(world_value(world_get(world, "/v1/session"), "user"));
    world_sign_out(world);
    world_header(world, "Cookie", before);
    EXPECT(!world_value(world_get(world, "/v1/session"), "user"));
}

SCENARIO("password and code begin a session; either alone does not")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    Reply challenged = sign_in(world);

    EXPECT_INT(world_sign_in_by_code(world, challenged, "123").status, 401);
    EXPECT(!world_value(world_get(world, "/v1/session"), "user"));
    Reply session = world_sign_in_by_code(world, challenged, code_at(world, secret, 0));
    EXPECT_INT(session.status, 201);
    EXPECT_TEXT(world_value(session, "user.email"), "berta@acme.test");
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "has_second_factor"), "true");
}

SCENARIO("a code is taken once, and none older than it afterwards")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    Reply challenged = sign_in(world);
    const char *code = code_at(world, secret, 0), *before = code_at(world, secret, -1);

    EXPECT_INT(world_sign_in_by_code(world, challenged, code).status, 201);
    EXPECT_TEXT(world_sign_in_by_code(world, challenged, code).code, "wrong_code");
    EXPECT_TEXT(world_sign_in_by_code(world, challenged, before).code, "wrong_code");
    EXPECT_INT(world_sign_in_by_code(world, challenged, code_at(world, secret, 1)).status, 201);
}

SCENARIO("of four who send the same code at once one is let in")
{
    Reply confirmed;
    int statuses[WORLD_RACERS];
    const char *secret = berta_with_device(world, &confirmed);
    Reply challenged = sign_in(world);
    world_as(world, WORLD_VISITOR);
    world_race(world, POST, "/v1/sessions/second-factor",
        world_printf(world, "{'token':'%s','code':'%s'}",
            world_value(challenged, "challenge.token"), code_at(world, secret, 0)),
        statuses);

    EXPECT_INT(world_count_status(statuses, 201), 1);
    EXPECT_INT(world_count_status(statuses, 401), 3);
}

static Error begin_by_provider(Ctx *ctx, void *arg)
{
    SignIn *sign_in = arg;
    return sign_in_begin_by_provider(
        ctx, sign_in->user.id, id_from("idp_1"), ID_NONE, ctx->now, "Browser", sign_in);
}

SCENARIO("whoever an identity provider vouches for gives the code too; the session tells of both")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    SignIn sign_in = {.user.id = world_user(world, WORLD_BUYER)};
    world_must(world, tx_run(&world->ctx, TX_WRITE, begin_by_provider, &sign_in));

    EXPECT(!id_is_set(sign_in.session.id));
    const char *body = world_printf(
        world, "{'token': '%s', 'code': '%s'}", sign_in.challenge.token, code_at(world, secret, 0));
    EXPECT_INT(world_post(world, "/v1/sessions/second-factor", body).status, 201);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM session WHERE method = $1 AND ended_at IS NULL", "idp_1"),
        1);
}

static Reply finish(World *world, const char *token)
{
    return world_post(world, "/v1/sessions/second-factor",
        world_printf(world, "{'token': '%s', 'code': '123456'}", token));
}

SCENARIO("a challenge is for its person, and for the password it was given for")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    Reply challenged = sign_in(world);
    const char *seal = strchr(world_value(challenged, "challenge.token"), '.');
    const char *otto = world_user(world, WORLD_OWNER).text;

    EXPECT_TEXT(finish(world, ".").code, "challenge_expired");
    EXPECT_TEXT(finish(world, "usr_x.password.1.2").code, "challenge_expired");
    EXPECT_TEXT(finish(world, otto).code, "challenge_expired");
    EXPECT_TEXT(finish(world, world_printf(world, "%s%s", otto, seal)).code, "challenge_expired");
    world_exec(world, "UPDATE user_account SET password_hash = 'other' WHERE email = $1",
        "berta@acme.test");
    EXPECT_TEXT(world_sign_in_by_code(world, challenged, code_at(world, secret, 0)).code,
        "challenge_expired");
}

SCENARIO("a challenge ends after ten minutes")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    Reply challenged = sign_in(world);
    world_advance(world, MINUTES(10));
    EXPECT_TEXT(world_sign_in_by_code(world, challenged, code_at(world, secret, 0)).code,
        "challenge_expired");
}

SCENARIO("after ten wrong codes strangers wait, whatever the address, and who is at home does not")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    Reply challenged = sign_in(world);
    for (int i = 0; i < 10; i++) {
        world->address = world_printf(world, "198.51.100.%d", i);
        EXPECT_INT(world_sign_in_by_code(world, challenged, "000000").status, 401);
    }
    EXPECT_INT(world_sign_in_by_code(world, challenged, code_at(world, secret, 0)).status, 429);
    world->address = WORLD_ADDRESS;
    EXPECT_INT(world_sign_in_by_code(world, sign_in(world), "000000").status, 401);
    world->address = "198.51.100.9";
    world_advance(world, MINUTES(15));
    challenged = sign_in(world);
    for (int i = 0; i < 10; i++)
        world_post(world, "/v1/sessions/second-factor",
            world_printf(world, "{'token':'%s.password.1.x','code':'000000'}",
                world_user(world, WORLD_OWNER).text));
    EXPECT_INT(world_sign_in_by_code(world, challenged, code_at(world, secret, 0)).status, 201);
}

SCENARIO("the first device brings ten recovery codes, each of which works once however it is typed")
{
    Reply confirmed;
    berta_with_device(world, &confirmed);
    const char *first = world_value(confirmed, "recovery_codes.0");
    const char *second = world_value(confirmed, "recovery_codes.1");
    Reply challenged = sign_in(world);

    EXPECT_INT(world_length(confirmed, "recovery_codes"), 10);
    EXPECT_INT(strlen(first), 11);
    EXPECT_INT(world_sign_in_by_code(world, challenged, first).status, 201);
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/recovery-codes"), "unused"), "9");
    EXPECT_INT(world_sign_in_by_code(world, challenged, first).status, 401);
    const char *typed = world_printf(world, " %.5s %s ", second, second + 6);
    EXPECT_INT(world_sign_in_by_code(world, challenged, typed).status, 201);
}

SCENARIO("new recovery codes void those before")
{
    Reply confirmed;
    berta_with_device(world, &confirmed);
    Reply issued = world_post(world, "/v1/me/recovery-codes", NULL);
    EXPECT_INT(issued.status, 201);
    Reply challenged = sign_in(world);

    EXPECT_INT(
        world_sign_in_by_code(world, challenged, world_value(confirmed, "recovery_codes.0")).status,
        401);
    EXPECT_INT(
        world_sign_in_by_code(world, challenged, world_value(issued, "codes.0")).status, 201);
}

SCENARIO("with the last device the second factor ends, and the recovery codes with it")
{
    Reply confirmed;
    const char *secret;
    berta_with_device(world, &confirmed);
    Reply second = add_device(world, &secret);
    EXPECT_INT(world_length(second, "recovery_codes"), 0);
    Id first_id = world_id(confirmed, "id"), second_id = world_id(second, "id");

    EXPECT_INT(
        world_delete(world, world_printf(world, "/v1/me/second-factors/%s", first_id.text)).status,
        204);
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/recovery-codes"), "unused"), "10");
    EXPECT_INT(
        world_delete(world, world_printf(world, "/v1/me/second-factors/%s", second_id.text)).status,
        204);
    EXPECT_TEXT(world_value(world_get(world, "/v1/me/recovery-codes"), "unused"), "0");
    EXPECT_TEXT(world_post(world, "/v1/me/recovery-codes", NULL).code, "no_second_factor");
    EXPECT(world_value(sign_in(world), "user"));
}

SCENARIO("another person's device cannot be confirmed or removed")
{
    Reply confirmed;
    berta_with_device(world, &confirmed);
    const char *id = world_value(confirmed, "id");
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);

    EXPECT_INT(confirm(world, id, "000000").status, 404);
    EXPECT_INT(
        world_delete(world, world_printf(world, "/v1/me/second-factors/%s", id)).status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/me/second-factors"), "items"), 0);
}

SCENARIO("what changes about the second factor is mailed to the person")
{
    Reply confirmed;
    berta_with_device(world, &confirmed);
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "Telephone"));
    Reply challenged = sign_in(world);
    world_sign_in_by_code(world, challenged, world_value(confirmed, "recovery_codes.0"));
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "Left: 9."));
    world_delete(
        world, world_printf(world, "/v1/me/second-factors/%s", world_value(confirmed, "id")));
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->subject, "removed"));
}

SCENARIO("the operator takes the second factor off who lost it, and the person is told why")
{
    Reply confirmed;
    berta_with_device(world, &confirmed);
    world_sign_in(world, world_email(WORLD_OPERATOR), WORLD_PASSWORD);
    static const char path[] = "/v1/operator/second-factor-resets";
    static const char body[] = "{'email': 'Berta@acme.test', 'reason': 'Phone lost; called back.'}";

    EXPECT_INT(world_post(world, path, "{'email': 'nobody@acme.test', 'reason': 'x'}").status, 422);
    EXPECT_TEXT(
        world_value(world_post(world, path, body), "id"), world_user(world, WORLD_BUYER).text);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1"
                   " AND subject_id = $2",
                   world_organization(world, WORLD_OPERATOR), world_user(world, WORLD_BUYER)),
        1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM session WHERE user_id = $1 AND ended_at IS NULL",
            world_user(world, WORLD_BUYER)),
        0);
    EXPECT_TEXT(world_post(world, path, body).code, "no_second_factor");
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "berta@acme.test")->text, "Phone lost; called back."));
    EXPECT(world_value(sign_in(world), "user"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1"
                   " AND actor_organization_id = $2 AND subject_id = $3",
                   world_organization(world, WORLD_BUYER),
                   world_organization(world, WORLD_OPERATOR), world_user(world, WORLD_BUYER)),
        1);
}

static const char *challenge_by(World *world, const char *provider_id)
{
    SignIn challenged;
    TX tx = {0};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, sign_in_begin_by_provider(&world->ctx, world_user(world, WORLD_BUYER),
                          id_from(provider_id), ID_NONE, world->ctx.now, "", &challenged));
    world_must(world, tx_commit(&tx));
    world_advance(world, 1);
    return challenged.challenge.token;
}

static Reply answer(World *world, const char *token, const char *code)
{
    return world_post(world, "/v1/sessions/second-factor",
        world_printf(world, "{'token': '%s', 'code': '%s'}", token, code));
}

static void end_by(World *world, const char *provider_id, Id user_id)
{
    TX tx = {0};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, session_end_by_method(&world->ctx, provider_id, user_id));
    world_must(world, tx_commit(&tx));
}

SCENARIO("what ends the sessions by a provider ends what waits for the second factor behind it")
{
    Reply confirmed;
    berta_with_device(world, &confirmed);
    world_as(world, WORLD_BUYER);
    const char *one = challenge_by(world, "idp_one"), *other = challenge_by(world, "idp_other");
    const char *code = world_value(confirmed, "recovery_codes.0");
    end_by(world, "idp_other", world_user(world, WORLD_OWNER));
    end_by(world, "idp_one", world_user(world, WORLD_BUYER));
    world_sign_out(world);
    world_as(world, WORLD_VISITOR);
    EXPECT_TEXT(answer(world, one, code).code, "challenge_expired");
    EXPECT_INT(answer(world, other, code).status, 201);

    world_as(world, WORLD_BUYER);
    other = challenge_by(world, "idp_other");
    end_by(world, "idp_other", ID_NONE); // the provider is gone
    world_as(world, WORLD_VISITOR);
    code = world_value(confirmed, "recovery_codes.1");
    EXPECT_TEXT(answer(world, other, code).code, "challenge_expired");
    world_advance(world, MINUTES(1));
    world_as(world, WORLD_BUYER);
    one = challenge_by(world, "idp_one"); // begun anew
    world_as(world, WORLD_VISITOR);
    EXPECT_INT(answer(world, one, code).status, 201);
}

// ── still the same person ────────────────────────────────────────────────────────────────────

static Reply make_token(World *world)
{
    return world_post(world, "/v1/me/api-tokens", "{'name': 'x', 'scopes': ['read']}");
}

SCENARIO("an hour after signing in, one proves again who one is before keys, money and roles")
{
    sign_in(world);
    EXPECT_INT(make_token(world).status, 201);
    world_advance(world, HOURS(1));
    EXPECT_INT(make_token(world).status, 403);
    EXPECT_TEXT(make_token(world).code, "verification_required");
    EXPECT_INT(world_get(world, "/v1/me/api-tokens").status, 200);

    EXPECT_INT(world_post(world, "/v1/session/verification", "{'password': 'wrong'}").status, 422);
    EXPECT_INT(make_token(world).status, 403);
    EXPECT_INT(world_post(world, "/v1/session/verification",
                   world_printf(world, "{'password': '%s'}", WORLD_PASSWORD))
                   .status,
        204);
    EXPECT_INT(make_token(world).status, 201);
}

SCENARIO("whoever has a second factor proves it by a code, not by the password")
{
    Reply confirmed;
    const char *secret = berta_with_device(world, &confirmed);
    world_advance(world, HOURS(1));
    EXPECT_TEXT(make_token(world).code, "verification_required");
    EXPECT_INT(world_post(world, "/v1/session/verification",
                   world_printf(world, "{'password': '%s'}", WORLD_PASSWORD))
                   .status,
        422);
    EXPECT_INT(world_post(world, "/v1/session/verification",
                   world_printf(world, "{'code': '%s'}", code_at(world, secret, 0)))
                   .status,
        204);
    EXPECT_INT(make_token(world).status, 201);
}
