// audit_chain.h — the records of an organization as a chain: whoever changes, removes or inserts
// one afterwards has to write all that follow anew, and a digest kept elsewhere still tells.
//
// The digest of a record is the SHA-256 of the digest before it (64 hexadecimal digits; empty for
// the first) and of number, organization_id, id, action, subject_id, user_id, session_id,
// api_token_id, actor_organization_id, address, request_id, status and created_at, as the API
// writes them, absent ones empty; a line end behind each of the fourteen.
#pragma once

#include "audit_record.h"

/** The end of a chain. */
typedef struct AuditLink {
    int64_t number; // 0: nothing is in it
    Digest digest;
} AuditLink;

/** Appends the record to its organization's chain, and writes it. In a transaction: the chain is
 * locked until it ends, so let it be the last thing that happens. */
Error audit_chain_append(Ctx *ctx, AuditRecord *record);

/** Appends what was written before there were chains. At the start; opens transactions. */
Error audit_chain_begin(Ctx *ctx);

typedef enum AuditProblem {
    AUDIT_NO_PROBLEM,
    AUDIT_CHANGED,   // the record's digest is not that of its text and of the record before
    AUDIT_MISSING,   // a number is not there
    AUDIT_CUT,       // the end of the chain is not its last record
    AUDIT_UNCHAINED, // a record stands beside the chain
    AUDIT_DIFFERS,   // the record of the number has another digest than was kept
} AuditProblem;

extern const char *const audit_problem_names[];

typedef struct AuditVerification {
    bool is_intact;
    int64_t count;  // records that were looked at
    int64_t number; // of the last one
    Digest digest;  // keep it elsewhere
    AuditProblem problem;
    int64_t problem_number; // where the chain breaks first; 0: nowhere
    Id problem_id;          // the record there, if there is one
} AuditVerification;

extern const Shape audit_verification_shape;

/** Walks the chain of the actor's organization. `kept` is a link from before, number 0: none. */
Error audit_chain_verify(Ctx *ctx, AuditLink kept, AuditVerification *ret_verification);

typedef void AuditTell(void *arg, Id organization_id, const AuditVerification *verification);

/** Walks all chains and tells of each; for the command line. Opens a transaction. */
Error audit_chain_verify_all(Ctx *ctx, AuditTell *tell, void *arg);
