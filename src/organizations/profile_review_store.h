// profile_review_store.h — profiles of all organizations. Private to src/organizations.
#pragma once

#include "profile_review.h"

/** pattern: for LIKE with the escape character '!'. */
Error profile_review_store_list(Ctx *ctx, const char *state, const char *pattern, const char *after,
    int64_t limit, RegistrationList *ret_registrations);
Error profile_review_store_get(Ctx *ctx, Id id, Registration *ret_registration);
