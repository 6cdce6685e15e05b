// exchange.h — a request that is answered piece by piece on its loop, without a worker thread:
// the AI gateway and server-sent events.
//
// All calls are made on the exchange's loop. Between begin() and closed() the exchange is valid.
#pragma once

#include "base/base.h"
#include "http/http.h"
#include "http/loop.h"

typedef struct Exchange Exchange;

typedef struct ExchangeHandler {
    const char *prefix; // of the path: "/ai/v1/"
    size_t max_body;    // bytes; a longer body is answered 413 by refuse()

    /** The headers and the whole body are there. */
    void (*begin)(Exchange *ex);

    /** The client has taken enough of what was written that more may follow (back pressure). */
    void (*drained)(Exchange *ex);

    /** The client has all of it, or went away; ex is not valid after this. */
    void (*closed)(Exchange *ex, bool complete);

    /** Answers what never reaches begin(): 413 too_large, 408 too_slow. By exchange_start … finish.
     */
    void (*refuse)(Exchange *ex, int status);
} ExchangeHandler;

Loop *exchange_loop(Exchange *ex);
Method exchange_method(const Exchange *ex);
const char *exchange_path(const Exchange *ex);  // decoded except %2F, which stays
const char *exchange_query(const Exchange *ex); // NULL if none
const char *exchange_header(const Exchange *ex, const char *name);
const char *exchange_address(const Exchange *ex); // the client's
Blob exchange_body(const Exchange *ex);           // followed by 16 zero bytes that do not count
void exchange_body_free(Exchange *ex);            // give the body's memory back early
Arena *exchange_arena(Exchange *ex);              // freed after closed()

void exchange_set_user(Exchange *ex, void *user);
void *exchange_user(const Exchange *ex);

/** Status and headers; length -1 when it is not known (chunked). Headers are copied. */
void exchange_start(Exchange *ex, int status, const Header *headers, size_t count, int64_t length);

/** Appends to what the client gets; the bytes are copied. Sent at the end of the loop's turn. */
void exchange_write(Exchange *ex, const void *bytes, size_t length);

/** What was written and not yet taken by the client's connection. */
size_t exchange_unsent(const Exchange *ex);

/** Ends the answer. Not clean: the connection is cut so that the client sees an incomplete answer.
 */
void exchange_finish(Exchange *ex, bool clean);
