// call_store.h — ai_usage rows one by one. Private to src/metering.
#pragma once

#include "call.h"

Error call_store_list(Ctx *ctx, const CallFilter *filter, Blob after, CallList *ret_calls);
