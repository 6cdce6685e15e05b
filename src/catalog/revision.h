// revision.h — one version of all that is said about a product.
//
// draft -> in_review -> approved -> active at its release time -> replaced by the next one, and
// active again if one goes back to it. A rejected, reviewed or scheduled one can be taken back to
// draft; only a draft changes. Of a product one revision is active at most, and one more is on its
// way at most. Whoever subscribed to a revision keeps it.
#pragma once

#include "catalog/category.h"
#include "catalog/plan.h"
#include "catalog/product.h"
#include "work/work.h"

typedef enum RevisionState {
    REVISION_DRAFT,
    REVISION_IN_REVIEW,
    REVISION_REJECTED,
    REVISION_APPROVED,
    REVISION_ACTIVE,
    REVISION_REPLACED,
} RevisionState;
extern const char *const revision_state_names[];

typedef struct UsedSoftware {
    const char *name, *version, *licence, *url;
} UsedSoftware;

typedef struct Guide {
    const char *kind; // "pre", "deployment", "post"
    Texts text;       // Markdown
    Texts html;
} Guide;

typedef LIST_OF(UsedSoftware) UsedSoftwareList;
typedef LIST_OF(Guide) GuideList;

extern const Shape used_software_shape, guide_shape;

typedef struct Revision {
    Id id; // rev_…
    Id product_id;
    int64_t number;
    RevisionState state;
    Id category_id;                      // ID_NONE: its seller proposes one, and nobody has decided
    ProposedCategory *proposed_category; // NULL: none was
    const char *product_version;
    Texts short_description, description, price_info, licence_info;
    TextsList features;
    UsedSoftwareList used_software;
    GuideList guides;
    const char *documentation_url, *data_location;
    Digest logo_digest;
    Digest content_digest; // of all that the offer says about it
    const char *reason;    // of the rejection
    Time release_at;       // TIME_NONE: as soon as it is approved
    Time activated_at, replaced_at;
    Id created_by;
    Time created_at;
} Revision;

extern const Shape revision_shape;         // the row
extern const Shape revision_summary_shape; // RevisionSummary of the API
typedef LIST_OF(Revision) RevisionList;

/** NOT_FOUND  there is none */
Error revision_get(Ctx *ctx, Id id, Revision *ret_revision);
Error revision_lock(Ctx *ctx, Id id, Revision *ret_revision);
Error revision_list(Ctx *ctx, Id product_id, RevisionList *ret_revisions); // newest first

/** The newest revision of the product; NOT_FOUND if it has none. */
Error revision_newest(Ctx *ctx, Id product_id, Revision *ret_revision);

/** Writes a draft: a new row (with its number), or what it says anew. */
Error revision_create(Ctx *ctx, Revision *revision);
Error revision_change(Ctx *ctx, const Revision *revision);

/**
 * The only writer of a state; *revision must be locked. Emits the event.
 * CONFLICT  wrong_state: the table of states does not have that step
 */
Error revision_move(Ctx *ctx, Revision *revision, RevisionState state, const char *reason);

/**
 * Approves at release_at (TIME_NONE: the time asked for, or now) and activates what is due, once
 * its chart is ready.
 * CONFLICT  wrong_state
 * CONFLICT  category_is_proposed: nobody has decided yet where it stands
 */
Error revision_approve(Ctx *ctx, Id id, Time release_at, Revision *ret_revision);
Error revision_reject(Ctx *ctx, Id id, const char *reason, Revision *ret_revision);

/** The category of what is in review, where its seller proposes one. */
typedef struct RevisionCategory {
    Id category_id;        // one that there is; else
    NewCategory *category; // one that is created
} RevisionCategory;

extern const Shape revision_category_shape;

/**
 * CONFLICT  wrong_state: it is not in review; category_is_decided
 * INVALID   not exactly one of them is said; category_id is not known; and as category_create
 */
Error revision_place_category(
    Ctx *ctx, Id id, const RevisionCategory *said, Revision *ret_revision);

/**
 * Moves the time at which an approved revision becomes active; TIME_NONE: now.
 * CONFLICT  wrong_state: it is not approved, or active already
 */
Error revision_schedule(Ctx *ctx, Id id, Time release_at, Revision *ret_revision);

/** Takes back what is in review or scheduled. CONFLICT wrong_state. */
Error revision_withdraw(Ctx *ctx, Id id, const char *reason, Revision *ret_revision);

/**
 * Goes back to a revision that was in force before: it replaces the active one at once. The active
 * one itself stays as it is. Who subscribed keeps what it subscribed to.
 * CONFLICT  wrong_state: it never was in force; product_ended
 * CONFLICT  upstream_missing: calls of one of its models would have nowhere to go
 */
Error revision_restore(Ctx *ctx, Id id, const char *reason, Revision *ret_revision);

/**
 * Puts an approved revision in force: it replaces the active one, and publishes a product that
 * never was published, unless its end was asked for.
 */
Error revision_activate(Ctx *ctx, Product *product, Revision *revision, const char *reason);

/** Job "activate_revisions": puts in force what is approved and due. */
Error revision_activate_due(Ctx *ctx, const Job *job);
