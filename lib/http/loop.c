#include "loop.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { MAX_TURN_ENDS = 16, MAX_EVENTS = 256 };

typedef struct Posted {
    LoopTask *task;
    void *arg;
} Posted;

typedef struct Watch {
    LoopReady *ready; // NULL: not watched
    void *arg;
    uint32_t round; // tells an event of an earlier use of the descriptor from one of this
} Watch;

struct LoopTimer {
    int64_t at;
    size_t place; // in the heap
    LoopTask *task;
    void *arg;
};

struct Loop {
    int number, epoll_fd, wake_fd;
    bool hurries;
    int64_t now;
    atomic_bool stopped;

    pthread_mutex_t lock; // around what was posted
    Posted *posted;
    size_t posted_count, posted_room;

    Watch *watches; // by descriptor
    size_t watch_room;

    LoopTimer **heap; // the earliest first
    size_t timer_count, timer_room;

    Posted turn_ends[MAX_TURN_ENDS];
    size_t turn_end_count;
};

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static int64_t clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

Loop *loop_new(int number)
{
    Loop *loop = must(calloc(1, sizeof *loop));
    loop->number = number;
    loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    loop->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    loop->now = clock_now();
    pthread_mutex_init(&loop->lock, NULL);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)loop->wake_fd};
    if (loop->epoll_fd < 0 || loop->wake_fd < 0 ||
        epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, loop->wake_fd, &event))
        abort();
    return loop;
}

void loop_free(Loop *loop)
{
    for (size_t i = 0; i < loop->timer_count; i++)
        free(loop->heap[i]);
    free(loop->heap);
    free(loop->watches);
    free(loop->posted);
    close(loop->wake_fd);
    close(loop->epoll_fd);
    pthread_mutex_destroy(&loop->lock);
    free(loop);
}

int loop_number(const Loop *loop)
{
    return loop->number;
}

int64_t loop_now(const Loop *loop)
{
    return loop->now;
}

void loop_hurry(Loop *loop)
{
    loop->hurries = true;
}

// ── tasks ────────────────────────────────────────────────────────────────────────────────────

static void wake(Loop *loop)
{
    uint64_t one = 1;
    ssize_t written = write(loop->wake_fd, &one, sizeof one);
    (void)written; // full means that it will wake anyway
}

void loop_post(Loop *loop, LoopTask *task, void *arg)
{
    pthread_mutex_lock(&loop->lock);
    if (loop->posted_count == loop->posted_room) {
        loop->posted_room = loop->posted_room ? 2 * loop->posted_room : 64;
        loop->posted = must(realloc(loop->posted, loop->posted_room * sizeof *loop->posted));
    }
    bool is_first = loop->posted_count == 0;
    loop->posted[loop->posted_count++] = (Posted){task, arg};
    pthread_mutex_unlock(&loop->lock);
    if (is_first)
        wake(loop);
}

void loop_stop(Loop *loop)
{
    loop->stopped = true;
    wake(loop);
}

static void run_posted(Loop *loop)
{
    pthread_mutex_lock(&loop->lock);
    Posted *posted = loop->posted;
    size_t count = loop->posted_count;
    loop->posted = NULL;
    loop->posted_count = loop->posted_room = 0;
    pthread_mutex_unlock(&loop->lock);
    for (size_t i = 0; i < count; i++)
        posted[i].task(posted[i].arg);
    free(posted);
}

void loop_at_turn_end(Loop *loop, LoopTask *task, void *arg)
{
    if (loop->turn_end_count == MAX_TURN_ENDS)
        abort();
    loop->turn_ends[loop->turn_end_count++] = (Posted){task, arg};
}

// ── descriptors ──────────────────────────────────────────────────────────────────────────────

static Watch *watch_of(Loop *loop, int fd)
{
    if ((size_t)fd >= loop->watch_room) {
        size_t room = 2 * (size_t)fd + 64;
        loop->watches = must(realloc(loop->watches, room * sizeof *loop->watches));
        for (size_t i = loop->watch_room; i < room; i++)
            loop->watches[i] = (Watch){0};
        loop->watch_room = room;
    }
    return &loop->watches[fd];
}

void loop_watch(Loop *loop, int fd, unsigned events, LoopReady *ready, void *arg)
{
    Watch *watch = watch_of(loop, fd);
    bool is_new = !watch->ready;
    *watch = (Watch){ready, arg, watch->round + is_new};
    struct epoll_event event = {
        .events = events, .data.u64 = (uint64_t)watch->round << 32 | (uint32_t)fd};
    // The descriptor may have been closed and opened again without our being told.
    if (epoll_ctl(loop->epoll_fd, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event) &&
        epoll_ctl(loop->epoll_fd, is_new ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event))
        abort();
}

void loop_unwatch(Loop *loop, int fd)
{
    Watch *watch = watch_of(loop, fd);
    if (!watch->ready)
        return;
    watch->ready = NULL;
    epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
}

static void run_event(Loop *loop, const struct epoll_event *event)
{
    int fd = (int)(uint32_t)event->data.u64;
    if (fd == loop->wake_fd) {
        uint64_t count;
        ssize_t got = read(fd, &count, sizeof count);
        (void)got;
        return;
    }
    const Watch *watch = &loop->watches[fd];
    if (watch->ready && watch->round == event->data.u64 >> 32)
        watch->ready(watch->arg, fd, event->events);
}

// ── timers: a binary heap whose nodes know their place ───────────────────────────────────────

static void put(Loop *loop, size_t place, LoopTimer *timer)
{
    loop->heap[place] = timer;
    timer->place = place;
}

static void move_up(Loop *loop, LoopTimer *timer)
{
    size_t place = timer->place;
    for (; place && loop->heap[(place - 1) / 2]->at > timer->at; place = (place - 1) / 2)
        put(loop, place, loop->heap[(place - 1) / 2]);
    put(loop, place, timer);
}

static void move_down(Loop *loop, LoopTimer *timer)
{
    size_t place = timer->place;
    for (;;) {
        size_t child = 2 * place + 1;
        if (child + 1 < loop->timer_count && loop->heap[child + 1]->at < loop->heap[child]->at)
            child++;
        if (child >= loop->timer_count || loop->heap[child]->at >= timer->at)
            break;
        put(loop, place, loop->heap[child]);
        place = child;
    }
    put(loop, place, timer);
}

LoopTimer *loop_after(Loop *loop, int64_t us, LoopTask *task, void *arg)
{
    if (loop->timer_count == loop->timer_room) {
        loop->timer_room = loop->timer_room ? 2 * loop->timer_room : 64;
        loop->heap = must(realloc(loop->heap, loop->timer_room * sizeof *loop->heap));
    }
    LoopTimer *timer = must(malloc(sizeof *timer));
    *timer = (LoopTimer){clock_now() + us, loop->timer_count++, task, arg};
    move_up(loop, timer);
    return timer;
}

void loop_cancel(Loop *loop, LoopTimer *timer)
{
    if (!timer)
        return;
    LoopTimer *last = loop->heap[--loop->timer_count];
    if (last != timer) {
        put(loop, timer->place, last);
        move_up(loop, last);
        move_down(loop, last);
    }
    free(timer);
}

static void run_timers(Loop *loop)
{
    while (loop->timer_count && loop->heap[0]->at <= loop->now) {
        LoopTimer due = *loop->heap[0];
        loop_cancel(loop, loop->heap[0]);
        due.task(due.arg);
    }
}

// ── the turn ─────────────────────────────────────────────────────────────────────────────────

static int wait_time(Loop *loop)
{
    if (loop->hurries)
        return 0;
    if (!loop->timer_count)
        return -1;
    int64_t us = loop->heap[0]->at - clock_now();
    return us <= 0 ? 0 : us > HOURS(1) ? 3600 * 1000 : (int)((us + 999) / 1000);
}

void loop_run(Loop *loop)
{
    struct epoll_event events[MAX_EVENTS];
    while (!loop->stopped) {
        int count = epoll_wait(loop->epoll_fd, events, MAX_EVENTS, wait_time(loop));
        if (count < 0 && errno != EINTR)
            abort();
        loop->hurries = false;
        loop->now = clock_now();
        for (int i = 0; i < count; i++)
            run_event(loop, &events[i]);
        run_posted(loop);
        run_timers(loop);
        for (size_t i = loop->turn_end_count; i--;)
            loop->turn_ends[i].task(loop->turn_ends[i].arg);
    }
    run_posted(loop); // what was posted before the end has its turn
}
