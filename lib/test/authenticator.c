#include "authenticator.h"

#include "base/text.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

enum { CREDENTIAL_BYTES = 16, HAS_CREDENTIAL = 0x40, RSA_BYTES = 256, CURVE_BYTES = 32 };

static void must(bool is_done)
{
    if (!is_done)
        abort();
}

static EVP_PKEY *make_key(AuthenticatorKey kind)
{
    EVP_PKEY *key = kind == KEY_ES256   ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256")
                    : kind == KEY_EDDSA ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
                                        : EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
    must(key);
    return key;
}

static EVP_PKEY *private_key(const Authenticator *device)
{
    const unsigned char *bytes = device->private_key.bytes;
    EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &bytes, (long)device->private_key.length);
    must(key);
    return key;
}

Authenticator authenticator_new(
    Arena *arena, AuthenticatorKey kind, const char *rp_id, const char *origin)
{
    uint8_t id[CREDENTIAL_BYTES];
    random_bytes(id, sizeof id);
    EVP_PKEY *key = make_key(kind);
    int length = i2d_PrivateKey(key, NULL);
    must(length > 0);
    unsigned char *der = arena_alloc(arena, (size_t)length), *end = der;
    must(i2d_PrivateKey(key, &end) == length);
    EVP_PKEY_free(key);
    return (Authenticator){
        .arena = arena,
        .kind = kind,
        .private_key = {der, (size_t)length},
        .credential_id = base64url_of(arena, id, sizeof id),
        .origin = origin,
        .rp_id = rp_id,
        .flags = PRESENT | VERIFIED,
        .count = 1,
    };
}

// ── the key, as CBOR (RFC 9052 §7) ───────────────────────────────────────────────────────────

static void add_number(Text *out, EVP_PKEY *key, const char *name, size_t width)
{
    BIGNUM *number = NULL;
    uint8_t bytes[RSA_BYTES];
    must(EVP_PKEY_get_bn_param(key, name, &number) &&
         BN_bn2binpad(number, bytes, (int)width) == (int)width);
    text_append(out, (const char *)bytes, width);
    BN_free(number);
}

static void add_key(Text *out, AuthenticatorKey kind, EVP_PKEY *key)
{
    uint8_t raw[CURVE_BYTES];
    size_t length = sizeof raw;
    if (kind == KEY_ES256) {
        text_append(out, "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10);
        add_number(out, key, OSSL_PKEY_PARAM_EC_PUB_X, CURVE_BYTES);
        text_append(out, "\x22\x58\x20", 3);
        add_number(out, key, OSSL_PKEY_PARAM_EC_PUB_Y, CURVE_BYTES);
    } else if (kind == KEY_EDDSA) {
        must(EVP_PKEY_get_raw_public_key(key, raw, &length));
        text_append(out, "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", 10);
        text_append(out, (const char *)raw, sizeof raw);
    } else {
        text_append(out, "\xa4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00", 11);
        add_number(out, key, OSSL_PKEY_PARAM_RSA_N, RSA_BYTES);
        text_append(out, "\x21\x43\x01\x00\x01", 5);
    }
}

// ── what is said ─────────────────────────────────────────────────────────────────────────────

static const char *client_data(const Authenticator *device, const char *type, const char *challenge)
{
    return arena_printf(device->arena, "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}",
        device->type ? device->type : type, challenge, device->origin,
        device->more ? device->more : ",\"crossOrigin\":false");
}

static Text authenticator_data(const Authenticator *device, uint8_t flags)
{
    Text data = {.arena = device->arena};
    Digest hash = digest_of(device->rp_id);
    uint32_t count = device->count;
    char head[] = {
        (char)flags, (char)(count >> 24), (char)(count >> 16), (char)(count >> 8), (char)count};
    text_append(&data, (const char *)hash.bytes, sizeof hash.bytes);
    text_append(&data, head, sizeof head);
    return data;
}

static const char *encoded(const Authenticator *device, const char *bytes, size_t length)
{
    return base64url_of(device->arena, bytes, length);
}

const char *authenticator_register(Authenticator *device, const char *challenge)
{
    const char *client = client_data(device, "webauthn.create", challenge);
    Text data = authenticator_data(device, device->flags | HAS_CREDENTIAL);
    Blob id;
    EVP_PKEY *key = private_key(device);
    must(base64_read(device->arena, device->credential_id, &id));
    text_append(&data, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10", 18); // no maker; length of the id
    text_append(&data, id.bytes, id.length);
    add_key(&data, device->kind, key);
    text_append(&data, device->extensions.bytes, device->extensions.length);
    EVP_PKEY_free(key);
    return arena_printf(device->arena,
        "{\"id\":\"%s\",\"rawId\":\"%s\",\"type\":\"public-key\",\"response\":{"
        "\"clientDataJSON\":\"%s\",\"authenticatorData\":\"%s\",\"transports\":[\"internal\"]}}",
        device->credential_id, device->credential_id, encoded(device, client, strlen(client)),
        encoded(device, data.bytes, data.length));
}

static Blob sign(const Authenticator *device, const Text *bytes)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY *key = private_key(device);
    size_t length = 0;
    const EVP_MD *hash = device->kind == KEY_EDDSA ? NULL : EVP_sha256();
    must(context && EVP_DigestSignInit(context, NULL, hash, NULL, key) == 1);
    must(EVP_DigestSign(context, NULL, &length, (const uint8_t *)bytes->bytes, bytes->length) == 1);
    uint8_t *signature = arena_alloc(device->arena, length);
    must(EVP_DigestSign(
             context, signature, &length, (const uint8_t *)bytes->bytes, bytes->length) == 1);
    EVP_PKEY_free(key);
    EVP_MD_CTX_free(context);
    return (Blob){signature, length};
}

const char *authenticator_sign(Authenticator *device, const char *challenge)
{
    if (device->count)
        device->count++;
    const char *client = client_data(device, "webauthn.get", challenge);
    const char *handle = device->user_handle;
    Text data = authenticator_data(device, device->flags);
    text_append(&data, device->extensions.bytes, device->extensions.length);
    const char *told = encoded(device, data.bytes, data.length);
    Digest hash = digest_of(client);
    text_append(&data, (const char *)hash.bytes, sizeof hash.bytes);
    Blob signature = sign(device, &data);
    return arena_printf(device->arena,
        "{\"id\":\"%s\",\"rawId\":\"%s\",\"type\":\"public-key\",\"response\":{"
        "\"clientDataJSON\":\"%s\",\"authenticatorData\":\"%s\",\"signature\":\"%s\"%s}}",
        device->credential_id, device->credential_id, encoded(device, client, strlen(client)), told,
        encoded(device, signature.bytes, signature.length),
        handle ? arena_printf(device->arena, ",\"userHandle\":\"%s\"",
                     encoded(device, handle, strlen(handle)))
               : "");
}
