// challenge.h — something random that is to be answered once, and soon. Nothing is stored until it
// is: a challenge is sealed under the master key with what it is for and whom it was given to.
#pragma once

#include "base/ctx.h"

/** Printable, without spaces; at most 150 bytes. */
const char *challenge_new(Ctx *ctx, const char *purpose, const char *subject, Time expires_at);

/** Whether it is one of ours, for that purpose and subject, and its time is not over. */
bool challenge_is_genuine(
    Ctx *ctx, const char *purpose, const char *subject, const char *challenge);

/** Takes one that is genuine, for good; false: it was taken before. */
Error challenge_use(Ctx *ctx, const char *challenge, bool *ret_is_first);
