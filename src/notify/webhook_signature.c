#include "webhook_signature.h"

#include "base/text.h"
#include "crypt/crypt.h"

#include <string.h>

enum { SECRET_BYTES = 32 };

static const char prefix[] = "whsec_";

const char *webhook_secret_new(Arena *arena)
{
    uint8_t bytes[SECRET_BYTES];
    random_bytes(bytes, sizeof bytes);
    return arena_printf(arena, "%s%s", prefix, base64_of(arena, bytes, sizeof bytes));
}

const char *webhook_signature(
    Arena *arena, const char *secret, const char *id, Time sent_at, const char *body)
{
    Blob key;
    if (!text_starts_with(secret, prefix) || !base64_read(arena, secret + strlen(prefix), &key))
        return NULL;
    Digest digest = crypt_authenticate(
        key, arena_printf(arena, "%s.%lld.%s", id, (long long)(sent_at.us / SECOND), body));
    return arena_printf(arena, "v1,%s", base64_of(arena, digest.bytes, sizeof digest.bytes));
}
