#include "jose.h"

#include "base/text.h"
#include "test/test.h"

#include <jose/jose.h>
#include <sodium.h>
#include <string.h>

#define WITH_JSON __attribute__((cleanup(release))) json_t

static void release(json_t **value)
{
    json_decref(*value);
}

static Arena *arena;

static json_t *new_key(const char *algorithm, const char *kid)
{
    json_t *key = json_pack("{s:s, s:s, s:s}", "alg", algorithm, "kid", kid, "use", "sig");
    if (!jose_jwk_gen(NULL, key))
        abort();
    json_object_del(key, "key_ops");
    return key;
}

static const char *text_json(json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);
    const char *copy = arena_text(arena, text, strlen(text));
    free(text);
    return copy;
}

static const char *key_set(const json_t *key)
{
    WITH_JSON *copy = json_deep_copy(key);
    jose_jwk_pub(NULL, copy);
    WITH_JSON *set = json_pack("{s:[O]}", "keys", copy);
    return text_json(set);
}

static const char *signed_by(const json_t *key, const char *header, const char *claims)
{
    WITH_JSON *jws = json_pack("{s:s}", "payload", base64url_of(arena, claims, strlen(claims)));
    WITH_JSON *signature = json_pack("{s:o}", "protected", json_loads(header, 0, NULL));
    if (!jose_jws_sig(NULL, jws, signature, key))
        abort();
    return arena_printf(arena, "%s.%s.%s", json_string_value(json_object_get(jws, "protected")),
        json_string_value(json_object_get(jws, "payload")),
        json_string_value(json_object_get(jws, "signature")));
}

static JoseVerdict verdict(const char *token, const char *keys)
{
    const char *claims = NULL;
    JoseVerdict is = jose_check(arena, token, keys, &claims);
    if ((is == JOSE_SIGNED) != (claims != NULL))
        abort();
    return is;
}

__attribute__((constructor)) static void start(void)
{
    arena = arena_new();
}

__attribute__((destructor)) static void stop(void)
{
    arena_free(arena);
}

TEST("what a key of the set signed is told, by each kind of signature that counts")
{
    static const char *const algorithms[] = {"RS256", "PS256", "ES256"};
    for (size_t i = 0; i < COUNT_OF(algorithms); i++) {
        WITH_JSON *key = new_key(algorithms[i], "k1");
        const char *header = arena_printf(arena, "{\"alg\":\"%s\",\"kid\":\"k1\"}", algorithms[i]);
        const char *claims = NULL;
        const char *token = signed_by(key, header, "{\"sub\":\"berta\"}");
        EXPECT_INT(jose_check(arena, token, key_set(key), &claims), JOSE_SIGNED);
        EXPECT_TEXT(claims, "{\"sub\":\"berta\"}");
    }
}

// RFC 8037, appendix A.
TEST("a signature by Ed25519 counts, and not with a byte changed")
{
    static const char keys[] =
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
        "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";
    static const char token[] =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    EXPECT_INT(verdict(token, keys), JOSE_SIGNED);
    char *changed = arena_printf(arena, "%s", token);
    changed[30] ^= 1;
    EXPECT_INT(verdict(changed, keys), JOSE_BAD_SIGNATURE);
}

TEST("a token that is changed, or signed by somebody else's key, does not count")
{
    WITH_JSON *key = new_key("ES256", "k1"), *other = new_key("ES256", "k1");
    char *token =
        (char *)signed_by(key, "{\"alg\":\"ES256\",\"kid\":\"k1\"}", "{\"sub\":\"berta\"}");
    EXPECT_INT(verdict(token, key_set(other)), JOSE_BAD_SIGNATURE);
    char *payload = strchr(token, '.') + 1;
    payload[3] = payload[3] == 'A' ? 'B' : 'A';
    EXPECT_INT(verdict(token, key_set(key)), JOSE_BAD_SIGNATURE);
}

TEST("no signature, a shared key, and a public key passed off as one are refused")
{
    WITH_JSON *key = new_key("RS256", "k1"), *shared = new_key("HS256", "k1");
    const char *keys = key_set(key);
    const char *none = arena_printf(arena, "%s.%s.", base64url_of(arena, "{\"alg\":\"none\"}", 14),
        base64url_of(arena, "{}", 2));
    EXPECT_INT(verdict(none, keys), JOSE_BAD_ALGORITHM);

    WITH_JSON *confused = json_pack(
        "{s:s, s:s, s:s}", "kty", "oct", "kid", "k1", "k", base64url_of(arena, keys, strlen(keys)));
    const char *header = "{\"alg\":\"HS256\",\"kid\":\"k1\"}";
    EXPECT_INT(verdict(signed_by(confused, header, "{}"), keys), JOSE_BAD_ALGORITHM);
    EXPECT_INT(verdict(signed_by(shared, header, "{}"), keys), JOSE_BAD_ALGORITHM);
}

TEST("a key is only good for its own kind of signature and its own name")
{
    WITH_JSON *key = new_key("RS256", "k1"), *encrypting = new_key("RS256", "k1");
    json_object_set_new(encrypting, "use", json_string("enc"));
    const char *other_kind = signed_by(key, "{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{}");
    EXPECT_INT(verdict(other_kind, key_set(encrypting)), JOSE_UNKNOWN_KEY);
    EXPECT_INT(verdict(signed_by(key, "{\"alg\":\"RS256\",\"kid\":\"k2\"}", "{}"), key_set(key)),
        JOSE_UNKNOWN_KEY);
    EXPECT_INT(verdict(signed_by(key, "{\"alg\":\"RS256\"}", "{}"), key_set(key)), JOSE_SIGNED);
}

TEST("what is no token, or asks for more than we know, is malformed")
{
    WITH_JSON *key = new_key("ES256", "k1");
    const char *keys = key_set(key);
    static const char *const bad[] = {"", "a", "a.b", "a.b.c", "a.b.c.d", "..", "e30.e30.e30",
        "eyJhbGciOiJFUzI1NiJ9.e30.\xFF\xFE", "eyJhbGciOiJFUzI1NiJ9.e30.a b"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT_INT(verdict(bad[i], keys), JOSE_MALFORMED);
    EXPECT_INT(
        verdict(signed_by(key, "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}", "{}"), keys),
        JOSE_MALFORMED);
    EXPECT(!jose_read_keys(arena, "{\"keys\":[]}"));
    EXPECT(!jose_read_keys(arena, "[]"));
    EXPECT(jose_read_keys(arena, keys));
}

TEST("a token that names a key costs one check, however many keys have that name")
{
    WITH_JSON *first = new_key("ES256", "k1"), *second = new_key("ES256", "k1");
    WITH_JSON *set = json_pack("{s:[O,O]}", "keys", first, second);
    const char *keys = text_json(set), *header = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";
    EXPECT_INT(verdict(signed_by(first, header, "{}"), keys), JOSE_SIGNED);
    EXPECT_INT(verdict(signed_by(second, header, "{}"), keys), JOSE_BAD_SIGNATURE);
}

// A set of one RSA key whose numbers are as long as that.
static const char *rsa_set(size_t modulus_bytes, size_t exponent_bytes)
{
    unsigned char digits[2048];
    memset(digits, 0xFF, sizeof(digits));
    return arena_printf(arena, "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}]}",
        base64url_of(arena, digits, modulus_bytes), base64url_of(arena, digits, exponent_bytes));
}

TEST("of a stranger's keys only those are kept that are checked soon, and no more than twenty")
{
    EXPECT(jose_read_keys(arena, rsa_set(256, 3)));
    EXPECT(jose_read_keys(arena, rsa_set(512, 4)));
    EXPECT(!jose_read_keys(arena, rsa_set(255, 3)));
    EXPECT(!jose_read_keys(arena, rsa_set(513, 3)));
    EXPECT(!jose_read_keys(arena, rsa_set(256, 5)));
    EXPECT(!jose_read_keys(arena, rsa_set(256, 0)));
    EXPECT(!jose_read_keys(arena, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"));

    WITH_JSON *key = new_key("ES256", "k1"), *keys = json_array(), *set = json_object();
    for (int i = 0; i < 30; i++)
        json_array_append(keys, key);
    json_object_set(set, "keys", keys);
    WITH_JSON *kept = json_loads(jose_read_keys(arena, text_json(set)), 0, NULL);
    EXPECT_INT(json_array_size(json_object_get(kept, "keys")), JOSE_MAX_KEYS);
}
