// session_store.h — session rows. Private to src/identity. `seen_after` is the moment since which
// a living session was used.
#pragma once

#include "session.h"

Error session_store_create(Ctx *ctx, const UserSession *session, Digest secret);
Error session_store_find(Ctx *ctx, Digest secret, Time seen_after, UserSession *ret_session);
Error session_store_get(Ctx *ctx, Id id, UserSession *ret_session); // also one that has ended
Error session_store_write_activity(Ctx *ctx, Id id);
Error session_store_write_verified(Ctx *ctx, Id id);
/** *ret_count 0: it was that organization already. */
Error session_store_write_break_glass(Ctx *ctx, Id id, Id organization_id, int64_t *ret_count);
Error session_store_list(Ctx *ctx, Id user_id, Time seen_after, const char *after, int64_t limit,
    UserSessionList *ret_sessions);
Error session_store_end(Ctx *ctx, Id user_id, Id id, int64_t *ret_count);
Error session_store_end_all(Ctx *ctx, Id user_id, Id except_id);
Error session_store_end_by_method(Ctx *ctx, const char *method, Id user_id);
Error session_store_write_end(Ctx *ctx, const char *method, Id user_id); // ID_NONE: all people's
Error session_store_count_ends(
    Ctx *ctx, const char *method, Id user_id, Time since, int64_t *ret_count);

/** Whether the person began a session at that address since then. */
Error session_store_has(Ctx *ctx, Id user_id, const char *address, Time since, int64_t *ret_count);
