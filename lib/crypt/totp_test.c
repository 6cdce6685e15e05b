#include "totp.h"

#include "test/test.h"

#include <string.h>

// "12345678901234567890" of RFC 6238, appendix B, whose codes of eight digits end in ours.
#define RFC_SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

static int64_t step_at(const char *code, int64_t second)
{
    return totp_step(RFC_SECRET, code, (Time){second * SECOND});
}

TEST("codes are those of RFC 6238")
{
    EXPECT_INT(step_at("287082", 59), 1);
    EXPECT_INT(step_at("081804", 1111111109), 37037036);
    EXPECT_INT(step_at("005924", 1234567890), 41152263);
    EXPECT_INT(step_at("353130", 20000000000), 666666666);
}

TEST("clocks may differ by half a minute, not by more")
{
    static const int64_t then = 1111111109;
    EXPECT_INT(step_at("081804", then + 30), 37037036);
    EXPECT_INT(step_at("081804", then - 30), 37037036);
    EXPECT_INT(step_at("081804", then + 60), -1);
    EXPECT_INT(step_at("081804", then - 60), -1);
}

TEST("whatever is no code of six digits is none of ours")
{
    EXPECT_INT(step_at("", 59), -1);
    EXPECT_INT(step_at("28708", 59), -1);
    EXPECT_INT(step_at("2870820", 59), -1);
    EXPECT_INT(step_at("28708x", 59), -1);
}

TEST("a new secret has 32 letters, and its address says whose it is")
{
    Arena *arena = arena_new();
    const char *secret = totp_secret_new(arena);

    EXPECT_INT(strlen(secret), 32);
    EXPECT(strcmp(secret, totp_secret_new(arena)) != 0);
    EXPECT_TEXT(totp_uri(arena, "Kontor & Co", "a@b.test", "ABC"),
        "otpauth://totp/Kontor%20%26%20Co:a%40b.test?secret=ABC&issuer=Kontor%20%26%20Co");
    arena_free(arena);
}
