#include "origin.h"

#include "test/test.h"

#include <stdio.h>

static Origin *numbered(Origins *origins, int number)
{
    char url[40];
    snprintf(url, sizeof url, "http://origin-%d.test", number);
    return origin_of(origins, url);
}

static size_t count(Origins *origins)
{
    size_t count = 0;
    for (const Origin *origin = origin_first(origins); origin; origin = origin->next)
        count++;
    return count;
}

TEST("the origins that nobody asks for any more are forgotten, those in use are not")
{
    Loop *loop = loop_new(0);
    Origins *origins = origins_new(loop);
    Origin *used = numbered(origins, 0), *asked = numbered(origins, 1);
    used->uses++;
    for (int i = 2; i < 3 * MAX_ORIGINS; i++) {
        numbered(origins, i);
        EXPECT(numbered(origins, 1) == asked);
    }
    EXPECT_INT(count(origins), MAX_ORIGINS);
    EXPECT(numbered(origins, 0) == used);
    EXPECT_TEXT(used->host, "origin-0.test");
    origins_free(origins);
    loop_free(loop);
}

TEST("there are as many origins as there are connections to")
{
    Loop *loop = loop_new(0);
    Origins *origins = origins_new(loop);
    for (int i = 0; i < MAX_ORIGINS + 5; i++)
        numbered(origins, i)->uses++;
    EXPECT_INT(count(origins), MAX_ORIGINS + 5);
    origins_free(origins);
    loop_free(loop);
}

static void never(void *arg)
{
    (void)arg;
    EXPECT(!"told");
}

static void stop(void *arg)
{
    loop_stop(arg);
}

TEST("a name that is being looked up may be forgotten meanwhile")
{
    Loop *loop = loop_new(0);
    Origins *origins = origins_new(loop);
    OriginWaiter waiter = {.resolved = never};
    Origin *origin = origin_of(origins, "http://localhost");
    EXPECT(!origin_resolve(origin, &waiter));
    origin_leave(origin, &waiter);
    for (int i = 0; i < MAX_ORIGINS; i++)
        numbered(origins, i);
    loop_after(loop, SECOND / 5, stop, loop);
    loop_run(loop);
    EXPECT_INT(count(origins), MAX_ORIGINS);
    origins_free(origins);
    loop_free(loop);
}
