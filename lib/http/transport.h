// transport.h — what exchanges stand on: libmicrohttpd on one loop, its connections, their limits
// in time. Private to lib/http.
#pragma once

#include "http/address.h"
#include "http/exchange.h"
#include "http/worker.h"

#include <microhttpd.h>

typedef struct TransportSettings {
    Loop *loop;
    int listen_fd; // becomes the transport's
    int max_connections;
    size_t connection_memory;
    int64_t idle_timeout;
    const AddressRanges *trusted_proxies;
    const ExchangeHandler *const *exchanges; // ended by NULL
    const ExchangeHandler *others;           // what none of them has
    WorkerPool *workers;

    /** An answer to a GET that is known already, or NULL. */
    struct MHD_Response *(*known_answer)(void *arg, Exchange *ex, int *ret_status);
    void *known_arg;
} TransportSettings;

typedef struct Transport Transport;
typedef struct Connection Connection;

struct Transport {
    TransportSettings settings;
    struct MHD_Daemon *daemon;
    Connection *connections;
    int connection_count;
    Exchange *waking;   // suspended ones that have something to say
    Connection *corked; // whose pieces wait for each other until the end of the turn
    size_t body_bytes;  // of requests, in memory now
    bool is_ready;      // the daemon has events
    bool is_stopping, is_cut;
};

struct Connection {
    Transport *transport;
    Connection *next, **link;
    int fd;
    Address address;
    Exchange *current;     // NULL between requests
    int64_t waiting_since; // for the head of a request
    Connection *next_corked;
    bool is_watched, is_half_closed, is_corked;
};

/** NULL if the daemon does not start. On the loop's thread, or before it runs. */
Transport *transport_new(const TransportSettings *settings);
void transport_free(Transport *transport); // once there is no connection

// On the loop's thread:
void transport_stop(Transport *transport); // accepts no more, lets running answers end
void transport_cut(Transport *transport);  // ends them

/** What is sent in this turn goes out together at its end: a head, the pieces of a body and its end
 * are sent one by one by the daemon, each a packet of its own. */
void connection_cork(Connection *connection);

/** Ends the connection whatever it does. */
void connection_cut(Connection *connection);

/** From now on it is noticed when the other end hangs up, also while nothing is read or written. */
void connection_watch(Connection *connection);

// ── exchange.c ───────────────────────────────────────────────────────────────────────────────

struct Exchange {
    Transport *transport;
    Connection *connection;
    struct MHD_Connection *mhd;
    const ExchangeHandler *handler;
    Exchange *next_waking;
    Arena *arena; // made when it is first asked for
    const char *path;
    AddressText address;
    void *user;
    Method method;
    bool is_head;

    char *body;
    size_t body_length, body_room, body_limit;
    int refusal; // the status, if it never begins

    int status;
    Header *headers;
    size_t header_count;
    int64_t length, written;
    char *out; // what is to be sent: from out_start to out_end
    size_t out_start, out_end, out_room;

    bool is_routed, is_begun, is_beginning, is_started, is_queued, is_finished, is_clean;
    bool is_suspended, is_waking;
    bool is_working; // a worker has it
    bool is_above;   // more than EXCHANGE_LOW_WATER was unsent
    bool is_gone;    // the client went away, or has to
    bool is_secure;
    int64_t opened_at, progress_at;

    Arena *work_arena;
    ExchangeWork *work;
    void (*done)(Exchange *ex);

    char *query; // in target, after its '?'
    char target[];
};

Exchange *exchange_new(Connection *connection, struct MHD_Connection *mhd, const char *target);
void exchange_free(Exchange *ex);

/** libmicrohttpd's three calls for one request: each piece of it, and the end. */
enum MHD_Result exchange_advance(
    Exchange *ex, const char *method, const char *bytes, size_t *length);
void exchange_close(Exchange *ex, bool is_all_sent);

/** Lets the daemon go on with it. */
void exchange_resume(Exchange *ex);

/** The connection is half closed or has to end: stop what runs, unless it is about to end. */
void exchange_hang_up(Exchange *ex);

/** Whether the client was too slow with the body, or with taking the answer. */
bool exchange_is_overdue(const Exchange *ex, int64_t now);
