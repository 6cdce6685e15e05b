// acceptance_store.h — agreement_acceptance rows. Private to src/catalog.
#pragma once

#include "acceptance.h"
#include "agreement.h"

Error acceptance_store_create(Ctx *ctx, const Acceptance *acceptance);
Error acceptance_store_create_notice(
    Ctx *ctx, Id organization_id, const Acceptance *acceptance, bool *ret_is_new);
Error acceptance_store_add_told(Ctx *ctx, Id organization_id, Id acceptance_id, Id user_id);
Error acceptance_store_list_told(
    Ctx *ctx, Id organization_id, Id acceptance_id, MemberList *ret_members);
Error acceptance_store_list(
    Ctx *ctx, Id order_id, Id subscription_id, AcceptanceList *ret_acceptances);
Error acceptance_store_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances);
Error acceptance_store_has_accepted(
    Ctx *ctx, const char *kind, Digest digest, bool *ret_has_accepted);
Error acceptance_store_list_all(
    Ctx *ctx, const AcceptanceFilter *filter, AgreementAcceptanceList *ret_acceptances);
