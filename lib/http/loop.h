// loop.h — an event loop, one per core: file descriptors, timers and work sent from other threads.
//
// Everything but loop_post and loop_stop belongs to the loop's own thread.
#pragma once

#include "base/base.h"

typedef struct Loop Loop;

typedef void LoopTask(void *arg);
typedef void LoopReady(void *arg, int fd, unsigned events); // EPOLLIN, EPOLLOUT …

Loop *loop_new(int number);
void loop_free(Loop *loop);
void loop_run(Loop *loop);  // until loop_stop; this thread is the loop's own
void loop_stop(Loop *loop); // at the end of the turn; from any thread

/** Runs the task on the loop's thread soon. From any thread; tasks keep their order. */
void loop_post(Loop *loop, LoopTask *task, void *arg);

/** Calls ready while the descriptor has these events (also EPOLLRDHUP, EPOLLET), EPOLLERR or
 * EPOLLHUP. Again with the same descriptor: changes it. Take it back before closing the descriptor.
 */
void loop_watch(Loop *loop, int fd, unsigned events, LoopReady *ready, void *arg);
void loop_unwatch(Loop *loop, int fd);

typedef struct LoopTimer LoopTimer;

/** Calls task once after so many microseconds; the handle is good until then or until cancelled. */
LoopTimer *loop_after(Loop *loop, int64_t us, LoopTask *task, void *arg);
void loop_cancel(Loop *loop, LoopTimer *timer); // NULL is fine

/** Runs at the end of each turn of the loop, after all events: for work that is done once per turn.
 * What was asked for last runs first, so that who stands on another comes before it. */
void loop_at_turn_end(Loop *loop, LoopTask *task, void *arg);

/** The next turn begins at once, whatever happens. */
void loop_hurry(Loop *loop);

/** Microseconds of a clock that only goes forward, as of the beginning of this turn. */
int64_t loop_now(const Loop *loop);

int loop_number(const Loop *loop); // 0 … number of loops - 1
