// no token counts as signed without the key, and none breaks the reader
// sources: lib/crypt/jose.c lib/base/*.c
// packages: jose jansson libsodium

#include "crypt/jose.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

// An input is a token, and in the next line keys. Of these here the private one is nowhere, and of
// which no signature is among the seeds.
static const char keys[] =
    "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
    "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    char *token = arena_text(arena, (const char *)bytes, length);
    char *end = strchr(token, '\n');
    const char *claims = NULL;
    if (end)
        *end = '\0';
    if (jose_check(arena, token, end ? end + 1 : keys, &claims) == JOSE_SIGNED && !claims)
        abort();
    if (jose_check(arena, token, keys, &claims) == JOSE_SIGNED)
        abort();
    (void)jose_read_keys(arena, token);
    (void)jose_read_claims(arena, token, &claims);
    arena_free(arena);
    return 0;
}
