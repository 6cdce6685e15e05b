#include "agreement.h"

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
    TRY(file_create(ctx, media_type, title, content, &digest));
    TRY(agreement_store_create(ctx, ret_agreement));
    return catalog_changed(ctx);
}
