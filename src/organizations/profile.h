// profile.h — a company's data, as it was submitted and decided upon.
//
// submitted → approved | rejected (by the operator) | withdrawn (by submitting again). The newest
// approved one is in force; a change of it is a new submission, which replaces nothing until it is
// approved. An organization has at most one that waits.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef enum ProfileState {
    PROFILE_SUBMITTED,
    PROFILE_APPROVED,
    PROFILE_REJECTED,
    PROFILE_WITHDRAWN,
} ProfileState;

extern const char *const profile_state_names[];

// What a company says about itself; C has no way to include a struct's members by name.
#define PROFILE_DATA                                                                               \
    const char *company_name, *website, *contact_email, *marketplace_email, *phone,                \
        *registration_number, *vat_id, *street, *postal_code, *city, *country

typedef struct NewProfile {
    PROFILE_DATA;
} NewProfile;

typedef struct Profile {
    Id id; // pro_…
    Id organization_id;
    ProfileState state;
    PROFILE_DATA;
    Id submitted_by;
    Time submitted_at;
    Id decided_by;
    Time decided_at;
    const char *reason; // of a rejection
} Profile;

// The fields of anything that shows a profile.
#define PROFILE_FIELDS(Type)                                                                       \
    FIELD_ENUM(Type, state, profile_state_names), FIELD(Type, company_name, .required = true),     \
        FIELD(Type, website, .required = true),                                                    \
        FIELD(Type, contact_email, .required = true, .about = "Sellers may use it."),              \
        FIELD(Type, marketplace_email, .required = true,                                           \
            .about = "For the operator of the marketplace."),                                      \
        FIELD(Type, phone), FIELD(Type, registration_number), FIELD(Type, vat_id),                 \
        FIELD(Type, street), FIELD(Type, postal_code), FIELD(Type, city),                          \
        FIELD(Type, country, .required = true), FIELD(Type, submitted_by, .required = true),       \
        FIELD(Type, submitted_at, .required = true), FIELD(Type, decided_by, .hidden = true),      \
        FIELD(Type, decided_at), FIELD(Type, reason, .about = "Why it was rejected.")

extern const Shape new_profile_shape, profile_shape;
typedef LIST_OF(Profile) ProfileList;

/** Submits data for the actor's organization; what waited before is withdrawn. */
Error profile_submit(Ctx *ctx, const NewProfile *data, Profile *ret_profile);

/** The actor's organization's, newest first. */
Error profile_list(Ctx *ctx, const char *after, int64_t limit, ProfileList *ret_profiles);

/** The one that waits, and the one in force; ret_profile->id is ID_NONE if there is none. */
Error profile_find_pending(Ctx *ctx, Id organization_id, Profile *ret_profile);
Error profile_find_approved(Ctx *ctx, Id organization_id, Profile *ret_profile);

/**
 * The one way from state to state; emits profile.approved or profile.rejected. Approving puts the
 * data in force and opens the marketplace to the organization.
 *
 * NOT_FOUND  there is no such profile
 * CONFLICT   already_decided
 */
Error profile_move(Ctx *ctx, Id id, ProfileState state, const char *reason, Profile *ret_profile);

/** The names of what must be given, for an organization that gave nothing yet. */
TextList profile_required_fields(Arena *arena);
