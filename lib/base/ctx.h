// ctx.h — one piece of work: an HTTP request, a job run, or a test.
//
// Everything a business function needs beside its arguments hangs here, so that every such
// function has the shape  Error noun_verb(Ctx *ctx, in…, ret…).
#pragma once

#include "base/base.h"

/** A set of things one may do, a bit each. lib/ knows these; src/organizations/role.h the others.
 */
typedef uint32_t Permissions;

enum {
    PERMIT_PUBLIC = 1u << 30,    // everybody holds it: a public route says so
    PERMIT_SIGNED_IN = 1u << 29, // every known person holds it, also by a token
    PERMIT_KNOWN = 1u << 27,     // the same, and programs that are no person's
    PERMIT_SESSION = 1u << 26,   // signed in in a browser: a person, and no token
    PERMIT_INSIDER = 1u << 25,   // belongs to the organization, with or without roles; no program
    PERMIT_VERIFIED = 1u << 28,  // proved lately to be who signed in; a token for that
    PERMIT_EVERYWHERE = 1u << 5, // no organization bounds what one sees: the operator's people
};

/** Who asks, from where, and for which organization. */
typedef struct Actor {
    Id user_id;         // ID_NONE: a visitor, or Kontor itself
    Id organization_id; // ID_NONE: none chosen, or Kontor itself
    Id session_id;      // of a browser; ID_NONE otherwise
    Id api_token_id;    // of a program; ID_NONE otherwise
    Permissions permissions;
    Id partner_id;       // through whose delegation a person acts for it; ID_NONE: belongs to it
    const char *address; // "203.0.113.7"; NULL for Kontor itself
    bool is_program;     // user_id is no person: the token is an organization's
    bool is_system;      // a job or the command line: no organization bounds it
} Actor;

/** One thing wrong with a body or query. */
typedef struct Fault {
    const char *field;   // a path: "plans[2].name"
    const char *code;    // "required", "too_long", "not_known", …
    const char *message; // a sentence that names the cure
} Fault;

enum { MAX_FAULTS = 32 };

typedef struct Failure {
    const char *code;    // stable and for programs: "subscription_not_active"
    const char *message; // for people
    const char
        *sentence; // the message as it is kept for readers of other languages; NULL: it has none
    Fault faults[MAX_FAULTS];
    size_t fault_count;
    int64_t retry_after; // seconds, with LIMITED and UNAVAILABLE; 0 if not known
    bool is_kept;        // see fail_kept
} Failure;

typedef struct Ctx {
    Arena *arena;
    struct Db *db;
    Actor actor;
    Time now;               // the one clock of this piece of work
    const char *language;   // of the answer: "en", "de", "fr" or "cs"
    const char *request_id; // "req_…"; also in logs, audit records and the answer's header
    Failure failure;
} Ctx;

/** The call's Error, asked across all organizations: what bounds it stands in the call itself. */
#define EVERYWHERE(ctx, call)                                                                      \
    ({                                                                                             \
        Permissions held_ = (ctx)->actor.permissions;                                              \
        (ctx)->actor.permissions |= PERMIT_EVERYWHERE;                                             \
        Error asked_ = (call);                                                                     \
        (ctx)->actor.permissions = held_;                                                          \
        asked_;                                                                                    \
    })

/** Records what went wrong and returns `kind`, for  return fail(…). Forgets faults noted before. */
Error fail(Ctx *ctx, Error kind, const char *code, const char *format, ...) PRINTF_LIKE(4, 5);

/** Notes a fault of one field; go on checking, then return faults(ctx). */
void fault(Ctx *ctx, const char *field, const char *code, const char *format, ...)
    PRINTF_LIKE(4, 5);

/**
 * Passes the error on, and has tx_run commit all the same: a guess that was counted, or a secret
 * that was used up, stays so though the request is refused. OK stays OK.
 */
Error fail_kept(Ctx *ctx, Error error);

/** OK if no fault was noted, else INVALID "invalid_body" with all of them. */
Error faults(Ctx *ctx);
