// cloud_link.h — a cloud's domain linked to an organization, by consent of who administers it.
//
//   asked → answered → linked        whoever has the one-time link signs in there once; a job makes
//                                    a user of ours in the domain, which does all from then on
//   answered → asked | lost          that did not do; the reason is told
//   linked → lost                    the cloud lets our user in no more: consent was taken back
//   lost → answered → linked         by a new consent, for the same domain
//   any → removing → removed         what was made there is removed first, as often as it takes
//
// The password of who agrees is sealed until the job has used it, and gone afterwards. What is made
// there: see cloud_shadow.h. One domain is linked to one organization.
//
// Events: cloud_link.added, .linked, .lost, .drifted, .removed (subject: the link; data: the name
// of the domain, or of the cloud before one is known).
#pragma once

#include "base/ctx.h"
#include "cloud_sign_in.h"
#include "shape/shape.h"
#include "work/work.h"

enum { MAX_CLOUD_LINKS = 20, CLOUD_CONSENT_LASTS = 24 * 3600 }; // of an organization; seconds

typedef enum CloudLinkState {
    LINK_ASKED,
    LINK_ANSWERED,
    LINK_LINKED,
    LINK_LOST,
    LINK_REMOVING,
    LINK_REMOVED,
} CloudLinkState;

extern const char *const cloud_link_state_names[]; // "asked" …, ended by NULL

typedef enum CloudShadowState {
    SHADOW_WANTED,
    SHADOW_OK,
    SHADOW_DRIFTED,
    SHADOW_MISSING,
    SHADOW_FAILED,
} CloudShadowState;

extern const char *const cloud_shadow_state_names[]; // "wanted" …, ended by NULL

typedef struct CloudDifference {
    const char *what;              // "name", "description", "enabled", "group", "role"
    const char *expected, *actual; // NULL: nothing
} CloudDifference;

typedef LIST_OF(CloudDifference) CloudDifferenceList;

typedef struct CloudShadow {
    const char *name;        // at the cloud
    Id user_id;              // whose; ID_NONE: it is the group
    const char *user_name;   // the person's, here
    const char *keystone_id; // NULL: not made yet
    CloudShadowState state;  // see cloud_shadow.h
    CloudDifferenceList differences;
    const char *problem; // a sentence
    Id round_id;         // of looks, that found it so; hidden
} CloudShadow;

extern const Shape cloud_difference_shape;
extern const Shape cloud_shadow_shape;
typedef LIST_OF(CloudShadow) CloudShadowList;

typedef struct CloudLink {
    Id organization_id; // hidden
    Id id;              // clk_…
    Id provider_id;
    const char *provider_name;
    CloudLinkState state;
    Time expires_at; // of the consent's link
    const char
        *consent_url; // where somebody who administers the domain agrees; NULL: nothing to agree
    const char *domain_id, *domain_name;
    const char *consented_by; // the user's name at the cloud
    Time consented_at;
    const char *manager_id; // hidden
    const char *problem;    // a sentence
    Time checked_at;        // all of it
    bool is_checking;
    Time created_at;
    Id created_by;
    CloudShadowList shadows; // of cloud_link_list
} CloudLink;

extern const Shape cloud_link_shape;
typedef LIST_OF(CloudLink) CloudLinkList;

/** By an owner. NOT_FOUND the provider; CONFLICT cloud_link_unset: the operator did not say which
 * roles; too_many_cloud_links; FORBIDDEN owner_only */
Error cloud_link_create(Ctx *ctx, Id provider_id, CloudLink *ret_link);

/** The organization's, the newest first, without those that are removed. FORBIDDEN owner_only */
Error cloud_link_list(Ctx *ctx, CloudLinkList *ret_links);

/** A new link for the consent, by an owner; the one before is void. NOT_FOUND; CONFLICT
 * cloud_link_not_open; FORBIDDEN owner_only */
Error cloud_link_issue_consent(Ctx *ctx, Id id, CloudLink *ret_link);

/** Looks at what is there now, and repairs it if it shall. NOT_FOUND; CONFLICT
 * cloud_link_not_linked; FORBIDDEN owner_only */
Error cloud_link_check_soon(Ctx *ctx, Id id, bool repairs, CloudLink *ret_link);

/** By an owner; what was made at the cloud is removed by a job. NOT_FOUND; FORBIDDEN owner_only */
Error cloud_link_remove(Ctx *ctx, Id id, CloudLink *ret_link);

/** A look by a job, once for all who ask before it begins. round_id: goes on with what a round of
 * looks had no time for; ID_NONE: a new one. TIME_NONE: now */
Error cloud_link_place_look(
    Ctx *ctx, const CloudLink *link, bool repairs, Id round_id, Time run_at);

/** One of the events above. */
Error cloud_link_emit(Ctx *ctx, const CloudLink *link, const char *kind);

/** membership.*: who is new gets a user there, and who is gone has none any more. */
Error cloud_link_members_changed(Ctx *ctx, const Event *event);

// ── whoever agrees ───────────────────────────────────────────────────────────────────────────

typedef struct CloudConsent {
    const char *organization_name, *provider_name;
    const char *administrator_role, *member_role;
    CloudLinkState state;
    bool is_usable;
    const char *domain_name;
    const char *problem; // why the last try did not do; a sentence
} CloudConsent;

extern const Shape cloud_consent_shape;

/** From here on the actor acts, without permissions, for the organization of the link. NOT_FOUND
 * link_unknown: it is none of ours, or another one took its place */
Error cloud_consent_get(Ctx *ctx, const char *token, CloudConsent *ret_consent);

/** Hands over what the job signs in with. NOT_FOUND link_unknown; CONFLICT link_expired, link_used;
 * else as cloud_answer_take, and LIMITED after
 * five tries with one link */
Error cloud_consent_give(
    Ctx *ctx, const char *token, const CloudAnswer *answer, CloudConsent *ret_consent);
