#include "agreement.h"

#include "acceptance_store.h"
#include "agreement_store.h"
#include "base/text.h"
#include "catalog.h"
#include "file.h"

const char *const agreement_kind_names[] = {"operator_terms", "seller_terms", NULL};

SHAPE(agreement_shape, Agreement, FIELD(Agreement, language, .required = true),
    FIELD(Agreement, version, .required = true), FIELD(Agreement, title, .required = true),
    FIELD(Agreement, digest, .required = true, .about = "GET /v1/files/{digest}"),
    FIELD(Agreement, id, .hidden = true), FIELD(Agreement, valid_from, .hidden = true),
    FIELD_ENUM(Agreement, kind, agreement_kind_names, .hidden = true));

Error agreement_list(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements)
{
    AgreementList found;
    TRY(agreement_store_list(ctx, kind, &found));
    AgreementList ordered = {arena_array_of(ctx->arena, Agreement, found.count), 0};
    for (const Field *language = texts_shape.fields; language->name; language++)
        for (size_t i = 0; i < found.count; i++)
            if (text_same(found.items[i].language, language->name))
                ordered.items[ordered.count++] = found.items[i];
    *ret_agreements = ordered;
    return OK;
}

SHAPE_NAMED(operator_agreement_shape, Agreement, "OperatorAgreement",
    FIELD(Agreement, id, .required = true), FIELD_ENUM(Agreement, kind, agreement_kind_names),
    FIELD(Agreement, language, .required = true), FIELD(Agreement, version, .required = true),
    FIELD(Agreement, title, .required = true),
    FIELD(Agreement, digest, .required = true, .about = "GET /v1/files/{digest}"),
    FIELD(Agreement, valid_from, .required = true));

static SHAPE(agreement_text_shape, AgreementText,
    FIELD(AgreementText, language, .required = true, .pattern = LANGUAGE_PATTERN),
    FIELD(AgreementText, title, .required = true, .max = 120, .pattern = ONE_LINE),
    FIELD(AgreementText, content, .required = true, .max = 3000000,
        .about = "A PDF, Markdown or plain text, in base64."));

SHAPE(new_agreement_shape, NewAgreement,
    FIELD_ENUM(NewAgreement, kind, agreement_kind_names, .required = true),
    FIELD(NewAgreement, version, .required = true, .max = 40, .pattern = ONE_LINE),
    FIELD(NewAgreement, valid_from, .about = "Absent: at once."),
    FIELD_LIST(NewAgreement, texts, agreement_text_shape, .required = true, .max = 4,
        .about = "One for each language."));

SHAPE(agreement_acceptance_shape, AgreementAcceptance,
    FIELD(AgreementAcceptance, id, .required = true),
    FIELD(AgreementAcceptance, organization_id, .required = true),
    FIELD(AgreementAcceptance, organization_name, .required = true),
    FIELD(AgreementAcceptance, kind, .required = true),
    FIELD(AgreementAcceptance, title, .required = true),
    FIELD(AgreementAcceptance, version, .required = true),
    FIELD(AgreementAcceptance, language, .required = true),
    FIELD(AgreementAcceptance, accepted_by_name, .required = true,
        .about = "By notice: of all who were told."),
    FIELD(AgreementAcceptance, is_by_notice,
        .about = "It applies because the organization was told; nobody had to accept it."),
    FIELD(AgreementAcceptance, accepted_at, .required = true));

Error agreement_list_all(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements)
{
    return agreement_store_list_all(ctx, kind, ret_agreements);
}

Error agreement_list_acceptances(
    Ctx *ctx, const AcceptanceFilter *filter, AgreementAcceptanceList *ret_acceptances)
{
    return acceptance_store_list_all(ctx, filter, ret_acceptances);
}

static const AgreementText *text_in(const NewAgreement *wanted, const char *language)
{
    for (size_t i = 0; i < wanted->texts.count; i++)
        if (text_same(wanted->texts.items[i].language, language))
            return &wanted->texts.items[i];
    return NULL;
}

static Error check(Ctx *ctx, const NewAgreement *wanted)
{
    size_t languages = 0;
    for (const Field *language = texts_shape.fields; language->name; language++, languages++)
        if (!text_in(wanted, language->name))
            fault(ctx, arena_printf(ctx->arena, "texts.%s", language->name), "required",
                "A version has a text in every language.");
    if (wanted->texts.count > languages)
        fault(ctx, "texts", "not_unique", "Give one text for each language.");
    if (time_is_set(wanted->valid_from) && time_before(wanted->valid_from, ctx->now))
        fault(ctx, "valid_from", "past", "This moment has passed; leave it out for now.");
    return faults(ctx);
}

static Error create_text(Ctx *ctx, const NewAgreement *wanted, const AgreementText *text)
{
    Blob content;
    const char *problem = "This is no base64.",
               *path = arena_printf(ctx->arena, "texts.%s", text->language);
    const char *media_type = base64_read(ctx->arena, text->content, &content)
                                 ? document_media_type(content, &problem)
                                 : NULL;
    if (!media_type) {
        fault(ctx, path, "bad_document", "%s", problem);
        return faults(ctx);
    }
    Agreement agreement = {
        .id = id_new("agr"),
        .kind = wanted->kind,
        .language = text->language,
        .version = wanted->version,
        .title = text->title,
        .valid_from = time_is_set(wanted->valid_from) ? wanted->valid_from : ctx->now,
    };
    TRY(file_create(ctx, media_type, content, &agreement.digest));
    return agreement_store_create(ctx, &agreement);
}

Error agreement_create(Ctx *ctx, const NewAgreement *wanted)
{
    bool is_there;
    TRY(check(ctx, wanted));
    TRY(agreement_store_is_there(ctx, wanted->kind, wanted->version, &is_there));
    if (is_there)
        return fail(ctx, CONFLICT, "agreement_exists",
            "There is a version %s already; what was issued never changes.", wanted->version);
    for (size_t i = 0; i < wanted->texts.count; i++)
        TRY(create_text(ctx, wanted, &wanted->texts.items[i]));
    if (time_is_set(wanted->valid_from))
        TRY(job_add(ctx, "show_agreements", ID_NONE, NULL, "{}", wanted->valid_from));
    return catalog_changed(ctx);
}

static Error changed(Ctx *ctx, void *unused)
{
    (void)unused;
    return catalog_changed(ctx);
}

Error agreement_show(Ctx *ctx, const Job *job)
{
    (void)job;
    return tx_run(ctx, TX_WRITE, changed, NULL);
}

Error agreement_issue(Ctx *ctx, AgreementKind kind, const char *language, const char *version,
    const char *title, Blob content, Agreement *ret_agreement)
{
    const char *problem, *media_type = document_media_type(content, &problem);
    if (!media_type)
        return fail(ctx, INVALID, "bad_document", "%s", problem);
    Digest digest = digest_of_bytes(content.bytes, content.length);
    Error error = agreement_store_find(ctx, kind, language, version, ret_agreement);
    if (!error && digest_same(ret_agreement->digest, digest))
        return OK;
    if (!error)
        return fail(ctx, CONFLICT, "agreement_exists",
            "Version %s in this language has another text; give this one a new version.", version);
    if (error != NOT_FOUND)
        return error;
    *ret_agreement = (Agreement){id_new("agr"), kind, language, version, title, digest, ctx->now};
    TRY(file_create(ctx, media_type, content, &digest));
    TRY(agreement_store_create(ctx, ret_agreement));
    return catalog_changed(ctx);
}
