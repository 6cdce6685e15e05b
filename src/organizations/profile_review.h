// profile_review.h — the operator's view of what organizations submitted.
#pragma once

#include "page.h"
#include "profile.h"

/** A submission together with whose it is and what was in force before it. */
typedef struct Registration {
    SUBMISSION_DATA; // id: of the profile
    PROFILE_DATA;
    const char *organization_name;
    const char *submitted_by_name, *decided_by_name; // the latter NULL: nobody yet
    bool is_change;                                  // of data that was approved before
    Profile *previous;                               // NULL: none
} Registration;

extern const Shape registration_shape;
typedef LIST_OF(Registration) RegistrationList;

typedef struct RegistrationQuery {
    const char *state; // NULL: all but what was withdrawn
    const char *q;     // in the names of organization and company, and in the mail addresses
    const char *organization_id; // NULL: of all
    int64_t limit;
    const char *after;
} RegistrationQuery;

extern const Shape registration_query_shape;

/** Newest first, one more than page_limit. */
Error profile_review_list(
    Ctx *ctx, const RegistrationQuery *query, RegistrationList *ret_registrations);
Error profile_review_get(Ctx *ctx, Id id, Registration *ret_registration);
