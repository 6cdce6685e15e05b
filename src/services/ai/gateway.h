// gateway.h — the AI gateway: /ai/v1/, OpenAI's protocol, metered (F… see docs/manual).
//
// It lives on the server's loops. A call's path: its key is known from memory (or read by a thread
// that does only this), its body is passed to an upstream with the model's name replaced, what
// comes back is passed on as it comes, and its end waits until the call's row is durable. No
// database statement stands on the way of a chunk.
//
//   GET  models, models/{id}             what the key may call
//   POST chat/completions, completions, embeddings, responses
//
// Every call that is let through leaves exactly one row in ai_usage:
//   exact      the upstream's own count. The last usage object counts, wherever it sits
//   estimated  the upstream did not say, or was not waited for: the client left (its upstream is
//              read on for ai_drain_timeout), the key was revoked, or ai_total_timeout was over.
//              Or it counted more than can be: more tokens_in than the request has bytes, or more
//              tokens_out than the answer has, and 65,536 that stand for what is not seen there
//              (images and files that are only named; hidden reasoning)
//   none       the upstream failed, refused or broke off: nothing is billed
// The client sees the end of an answer only after its row is durable; if it cannot be written, the
// answer is 503 or cut. An upstream's cut ends the client's stream with an error event and without
// a clean end. Answers are passed on as they are, but for the model's name: it is the one that was
// asked for.
#pragma once

#include "db/db.h"
#include "http/exchange.h"
#include "http/guard.h"
#include "work/work.h"

extern const ExchangeHandler gateway_exchange; // for the server

/** Once, before the server starts. Limits and times are the settings'. */
void gateway_start(Database *database, const Guard *guard);

/** Every event passes here, on any thread: keys and offers that change are read again, and the
 * running calls of a key that was revoked are cut. */
void gateway_observe(const Event *event);

/** Before the server stops: takes no more calls, lets those that run end for at most so long, then
 * cuts them, and has written down all of them when it returns. */
void gateway_stop(int64_t grace_us);
