// wire.h — the other end of a connection, byte by byte, for tests of servers.
#pragma once

#include "base/base.h"

/** Connects to 127.0.0.1; the descriptor. */
int wire_open(int port);
void wire_close(int fd);

void wire_send(int fd, const char *text);
void wire_send_bytes(int fd, const void *bytes, size_t length);

/** What arrives until the other end closes or the text contains `until` (NULL: never), within
 * PATIENCE_US. */
const char *wire_read(Arena *arena, int fd, const char *until);

/** Whether the other end closes the connection, within PATIENCE_US; what arrives is thrown away. */
bool wire_is_closed(int fd);

/** Sends a request and reads until the connection ends: say Connection: close. */
const char *wire_ask(Arena *arena, int port, const char *request);

/** Of an answer as text: its status, a header (NULL if none), what stands behind the head. */
int wire_status(const char *answer);
const char *wire_header(Arena *arena, const char *answer, const char *name);
const char *wire_body(const char *answer);
