// product_view.h — how often the pages of products are looked at: a number per product and day, and
// nothing about who looked.
//
// Views are counted in the memory of each node and added to the rows now and then, so that looking
// at a page costs no write. What a node has not written yet is lost if it is killed: these are
// statistics, nothing is paid by them.
#pragma once

#include "base/ctx.h"

/** Adds a view of now. Thread-safe; needs no transaction. */
void product_view_count(const Ctx *ctx, Id product_id);

/** Whether there is something to write that has waited for long enough. */
bool product_view_is_due(const Ctx *ctx);

/** Writes what this node has counted. Opens its own transaction. */
Error product_view_write(Ctx *ctx);
