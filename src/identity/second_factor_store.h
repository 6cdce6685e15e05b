// second_factor_store.h — rows of second_factor and recovery_code. Private to src/identity.
#pragma once

#include "second_factor.h"

Error second_factor_store_create(Ctx *ctx, const SecondFactor *factor, Blob secret);
Error second_factor_store_get(Ctx *ctx, Id user_id, Id id, SecondFactor *ret_factor);
Error second_factor_store_get_secret(Ctx *ctx, const SecondFactor *factor, Blob *ret_secret);
Error second_factor_store_list(Ctx *ctx, Id user_id, SecondFactorList *ret_factors); // confirmed
Error second_factor_store_count(Ctx *ctx, Id user_id, int64_t *ret_count);           // confirmed

/** Takes the step if none as late was taken before: *ret_count 1. */
Error second_factor_store_use(
    Ctx *ctx, const SecondFactor *factor, int64_t step, int64_t *ret_count);
Error second_factor_store_confirm(Ctx *ctx, const SecondFactor *factor);
Error second_factor_store_remove(Ctx *ctx, Id user_id, Id id, int64_t *ret_count);
Error second_factor_store_remove_unconfirmed(Ctx *ctx, Id user_id);
Error second_factor_store_remove_all(Ctx *ctx, Id user_id);

Error recovery_code_store_create(Ctx *ctx, Id user_id, Digest digest);
Error recovery_code_store_get(Ctx *ctx, Id user_id, RecoveryCodes *ret_codes);
Error recovery_code_store_use(Ctx *ctx, Id user_id, Digest digest, int64_t *ret_count);
Error recovery_code_store_remove_all(Ctx *ctx, Id user_id);
