#include "services/ai/ai_limit.h"
#include "test/test.h"

static Time at(int64_t minute, int64_t second)
{
    return (Time){MINUTES(minute) + SECONDS(second)};
}

TEST("what passed counts fully in its minute and ever less in the next")
{
    AiLimit limit = {0};
    ai_limit_change(&limit, at(100, 10), 60);
    EXPECT_INT(ai_limit_sum(&limit, at(100, 59)), 60);
    EXPECT_INT(ai_limit_sum(&limit, at(101, 0)), 60);
    EXPECT_INT(ai_limit_sum(&limit, at(101, 30)), 30);
    EXPECT_INT(ai_limit_sum(&limit, at(101, 59)), 1);
    EXPECT_INT(ai_limit_sum(&limit, at(102, 0)), 0);
    EXPECT_INT(ai_limit_sum(&limit, at(200, 0)), 0);
}

TEST("the wait is exactly until there is room")
{
    AiLimit limit = {0};
    ai_limit_change(&limit, at(100, 10), 60);
    EXPECT_INT(ai_limit_wait(&limit, at(100, 10), 61, 1), 0);
    EXPECT_INT(ai_limit_wait(&limit, at(100, 10), 60, 1), SECONDS(51));
    EXPECT_INT(ai_limit_wait(&limit, at(101, 0), 30, 0), SECONDS(30));
    ai_limit_change(&limit, at(101, 0), 10);
    EXPECT_INT(ai_limit_wait(&limit, at(101, 0), 40, 0), SECONDS(30));
    for (int64_t second = 0; second < 60; second++) {
        int64_t wait = ai_limit_wait(&limit, at(101, second), 33, 7);
        Time then = time_after(at(101, second), wait);
        EXPECT(ai_limit_sum(&limit, then) + 7 <= 33);
        EXPECT(!wait || ai_limit_sum(&limit, time_after(then, -SECONDS(1))) + 7 > 33);
    }
}

TEST("more than the maximum may pass when nothing else did")
{
    AiLimit limit = {0};
    EXPECT_INT(ai_limit_wait(&limit, at(100, 0), 10, 50), 0);
    ai_limit_change(&limit, at(100, 0), 50);
    EXPECT_INT(ai_limit_wait(&limit, at(100, 0), 10, 50), MINUTES(2));
}

TEST("what was reserved too much is taken back")
{
    AiLimit limit = {0};
    ai_limit_change(&limit, at(100, 0), 50);
    ai_limit_change(&limit, at(100, 5), -20);
    EXPECT_INT(ai_limit_sum(&limit, at(100, 5)), 30);
    ai_limit_change(&limit, at(101, 5), -10); // a minute later, from where it was counted
    EXPECT_INT(ai_limit_sum(&limit, at(102, 0)), 0);
    EXPECT_INT(limit.previous, 20);
    ai_limit_change(&limit, at(101, 5), -50);
    EXPECT_INT(ai_limit_sum(&limit, at(101, 5)), 0);
}

TEST("a restart does not forgive")
{
    AiLimit limit = {0};
    ai_limit_require(&limit, at(100, 30), 5, 8);
    EXPECT_INT(ai_limit_sum(&limit, at(100, 30)), 9);
    ai_limit_require(&limit, at(100, 30), 3, 2);
    EXPECT_INT(ai_limit_sum(&limit, at(100, 30)), 9);
    EXPECT_INT(ai_limit_reset(&limit, at(100, 30)), SECONDS(90));
}

TEST("great amounts do not overflow")
{
    AiLimit limit = {0};
    ai_limit_change(&limit, at(100, 0), INT64_C(1000000000000000));
    EXPECT_INT(ai_limit_sum(&limit, at(101, 30)), INT64_C(500000000000000));
    EXPECT_INT(ai_limit_wait(&limit, at(101, 0), INT64_C(500000000000000), 0), SECONDS(30));
}
