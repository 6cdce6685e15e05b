// demo_offers.h — the offers and terms of the demo, from the files embedded in the program.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

/** Issues the operator's terms in all languages. */
Error demo_terms_issue(Ctx *ctx);

/** A few offers have an earlier version beside them, NAME.earlier.yaml. */
typedef enum OfferVersions {
    OFFERS_NEWEST,
    OFFERS_EARLIER, // where there is one
    OFFERS_RENEWED, // the newest, and only of those that have an earlier one
} OfferVersions;

/** Applies the offers; the ones that are there already change only where their calls go. */
Error demo_offers_apply(Ctx *ctx, int upstream_port, OfferVersions versions);

/** As a seller: hands in a product that waits for the operator's decision; a text of it is missing.
 * accepted: digests of the terms for sellers. */
Error demo_offer_submit(Ctx *ctx, TextList accepted);
