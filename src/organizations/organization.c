#include "organization.h"

#include "access_rules.h"
#include "membership.h"
#include "organization_store.h"
#include "role.h"

SHAPE(organization_shape, Organization, FIELD(Organization, id, .required = true),
    FIELD(Organization, name, .required = true), FIELD(Organization, language, .required = true),
    FIELD(Organization, is_operator), FIELD(Organization, is_seller),
    FIELD(Organization, profile_state, .required = true,
        .about = "none, submitted, approved or rejected."),
    FIELD(Organization, approved_at, .about = "Since when it may buy."),
    FIELD(Organization, created_at, .required = true),
    FIELD_OPTION(Organization, profile, profile_shape, .about = "The data in force."),
    FIELD_OPTION(Organization, pending, profile_shape, .about = "What waits for the operator."),
    FIELD(Organization, missing, .required = true,
        .about = "Fields to fill before the profile can be submitted."),
    FIELD(Organization, can_purchase, .about = "Whether the operator approved it."));

static const char *const refusal_names[] = {
    "", "address_not_allowed", "sign_in_method_not_allowed", "second_factor_required", NULL};

SHAPE(organization_summary_shape, OrganizationSummary,
    FIELD(OrganizationSummary, id, .required = true),
    FIELD(OrganizationSummary, name, .required = true), FIELD(OrganizationSummary, is_operator),
    FIELD(OrganizationSummary, is_seller),
    FIELD(OrganizationSummary, roles, .required = true, .about = "Of the person who asks."),
    FIELD(OrganizationSummary, profile_state, .required = true,
        .about = "none, submitted, approved or rejected."),
    FIELD(OrganizationSummary, can_purchase, .about = "Whether the operator approved it."),
    FIELD_ENUM(OrganizationSummary, refusal, refusal_names,
        .about = "Why one cannot act for it in this session: the code of the problem."),
    FIELD(OrganizationSummary, partner_id,
        .about = "One is no member: through this organization, its partner, one acts for it."),
    FIELD(OrganizationSummary, partner_name),
    FIELD(OrganizationSummary, methods,
        .about = "By which one has to sign in to act for it; none: by any."),
    FIELD(OrganizationSummary, second_factor_due_at,
        .about = "From then on one cannot act for it without a second factor."),
    FIELD(OrganizationSummary, addresses, .hidden = true),
    FIELD(OrganizationSummary, limits_tokens, .hidden = true),
    FIELD(OrganizationSummary, limits_sessions, .hidden = true),
    FIELD(OrganizationSummary, suspended_until, .hidden = true),
    FIELD(OrganizationSummary, second_factor_from, .hidden = true));

// A copy that lasts as long as the piece of work; NULL if there is none.
static Profile *profile_kept(Ctx *ctx, Profile profile)
{
    if (!id_is_set(profile.id))
        return NULL;
    Profile *kept = arena_new_of(ctx->arena, Profile);
    *kept = profile;
    return kept;
}

Error organization_lock(Ctx *ctx, Id id)
{
    return organization_store_lock(ctx, id);
}

Error organization_get(Ctx *ctx, Id id, Organization *ret_organization)
{
    Organization organization = {0};
    Profile approved, pending;
    TRY(organization_store_get(ctx, id, &organization));
    TRY(profile_find_approved(ctx, id, &approved));
    TRY(profile_find_pending(ctx, id, &pending));
    organization.profile = profile_kept(ctx, approved);
    organization.pending = profile_kept(ctx, pending);
    if (!organization.profile && !organization.pending)
        organization.missing = profile_required_fields(ctx->arena);
    organization.can_purchase = time_is_set(organization.approved_at);
    *ret_organization = organization;
    return OK;
}

Error organization_create(
    Ctx *ctx, const char *name, const char *language, bool is_operator, bool is_seller, Id *ret_id)
{
    Organization organization = {
        .id = id_new("org"),
        .name = name,
        .language = language,
        .is_operator = is_operator,
        .is_seller = is_seller,
        .approved_at = is_operator ? ctx->now : TIME_NONE, // it would have to ask itself
        .created_at = ctx->now,
    };
    TRY(organization_store_create(ctx, &organization));
    *ret_id = organization.id;
    return OK;
}

Error organization_find(Ctx *ctx, const char *name, Id *ret_id)
{
    Organization organization = {0};
    Error error = organization_store_find(ctx, name, &organization);
    if (error && error != NOT_FOUND)
        return error;
    *ret_id = organization.id;
    return OK;
}

const OrganizationSummary *organization_in(const OrganizationSummaryList *organizations, Id id)
{
    for (size_t i = 0; i < organizations->count; i++)
        if (id_same(organizations->items[i].id, id))
            return &organizations->items[i];
    return NULL;
}

// Of two partners the one that was there first.
static void keep_first(OrganizationSummaryList *organizations)
{
    OrganizationSummaryList kept = {organizations->items, 0};
    for (size_t i = 0; i < organizations->count; i++)
        if (!organization_in(&kept, organizations->items[i].id))
            kept.items[kept.count++] = organizations->items[i];
    *organizations = kept;
}

Error organization_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations)
{
    TRY(organization_store_list(ctx, user_id, ret_organizations));
    keep_first(ret_organizations);
    for (size_t i = 0; i < ret_organizations->count; i++) {
        OrganizationSummary *organization = &ret_organizations->items[i];
        organization->roles = roles_in_order(ctx->arena, organization->roles);
        if (access_rules_refuse(ctx, organization, false))
            organization->refusal = REFUSAL_ADDRESS;
    }
    return OK;
}

Error organization_list_all(
    Ctx *ctx, const char *q, const char *after, int64_t limit, OrganizationList *ret_organizations)
{
    return organization_store_list_all(ctx, q, after, limit, ret_organizations);
}

// Nobody acts for it here, so it is looked for among all of the person's.
Error organization_require_owned(Ctx *ctx, Id id, const OrganizationSummary **ret_organization)
{
    OrganizationSummaryList own;
    TRY(EVERYWHERE(ctx, organization_list(ctx, ctx->actor.user_id, &own)));
    const OrganizationSummary *organization = organization_in(&own, id);
    if (!organization)
        return fail(ctx, FORBIDDEN, "not_a_member", "You are no member of this organization.");
    if (!text_list_has(organization->roles, role_names[ROLE_OWNER]))
        return fail(ctx, FORBIDDEN, "owner_only", "An owner of the organization does this.");
    *ret_organization = organization;
    return OK;
}

Error organization_change_to_seller(Ctx *ctx, Id id)
{
    TRY(organization_store_change_to_seller(ctx, id));
    return membership_add_role(ctx, id, "owner", "offerings");
}

Error organization_require_approved(Ctx *ctx)
{
    Organization organization = {0};
    TRY(organization_store_get(ctx, ctx->actor.organization_id, &organization));
    if (time_is_set(organization.approved_at))
        return OK;
    return fail(ctx, CONFLICT, "profile_not_approved",
        "The operator must approve the organization's profile before it can buy or sell.");
}
