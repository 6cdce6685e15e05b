// lead_store.h — rows of leads. Private to src/leads.
#pragma once

#include "leads/lead.h"

Error lead_store_create(Ctx *ctx, const Lead *lead);
Error lead_store_count_open(Ctx *ctx, Id seller_id, int64_t *ret_count);
Error lead_store_get(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead);
Error lead_store_list(Ctx *ctx, LeadSide side, const LeadFilter *filter, LeadList *ret_leads);
Error lead_store_lock(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead);
Error lead_store_change(Ctx *ctx, Lead *lead); // what lead_lock reads; version grows
