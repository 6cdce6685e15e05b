// screenshot_store.h — the rows of screenshots. Private to src/catalog.
#pragma once

#include "catalog/screenshot.h"

Error screenshot_store_list(Ctx *ctx, Id revision_id, ScreenshotList *ret_screenshots);
Error screenshot_store_list_published(Ctx *ctx, ScreenshotList *ret_screenshots);
Error screenshot_store_create(Ctx *ctx, const Screenshot *screenshot);
Error screenshot_store_remove_all(Ctx *ctx, Id revision_id);
