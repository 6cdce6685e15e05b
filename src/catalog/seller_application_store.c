#include "seller_application_store.h"

#include "db/db.h"

#define SELECT_APPLICATIONS                                                                        \
    "SELECT a.id, a.organization_id, name, contact_email, support_email, support_url, website,"    \
    " country, state, submitted_by, submitted_at, decided_by, decided_at, reason"                  \
    " FROM seller_application a"                                                                   \
    " JOIN submission s ON s.organization_id = a.organization_id AND s.id = a.id"

Error seller_application_store_create(Ctx *ctx, const SellerApplication *application)
{
    return db_exec(ctx,
        "INSERT INTO seller_application (organization_id, id, name, contact_email, support_email,"
        " support_url, website, country) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        application->organization_id, application->id, application->name,
        application->contact_email, application->support_email, application->support_url,
        application->website, application->country);
}

Error seller_application_store_get(
    Ctx *ctx, Id organization_id, Id id, SellerApplication *ret_application)
{
    return db_one(ctx, seller_application_shape, ret_application,
        SELECT_APPLICATIONS " WHERE a.organization_id = $1 AND a.id = $2", organization_id, id);
}

Error seller_application_store_list(
    Ctx *ctx, const char *after, int64_t limit, SellerApplicationList *ret_applications)
{
    return db_all(ctx, seller_application_shape, ret_applications,
        SELECT_APPLICATIONS
        " WHERE a.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR a.id < $2)"
        " ORDER BY a.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}
