// ai_call_store.h — ai_usage rows. Private to src/services/ai.
#pragma once

#include "ai_call.h"

Error ai_call_store_create(Ctx *ctx, const AiCall *call); // nothing if it is there already
