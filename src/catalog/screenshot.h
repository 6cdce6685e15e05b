// screenshot.h — pictures of a product in use; part of a revision.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Screenshot {
    Id revision_id;
    int64_t position;
    Digest digest; // GET /v1/files/{digest}
    Texts alt;     // what is to be seen, for who does not see it
} Screenshot;

typedef LIST_OF(Screenshot) ScreenshotList;

extern const Shape screenshot_shape;

/** Of one revision, in their order; ID_NONE: of the active revisions of all published products. */
Error screenshot_list(Ctx *ctx, Id revision_id, ScreenshotList *ret_screenshots);
