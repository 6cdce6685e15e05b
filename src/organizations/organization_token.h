// organization_token.h — an API token that is nobody's own: it has roles, and outlives whoever made
// it (identity/api_token.h has what it shares with those of people).
#pragma once

#include "base/ctx.h"
#include "identity/api_token.h"
#include "shape/shape.h"

typedef struct NewOrganizationToken {
    const char *name;
    TextList roles, scopes, addresses;
    Time expires_at; // TIME_NONE: in a year
    bool is_endless; // instead
} NewOrganizationToken;

extern const Shape new_organization_token_shape;

/** INVALID  not_allowed at roles: owner, or what allows more than the actor may; at is_endless; and
 * as api_token_issue, whose CONFLICT comes too. FORBIDDEN owner_only: one of the directory. */
Error organization_token_issue(Ctx *ctx, const NewOrganizationToken *wanted, ApiToken *ret_token);
