#include "agreement_store.h"

#include "db/db.h"

Error agreement_store_list(Ctx *ctx, AgreementList *ret_agreements)
{
    return db_all(ctx, agreement_shape, ret_agreements,
        "SELECT id, language, version, title, digest, valid_from FROM agreement a"
        " WHERE valid_from <= $1 AND NOT EXISTS (SELECT 1 FROM agreement b"
        "  WHERE b.language = a.language AND b.valid_from <= $1"
        "  AND (b.valid_from, b.id) > (a.valid_from, a.id)) ORDER BY language",
        ctx->now);
}

Error agreement_store_find(
    Ctx *ctx, const char *language, const char *version, Agreement *ret_agreement)
{
    return db_one(ctx, agreement_shape, ret_agreement,
        "SELECT id, language, version, title, digest, valid_from FROM agreement"
        " WHERE language = $1 AND version = $2",
        language, version);
}

Error agreement_store_create(Ctx *ctx, const Agreement *agreement)
{
    return db_exec(ctx,
        "INSERT INTO agreement (id, language, version, title, digest, valid_from)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        agreement->id, agreement->language, agreement->version, agreement->title, agreement->digest,
        agreement->valid_from);
}
