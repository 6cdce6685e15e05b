#include "screenshot_store.h"

#include "db/db.h"
#include "json/json.h"

Error screenshot_store_list(Ctx *ctx, Id revision_id, ScreenshotList *ret_screenshots)
{
    return db_all(ctx, screenshot_shape, ret_screenshots,
        "SELECT revision_id, position, digest, alt FROM revision_screenshot"
        " WHERE revision_id = $1 ORDER BY position",
        revision_id);
}

Error screenshot_store_list_published(Ctx *ctx, ScreenshotList *ret_screenshots)
{
    return db_all(ctx, screenshot_shape, ret_screenshots,
        "SELECT s.revision_id, s.position, s.digest, s.alt FROM revision_screenshot s"
        " JOIN product ON product.active_revision_id = s.revision_id"
        " WHERE product.state = 'published' ORDER BY s.revision_id, s.position");
}

Error screenshot_store_create(Ctx *ctx, const Screenshot *screenshot)
{
    return db_exec(ctx,
        "INSERT INTO revision_screenshot (revision_id, position, digest, alt)"
        " VALUES ($1, $2, $3, $4)",
        screenshot->revision_id, screenshot->position, screenshot->digest,
        json_of(ctx->arena, &texts_shape, &screenshot->alt));
}

Error screenshot_store_remove_all(Ctx *ctx, Id revision_id)
{
    return db_exec(ctx, "DELETE FROM revision_screenshot WHERE revision_id = $1", revision_id);
}
