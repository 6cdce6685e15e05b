// proof_of_work.h — what visitors' programs calculate before they may send mail to somebody:
// nobody has to read a picture, and who asks ten thousand times calculates for hours.
//
// A proof is the challenge, ":" and a number, so that its SHA-256 begins with as many zero bits as
// the challenge says; each bit doubles the work. It is taken once, within ten minutes. Challenges
// are not stored: the token carries what it says, and a seal.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct ProofOfWork {
    const char *challenge;
    int64_t bits; // 0: none is asked for
    Time expires_at;
} ProofOfWork;

extern const Shape proof_of_work_shape;

enum { PROOF_MAX = 200 }; // letters of a proof

/** What to calculate: settings.proof_of_work bits, and the more the oftener the actor's address
 * asked in the last minutes. LIMITED too_many_attempts */
Error proof_of_work_issue(Ctx *ctx, ProofOfWork *ret_work);

/**
 * Takes the proof that the text is; who signed in needs none. In a transaction.
 * INVALID  required, wrong_proof at proof: too little work, too late, or taken before
 */
Error proof_of_work_require(Ctx *ctx, const char *text);
