// profile_store.h — organization_profile rows. Private to src/organizations.
#pragma once

#include "profile.h"

Error profile_store_create(Ctx *ctx, const Profile *profile);
Error profile_store_find(
    Ctx *ctx, Id organization_id, SubmissionState state, Profile *ret_profile); // the newest

/** All that were approved in those organizations, the newest of each first. */
Error profile_store_list_approved(Ctx *ctx, TextList organization_ids, ProfileList *ret_profiles);
Error profile_store_list(Ctx *ctx, const char *after, int64_t limit, ProfileList *ret_profiles);
