// cloud_account_store.h — cloud_account rows. Private to src/services/kubernetes.
#pragma once

#include "cloud_account.h"

Error cloud_account_store_create(Ctx *ctx, const CloudAccount *account, Blob sealed_password);
Error cloud_account_store_get(Ctx *ctx, Id id, CloudAccount *ret_account);  // not removed
Error cloud_account_store_lock(Ctx *ctx, Id id, CloudAccount *ret_account); // removed or not
Error cloud_account_store_list(Ctx *ctx, Id after, int64_t limit, CloudAccountList *ret_accounts);
Error cloud_account_store_get_password(Ctx *ctx, Id id, Blob *ret_sealed);
Error cloud_account_store_count_clusters(Ctx *ctx, Id id, int64_t *ret_count);

/** Writes state, problem, projects and checked_at. */
Error cloud_account_store_change(Ctx *ctx, const CloudAccount *account);
/** Writes user_name, state, problem and the password. */
Error cloud_account_store_change_credential(
    Ctx *ctx, const CloudAccount *account, Blob sealed_password);
Error cloud_account_store_remove(Ctx *ctx, const CloudAccount *account);
