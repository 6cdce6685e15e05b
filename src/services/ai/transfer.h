// transfer.h — requests to upstreams on a loop, without a thread.
//
// Bytes go from the socket to the user without being kept, so that an open stream costs little.
// Whether an upstream may be talked to is asked when it is connected to (http/outgoing.h). A kept
// connection that turns out dead before anything was heard is replaced by a fresh one, once.
#pragma once

#include "base/base.h"
#include "http/answer_reader.h"
#include "http/outgoing.h"

/** All transfers of one loop. */
typedef struct Transfers Transfers;

/** Both in microseconds: until a connection can be used, and until the answer is complete. */
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
    Transfers *home; // NULL while closed
    const TransferUser *user;
    void *arg;
    Origin *origin;
    Outgoing *outgoing;
    LoopTimer *timer; // of all the time that it may take
    LoopTimer *step;  // at once, but not now
    char *head;       // of the request
    size_t head_length, sent;
    Blob body;
    AnswerReader answer;
    char *held; // read, but not taken by the user yet: first a piece of the body, then the rest
    size_t held_piece, held_length;
    bool is_cut;   // the request could not be sent to its end
    bool is_again; // on a fresh connection
    bool waits;    // for transfer_resume
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
    return transfer->home;
}

/** From the first byte until it is closed. 0, NULL if there was none. */
int transfer_status(const Transfer *transfer);
const char *transfer_header(const Transfer *transfer, const char *name);

/** Once an answer comes: gives back what the request needed. True if its body is not needed either,
 * since all of it went out. */
bool transfer_free_request(Transfer *transfer);

void transfer_resume(Transfer *transfer);
