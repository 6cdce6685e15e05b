#include "server.h"

#include "address.h"
#include "serve.h"
#include "transport.h"
#include "worker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { MAX_EXCHANGES = 16, BACKLOG = 4096, WAITING_PER_WORKER = 64, LOOP_STACK = 2 * 1024 * 1024 };

// One loop with what talks on it.
typedef struct Lane {
    Server *server;
    Loop *loop;
    Transport *transport;
    Serve *serve;
    int listen_fd;
    pthread_t thread;
} Lane;

struct Server {
    int port, lane_count, silent_count; // silent: stopping, and has no connection left
    pthread_mutex_t lock;
    pthread_cond_t silence;
    AddressRanges *trusted_proxies;
    WorkerPool *workers;
    const ExchangeHandler *exchanges[MAX_EXCHANGES + 1]; // ended by NULL
    Lane lanes[MAX_LOOPS];
};

static const char *problem_of(const char *what, const char *detail)
{
    static _Thread_local char text[300];
    snprintf(text, sizeof text, "%s: %s", what, detail);
    return text;
}

// ── listening ────────────────────────────────────────────────────────────────────────────────

typedef struct Listen {
    struct sockaddr_storage address;
    socklen_t length;
} Listen;

static bool listen_read(const char *address, int port, Listen *ret_listen)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    *ret_listen = (Listen){0};
    if (inet_pton(AF_INET, address, &four.sin_addr) == 1) {
        memcpy(&ret_listen->address, &four, sizeof four);
        ret_listen->length = sizeof four;
    } else if (inet_pton(AF_INET6, address, &six.sin6_addr) == 1) {
        memcpy(&ret_listen->address, &six, sizeof six);
        ret_listen->length = sizeof six;
    }
    return ret_listen->length != 0;
}

static int socket_open(const Listen *listen_at, bool is_shared)
{
    int one = 1, zero = 0;
    int fd = socket(listen_at->address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (is_shared)
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    if (listen_at->address.ss_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);
    if (!bind(fd, (const struct sockaddr *)&listen_at->address, listen_at->length))
        return fd;
    int problem = errno;
    close(fd);
    errno = problem;
    return -1;
}

static int port_of(int fd)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    getsockname(fd, (struct sockaddr *)&address, &length);
    // The port stands at the same place in both families.
    struct sockaddr_in four;
    memcpy(&four, &address, sizeof four);
    return ntohs(four.sin_port);
}

// Each loop has a socket of its own for the one port; the kernel spreads the connections.
static bool sockets_open(Server *server, const ServerSettings *settings)
{
    Listen at;
    if (!listen_read(settings->address, settings->port, &at)) {
        errno = EINVAL;
        return false;
    }
    // Sharing would hide that another program has the port already.
    int probe = settings->port ? socket_open(&at, false) : 0;
    if (probe < 0)
        return false;
    if (settings->port)
        close(probe);
    server->port = settings->port;
    for (int i = 0; i < server->lane_count; i++) {
        Lane *lane = &server->lanes[i];
        listen_read(settings->address, server->port, &at);
        lane->listen_fd = socket_open(&at, true);
        if (lane->listen_fd < 0 || listen(lane->listen_fd, BACKLOG))
            return false;
        server->port = port_of(lane->listen_fd);
    }
    return true;
}

// ── starting ─────────────────────────────────────────────────────────────────────────────────

static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void *run_lane(void *arg)
{
    loop_run(((Lane *)arg)->loop);
    return NULL;
}

static bool lane_start(Lane *lane, const ServerSettings *settings)
{
    lane->serve = serve_new(settings->app);
    lane->transport = transport_new(&(TransportSettings){
        .loop = lane->loop,
        .listen_fd = lane->listen_fd,
        .max_connections = settings->max_connections / lane->server->lane_count + 1,
        .connection_memory = settings->connection_memory ? settings->connection_memory : 6 * 1024,
        .idle_timeout = settings->idle_timeout,
        .trusted_proxies = lane->server->trusted_proxies,
        .exchanges = lane->server->exchanges,
        .others = &lane->serve->handler,
        .workers = lane->server->workers,
        .known_answer = serve_known,
        .known_arg = lane->serve,
    });
    return lane->transport != NULL;
}

static void threads_start(Server *server)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, LOOP_STACK);
    for (int i = 0; i < server->lane_count; i++)
        if (pthread_create(&server->lanes[i].thread, &attributes, run_lane, &server->lanes[i]))
            abort();
    pthread_attr_destroy(&attributes);
}

static int lanes_of(const ServerSettings *settings)
{
    long count = settings->loops ? settings->loops : sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > MAX_LOOPS ? MAX_LOOPS : (int)count;
}

static Server *server_new(const ServerSettings *settings, AddressRanges *trusted_proxies)
{
    Server *server = calloc(1, sizeof *server);
    if (!server)
        abort();
    server->lane_count = lanes_of(settings);
    server->trusted_proxies = trusted_proxies;
    for (size_t i = 0; settings->exchanges && settings->exchanges[i]; i++) {
        if (i == MAX_EXCHANGES)
            abort();
        server->exchanges[i] = settings->exchanges[i];
    }
    server->workers = worker_pool_new(
        settings->database, settings->workers, settings->workers * WAITING_PER_WORKER);
    pthread_mutex_init(&server->lock, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&server->silence, &attributes);
    pthread_condattr_destroy(&attributes);
    for (int i = 0; i < server->lane_count; i++)
        server->lanes[i] = (Lane){.server = server, .loop = loop_new(i), .listen_fd = -1};
    return server;
}

static void server_free(Server *server)
{
    worker_pool_free(server->workers);
    for (int i = 0; i < server->lane_count; i++) {
        Lane *lane = &server->lanes[i];
        if (lane->transport)
            transport_free(lane->transport);
        else if (lane->listen_fd >= 0)
            close(lane->listen_fd);
        if (lane->serve)
            serve_free(lane->serve);
        loop_free(lane->loop);
    }
    pthread_cond_destroy(&server->silence);
    pthread_mutex_destroy(&server->lock);
    free(server->trusted_proxies);
    free(server);
}

static const char *routes_problem(const HttpApp *app)
{
    Arena *arena = arena_new();
    const char *problem = http_check(arena, app);
    problem = problem ? problem_of("A route is wrong", problem) : NULL;
    arena_free(arena);
    return problem;
}

Server *server_start(const ServerSettings *settings, const char **ret_problem)
{
    *ret_problem = routes_problem(settings->app);
    if (*ret_problem)
        return NULL;
    AddressRanges *trusted_proxies = address_ranges_new(settings->trusted_proxies);
    if (!trusted_proxies) {
        *ret_problem = problem_of("These are no addresses of proxies", settings->trusted_proxies);
        return NULL;
    }
    raise_descriptor_limit();
    Server *server = server_new(settings, trusted_proxies);
    bool is_good = sockets_open(server, settings);
    for (int i = 0; i < server->lane_count && is_good; i++)
        is_good = lane_start(&server->lanes[i], settings);
    if (is_good) {
        threads_start(server);
        return server;
    }
    char where[100];
    snprintf(
        where, sizeof where, "Cannot listen at %s, port %d", settings->address, settings->port);
    *ret_problem = problem_of(where, strerror(errno));
    server_free(server);
    return NULL;
}

int server_port(const Server *server)
{
    return server->port;
}

// ── stopping ─────────────────────────────────────────────────────────────────────────────────

static void tell_silence(void *arg)
{
    Lane *lane = arg;
    if (lane->transport->connection_count) {
        loop_after(lane->loop, 5000, tell_silence, lane);
        return;
    }
    pthread_mutex_lock(&lane->server->lock);
    lane->server->silent_count++;
    pthread_cond_signal(&lane->server->silence);
    pthread_mutex_unlock(&lane->server->lock);
}

static void stop_lane(void *arg)
{
    Lane *lane = arg;
    transport_stop(lane->transport);
    tell_silence(lane);
}

static void cut_lane(void *arg)
{
    transport_cut(((Lane *)arg)->transport);
}

static void wait_for_silence(Server *server, int64_t us)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    int64_t nanoseconds = until.tv_nsec + us % SECOND * 1000;
    until.tv_sec += us / SECOND + nanoseconds / 1000000000;
    until.tv_nsec = nanoseconds % 1000000000;
    pthread_mutex_lock(&server->lock);
    while (server->silent_count < server->lane_count &&
           pthread_cond_timedwait(&server->silence, &server->lock, &until) != ETIMEDOUT)
        ;
    pthread_mutex_unlock(&server->lock);
}

void server_stop(Server *server, int64_t grace_us)
{
    for (int i = 0; i < server->lane_count; i++)
        loop_post(server->lanes[i].loop, stop_lane, &server->lanes[i]);
    wait_for_silence(server, grace_us);
    for (int i = 0; i < server->lane_count; i++)
        loop_post(server->lanes[i].loop, cut_lane, &server->lanes[i]);
    wait_for_silence(server, DAYS(1)); // for handlers that still run
    for (int i = 0; i < server->lane_count; i++) {
        loop_stop(server->lanes[i].loop);
        pthread_join(server->lanes[i].thread, NULL);
    }
    server_free(server);
}
