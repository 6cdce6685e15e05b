// demo_offers.h — the offers and terms of the demo, from the files embedded in the program.
#pragma once

#include "base/ctx.h"

/** Issues the operator's terms in all languages. */
Error demo_terms_issue(Ctx *ctx);

/** Applies every offer; the ones that are there already change only where their calls go. */
Error demo_offers_apply(Ctx *ctx, int upstream_port);
