#include "file_store.h"

#include "db/db.h"

Error file_store_create(Ctx *ctx, const File *file, Blob bytes)
{
    return db_exec(ctx,
        "INSERT INTO file (digest, media_type, name, size, bytes, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (digest) DO NOTHING",
        file->digest, file->media_type, file->name, file->size, bytes, ctx->now);
}

Error file_store_get(Ctx *ctx, Digest digest, File *ret_file)
{
    return db_one(ctx, file_shape, ret_file,
        "SELECT digest, media_type, name, size FROM file WHERE digest = $1", digest);
}

Error file_store_bytes(Ctx *ctx, Digest digest, Blob *ret_bytes)
{
    return db_blob(ctx, ret_bytes, "SELECT bytes FROM file WHERE digest = $1", digest);
}

Error file_store_is_visible(Ctx *ctx, Digest digest, Id organization_id, int64_t *ret_number)
{
    return db_number(ctx, ret_number,
        "SELECT (SELECT count(*) FROM agreement WHERE digest = $1)"
        " + (SELECT count(*) FROM seller WHERE logo_digest = $1)"
        " + (SELECT count(*) FROM agreement_acceptance"
        "    WHERE organization_id = $2 AND digest = $1)"
        " + (SELECT count(*) FROM revision r JOIN product p ON p.id = r.product_id"
        "    JOIN seller s ON s.id = p.seller_id"
        "    WHERE r.id IN (SELECT revision_id FROM revision_document WHERE digest = $1"
        "                   UNION ALL SELECT id FROM revision WHERE logo_digest = $1)"
        "    AND (p.state = 'published' AND p.active_revision_id = r.id"
        "         OR s.organization_id = $2"
        "         OR EXISTS (SELECT 1 FROM subscription x WHERE x.organization_id = $2"
        "                    AND x.revision_id = r.id)))",
        digest, organization_id);
}
