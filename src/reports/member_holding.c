#include "member_holding.h"

#include "member_holding_store.h"
#include "organizations/membership.h"

SHAPE(member_holdings_shape, MemberHoldings,
    FIELD(MemberHoldings, api_tokens, .about = "That work; they are revoked with the membership."),
    FIELD(MemberHoldings, organization_tokens,
        .about = "The organization's own that the person made and that work; see revokes_tokens."),
    FIELD(MemberHoldings, leads,
        .about = "Open ones that are the person's matter; somebody else's or nobody's afterwards."),
    FIELD(MemberHoldings, drafts, .about = "That the person changed last; they stay."),
    FIELD(MemberHoldings, ai_keys, .about = "That the person issued and that work; they stay."));

Error member_holdings_get(Ctx *ctx, Id user_id, MemberHoldings *ret_holdings)
{
    Member member;
    TRY(membership_get(ctx, user_id, &member));
    return member_holding_store_get(ctx, user_id, ret_holdings);
}
