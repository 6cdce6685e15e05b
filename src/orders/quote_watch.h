// quote_watch.h — the clock over open quotes: a word before they expire, and the end.
#pragma once

#include "work/work.h"

/** Before it is too late; there is no reminder of what was valid no longer than that. */
enum { QUOTE_REMINDER_DAYS = 3 };

/** The job "watch_quotes": quote.expiring once for each, then quote.expired. */
Error quote_watch_job(Ctx *ctx, const Job *job);
