#include "outgoing.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { MAX_KEPT = 1024 };

#define KEPT_FOR SECONDS(60)

struct OutgoingPool {
    Loop *loop;
    const Guard *guard;
    int64_t connect_timeout;
    Origins *origins;
    SSL_CTX *tls; // NULL until the first needs it
    int kept_count;
    LoopTimer *sweep; // while some are kept
};

struct Outgoing {
    OutgoingPool *pool;
    Origin *origin;
    Outgoing *next;           // of those kept
    const OutgoingUser *user; // NULL while it is kept
    void *arg;
    int fd; // -1: none
    SSL *tls;
    OriginWaiter waiter;
    size_t tried;     // addresses
    LoopTimer *timer; // until it is open
    int64_t give_up_at, kept_at;
    bool is_connected, is_open, was_kept, is_paused, waits_to_write;
};

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

// ── ends ─────────────────────────────────────────────────────────────────────────────────────

static void socket_close(Outgoing *outgoing)
{
    if (outgoing->tls) {
        if (outgoing->is_open)
            SSL_shutdown(outgoing->tls);
        SSL_free(outgoing->tls);
        outgoing->tls = NULL;
    }
    if (outgoing->fd >= 0) {
        loop_unwatch(outgoing->pool->loop, outgoing->fd);
        close(outgoing->fd);
        outgoing->fd = -1;
    }
}

static void timer_cancel(Outgoing *outgoing)
{
    loop_cancel(outgoing->pool->loop, outgoing->timer);
    outgoing->timer = NULL;
}

static void outgoing_free(Outgoing *outgoing)
{
    timer_cancel(outgoing);
    socket_close(outgoing);
    outgoing->origin->uses--;
    free(outgoing);
}

static void give_up(Outgoing *outgoing)
{
    origin_leave(outgoing->origin, &outgoing->waiter);
    timer_cancel(outgoing);
    socket_close(outgoing);
    outgoing->user->failed(outgoing->arg);
}

// ── connecting ───────────────────────────────────────────────────────────────────────────────

static void ready(void *arg, int fd, unsigned events);
static void connect_next(Outgoing *outgoing);

static void watch(Outgoing *outgoing, unsigned events)
{
    loop_watch(outgoing->pool->loop, outgoing->fd, events, ready, outgoing);
}

static void become_open(Outgoing *outgoing)
{
    timer_cancel(outgoing);
    outgoing->is_open = true;
    watch(outgoing, EPOLLIN);
    outgoing->user->opened(outgoing->arg);
}

static SSL_CTX *tls_of(OutgoingPool *pool)
{
    if (pool->tls)
        return pool->tls;
    pool->tls = must(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_default_verify_paths(pool->tls);
    SSL_CTX_set_verify(pool->tls, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_min_proto_version(pool->tls, TLS1_2_VERSION);
    SSL_CTX_set_mode(pool->tls, SSL_MODE_ENABLE_PARTIAL_WRITE |
                                    SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    return pool->tls;
}

static void shake_hands(Outgoing *outgoing)
{
    ERR_clear_error();
    int result = SSL_connect(outgoing->tls);
    if (result == 1) {
        become_open(outgoing);
        return;
    }
    switch (SSL_get_error(outgoing->tls, result)) {
    case SSL_ERROR_WANT_READ: watch(outgoing, EPOLLIN); break;
    case SSL_ERROR_WANT_WRITE: watch(outgoing, EPOLLOUT); break;
    default: connect_next(outgoing);
    }
}

static void tls_begin(Outgoing *outgoing)
{
    const char *name = outgoing->origin->name;
    outgoing->tls = must(SSL_new(tls_of(outgoing->pool)));
    bool is_address = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(outgoing->tls), name);
    if (!is_address &&
        (!SSL_set1_host(outgoing->tls, name) || !SSL_set_tlsext_host_name(outgoing->tls, name))) {
        give_up(outgoing); // no name that a certificate could be for
        return;
    }
    if (!SSL_set_fd(outgoing->tls, outgoing->fd))
        abort();
    shake_hands(outgoing);
}

static void connected(Outgoing *outgoing)
{
    int problem = 0;
    socklen_t length = sizeof problem;
    getsockopt(outgoing->fd, SOL_SOCKET, SO_ERROR, &problem, &length);
    if (problem) {
        connect_next(outgoing);
        return;
    }
    outgoing->is_connected = true;
    if (outgoing->origin->is_tls)
        tls_begin(outgoing);
    else
        become_open(outgoing);
}

static bool connect_begin(Outgoing *outgoing, const OriginAddress *address)
{
    int yes = 1;
    const struct sockaddr *to = (const struct sockaddr *)&address->storage;
    if (!guard_allows(outgoing->pool->guard, to))
        return false;
    outgoing->fd = socket(to->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (outgoing->fd < 0)
        return false;
    setsockopt(outgoing->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    setsockopt(outgoing->fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    if (!connect(outgoing->fd, to, address->length) || errno == EINPROGRESS)
        return true;
    close(outgoing->fd);
    outgoing->fd = -1;
    return false;
}

static void address_is_slow(void *arg)
{
    Outgoing *outgoing = arg;
    outgoing->timer = NULL;
    connect_next(outgoing);
}

// Each address has an equal share of the time that is left.
static void connect_next(Outgoing *outgoing)
{
    const OriginAddresses *addresses = &outgoing->origin->addresses;
    Loop *loop = outgoing->pool->loop;
    timer_cancel(outgoing);
    socket_close(outgoing);
    outgoing->is_connected = false;
    while (outgoing->tried < addresses->count) {
        int64_t left = outgoing->give_up_at - loop_now(loop);
        int64_t share = left / (int64_t)(addresses->count - outgoing->tried);
        const OriginAddress *address = &addresses->items[outgoing->tried++];
        if (left <= 0 || !connect_begin(outgoing, address))
            continue;
        outgoing->timer = loop_after(loop, share, address_is_slow, outgoing);
        watch(outgoing, EPOLLOUT);
        return;
    }
    give_up(outgoing);
}

static void name_is_slow(void *arg)
{
    Outgoing *outgoing = arg;
    outgoing->timer = NULL;
    give_up(outgoing);
}

static void resolved(void *arg)
{
    connect_next(arg);
}

static void begin(void *arg)
{
    Outgoing *outgoing = arg;
    OutgoingPool *pool = outgoing->pool;
    outgoing->waiter = (OriginWaiter){.resolved = resolved, .arg = outgoing};
    outgoing->timer = NULL;
    if (origin_resolve(outgoing->origin, &outgoing->waiter))
        connect_next(outgoing);
    else
        outgoing->timer = loop_after(pool->loop, pool->connect_timeout, name_is_slow, outgoing);
}

// ── using one ────────────────────────────────────────────────────────────────────────────────

static void kept_close(Outgoing *outgoing)
{
    Outgoing **place = &outgoing->origin->kept;
    while (*place != outgoing)
        place = &(*place)->next;
    *place = outgoing->next;
    outgoing->pool->kept_count--;
    outgoing_free(outgoing);
}

static void ready(void *arg, int fd, unsigned events)
{
    (void)fd;
    Outgoing *outgoing = arg;
    if (!outgoing->user) {
        kept_close(outgoing); // by the other side, or it says what nobody asked for
    } else if (!outgoing->is_connected) {
        connected(outgoing);
    } else if (!outgoing->is_open) {
        shake_hands(outgoing);
    } else if (outgoing->waits_to_write && events & ~(unsigned)EPOLLIN) {
        outgoing->waits_to_write = false;
        watch(outgoing, EPOLLIN);
        outgoing->user->writable(outgoing->arg);
    } else {
        outgoing->user->readable(outgoing->arg);
    }
}

Outgoing *outgoing_open(
    OutgoingPool *pool, Origin *origin, bool is_fresh, const OutgoingUser *user, void *arg)
{
    Outgoing *outgoing = is_fresh ? NULL : origin->kept;
    if (outgoing) {
        origin->kept = outgoing->next;
        pool->kept_count--;
        outgoing->next = NULL;
    } else {
        outgoing = must(calloc(1, sizeof *outgoing));
        *outgoing = (Outgoing){.pool = pool,
            .origin = origin,
            .fd = -1,
            .give_up_at = loop_now(pool->loop) + pool->connect_timeout,
            .timer = loop_after(pool->loop, 0, begin, outgoing)};
        origin->uses++;
    }
    outgoing->user = user;
    outgoing->arg = arg;
    return outgoing;
}

bool outgoing_is_open(const Outgoing *outgoing)
{
    return outgoing->is_open;
}

bool outgoing_was_kept(const Outgoing *outgoing)
{
    return outgoing->was_kept;
}

static ssize_t write_later(Outgoing *outgoing)
{
    outgoing->waits_to_write = true;
    if (!outgoing->is_paused)
        watch(outgoing, EPOLLIN | EPOLLOUT);
    return OUTGOING_LATER;
}

static bool is_later(const Outgoing *outgoing, int result)
{
    int reason = SSL_get_error(outgoing->tls, result);
    return reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE;
}

static int capped(size_t length)
{
    return length > INT32_MAX ? INT32_MAX : (int)length;
}

ssize_t outgoing_write(Outgoing *outgoing, const void *bytes, size_t length, bool has_more)
{
    if (outgoing->tls) {
        ERR_clear_error();
        int written = SSL_write(outgoing->tls, bytes, capped(length));
        if (written > 0)
            return written;
        return is_later(outgoing, written) ? write_later(outgoing) : OUTGOING_BROKEN;
    }
    ssize_t written = send(outgoing->fd, bytes, length, MSG_NOSIGNAL | (has_more ? MSG_MORE : 0));
    if (written >= 0)
        return written;
    return errno == EAGAIN || errno == EINTR ? write_later(outgoing) : OUTGOING_BROKEN;
}

ssize_t outgoing_read(Outgoing *outgoing, void *bytes, size_t room)
{
    if (outgoing->tls) {
        ERR_clear_error();
        int got = SSL_read(outgoing->tls, bytes, capped(room));
        if (got > 0)
            return got;
        if (is_later(outgoing, got))
            return OUTGOING_LATER;
        return SSL_get_error(outgoing->tls, got) == SSL_ERROR_ZERO_RETURN ? OUTGOING_CLOSED
                                                                          : OUTGOING_BROKEN;
    }
    ssize_t got = recv(outgoing->fd, bytes, room, 0);
    if (got >= 0)
        return got;
    return errno == EAGAIN || errno == EINTR ? OUTGOING_LATER : OUTGOING_BROKEN;
}

bool outgoing_has_more(const Outgoing *outgoing)
{
    return outgoing->tls && SSL_pending(outgoing->tls) > 0;
}

// Not watched at all: a descriptor that hung up would be told of in every turn.
void outgoing_pause(Outgoing *outgoing)
{
    outgoing->is_paused = true;
    loop_unwatch(outgoing->pool->loop, outgoing->fd);
}

void outgoing_resume(Outgoing *outgoing)
{
    outgoing->is_paused = false;
    watch(outgoing, EPOLLIN | (outgoing->waits_to_write ? EPOLLOUT : 0));
}

// ── keeping ──────────────────────────────────────────────────────────────────────────────────

static void sweep_later(OutgoingPool *pool);

static void sweep_origin(const OutgoingPool *pool, const Origin *origin)
{
    for (Outgoing *next, *outgoing = origin->kept; outgoing; outgoing = next) {
        next = outgoing->next;
        if (loop_now(pool->loop) - outgoing->kept_at >= KEPT_FOR)
            kept_close(outgoing);
    }
}

static void sweep(void *arg)
{
    OutgoingPool *pool = arg;
    pool->sweep = NULL;
    for (Origin *origin = origin_first(pool->origins); origin; origin = origin->next)
        sweep_origin(pool, origin);
    if (pool->kept_count)
        sweep_later(pool);
}

static void sweep_later(OutgoingPool *pool)
{
    if (!pool->sweep)
        pool->sweep = loop_after(pool->loop, KEPT_FOR / 2, sweep, pool);
}

void outgoing_close(Outgoing *outgoing, bool is_reusable)
{
    OutgoingPool *pool = outgoing->pool;
    if (!is_reusable || !outgoing->is_open || outgoing->is_paused || outgoing->waits_to_write ||
        pool->kept_count >= MAX_KEPT) {
        origin_leave(outgoing->origin, &outgoing->waiter);
        outgoing_free(outgoing);
        return;
    }
    outgoing->user = NULL;
    outgoing->was_kept = true;
    outgoing->kept_at = loop_now(pool->loop);
    outgoing->next = outgoing->origin->kept;
    outgoing->origin->kept = outgoing;
    pool->kept_count++;
    sweep_later(pool);
}

// ── all of a loop ────────────────────────────────────────────────────────────────────────────

OutgoingPool *outgoing_pool_new(Loop *loop, const Guard *guard, int64_t connect_timeout)
{
    OutgoingPool *pool = must(calloc(1, sizeof *pool));
    *pool = (OutgoingPool){.loop = loop,
        .guard = guard,
        .connect_timeout = connect_timeout,
        .origins = origins_new(loop)};
    return pool;
}

void outgoing_pool_free(OutgoingPool *pool)
{
    for (Origin *origin = origin_first(pool->origins); origin; origin = origin->next)
        while (origin->kept)
            kept_close(origin->kept);
    origins_free(pool->origins);
    loop_cancel(pool->loop, pool->sweep);
    SSL_CTX_free(pool->tls);
    free(pool);
}

Origin *outgoing_origin(OutgoingPool *pool, const char *url)
{
    return origin_of(pool->origins, url);
}
