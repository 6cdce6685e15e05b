// acceptance_store.h — agreement_acceptance rows. Private to src/subscriptions.
#pragma once

#include "acceptance.h"

Error acceptance_store_create(Ctx *ctx, const Acceptance *acceptance);
Error acceptance_store_list(Ctx *ctx, Id order_id, AcceptanceList *ret_acceptances);
