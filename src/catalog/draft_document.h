// draft_document.h — between the document of a draft and an offer. Private to src/catalog.
#pragma once

#include "catalog/draft.h"
#include "json/json.h"

/** The document as it is kept: without what stands beside it in the draft. */
const char *draft_document_of(Ctx *ctx, const JsonValue *document);

/** The whole offer that the draft would be, as a value; the seller's slug is part of it. */
const JsonValue *draft_document_offer(Ctx *ctx, const Draft *draft, const char *seller_slug);

/** The offer as far as it is right in form; what is not is empty (draft_offer.c). */
Error draft_offer_read(Ctx *ctx, const Draft *draft, Offer *ret_offer);

/** Puts the draft's keys to the upstreams of their addresses. */
Error draft_offer_find_keys(Ctx *ctx, const Draft *draft, Offer *offer);

/** Notes what is wrong with the offer beyond what any offer needs: all languages of the platform.
 */
void draft_document_check_languages(Ctx *ctx, const JsonValue *offer);

/** Notes keys of upstreams: they do not belong into a document. */
void draft_document_check_keys(Ctx *ctx, const JsonValue *document);
