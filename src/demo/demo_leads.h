// demo_leads.h — a request that waits for its seller, with what both wrote so far.
#pragma once

#include "leads/lead.h"

/** As the customer: asks for an offer. */
Error demo_request_place(Ctx *ctx, Id *ret_lead_id);

/** As the seller, who is whose matter it becomes; then as the customer again. */
Error demo_lead_answer(Ctx *ctx, Id lead_id);
Error demo_request_reply(Ctx *ctx, Id lead_id);
