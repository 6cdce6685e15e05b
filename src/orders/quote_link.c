#include "quote_link.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "identity/user.h"
#include "organizations/acting.h"
#include "organizations/role.h"
#include "quote_store.h"
#include "settings.h"

#include <string.h>

SHAPE(quote_link_shape, QuoteLink, FIELD(QuoteLink, person_name, .required = true),
    FIELD(QuoteLink, reference, .required = true), FIELD(QuoteLink, seller_name, .required = true),
    FIELD(QuoteLink, organization_name, .required = true),
    FIELD_ENUM(QuoteLink, state, quote_state_names),
    FIELD(QuoteLink, is_usable, .about = "The quote is open."), FIELD(QuoteLink, expires_at),
    FIELD_OPTION(QuoteLink, quote, quote_shape, .about = "Null unless the link is usable."));

// ── the token ────────────────────────────────────────────────────────────────────────────────

static const char purpose[] = "quote_link"; // of "quo_….usr_…"

const char *quote_link_url(Ctx *ctx, Id quote_id, Id user_id)
{
    return arena_printf(ctx->arena, "%s/quote#token=%s", settings()->public_url,
        crypt_signed(
            ctx->arena, purpose, arena_printf(ctx->arena, "%s.%s", quote_id.text, user_id.text)));
}

static Error link_unknown(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
}

static Error token_read(Ctx *ctx, const char *token, Id *ret_quote_id, Id *ret_user_id)
{
    const char *rest = crypt_open_signed(ctx->arena, purpose, token);
    if (!rest)
        return link_unknown(ctx);
    *ret_quote_id = id_from(text_next_part(ctx->arena, &rest, '.'));
    *ret_user_id = id_from(rest);
    return OK;
}

// ── using it ─────────────────────────────────────────────────────────────────────────────────

// Whoever holds the link is its person, whoever is signed in.
static Error person_become(Ctx *ctx, Id quote_id, Id user_id)
{
    Id organization_id;
    ctx->actor.permissions |= PERMIT_EVERYWHERE; // until it is known whose quote it is
    Error error = quote_store_get_organization(ctx, quote_id, &organization_id);
    ctx->actor.permissions &= ~(Permissions)PERMIT_EVERYWHERE;
    if (error == NOT_FOUND)
        return link_unknown(ctx);
    TRY(error);
    error = acting_become(ctx, user_id, organization_id);
    if (error && error != FORBIDDEN)
        return error;
    if (error || !(ctx->actor.permissions & PERMIT_PURCHASE))
        return fail(ctx, FORBIDDEN, "link_not_allowed",
            "Whoever got this link may not buy for the organization any more; a colleague with the"
            " role purchasing can accept the quote on the page of the request.");
    return OK;
}

Error quote_link_open(Ctx *ctx, const char *token, QuoteLink *ret_link)
{
    Id quote_id, user_id;
    User user = {0};
    Quote *quote = arena_new_of(ctx->arena, Quote);
    TRY(token_read(ctx, token, &quote_id, &user_id));
    TRY(person_become(ctx, quote_id, user_id));
    TRY(user_get(ctx, user_id, &user));
    TRY(quote_get(ctx, quote_id, quote));
    *ret_link = (QuoteLink){
        .person_name = user.name,
        .reference = quote->reference,
        .seller_name = quote->seller_name,
        .organization_name = quote->organization_name,
        .state = quote->state,
        .is_usable = quote->is_open,
        .expires_at = quote->expires_at,
        .quote = quote->is_open ? quote : NULL,
    };
    return OK;
}

Error quote_link_require_usable(Ctx *ctx, const QuoteLink *link)
{
    if (link->is_usable)
        return OK;
    if (link->state == QUOTE_SENT || link->state == QUOTE_EXPIRED)
        return fail(ctx, CONFLICT, "link_expired",
            "This quote has expired, and its link with it; ask the seller for a new one.");
    return fail(ctx, CONFLICT, "link_used", "This quote is %s already; the link has done its work.",
        quote_state_names[link->state]);
}
