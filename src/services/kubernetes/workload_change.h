// workload_change.h — what a person may ask of a workload that is there. Each locks the workload,
// checks that it may happen now and adds the operation that does it.
//
// All of them: NOT_FOUND no such workload, CONFLICT wrong_state and operation_in_progress; is_test,
// as a seller's test is only deployed, stopped and removed.
#pragma once

#include "configuration.h"
#include "licence.h"
#include "operation.h"

/**
 * Creates the workload that a complete, locked configuration describes, and the operation that
 * installs it; the configuration is history from then on. subscription_id ID_NONE: a test.
 * CONFLICT  release_taken
 */
Error workload_create_configured(
    Ctx *ctx, const Configuration *configuration, Id subscription_id, Workload *ret_workload);

typedef struct Upgrade {
    Id revision_id;       // of the product; ID_NONE: the one that runs
    RawJson answers;      // {"path": value}; NULL: as they are
    RawJson confidential; // new ones; the others stay what they are in the cluster
} Upgrade;

extern const Shape upgrade_shape;

/** Other values, or the product's active revision.
 * INVALID   answers that the form does not take
 * CONFLICT  revision_not_available: neither the active one nor the one that runs */
Error workload_upgrade(Ctx *ctx, Id id, const Upgrade *wanted, Workload *ret_workload);

typedef struct Rollback {
    Id operation_id; // one that succeeded
} Rollback;

extern const Shape rollback_shape;

/** Back to what an earlier operation made. INVALID operation_id is none that can be gone back to.
 */
Error workload_rollback(Ctx *ctx, Id id, const Rollback *wanted, Workload *ret_workload);

/** The last operation once more, as it was asked for. */
Error workload_retry(Ctx *ctx, Id id, Workload *ret_workload);

/** Stops what is under way; the job notices within a second.
 * FORBIDDEN missing_permission  CONFLICT nothing_to_stop */
Error workload_stop(Ctx *ctx, Id id, Workload *ret_workload);

/** Another licence: a job puts it into the secret; nothing is deployed anew.
 * CONFLICT  no_licence_needed */
Error workload_replace_licence(Ctx *ctx, Id id, const NewLicence *licence, Workload *ret_workload);

/** Ends the subscription and removes the workload with the volumes that are named; the others
 * stay. Of a test all go. Again, if removing failed.
 * FORBIDDEN missing_permission
 * CONFLICT  cluster_answers: it is to be forgotten only, but the cluster is there */
Error workload_remove(Ctx *ctx, Id id, const CancelChoice *choice, Workload *ret_workload);

/** The same in the transaction of a cancellation: of the locked subscription. */
Error workload_cancel(Ctx *ctx, const Subscription *subscription, const CancelChoice *choice);

/** Removes the locked workload of a test with all its volumes, for whom asked for the test. */
Error workload_remove_test(
    Ctx *ctx, Workload *workload, const CancelChoice *choice, Id requested_by);

/** The volumes that would stay if it were removed, with what each costs in a month. */
Error workload_volumes(Ctx *ctx, const Workload *workload, KeptVolumeList *ret_volumes);

/** What one value was, is and would become. */
typedef struct ValueChange {
    const char *path;
    RawJson old_default, mine, new_default; // NULL: not there
    bool conflict; // mine differs from a default that the seller has changed
} ValueChange;

typedef LIST_OF(ValueChange) ValueChangeList;

typedef struct UpgradePreview {
    const char *from_version, *to_version;
    Id revision_id; // to
    ValueChangeList values;
} UpgradePreview;

extern const Shape upgrade_preview_shape;

/** What the product's active revision would change: defaults that are others now, beside one's own
 * answers. CONFLICT no_upgrade: it runs that revision. */
Error workload_preview_upgrade(Ctx *ctx, Id id, UpgradePreview *ret_preview);
