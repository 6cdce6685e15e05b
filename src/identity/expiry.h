// expiry.h — forgetting what has run out: sessions, links, counts of attempts and answers kept
// under an Idempotency-Key.
#pragma once

#include "work/work.h"

/** The job "remove_expired", once a day. */
Error expiry_remove(Ctx *ctx, const Job *job);
