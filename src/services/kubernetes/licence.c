#include "licence.h"

#include "base/text.h"

#include <string.h>

#define MAX_BASE64 (MAX_LICENCE / 3 * 4 + 8)

SHAPE(new_licence_shape, NewLicence, FIELD(NewLicence, text, .max = MAX_LICENCE),
    FIELD(NewLicence, base64, .max = MAX_BASE64, .about = "A file; instead of the text."));

Error licence_read(Ctx *ctx, const NewLicence *licence, const char *path, const char **ret_base64)
{
    Blob bytes = {licence->text, licence->text ? strlen(licence->text) : 0};
    if (!licence->text == !licence->base64)
        fault(ctx, path, "required", "Give the licence as text or as a file.");
    else if (licence->base64 && !base64_read(ctx->arena, licence->base64, &bytes))
        fault(ctx, path, "malformed", "The file is not written in base64.");
    else if (!bytes.length)
        fault(ctx, path, "required", "The licence is empty.");
    else if (bytes.length > MAX_LICENCE)
        fault(ctx, path, "too_long", "A licence may have 4 MB.");
    TRY(faults(ctx));
    *ret_base64 = base64_of(ctx->arena, bytes.bytes, bytes.length);
    return OK;
}
