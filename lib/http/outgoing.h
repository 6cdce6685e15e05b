// outgoing.h — connections to other servers on a loop, without a thread: TCP, and TLS by OpenSSL.
//
// They are kept and used again. Addresses are checked when they are connected to, so a name that
// resolves to a forbidden range is refused whenever it does. Everything is of the loop's thread.
#pragma once

#include "base/base.h"
#include "guard.h"
#include "loop.h"
#include "origin.h"

/** All of a loop. */
typedef struct OutgoingPool OutgoingPool;

/** connect_timeout: microseconds until one is ready for use, names and TLS included. */
OutgoingPool *outgoing_pool_new(Loop *loop, const Guard *guard, int64_t connect_timeout);

/** Closes those that are kept; no other may be open. */
void outgoing_pool_free(OutgoingPool *pool);

/** NULL unless url is an http(s) URL without a user name. To be opened before another is asked for;
 * stays while a connection to it is open. */
Origin *outgoing_origin(OutgoingPool *pool, const char *url);

typedef struct Outgoing Outgoing;

typedef struct OutgoingUser {
    void (*opened)(void *arg); // now it can be written to
    void (*failed)(void *arg); // there is no connection; to be closed
    void (*readable)(void *arg);
    void (*writable)(void *arg); // again, after OUTGOING_LATER
} OutgoingUser;

/** Calls opened or failed later, unless outgoing_is_open at once. is_fresh: not one that was kept.
 */
Outgoing *outgoing_open(
    OutgoingPool *pool, Origin *origin, bool is_fresh, const OutgoingUser *user, void *arg);
bool outgoing_is_open(const Outgoing *outgoing);
bool outgoing_was_kept(const Outgoing *outgoing); // it served others before

enum {
    OUTGOING_CLOSED = 0, // by the other side, properly
    OUTGOING_LATER = -1, // nothing goes now
    OUTGOING_BROKEN = -2,
};

/** Bytes that were written or read, or one of the above. has_more: more is written at once. */
ssize_t outgoing_write(Outgoing *outgoing, const void *bytes, size_t length, bool has_more);
ssize_t outgoing_read(Outgoing *outgoing, void *bytes, size_t room);

/** Bytes are there that no event will tell of: read on. */
bool outgoing_has_more(const Outgoing *outgoing);

/** Calls readable no more, until it is to. */
void outgoing_pause(Outgoing *outgoing);
void outgoing_resume(Outgoing *outgoing);

/** is_reusable: the next request may use it. */
void outgoing_close(Outgoing *outgoing, bool is_reusable);
