#include "organization_token.h"

#include "identity/address_list.h"
#include "member_role.h"
#include "organization.h"
#include "role.h"

SHAPE(new_organization_token_shape, NewOrganizationToken,
    FIELD(NewOrganizationToken, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewOrganizationToken, roles, .max = ROLES,
        .about = "Those of a member, but none that allows more than you may; never owner. None, if"
                 " the scope is directory."),
    FIELD(NewOrganizationToken, scopes, .required = true, .min = 1, .max = 3,
        .about = "read for GET, write for everything else; administration besides for orders, keys"
                 " and webhooks. directory alone, by an owner: to make and remove members (SCIM)."),
    FIELD(NewOrganizationToken, addresses, .max = MAX_ADDRESSES,
        .about = "From which it works, such as 203.0.113.0/24; from everywhere, if absent."),
    FIELD(NewOrganizationToken, expires_at, .about = "In a year, if absent."),
    FIELD(NewOrganizationToken, is_endless, .about = "It never expires."));

static bool is_directorys(const NewOrganizationToken *wanted)
{
    return text_list_has(wanted->scopes, "directory");
}

// Whoever has one decides who belongs to the organization.
static Error check_directory(Ctx *ctx, TextList roles)
{
    if (roles.count)
        fault(ctx, "roles", "not_allowed", "A token of the directory has no roles.");
    TRY(faults(ctx));
    return member_require_owner(ctx);
}

static Error check_roles(Ctx *ctx, TextList roles)
{
    Organization organization;
    TRY(roles_check(ctx, "roles", roles));
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    if (text_list_has(roles, role_names[ROLE_OWNER]))
        fault(ctx, "roles", "not_allowed", "An owner is a person; choose single roles.");
    Permissions wanted = role_permissions(roles, organization.is_seller, organization.is_operator);
    if (wanted & ~ctx->actor.permissions)
        fault(ctx, "roles", "not_allowed", "A token may not have roles that you lack yourself.");
    return faults(ctx);
}

Error organization_token_issue(Ctx *ctx, const NewOrganizationToken *wanted, ApiToken *ret_token)
{
    TRY(is_directorys(wanted) ? check_directory(ctx, wanted->roles)
                              : check_roles(ctx, wanted->roles));
    NewApiToken token = {
        .name = wanted->name,
        .scopes = wanted->scopes,
        .addresses = wanted->addresses,
        .expires_at = wanted->expires_at,
        .is_endless = wanted->is_endless,
        .is_organizations = true,
        .roles = roles_in_order(ctx->arena, wanted->roles),
    };
    return api_token_issue(ctx, &token, ret_token);
}
