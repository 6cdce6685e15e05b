// agreement.h — the operator's own terms, for who buys and for who sells: a text for each language
// and version, valid from a day.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef enum AgreementKind {
    AGREEMENT_OPERATOR_TERMS, // with every order
    AGREEMENT_SELLER_TERMS,   // to become a seller
} AgreementKind;

extern const char *const agreement_kind_names[];

typedef struct Agreement {
    Id id; // agr_…
    AgreementKind kind;
    const char *language;
    const char *version;
    const char *title;
    Digest digest; // GET /v1/files/{digest}
    Time valid_from;
} Agreement;

typedef LIST_OF(Agreement) AgreementList;

extern const Shape agreement_shape; // {language, version, title, digest}

/** The terms of that kind in force, one for each language, in the order of the languages. */
Error agreement_list(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements);

/**
 * Issues terms: Markdown or a PDF, told apart by content. The same once more changes nothing.
 * INVALID   the content is neither
 * CONFLICT  agreement_exists: this version has another text already
 */
Error agreement_issue(Ctx *ctx, AgreementKind kind, const char *language, const char *version,
    const char *title, Blob content, Agreement *ret_agreement);
