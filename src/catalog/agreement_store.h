// agreement_store.h — agreement rows. Private to src/catalog.
#pragma once

#include "catalog/agreement.h"

Error agreement_store_list(
    Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements); // the newest of each language
Error agreement_store_find(Ctx *ctx, AgreementKind kind, const char *language, const char *version,
    Agreement *ret_agreement);
Error agreement_store_create(Ctx *ctx, const Agreement *agreement);
Error agreement_store_list_all(Ctx *ctx, AgreementKind kind, AgreementList *ret_agreements);
Error agreement_store_is_there(
    Ctx *ctx, AgreementKind kind, const char *version, bool *ret_is_there);
