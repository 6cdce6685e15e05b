#include "seller_application_review_store.h"

#include "db/db.h"

#define SELECT_APPLICATIONS                                                                        \
    "SELECT a.id, a.organization_id, o.name AS organization_name, a.name, contact_email,"          \
    " support_email, support_url, website, country, state, submitted_by,"                          \
    " u.name AS submitted_by_name, submitted_at, decided_by, d.name AS decided_by_name,"           \
    " decided_at, reason,"                                                                         \
    " EXISTS (SELECT 1 FROM seller WHERE lower(seller.name) = lower(a.name)"                       \
    "  AND seller.organization_id <> a.organization_id) AS is_name_taken"                          \
    " FROM seller_application a"                                                                   \
    " JOIN submission s ON s.organization_id = a.organization_id AND s.id = a.id"                  \
    " JOIN organization o ON o.id = a.organization_id JOIN user_account u ON u.id = submitted_by"  \
    " LEFT JOIN user_account d ON d.id = decided_by"

Error seller_application_review_store_list(Ctx *ctx, const char *state, const char *pattern,
    const char *after, int64_t limit, OperatorSellerApplicationList *ret_applications)
{
    return db_all(ctx, operator_seller_application_shape, ret_applications,
        SELECT_APPLICATIONS
        " WHERE state <> 'withdrawn' AND (CAST($1 AS TEXT) IS NULL OR state = $1)"
        " AND (CAST($2 AS TEXT) IS NULL OR lower(o.name) LIKE lower($2) ESCAPE '!'"
        "  OR lower(a.name) LIKE lower($2) ESCAPE '!'"
        "  OR lower(contact_email) LIKE lower($2) ESCAPE '!'"
        "  OR lower(support_email) LIKE lower($2) ESCAPE '!')"
        " AND (CAST($3 AS TEXT) IS NULL OR a.id < $3) ORDER BY a.id DESC LIMIT $4",
        state, pattern, after, limit);
}

Error seller_application_review_store_get(
    Ctx *ctx, Id id, OperatorSellerApplication *ret_application)
{
    return db_one(ctx, operator_seller_application_shape, ret_application,
        SELECT_APPLICATIONS " WHERE a.id = $1", id);
}
