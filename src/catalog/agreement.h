// agreement.h — the operator's own terms: a text for each language and version, valid from a day.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Agreement {
    Id id; // agr_…
    const char *language;
    const char *version;
    const char *title;
    Digest digest; // GET /v1/files/{digest}
    Time valid_from;
} Agreement;

typedef LIST_OF(Agreement) AgreementList;

extern const Shape agreement_shape; // {language, version, title, digest}

/** The terms in force, one for each language, in the order of the languages. */
Error agreement_list(Ctx *ctx, AgreementList *ret_agreements);

/**
 * Issues terms: Markdown or a PDF, told apart by content. The same once more changes nothing.
 * INVALID   the content is neither
 * CONFLICT  agreement_exists: this version has another text already
 */
Error agreement_issue(Ctx *ctx, const char *language, const char *version, const char *title,
    Blob content, Agreement *ret_agreement);
