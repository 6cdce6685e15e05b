// terms.h — what must be agreed to, in the person's language where there is such a text: before
// something is ordered, the operator's terms and the seller's licence agreement (EULA); before one
// sells, and again with the first submission after they changed, the operator's terms for sellers.
// Revision ID_NONE stands for the latter.
#pragma once

#include "base/ctx.h"
#include "catalog/acceptance.h"
#include "shape/shape.h"

typedef struct Term {
    const char *kind; // "operator_terms", "seller_terms", "eula"
    const char *title, *version, *language;
    Digest digest;
} Term;

extern const Shape term_shape;
typedef LIST_OF(Term) TermList;

/** What to show for the revision: in the language, else in English, else in any. */
Error term_list(Ctx *ctx, Id revision_id, const char *language, TermList *ret_terms);

/**
 * The terms among those accepted (digests in hexadecimal) that together agree to the revision: of
 * each kind all texts of one language, whichever. INVALID "agreements_not_accepted" names the
 * missing ones, in the person's language.
 */
Error term_require_accepted(Ctx *ctx, Id revision_id, TextList accepted, TermList *ret_accepted);

/** The terms for sellers to show, in the language; none if the actor's organization accepted them.
 */
Error term_list_unaccepted(Ctx *ctx, const char *language, TermList *ret_terms);

/** Those among the accepted that the actor's organization had not accepted before; it must have
 * accepted them now or then. INVALID agreements_not_accepted. */
Error term_require_seller_terms(Ctx *ctx, TextList accepted, TermList *ret_accepted);

/** Records that the actor accepts them with the order, submission or revision, whichever is set. */
Error term_accept(Ctx *ctx, const TermList *accepted, const Acceptance *with);
