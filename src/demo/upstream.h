// upstream.h — `kontor demo-upstream`: a small OpenAI-shaped server behind which stands a model of
// words instead of a language model, since none can be downloaded where Kontor is tried, tested
// and measured. It says "demonstration model" wherever it shows.
//
// Tests steer it by the model's name, or by a header X-Demo of the same form: "demo-d50-t20-i5" is
//   d50  wait 50 ms before the answer       t20  an answer of 20 tokens
//   i5   5 ms between tokens                s429 answer with that status
//   x1   cut a stream in its middle         x2   end it there as if nothing was wrong
//   x3   cut before the first byte          c30  30 of the prompt's tokens came from a cache
//   r10  10 of the tokens were reasoning    f1   embeddings are floats, whatever was asked
//   u0   no usage                           u1   in a chunk of its own (the default, if asked for)
//   u2   in the last chunk                  u3   usage of zeros
//   u4   deep inside a chunk                u5   in every chunk
// POST /_received takes whatever a webhook posts. GET /_stats tells what it counted itself, in all
// and for each X-Request-Id.
#pragma once

#include "http/server.h"

extern const char manual_text[]; // the manual's sentences, embedded when the program is built

/** Serves at 127.0.0.1 until SIGTERM or SIGINT; the program's exit status. */
int upstream_run(int port);

/** The same for tests. Port 0: any free one. NULL with a sentence: it cannot listen. */
Server *upstream_start(int port, const char **ret_problem);
void upstream_stop(Server *server);
