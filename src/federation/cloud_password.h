// cloud_password.h — changing the password one has at a cloud.
//
//   waiting → done | failed | unknown   by a job, which asks the cloud with the old one and the new
//                                       one
//
// Where the cloud's answer was lost, signing in there tells which password is in force; where it
// does not, it is unknown.
//
// Both are sealed until then and gone afterwards; there is one change for each cloud, the newest.
// With the password change the person's other sessions. A password that expired is changed on the
// way to sign in: see cloud_sign_in.h.
//
// Events: cloud_password.changed (subject: the person; data: provider).
#pragma once

#include "base/ctx.h"
#include "keystone.h"
#include "shape/shape.h"
#include "work/work.h"

typedef enum CloudPasswordState {
    CLOUD_PASSWORD_WAITING,
    CLOUD_PASSWORD_DONE,
    CLOUD_PASSWORD_FAILED,
    CLOUD_PASSWORD_UNKNOWN,
} CloudPasswordState;

typedef struct CloudPasswordChange {
    Id user_id; // hidden
    Id provider_id;
    Id session_id; // that goes on; hidden
    CloudPasswordState state;
    const char *problem; // a sentence, in the cloud's words
    Time created_at;
} CloudPasswordChange;

extern const Shape cloud_password_change_shape;

typedef struct NewCloudPassword {
    const char *password, *new_password;
} NewCloudPassword;

extern const Shape new_cloud_password_shape;

/** Of the account by which the actor is linked to the cloud. NOT_FOUND: none is; CONFLICT
 * change_waiting: one is under way; LIMITED too_many_attempts: before the cloud would lock the
 * account */
Error cloud_password_change(
    Ctx *ctx, Id provider_id, const NewCloudPassword *wanted, CloudPasswordChange *ret_change);

/** The actor's newest. NOT_FOUND */
Error cloud_password_get(Ctx *ctx, Id provider_id, CloudPasswordChange *ret_change);

/** change_cloud_password {user_id, provider_id}. */
Error cloud_password_change_job(Ctx *ctx, const Job *job);

/** Which password is in force where the answer to its change was lost: DONE, the new one; FAILED,
 * the old one; UNKNOWN. Keeps the failure of ctx. */
CloudPasswordState cloud_password_find_state(
    Ctx *ctx, const Keystone *keystone, const KeystoneCredential *old, const char *new_password);
