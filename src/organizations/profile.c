#include "profile.h"

#include "db/db.h"
#include "organization_store.h"
#include "profile_store.h"
#include "work/work.h"

const char *const profile_state_names[] = {"submitted", "approved", "rejected", "withdrawn", NULL};

SHAPE(new_profile_shape, NewProfile,
    FIELD(NewProfile, company_name, .required = true, .max = 200, .pattern = ONE_LINE),
    FIELD(NewProfile, website, .required = true, .max = 500, .format = "uri"),
    FIELD(NewProfile, contact_email, .required = true, .max = 254, .format = "email",
        .about = "Sellers may use it; a team mailbox is best."),
    FIELD(NewProfile, marketplace_email, .required = true, .max = 254, .format = "email",
        .about = "For the operator of the marketplace; a team mailbox is best."),
    FIELD(NewProfile, phone, .max = 40, .pattern = "[0-9 +()/.-]*"),
    FIELD(NewProfile, registration_number, .max = 60, .pattern = ONE_LINE),
    FIELD(NewProfile, vat_id, .max = 20, .pattern = "[A-Z]{2}[0-9A-Z+* .-]*"),
    FIELD(NewProfile, street, .max = 200, .pattern = ONE_LINE),
    FIELD(NewProfile, postal_code, .max = 20, .pattern = ONE_LINE),
    FIELD(NewProfile, city, .max = 100, .pattern = ONE_LINE),
    FIELD(NewProfile, country, .required = true, .pattern = "[A-Z]{2}", .about = "ISO 3166."));

SHAPE(profile_shape, Profile, FIELD(Profile, id, .required = true),
    FIELD(Profile, organization_id, .hidden = true), PROFILE_FIELDS(Profile));

TextList profile_required_fields(Arena *arena)
{
    size_t count = 0;
    while (new_profile_shape.fields[count].name)
        count++;
    TextList names = {arena_array_of(arena, const char *, count), 0};
    for (const Field *field = new_profile_shape.fields; field->name; field++)
        if (field->required)
            names.items[names.count++] = field->name;
    return names;
}

Error profile_submit(Ctx *ctx, const NewProfile *data, Profile *ret_profile)
{
    Id organization_id = ctx->actor.organization_id;
    TRY(organization_store_lock(ctx, organization_id)); // one after the other
    TRY(profile_store_withdraw(ctx, organization_id));
    Profile profile = {
        .id = id_new("pro"),
        .organization_id = organization_id,
        .state = PROFILE_SUBMITTED,
        .company_name = data->company_name,
        .website = data->website,
        .contact_email = data->contact_email,
        .marketplace_email = data->marketplace_email,
        .phone = data->phone,
        .registration_number = data->registration_number,
        .vat_id = data->vat_id,
        .street = data->street,
        .postal_code = data->postal_code,
        .city = data->city,
        .country = data->country,
        .submitted_by = ctx->actor.user_id,
        .submitted_at = ctx->now,
    };
    TRY(profile_store_create(ctx, &profile));
    TRY(event_emit(ctx, "profile.submitted", organization_id, profile.id, NULL));
    *ret_profile = profile;
    return OK;
}

Error profile_list(Ctx *ctx, const char *after, int64_t limit, ProfileList *ret_profiles)
{
    return profile_store_list(ctx, after, limit, ret_profiles);
}

static Error none_is_fine(Error error, const Profile *profile, Profile *ret_profile)
{
    if (error && error != NOT_FOUND)
        return error;
    *ret_profile = *profile;
    return OK;
}

Error profile_find_pending(Ctx *ctx, Id organization_id, Profile *ret_profile)
{
    Profile profile = {0};
    Error error = profile_store_find(ctx, organization_id, PROFILE_SUBMITTED, &profile);
    return none_is_fine(error, &profile, ret_profile);
}

Error profile_find_approved(Ctx *ctx, Id organization_id, Profile *ret_profile)
{
    Profile profile = {0};
    Error error = profile_store_find(ctx, organization_id, PROFILE_APPROVED, &profile);
    return none_is_fine(error, &profile, ret_profile);
}

Error profile_move(Ctx *ctx, Id id, ProfileState state, const char *reason, Profile *ret_profile)
{
    static const char *const events[] = {
        [PROFILE_APPROVED] = "profile.approved",
        [PROFILE_REJECTED] = "profile.rejected",
    };
    Profile profile = {0};
    TRY(profile_store_lock(ctx, id, &profile));
    if (profile.state != PROFILE_SUBMITTED)
        return fail(ctx, CONFLICT, "already_decided", "This submission is %s already.",
            profile_state_names[profile.state]);
    profile.state = state;
    profile.reason = reason;
    profile.decided_by = ctx->actor.user_id;
    profile.decided_at = ctx->now;
    TRY(profile_store_move(ctx, &profile));
    if (state == PROFILE_APPROVED)
        TRY(organization_store_approve(ctx, profile.organization_id));
    TRY(event_emit(ctx, events[state], profile.organization_id, profile.id, NULL));
    *ret_profile = profile;
    return OK;
}
