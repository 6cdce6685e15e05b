#include "configuration.h"

#include "base/text.h"
#include "catalog/plan.h"
#include "catalog/product.h"
#include "chart_values.h"
#include "cluster.h"
#include "configuration_store.h"
#include "crypt/crypt.h"
#include "licence.h"
#include "sentences/sentence.h"
#include "work/work.h"
#include "workload.h"

#include <string.h>

// RFC 1123, and helm's own bound.
#define NAMESPACE_PATTERN "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
#define RELEASE_PATTERN   "[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?"

SHAPE(configuration_shape, Configuration, CONFIGURATION_FIELDS);

#define CHANGE_FIELDS(Type)                                                                        \
    FIELD(Type, cluster_id), FIELD(Type, namespace, .max = 63, .pattern = NAMESPACE_PATTERN),      \
        FIELD(Type, release_name, .max = 53, .pattern = RELEASE_PATTERN),                          \
        FIELD(Type, answers, .about = "All answers but confidential ones, by their path."),        \
        FIELD(Type, confidential,                                                                  \
            .about = "Confidential answers by their path; those not named stay, null forgets."),   \
        FIELD_OPTION(Type, licence, new_licence_shape)

SHAPE(configuration_change_shape, ConfigurationChange, CHANGE_FIELDS(ConfigurationChange));

SHAPE(new_configuration_shape, NewConfiguration,
    FIELD(NewConfiguration, product, .required = true, .about = "Its slug."),
    FIELD(NewConfiguration, plan_id, .required = true), CHANGE_FIELDS(NewConfiguration));

static Error emit(Ctx *ctx, const Configuration *configuration)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product_id", configuration->product_id);
    json_put(data, "version", configuration->version);
    json_end_object(data);
    return event_emit(ctx, "configuration.changed", ctx->actor.organization_id, configuration->id,
        json_finish(data));
}

// ── confidential answers ─────────────────────────────────────────────────────────────────────

static const JsonValue *object_of(Ctx *ctx, const char *json)
{
    const char *problem;
    return json_parse(ctx->arena, json, strlen(json), &problem);
}

static void put_member(Json *out, const JsonValue *name, const JsonValue *value)
{
    json_raw(out, name->text, arena_text(out->text.arena, value->raw, value->raw_length));
}

// What was there, with the changes over it; null takes away.
static const char *merged(Ctx *ctx, const JsonValue *old, const JsonValue *changes)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    for (const JsonValue *name = json_first(old); name; name = json_next(old, name)) {
        const JsonValue *value = json_next(old, name);
        if (!json_member(changes, name->text))
            put_member(out, name, value);
        name = value;
    }
    for (const JsonValue *name = json_first(changes); name; name = json_next(changes, name)) {
        const JsonValue *value = json_next(changes, name);
        if (value->kind != JSON_NULL)
            put_member(out, name, value);
        name = value;
    }
    json_end_object(out);
    return json_finish(out);
}

static TextList names_of(Ctx *ctx, const char *json)
{
    const JsonValue *object = object_of(ctx, json);
    TextList names = {arena_array_of(ctx->arena, const char *, object->count), 0};
    for (const JsonValue *name = json_first(object); name; name = json_next(object, name)) {
        names.items[names.count++] = name->text;
        name = json_next(object, name);
    }
    return names;
}

static Error secrets_open(Ctx *ctx, Blob sealed, const char **ret_json)
{
    *ret_json = "{}";
    return sealed.bytes ? crypt_open(ctx, ANSWERS_PURPOSE, sealed, ret_json) : OK;
}

Error configuration_secrets(Ctx *ctx, Id id, const char **ret_json)
{
    ConfigurationSecrets secrets;
    TRY(configuration_store_secrets(ctx, id, &secrets));
    return secrets_open(ctx, secrets.answers, ret_json);
}

static Error confidential_change(Ctx *ctx, Configuration *configuration, RawJson changes,
    ConfigurationSecrets *secrets, const char **ret_json)
{
    TRY(secrets_open(ctx, secrets->answers, ret_json));
    if (!changes.text)
        return OK;
    const JsonValue *wanted = object_of(ctx, changes.text);
    if (wanted->kind != JSON_OBJECT) {
        fault(ctx, "confidential", "wrong_kind", "Write an object of answers by their path.");
        return faults(ctx);
    }
    *ret_json = merged(ctx, object_of(ctx, *ret_json), wanted);
    configuration->confidential = names_of(ctx, *ret_json);
    secrets->answers = configuration->confidential.count
                           ? crypt_seal(ctx->arena, ANSWERS_PURPOSE, *ret_json)
                           : (Blob){0};
    return OK;
}

// ── changing it ──────────────────────────────────────────────────────────────────────────────

static Error licence_change(Ctx *ctx, Configuration *configuration, const Chart *chart,
    const NewLicence *licence, ConfigurationSecrets *secrets)
{
    const char *base64;
    if (!licence)
        return OK;
    if (!chart->licence) {
        fault(ctx, "licence", "not_known", "This product takes no licence.");
        return OK;
    }
    TRY(licence_read(ctx, licence, "licence", &base64));
    secrets->licence = crypt_seal(ctx->arena, LICENCE_PURPOSE, base64);
    configuration->has_licence = true;
    return OK;
}

static Error place_change(Ctx *ctx, Configuration *configuration, const ConfigurationChange *change)
{
    if (id_is_set(change->cluster_id)) {
        Cluster cluster = {0};
        Error error = cluster_get(ctx, change->cluster_id, &cluster);
        if (error == NOT_FOUND)
            fault(ctx, "cluster_id", "not_known", "There is no such cluster.");
        else
            TRY(error);
        configuration->cluster_id = change->cluster_id;
    }
    if (change->namespace)
        configuration->namespace = change->namespace;
    if (change->release_name)
        configuration->release_name = change->release_name;
    return OK;
}

// Applies the change to the two records, without writing them.
static Error change_apply(Ctx *ctx, Configuration *configuration, const ConfigurationChange *change,
    ConfigurationSecrets *secrets)
{
    Chart chart = {0};
    const char *confidential;
    TRY(chart_of_revision(ctx, configuration->revision_id, &chart));
    TRY(place_change(ctx, configuration, change));
    if (change->answers.text)
        configuration->answers = change->answers;
    TRY(confidential_change(ctx, configuration, change->confidential, secrets, &confidential));
    TRY(licence_change(ctx, configuration, &chart, change->licence, secrets));
    chart_answers_check(ctx, &chart, configuration->answers.text, confidential, false);
    TRY(faults(ctx));
    configuration->changed_by = ctx->actor.user_id;
    configuration->changed_at = ctx->now;
    configuration->version++;
    return OK;
}

// Writes a new one with what is said of it at once.
static Error create(Ctx *ctx, Configuration *configuration, const ConfigurationChange *wanted)
{
    ConfigurationSecrets secrets = {0};
    configuration->id = id_new("cfg");
    configuration->answers.text = "{}";
    configuration->created_by = ctx->actor.user_id;
    configuration->created_at = ctx->now;
    TRY(change_apply(ctx, configuration, wanted, &secrets));
    TRY(configuration_store_create(ctx, configuration, &secrets));
    TRY(emit(ctx, configuration));
    return configuration_get(ctx, configuration->id, configuration);
}

static Error require_configurable(Ctx *ctx, const Product *product)
{
    if (product->service_type != SERVICE_KUBERNETES)
        return fail(ctx, CONFLICT, "not_configurable", "%s is not configured.", product->name);
    return OK;
}

static Error plan_check(Ctx *ctx, const Product *product, Id plan_id)
{
    PlanList plans;
    TRY(plan_list(ctx, product->active_revision_id, &plans));
    for (size_t i = 0; i < plans.count; i++)
        if (id_same(plans.items[i].id, plan_id))
            return OK;
    fault(ctx, "plan_id", "not_known", "%s has no such plan.", product->name);
    return faults(ctx);
}

Error configuration_create(
    Ctx *ctx, const NewConfiguration *wanted, Configuration *ret_configuration)
{
    Product product = {0};
    TRY(product_get(ctx, wanted->product, &product));
    if (product.state != PRODUCT_PUBLISHED)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such product.");
    TRY(require_configurable(ctx, &product));
    TRY(plan_check(ctx, &product, wanted->plan_id));
    Configuration configuration = {
        .product_id = product.id,
        .revision_id = product.active_revision_id,
        .plan_id = wanted->plan_id,
    };
    const ConfigurationChange change = {wanted->cluster_id, wanted->namespace, wanted->release_name,
        wanted->answers, wanted->confidential, wanted->licence};
    TRY(create(ctx, &configuration, &change));
    *ret_configuration = configuration;
    return OK;
}

Error configuration_create_for_test(Ctx *ctx, const Product *product, Id revision_id,
    const ConfigurationChange *wanted, Configuration *ret_configuration)
{
    Configuration configuration = {.product_id = product->id, .revision_id = revision_id};
    TRY(require_configurable(ctx, product));
    TRY(create(ctx, &configuration, wanted));
    *ret_configuration = configuration;
    return OK;
}

Error configuration_find_for_test(Ctx *ctx, Id revision_id, Id *ret_id)
{
    return configuration_store_find_for_test(ctx, revision_id, ret_id);
}

Error configuration_get(Ctx *ctx, Id id, Configuration *ret_configuration)
{
    return configuration_store_get(ctx, id, ret_configuration);
}

Error configuration_lock(Ctx *ctx, Id id, Configuration *ret_configuration)
{
    return configuration_store_lock(ctx, id, ret_configuration);
}

Error configuration_list(Ctx *ctx, Id after, int64_t limit, ConfigurationList *ret_configurations)
{
    return configuration_store_list(ctx, after, limit, ret_configurations);
}

Error configuration_require_permission(Ctx *ctx, const Configuration *configuration)
{
    return workload_require_permission(ctx, configuration->is_test);
}

static Error require_draft(Ctx *ctx, const Configuration *configuration)
{
    if (time_is_set(configuration->ordered_at))
        return fail(ctx, CONFLICT, "configuration_ordered",
            "This was ordered already; change the workload instead, or begin anew.");
    return OK;
}

static Error write(Ctx *ctx, Configuration *configuration, const ConfigurationSecrets *secrets)
{
    TRY(configuration_store_change(ctx, configuration, secrets));
    return emit(ctx, configuration);
}

Error configuration_change(
    Ctx *ctx, Configuration *configuration, const ConfigurationChange *change)
{
    ConfigurationSecrets secrets;
    TRY(configuration_require_permission(ctx, configuration));
    TRY(require_draft(ctx, configuration));
    TRY(configuration_store_secrets(ctx, configuration->id, &secrets));
    TRY(change_apply(ctx, configuration, change, &secrets));
    TRY(write(ctx, configuration, &secrets));
    return configuration_get(ctx, configuration->id, configuration);
}

Error configuration_remove(Ctx *ctx, Id id)
{
    Configuration configuration = {0};
    TRY(configuration_lock(ctx, id, &configuration));
    TRY(configuration_require_permission(ctx, &configuration));
    TRY(require_draft(ctx, &configuration));
    return configuration_store_remove(ctx, id);
}

// ── ordering it ──────────────────────────────────────────────────────────────────────────────

static Error require_place(Ctx *ctx, const Configuration *configuration)
{
    Cluster cluster = {0};
    if (!id_is_set(configuration->cluster_id))
        fault_required(ctx, "cluster_id");
    if (!configuration->namespace)
        fault_required(ctx, "namespace");
    if (!configuration->release_name)
        fault_required(ctx, "release_name");
    TRY(faults(ctx));
    TRY(cluster_lock(ctx, configuration->cluster_id, &cluster));
    if (cluster.state != CLUSTER_READY)
        return sentence_fail(ctx, CONFLICT, SENTENCE_CLUSTER_NOT_READY, {"cluster", cluster.name},
            {"problem", .sentence = cluster.problem});
    for (size_t i = 0; i < cluster.namespaces.count; i++)
        if (cluster.namespaces.items[i].state == NAMESPACE_GRANTED &&
            text_same(cluster.namespaces.items[i].name, configuration->namespace))
            return OK;
    fault(ctx, "namespace", "not_known",
        "Kontor may not deploy into the namespace %s; add it to the cluster first.",
        configuration->namespace);
    return faults(ctx);
}

Error configuration_require_complete(Ctx *ctx, const Configuration *configuration, Id plan_id)
{
    Chart chart = {0};
    Product product = {0};
    const char *confidential;
    TRY(require_draft(ctx, configuration));
    TRY(product_get(ctx, configuration->product_id.text, &product));
    bool is_offered = id_same(configuration->revision_id, product.active_revision_id);
    if (!id_same(configuration->plan_id, plan_id) || (!configuration->is_test && !is_offered))
        return fail(ctx, CONFLICT, "configuration_outdated",
            "What is offered has changed since this was configured; configure it again.");
    TRY(require_place(ctx, configuration));
    TRY(chart_of_revision(ctx, configuration->revision_id, &chart));
    TRY(configuration_secrets(ctx, configuration->id, &confidential));
    if (chart.licence && !configuration->has_licence)
        fault(ctx, "licence", "required", "This product needs your licence.");
    // What is generated need not be given.
    confidential = chart_passwords_create(ctx, &chart, confidential);
    chart_answers_check(ctx, &chart, configuration->answers.text, confidential, true);
    return faults(ctx);
}

Error configuration_order(Ctx *ctx, const Configuration *configuration)
{
    Configuration ordered = *configuration;
    ordered.ordered_at = ctx->now;
    ordered.confidential = (TextList){0};
    ordered.version++;
    return write(ctx, &ordered, &(ConfigurationSecrets){0});
}
