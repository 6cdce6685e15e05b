// cloud_shadow.h — what the marketplace made in a linked domain: a group with the member role, and
// a user in it for each member of the organization. All have names that begin with marketplace_,
// and a description with the link's id: what has another one is not ours and never touched.
//
//   wanted → ok | failed               made, by the next look
//   ok ↔ drifted | missing | failed    as it is found; what differs is shown, and repaired by a
//   button
//
// A look has a few minutes. What it had no time for is looked at by the next one of the same round,
// which comes behind what else waits; who was looked at longest ago is always the first.
//
// Nobody signs in with these users: nobody knows their passwords.
#pragma once

#include "base/ctx.h"
#include "cloud_link.h"

/** reconcile_cloud_link {cloud_link_id, repairs, round_id}: makes what is new, removes what is not
 * wanted any more, finds what differs, and repairs it if it shall. */
Error cloud_shadow_reconcile_job(Ctx *ctx, const Job *job);

/** The same, with so much time for asking the cloud. */
Error cloud_shadow_reconcile(Ctx *ctx, const Job *job, int64_t time_us);

/** check_cloud_links {}: every one, now and then. */
Error cloud_shadow_check_job(Ctx *ctx, const Job *job);
