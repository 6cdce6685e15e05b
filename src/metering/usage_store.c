#include "usage_store.h"

#include "db/db.h"
#include "json/json.h"

static SHAPE(usage_line_shape, UsageLine, FIELD(UsageLine, subscription_id),
    FIELD(UsageLine, ai_model_id), FIELD(UsageLine, ai_key_id), FIELD(UsageLine, day),
    FIELD(UsageLine, ai_key_name), FIELD(UsageLine, model), FIELD(UsageLine, subscription_name),
    FIELD(UsageLine, calls), FIELD(UsageLine, tokens_in), FIELD(UsageLine, tokens_out),
    FIELD(UsageLine, tokens_cached), FIELD(UsageLine, tokens_reasoning),
    FIELD(UsageLine, estimated_calls), FIELD(UsageLine, rate_in), FIELD(UsageLine, rate_out),
    FIELD(UsageLine, rate_cached), FIELD(UsageLine, rate_reasoning));

// Two ways to the rows, each by its index: subscription by subscription, or those of one key.
Error usage_store_sum(
    Ctx *ctx, const UsageFilter *filter, bool by_day, bool by_key, UsageLineList *ret_lines)
{
    const char *subscription_ids =
        filter->subscription_ids.count ? json_of_texts(ctx->arena, filter->subscription_ids) : NULL;
    return db_all(ctx, usage_line_shape, ret_lines,
        "WITH used AS ("
        " SELECT * FROM ai_usage WHERE organization_id = $1 AND started_at >= $2 AND started_at < $3"
        " AND subscription_id IN (SELECT id FROM subscription WHERE organization_id = $1"
        " AND (CAST($4 AS TEXT) IS NULL OR id IN {list $4})) AND CAST($5 AS TEXT) IS NULL"
        " UNION ALL"
        " SELECT * FROM ai_usage WHERE organization_id = $1 AND started_at >= $2 AND started_at < $3"
        " AND ai_key_id = $5 AND (CAST($4 AS TEXT) IS NULL OR subscription_id IN {list $4})"
        "), line AS ("
        " SELECT subscription_id, ai_model_id, model,"
        " CASE WHEN CAST($7 AS {bool}) THEN day END AS day,"
        " CASE WHEN CAST($8 AS {bool}) THEN ai_key_id END AS ai_key_id, count(*) AS calls,"
        " CAST(sum(tokens_in) AS {int}) AS tokens_in, CAST(sum(tokens_out) AS {int}) AS tokens_out,"
        " CAST(sum(tokens_cached) AS {int}) AS tokens_cached,"
        " CAST(sum(tokens_reasoning) AS {int}) AS tokens_reasoning,"
        " count(*) FILTER (WHERE quality = 'estimated') AS estimated_calls"
        " FROM used WHERE CAST($6 AS TEXT) IS NULL OR model = $6 GROUP BY 1, 2, 3, 4, 5)"
        " SELECT line.*, k.name AS ai_key_name, s.name AS subscription_name,"
        " m.rate_in, m.rate_out, m.rate_cached, m.rate_reasoning FROM line"
        " JOIN ai_model m ON m.id = line.ai_model_id"
        " JOIN subscription s ON s.organization_id = $1 AND s.id = line.subscription_id"
        " LEFT JOIN ai_key k ON k.organization_id = $1 AND k.id = line.ai_key_id"
        " ORDER BY line.subscription_id, line.ai_model_id, line.day, line.ai_key_id LIMIT $9",
        ctx->actor.organization_id, filter->period.from, filter->period.to, subscription_ids,
        filter->ai_key_id, filter->model, by_day, by_key, MAX_USAGE_LINES + 1);
}
