#include "totp.h"

#include "base/text.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

enum { SECRET_BYTES = 20, STEP_SECONDS = 30, STEPS_ASIDE = 1 };

const char *totp_secret_new(Arena *arena)
{
    char bytes[SECRET_BYTES], *text;
    random_bytes(bytes, sizeof bytes);
    if (oath_base32_encode(bytes, sizeof bytes, &text, NULL) != OATH_OK)
        abort(); // out of memory
    const char *secret = arena_printf(arena, "%s", text);
    free(text);
    return secret;
}

int64_t totp_step(const char *secret, const char *code, Time now)
{
    char *bytes;
    size_t length;
    uint64_t step;
    if (strlen(code) != TOTP_DIGITS)
        return -1;
    if (oath_base32_decode(secret, strlen(secret), &bytes, &length) != OATH_OK)
        abort(); // we made it
    int found = oath_totp_validate3(
        bytes, length, (time_t)(now.us / SECOND), STEP_SECONDS, 0, STEPS_ASIDE, NULL, &step, code);
    free(bytes);
    return found < 0 ? -1 : (int64_t)step;
}

const char *totp_uri(Arena *arena, const char *issuer, const char *account, const char *secret)
{
    issuer = text_url_encoded(arena, issuer);
    return arena_printf(arena, "otpauth://totp/%s:%s?secret=%s&issuer=%s", issuer,
        text_url_encoded(arena, account), secret, issuer);
}
