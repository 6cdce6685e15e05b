// an answer of a browser that nobody signed is never taken for a known passkey's
// sources: lib/crypt/webauthn.c lib/json/*.c lib/shape/*.c lib/base/*.c
// packages: libfido2 libcurl
#include "crypt/webauthn.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const RelyingParty party = {"market.example.org", "https://market.example.org"};

// Nobody has the other half of these keys; the seeds are answers signed by others.
static const WebauthnCredential known[] = {
    {.algorithm = -7,
        .public_key = "bPWW1psA4ibMyEQJeW1GfA02f7vb2X66TtWKFdbCdNwGh9uQbdKa5shkfHAX"
                      "zSjhbyhOqEEK3PQgAbCSPOtGRg"},
    {.algorithm = -8, .public_key = "kuglqB_nU1nkBRhv68PfSXjDNC8AuDuMa-SL5dyitOQ"},
};

static bool is_taken(Arena *arena, const WebauthnResponse *response)
{
    WebauthnCredential now;
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        WebauthnCredential credential = known[i];
        credential.id = response->credential_id;
        credential.is_backup_eligible =
            ((const uint8_t *)response->authenticator_data.bytes)[32] & 0x08;
        if (!webauthn_check_assertion(arena, &party, response, &credential, &now))
            return true;
    }
    return false;
}

static void check_made(const WebauthnCredential *made, const WebauthnResponse *response)
{
    if (strcmp(made->id, response->credential_id) != 0 || !made->public_key[0])
        abort();
}

// What stands behind the hash of the relying party, of a registration that is right otherwise.
static bool read_data(Arena *arena, Blob rest, WebauthnResponse *ret_response)
{
    static const char client[] =
        "{\"type\":\"webauthn.create\",\"origin\":\"https://market.example.org\"}";
    const char *problem;
    Text data = {.arena = arena};
    Digest hash = digest_of(party.id);
    if (rest.length < 5)
        return false;
    text_append(&data, (const char *)hash.bytes, sizeof hash.bytes);
    text_append(&data, rest.bytes, rest.length);
    *ret_response = (WebauthnResponse){
        .credential_id = "AAAA",
        .client = json_parse(arena, client, strlen(client), &problem),
        .authenticator_data = {data.bytes, data.length},
    };
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    Blob input = {bytes, length};
    WebauthnResponse response;
    WebauthnCredential made;
    bool is_read = length && *bytes == '{'
                       ? webauthn_read(arena, arena_text(arena, input.bytes, length), &response)
                       : read_data(arena, input, &response);
    if (is_read && is_taken(arena, &response))
        abort();
    if (is_read && !webauthn_check_registration(arena, &party, &response, &made))
        check_made(&made, &response);
    arena_free(arena);
    return 0;
}
