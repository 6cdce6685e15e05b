#include "crypt.h"

#include "base/text.h"
#include "test/test.h"

#include <string.h>

static Ctx ctx_of(Arena *arena)
{
    crypt_start();
    return (Ctx){.arena = arena};
}

TEST("a password matches its own hash only")
{
    Arena *arena = arena_new();
    crypt_start();
    const char *hash = password_hash(arena, "Correct horse 7!");
    EXPECT(text_starts_with(hash, "$argon2id$v=19$m=65536,t=2,p=1$"));
    EXPECT(password_matches(hash, "Correct horse 7!"));
    EXPECT(!password_matches(hash, "correct horse 7!"));
    arena_free(arena);
}

TEST("what was sealed opens for its purpose and unchanged only")
{
    Arena *arena = arena_new();
    Ctx ctx = ctx_of(arena);
    Blob sealed = crypt_seal(arena, "upstream", "sk-secret");
    const char *secret = NULL;
    EXPECT(crypt_open(&ctx, "upstream", sealed, &secret) == OK);
    EXPECT_TEXT(secret, "sk-secret");
    EXPECT(crypt_open(&ctx, "mail", sealed, &secret) == INTERNAL);
    ((uint8_t *)sealed.bytes)[sealed.length - 1] ^= 1;
    EXPECT(crypt_open(&ctx, "upstream", sealed, &secret) == INTERNAL);
    EXPECT(crypt_open(&ctx, "upstream", (Blob){sealed.bytes, 3}, &secret) == INTERNAL);
    arena_free(arena);
}

TEST("a signature belongs to its purpose and its text")
{
    EXPECT(digest_same(crypt_sign("link", "a"), crypt_sign("link", "a")));
    EXPECT(!digest_same(crypt_sign("link", "a"), crypt_sign("link", "b")));
    EXPECT(!digest_same(crypt_sign("link", "a"), crypt_sign("lin", "ka")));
}
