#include "wire.h"

#include "base/text.h"
#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

int wire_open(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) {
        perror("# connect");
        exit(1);
    }
    return fd;
}

void wire_close(int fd)
{
    close(fd);
}

void wire_send_bytes(int fd, const void *bytes, size_t length)
{
    // A server that has enough may close while we still send: that is for the test to see.
    for (size_t sent = 0; sent < length;) {
        ssize_t count = send(fd, (const char *)bytes + sent, length - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return;
        sent += (size_t)count;
    }
}

void wire_send(int fd, const char *text)
{
    wire_send_bytes(fd, text, strlen(text));
}

// The bytes that are there within so long; 0 at the end or when the time is over.
static size_t read_some(int fd, char *bytes, size_t room, int64_t us, bool *ret_is_closed)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    *ret_is_closed = false;
    if (us < 0 || poll(&ready, 1, (int)(us / 1000)) <= 0)
        return 0;
    ssize_t count = recv(fd, bytes, room, 0);
    *ret_is_closed = count <= 0;
    return count > 0 ? (size_t)count : 0;
}

const char *wire_read(Arena *arena, int fd, const char *until)
{
    Text text = {.arena = arena};
    Time end = time_after(time_now(), PATIENCE_US);
    char bytes[65536];
    bool is_closed;
    for (;;) {
        size_t count = read_some(fd, bytes, sizeof bytes, end.us - time_now().us, &is_closed);
        text_append(&text, bytes, count);
        if (!count || (until && strstr(text_of(&text), until)))
            return text_of(&text);
    }
}

bool wire_is_closed(int fd)
{
    Time end = time_after(time_now(), PATIENCE_US);
    char bytes[65536];
    bool is_closed;
    while (read_some(fd, bytes, sizeof bytes, end.us - time_now().us, &is_closed))
        ;
    return is_closed;
}

const char *wire_ask(Arena *arena, int port, const char *request)
{
    int fd = wire_open(port);
    wire_send(fd, request);
    const char *answer = wire_read(arena, fd, NULL);
    wire_close(fd);
    return answer;
}

int wire_status(const char *answer)
{
    return text_starts_with(answer, "HTTP/1.") && strlen(answer) > 12 ? atoi(answer + 9) : 0;
}

const char *wire_header(Arena *arena, const char *answer, const char *name)
{
    const char *end = strstr(answer, "\r\n\r\n");
    size_t length = strlen(name);
    for (const char *at = strstr(answer, "\r\n"); at && at < end; at = strstr(at + 2, "\r\n"))
        if (strncasecmp(at + 2, name, length) == 0 && at[2 + length] == ':') {
            const char *value = at + 3 + length + strspn(at + 3 + length, " ");
            return arena_text(arena, value, strcspn(value, "\r"));
        }
    return NULL;
}

const char *wire_body(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");
    return end ? end + 4 : "";
}
