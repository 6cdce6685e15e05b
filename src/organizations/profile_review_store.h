// profile_review_store.h — profiles of all organizations. Private to src/organizations.
#pragma once

#include "profile_review.h"

/** pattern: the query's q for LIKE, with the escape character '!'. */
Error profile_review_store_list(Ctx *ctx, const RegistrationQuery *query, const char *pattern,
    RegistrationList *ret_registrations);
Error profile_review_store_get(Ctx *ctx, Id id, Registration *ret_registration);
