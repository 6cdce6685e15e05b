#include "jose.h"

#include "base/text.h"

#include <jose/jose.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define JSON __attribute__((cleanup(release))) json_t

static void release(json_t **value)
{
    json_decref(*value);
}

static const struct {
    const char *algorithm, *type, *curve;
} algorithms[] = {
    {"RS256", "RSA", NULL},
    {"PS256", "RSA", NULL},
    {"ES256", "EC", "P-256"},
    {"EdDSA", "OKP", "Ed25519"},
};

// header.payload.signature, each base64url.
typedef struct Parts {
    const char *header, *payload, *signature;
    const char *algorithm, *kid; // of the header; kid NULL: it names no key
} Parts;

static const char *text_member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static bool split(Arena *arena, const char *token, Parts *ret_parts)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    const char *first = strchr(token, '.'), *second = first ? strchr(first + 1, '.') : NULL;
    if (!second || strchr(second + 1, '.') || strlen(token) > JOSE_MAX_TOKEN ||
        strspn(token, alphabet) != strlen(token))
        return false;
    ret_parts->header = arena_text(arena, token, (size_t)(first - token));
    ret_parts->payload = arena_text(arena, first + 1, (size_t)(second - first - 1));
    ret_parts->signature = second + 1;
    return true;
}

static bool read_header(Arena *arena, Parts *parts)
{
    Blob bytes;
    if (!base64_read(arena, parts->header, &bytes))
        return false;
    JSON *header = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, NULL);
    const char *algorithm = text_member(header, "alg"), *kid = text_member(header, "kid");
    if (!algorithm || json_object_get(header, "crit"))
        return false;
    parts->algorithm = arena_text(arena, algorithm, strlen(algorithm));
    parts->kid = kid ? arena_text(arena, kid, strlen(kid)) : NULL;
    return true;
}

static int algorithm_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(algorithms); i++)
        if (text_same(algorithms[i].algorithm, name))
            return (int)i;
    return -1;
}

static bool is_or_none(const json_t *key, const char *member, const char *wanted)
{
    const char *is = text_member(key, member);
    return !is || text_same(is, wanted);
}

static bool key_fits(const json_t *key, int algorithm, const char *kid)
{
    return text_same(text_member(key, "kty"), algorithms[algorithm].type) &&
           (!algorithms[algorithm].curve ||
               text_same(text_member(key, "crv"), algorithms[algorithm].curve)) &&
           (!kid || text_same(text_member(key, "kid"), kid)) && is_or_none(key, "use", "sig") &&
           is_or_none(key, "alg", algorithms[algorithm].algorithm);
}

// RFC 8037; libjose does not know it.
static bool edwards_signed(Arena *arena, const Parts *parts, const json_t *key)
{
    Blob public_key, signature;
    const char *x = text_member(key, "x");
    const char *text = arena_printf(arena, "%s.%s", parts->header, parts->payload);
    return x && base64_read(arena, x, &public_key) &&
           public_key.length == crypto_sign_PUBLICKEYBYTES &&
           base64_read(arena, parts->signature, &signature) &&
           signature.length == crypto_sign_BYTES &&
           crypto_sign_verify_detached(
               signature.bytes, (const unsigned char *)text, strlen(text), public_key.bytes) == 0;
}

// libjose would tell standard error about every token that is wrong.
static void say_nothing(
    void *misc, const char *file, int line, uint64_t error, const char *format, va_list arguments)
{
    (void)misc, (void)file, (void)line, (void)error, (void)format, (void)arguments;
}

static bool is_signed_by(const Parts *parts, const json_t *key)
{
    JSON *signed_token = json_pack("{s:s, s:s, s:s}", "protected", parts->header, "payload",
        parts->payload, "signature", parts->signature);
    jose_cfg_t *config = jose_cfg();
    if (!signed_token || !config)
        abort();
    jose_cfg_set_err_func(config, say_nothing, NULL);
    bool is_signed = jose_jws_ver(config, signed_token, NULL, key, false);
    jose_cfg_decref(config);
    return is_signed;
}

static JoseVerdict check_keys(Arena *arena, const Parts *parts, int algorithm, const json_t *keys)
{
    JoseVerdict verdict = JOSE_UNKNOWN_KEY;
    size_t i;
    const json_t *key;
    json_array_foreach(json_object_get(keys, "keys"), i, key)
    {
        if (!key_fits(key, algorithm, parts->kid))
            continue;
        if (text_same(parts->algorithm, "EdDSA") ? edwards_signed(arena, parts, key)
                                                 : is_signed_by(parts, key))
            return JOSE_SIGNED;
        verdict = JOSE_BAD_SIGNATURE;
        if (parts->kid)
            break; // named is one
    }
    return verdict;
}

JoseVerdict jose_check(Arena *arena, const char *token, const char *keys, const char **ret_claims)
{
    Parts parts = {0};
    Blob claims;
    if (!split(arena, token, &parts) || !read_header(arena, &parts) ||
        !base64_read(arena, parts.payload, &claims) || memchr(claims.bytes, 0, claims.length))
        return JOSE_MALFORMED;
    int algorithm = algorithm_of(parts.algorithm);
    if (algorithm < 0)
        return JOSE_BAD_ALGORITHM;
    JSON *set = json_loads(keys, JSON_REJECT_DUPLICATES, NULL);
    JoseVerdict verdict = check_keys(arena, &parts, algorithm, set);
    if (verdict == JOSE_SIGNED)
        *ret_claims = arena_text(arena, claims.bytes, claims.length);
    return verdict;
}

bool jose_read_claims(Arena *arena, const char *token, const char **ret_claims)
{
    Parts parts = {0};
    Blob claims;
    if (!split(arena, token, &parts) || !base64_read(arena, parts.payload, &claims) ||
        memchr(claims.bytes, 0, claims.length))
        return false;
    *ret_claims = arena_text(arena, claims.bytes, claims.length);
    return true;
}

// ── keys ─────────────────────────────────────────────────────────────────────────────────────

static size_t bits_of(Arena *arena, const char *number)
{
    Blob bytes;
    size_t zeros = 0, bits;
    if (!number || !base64_read(arena, number, &bytes))
        return 0;
    const unsigned char *digits = (const unsigned char *)bytes.bytes;
    while (zeros < bytes.length && !digits[zeros])
        zeros++;
    if (zeros == bytes.length)
        return 0;
    bits = (bytes.length - zeros) * 8;
    for (unsigned char top = digits[zeros]; !(top & 0x80); top = (unsigned char)(top << 1))
        bits--;
    return bits;
}

// What a check costs is the modulus' and the exponent's length: whoever makes keys shall not
// choose.
static bool is_usable(Arena *arena, const json_t *key)
{
    size_t modulus = bits_of(arena, text_member(key, "n"));
    size_t exponent = bits_of(arena, text_member(key, "e"));
    bool is_known = false;
    for (size_t i = 0; i < COUNT_OF(algorithms); i++)
        is_known |= key_fits(key, (int)i, NULL);
    if (!is_known || !text_same(text_member(key, "kty"), "RSA"))
        return is_known;
    return modulus >= 2048 && modulus <= 4096 && exponent && exponent <= 32;
}

const char *jose_read_keys(Arena *arena, const char *keys)
{
    size_t i;
    json_t *key;
    JSON *set = json_loads(keys, JSON_REJECT_DUPLICATES, NULL);
    JSON *kept = json_array();
    json_array_foreach(json_object_get(set, "keys"), i, key)
    {
        if (json_array_size(kept) < JOSE_MAX_KEYS && is_usable(arena, key))
            json_array_append(kept, key);
    }
    if (!json_array_size(kept))
        return NULL;
    JSON *result = json_pack("{s:O}", "keys", kept);
    char *text = json_dumps(result, JSON_COMPACT);
    const char *copy = text ? arena_text(arena, text, strlen(text)) : NULL;
    free(text);
    return copy;
}
