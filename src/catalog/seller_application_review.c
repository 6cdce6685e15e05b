#include "seller_application_review.h"

#include "db/db.h"
#include "seller_application_review_store.h"

#define APPLICATION_FIELDS                                                                         \
    FIELD(OperatorSellerApplication, id, .required = true),                                        \
        FIELD(OperatorSellerApplication, organization_id, .required = true),                       \
        FIELD(OperatorSellerApplication, organization_name, .required = true),                     \
        SELLER_APPLICATION_FIELDS(OperatorSellerApplication),                                      \
        FIELD(OperatorSellerApplication, submitted_by_name, .required = true),                     \
        FIELD(OperatorSellerApplication, decided_by_name),                                         \
        FIELD(OperatorSellerApplication, is_name_taken,                                            \
            .about = "Another seller is called the same.")

SHAPE(operator_seller_application_shape, OperatorSellerApplication, APPLICATION_FIELDS);

SHAPE_NAMED(operator_seller_application_detail_shape, OperatorSellerApplication,
    "OperatorSellerApplicationDetail", APPLICATION_FIELDS,
    FIELD_OPTION(OperatorSellerApplication, profile, profile_shape,
        .about = "The organization's data in force."),
    FIELD_LIST(
        OperatorSellerApplication, agreements, acceptance_shape, .about = "What was agreed to."));

SHAPE(seller_application_query_shape, SellerApplicationQuery,
    FIELD(SellerApplicationQuery, state, .pattern = "submitted|approved|rejected"),
    FIELD(SellerApplicationQuery, q, .max = 100,
        .about = "Part of a name or mail address of the organization or seller."),
    PAGE_QUERY_FIELDS(SellerApplicationQuery));

Error seller_application_review_list(
    Ctx *ctx, const SellerApplicationQuery *query, OperatorSellerApplicationList *ret_applications)
{
    return seller_application_review_store_list(ctx, query->state, db_pattern(ctx->arena, query->q),
        query->after, page_limit(query) + 1, ret_applications);
}

Error seller_application_review_get(Ctx *ctx, Id id, OperatorSellerApplication *ret_application)
{
    OperatorSellerApplication application = {0};
    TRY(seller_application_review_store_get(ctx, id, &application));
    application.profile = arena_new_of(ctx->arena, Profile);
    TRY(profile_find_approved(ctx, application.organization_id, application.profile));
    if (!id_is_set(application.profile->id))
        application.profile = NULL;
    TRY(acceptance_list_submitted(
        ctx, application.organization_id, application.id, &application.agreements));
    *ret_application = application;
    return OK;
}
