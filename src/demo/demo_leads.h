// demo_leads.h — a request with what both wrote so far, and a quote that waits for the customer.
#pragma once

#include "leads/lead.h"

/** As the customer: asks for an offer. */
Error demo_request_place(Ctx *ctx, Id *ret_lead_id);

/** As the seller, who is whose matter it becomes; then as the customer again. */
Error demo_lead_answer(Ctx *ctx, Id lead_id);
Error demo_request_reply(Ctx *ctx, Id lead_id);

/** As the seller: what it would cost. */
Error demo_quote_send(Ctx *ctx, Id lead_id);
