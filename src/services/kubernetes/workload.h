// workload.h — a chart that runs in a customer's cluster: one for each Kubernetes subscription. Or
// in a seller's, for a test (test_deployment.h): then it has no subscription.
//
// waiting → deploying → ready | failed; ready → upgrading | rolling_back | removing | degraded,
// when the watch finds that it does not run as it should. A failed one can be tried again or
// removed. What changes it is an operation (operation.h); there is one at a time.
#pragma once

#include "base/ctx.h"
#include "catalog/product.h"
#include "sentences/sentence.h"
#include "services/service.h"
#include "json/json.h"

typedef enum WorkloadState {
    WORKLOAD_WAITING,
    WORKLOAD_DEPLOYING,
    WORKLOAD_READY,
    WORKLOAD_FAILED,
    WORKLOAD_DEGRADED,
    WORKLOAD_UPGRADING,
    WORKLOAD_ROLLING_BACK,
    WORKLOAD_REMOVING,
    WORKLOAD_REMOVED, // final
    WORKLOAD_STATES,
} WorkloadState;

extern const char *const workload_state_names[];

/** One object of the release, as it was seen last. */
typedef struct WorkloadObject {
    const char *kind, *name;
    const char *state;   // waiting, ready, failed
    const char *message; // a sentence of src/sentences; NULL: nothing to say
} WorkloadObject;

typedef LIST_OF(WorkloadObject) WorkloadObjectList;
extern const Shape workload_object_shape;

typedef struct Seconds {
    int64_t low, high;
} Seconds;

/** How far the operation under way is. */
typedef struct Progress {
    const char *step; // waiting, checking, licence, installing …
    int64_t ready, total;
    int64_t percent;
    Seconds expected_seconds; // how long such an operation takes in all
    Time started_at;
} Progress;

extern const Shape progress_shape;

typedef struct Workload {
    Id id;              // wkl_…
    Id subscription_id; // ID_NONE: a test
    bool is_test;
    const char *name; // of the subscription, or of the product
    WorkloadState state;
    const char
        *cause; // why it failed or is degraded, a sentence of src/sentences; NULL: it is well
    Id product_id, revision_id, chart_id;
    const char *product_slug, *product_name, *seller_name;
    LicenceType licence_type;
    Digest logo_digest;
    Id cluster_id;
    const char *cluster_name, *namespace, *release_name;
    const char *chart_version;
    const char *available_version; // of the product's active revision; NULL: it runs that one
    Id available_revision_id;
    int64_t helm_revision; // of the last operation that succeeded; 0: none yet
    RawJson answers;       // of that one
    Time deployed_at, removed_at, created_at;
    Id operation_id;    // the newest
    Progress *progress; // NULL: nothing is under way
    WorkloadObjectList objects;
    KeptVolumeList volumes; // that would stay
    TextList hosts;         // addresses under which it is reached
    int64_t version;
} Workload;

typedef LIST_OF(Workload) WorkloadList;

#define WORKLOAD_FIELDS                                                                            \
    FIELD(Workload, id, .required = true), FIELD(Workload, subscription_id),                       \
        FIELD(Workload, is_test, .about = "A seller's test: without subscription."),               \
        FIELD(Workload, name, .required = true),                                                   \
        FIELD_ENUM(Workload, state, workload_state_names),                                         \
        FIELD(Workload, cause, .tell = sentence_in),                                               \
        FIELD_TOLD(Workload, cause, "cause_code", sentence_code_in),                               \
        FIELD(Workload, product_id, .required = true),                                             \
        FIELD(Workload, product_slug, .required = true),                                           \
        FIELD(Workload, product_name, .required = true),                                           \
        FIELD(Workload, seller_name, .required = true),                                            \
        FIELD_ENUM(Workload, licence_type, licence_type_names), FIELD(Workload, logo_digest),      \
        FIELD(Workload, cluster_id, .required = true),                                             \
        FIELD(Workload, cluster_name, .required = true),                                           \
        FIELD(Workload, namespace, .required = true),                                              \
        FIELD(Workload, release_name, .required = true), FIELD(Workload, chart_version),           \
        FIELD(Workload, available_version), FIELD(Workload, available_revision_id),                \
        FIELD(Workload, deployed_at), FIELD(Workload, removed_at),                                 \
        FIELD(Workload, created_at, .required = true), FIELD(Workload, operation_id),              \
        FIELD_OPTION(Workload, progress, progress_shape), FIELD(Workload, version)

extern const Shape workload_shape;     // of the API
extern const Shape workload_row_shape; // of the tables

typedef struct WorkloadFilter {
    const char *state;  // NULL: all that are not removed
    const char *q;      // within name, product, seller, namespace or release; NULL: all
    Id cluster_id;      // ID_NONE: all
    Id subscription_id; // its workload, removed or not; ID_NONE: all
    Id after;
    int64_t limit;
} WorkloadFilter;

/** Newest first, without tests. */
Error workload_list(Ctx *ctx, const WorkloadFilter *filter, WorkloadList *ret_workloads);

/** NOT_FOUND if the actor's organization has none of that id. */
Error workload_get(Ctx *ctx, Id id, Workload *ret_workload);
Error workload_lock(Ctx *ctx, Id id, Workload *ret_workload);
Error workload_of_subscription(Ctx *ctx, Id subscription_id, Workload *ret_workload);

/** Whether who acts may change it: purchasing what is subscribed, offerings what is a test.
 * FORBIDDEN missing_permission */
Error workload_require_permission(Ctx *ctx, bool is_test);

/** Creates a waiting one; *workload has subscription, product, revision, chart and place.
 * CONFLICT  release_taken: another workload has the release's name in the namespace */
Error workload_create(Ctx *ctx, Workload *workload);

/**
 * The only door by which the state of a locked workload changes: checks the table of moves, writes
 * the row and the event workload.<what happened>. The same state again is no move, and fine.
 * CONFLICT  wrong_state
 */
Error workload_move(Ctx *ctx, Workload *workload, WorkloadState state, const char *cause);

/** Writes what was seen of it: objects, volumes, hosts. */
Error workload_see(Ctx *ctx, const Workload *workload);

struct Operation;
/** How far the operation of the workload is. */
Error workload_progress(
    Ctx *ctx, const Workload *workload, const struct Operation *operation, Progress *ret_progress);

/** Its event, with the names that pages and reactions need. */
Error workload_emit(Ctx *ctx, const Workload *workload, const char *kind);
