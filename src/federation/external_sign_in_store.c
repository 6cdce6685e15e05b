#include "external_sign_in_store.h"

#include "db/db.h"
#include "json/json.h"

#define SIGN_IN_COLUMNS                                                                            \
    "id, provider_id, purpose, user_id, browser, return_to, state, person, failure, created_at,"   \
    " expires_at"

Error external_sign_in_store_create(Ctx *ctx, const ExternalSignIn *sign_in)
{
    return db_exec(ctx,
        "INSERT INTO external_sign_in (id, provider_id, purpose, user_id, browser, return_to,"
        " state, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        sign_in->id, sign_in->provider_id, external_purpose_names[sign_in->purpose],
        sign_in->user_id, sign_in->browser, sign_in->return_to,
        external_state_names[sign_in->state], sign_in->created_at, sign_in->expires_at);
}

Error external_sign_in_store_get(Ctx *ctx, Id id, ExternalSignIn *ret_sign_in)
{
    return db_one(ctx, external_sign_in_shape, ret_sign_in,
        "SELECT " SIGN_IN_COLUMNS " FROM external_sign_in WHERE id = $1", id);
}

Error external_sign_in_store_lock(Ctx *ctx, Id id, ExternalSignIn *ret_sign_in)
{
    return db_one(ctx, external_sign_in_shape, ret_sign_in,
        "SELECT " SIGN_IN_COLUMNS " FROM external_sign_in WHERE id = $1 {lock}", id);
}

Error external_sign_in_store_get_answer(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed, "SELECT sealed_answer FROM external_sign_in WHERE id = $1", id);
}

Error external_sign_in_store_write_answer(Ctx *ctx, Id id, Blob sealed)
{
    return db_exec(ctx,
        "UPDATE external_sign_in SET state = 'answered', sealed_answer = $2 WHERE id = $1", id,
        sealed);
}

Error external_sign_in_store_move(Ctx *ctx, const ExternalSignIn *sign_in, ExternalState from)
{
    return db_exec(ctx,
        "UPDATE external_sign_in SET state = $2, person = $3, failure = $4, sealed_answer = NULL"
        " WHERE id = $1 AND state = $5",
        sign_in->id, external_state_names[sign_in->state],
        sign_in->person ? json_of(ctx->arena, &external_person_shape, sign_in->person) : NULL,
        sign_in->failure, external_state_names[from]);
}

Error external_sign_in_store_remove_old(Ctx *ctx)
{
    return db_exec(ctx, "DELETE FROM external_sign_in WHERE expires_at <= $1", ctx->now);
}

// ── the provider's own sessions ──────────────────────────────────────────────────────────────

Error external_session_store_create(Ctx *ctx, Id provider_id, Digest sid, Id user_id)
{
    return db_exec(ctx,
        "INSERT INTO external_session (provider_id, sid, user_id, created_at)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (provider_id, sid)"
        " DO UPDATE SET user_id = excluded.user_id, created_at = excluded.created_at",
        provider_id, sid, user_id, ctx->now);
}

Error external_session_store_find(Ctx *ctx, Id provider_id, Digest sid, const char **ret_user_id)
{
    return db_text(ctx, ret_user_id,
        "SELECT user_id FROM external_session WHERE provider_id = $1 AND sid = $2", provider_id,
        sid);
}

Error external_session_store_remove_old(Ctx *ctx, Time before)
{
    return db_exec(ctx, "DELETE FROM external_session WHERE created_at < $1", before);
}

Error logout_token_store_create(Ctx *ctx, Id provider_id, Digest jti, Time expires_at)
{
    return db_exec(ctx,
        "INSERT INTO logout_token (provider_id, jti, expires_at) VALUES ($1, $2, $3)", provider_id,
        jti, expires_at);
}

Error logout_token_store_remove_old(Ctx *ctx)
{
    return db_exec(ctx, "DELETE FROM logout_token WHERE expires_at <= $1", ctx->now);
}
