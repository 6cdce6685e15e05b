#include "profile_store.h"

#include "db/db.h"
#include "json/json.h"

#define SELECT_PROFILES                                                                            \
    "SELECT id, organization_id, state, company_name, website, contact_email, marketplace_email,"  \
    " phone, registration_number, vat_id, street, postal_code, city, country, submitted_by,"       \
    " submitted_at, decided_by, decided_at, reason FROM organization_profile"

Error profile_store_create(Ctx *ctx, const Profile *profile)
{
    return db_exec(ctx,
        "INSERT INTO organization_profile (id, organization_id, state, company_name, website,"
        " contact_email, marketplace_email, phone, registration_number, vat_id, street,"
        " postal_code, city, country, submitted_by, submitted_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        profile->id, profile->organization_id, profile_state_names[profile->state],
        profile->company_name, profile->website, profile->contact_email, profile->marketplace_email,
        profile->phone, profile->registration_number, profile->vat_id, profile->street,
        profile->postal_code, profile->city, profile->country, profile->submitted_by,
        profile->submitted_at);
}

Error profile_store_withdraw(Ctx *ctx, Id organization_id)
{
    return db_exec(ctx,
        "UPDATE organization_profile SET state = 'withdrawn', decided_at = $2"
        " WHERE organization_id = $1 AND state = 'submitted'",
        organization_id, ctx->now);
}

Error profile_store_lock(Ctx *ctx, Id id, Profile *ret_profile)
{
    return db_one(ctx, profile_shape, ret_profile, SELECT_PROFILES " WHERE id = $1 {lock}", id);
}

Error profile_store_move(Ctx *ctx, const Profile *profile)
{
    return db_exec(ctx,
        "UPDATE organization_profile SET state = $3, decided_by = $4, decided_at = $5, reason = $6"
        " WHERE organization_id = $1 AND id = $2",
        profile->organization_id, profile->id, profile_state_names[profile->state],
        profile->decided_by, profile->decided_at, profile->reason);
}

Error profile_store_find(Ctx *ctx, Id organization_id, ProfileState state, Profile *ret_profile)
{
    return db_one(ctx, profile_shape, ret_profile,
        SELECT_PROFILES
        " WHERE organization_id = $1 AND state = $2"
        " ORDER BY decided_at DESC, id DESC LIMIT 1",
        organization_id, profile_state_names[state]);
}

Error profile_store_list_approved(Ctx *ctx, TextList organization_ids, ProfileList *ret_profiles)
{
    return db_all(ctx, profile_shape, ret_profiles,
        SELECT_PROFILES
        " WHERE state = 'approved' AND organization_id IN {list $1} ORDER BY organization_id,"
        " id DESC",
        json_of_texts(ctx->arena, organization_ids));
}

Error profile_store_list(Ctx *ctx, const char *after, int64_t limit, ProfileList *ret_profiles)
{
    return db_all(ctx, profile_shape, ret_profiles,
        SELECT_PROFILES
        " WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR id < $2)"
        " ORDER BY id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}
