// profile.h — a company's data, as it was submitted and decided upon.
//
// The newest approved one is in force; a change of it is a new submission (submission.h), which
// replaces nothing until it is approved.
#pragma once

#include "submission.h"

// What a company says about itself; C has no way to include a struct's members by name.
#define PROFILE_DATA                                                                               \
    const char *company_name, *website, *contact_email, *marketplace_email, *phone,                \
        *registration_number, *vat_id, *street, *postal_code, *city, *country

typedef struct NewProfile {
    PROFILE_DATA;
} NewProfile;

typedef struct Profile {
    SUBMISSION_DATA;
    PROFILE_DATA;
} Profile;

// The fields of anything that shows a profile.
#define PROFILE_FIELDS(Type)                                                                       \
    FIELD(Type, company_name, .required = true), FIELD(Type, website, .required = true),           \
        FIELD(Type, contact_email, .required = true, .about = "Sellers may use it."),              \
        FIELD(Type, marketplace_email, .required = true,                                           \
            .about = "For the operator of the marketplace."),                                      \
        FIELD(Type, phone), FIELD(Type, registration_number), FIELD(Type, vat_id),                 \
        FIELD(Type, street), FIELD(Type, postal_code), FIELD(Type, city),                          \
        FIELD(Type, country, .required = true), SUBMISSION_FIELDS(Type)

extern const Shape new_profile_shape, profile_shape;
typedef LIST_OF(Profile) ProfileList;

/** Submits data for the actor's organization; what waited before is withdrawn. */
Error profile_submit(Ctx *ctx, const NewProfile *data, Profile *ret_profile);

/** The actor's organization's, newest first. */
Error profile_list(Ctx *ctx, const char *after, int64_t limit, ProfileList *ret_profiles);

/** The one that waits, and the one in force; ret_profile->id is ID_NONE if there is none. */
Error profile_find_pending(Ctx *ctx, Id organization_id, Profile *ret_profile);
Error profile_find_approved(Ctx *ctx, Id organization_id, Profile *ret_profile);

/** Of each of the organizations the one in force, in one statement. */
Error profile_list_in_force(Ctx *ctx, TextList organization_ids, ProfileList *ret_profiles);

/**
 * The operator's decision: approved or rejected. Approving puts the data in force and opens the
 * marketplace to the organization. Fails like submission_move.
 */
Error profile_decide(
    Ctx *ctx, Id id, SubmissionState state, const char *reason, Submission *ret_submission);

/** The names of what must be given, for an organization that gave nothing yet. */
TextList profile_required_fields(Arena *arena);
