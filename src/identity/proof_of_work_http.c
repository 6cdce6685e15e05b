#include "proof_of_work_http.h"

#include "proof_of_work.h"

static Error post_proof_of_work(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    ProofOfWork work;
    TRY(proof_of_work_issue(ctx, &work));
    return respond(ctx, res, &work);
}

const Route proof_of_work_routes[] = {
    {POST, "/v1/proofs-of-work", post_proof_of_work, PERMIT_PUBLIC, .answer = &proof_of_work_shape,
        .status = 201,
        .summary = "Tell what a visitor's program calculates before it registers somebody or asks "
                   "for a password link."},
    ROUTES_END,
};
