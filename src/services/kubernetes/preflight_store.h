// preflight_store.h — preflight rows. Private to src/services/kubernetes.
#pragma once

#include "preflight_record.h"

Error preflight_store_get(Ctx *ctx, Id configuration_id, PreflightRecord *ret_record);
Error preflight_store_place(Ctx *ctx, Id organization_id, const PreflightRecord *record);
