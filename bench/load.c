// load.c — a closed-loop HTTP/1.1 load client: so many keep-alive connections, each sends its next
// request when the answer to the last one is whole. Loopback only.
//
//     load PORT PATH CONNECTIONS SECONDS [-b BODY] [-e TEXT] [-H 'Name: value'] …
//
// -b makes it a POST of that JSON; -e is a text that every whole answer must hold (else it counts
// as bad). The first fifth of the time is not counted. Prints one JSON line; times in milliseconds.
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER = 1 << 17, REQUEST = 1 << 16, EVENTS = 512, MAX_SAMPLES = 1 << 22 };

typedef struct Connection {
    int fd;
    size_t sent, got, head; // head: length of the answer's headers, 0 until they are there
    long length;            // of the body; -1: chunked
    int64_t began, first_byte;
    char *answer;
} Connection;

typedef struct Samples {
    uint32_t *us;
    size_t count;
} Samples;

static struct sockaddr_in server;
static int epoll;
static char request[REQUEST];
static size_t request_length;
static const char *expected;
static long errors, bad;
static int64_t warm_until;
static Samples whole, first;

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000) + time.tv_nsec / 1000;
}

static void watch(Connection *connection, uint32_t events, int how)
{
    struct epoll_event event = {.events = events, .data.ptr = connection};
    epoll_ctl(epoll, how, connection->fd, &event);
}

static void begin(Connection *connection)
{
    connection->sent = connection->got = connection->head = 0;
    connection->first_byte = 0;
    connection->began = now();
}

static void open_connection(Connection *connection)
{
    int on = 1;
    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(connection->fd, (struct sockaddr *)&server, sizeof server) &&
        errno != EINPROGRESS) {
        perror("connect");
        exit(1);
    }
    begin(connection);
    watch(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_ADD);
}

static void again(Connection *connection, bool is_error)
{
    errors += is_error;
    close(connection->fd);
    open_connection(connection);
}

// False if the connection is broken.
static bool send_rest(Connection *connection)
{
    while (connection->sent < request_length) {
        ssize_t part = send(connection->fd, request + connection->sent,
            request_length - connection->sent, MSG_NOSIGNAL);
        if (part < 0)
            return errno == EAGAIN || errno == ENOTCONN;
        connection->sent += (size_t)part;
    }
    watch(connection, EPOLLIN, EPOLL_CTL_MOD);
    return true;
}

static void sample(Samples *samples, int64_t us)
{
    if (samples->count < MAX_SAMPLES)
        samples->us[samples->count++] = (uint32_t)us;
}

static void head_read(Connection *connection)
{
    char *end = memmem(connection->answer, connection->got, "\r\n\r\n", 4);
    if (!end)
        return;
    *end = '\0';
    const char *length = strcasestr(connection->answer, "\r\ncontent-length:");
    connection->length = length ? atol(length + 17) : -1;
    *end = '\r';
    connection->head = (size_t)(end - connection->answer) + 4;
}

static bool is_whole(const Connection *connection)
{
    size_t body = connection->got - connection->head;
    if (connection->length >= 0)
        return body >= (size_t)connection->length;
    return body >= 5 && memcmp(connection->answer + connection->got - 5, "0\r\n\r\n", 5) == 0;
}

static void note(Connection *connection)
{
    int64_t end = now();
    if (end < warm_until)
        return;
    connection->answer[connection->got] = '\0';
    bool is_good =
        memcmp(connection->answer + 9, "200", 3) == 0 &&
        (!expected || memmem(connection->answer, connection->got, expected, strlen(expected)));
    bad += !is_good;
    sample(&whole, end - connection->began);
    sample(&first, connection->first_byte - connection->began);
}

static void receive(Connection *connection)
{
    ssize_t part =
        recv(connection->fd, connection->answer + connection->got, ANSWER - 1 - connection->got, 0);
    if (part < 0 && errno == EAGAIN)
        return;
    if (part <= 0) {
        again(connection, true);
        return;
    }
    connection->got += (size_t)part;
    if (!connection->head)
        head_read(connection);
    if (!connection->head)
        return;
    if (!connection->first_byte && connection->got > connection->head)
        connection->first_byte = now();
    if (!is_whole(connection)) {
        if (connection->got == ANSWER - 1)
            again(connection, true);
        return;
    }
    note(connection);
    begin(connection);
    if (!send_rest(connection))
        again(connection, true);
    else if (connection->sent < request_length)
        watch(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static double percentile(const Samples *samples, double part)
{
    return samples->count ? samples->us[(size_t)((double)(samples->count - 1) * part)] / 1000.0 : 0;
}

typedef struct Load {
    int port, connections;
    const char *path, *body;
    double seconds;
    char *headers[16];
    int header_count;
} Load;

static void read_arguments(int count, char **argument, Load *load)
{
    int option;
    while ((option = getopt(count, argument, "b:e:H:")) >= 0) {
        if (option == 'b')
            load->body = optarg;
        else if (option == 'e')
            expected = optarg;
        else if (option == 'H' && load->header_count < 16)
            load->headers[load->header_count++] = optarg;
        else
            exit(2);
    }
    if (count - optind != 4) {
        fprintf(stderr,
            "usage: load PORT PATH CONNECTIONS SECONDS [-b BODY] [-e TEXT] [-H HEADER] …\n");
        exit(2);
    }
    load->port = atoi(argument[optind]);
    load->path = argument[optind + 1];
    load->connections = atoi(argument[optind + 2]);
    load->seconds = atof(argument[optind + 3]);
}

static void request_build(const Load *load)
{
    const char *body = load->body;
    size_t at = (size_t)snprintf(request, REQUEST,
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: */*\r\n", body ? "POST" : "GET",
        load->path, load->port);
    for (int i = 0; i < load->header_count; i++)
        at += (size_t)snprintf(request + at, REQUEST - at, "%s\r\n", load->headers[i]);
    if (body)
        at += (size_t)snprintf(request + at, REQUEST - at,
            "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);
    else
        at += (size_t)snprintf(request + at, REQUEST - at, "\r\n");
    if (at >= REQUEST) {
        fprintf(stderr, "The request is too long.\n");
        exit(2);
    }
    request_length = at;
}

static void open_all(const Load *load)
{
    server = (struct sockaddr_in){.sin_family = AF_INET,
        .sin_port = htons((uint16_t)load->port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    epoll = epoll_create1(0);
    whole.us = malloc(MAX_SAMPLES * sizeof *whole.us);
    first.us = malloc(MAX_SAMPLES * sizeof *first.us);
    Connection *all = calloc((size_t)load->connections, sizeof *all);
    for (int i = 0; i < load->connections; i++) {
        all[i].answer = malloc(ANSWER);
        open_connection(&all[i]);
    }
}

static void run_until(int64_t end)
{
    struct epoll_event events[EVENTS];
    while (now() < end) {
        int ready = epoll_wait(epoll, events, EVENTS, 20);
        for (int i = 0; i < ready; i++) {
            Connection *connection = events[i].data.ptr;
            if (events[i].events & (EPOLLERR | EPOLLHUP))
                again(connection, true);
            else if (events[i].events & EPOLLIN)
                receive(connection);
            else if (!send_rest(connection))
                again(connection, true);
        }
    }
}

static void print_result(double seconds)
{
    qsort(whole.us, whole.count, sizeof *whole.us, by_size);
    qsort(first.us, first.count, sizeof *first.us, by_size);
    printf(
        "{\"requests_per_second\": %.1f, \"first_byte_p50\": %.3f, \"first_byte_p99\": %.3f, "
        "\"p50\": %.3f, \"p99\": %.3f, \"errors\": %ld, \"bad\": %ld}\n",
        (double)whole.count / (seconds * 0.8), percentile(&first, 0.5), percentile(&first, 0.99),
        percentile(&whole, 0.5), percentile(&whole, 0.99), errors, bad);
}

int main(int count, char **argument)
{
    Load load = {0};
    read_arguments(count, argument, &load);
    signal(SIGPIPE, SIG_IGN);
    request_build(&load);
    open_all(&load);
    warm_until = now() + (int64_t)(load.seconds * 0.2e6);
    run_until(now() + (int64_t)(load.seconds * 1e6));
    print_result(load.seconds);
    return 0;
}
