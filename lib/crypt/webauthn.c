#include "webauthn.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <string.h>

const int64_t webauthn_algorithms[3] = {COSE_EDDSA, COSE_ES256, COSE_RS256};

// Authenticator data (§6.1): the hash of the relying party, flags, a count of four bytes;
// then, of a new credential, 16 bytes of its maker, the length of its id in two, id and key.
enum { FLAGS_AT = 32, COUNT_AT = 33, HEAD_BYTES = 37, ID_LENGTH_AT = 53, ID_AT = 55 };
enum { USER_PRESENT = 0x01, USER_VERIFIED = 0x04, BACKUP_ELIGIBLE = 0x08, BACKED_UP = 0x10 };

enum { MAX_TRANSPORTS = 8, TRANSPORT_MAX = 20 }; // the standard knows six, and the longest has 10

static const char credential_type[] = "public-key";

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static bool read_bytes(Arena *arena, const JsonValue *object, const char *name, Blob *ret_blob)
{
    const char *text = json_text_member(object, name);
    return text && base64_read(arena, text, ret_blob) && ret_blob->length;
}

// Bytes that are a text of ours: challenges and user handles.
static const char *read_text(Arena *arena, const JsonValue *object, const char *name)
{
    Blob blob;
    if (!read_bytes(arena, object, name, &blob) || memchr(blob.bytes, 0, blob.length) ||
        !text_is_utf8(blob.bytes, blob.length))
        return NULL;
    return arena_text(arena, blob.bytes, blob.length);
}

static TextList read_transports(Arena *arena, const JsonValue *transports)
{
    TextList list = {0};
    if (!transports || transports->kind != JSON_ARRAY)
        return list;
    list.items = arena_array_of(arena, const char *, MAX_TRANSPORTS);
    for (const JsonValue *item = json_first(transports); item; item = json_next(transports, item))
        if (item->kind == JSON_TEXT && item->count <= TRANSPORT_MAX && list.count < MAX_TRANSPORTS)
            list.items[list.count++] = item->text;
    return list;
}

// In one spelling, so that it can be looked up.
static const char *read_credential_id(Arena *arena, const JsonValue *answer)
{
    Blob id;
    if (!read_bytes(arena, answer, "id", &id) || id.length > WEBAUTHN_MAX_CREDENTIAL_ID)
        return NULL;
    return base64url_of(arena, id.bytes, id.length);
}

bool webauthn_read(Arena *arena, const char *json, WebauthnResponse *ret_response)
{
    const char *problem;
    size_t length = strlen(json);
    const JsonValue *answer =
        length <= WEBAUTHN_MAX_RESPONSE ? json_parse(arena, json, length, &problem) : NULL;
    const JsonValue *inner = answer ? json_member(answer, "response") : NULL;
    WebauthnResponse read = {0};
    if (!inner || !text_same(json_text_member(answer, "type"), credential_type) ||
        !read_bytes(arena, inner, "clientDataJSON", &read.client_data) ||
        !read_bytes(arena, inner, "authenticatorData", &read.authenticator_data))
        return false;
    read.credential_id = read_credential_id(arena, answer);
    read.client = json_parse(arena, read.client_data.bytes, read.client_data.length, &problem);
    read.challenge = read.client ? read_text(arena, read.client, "challenge") : NULL;
    read.transports = read_transports(arena, json_member(inner, "transports"));
    read.user_handle = read_text(arena, inner, "userHandle");
    if (!read_bytes(arena, inner, "signature", &read.signature))
        read.signature = (Blob){0};
    if (!read.credential_id || !read.challenge || read.authenticator_data.length < HEAD_BYTES)
        return false;
    *ret_response = read;
    return true;
}

// ── bounds ───────────────────────────────────────────────────────────────────────────────────
// libcbor reserves room for as many items as an array or map says it has: gigabytes for nine bytes.
// CTAP2's canonical form, which authenticators must use (§2.1), is four deep and never open-ended.

enum { CBOR_DEPTH = 4 };
enum { CBOR_BYTES = 2, CBOR_TEXT = 3, CBOR_ARRAY = 4, CBOR_MAP = 5, CBOR_TAG = 6 };

// The head of an item: its argument. NULL if there is none.
static const uint8_t *cbor_head(const uint8_t *at, const uint8_t *end, uint64_t *ret_argument)
{
    uint8_t more = at < end ? *at++ & 0x1f : 0xff;
    if (more > 27)
        return NULL;
    int bytes = more < 24 ? 0 : 1 << (more - 24);
    if (end - at < bytes)
        return NULL;
    uint64_t argument = bytes ? 0 : more;
    for (; bytes; bytes--)
        argument = argument << 8 | *at++;
    *ret_argument = argument;
    return at;
}

// Where the item ends; NULL if that is not within the bytes.
static const uint8_t *cbor_skip(const uint8_t *at, const uint8_t *end, int depth)
{
    int kind = at < end ? *at >> 5 : 0;
    uint64_t count = 0;
    at = cbor_head(at, end, &count);
    if (!at || (kind >= CBOR_BYTES && kind <= CBOR_MAP && count > (uint64_t)(end - at)))
        return NULL;
    if (kind == CBOR_BYTES || kind == CBOR_TEXT)
        return at + count;
    if (kind != CBOR_ARRAY && kind != CBOR_MAP)
        return kind == CBOR_TAG ? NULL : at;
    for (count *= kind == CBOR_MAP ? 2 : 1; at && count; count--)
        at = depth ? cbor_skip(at, end, depth - 1) : NULL;
    return at;
}

// Where the CBOR of the authenticator data begins.
static size_t cbor_at(Blob data, bool has_credential)
{
    const uint8_t *bytes = data.bytes;
    if (!has_credential)
        return HEAD_BYTES;
    return data.length < ID_AT
               ? SIZE_MAX
               : (size_t)ID_AT + (size_t)(bytes[ID_LENGTH_AT] << 8 | bytes[ID_LENGTH_AT + 1]);
}

static bool is_bounded(Blob data, bool has_credential)
{
    size_t start = cbor_at(data, has_credential);
    if (start > data.length)
        return false;
    const uint8_t *at = (const uint8_t *)data.bytes + start;
    const uint8_t *end = (const uint8_t *)data.bytes + data.length;
    while (at && at < end)
        at = cbor_skip(at, end, CBOR_DEPTH);
    return at == end;
}

// ── what both have in common ─────────────────────────────────────────────────────────────────

static uint8_t flags_of(const WebauthnResponse *response)
{
    return ((const uint8_t *)response->authenticator_data.bytes)[FLAGS_AT];
}

static int64_t count_of(const WebauthnResponse *response)
{
    const uint8_t *count = (const uint8_t *)response->authenticator_data.bytes + COUNT_AT;
    return (int64_t)count[0] << 24 | count[1] << 16 | count[2] << 8 | count[3];
}

static const char *flags_problem(uint8_t flags)
{
    if (!(flags & USER_PRESENT))
        return "nobody was there";
    if ((flags & BACKED_UP) && !(flags & BACKUP_ELIGIBLE))
        return "it is backed up although it cannot be";
    return NULL;
}

static const char *response_problem(
    const RelyingParty *party, const WebauthnResponse *response, const char *type)
{
    const JsonValue *crosses = json_member(response->client, "crossOrigin");
    Digest hash;
    memcpy(hash.bytes, response->authenticator_data.bytes, sizeof hash.bytes);
    if (!text_same(json_text_member(response->client, "type"), type))
        return "it is of another type";
    if (!text_same(json_text_member(response->client, "origin"), party->origin))
        return "it is from another origin";
    if (crosses && crosses->kind != JSON_FALSE)
        return "it is from a frame in another site";
    if (!digest_same(hash, digest_of(party->id)))
        return "it is for another relying party";
    return flags_problem(flags_of(response));
}

static WebauthnCredential credential_now(
    const WebauthnResponse *response, const WebauthnCredential *credential)
{
    WebauthnCredential now = *credential;
    uint8_t flags = flags_of(response);
    now.sign_count = count_of(response);
    now.is_user_verified = flags & USER_VERIFIED;
    now.is_backup_eligible = flags & BACKUP_ELIGIBLE;
    now.is_backed_up = flags & BACKED_UP;
    return now;
}

// ── registration ─────────────────────────────────────────────────────────────────────────────

static bool has_id(Arena *arena, const fido_cred_t *cred, const char *id)
{
    const unsigned char *bytes = fido_cred_id_ptr(cred);
    return bytes && text_same(base64url_of(arena, bytes, fido_cred_id_len(cred)), id);
}

// Tries the data as that of a key of the algorithm: the library must be told which.
static bool read_key(Arena *arena, const WebauthnResponse *response, int64_t algorithm,
    WebauthnCredential *ret_credential)
{
    Blob data = response->authenticator_data;
    fido_cred_t *cred = fido_cred_new();
    bool is_read = cred && fido_cred_set_type(cred, (int)algorithm) == FIDO_OK &&
                   fido_cred_set_authdata_raw(cred, data.bytes, data.length) == FIDO_OK &&
                   fido_cred_pubkey_ptr(cred) && has_id(arena, cred, response->credential_id);
    if (is_read)
        *ret_credential = (WebauthnCredential){
            .id = response->credential_id,
            .algorithm = algorithm,
            .public_key =
                base64url_of(arena, fido_cred_pubkey_ptr(cred), fido_cred_pubkey_len(cred)),
        };
    fido_cred_free(&cred);
    return is_read;
}

const char *webauthn_check_registration(Arena *arena, const RelyingParty *party,
    const WebauthnResponse *response, WebauthnCredential *ret_credential)
{
    WebauthnCredential credential = {0};
    bool is_read = false;
    const char *problem = response_problem(party, response, "webauthn.create");
    if (problem)
        return problem;
    if (!is_bounded(response->authenticator_data, true))
        return "its data are malformed";
    fido_init(0);
    for (size_t i = 0; i < COUNT_OF(webauthn_algorithms) && !is_read; i++)
        is_read = read_key(arena, response, webauthn_algorithms[i], &credential);
    if (!is_read)
        return "it has no key of an algorithm that was asked for";
    *ret_credential = credential_now(response, &credential);
    return NULL;
}

// ── assertion ────────────────────────────────────────────────────────────────────────────────

static bool is_signed(const fido_assert_t *assertion, int64_t algorithm, Blob key)
{
    int result = FIDO_ERR_INTERNAL;
    if (algorithm == COSE_ES256) {
        es256_pk_t *es256 = es256_pk_new();
        if (es256 && es256_pk_from_ptr(es256, key.bytes, key.length) == FIDO_OK)
            result = fido_assert_verify(assertion, 0, COSE_ES256, es256);
        es256_pk_free(&es256);
    } else if (algorithm == COSE_EDDSA) {
        eddsa_pk_t *eddsa = eddsa_pk_new();
        if (eddsa && eddsa_pk_from_ptr(eddsa, key.bytes, key.length) == FIDO_OK)
            result = fido_assert_verify(assertion, 0, COSE_EDDSA, eddsa);
        eddsa_pk_free(&eddsa);
    } else if (algorithm == COSE_RS256) {
        rs256_pk_t *rs256 = rs256_pk_new();
        if (rs256 && rs256_pk_from_ptr(rs256, key.bytes, key.length) == FIDO_OK)
            result = fido_assert_verify(assertion, 0, COSE_RS256, rs256);
        rs256_pk_free(&rs256);
    }
    return result == FIDO_OK;
}

static bool is_genuine(Arena *arena, const RelyingParty *party, const WebauthnResponse *response,
    const WebauthnCredential *known)
{
    Blob data = response->authenticator_data, client = response->client_data, key;
    Blob signature = response->signature;
    fido_assert_t *assertion = fido_assert_new();
    bool is = assertion && base64_read(arena, known->public_key, &key) &&
              fido_assert_set_rp(assertion, party->id) == FIDO_OK &&
              fido_assert_set_clientdata(assertion, client.bytes, client.length) == FIDO_OK &&
              fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
              fido_assert_set_count(assertion, 1) == FIDO_OK &&
              fido_assert_set_authdata_raw(assertion, 0, data.bytes, data.length) == FIDO_OK &&
              fido_assert_set_sig(assertion, 0, signature.bytes, signature.length) == FIDO_OK &&
              is_signed(assertion, known->algorithm, key);
    fido_assert_free(&assertion);
    return is;
}

const char *webauthn_check_assertion(Arena *arena, const RelyingParty *party,
    const WebauthnResponse *response, const WebauthnCredential *known, WebauthnCredential *ret_now)
{
    const char *problem = response_problem(party, response, "webauthn.get");
    if (problem)
        return problem;
    if (!text_same(response->credential_id, known->id))
        return "it is of another credential";
    if (!is_bounded(response->authenticator_data, false))
        return "its data are malformed";
    WebauthnCredential now = credential_now(response, known);
    if (now.is_backup_eligible != known->is_backup_eligible)
        return "it was not made as it says"; // that never changes (§6.1.3)
    fido_init(0);
    if (!is_genuine(arena, party, response, known))
        return "the signature is not right";
    *ret_now = now;
    return NULL;
}
