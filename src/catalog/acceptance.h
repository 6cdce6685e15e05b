// acceptance.h — who agreed to which text, with an order, a submission or a revision; the digest
// names the very bytes. By notice: a licence agreement applies to a subscription because its
// organization was told, and nobody had to accept it. Never changed and never deleted.
#pragma once

#include "organizations/membership.h"
#include "shape/shape.h"

typedef struct Acceptance {
    Id id;              // acc_…
    Id order_id;        // one of these three is set
    Id submission_id;   //
    Id revision_id;     // submitted by its seller; by notice: that has the text
    Id subscription_id; // by notice: whose; else ID_NONE
    const char *kind;   // "operator_terms", "seller_terms", "eula"
    const char *title, *version, *language;
    Digest digest;
    Id accepted_by;               // ID_NONE: by notice
    const char *accepted_by_name; // by notice: of all who were told
    bool is_by_notice;
    Time accepted_at;
} Acceptance;

extern const Shape acceptance_shape;
typedef LIST_OF(Acceptance) AcceptanceList;

/** Records that the actor accepts the text now, from the actor's address. */
Error acceptance_create(Ctx *ctx, const Acceptance *acceptance);

/** Records that they are told now of the text in acceptance->revision_id, which applies to the
 * subscription from now on; once for each revision. Gives *acceptance its id. */
Error acceptance_create_notice(
    Ctx *ctx, Id organization_id, Acceptance *acceptance, const MemberList *told, bool *ret_is_new);

/** Who was told of it: as they are now; for mail. */
Error acceptance_list_told(Ctx *ctx, Id organization_id, Id acceptance_id, MemberList *ret_members);

/** What applies to a subscription of the actor's organization: accepted with its order, the
 * operator's terms first, and by notice since, the newest last. */
Error acceptance_list(Ctx *ctx, Id order_id, Id subscription_id, AcceptanceList *ret_acceptances);

/** What an organization accepted with a submission. */
Error acceptance_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances);
