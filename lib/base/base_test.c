#include "base.h"

#include "ctx.h"
#include "test/test.h"

#include <string.h>

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

static bool is_filled_with(const unsigned char *bytes, size_t size, unsigned char with)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != with)
            return false;
    return true;
}

TEST("memory of an arena is zeroed, aligned and nobody else's")
{
    static const size_t sizes[] = {0, 1, 7, 16, 100, 2047, 2048, 2049, 5000, 100000, 3, 1000, 4000};
    Arena *own = arena_new();
    for (int round = 0; round < 3; round++) {
        unsigned char *pieces[COUNT_OF(sizes) * 20];
        for (size_t i = 0; i < COUNT_OF(pieces); i++) {
            size_t size = sizes[i % COUNT_OF(sizes)];
            pieces[i] = arena_alloc(own, size);
            EXPECT(is_filled_with(pieces[i], size, 0));
            EXPECT_INT((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
            memset(pieces[i], (int)(i & 0xFF) | 1, size);
        }
        for (size_t i = 0; i < COUNT_OF(pieces); i++)
            EXPECT(is_filled_with(
                pieces[i], sizes[i % COUNT_OF(sizes)], (unsigned char)((i & 0xFF) | 1)));
        arena_reset(own);
    }
    arena_free(own);
    arena_free(NULL);
}

TEST("texts in an arena are copies")
{
    char bytes[] = "abc";
    const char *copy = arena_text(arena(), bytes, 2);
    bytes[0] = 'x';
    EXPECT_TEXT(copy, "ab");
    EXPECT_TEXT(arena_printf(arena(), "%s-%d", "n", 5), "n-5");
}

TEST("an id says what it names, and later ids sort behind earlier ones")
{
    Id first = id_new("sub");
    EXPECT_INT(strlen(first.text), 30);
    EXPECT(strncmp(first.text, "sub_", 4) == 0);
    EXPECT_INT(strspn(first.text + 4, "0123456789abcdefghjkmnpqrstvwxyz"), 26);
    Id second = id_new("sub");
    EXPECT(strcmp(first.text, second.text) < 0);
    EXPECT(!id_same(first, second) && id_same(first, first));
}

TEST("a text that is too long is no id")
{
    EXPECT_TEXT(id_from("org_1").text, "org_1");
    EXPECT(!id_is_set(id_from(NULL)) && !id_is_set(id_from("")));
    EXPECT(!id_is_set(id_from("a_text_of_more_than_31_characters_x")));
}

TEST("digests are SHA-256 and survive being written")
{
    Digest digest = digest_of("abc"), again;
    const char *text = digest_text(arena(), digest);
    EXPECT_TEXT(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT(digest_read(text, &again) && digest_same(digest, again));
    EXPECT(!digest_same(digest, digest_of_bytes("abc", 2)));
    EXPECT(!digest_read("ba78", &again));
    EXPECT(!digest_read(arena_printf(arena(), "%.63sg", text), &again));
    EXPECT(!digest_read(arena_printf(arena(), "%s0", text), &again));
}

TEST("a secret has its prefix and all its bits")
{
    const char *secret = secret_new(arena(), "kt_", 20);
    EXPECT_INT(strlen(secret), 3 + 32);
    EXPECT(strncmp(secret, "kt_", 3) == 0);
    EXPECT(strcmp(secret, secret_new(arena(), "kt_", 20)) != 0);
}

TEST("a failure is a kind, a code and a sentence")
{
    Ctx ctx = {.arena = arena()};
    fault(&ctx, "name", "required", "name is required.");
    EXPECT_INT(fail(&ctx, CONFLICT, "too_many", "There are %d.", 5), CONFLICT);
    EXPECT_TEXT(ctx.failure.code, "too_many");
    EXPECT_TEXT(ctx.failure.message, "There are 5.");
    EXPECT_INT(ctx.failure.fault_count, 0);
}

TEST("faults are gathered, up to a bound, and told together")
{
    Ctx ctx = {.arena = arena()};
    EXPECT_INT(faults(&ctx), OK);
    fault(&ctx, "name", "required", "%s is required.", "name");
    EXPECT_INT(faults(&ctx), INVALID);
    EXPECT_TEXT(ctx.failure.code, "invalid_body");
    EXPECT_TEXT(ctx.failure.message, "name is required.");
    for (int i = 0; i < 100; i++)
        fault(&ctx, "x", "not_known", "x is not known.");
    EXPECT_INT(faults(&ctx), INVALID);
    EXPECT_INT(ctx.failure.fault_count, MAX_FAULTS);
    EXPECT_TEXT(ctx.failure.message, "32 things are wrong; see errors.");
}
