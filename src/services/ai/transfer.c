#include "transfer.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum {
    MAX_KEPT_HANDLES = 256,
    MAX_KEPT_CONNECTIONS = 1024,
    MAX_ROOMY_STREAMS = 128, // of a loop; further ones get by with little memory
    ROOMY_BYTES = 16384,     // received at once
    NARROW_BYTES = 1024,     // a few events, the least that libcurl takes
    SEND_BYTES = 16384,      // the least that libcurl takes
};

static const unsigned resting = 1u << 31; // beside the events: no transfer uses it

// Handles that wait for their next use: their buffers are of one size.
typedef struct Handles {
    CURL *items[MAX_KEPT_HANDLES];
    size_t count;
} Handles;

struct Transfers {
    Loop *loop;
    const Guard *guard;
    int64_t connect_timeout, total_timeout;
    CURLM *multi;
    LoopTimer *timer;
    unsigned *watched; // by descriptor: the events, 0: none
    size_t watched_room;
    Handles roomy, narrow;
    int stream_count; // open now
};

// ── libcurl on the loop ──────────────────────────────────────────────────────────────────────

static TransferEnd end_of(CURL *easy, CURLcode code)
{
    curl_off_t connected = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
    if (code == CURLE_OK)
        return TRANSFER_COMPLETE;
    if (!connected)
        return TRANSFER_UNREACHABLE;
    return code == CURLE_OPERATION_TIMEDOUT ? TRANSFER_TIMED_OUT : TRANSFER_BROKEN;
}

static void report_ended(Transfers *transfers)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(transfers->multi, &left));) {
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        char *user = NULL;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &user);
        Transfer *transfer = (Transfer *)(void *)user;
        curl_multi_remove_handle(transfers->multi, easy);
        transfer->user->ended(transfer->arg, end_of(easy, code));
    }
}

static unsigned *watched_of(Transfers *transfers, int fd)
{
    size_t room = transfers->watched_room;
    if ((size_t)fd >= room) {
        transfers->watched_room = 2 * (size_t)fd + 64;
        transfers->watched =
            realloc(transfers->watched, transfers->watched_room * sizeof *transfers->watched);
        if (!transfers->watched)
            abort();
        memset(transfers->watched + room, 0,
            (transfers->watched_room - room) * sizeof *transfers->watched);
    }
    return &transfers->watched[fd];
}

static void unwatch(Transfers *transfers, int fd)
{
    loop_unwatch(transfers->loop, fd);
    *watched_of(transfers, fd) = 0;
}

static void socket_ready(void *arg, int fd, unsigned events)
{
    Transfers *transfers = arg;
    if (*watched_of(transfers, fd) & resting) { // the upstream closes it; libcurl will find out
        unwatch(transfers, fd);
        return;
    }
    int action = (events & (EPOLLIN | EPOLLHUP | EPOLLRDHUP) ? CURL_CSELECT_IN : 0) |
                 (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                 (events & EPOLLERR ? CURL_CSELECT_ERR : 0),
        running;
    curl_multi_socket_action(transfers->multi, fd, action, &running);
    report_ended(transfers);
}

static void time_is_up(void *arg)
{
    Transfers *transfers = arg;
    transfers->timer = NULL;
    int running;
    curl_multi_socket_action(transfers->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    report_ended(transfers);
}

// A connection that rests between two requests stays watched: it saves two system calls for each.
static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *unused)
{
    (void)easy;
    (void)unused;
    Transfers *transfers = arg;
    unsigned *watched = watched_of(transfers, fd);
    unsigned events = (what & CURL_POLL_IN ? EPOLLIN : 0) | (what & CURL_POLL_OUT ? EPOLLOUT : 0);
    if (what == CURL_POLL_REMOVE) {
        *watched |= *watched ? resting : 0;
    } else if ((*watched & ~resting) == events) {
        *watched = events;
    } else {
        *watched = events;
        loop_watch(transfers->loop, fd, events, socket_ready, transfers);
    }
    return 0;
}

static int close_socket(void *arg, curl_socket_t fd)
{
    unwatch(arg, fd);
    return close(fd);
}

static int watch_time(CURLM *multi, long milliseconds, void *arg)
{
    (void)multi;
    Transfers *transfers = arg;
    loop_cancel(transfers->loop, transfers->timer);
    transfers->timer = milliseconds < 0 ? NULL
                                        : loop_after(transfers->loop, milliseconds * INT64_C(1000),
                                              time_is_up, transfers);
    return 0;
}

// ── handles ──────────────────────────────────────────────────────────────────────────────────

static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    (void)purpose;
    const Transfers *transfers = arg;
    if (!guard_allows(transfers->guard, &address->addr))
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t receive(char *bytes, size_t size, size_t count, void *arg)
{
    Transfer *transfer = arg;
    switch (transfer->user->received(transfer->arg, bytes, size * count)) {
    case TRANSFER_TAKEN: return size * count;
    case TRANSFER_LATER: transfer->waits = true; return CURL_WRITEFUNC_PAUSE;
    case TRANSFER_REFUSED: break;
    }
    return CURL_WRITEFUNC_ERROR;
}

static CURL *handle_new(Transfers *transfers, bool is_narrow)
{
    CURL *easy = curl_easy_init();
    if (!easy)
        abort();
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)(is_narrow ? NARROW_BYTES : ROOMY_BYTES));
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, (long)SEND_BYTES);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "kontor/" KONTOR_VERSION);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(transfers->connect_timeout / 1000));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)(transfers->total_timeout / 1000));
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfers);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, transfers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    return easy;
}

static Handles *handles_of(Transfers *transfers, bool is_narrow)
{
    return is_narrow ? &transfers->narrow : &transfers->roomy;
}

static CURL *handle_open(Transfers *transfers, bool is_narrow)
{
    Handles *kept = handles_of(transfers, is_narrow);
    return kept->count ? kept->items[--kept->count] : handle_new(transfers, is_narrow);
}

static void handle_close(Handles *kept, CURL *easy)
{
    if (kept->count < MAX_KEPT_HANDLES)
        kept->items[kept->count++] = easy;
    else
        curl_easy_cleanup(easy);
}

static void handles_free(Handles *kept)
{
    while (kept->count)
        curl_easy_cleanup(kept->items[--kept->count]);
}

Transfers *transfers_new(
    Loop *loop, const Guard *guard, int64_t connect_timeout, int64_t total_timeout)
{
    Transfers *transfers = calloc(1, sizeof *transfers);
    CURLM *multi = curl_multi_init();
    if (!transfers || !multi)
        abort();
    *transfers = (Transfers){.loop = loop,
        .guard = guard,
        .connect_timeout = connect_timeout,
        .total_timeout = total_timeout,
        .multi = multi};
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, transfers);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, watch_time);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, transfers);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)MAX_KEPT_CONNECTIONS);
    return transfers;
}

void transfers_free(Transfers *transfers)
{
    handles_free(&transfers->roomy);
    handles_free(&transfers->narrow);
    curl_multi_cleanup(transfers->multi);
    loop_cancel(transfers->loop, transfers->timer);
    free(transfers->watched);
    free(transfers);
}

// ── one transfer ─────────────────────────────────────────────────────────────────────────────

static struct curl_slist *headers_of(const TransferRequest *request)
{
    char line[8192];
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    headers = curl_slist_append(headers,
        request->accepts_stream ? "Accept: text/event-stream" : "Accept: application/json");
    headers = curl_slist_append(headers, "Expect:");
    snprintf(line, sizeof line, "X-Request-Id: %s", request->request_id);
    headers = curl_slist_append(headers, line);
    if (request->secret) {
        snprintf(line, sizeof line, "Authorization: Bearer %s", request->secret);
        headers = curl_slist_append(headers, line);
    }
    if (!headers)
        abort();
    return headers;
}

void transfer_open(Transfers *transfers, Transfer *transfer, const TransferRequest *request,
    const TransferUser *user, void *arg)
{
    bool is_stream = request->accepts_stream,
         is_narrow = is_stream && transfers->stream_count >= MAX_ROOMY_STREAMS;
    CURL *easy = handle_open(transfers, is_narrow);
    transfers->stream_count += is_stream;
    *transfer = (Transfer){.home = transfers,
        .easy = easy,
        .headers = headers_of(request),
        .user = user,
        .arg = arg,
        .body_length = request->body.length,
        .is_stream = is_stream,
        .is_narrow = is_narrow};
    char url[4096];
    snprintf(url, sizeof url, "%s/%s", request->url, request->path);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.length);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    if (curl_multi_add_handle(transfers->multi, easy))
        abort();
}

static void free_headers(Transfer *transfer)
{
    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(transfer->headers);
    transfer->headers = NULL;
}

void transfer_close(Transfer *transfer)
{
    if (!transfer->easy)
        return;
    curl_multi_remove_handle(transfer->home->multi, transfer->easy); // no harm if it has ended
    free_headers(transfer);
    handle_close(handles_of(transfer->home, transfer->is_narrow), transfer->easy);
    transfer->home->stream_count -= transfer->is_stream;
    *transfer = (Transfer){0};
}

int transfer_status(const Transfer *transfer)
{
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}

const char *transfer_header(const Transfer *transfer, const char *name)
{
    struct curl_header *header;
    CURLHcode code = curl_easy_header(transfer->easy, name, 0, CURLH_HEADER, -1, &header);
    return code == CURLHE_OK ? header->value : NULL;
}

bool transfer_free_request(Transfer *transfer)
{
    curl_off_t sent = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
    if ((size_t)sent < transfer->body_length)
        return false;
    free_headers(transfer);
    return true;
}

void transfer_resume(Transfer *transfer)
{
    if (!transfer->waits)
        return;
    transfer->waits = false;
    curl_easy_pause(transfer->easy, CURLPAUSE_CONT);
}
