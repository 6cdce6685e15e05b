#include "profile_review_store.h"

#include "db/db.h"

#define SELECT_REGISTRATIONS                                                                       \
    "SELECT profile.id, profile.organization_id, organization.name AS organization_name,"          \
    " state, company_name, website, contact_email, marketplace_email, phone,"                      \
    " registration_number, vat_id, street, postal_code, city, country, submitted_by,"              \
    " submitter.name AS submitted_by_name, submitted_at, decided_by,"                              \
    " decider.name AS decided_by_name, decided_at, reason,"                                        \
    " EXISTS (SELECT 1 FROM submission former"                                                     \
    "  WHERE former.organization_id = profile.organization_id AND former.id < profile.id"          \
    "  AND former.kind = 'profile' AND former.state = 'approved') AS is_change"                    \
    " FROM organization_profile profile"                                                           \
    " JOIN submission ON submission.organization_id = profile.organization_id"                     \
    "  AND submission.id = profile.id"                                                             \
    " JOIN organization ON organization.id = profile.organization_id"                              \
    " JOIN user_account submitter ON submitter.id = submitted_by"                                  \
    " LEFT JOIN user_account decider ON decider.id = decided_by"

Error profile_review_store_list(Ctx *ctx, const RegistrationQuery *query, const char *pattern,
    RegistrationList *ret_registrations)
{
    return db_all(ctx, registration_shape, ret_registrations,
        SELECT_REGISTRATIONS
        " WHERE state <> 'withdrawn' AND (CAST($1 AS TEXT) IS NULL OR state = $1)"
        " AND (CAST($2 AS TEXT) IS NULL OR lower(organization.name) LIKE lower($2) ESCAPE '!'"
        "  OR lower(company_name) LIKE lower($2) ESCAPE '!'"
        "  OR lower(contact_email) LIKE lower($2) ESCAPE '!'"
        "  OR lower(marketplace_email) LIKE lower($2) ESCAPE '!')"
        " AND (CAST($3 AS TEXT) IS NULL OR profile.id < $3)"
        " AND (CAST($5 AS TEXT) IS NULL OR profile.organization_id = $5)"
        " ORDER BY profile.id DESC LIMIT $4",
        query->state, pattern, query->after, page_limit(query) + 1, query->organization_id);
}

Error profile_review_store_get(Ctx *ctx, Id id, Registration *ret_registration)
{
    return db_one(ctx, registration_shape, ret_registration,
        SELECT_REGISTRATIONS " WHERE profile.id = $1", id);
}
