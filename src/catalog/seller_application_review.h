// seller_application_review.h — the operator's view of who wants to sell.
#pragma once

#include "acceptance.h"
#include "organizations/profile.h"
#include "page.h"
#include "seller_application.h"

typedef struct OperatorSellerApplication {
    SUBMISSION_DATA;
    SELLER_APPLICATION_DATA;
    const char *organization_name;
    const char *submitted_by_name, *decided_by_name; // the latter NULL: nobody yet
    bool is_name_taken;                              // another seller is called the same
    Profile *profile; // in force; with the next, only when one application is looked at
    AcceptanceList agreements;
} OperatorSellerApplication;

extern const Shape operator_seller_application_shape;        // for lists
extern const Shape operator_seller_application_detail_shape; // with profile and agreements
typedef LIST_OF(OperatorSellerApplication) OperatorSellerApplicationList;

typedef struct SellerApplicationQuery {
    const char *state; // NULL: all but what was withdrawn
    const char *q;     // in the names of organization and seller, and in the mail addresses
    int64_t limit;
    const char *after;
} SellerApplicationQuery;

extern const Shape seller_application_query_shape;

/** Newest first, one more than page_limit. */
Error seller_application_review_list(
    Ctx *ctx, const SellerApplicationQuery *query, OperatorSellerApplicationList *ret_applications);
Error seller_application_review_get(Ctx *ctx, Id id, OperatorSellerApplication *ret_application);
