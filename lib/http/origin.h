// origin.h — the servers that URLs lead to, and their addresses, looked up without holding up a
// loop.
#pragma once

#include "base/base.h"
#include "loop.h"

#include <sys/socket.h>

enum { MAX_ORIGIN_ADDRESSES = 8, PORT_ROOM = 8, MAX_ORIGINS = 256 };

typedef struct OriginAddress {
    socklen_t length;
    struct sockaddr_storage storage;
} OriginAddress;

typedef struct OriginAddresses {
    OriginAddress items[MAX_ORIGIN_ADDRESSES];
    size_t count;
} OriginAddresses;

/** Of a loop: each URL once; MAX_ORIGINS of them, or as many as there are connections to. */
typedef struct Origins Origins;

typedef struct Origin {
    const char *host; // as in the header of that name
    const char *path; // of the URL, without a slash at its end
    const char *name; // to look up: an address of version 6 has no brackets
    char port[PORT_ROOM];
    bool is_tls;
    OriginAddresses addresses;
    struct Outgoing *kept; // connections to it that wait for their next use
    size_t uses;           // connections to it, those too: while there are any it stays
    struct Origin *next;
} Origin;

Origins *origins_new(Loop *loop);
void origins_free(Origins *origins);

/** NULL unless url is an http(s) URL without a user name. Stays while it has uses; one that has
 * none may be gone once another is asked for. */
Origin *origin_of(Origins *origins, const char *url);
Origin *origin_first(Origins *origins);

/** Who waits for addresses. */
typedef struct OriginWaiter {
    void (*resolved)(void *arg); // or it turned out that there are none
    void *arg;
    struct OriginWaiter *next;
} OriginWaiter;

/** True if its addresses are there and new enough. Else the waiter is called later, unless it
 * leaves before. */
bool origin_resolve(Origin *origin, OriginWaiter *waiter);
void origin_leave(Origin *origin, const OriginWaiter *waiter);
