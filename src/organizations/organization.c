#include "organization.h"

#include "membership.h"
#include "organization_store.h"

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

SHAPE(organization_summary_shape, OrganizationSummary,
    FIELD(OrganizationSummary, id, .required = true),
    FIELD(OrganizationSummary, name, .required = true), FIELD(OrganizationSummary, is_operator),
    FIELD(OrganizationSummary, is_seller),
    FIELD(OrganizationSummary, roles, .required = true, .about = "Of the person who asks."),
    FIELD(OrganizationSummary, profile_state, .required = true,
        .about = "none, submitted, approved or rejected."),
    FIELD(OrganizationSummary, can_purchase, .about = "Whether the operator approved it."));

// A copy that lasts as long as the piece of work; NULL if there is none.
static Profile *profile_kept(Ctx *ctx, Profile profile)
{
    if (!id_is_set(profile.id))
        return NULL;
    Profile *kept = arena_new_of(ctx->arena, Profile);
    *kept = profile;
    return kept;
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

Error organization_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations)
{
    return organization_store_list(ctx, user_id, ret_organizations);
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
