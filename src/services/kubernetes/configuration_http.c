#include "configuration_http.h"

#include "catalog/markdown.h"
#include "catalog/revision.h"
#include "chart_values.h"
#include "configuration.h"
#include "organizations/role.h"
#include "page.h"
#include "value_tree.h"
#include "yaml/yaml.h"

#include <string.h>

// A licence in base64, and JSON around it.
enum { MAX_CONFIGURATION = MAX_LICENCE / 3 * 4 + 512 * 1024, MAX_VALUES_YAML = 1024 * 1024 };

// A draft with what its revision asks for, which need not be what is published.
typedef struct ConfigurationDetail {
    Configuration configuration;
    Chart kubernetes;
    GuideList guides;
} ConfigurationDetail;

static SHAPE(configuration_detail_shape, ConfigurationDetail, CONFIGURATION_FIELDS,
    FIELD_OBJECT(ConfigurationDetail, kubernetes, product_kubernetes_shape),
    FIELD_LIST(ConfigurationDetail, guides, guide_shape));

static Error answer(Ctx *ctx, Response *res, const Configuration *configuration)
{
    response_version(ctx, res, configuration->version);
    return respond(ctx, res, configuration);
}

static Error get_configurations(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    ConfigurationList configurations;
    TRY(configuration_list(ctx, id_from(query->after), page_limit(query) + 1, &configurations));
    return page_respond(ctx, res, query, &configurations, id.text);
}

static Error get_configuration(Ctx *ctx, const Request *req, Response *res)
{
    ConfigurationDetail *detail = arena_new_of(ctx->arena, ConfigurationDetail);
    Revision revision = {0};
    TRY(configuration_get(ctx, id_from(req->args[0]), &detail->configuration));
    TRY(revision_get(ctx, detail->configuration.revision_id, &revision));
    TRY(chart_of_revision(ctx, revision.id, &detail->kubernetes));
    detail->guides = revision.guides;
    for (size_t i = 0; i < revision.guides.count; i++)
        detail->guides.items[i].html =
            markdown_html_texts(ctx->arena, detail->guides.items[i].text);
    response_version(ctx, res, detail->configuration.version);
    return respond(ctx, res, detail);
}

static Error post_configuration(Ctx *ctx, const Request *req, Response *res)
{
    Configuration configuration = {0};
    TRY(configuration_create(ctx, req->body, &configuration));
    return answer(ctx, res, &configuration);
}

static Error change(Ctx *ctx, const Request *req, const ConfigurationChange *wanted, Response *res)
{
    Configuration configuration = {0};
    TRY(configuration_lock(ctx, id_from(req->args[0]), &configuration));
    TRY(require_version(ctx, req, configuration.version));
    TRY(configuration_change(ctx, &configuration, wanted));
    return answer(ctx, res, &configuration);
}

static Error patch_configuration(Ctx *ctx, const Request *req, Response *res)
{
    return change(ctx, req, req->body, res);
}

static Error delete_configuration(Ctx *ctx, const Request *req, Response *res)
{
    TRY(configuration_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

// ── the same as YAML ─────────────────────────────────────────────────────────────────────────

static const JsonValue *parsed(Ctx *ctx, const char *json)
{
    const char *problem;
    return json_parse(ctx->arena, json, strlen(json), &problem);
}

// As far as it is answered: a draft may be incomplete.
static const char *values_of(Ctx *ctx, const Chart *chart, const char *answers_json)
{
    ValueNode *values = value_tree_new(ctx->arena);
    const JsonValue *answers = parsed(ctx, answers_json);
    const JsonValue *defaults = chart->defaults.text ? parsed(ctx, chart->defaults.text) : NULL;
    for (const JsonValue *path = json_first(answers); path; path = json_next(answers, path)) {
        const JsonValue *value = json_next(answers, path);
        KeyPath steps;
        if (key_path_read(ctx->arena, path->text, &steps))
            value_tree_put(ctx->arena, values, defaults, &steps,
                arena_text(ctx->arena, value->raw, value->raw_length));
        path = value;
    }
    return value_tree_json(ctx->arena, values);
}

static Error get_values(Ctx *ctx, const Request *req, Response *res)
{
    Chart chart = {0};
    Configuration configuration = {0};
    TRY(configuration_get(ctx, id_from(req->args[0]), &configuration));
    TRY(chart_of_revision(ctx, configuration.revision_id, &chart));
    const char *yaml =
        yaml_write(ctx->arena, parsed(ctx, values_of(ctx, &chart, configuration.answers.text)));
    response_version(ctx, res, configuration.version);
    return respond_bytes(ctx, res, "application/yaml", (Blob){yaml, strlen(yaml)});
}

static Error put_values(Ctx *ctx, const Request *req, Response *res)
{
    Chart chart = {0};
    Configuration configuration = {0};
    const char *problem;
    const JsonValue *values = yaml_read(ctx->arena, req->bytes, &problem);
    if (!values)
        return fail(ctx, INVALID, "not_yaml", "%s", problem);
    TRY(configuration_get(ctx, id_from(req->args[0]), &configuration));
    TRY(chart_of_revision(ctx, configuration.revision_id, &chart));
    const char *json = arena_text(ctx->arena, values->raw, values->raw_length);
    const char *answers = chart_answers_of_values(ctx, &chart, json);
    TRY(faults(ctx));
    return change(ctx, req, &(ConfigurationChange){.answers = {answers}}, res);
}

const Route configuration_routes[] = {
    {GET, "/v1/configurations", get_configurations, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &configuration_shape, .is_page = true,
        .summary = "List drafts of deployments, the newest first."},
    {POST, "/v1/configurations", post_configuration, PERMIT_PURCHASE,
        .body = &new_configuration_shape, .answer = &configuration_shape, .status = 201,
        .max_body = MAX_CONFIGURATION, .summary = "Begin to configure a Kubernetes product."},
    {GET, "/v1/configurations/{id}", get_configuration, PERMIT_REPORTS,
        .answer = &configuration_detail_shape,
        .summary =
            "Read a configuration and the form it answers; confidential answers are never shown."},
    {PATCH, "/v1/configurations/{id}", patch_configuration, PERMIT_REPORTS,
        .one_of = PERMIT_PURCHASE | PERMIT_OFFERINGS, .body = &configuration_change_shape,
        .answer = &configuration_shape, .max_body = MAX_CONFIGURATION,
        .summary = "Change where a draft goes and what it answers; what is not said stays."},
    {DELETE, "/v1/configurations/{id}", delete_configuration, PERMIT_REPORTS,
        .one_of = PERMIT_PURCHASE | PERMIT_OFFERINGS, .status = 204, .summary = "Remove a draft."},
    {GET, "/v1/configurations/{id}/values.yaml", get_values, PERMIT_REPORTS,
        .produces = "application/yaml",
        .summary = "Read the answers as the chart's values, without confidential ones."},
    {PUT, "/v1/configurations/{id}/values", put_values, PERMIT_REPORTS,
        .one_of = PERMIT_PURCHASE | PERMIT_OFFERINGS, .answer = &configuration_shape,
        .accepts = "application/yaml, application/json", .max_body = MAX_VALUES_YAML,
        .summary = "Write the answers as values; what the form does not have is refused."},
    ROUTES_END,
};
