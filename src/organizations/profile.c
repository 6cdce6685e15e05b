#include "profile.h"

#include "organization_store.h"
#include "profile_store.h"

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
    Submission submission;
    TRY(submission_create(ctx, SUBMISSION_PROFILE, &submission));
    Profile profile = {
        .id = submission.id,
        .organization_id = submission.organization_id,
        .state = submission.state,
        .submitted_by = submission.submitted_by,
        .submitted_at = submission.submitted_at,
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
    };
    TRY(profile_store_create(ctx, &profile));
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
    Error error = profile_store_find(ctx, organization_id, SUBMISSION_SUBMITTED, &profile);
    return none_is_fine(error, &profile, ret_profile);
}

Error profile_find_approved(Ctx *ctx, Id organization_id, Profile *ret_profile)
{
    Profile profile = {0};
    Error error = profile_store_find(ctx, organization_id, SUBMISSION_APPROVED, &profile);
    return none_is_fine(error, &profile, ret_profile);
}

// Of several the newest comes first.
static void keep_first_of_each(ProfileList *profiles)
{
    size_t kept = 0;
    for (size_t i = 0; i < profiles->count; i++)
        if (!kept ||
            !id_same(profiles->items[kept - 1].organization_id, profiles->items[i].organization_id))
            profiles->items[kept++] = profiles->items[i];
    profiles->count = kept;
}

Error profile_list_in_force(Ctx *ctx, TextList organization_ids, ProfileList *ret_profiles)
{
    TRY(profile_store_list_approved(ctx, organization_ids, ret_profiles));
    keep_first_of_each(ret_profiles);
    return OK;
}

Error profile_decide(
    Ctx *ctx, Id id, SubmissionState state, const char *reason, Submission *ret_submission)
{
    TRY(submission_move(ctx, SUBMISSION_PROFILE, id, state, reason, ret_submission));
    if (state == SUBMISSION_APPROVED)
        TRY(organization_store_approve(ctx, ret_submission->organization_id));
    return OK;
}
