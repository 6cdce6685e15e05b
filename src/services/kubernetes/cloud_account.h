// cloud_account.h — a customer's account with a cloud, in which its clusters are found.
//
// A job signs in with it, lists the projects and their clusters, and later gets a credential for
// the one that is chosen. The password is sealed, never shown, and used only there.
//
//   checking → ready | refused | unreachable; each with the next look; any → removed (final)
//   any but removed → checking            with another credential
//
// Events: cloud_account.added, cloud_account.changed, cloud_account.removed (subject: the account;
// data: its name).
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

typedef enum CloudAccountState {
    CLOUD_ACCOUNT_CHECKING,
    CLOUD_ACCOUNT_READY,
    CLOUD_ACCOUNT_REFUSED,
    CLOUD_ACCOUNT_UNREACHABLE,
    CLOUD_ACCOUNT_REMOVED,
} CloudAccountState;

extern const char *const cloud_account_state_names[]; // "checking" …, ended by NULL

typedef struct CloudCluster {
    const char *id, *name, *version;
    const char *phase; // "Available", in the cloud's words
    bool is_reachable; // from outside of the project's own network
} CloudCluster;

typedef struct CloudProject {
    const char *id, *name;
    LIST_OF(CloudCluster) clusters;
} CloudProject;

extern const Shape cloud_project_shape;
typedef LIST_OF(CloudProject) CloudProjectList;

typedef struct CloudAccount {
    Id id; // cla_…
    const char *name;
    const char *driver; // "openstack"
    const char *url;    // of its identity service: "https://iam.example.org/v3"
    const char *ca;     // PEM; NULL: the authorities of this machine
    const char *region, *domain, *user_name;
    CloudAccountState state;
    const char *problem;
    CloudProjectList projects; // as they were found last
    Time checked_at, created_at, removed_at;
    Id created_by;
} CloudAccount;

extern const Shape cloud_account_shape;
typedef LIST_OF(CloudAccount) CloudAccountList;

typedef struct NewCloudAccount {
    const char *name, *driver, *url, *ca, *region, *domain, *user_name, *password;
} NewCloudAccount;

extern const Shape new_cloud_account_shape;

/** INVALID: an address that is not https, a bad authority. CONFLICT name_taken. */
Error cloud_account_create(Ctx *ctx, const NewCloudAccount *wanted, CloudAccount *ret_account);

/** NOT_FOUND, also of one that was removed. */
Error cloud_account_get(Ctx *ctx, Id id, CloudAccount *ret_account);

/** The same; nobody removes it until the transaction ends. */
Error cloud_account_lock(Ctx *ctx, Id id, CloudAccount *ret_account);
Error cloud_account_list(Ctx *ctx, Id after, int64_t limit, CloudAccountList *ret_accounts);

/** Looks for projects and clusters now. NOT_FOUND. */
Error cloud_account_check_soon(Ctx *ctx, Id id, CloudAccount *ret_account);

/** As whom Kontor signs in from now on; user_name NULL: as before. */
typedef struct CloudCredential {
    const char *user_name, *password;
} CloudCredential;

extern const Shape cloud_credential_shape;

/** Signs in with it and looks for projects and clusters now. Clusters that are connected do not
 * notice. NOT_FOUND. */
Error cloud_account_change_credential(
    Ctx *ctx, Id id, const CloudCredential *wanted, CloudAccount *ret_account);

/** Its password is forgotten at once; one that was removed stays so. CONFLICT cloud_account_in_use:
 * a cluster is still there. */
Error cloud_account_remove(Ctx *ctx, Id id, CloudAccount *ret_account);

/** check_cloud_account {cloud_account_id}. */
Error cloud_account_check_job(Ctx *ctx, const Job *job);
