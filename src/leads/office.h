// office.h — documents of office programs: zip archives of a known layout, without macros.
#pragma once

#include "base/ctx.h"

/** Which of docx, xlsx, pptx, odt, ods the bytes are, by what is in them; NULL if they are none,
 * have macros, or unpack to more than a document does, with a sentence. */
const char *office_media_type(Ctx *ctx, Blob bytes, const char **ret_problem);
