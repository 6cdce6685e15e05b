#include "webauthn.h"

#include "test/authenticator.h"
#include "test/test.h"

#include <string.h>

static const RelyingParty party = {"market.example.org", "https://market.example.org"};
static const char challenge[] = "YS1jaGFsbGVuZ2U"; // "a-challenge"

static Authenticator device_of(Arena *arena, AuthenticatorKey kind)
{
    return authenticator_new(arena, kind, party.id, party.origin);
}

static const char *check_registration(Authenticator *device, WebauthnCredential *ret_credential)
{
    WebauthnResponse response;
    if (!webauthn_read(device->arena, authenticator_register(device, challenge), &response))
        return "unreadable";
    const char *problem =
        webauthn_check_registration(device->arena, &party, &response, ret_credential);
    return problem ? problem : "right";
}

static const char *check_assertion(
    Authenticator *device, const WebauthnCredential *known, WebauthnCredential *ret_now)
{
    WebauthnResponse response;
    if (!webauthn_read(device->arena, authenticator_sign(device, challenge), &response))
        return "unreadable";
    const char *problem =
        webauthn_check_assertion(device->arena, &party, &response, known, ret_now);
    return problem ? problem : "right";
}

TEST("keys of all three algorithms are registered, and sign")
{
    static const int64_t algorithms[] = {-7, -8, -257};
    Arena *arena = arena_new();
    for (AuthenticatorKey kind = 0; kind < AUTHENTICATOR_KEYS; kind++) {
        Authenticator device = device_of(arena, kind);
        WebauthnCredential made = {0}, now = {0};
        EXPECT_TEXT(check_registration(&device, &made), "right");
        EXPECT_INT(made.algorithm, algorithms[kind]);
        EXPECT_TEXT(made.id, device.credential_id);
        EXPECT_INT(made.sign_count, 1);
        EXPECT(made.is_user_verified && !made.is_backup_eligible && !made.is_backed_up);
        EXPECT_TEXT(check_assertion(&device, &made, &now), "right");
        EXPECT_INT(now.sign_count, 2);
        EXPECT_TEXT(now.public_key, made.public_key);
    }
    arena_free(arena);
}

TEST("what the data say of the person and of copies is known each time")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256);
    WebauthnCredential made = {0}, now = {0};
    device.flags = PRESENT | ELIGIBLE;
    EXPECT_TEXT(check_registration(&device, &made), "right");
    EXPECT(!made.is_user_verified && made.is_backup_eligible && !made.is_backed_up);
    device.flags = PRESENT | VERIFIED | ELIGIBLE | BACKED;
    EXPECT_TEXT(check_assertion(&device, &made, &now), "right");
    EXPECT(now.is_user_verified && now.is_backed_up);
    device.flags = PRESENT | VERIFIED;
    EXPECT_TEXT(check_assertion(&device, &made, &now), "it was not made as it says");
    arena_free(arena);
}

// Each bends the answers of a device in one way, and bends them back.
static void expect_refused(Authenticator *device, const WebauthnCredential *known, const char *why)
{
    WebauthnCredential now;
    EXPECT_TEXT(check_registration(device, &now), why);
    EXPECT_TEXT(check_assertion(device, known, &now), why);
}

TEST("an answer to another site, of another kind, or without a person is refused")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256), bent = device;
    WebauthnCredential made = {0};
    EXPECT_TEXT(check_registration(&device, &made), "right");

    bent.origin = "https://market.example.org.evil.test";
    expect_refused(&bent, &made, "it is from another origin");
    bent.origin = "http://market.example.org";
    expect_refused(&bent, &made, "it is from another origin");
    bent = device, bent.rp_id = "evil.test";
    expect_refused(&bent, &made, "it is for another relying party");
    bent = device, bent.type = "payment.get";
    expect_refused(&bent, &made, "it is of another type");
    bent = device, bent.more = ",\"crossOrigin\":true";
    expect_refused(&bent, &made, "it is from a frame in another site");
    bent = device, bent.flags = VERIFIED;
    expect_refused(&bent, &made, "nobody was there");
    bent = device, bent.flags = PRESENT | BACKED;
    expect_refused(&bent, &made, "it is backed up although it cannot be");
    arena_free(arena);
}

TEST("a registration is no assertion, and the other way round")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256);
    WebauthnCredential made = {0}, now;
    EXPECT_TEXT(check_registration(&device, &made), "right");
    device.type = "webauthn.create";
    EXPECT_TEXT(check_assertion(&device, &made, &now), "it is of another type");
    device.type = "webauthn.get";
    EXPECT_TEXT(check_registration(&device, &made), "it is of another type");
    arena_free(arena);
}

TEST("an answer is signed by the key of its credential, not by another or another algorithm's")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256), other = device_of(arena, KEY_ES256);
    WebauthnCredential made = {0}, others = {0}, now;
    EXPECT_TEXT(check_registration(&device, &made), "right");
    EXPECT_TEXT(check_registration(&other, &others), "right");

    EXPECT_TEXT(check_assertion(&other, &made, &now), "it is of another credential");
    other.credential_id = device.credential_id;
    EXPECT_TEXT(check_assertion(&other, &made, &now), "the signature is not right");
    made.algorithm = -8;
    EXPECT_TEXT(check_assertion(&device, &made, &now), "the signature is not right");
    made.algorithm = 0;
    EXPECT_TEXT(check_assertion(&device, &made, &now), "the signature is not right");
    arena_free(arena);
}

static Blob changed(Arena *arena, Blob blob, size_t at)
{
    char *copy = arena_text(arena, blob.bytes, blob.length);
    copy[at] ^= 1;
    return (Blob){copy, blob.length};
}

// Whether it is refused with the byte changed, in each of its three parts that has as many.
static bool is_refused_changed(
    Arena *arena, const WebauthnResponse *response, size_t at, const WebauthnCredential *known)
{
    WebauthnCredential now;
    WebauthnResponse copy = *response;
    bool is_refused = true;
    if (at < copy.authenticator_data.length) {
        copy.authenticator_data = changed(arena, copy.authenticator_data, at);
        is_refused &= webauthn_check_assertion(arena, &party, &copy, known, &now) != NULL;
        copy = *response;
    }
    if (at < copy.signature.length) {
        copy.signature = changed(arena, copy.signature, at);
        is_refused &= webauthn_check_assertion(arena, &party, &copy, known, &now) != NULL;
        copy = *response;
    }
    if (at < copy.client_data.length) {
        copy.client_data = changed(arena, copy.client_data, at);
        is_refused &= webauthn_check_assertion(arena, &party, &copy, known, &now) != NULL;
    }
    return is_refused;
}

TEST("one changed byte anywhere is noticed")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256);
    WebauthnCredential made = {0}, now;
    WebauthnResponse response = {0};
    EXPECT_TEXT(check_registration(&device, &made), "right");
    EXPECT(webauthn_read(arena, authenticator_sign(&device, challenge), &response));
    EXPECT(!webauthn_check_assertion(arena, &party, &response, &made, &now));
    for (size_t at = 0; at < response.client_data.length; at++)
        EXPECT(is_refused_changed(arena, &response, at, &made));
    arena_free(arena);
}

TEST("data that promise more than they hold are not handed on")
{
    static const char *const promises[] = {"\x9b\x00\x00\x00\x02\x00\x00\x00\x00", "\x9f\xff",
        "\xba\x00\x10\x00\x00", "\x59\x01", "\x81\x81\x81\x81\x81\x01", "\xc1\x01"};
    static const size_t lengths[] = {9, 2, 5, 2, 6, 2};
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256);
    WebauthnCredential made = {0}, now;
    EXPECT_TEXT(check_registration(&device, &made), "right");
    for (size_t i = 0; i < COUNT_OF(promises); i++) {
        device.extensions = (Blob){promises[i], lengths[i]};
        EXPECT_TEXT(check_registration(&device, &now), "its data are malformed");
        EXPECT_TEXT(check_assertion(&device, &made, &now), "its data are malformed");
    }
    arena_free(arena);
}

TEST("the credential that is registered is the one that the answer names")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_EDDSA);
    WebauthnCredential made;
    WebauthnResponse response = {0};
    EXPECT(webauthn_read(arena, authenticator_register(&device, challenge), &response));
    response.credential_id = "AAAA";
    EXPECT_TEXT(webauthn_check_registration(arena, &party, &response, &made),
        "it has no key of an algorithm that was asked for");
    arena_free(arena);
}

TEST("the challenge is told as it was given, and what is no answer is not read")
{
    Arena *arena = arena_new();
    Authenticator device = device_of(arena, KEY_ES256);
    WebauthnResponse response = {0};
    EXPECT(webauthn_read(arena, authenticator_register(&device, challenge), &response));
    EXPECT_TEXT(response.challenge, "a-challenge");
    EXPECT_INT(response.transports.count, 1);
    EXPECT_TEXT(response.transports.items[0], "internal");
    EXPECT(!webauthn_read(arena, authenticator_register(&device, "AAAA"), &response)); // NULs
    const char *padded = arena_printf(
        arena, "%s%*s", authenticator_register(&device, challenge), WEBAUTHN_MAX_RESPONSE, " ");
    EXPECT(!webauthn_read(arena, padded, &response));
    EXPECT(!webauthn_read(arena, "", &response));
    EXPECT(!webauthn_read(arena, "[]", &response));
    EXPECT(!webauthn_read(arena, "{\"type\":\"public-key\",\"response\":{}}", &response));
    arena_free(arena);
}
