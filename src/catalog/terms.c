#include "terms.h"

#include "acceptance_store.h"
#include "base/text.h"
#include "catalog/agreement.h"
#include "catalog/document.h"

SHAPE(term_shape, Term, FIELD(Term, kind, .required = true), FIELD(Term, title, .required = true),
    FIELD(Term, version, .required = true), FIELD(Term, language, .required = true),
    FIELD(Term, digest, .required = true));

static const char *const kinds[] = {"operator_terms", "seller_terms", "eula"};

static void agreements_append(const AgreementList *agreements, TermList *terms)
{
    for (size_t i = 0; i < agreements->count; i++) {
        const Agreement *text = &agreements->items[i];
        terms->items[terms->count++] = (Term){agreement_kind_names[text->kind], text->title,
            text->version, text->language, text->digest};
    }
}

static void licences_append(const DocumentList *documents, TermList *terms)
{
    for (size_t i = 0; i < documents->count; i++) {
        const Document *text = &documents->items[i];
        if (text->kind == DOCUMENT_EULA)
            terms->items[terms->count++] =
                (Term){"eula", text->title, text->version, text->language, text->digest};
    }
}

static Error terms_read(Ctx *ctx, Id revision_id, TermList *ret_terms)
{
    bool is_order = id_is_set(revision_id);
    AgreementList agreements;
    DocumentList documents = {0};
    TRY(agreement_list(
        ctx, is_order ? AGREEMENT_OPERATOR_TERMS : AGREEMENT_SELLER_TERMS, &agreements));
    if (is_order)
        TRY(document_list(ctx, revision_id, &documents));
    TermList terms = {arena_array_of(ctx->arena, Term, agreements.count + documents.count), 0};
    agreements_append(&agreements, &terms);
    licences_append(&documents, &terms);
    *ret_terms = terms;
    return OK;
}

static bool is_of(const Term *term, const char *kind, const char *language)
{
    return text_same(term->kind, kind) && (!language || text_same(term->language, language));
}

// The language to show this kind in; NULL if there is no such text at all.
static const char *kind_language(const TermList *terms, const char *kind, const char *language)
{
    const char *wanted[] = {language, "en", NULL};
    for (size_t w = 0; w < COUNT_OF(wanted); w++)
        for (size_t i = 0; i < terms->count; i++)
            if (is_of(&terms->items[i], kind, wanted[w]))
                return terms->items[i].language;
    return NULL;
}

static void terms_append(
    const TermList *terms, const char *kind, const char *language, TermList *chosen)
{
    for (size_t i = 0; language && i < terms->count; i++)
        if (is_of(&terms->items[i], kind, language))
            chosen->items[chosen->count++] = terms->items[i];
}

Error term_list(Ctx *ctx, Id revision_id, const char *language, TermList *ret_terms)
{
    TermList terms;
    TRY(terms_read(ctx, revision_id, &terms));
    TermList chosen = {arena_array_of(ctx->arena, Term, terms.count), 0};
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        terms_append(&terms, kinds[k], kind_language(&terms, kinds[k], language), &chosen);
    *ret_terms = chosen;
    return OK;
}

static bool is_accepted(const Term *term, TextList accepted)
{
    for (size_t i = 0; i < accepted.count; i++) {
        Digest digest;
        if (digest_read(accepted.items[i], &digest) && digest_same(digest, term->digest))
            return true;
    }
    return false;
}

static bool are_accepted(
    const TermList *terms, const char *kind, const char *language, TextList accepted)
{
    for (size_t i = 0; i < terms->count; i++)
        if (is_of(&terms->items[i], kind, language) && !is_accepted(&terms->items[i], accepted))
            return false;
    return true;
}

// The language in which all texts of the kind were accepted, the person's own first.
static const char *accepted_language(
    const TermList *terms, const char *kind, const char *language, TextList accepted)
{
    if (are_accepted(terms, kind, language, accepted))
        return language;
    for (size_t i = 0; i < terms->count; i++)
        if (is_of(&terms->items[i], kind, NULL) &&
            are_accepted(terms, kind, terms->items[i].language, accepted))
            return terms->items[i].language;
    return NULL;
}

static void missing_note(
    Ctx *ctx, const TermList *terms, const char *kind, const char *language, TextList accepted)
{
    for (size_t i = 0; i < terms->count; i++)
        if (is_of(&terms->items[i], kind, language) && !is_accepted(&terms->items[i], accepted))
            fault(ctx, "accepted", "agreement_missing", "“%s”, version %s (%s), is not accepted.",
                terms->items[i].title, terms->items[i].version,
                digest_text(ctx->arena, terms->items[i].digest));
}

Error term_require_accepted(Ctx *ctx, Id revision_id, TextList accepted, TermList *ret_accepted)
{
    TermList terms;
    TRY(terms_read(ctx, revision_id, &terms));
    TermList chosen = {arena_array_of(ctx->arena, Term, terms.count), 0};
    for (size_t k = 0; k < COUNT_OF(kinds); k++) {
        const char *shown = kind_language(&terms, kinds[k], ctx->language);
        if (!shown)
            continue;
        const char *language = accepted_language(&terms, kinds[k], shown, accepted);
        if (language)
            terms_append(&terms, kinds[k], language, &chosen);
        else
            missing_note(ctx, &terms, kinds[k], shown, accepted);
    }
    if (faults(ctx)) {
        ctx->failure.code = "agreements_not_accepted";
        ctx->failure.message = "Every agreement must be accepted in its current version.";
        return INVALID;
    }
    *ret_accepted = chosen;
    return OK;
}

Error term_list_unaccepted(Ctx *ctx, const char *language, TermList *ret_terms)
{
    TermList terms;
    bool has_accepted = false;
    TRY(terms_read(ctx, ID_NONE, &terms));
    for (size_t i = 0; i < terms.count && !has_accepted; i++)
        TRY(acceptance_store_has_accepted(
            ctx, terms.items[i].kind, terms.items[i].digest, &has_accepted));
    if (!has_accepted)
        return term_list(ctx, ID_NONE, language, ret_terms);
    *ret_terms = (TermList){NULL, 0};
    return OK;
}

Error term_require_seller_terms(Ctx *ctx, TextList accepted, TermList *ret_accepted)
{
    TermList unaccepted;
    TRY(term_list_unaccepted(ctx, ctx->language, &unaccepted));
    if (!unaccepted.count) {
        *ret_accepted = unaccepted;
        return OK;
    }
    Error error = term_require_accepted(ctx, ID_NONE, accepted, ret_accepted);
    if (error == INVALID)
        ctx->failure.message =
            "There are new terms for sellers: read them, and name the digest of"
            " what you accept in “accepted”.";
    return error;
}

Error term_accept(Ctx *ctx, const TermList *accepted, const Acceptance *with)
{
    for (size_t i = 0; i < accepted->count; i++) {
        const Term *term = &accepted->items[i];
        TRY(acceptance_create(ctx, &(Acceptance){
                                       .order_id = with->order_id,
                                       .submission_id = with->submission_id,
                                       .revision_id = with->revision_id,
                                       .kind = term->kind,
                                       .title = term->title,
                                       .version = term->version,
                                       .language = term->language,
                                       .digest = term->digest,
                                   }));
    }
    return OK;
}
