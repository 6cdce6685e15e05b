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

typedef LIST_OF(Organization) OrganizationList;

/** Why an organization does not let a session act for it. */
typedef enum Refusal {
    REFUSAL_NONE,
    REFUSAL_ADDRESS, // see access_rules.h
    REFUSAL_METHOD,  // see authentication_rules.h
    REFUSAL_SECOND_FACTOR,
} Refusal;

/** An organization as one of its members sees it from outside. */
typedef struct OrganizationSummary {
    Id id;
    const char *name;
    bool is_operator;
    bool is_seller;
    TextList roles; // of the person who asks, that are in force
    const char *profile_state;
    bool can_purchase;
    Refusal refusal;           // of the session of the one who asks
    Time second_factor_due_at; // from then on it is refused without one; TIME_NONE: never
    TextList addresses;        // of its access rules
    bool limits_tokens, limits_sessions;
    Time suspended_until;
    Id partner_id; // through whose delegation one acts for it; ID_NONE: one belongs to it
    const char *partner_name;
    const char *refused_by; // its name, or the partner's: whose rules refuse
    TextList methods;       // of its authentication rules; none: all
    Time second_factor_from;
} OrganizationSummary;

extern const Shape organization_shape, organization_summary_shape;
typedef LIST_OF(OrganizationSummary) OrganizationSummaryList;

/** The call's Error, with the actor acting for that organization: for jobs, and the operator. */
#define WITHIN(ctx, organization, call)                                                            \
    ({                                                                                             \
        Id acted_for_ = (ctx)->actor.organization_id;                                              \
        (ctx)->actor.organization_id = (organization);                                             \
        Error within_ = (call);                                                                    \
        (ctx)->actor.organization_id = acted_for_;                                                 \
        within_;                                                                                   \
    })

/** The one of the id; NULL: it is not among them. */
const OrganizationSummary *organization_in(const OrganizationSummaryList *organizations, Id id);

/** With profile, pending and missing. NOT_FOUND if there is none. */
Error organization_get(Ctx *ctx, Id id, Organization *ret_organization);

/** Nobody else changes its members until the transaction ends. NOT_FOUND */
Error organization_lock(Ctx *ctx, Id id);

/** Without members or profile. */
Error organization_create(
    Ctx *ctx, const char *name, const char *language, bool is_operator, bool is_seller, Id *ret_id);

/** The organization of exactly that name, ID_NONE if there is none; for the command line. */
Error organization_find(Ctx *ctx, const char *name, Id *ret_id);

/** Those of which the person is a member, the oldest membership first, then the customers for whom
 * the person acts (delegation.h). */
Error organization_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations);

/** All of them, the newest first; for the operator. q: part of the name, or the id; NULL: any. */
Error organization_list_all(
    Ctx *ctx, const char *q, const char *after, int64_t limit, OrganizationList *ret_organizations);

/** The one of the id among the actor's. FORBIDDEN not_a_member, owner_only */
Error organization_require_owned(Ctx *ctx, Id id, const OrganizationSummary **ret_organization);

/** Makes it a seller, if it is none; whoever owns it has the role offerings from now on. */
Error organization_change_to_seller(Ctx *ctx, Id id);

/** CONFLICT profile_not_approved unless the operator approved the actor's organization. */
Error organization_require_approved(Ctx *ctx);
