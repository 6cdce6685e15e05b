// organization.h — a company on the marketplace: customer, seller or the operator itself.
#pragma once

#include "profile.h"

typedef struct Organization {
    Id id; // org_…
    const char *name;
    const char *language;
    bool is_operator;
    bool is_seller;
    const char *profile_state; // "none", "submitted", "approved", "rejected"
    Time approved_at;          // since when it may buy; TIME_NONE: not yet
    Time created_at;
    Profile *profile; // in force; NULL: none yet
    Profile *pending; // waits for the operator; NULL: none
    TextList missing; // what the profile lacks before it can be submitted
    bool can_purchase;
} Organization;

/** An organization as one of its members sees it from outside. */
typedef struct OrganizationSummary {
    Id id;
    const char *name;
    bool is_operator;
    bool is_seller;
    TextList roles; // of the person who asks
    const char *profile_state;
    bool can_purchase;
} OrganizationSummary;

extern const Shape organization_shape, organization_summary_shape;
typedef LIST_OF(OrganizationSummary) OrganizationSummaryList;

/** With profile, pending and missing. NOT_FOUND if there is none. */
Error organization_get(Ctx *ctx, Id id, Organization *ret_organization);

/** Without members or profile. */
Error organization_create(
    Ctx *ctx, const char *name, const char *language, bool is_operator, bool is_seller, Id *ret_id);

/** The organization of exactly that name, ID_NONE if there is none; for the command line. */
Error organization_find(Ctx *ctx, const char *name, Id *ret_id);

/** Those of which the person is a member, the oldest membership first. */
Error organization_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations);

/** Makes it a seller, if it is none; whoever owns it has the role offerings from now on. */
Error organization_change_to_seller(Ctx *ctx, Id id);

/** CONFLICT profile_not_approved unless the operator approved the actor's organization. */
Error organization_require_approved(Ctx *ctx);
