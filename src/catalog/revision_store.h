// revision_store.h — revision rows. Private to src/catalog.
#pragma once

#include "catalog/revision.h"

Error revision_store_get(Ctx *ctx, Id id, Revision *ret_revision);
Error revision_store_lock(Ctx *ctx, Id id, Revision *ret_revision);
Error revision_store_list(Ctx *ctx, Id product_id, RevisionList *ret_revisions);
Error revision_store_newest(Ctx *ctx, Id product_id, Revision *ret_revision);
Error revision_store_create(Ctx *ctx, const Revision *revision);
Error revision_store_change(Ctx *ctx, const Revision *revision); // what it says
Error revision_store_place_category(Ctx *ctx, const Revision *revision);
Error revision_store_move(Ctx *ctx, const Revision *revision);        // its state, times and reason
Error revision_store_list_due(Ctx *ctx, RevisionList *ret_revisions); // id and product
