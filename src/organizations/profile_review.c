#include "profile_review.h"

#include "db/db.h"
#include "profile_review_store.h"
#include "profile_store.h"

#include <string.h>

SHAPE(registration_shape, Registration, FIELD(Registration, id, .required = true),
    FIELD(Registration, organization_id, .required = true),
    FIELD(Registration, organization_name, .required = true),
    FIELD(Registration, is_change, .about = "Of data that was approved before."),
    PROFILE_FIELDS(Registration), FIELD(Registration, submitted_by_name, .required = true),
    FIELD(Registration, decided_by_name),
    FIELD_OPTION(Registration, previous, profile_shape, .about = "What was in force before it."));

SHAPE(registration_query_shape, RegistrationQuery,
    FIELD(RegistrationQuery, state, .pattern = "submitted|approved|rejected"),
    FIELD(RegistrationQuery, q, .max = 100,
        .about = "Part of a name or mail address of the organization."),
    FIELD(RegistrationQuery, organization_id, .max = 40, .about = "Of that one; of all if absent."),
    PAGE_QUERY_FIELDS(RegistrationQuery));

static Profile *previous_of(const Registration *registration, const ProfileList *approved)
{
    for (size_t i = 0; i < approved->count; i++) {
        Profile *profile = &approved->items[i];
        if (id_same(profile->organization_id, registration->organization_id) &&
            strcmp(profile->id.text, registration->id.text) < 0)
            return profile;
    }
    return NULL;
}

// In one statement, however many they are.
static Error add_previous(Ctx *ctx, Registration *registrations, size_t count)
{
    TextList changed = {arena_array_of(ctx->arena, const char *, count), 0};
    for (size_t i = 0; i < count; i++)
        if (registrations[i].is_change)
            changed.items[changed.count++] = registrations[i].organization_id.text;
    if (!changed.count)
        return OK;
    ProfileList approved;
    TRY(profile_store_list_approved(ctx, changed, &approved));
    for (size_t i = 0; i < count; i++)
        registrations[i].previous = previous_of(&registrations[i], &approved);
    return OK;
}

Error profile_review_list(
    Ctx *ctx, const RegistrationQuery *query, RegistrationList *ret_registrations)
{
    TRY(profile_review_store_list(ctx, query, db_pattern(ctx->arena, query->q), ret_registrations));
    return add_previous(ctx, ret_registrations->items, ret_registrations->count);
}

Error profile_review_get(Ctx *ctx, Id id, Registration *ret_registration)
{
    Registration registration = {0};
    TRY(profile_review_store_get(ctx, id, &registration));
    TRY(add_previous(ctx, &registration, 1));
    *ret_registration = registration;
    return OK;
}
