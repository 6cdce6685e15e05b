// usage_store.h — reading ai_usage rows in sums. Private to src/metering.
#pragma once

#include "usage.h"

/** What was used of one version of a model in one subscription, by day and key where asked. */
typedef struct UsageLine {
    Id subscription_id, ai_model_id, ai_key_id;
    const char *day, *ai_key_name, *model, *subscription_name;
    int64_t calls, tokens_in, tokens_out, tokens_cached, tokens_reasoning, estimated_calls;
    Rate rate_in, rate_out, rate_cached, rate_reasoning;
} UsageLine;

typedef LIST_OF(UsageLine) UsageLineList;

/** Ordered by subscription and model version, then day and key; at most MAX_USAGE_LINES + 1. */
Error usage_store_sum(
    Ctx *ctx, const UsageFilter *filter, bool by_day, bool by_key, UsageLineList *ret_lines);
