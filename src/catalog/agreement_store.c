#include "agreement_store.h"

#include "db/db.h"

Error agreement_store_list(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements)
{
    return db_all(ctx, agreement_shape, ret_agreements,
        "SELECT id, kind, language, version, title, digest, valid_from FROM agreement a"
        " WHERE kind = $2 AND valid_from <= $1 AND NOT EXISTS (SELECT 1 FROM agreement b"
        "  WHERE b.kind = a.kind AND b.language = a.language AND b.valid_from <= $1"
        "  AND (b.valid_from, b.id) > (a.valid_from, a.id)) ORDER BY language",
        ctx->now, agreement_kind_names[kind]);
}

Error agreement_store_find(Ctx *ctx, AgreementKind kind, const char *language, const char *version,
    Agreement *ret_agreement)
{
    return db_one(ctx, agreement_shape, ret_agreement,
        "SELECT id, kind, language, version, title, digest, valid_from FROM agreement"
        " WHERE kind = $1 AND language = $2 AND version = $3",
        agreement_kind_names[kind], language, version);
}

Error agreement_store_create(Ctx *ctx, const Agreement *agreement)
{
    return db_exec(ctx,
        "INSERT INTO agreement (id, kind, language, version, title, digest, valid_from)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        agreement->id, agreement_kind_names[agreement->kind], agreement->language,
        agreement->version, agreement->title, agreement->digest, agreement->valid_from);
}

Error agreement_store_list_all(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements)
{
    return db_all(ctx, agreement_shape, ret_agreements,
        "SELECT id, kind, language, version, title, digest, valid_from FROM agreement"
        " WHERE kind = $1 ORDER BY valid_from DESC, version DESC, language",
        agreement_kind_names[kind]);
}

Error agreement_store_is_there(
    Ctx *ctx, AgreementKind kind, const char *version, bool *ret_is_there)
{
    int64_t count;
    TRY(db_number(ctx, &count, "SELECT count(*) FROM agreement WHERE kind = $1 AND version = $2",
        agreement_kind_names[kind], version));
    *ret_is_there = count > 0;
    return OK;
}
