// external_sign_in_store.h — external_sign_in rows and what belongs to them. Private to
// src/federation.
#pragma once

#include "external_sign_in.h"

Error external_sign_in_store_create(Ctx *ctx, const ExternalSignIn *sign_in);
Error external_sign_in_store_get(Ctx *ctx, Id id, ExternalSignIn *ret_sign_in);
Error external_sign_in_store_lock(Ctx *ctx, Id id, ExternalSignIn *ret_sign_in);
Error external_sign_in_store_get_answer(Ctx *ctx, Id id, Blob *ret_sealed);
Error external_sign_in_store_write_answer(Ctx *ctx, Id id, Blob sealed);

/** State, person and failure; the sealed answer is gone. */
Error external_sign_in_store_move(Ctx *ctx, const ExternalSignIn *sign_in, ExternalState from);
Error external_sign_in_store_remove_old(Ctx *ctx);

Error external_session_store_create(Ctx *ctx, Id provider_id, Digest sid, Id user_id);
Error external_session_store_find(Ctx *ctx, Id provider_id, Digest sid, const char **ret_user_id);
Error external_session_store_remove_old(Ctx *ctx, Time before);

/** CONFLICT logout_token_pkey: it was seen before. */
Error logout_token_store_create(Ctx *ctx, Id provider_id, Digest jti, Time expires_at);
Error logout_token_store_remove_old(Ctx *ctx);
