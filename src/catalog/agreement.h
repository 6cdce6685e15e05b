// agreement.h — the operator's own terms, for who buys and for who sells: a text for each language
// and version, valid from a day.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

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

/** Of each text of that kind, earlier versions and those to come included, the newest first. */
Error agreement_list_all(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements);

/** A version in all languages at once, so that none is in force in one language only. */
typedef struct AgreementText {
    const char *language, *title;
    const char *content; // base64
} AgreementText;

typedef LIST_OF(AgreementText) AgreementTextList;

typedef struct NewAgreement {
    AgreementKind kind;
    const char *version;
    Time valid_from; // TIME_NONE: at once
    AgreementTextList texts;
} NewAgreement;

extern const Shape new_agreement_shape, operator_agreement_shape;

/**
 * INVALID   a language is missing or there twice, a file is neither PDF nor text, or valid_from has
 *           passed
 * CONFLICT  agreement_exists: there is this version already
 */
Error agreement_create(Ctx *ctx, const NewAgreement *wanted);

/** Job "show_agreements": what says which terms are in force is kept in memory; it is read anew. */
Error agreement_show(Ctx *ctx, const Job *job);

/** Who accepted which version, and when; the newest first. */
typedef struct AgreementAcceptance {
    Id id;
    Id organization_id;
    const char *organization_name, *kind, *title, *version, *language;
    const char *accepted_by_name; // by notice: of all who were told
    bool is_by_notice;
    Time accepted_at;
} AgreementAcceptance;

extern const Shape agreement_acceptance_shape;
typedef LIST_OF(AgreementAcceptance) AgreementAcceptanceList;

typedef struct AcceptanceFilter {
    const char *kind, *version, *q; // NULL: all
    Id after;
    int64_t limit;
} AcceptanceFilter;

Error agreement_list_acceptances(
    Ctx *ctx, const AcceptanceFilter *filter, AgreementAcceptanceList *ret_acceptances);

/**
 * Issues terms: Markdown or a PDF, told apart by content. The same once more changes nothing.
 * INVALID   the content is neither
 * CONFLICT  agreement_exists: this version has another text already
 */
Error agreement_issue(Ctx *ctx, AgreementKind kind, const char *language, const char *version,
    const char *title, Blob content, Agreement *ret_agreement);
