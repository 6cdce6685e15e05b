// lead_http.h — the part of the API where sellers see who asks for a private offer.
#pragma once

#include "http/http.h"
#include "lead.h"

extern const Route lead_routes[];

/** The conversation, from either side: a page of it, and one message more. */
Error lead_respond_messages(Ctx *ctx, const Request *req, Response *res, LeadSide side);
Error lead_respond_new_message(Ctx *ctx, const Request *req, Response *res, LeadSide side);
