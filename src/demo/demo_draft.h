// demo_draft.h — what a seller is writing, half done.
#pragma once

#include "base/ctx.h"

/** As the seller; the same functions as the API uses. */
Error demo_draft_write(Ctx *ctx);
