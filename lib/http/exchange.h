// exchange.h — a request that is answered piece by piece on its loop: the AI gateway, server-sent
// events, and the routes themselves, whose handlers run in worker threads meanwhile.
//
// All calls are made on the exchange's loop. Between begin() and closed() the exchange is valid.
#pragma once

#include "base/base.h"
#include "http/http.h"
#include "http/loop.h"

typedef struct Exchange Exchange;

/** drained() is called once exchange_unsent() has come back below this. */
enum { EXCHANGE_LOW_WATER = 32 * 1024 };

typedef struct ExchangeHandler {
    const char *prefix; // of the path: "/ai/v1/"
    size_t max_body;    // bytes; a longer body is answered 413 by refuse()
    void *arg;          // for the handler itself: exchange_handler(ex)->arg

    /** Of this request, where it is not the same for all; NULL: max_body. */
    size_t (*body_limit)(Exchange *ex);

    /** The headers and the whole body are there. */
    void (*begin)(Exchange *ex);

    /** After more than EXCHANGE_LOW_WATER was unsent, it is less now: go on (back pressure). NULL:
     * nobody waits for it. */
    void (*drained)(Exchange *ex);

    /** The client has all of it, or went away; ex is not valid after this. Comes once for each
     * begin(), also if the exchange never was finished. NULL: nothing to do. */
    void (*closed)(Exchange *ex, bool complete);

    /** Answers what never reaches begin(): 400 malformed, 413 too long, 503 too much at once. By
     * exchange_start … finish. */
    void (*refuse)(Exchange *ex, int status);

    /** The server is about to stop: an answer without an end of its own should end now. NULL: has
     * one. */
    void (*stopping)(Exchange *ex);
} ExchangeHandler;

const ExchangeHandler *exchange_handler(const Exchange *ex);
Loop *exchange_loop(Exchange *ex);
Method exchange_method(const Exchange *ex);
const char *exchange_path(Exchange *ex);         // decoded except %2F, which stays
const char *exchange_target(const Exchange *ex); // path and query as they came
const char *exchange_query(const Exchange *ex);  // NULL if none
const char *exchange_header(const Exchange *ex, const char *name);
const char *exchange_address(Exchange *ex); // the client's
Blob exchange_body(const Exchange *ex);     // followed by 16 zero bytes that do not count
void exchange_body_free(Exchange *ex);      // give the body's memory back early
Arena *exchange_arena(Exchange *ex);        // freed after closed()

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

/**
 * Runs work in a worker thread, in a Ctx of its own for this request, then done on the loop. What
 * is in ctx->arena lives until done returns. Meanwhile the exchange stays, even if the client goes
 * away, and what is written waits. False if there is too much work already, or if something is
 * being sent just now: then neither runs.
 */
typedef void ExchangeWork(Ctx *ctx, Request *req, Exchange *ex);
bool exchange_work(Exchange *ex, ExchangeWork *work, void (*done)(Exchange *ex));
