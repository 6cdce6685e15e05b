#include "loop.h"

#include "test/test.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static char story[200]; // what happened, in order

static void tell(const char *what)
{
    strncat(story, what, sizeof story - strlen(story) - 1);
}

static void tell_arg(void *arg)
{
    tell(arg);
}

static void stop(void *arg)
{
    loop_stop(arg);
}

static Loop *begin(void)
{
    *story = '\0';
    return loop_new(3);
}

static void *post_many(void *arg)
{
    for (int i = 0; i < 1000; i++)
        loop_post(arg, tell_arg, i % 100 ? "" : "x");
    loop_post(arg, stop, arg);
    return NULL;
}

TEST("tasks of other threads run on the loop, in their order")
{
    Loop *loop = begin();
    pthread_t thread;
    pthread_create(&thread, NULL, post_many, loop);
    loop_run(loop);
    pthread_join(thread, NULL);
    EXPECT_TEXT(story, "xxxxxxxxxx");
    EXPECT_INT(loop_number(loop), 3);
    loop_free(loop);
}

TEST("timers run in the order of their times, cancelled ones never")
{
    Loop *loop = begin();
    LoopTimer *cancelled[50];
    loop_after(loop, 9000, stop, loop);
    for (size_t i = 0; i < COUNT_OF(cancelled); i++)
        cancelled[i] = loop_after(loop, (int64_t)(i * 7919 % 5000), tell_arg, "!");
    loop_after(loop, 6000, tell_arg, "c");
    loop_after(loop, 1000, tell_arg, "a");
    loop_after(loop, 3000, tell_arg, "b");
    for (size_t i = 0; i < COUNT_OF(cancelled); i++)
        loop_cancel(loop, cancelled[i * 3 % COUNT_OF(cancelled)]);
    loop_cancel(loop, NULL);
    loop_run(loop);
    EXPECT_TEXT(story, "abc");
    loop_free(loop);
}

static void read_one(void *arg, int fd, unsigned events)
{
    char text[2] = {0};
    EXPECT(events & EPOLLIN);
    EXPECT_INT(read(fd, text, 1), 1);
    tell(text);
    if (*text == '.')
        loop_stop(arg);
}

TEST("a descriptor calls while it has something, and not once it is taken back")
{
    Loop *loop = begin();
    int heard[2], unheard[2];
    EXPECT(!pipe(heard) && !pipe(unheard));
    EXPECT_INT(write(unheard[1], "?", 1), 1);
    EXPECT_INT(write(heard[1], "ab.", 3), 3);
    loop_watch(loop, heard[0], EPOLLIN, read_one, loop);
    loop_watch(loop, unheard[0], EPOLLIN, read_one, loop);
    loop_unwatch(loop, unheard[0]);
    loop_run(loop);
    EXPECT_TEXT(story, "ab.");
    loop_unwatch(loop, heard[0]);
    for (int i = 0; i < 2; i++) {
        close(heard[i]);
        close(unheard[i]);
    }
    loop_free(loop);
}

TEST("turn ends run after everything else, the last one first")
{
    Loop *loop = begin();
    loop_at_turn_end(loop, tell_arg, "1");
    loop_at_turn_end(loop, tell_arg, "2");
    loop_post(loop, tell_arg, "a");
    loop_post(loop, stop, loop);
    loop_after(loop, 0, tell_arg, "b");
    loop_run(loop);
    EXPECT_TEXT(story, "ab21");
    loop_free(loop);
}
