// terms.h — what must be agreed to before something is ordered: the operator's terms and the
// seller's licence agreement (EULA), each in the person's language where there is such a text.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "subscriptions/acceptance.h"

typedef struct Term {
    const char *kind; // "operator_terms", "eula"
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
