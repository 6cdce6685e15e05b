#include "turn.h"

#include "base/text.h"
#include "test/test.h"

static Ctx ctx_of(Arena *arena, const char *organization_id)
{
    return (Ctx){.arena = arena,
        .actor = {.organization_id = id_from(organization_id), .address = "203.0.113.7"}};
}

TEST("of one organization a few run at once, and others are not held up by it")
{
    Arena *arena = arena_new();
    Ctx acme = ctx_of(arena, "org_acme"), other = ctx_of(arena, "org_other");
    Turn turns[MAX_TURNS_OF_ONE] = {0}, more = {0}, others = {0};
    for (size_t i = 0; i < COUNT_OF(turns); i++)
        EXPECT_INT(turn_begin(&acme, &turns[i]), OK);
    EXPECT_INT(turn_begin(&acme, &more), LIMITED);
    EXPECT_TEXT(acme.failure.code, "too_many_at_once");
    EXPECT(acme.failure.retry_after > 0);
    EXPECT_INT(turn_begin(&other, &others), OK);

    turn_end(&turns[1]);
    EXPECT_INT(turn_begin(&acme, &more), OK);
    turn_end(&others);
    turn_end(&more);
    turn_end(&turns[0]);
    turn_end(&turns[2]);
    arena_free(arena);
}

TEST("in all only some run at once")
{
    Arena *arena = arena_new();
    Turn turns[MAX_TURNS] = {0}, more = {0};
    Ctx last = ctx_of(arena, "org_last");
    for (int i = 0; i < MAX_TURNS; i++) {
        Ctx ctx = ctx_of(arena, arena_printf(arena, "org_%d", i));
        EXPECT_INT(turn_begin(&ctx, &turns[i]), OK);
    }
    EXPECT_INT(turn_begin(&last, &more), LIMITED);
    turn_end(&more); // of none that began: frees nobody's
    EXPECT_INT(turn_begin(&last, &more), LIMITED);
    for (int i = 0; i < MAX_TURNS; i++)
        turn_end(&turns[i]);
    EXPECT_INT(turn_begin(&last, &more), OK);
    turn_end(&more);
    arena_free(arena);
}
