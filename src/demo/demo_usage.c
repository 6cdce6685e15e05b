#include "demo_usage.h"

#include "catalog/ai_model.h"
#include "db/db.h"
#include "services/ai/ai_call.h"
#include "services/ai/ai_key.h"
#include "subscriptions/subscription.h"

#include <string.h>

enum { BATCH = 500, MAX_KEYS = 10, CALLS_A_DAY = 40 };

// A small generator of numbers, so that the demo is the same everywhere (Numerical Recipes).
typedef struct Chance {
    uint64_t state;
} Chance;

static int64_t chance(Chance *chance, int64_t from, int64_t until)
{
    chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return from + (int64_t)((chance->state >> 33) % (uint64_t)(until - from));
}

static bool is_weekend(Time time)
{
    int64_t day = (time.us / DAYS(1) + 3) % 7; // 1970 began on a Thursday; 0 is Monday
    return day >= 5;
}

static bool has_capability(const AiModel *model, const char *capability)
{
    for (size_t i = 0; i < model->capabilities.count; i++)
        if (strcmp(model->capabilities.items[i], capability) == 0)
            return true;
    return false;
}

static AiCall call_of(
    Chance *luck, Id organization_id, const AiKey *key, const AiModel *model, Time time)
{
    bool embeds = has_capability(model, "embeddings");
    bool thinks = model->rate_reasoning.per > 0;
    int64_t tokens_in = chance(luck, 60, embeds ? 6000 : 2400);
    int64_t tokens_out = embeds ? 0 : chance(luck, 20, 700);
    bool is_estimated = chance(luck, 0, 60) == 0;
    return (AiCall){
        .organization_id = organization_id,
        .request_id = id_new_at("req", time),
        .subscription_id = key->subscription_id,
        .ai_key_id = key->id,
        .ai_model_id = model->id,
        .model = model->name,
        .operation = embeds ? "embeddings" : "chat",
        .started_at = time,
        .ended_at = time_after(time, chance(luck, SECOND / 5, SECONDS(6))),
        .tokens_in = tokens_in,
        .tokens_out = tokens_out,
        .tokens_cached = !embeds && chance(luck, 0, 3) == 0 ? tokens_in / 2 : 0,
        .tokens_reasoning = thinks ? tokens_out / 4 : 0,
        .quality = is_estimated ? AI_ESTIMATED : AI_EXACT,
        .upstream_status = 200,
        .client_status = is_estimated ? 499 : 200,
        .is_complete = !is_estimated,
    };
}

static Error batch_write(Ctx *ctx, const AiCall *calls, size_t count)
{
    const AiCall **list = arena_array_of(ctx->arena, const AiCall *, count);
    for (size_t i = 0; i < count; i++)
        list[i] = &calls[i];
    return ai_calls_record(ctx, list, count);
}

Error demo_usage_add(Ctx *ctx, Id subscription_id, Time until)
{
    Subscription subscription;
    AiModelList models;
    AiKeyList keys;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(subscription_get(ctx, subscription_id, &subscription));
    TRY(ai_model_list(ctx, subscription.revision_id, &models));
    TRY(ai_key_list(ctx, subscription_id, ID_NONE, MAX_KEYS, &keys));
    TRY(tx_commit(&tx));

    Chance luck = {2026};
    AiCall *calls = arena_array_of(ctx->arena, AiCall, BATCH);
    size_t count = 0;
    Time time = ctx->now;
    for (;;) {
        int64_t pause = DAYS(1) / CALLS_A_DAY * (is_weekend(time) ? 5 : 1);
        time = time_after(time, chance(&luck, pause / 4, 2 * pause - pause / 4));
        if (!time_before(time, time_after(until, -MINUTES(1))))
            return count ? batch_write(ctx, calls, count) : OK;
        // The first keys are the busiest.
        size_t key = (size_t)(chance(&luck, 0, 100) * chance(&luck, 0, 100)) * keys.count / 10000;
        const AiModel *model = &models.items[chance(&luck, 0, (int64_t)models.count)];
        calls[count++] = call_of(
            &luck, ctx->actor.organization_id, &keys.items[keys.count - 1 - key], model, time);
        if (count == BATCH) {
            TRY(batch_write(ctx, calls, count));
            count = 0;
        }
    }
}
