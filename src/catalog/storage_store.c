#include "storage_store.h"

#include "db/db.h"

// An update that changes nothing waits for others of its kind, and for no row that refers to it.
Error storage_store_lock(Ctx *ctx, Id organization_id)
{
    return db_exec(ctx, "UPDATE organization SET name = name WHERE id = $1", organization_id);
}

// What came with a request, or with a message of the customer's, is the customer's.
#define SUM_FILES                                                                                   \
    "WITH own AS (SELECT r.id, r.logo_digest FROM revision r JOIN product p ON p.id = r.product_id" \
    " JOIN seller s ON s.id = p.seller_id WHERE s.organization_id = $1)"                            \
    " SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM file WHERE digest IN ("                    \
    "SELECT digest FROM draft_file WHERE organization_id = $1"                                      \
    " UNION SELECT logo_digest FROM seller WHERE organization_id = $1"                              \
    " UNION SELECT logo_digest FROM own"                                                            \
    " UNION SELECT digest FROM revision_document WHERE revision_id IN (SELECT id FROM own)"         \
    " UNION SELECT digest FROM revision_screenshot WHERE revision_id IN (SELECT id FROM own)"       \
    " UNION SELECT digest FROM chart WHERE revision_id IN (SELECT id FROM own)"                     \
    " UNION SELECT terms_digest FROM quote WHERE seller_organization_id = $1"                       \
    " UNION SELECT a.digest FROM lead_attachment a LEFT JOIN lead_message m"                        \
    " ON m.organization_id = a.organization_id AND m.id = a.message_id"                             \
    " WHERE a.organization_id = $1 AND (m.id IS NULL OR NOT m.is_by_seller)"                        \
    " UNION SELECT a.digest FROM lead_attachment a JOIN lead_message m"                             \
    " ON m.organization_id = a.organization_id AND m.id = a.message_id"                             \
    " WHERE a.seller_organization_id = $1 AND m.is_by_seller)"

Error storage_store_sum(Ctx *ctx, Id organization_id, int64_t *ret_bytes)
{
    return db_number(ctx, ret_bytes, SUM_FILES, organization_id);
}

Error storage_store_sum_others(Ctx *ctx, Id organization_id, Digest digest, int64_t *ret_bytes)
{
    return db_number(ctx, ret_bytes, SUM_FILES " AND digest <> $2", organization_id, digest);
}
