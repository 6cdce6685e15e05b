// configuration.h — what a customer fills in before deploying a chart: where it goes and which
// values it gets. A draft that colleagues can open and change until it is ordered.
// So does a seller before testing a revision (test_deployment.h); such a draft has no plan.
//
// Confidential answers and the licence are write-only: they are sealed when they come in, nobody
// is shown more than that they are there, and they go when the first deployment has succeeded.
#pragma once

#include "base/ctx.h"
#include "catalog/chart.h"
#include "catalog/product.h"
#include "licence.h"
#include "json/json.h"

typedef struct Configuration {
    Id id; // cfg_…
    Id product_id, revision_id;
    Id plan_id;   // ID_NONE: of a test
    bool is_test; // by the seller, and not ordered
    const char *product_slug, *product_name, *plan_name;
    Id cluster_id; // ID_NONE: not chosen yet, as the texts below
    const char *cluster_name;
    const char *namespace, *release_name;
    RawJson answers;       // {"path": value}, without confidential ones
    TextList confidential; // paths of those that are set
    bool has_licence;
    Id created_by, changed_by;
    const char *changed_by_name;
    Time created_at, changed_at;
    Time ordered_at; // TIME_NONE: a draft
    int64_t version;
} Configuration;

#define CONFIGURATION_FIELDS                                                                       \
    FIELD(Configuration, id, .required = true),                                                    \
        FIELD(Configuration, product_id, .required = true),                                        \
        FIELD(Configuration, product_slug, .required = true),                                      \
        FIELD(Configuration, product_name, .required = true),                                      \
        FIELD(Configuration, revision_id, .required = true), FIELD(Configuration, plan_id),        \
        FIELD(Configuration, plan_name),                                                           \
        FIELD(Configuration, is_test, .about = "By the seller: without plan and order."),          \
        FIELD(Configuration, cluster_id), FIELD(Configuration, cluster_name),                      \
        FIELD(Configuration, namespace), FIELD(Configuration, release_name),                       \
        FIELD(Configuration, answers),                                                             \
        FIELD(Configuration, confidential,                                                         \
            .about = "Paths of the confidential answers that are set."),                           \
        FIELD(Configuration, has_licence), FIELD(Configuration, created_by, .required = true),     \
        FIELD(Configuration, changed_by, .required = true),                                        \
        FIELD(Configuration, changed_by_name, .required = true),                                   \
        FIELD(Configuration, created_at, .required = true),                                        \
        FIELD(Configuration, changed_at, .required = true), FIELD(Configuration, ordered_at),      \
        FIELD(Configuration, version)

extern const Shape configuration_shape;
typedef LIST_OF(Configuration) ConfigurationList;

/** What of it is said; what is not said stays as it is. */
typedef struct ConfigurationChange {
    Id cluster_id;
    const char *namespace, *release_name;
    RawJson answers;      // takes the place of all answers before
    RawJson confidential; // {"path": value}; null forgets one
    NewLicence *licence;
} ConfigurationChange;

extern const Shape configuration_change_shape;

typedef struct NewConfiguration {
    const char *product; // slug
    Id plan_id;
    Id cluster_id; // and the rest as in a change
    const char *namespace, *release_name;
    RawJson answers, confidential;
    NewLicence *licence;
} NewConfiguration;

extern const Shape new_configuration_shape;

/**
 * A draft for the product's active revision, in the actor's organization.
 * NOT_FOUND  no such product is published
 * CONFLICT   not_configurable
 * INVALID    plan_id is none of the product; and as configuration_change
 */
Error configuration_create(
    Ctx *ctx, const NewConfiguration *wanted, Configuration *ret_configuration);

/**
 * A draft for testing the revision, which need not be published. Whose it is was checked.
 * CONFLICT  not_configurable
 * INVALID   as configuration_change
 */
Error configuration_create_for_test(Ctx *ctx, const Product *product, Id revision_id,
    const ConfigurationChange *wanted, Configuration *ret_configuration);

/** NOT_FOUND. */
Error configuration_get(Ctx *ctx, Id id, Configuration *ret_configuration);

/** Reads it and holds it unchanged until the end of the transaction. NOT_FOUND. */
Error configuration_lock(Ctx *ctx, Id id, Configuration *ret_configuration);

/** The newest draft for testing the revision; ID_NONE: none. */
Error configuration_find_for_test(Ctx *ctx, Id revision_id, Id *ret_id);

/** Drafts of orders, newest first; after: the last one of the page before, or ID_NONE. */
Error configuration_list(Ctx *ctx, Id after, int64_t limit, ConfigurationList *ret_configurations);

/**
 * Changes a locked draft.
 * FORBIDDEN missing_permission
 * CONFLICT  configuration_ordered
 * INVALID   a cluster or namespace that is not there, a malformed name, answers the form does not
 *           have, confidential ones among the others, a licence that is too long or not needed
 */
Error configuration_change(
    Ctx *ctx, Configuration *configuration, const ConfigurationChange *change);

/** Removes a draft. NOT_FOUND, FORBIDDEN missing_permission, CONFLICT configuration_ordered. */
Error configuration_remove(Ctx *ctx, Id id);

/** The confidential answers as a JSON object, for jobs and checks; "{}" if there are none. */
Error configuration_secrets(Ctx *ctx, Id id, const char **ret_json);

/**
 * Whether a locked draft can be deployed as it is, as far as one knows without the cluster.
 * INVALID   with a fault for each thing that is missing or wrong
 * CONFLICT  configuration_ordered, configuration_outdated: the product has a newer revision (of an
 *           order)
 */
Error configuration_require_complete(Ctx *ctx, const Configuration *configuration, Id plan_id);

/** Whether who acts may change it: purchasing what is ordered, offerings what is a test.
 * FORBIDDEN missing_permission */
Error configuration_require_permission(Ctx *ctx, const Configuration *configuration);

/** Marks it as ordered, or as tested; from now on it is history, and has no secrets any more. */
Error configuration_order(Ctx *ctx, const Configuration *configuration);
