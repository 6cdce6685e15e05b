// api_token_store.h — api_token rows. Private to src/identity.
#pragma once

#include "api_token.h"

Error api_token_store_create(Ctx *ctx, const ApiToken *token, Digest secret, Time warned_at);
Error api_token_store_count(Ctx *ctx, int64_t *ret_count); // the actor's that work
Error api_token_store_count_organizations(Ctx *ctx, int64_t *ret_count);
Error api_token_store_find(Ctx *ctx, Digest secret, ApiToken *ret_token);
Error api_token_store_write_use(Ctx *ctx, const ApiToken *token);
/** user_id ID_NONE: of anybody in the actor's organization. */
Error api_token_store_list(
    Ctx *ctx, Id user_id, const char *after, int64_t limit, ApiTokenList *ret_tokens);
Error api_token_store_revoke(Ctx *ctx, Id user_id, Id id, int64_t *ret_count);
Error api_token_store_get_last_use(Ctx *ctx, const char *scope, Time *ret_time);
Error api_token_store_count_active(Ctx *ctx, Id id, int64_t *ret_count);   // 1 or 0
Error api_token_store_count_all(Ctx *ctx, Id user_id, int64_t *ret_count); // that work
Error api_token_store_revoke_all(
    Ctx *ctx, Id user_id, Id organization_id, ApiTokenList *ret_tokens);
Error api_token_store_revoke_made(Ctx *ctx, Id user_id, ApiTokenList *ret_tokens);

Error api_token_store_get(Ctx *ctx, Id organization_id, Id id, ApiToken *ret_token);
/** Those of all organizations that end until then, and whose end was not told. */
Error api_token_store_list_ending(
    Ctx *ctx, Time ending_before, int64_t limit, ApiTokenList *ret_tokens);
Error api_token_store_warn(Ctx *ctx, const ApiToken *token, int64_t *ret_count);
