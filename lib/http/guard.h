// guard.h — which addresses Kontor talks to when somebody else names them.
//
// Loopback, link-local, private, multicast and other special ranges (RFC 6890) are refused unless
// the operator allows them. Asked for the resolved address at connect time, so nothing can change
// between the question and the connection.
#pragma once

#include "base/ctx.h"

#include <sys/socket.h>

/** "127.0.0.0/8, 10.1.0.0/16" are allowed in spite of the rule; NULL if malformed. */
typedef struct Guard Guard;
Guard *guard_new(const char *allowed_ranges);
void guard_free(Guard *guard);

bool guard_allows(const Guard *guard, const struct sockaddr *address);

/** Whether a password or token may be sent there: by https, or http to this machine. */
bool guard_url_is_confidential(const char *url);

/** INVALID with a fault bad_address of the field, unless url is http(s) with a host, without user
 * info, of a sane length. */
Error guard_check_url(Ctx *ctx, const char *field, const char *url);
