// acceptance.h — who agreed to which text, with an order or a submission; the digest names the very
// bytes. Never changed and never deleted.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Acceptance {
    Id id;            // acc_…
    Id order_id;      // one of these two is set
    Id submission_id; //
    const char *kind; // "operator_terms", "seller_terms", "eula"
    const char *title, *version, *language;
    Digest digest;
    Id accepted_by;
    const char *accepted_by_name;
    Time accepted_at;
} Acceptance;

extern const Shape acceptance_shape;
typedef LIST_OF(Acceptance) AcceptanceList;

/** Records that the actor accepts the text now, from the actor's address. */
Error acceptance_create(Ctx *ctx, const Acceptance *acceptance);

/** What was accepted with an order of the actor's organization: operator's terms first. */
Error acceptance_list(Ctx *ctx, Id order_id, AcceptanceList *ret_acceptances);

/** What an organization accepted with a submission. */
Error acceptance_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances);
