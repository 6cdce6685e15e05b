// expiry.h — forgetting what has run out: sessions, links and counts of attempts.
#pragma once

#include "work/work.h"

/** The job "remove_expired", once a day. */
Error expiry_remove(Ctx *ctx, const Job *job);
