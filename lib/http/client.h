// client.h — the one client for addresses that users give: clusters, charts, clouds.
//
// The address is looked up once and asked of the guard as it is connected to, so nothing can change
// between the question and the connection. Time and size are bounded, proxies of the environment
// are not used, and no connection outlives its request: nothing of one customer is there for the
// next. Calls block, so they belong into jobs, outside transactions.
#pragma once

#include "base/ctx.h"
#include "http/guard.h"

typedef struct ClientRequest {
    const char *method, *url;   // "GET", "https://host:port/path"
    const char *const *headers; // "Name: value", ended by NULL; NULL: none
    Blob body;
    Blob ca;               // PEM: the only authorities that are trusted; empty: the system's
    Blob certificate, key; // PEM of the client; empty: none
    const char *bearer;    // NULL: none
    const char *tls_name;  // whom the certificate must name; NULL: the host of the url
    bool follows;          // redirects, by GET, never from https to http; the bearer stays behind
    int64_t timeout_us;    // of the whole exchange; 0 with left_us: all that is left
    int64_t *left_us;      // of several exchanges together: each takes its time from it
    int64_t max_size;      // of the answer's body, in bytes
} ClientRequest;

typedef struct ClientAnswer {
    int status;
    const char *media_type; // without parameters, in lower case; "" if none was said
    Blob body;              // followed by a NUL that does not count
    const char *headers;    // of the last answer, as they came
} ClientAnswer;

/** Once, before the first call. The guard must live as long as calls are made. */
void client_start(const Guard *guard);

/**
 * Asks and waits for the whole answer, whatever its status. All failures are UNAVAILABLE:
 *   bad_url          no http or https address
 *   address_refused  the guard does not allow it
 *   unreachable      no such name, nobody listens, the connection broke, too many redirects
 *   timed_out
 *   too_big
 *   bad_certificate  the server's is not trusted, is over or names somebody else; ours is bad; or
 *                    there is no TLS
 */
Error client_send(Ctx *ctx, const ClientRequest *request, ClientAnswer *ret_answer);

/** A header of the answer, without space around it; names in any case; NULL if it is not there. */
const char *client_header(Arena *arena, const ClientAnswer *answer, const char *name);

/**
 * The address behind the url's host that the guard allows and that takes connections, for a program
 * that must not look it up again. Failures as above.
 */
Error client_resolve(
    Ctx *ctx, const char *url, const char **ret_address, int *ret_port, const char **ret_host);
