// cloud_password_store.h — cloud_password_change rows. Private to src/federation.
#pragma once

#include "cloud_password.h"

extern const char *const cloud_password_state_names[]; // "waiting" …, ended by NULL

/** Who the person is at the cloud. */
typedef struct CloudLogin {
    const char *subject, *domain, *user_name;
} CloudLogin;

/** NOT_FOUND: the person is not linked. */
Error cloud_password_store_find_login(Ctx *ctx, Id user_id, Id provider_id, CloudLogin *ret_login);

/** In place of the one before; *ret_count is 0: that is waiting, and not since before lost_before.
 */
Error cloud_password_store_create(
    Ctx *ctx, const CloudPasswordChange *change, Blob sealed, Time lost_before, int64_t *ret_count);
Error cloud_password_store_get(
    Ctx *ctx, Id user_id, Id provider_id, CloudPasswordChange *ret_change);
Error cloud_password_store_get_sealed(Ctx *ctx, Id user_id, Id provider_id, Blob *ret_sealed);

/** Unless another one took its place. */
Error cloud_password_store_move(Ctx *ctx, const CloudPasswordChange *change);
