// transfer.h — requests to upstreams on a loop, without a thread: libcurl's multi interface.
//
// Connections are kept and used again. Addresses are checked when they are connected to, so a name
// that resolves to a forbidden range is refused whenever it does.
#pragma once

#include "base/base.h"
#include "http/guard.h"
#include "http/loop.h"

/** All transfers of one loop. */
typedef struct Transfers Transfers;

Transfers *transfers_new(
    Loop *loop, const Guard *guard, int64_t connect_timeout, int64_t total_timeout);

/** On the loop; no transfer may be open. */
void transfers_free(Transfers *transfers);

typedef enum TransferStep {
    TRANSFER_TAKEN,
    TRANSFER_LATER,   // give the same bytes again after transfer_resume
    TRANSFER_REFUSED, // and end as TRANSFER_BROKEN
} TransferStep;

typedef enum TransferEnd {
    TRANSFER_COMPLETE,
    TRANSFER_UNREACHABLE, // no connection; nothing was sent
    TRANSFER_TIMED_OUT,
    TRANSFER_BROKEN,
} TransferEnd;

typedef struct TransferUser {
    TransferStep (*received)(void *arg, const char *bytes, size_t length);
    void (*ended)(void *arg, TransferEnd end); // must call transfer_close
} TransferUser;

/** One request, embedded in its user. Starts as {0}. */
typedef struct Transfer {
    Transfers *home;
    void *easy, *headers; // libcurl's; NULL while closed
    const TransferUser *user;
    void *arg;
    size_t body_length;
    bool is_stream; // by what was asked for
    bool is_narrow; // has a small buffer
    bool waits;     // for transfer_resume
} Transfer;

typedef struct TransferRequest {
    const char *url;        // of the upstream, without a slash at its end
    const char *path;       // below it
    const char *secret;     // NULL: none
    const char *request_id; // ours, for the upstream's log
    Blob body;              // must stay until it is closed, or transfer_free_request
    bool accepts_stream;
} TransferRequest;

void transfer_open(Transfers *transfers, Transfer *transfer, const TransferRequest *request,
    const TransferUser *user, void *arg);
void transfer_close(Transfer *transfer); // cancels it if need be; not inside received()
static inline bool transfer_is_open(const Transfer *transfer)
{
    return transfer->easy;
}

/** From the first byte until it is closed. 0, NULL if there was none. */
int transfer_status(const Transfer *transfer);
const char *transfer_header(const Transfer *transfer, const char *name);

/** Once an answer comes: gives back what the request needed. True if its body is not needed either,
 * since all of it went out. */
bool transfer_free_request(Transfer *transfer);

void transfer_resume(Transfer *transfer);
