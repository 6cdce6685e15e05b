// test_call_store.h — test_call rows. Private to src/catalog.
#pragma once

#include "catalog/test_call.h"

Error test_call_store_create(
    Ctx *ctx, Id organization_id, Id draft_id, Id revision_id, const TestCall *call);
Error test_call_store_end(Ctx *ctx, Id organization_id, const TestCall *call); // one that waits
Error test_call_store_list(Ctx *ctx, Id organization_id, Id draft_id, TestCallList *ret_calls);
Error test_call_store_list_evidence(Ctx *ctx, Id revision_id, TestCallList *ret_calls);
Error test_call_store_remove(Ctx *ctx, Id organization_id, Id id);
Error test_call_store_remove_all(Ctx *ctx, Id organization_id, Id draft_id);
Error test_call_store_remove_evidence(Ctx *ctx, Id organization_id, Id revision_id);
