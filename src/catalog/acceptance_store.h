// acceptance_store.h — agreement_acceptance rows. Private to src/catalog.
#pragma once

#include "acceptance.h"

Error acceptance_store_create(Ctx *ctx, const Acceptance *acceptance);
Error acceptance_store_list(Ctx *ctx, Id order_id, AcceptanceList *ret_acceptances);
Error acceptance_store_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances);
