// digest.h — the daily mail: what a person wants to hear about once a day, in one mail at seven in
// the morning, where the platform is.
//
// What would have been a mail becomes an entry with the subject of that mail. A job gathers the
// entries of each person before the last seven o'clock, once, and has the event digest.due happen,
// which is mailed as every other event is.
#pragma once

#include "message.h"
#include "render.h"

enum { MAX_DIGEST_ENTRIES = 100 }; // listed in one mail

/** For the person's next daily mail: once for each event and kind. */
Error digest_create_entry(
    Ctx *ctx, const Event *event, MailKind kind, Recipient recipient, const char *data);

/** Those of a daily mail, the oldest first, and how many more there are. NOT_FOUND if there are
 * none: its person refused them meanwhile. */
Error digest_list(Ctx *ctx, Id digest_id, MailEntryList *ret_entries, size_t *ret_left_out);

/** The last seven o'clock before or at that moment. */
Time digest_morning(Time now, const char *zone);

/** The job "send_digests". Again changes nothing. */
Error digest_send_job(Ctx *ctx, const Job *job);

/** Removes at most REMOVED_AT_ONCE entries that were mailed and are older, and says how many. */
Error digest_remove_old(Ctx *ctx, Time before, int64_t *ret_count);
