// loop.h — an event loop, one per core: file descriptors, timers and work sent from other threads.
//
// Everything but loop_post belongs to the loop's own thread.
#pragma once

#include "base/base.h"

typedef struct Loop Loop;

typedef void LoopTask(void *arg);
typedef void LoopReady(void *arg, int fd, unsigned events); // EPOLLIN, EPOLLOUT …

/** Runs the task on the loop's thread soon. From any thread; tasks keep their order. */
void loop_post(Loop *loop, LoopTask *task, void *arg);

void loop_watch(Loop *loop, int fd, unsigned events, LoopReady *ready, void *arg); // or changes it
void loop_unwatch(Loop *loop, int fd);

typedef struct LoopTimer LoopTimer;

/** Calls task once after so many microseconds; the handle is good until then or until cancelled. */
LoopTimer *loop_after(Loop *loop, int64_t us, LoopTask *task, void *arg);
void loop_cancel(Loop *loop, LoopTimer *timer); // NULL is fine

/** Runs at the end of each turn of the loop, after all events: for work that is done once per turn.
 */
void loop_at_turn_end(Loop *loop, LoopTask *task, void *arg);

int loop_number(const Loop *loop); // 0 … number of loops - 1
