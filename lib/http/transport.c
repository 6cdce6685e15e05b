#include "transport.h"

#include "metrics/metrics.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_RUNS = 4 }; // of the daemon in one turn

static Metric connections_open =
    GAUGE("kontor_http_connections", "Connections open now, by loop.", "loop", NULL);

static void count_connections(const Transport *transport)
{
    char loop[12];
    snprintf(loop, sizeof loop, "%d", loop_number(transport->settings.loop));
    metric_set(&connections_open, transport->connection_count, loop, NULL);
}

// ── connections ──────────────────────────────────────────────────────────────────────────────

static Connection *connection_of(struct MHD_Connection *mhd)
{
    return MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static Connection *connection_new(Transport *transport, struct MHD_Connection *mhd)
{
    Connection *connection = calloc(1, sizeof *connection);
    if (!connection)
        abort();
    *connection = (Connection){
        .transport = transport,
        .next = transport->connections,
        .link = &transport->connections,
        .fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
        .waiting_since = loop_now(transport->settings.loop),
    };
    address_of(MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr,
        &connection->address);
    if (connection->next)
        connection->next->link = &connection->next;
    transport->connections = connection;
    transport->connection_count++;
    count_connections(transport);
    return connection;
}

static void cork(const Connection *connection, int is_on)
{
    setsockopt(connection->fd, IPPROTO_TCP, TCP_CORK, &is_on, sizeof is_on);
}

void connection_cork(Connection *connection)
{
    if (connection->is_corked)
        return;
    connection->is_corked = true;
    connection->next_corked = connection->transport->corked;
    connection->transport->corked = connection;
    cork(connection, true);
}

static void uncork_all(Transport *transport)
{
    for (Connection *connection = transport->corked; connection;
         connection = connection->next_corked) {
        connection->is_corked = false;
        cork(connection, false);
    }
    transport->corked = NULL;
}

static void connection_free(Connection *connection)
{
    Transport *transport = connection->transport;
    if (connection->is_corked)
        uncork_all(transport);
    if (connection->is_watched)
        loop_unwatch(transport->settings.loop, connection->fd);
    *connection->link = connection->next;
    if (connection->next)
        connection->next->link = connection->link;
    transport->connection_count--;
    count_connections(transport);
    free(connection);
}

void connection_cut(Connection *connection)
{
    if (connection->current)
        exchange_hang_up(connection->current);
    // The daemon has no call for this; it sees the end of the connection and closes it.
    shutdown(connection->fd, SHUT_RDWR);
}

static void hang_up(void *arg, int fd, unsigned events)
{
    Connection *connection = arg;
    (void)fd, (void)events;
    connection->is_half_closed = true;
    if (connection->current)
        exchange_hang_up(connection->current);
}

void connection_watch(Connection *connection)
{
    if (connection->is_watched)
        return;
    connection->is_watched = true;
    loop_watch(connection->transport->settings.loop, connection->fd, EPOLLRDHUP | EPOLLET, hang_up,
        connection);
}

static bool is_overdue(const Connection *connection, int64_t now)
{
    const Exchange *ex = connection->current;
    if (ex && ex->is_routed)
        return exchange_is_overdue(ex, now);
    return now - connection->waiting_since > connection->transport->settings.idle_timeout;
}

static void cut_overdue(void *arg)
{
    Transport *transport = arg;
    int64_t now = loop_now(transport->settings.loop);
    for (Connection *connection = transport->connections; connection; connection = connection->next)
        if (is_overdue(connection, now))
            connection_cut(connection);
    int64_t interval = transport->settings.idle_timeout / 4;
    loop_after(
        transport->settings.loop, interval < SECOND ? interval : SECOND, cut_overdue, transport);
}

// ── the daemon ───────────────────────────────────────────────────────────────────────────────

static void *open_request(void *arg, const char *target, struct MHD_Connection *mhd)
{
    (void)arg;
    return exchange_new(connection_of(mhd), mhd, target);
}

static enum MHD_Result advance_request(void *arg, struct MHD_Connection *mhd, const char *url,
    const char *method, const char *version, const char *bytes, size_t *length, void **ex)
{
    (void)arg, (void)mhd, (void)url, (void)version;
    return exchange_advance(*ex, method, bytes, length);
}

static void close_request(
    void *arg, struct MHD_Connection *mhd, void **ex, enum MHD_RequestTerminationCode how)
{
    (void)arg, (void)mhd;
    if (*ex)
        exchange_close(*ex, how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    *ex = NULL;
}

static void change_connection(void *arg, struct MHD_Connection *mhd, void **connection,
    enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        *connection = connection_new(arg, mhd);
    else if (*connection)
        connection_free(*connection);
}

static size_t keep_escaped(void *arg, struct MHD_Connection *mhd, char *text)
{
    (void)arg, (void)mhd;
    return strlen(text);
}

static void daemon_ready(void *arg, int fd, unsigned events)
{
    (void)fd, (void)events;
    ((Transport *)arg)->is_ready = true;
}

static void resume_waking(Transport *transport)
{
    while (transport->waking) {
        Exchange *ex = transport->waking;
        transport->waking = ex->next_waking;
        exchange_resume(ex);
        transport->is_ready = true;
    }
}

static bool has_more(struct MHD_Daemon *daemon)
{
    MHD_UNSIGNED_LONG_LONG ms;
    return MHD_get_timeout(daemon, &ms) == MHD_YES && ms == 0;
}

// All that was written in this turn goes out together, then what came in is worked on.
static void run_daemon(void *arg)
{
    Transport *transport = arg;
    resume_waking(transport);
    for (int runs = 0; transport->is_ready && runs < MAX_RUNS; runs++) {
        MHD_run(transport->daemon);
        transport->is_ready = has_more(transport->daemon);
    }
    uncork_all(transport);
    if (transport->is_ready || transport->waking)
        loop_hurry(transport->settings.loop);
}

static struct MHD_Daemon *daemon_start(Transport *transport)
{
    // Connections are resumed by the thread that runs the daemon: no need to signal it.
    unsigned flags =
        MHD_USE_EPOLL | MHD_USE_TURBO | (MHD_ALLOW_SUSPEND_RESUME & ~(unsigned)MHD_USE_ITC);
    return MHD_start_daemon(flags, 0, NULL, NULL, advance_request, transport,
        MHD_OPTION_LISTEN_SOCKET, transport->settings.listen_fd,                    //
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)transport->settings.max_connections, //
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, transport->settings.connection_memory,  //
        MHD_OPTION_STRICT_FOR_CLIENT, 1,                                            //
        MHD_OPTION_URI_LOG_CALLBACK, open_request, transport,                       //
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped, NULL,                           //
        MHD_OPTION_NOTIFY_COMPLETED, close_request, transport,                      //
        MHD_OPTION_NOTIFY_CONNECTION, change_connection, transport,                 //
        MHD_OPTION_END);
}

Transport *transport_new(const TransportSettings *settings)
{
    Transport *transport = calloc(1, sizeof *transport);
    if (!transport)
        abort();
    transport->settings = *settings;
    transport->daemon = daemon_start(transport);
    if (!transport->daemon) {
        free(transport);
        return NULL;
    }
    int epoll_fd = MHD_get_daemon_info(transport->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    transport->is_ready = true;
    loop_watch(settings->loop, epoll_fd, EPOLLIN, daemon_ready, transport);
    loop_at_turn_end(settings->loop, run_daemon, transport);
    loop_after(settings->loop, 0, cut_overdue, transport);
    return transport;
}

void transport_free(Transport *transport)
{
    MHD_stop_daemon(transport->daemon);
    free(transport);
}

void transport_stop(Transport *transport)
{
    transport->is_stopping = true;
    int listen_fd = MHD_quiesce_daemon(transport->daemon);
    if (listen_fd >= 0)
        close(listen_fd);
    for (Connection *connection = transport->connections, *next; connection; connection = next) {
        next = connection->next;
        Exchange *ex = connection->current;
        if (!ex || !ex->is_routed)
            connection_cut(connection);
        else if (ex->is_begun && !ex->is_finished && ex->handler->stopping)
            ex->handler->stopping(ex);
    }
}

void transport_cut(Transport *transport)
{
    transport->is_cut = true;
    for (Connection *connection = transport->connections; connection; connection = connection->next)
        connection_cut(connection);
}
