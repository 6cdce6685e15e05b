// lead_csv.h — requests and leads for spreadsheets.
#pragma once

#include "http/http.h"
#include "leads/lead.h"

enum { MAX_LEAD_ROWS = 50000 };

/** Answers with all that match the filter, as far as that side sees them. */
Error lead_csv_respond(Ctx *ctx, Response *res, LeadSide side, const LeadFilter *filter);
