#include "profile_review.h"

#include "db/db.h"
#include "profile_review_store.h"
#include "profile_store.h"

SHAPE(registration_shape, Registration, FIELD(Registration, id, .required = true),
    FIELD(Registration, organization_id, .required = true),
    FIELD(Registration, organization_name, .required = true),
    FIELD(Registration, is_change, .about = "Of data that was approved before."),
    PROFILE_FIELDS(Registration), FIELD(Registration, submitted_by_name, .required = true),
    FIELD_OPTION(Registration, previous, profile_shape, .about = "What was in force before it."));

SHAPE(registration_query_shape, RegistrationQuery,
    FIELD(RegistrationQuery, state, .pattern = "submitted|approved|rejected"),
    FIELD(RegistrationQuery, q, .max = 100,
        .about = "Part of a name or mail address of the organization."),
    PAGE_QUERY_FIELDS(RegistrationQuery));

static Error add_previous(Ctx *ctx, Registration *registration)
{
    if (!registration->is_change)
        return OK;
    Profile of = {.id = registration->id, .organization_id = registration->organization_id};
    registration->previous = arena_new_of(ctx->arena, Profile);
    return profile_store_find_before(ctx, &of, registration->previous);
}

Error profile_review_list(
    Ctx *ctx, const RegistrationQuery *query, RegistrationList *ret_registrations)
{
    TRY(profile_review_store_list(ctx, query->state, db_pattern(ctx->arena, query->q), query->after,
        page_limit(query) + 1, ret_registrations));
    for (size_t i = 0; i < ret_registrations->count; i++)
        TRY(add_previous(ctx, &ret_registrations->items[i]));
    return OK;
}

Error profile_review_get(Ctx *ctx, Id id, Registration *ret_registration)
{
    Registration registration = {0};
    TRY(profile_review_store_get(ctx, id, &registration));
    TRY(add_previous(ctx, &registration));
    *ret_registration = registration;
    return OK;
}
