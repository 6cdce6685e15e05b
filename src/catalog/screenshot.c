#include "screenshot.h"

#include "screenshot_store.h"

SHAPE(screenshot_shape, Screenshot, FIELD(Screenshot, revision_id, .hidden = true),
    FIELD(Screenshot, position, .hidden = true),
    FIELD(Screenshot, digest, .required = true, .about = "GET /v1/files/{digest}"),
    FIELD(Screenshot, alt, .required = true, .about = "What is to be seen."));

Error screenshot_list(Ctx *ctx, Id revision_id, ScreenshotList *ret_screenshots)
{
    if (id_is_set(revision_id))
        return screenshot_store_list(ctx, revision_id, ret_screenshots);
    return screenshot_store_list_published(ctx, ret_screenshots);
}
