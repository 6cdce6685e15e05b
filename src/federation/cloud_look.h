// cloud_look.h — looks at linked clouds, by jobs: a link begins by its consent, its shadows become
// what they should be (cloud_shadow.h), and an ended one leaves nothing.
//
// A look has a few minutes. What it had no time for is looked at by the next one of the same round,
// which comes behind what else waits; who was looked at longest ago is always the first. One look
// at a link at a time.
#pragma once

#include "work/work.h"

/** reconcile_cloud_link {cloud_link_id, repairs, round_id}: makes what is new, removes what is not
 * wanted any more, finds what differs, and repairs it if it shall. */
Error cloud_look_job(Ctx *ctx, const Job *job);

/** The same, with so much time for asking the cloud; for tests. */
Error cloud_look(Ctx *ctx, const Job *job, int64_t time_us);

/** check_cloud_links {}: a look at every one, now and then. */
Error cloud_look_at_all_job(Ctx *ctx, const Job *job);
