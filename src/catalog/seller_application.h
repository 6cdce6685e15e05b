// seller_application.h — how an organization becomes a seller: it says who it will be in the
// catalogue and agrees to the terms for sellers, and the operator decides (submission.h).
#pragma once

#include "organizations/submission.h"

// What it says; C has no way to include a struct's members by name.
#define SELLER_APPLICATION_DATA                                                                    \
    const char *name, *contact_email, *support_email, *support_url, *website, *country

typedef struct NewSellerApplication {
    SELLER_APPLICATION_DATA;
    TextList accepted; // digests of the terms for sellers, in hexadecimal
} NewSellerApplication;

typedef struct SellerApplication {
    SUBMISSION_DATA; // id: sap_…
    SELLER_APPLICATION_DATA;
} SellerApplication;

// The fields of anything that shows an application.
#define SELLER_APPLICATION_FIELDS(Type)                                                            \
    FIELD(Type, name, .required = true), FIELD(Type, contact_email, .required = true),             \
        FIELD(Type, support_email, .required = true), FIELD(Type, support_url),                    \
        FIELD(Type, website, .required = true),                                                    \
        FIELD(Type, country, .required = true, .about = "ISO 3166."), SUBMISSION_FIELDS(Type)

extern const Shape new_seller_application_shape, seller_application_shape;
typedef LIST_OF(SellerApplication) SellerApplicationList;

/**
 * Applies for the actor's organization; an application that waited is withdrawn.
 *
 * CONFLICT  profile_not_approved: it must be known as a customer first
 * CONFLICT  already_seller
 * INVALID   agreements_not_accepted, as term_require_accepted
 */
Error seller_application_submit(
    Ctx *ctx, const NewSellerApplication *said, SellerApplication *ret_application);

/** Takes back what waits. NOT_FOUND; CONFLICT already_decided. */
Error seller_application_withdraw(Ctx *ctx, Id id, SellerApplication *ret_application);

/** The actor's organization's, newest first. */
Error seller_application_list(
    Ctx *ctx, const char *after, int64_t limit, SellerApplicationList *ret_applications);

/**
 * The operator's decision: approved or rejected. Approving makes the organization a seller whose
 * owners have the role offerings, with a page under an address made of its name. Fails like
 * submission_move.
 */
Error seller_application_decide(
    Ctx *ctx, Id id, SubmissionState state, const char *reason, Submission *ret_submission);
