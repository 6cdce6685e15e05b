// cloud_shadow.h — what the marketplace made in a linked domain: a group with the member role, and
// a user in it for each member of the organization. All have names that begin with marketplace_,
// and a description with the link's id: what has another one is not ours and never touched.
//
//   wanted → ok | failed               made, by the next look
//   ok ↔ drifted | missing | failed    as it is found; what differs is shown, and repaired by a
//   button
//
// Nobody signs in with these users: nobody knows their passwords. Private to src/federation.
#pragma once

#include "cloud_link.h"
#include "keystone_directory.h"

enum { CLOUD_SECRET_BYTES = 24 };
#define CLOUD_SECRET_PREFIX "Aa1-" // what many clouds want in a password

/** A linked domain, as one works in it. */
typedef struct CloudSite {
    KeystoneCall call;
    const CloudLink *link;
    KeystoneGrant role;     // of the group
    bool repairs;           // what differs; else it is only found
    const char *group_name; // once the group was checked
    const char *group_id;   // the same; NULL: it is not there
} CloudSite;

/** By it our things are known, also those that a look before made and did not come to record. */
const char *cloud_site_mark(Ctx *ctx, const CloudSite *site);

/** Makes it, or finds what was made before: wanted->id. CONFLICT cloud_name_taken: of that name
 * something else is there */
Error cloud_site_make(Ctx *ctx, const CloudSite *site, KeystoneKind kind, KeystoneEntry *wanted,
    const char *password);

/** Makes what is new, finds what differs, and repairs it if the site says so. The group comes
 * first: the others are in it. */
Error cloud_shadow_check(Ctx *ctx, CloudSite *site, CloudShadow *shadow);

/** Only what we made, by its own id. */
Error cloud_shadow_remove(Ctx *ctx, const CloudSite *site, const CloudShadow *shadow);
