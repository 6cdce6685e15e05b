#include "file_store.h"

#include "db/db.h"

Error file_store_create(Ctx *ctx, const File *file, Blob bytes)
{
    return db_exec(ctx,
        "INSERT INTO file (digest, media_type, size, bytes, created_at)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (digest)"
        " DO UPDATE SET created_at = excluded.created_at", // so it is none that may go
        file->digest, file->media_type, file->size, bytes, ctx->now);
}

Error file_store_get(Ctx *ctx, Digest digest, File *ret_file)
{
    return db_one(ctx, file_shape, ret_file,
        "SELECT digest, media_type, size FROM file WHERE digest = $1", digest);
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
        " + (SELECT count(*) FROM quote WHERE terms_digest = $1 AND (seller_organization_id = $2"
        "    OR organization_id = $2 AND sent_at IS NOT NULL))"
        " + (SELECT count(*) FROM draft_file WHERE organization_id = $2 AND digest = $1)"
        " + (SELECT count(*) FROM revision r JOIN product p ON p.id = r.product_id"
        "    JOIN seller s ON s.id = p.seller_id"
        "    WHERE r.id IN (SELECT revision_id FROM revision_document WHERE digest = $1"
        "                   UNION ALL SELECT id FROM revision WHERE logo_digest = $1"
        "                   UNION ALL SELECT revision_id FROM revision_screenshot"
        "                             WHERE digest = $1)"
        "    AND (p.state = 'published' AND p.active_revision_id = r.id"
        "         OR s.organization_id = $2"
        "         OR EXISTS (SELECT 1 FROM lead l JOIN plan n ON n.id = l.plan_id"
        "                    WHERE l.organization_id = $2 AND n.revision_id = r.id)"
        "         OR EXISTS (SELECT 1 FROM subscription x WHERE x.organization_id = $2"
        "                    AND x.revision_id = r.id)))",
        digest, organization_id);
}

// A chart that is yet to be taken in names its upload in `source`.
Error file_store_list_unused(Ctx *ctx, Time before, int64_t limit, FileList *ret_files)
{
    return db_all(ctx, file_shape, ret_files,
        "SELECT f.digest, f.media_type, f.size FROM file f WHERE f.created_at < $1"
        " AND NOT EXISTS (SELECT 1 FROM draft_file WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM revision WHERE logo_digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM revision_document WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM revision_screenshot WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM chart WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM test_deployment WHERE chart_digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM seller WHERE logo_digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM agreement WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM agreement_acceptance WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM quote WHERE terms_digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM lead_attachment WHERE digest = f.digest)"
        " AND NOT EXISTS (SELECT 1 FROM chart"
        "                 WHERE CAST(source AS TEXT) LIKE '%' || {hex f.digest} || '%')"
        " ORDER BY f.digest LIMIT $2",
        before, limit);
}

Error file_store_remove(Ctx *ctx, Digest digest, Time before)
{
    return db_exec(ctx, "DELETE FROM file WHERE digest = $1 AND created_at < $2", digest, before);
}
