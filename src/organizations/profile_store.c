#include "profile_store.h"

#include "db/db.h"
#include "json/json.h"

#define SELECT_PROFILES                                                                            \
    "SELECT p.id, p.organization_id, state, company_name, website, contact_email,"                 \
    " marketplace_email, phone, registration_number, vat_id, street, postal_code, city, country,"  \
    " submitted_by, submitted_at, decided_by, decided_at, reason FROM organization_profile p"      \
    " JOIN submission s ON s.organization_id = p.organization_id AND s.id = p.id"

Error profile_store_create(Ctx *ctx, const Profile *profile)
{
    return db_exec(ctx,
        "INSERT INTO organization_profile (id, organization_id, company_name, website,"
        " contact_email, marketplace_email, phone, registration_number, vat_id, street,"
        " postal_code, city, country)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        profile->id, profile->organization_id, profile->company_name, profile->website,
        profile->contact_email, profile->marketplace_email, profile->phone,
        profile->registration_number, profile->vat_id, profile->street, profile->postal_code,
        profile->city, profile->country);
}

Error profile_store_find(Ctx *ctx, Id organization_id, SubmissionState state, Profile *ret_profile)
{
    return db_one(ctx, profile_shape, ret_profile,
        SELECT_PROFILES
        " WHERE p.organization_id = $1 AND state = $2"
        " ORDER BY decided_at DESC, p.id DESC LIMIT 1",
        organization_id, submission_state_names[state]);
}

Error profile_store_list_approved(Ctx *ctx, TextList organization_ids, ProfileList *ret_profiles)
{
    return db_all(ctx, profile_shape, ret_profiles,
        SELECT_PROFILES
        " WHERE state = 'approved' AND p.organization_id IN {list $1}"
        " ORDER BY p.organization_id, p.id DESC",
        json_of_texts(ctx->arena, organization_ids));
}

Error profile_store_list(Ctx *ctx, const char *after, int64_t limit, ProfileList *ret_profiles)
{
    return db_all(ctx, profile_shape, ret_profiles,
        SELECT_PROFILES
        " WHERE p.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR p.id < $2)"
        " ORDER BY p.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}
