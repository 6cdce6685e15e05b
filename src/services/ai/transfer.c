#include "transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { READ_AT_ONCE = 64 * 1024 };

struct Transfers {
    Loop *loop;
    OutgoingPool *pool;
    int64_t total_timeout;
    char bytes[READ_AT_ONCE]; // as they were read; of whom it is the turn
};

static const OutgoingUser outgoing_user;

// ── the end ──────────────────────────────────────────────────────────────────────────────────

static void outgoing_leave(Transfer *transfer, bool is_reusable)
{
    if (transfer->outgoing)
        outgoing_close(transfer->outgoing, is_reusable);
    transfer->outgoing = NULL;
}

static void timers_cancel(Transfer *transfer)
{
    loop_cancel(transfer->home->loop, transfer->timer);
    loop_cancel(transfer->home->loop, transfer->step);
    transfer->timer = transfer->step = NULL;
}

static void request_free(Transfer *transfer)
{
    free(transfer->head);
    transfer->head = NULL;
    transfer->body = (Blob){0};
}

static bool is_sent(const Transfer *transfer)
{
    return transfer->sent == transfer->head_length + transfer->body.length;
}

// The last that is done with it: its user closes it, and may open it again.
static void end(Transfer *transfer, TransferEnd how, bool is_reusable)
{
    timers_cancel(transfer);
    outgoing_leave(transfer, is_reusable);
    transfer->user->ended(transfer->arg, how);
}

static void complete(Transfer *transfer, bool has_more)
{
    end(transfer, TRANSFER_COMPLETE,
        transfer->answer.keeps_alive && is_sent(transfer) && !transfer->is_cut && !has_more);
}

// ── sending ──────────────────────────────────────────────────────────────────────────────────

static ssize_t write_next(Transfer *transfer)
{
    size_t head = transfer->head_length;
    if (transfer->sent < head)
        return outgoing_write(transfer->outgoing, transfer->head + transfer->sent,
            head - transfer->sent, transfer->body.length > 0);
    size_t done = transfer->sent - head;
    return outgoing_write(transfer->outgoing, (const char *)transfer->body.bytes + done,
        transfer->body.length - done, false);
}

// An upstream that will not hear it to the end may have answered: what it says is read first.
static void send_request(void *arg)
{
    Transfer *transfer = arg;
    while (!is_sent(transfer) && !transfer->is_cut) {
        ssize_t written = write_next(transfer);
        if (written == OUTGOING_LATER)
            return;
        if (written == OUTGOING_BROKEN)
            transfer->is_cut = true;
        else
            transfer->sent += (size_t)written;
    }
}

static void outgoing_begin(Transfer *transfer, bool is_fresh)
{
    transfer->sent = 0;
    transfer->is_cut = false;
    transfer->outgoing =
        outgoing_open(transfer->home->pool, transfer->origin, is_fresh, &outgoing_user, transfer);
    if (outgoing_is_open(transfer->outgoing))
        send_request(transfer);
}

// What rested may have been closed by its other side just now; then nothing was heard of it.
static void lost(Transfer *transfer)
{
    bool is_stale = outgoing_was_kept(transfer->outgoing) && !transfer->is_again &&
                    transfer->head && !transfer->answer.head_length && !transfer->answer.status;
    if (!is_stale) {
        end(transfer, TRANSFER_BROKEN, false);
        return;
    }
    transfer->is_again = true;
    outgoing_leave(transfer, false);
    outgoing_begin(transfer, true);
}

// ── receiving ────────────────────────────────────────────────────────────────────────────────

static void hold(Transfer *transfer, Blob piece, Blob rest)
{
    char *held = malloc(piece.length + rest.length);
    if (!held)
        abort();
    memcpy(held, piece.bytes, piece.length);
    if (rest.length)
        memcpy(held + piece.length, rest.bytes, rest.length);
    free(transfer->held);
    transfer->held = held;
    transfer->held_piece = piece.length;
    transfer->held_length = piece.length + rest.length;
    transfer->waits = true;
    outgoing_pause(transfer->outgoing);
}

// False: it has ended, or waits.
static bool give(Transfer *transfer, Blob piece, Blob rest)
{
    switch (transfer->user->received(transfer->arg, piece.bytes, piece.length)) {
    case TRANSFER_TAKEN: return true;
    case TRANSFER_LATER: hold(transfer, piece, rest); break;
    case TRANSFER_REFUSED: end(transfer, TRANSFER_BROKEN, false); break;
    }
    return false;
}

static bool take(Transfer *transfer, Blob bytes)
{
    for (;;) {
        Blob piece;
        switch (answer_reader_next(&transfer->answer, &bytes, &piece)) {
        case ANSWER_PART_NONE: return true;
        case ANSWER_PART_BODY:
            if (!give(transfer, piece, bytes))
                return false;
            break;
        case ANSWER_PART_END: complete(transfer, bytes.length > 0); return false;
        case ANSWER_PART_BAD: end(transfer, TRANSFER_BROKEN, false); return false;
        }
    }
}

static void closed(Transfer *transfer)
{
    if (answer_reader_close(&transfer->answer))
        complete(transfer, false);
    else
        lost(transfer);
}

static void readable(void *arg)
{
    Transfer *transfer = arg;
    char *bytes = transfer->home->bytes;
    do {
        ssize_t got = outgoing_read(transfer->outgoing, bytes, READ_AT_ONCE);
        if (got == OUTGOING_LATER)
            return;
        if (got == OUTGOING_CLOSED) {
            closed(transfer);
            return;
        }
        if (got == OUTGOING_BROKEN) {
            lost(transfer);
            return;
        }
        if (!take(transfer, (Blob){bytes, (size_t)got}))
            return;
    } while (outgoing_has_more(transfer->outgoing));
}

static void unreachable(void *arg)
{
    end(arg, TRANSFER_UNREACHABLE, false);
}

static const OutgoingUser outgoing_user = {send_request, unreachable, readable, send_request};

// ── one transfer ─────────────────────────────────────────────────────────────────────────────

static void time_is_up(void *arg)
{
    Transfer *transfer = arg;
    transfer->timer = NULL;
    bool is_open = transfer->outgoing && outgoing_is_open(transfer->outgoing);
    end(transfer, is_open ? TRANSFER_TIMED_OUT : TRANSFER_UNREACHABLE, false);
}

static void has_no_origin(void *arg)
{
    Transfer *transfer = arg;
    transfer->step = NULL;
    unreachable(transfer);
}

static char *head_of(const Origin *origin, const TransferRequest *request)
{
    char *head = NULL;
    bool has_secret = request->secret && *request->secret;
    int length = asprintf(&head,
        "POST %s/%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: kontor/" KONTOR_VERSION
        "\r\n"
        "Accept: %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
        "X-Request-Id: %s\r\n%s%s%s\r\n",
        origin->path, request->path, origin->host,
        request->accepts_stream ? "text/event-stream" : "application/json", request->body.length,
        request->request_id, has_secret ? "Authorization: Bearer " : "",
        has_secret ? request->secret : "", has_secret ? "\r\n" : "");
    if (length < 0)
        abort();
    return head;
}

void transfer_open(Transfers *transfers, Transfer *transfer, const TransferRequest *request,
    const TransferUser *user, void *arg)
{
    Origin *origin = outgoing_origin(transfers->pool, request->url);
    *transfer = (Transfer){
        .home = transfers, .user = user, .arg = arg, .origin = origin, .body = request->body};
    if (!origin) {
        transfer->step = loop_after(transfers->loop, 0, has_no_origin, transfer);
        return;
    }
    transfer->timer = loop_after(transfers->loop, transfers->total_timeout, time_is_up, transfer);
    transfer->head = head_of(origin, request);
    transfer->head_length = strlen(transfer->head);
    outgoing_begin(transfer, false);
}

void transfer_close(Transfer *transfer)
{
    if (!transfer->home)
        return;
    timers_cancel(transfer);
    outgoing_leave(transfer, false);
    request_free(transfer);
    answer_reader_free(&transfer->answer);
    free(transfer->held);
    *transfer = (Transfer){0};
}

int transfer_status(const Transfer *transfer)
{
    return transfer->answer.status;
}

const char *transfer_header(const Transfer *transfer, const char *name)
{
    return answer_reader_header(&transfer->answer, name);
}

bool transfer_free_request(Transfer *transfer)
{
    if (!is_sent(transfer))
        return false;
    request_free(transfer);
    transfer->sent = transfer->head_length = 0;
    return true;
}

// ── going on ─────────────────────────────────────────────────────────────────────────────────

static void go_on(void *arg)
{
    Transfer *transfer = arg;
    char *held = transfer->held;
    Blob piece = {held, transfer->held_piece};
    Blob rest = {held + piece.length, transfer->held_length - piece.length};
    transfer->step = NULL;
    transfer->held = NULL;
    if (give(transfer, piece, rest) && take(transfer, rest)) {
        outgoing_resume(transfer->outgoing);
        if (outgoing_has_more(transfer->outgoing))
            readable(transfer);
    }
    free(held);
}

// In the next turn, since whoever resumes it may be in the middle of something.
void transfer_resume(Transfer *transfer)
{
    if (!transfer->waits)
        return;
    transfer->waits = false;
    transfer->step = loop_after(transfer->home->loop, 0, go_on, transfer);
}

// ── all of a loop ────────────────────────────────────────────────────────────────────────────

Transfers *transfers_new(
    Loop *loop, const Guard *guard, int64_t connect_timeout, int64_t total_timeout)
{
    Transfers *transfers = calloc(1, sizeof *transfers);
    if (!transfers)
        abort();
    transfers->loop = loop;
    transfers->pool = outgoing_pool_new(loop, guard, connect_timeout);
    transfers->total_timeout = total_timeout;
    return transfers;
}

void transfers_free(Transfers *transfers)
{
    outgoing_pool_free(transfers->pool);
    free(transfers);
}
