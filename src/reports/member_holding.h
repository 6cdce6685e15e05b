// member_holding.h — what a member of an organization holds there, before it is removed.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct MemberHoldings {
    int64_t api_tokens;          // that work: revoked with the membership
    int64_t organization_tokens; // the organization's that the person made and that work: as chosen
    int64_t leads;               // open ones that are the person's matter: handed over
    int64_t drafts;              // whose last change is the person's: stay
    int64_t ai_keys;             // that work and the person issued: stay, and go on working
} MemberHoldings;

extern const Shape member_holdings_shape;

/** Of a member of the actor's organization. NOT_FOUND */
Error member_holdings_get(Ctx *ctx, Id user_id, MemberHoldings *ret_holdings);
