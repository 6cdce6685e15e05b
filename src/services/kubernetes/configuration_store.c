#include "configuration_store.h"

#include "db/db.h"

static SHAPE_NAMED(row_shape, Configuration, "ConfigurationRow", FIELD(Configuration, id),
    FIELD(Configuration, product_id), FIELD(Configuration, product_slug),
    FIELD(Configuration, product_name), FIELD(Configuration, revision_id),
    FIELD(Configuration, plan_id), FIELD(Configuration, plan_name), FIELD(Configuration, is_test),
    FIELD(Configuration, cluster_id), FIELD(Configuration, cluster_name),
    FIELD(Configuration, namespace), FIELD(Configuration, release_name),
    FIELD(Configuration, answers), FIELD(Configuration, confidential),
    FIELD(Configuration, has_licence), FIELD(Configuration, created_by),
    FIELD(Configuration, changed_by), FIELD(Configuration, changed_by_name),
    FIELD(Configuration, created_at), FIELD(Configuration, changed_at),
    FIELD(Configuration, ordered_at), FIELD(Configuration, version));

#define SELECT_CONFIGURATIONS                                                                                           \
    "SELECT f.id, f.product_id, p.slug AS product_slug, p.name AS product_name, f.revision_id,"                         \
    " f.plan_id, l.name AS plan_name, f.plan_id IS NULL AS is_test, f.cluster_id, k.name AS cluster_name, f.namespace," \
    " f.release_name, f.answers, f.confidential, f.sealed_licence IS NOT NULL AS has_licence,"                          \
    " f.created_by, f.changed_by, u.name AS changed_by_name, f.created_at, f.changed_at,"                               \
    " f.ordered_at, f.version FROM configuration f JOIN product p ON p.id = f.product_id"                               \
    " LEFT JOIN plan l ON l.id = f.plan_id JOIN user_account u ON u.id = f.changed_by"                                  \
    " LEFT JOIN cluster k ON k.organization_id = f.organization_id AND k.id = f.cluster_id"

Error configuration_store_create(
    Ctx *ctx, const Configuration *configuration, const ConfigurationSecrets *secrets)
{
    return db_exec(ctx,
        "INSERT INTO configuration (organization_id, id, product_id, revision_id, plan_id,"
        " cluster_id, namespace, release_name, answers, confidential, sealed_answers,"
        " sealed_licence, created_by, changed_by, created_at, changed_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        ctx->actor.organization_id, configuration->id, configuration->product_id,
        configuration->revision_id, configuration->plan_id, configuration->cluster_id,
        configuration->namespace, configuration->release_name, configuration->answers.text,
        json_of_texts(ctx->arena, configuration->confidential), secrets->answers, secrets->licence,
        configuration->created_by, configuration->changed_by, configuration->created_at,
        configuration->changed_at, configuration->version);
}

Error configuration_store_change(
    Ctx *ctx, const Configuration *configuration, const ConfigurationSecrets *secrets)
{
    return db_exec(ctx,
        "UPDATE configuration SET cluster_id = $3, namespace = $4, release_name = $5,"
        " answers = $6, confidential = $7, sealed_answers = $8, sealed_licence = $9,"
        " changed_by = $10, changed_at = $11, ordered_at = $12, version = $13"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, configuration->id, configuration->cluster_id,
        configuration->namespace, configuration->release_name, configuration->answers.text,
        json_of_texts(ctx->arena, configuration->confidential), secrets->answers, secrets->licence,
        configuration->changed_by, configuration->changed_at, configuration->ordered_at,
        configuration->version);
}

Error configuration_store_get(Ctx *ctx, Id id, Configuration *ret_configuration)
{
    return db_one(ctx, row_shape, ret_configuration,
        SELECT_CONFIGURATIONS " WHERE f.organization_id = $1 AND f.id = $2",
        ctx->actor.organization_id, id);
}

Error configuration_store_lock(Ctx *ctx, Id id, Configuration *ret_configuration)
{
    int64_t version;
    TRY(db_number(ctx, &version,
        "SELECT version FROM configuration WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id));
    return configuration_store_get(ctx, id, ret_configuration);
}

Error configuration_store_secrets(Ctx *ctx, Id id, ConfigurationSecrets *ret_secrets)
{
    ConfigurationSecrets secrets = {0};
    TRY(db_blob(ctx, &secrets.answers,
        "SELECT sealed_answers FROM configuration WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id));
    TRY(db_blob(ctx, &secrets.licence,
        "SELECT sealed_licence FROM configuration WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id));
    *ret_secrets = secrets;
    return OK;
}

Error configuration_store_list(
    Ctx *ctx, Id after, int64_t limit, ConfigurationList *ret_configurations)
{
    return db_all(ctx, row_shape, ret_configurations,
        SELECT_CONFIGURATIONS
        " WHERE f.organization_id = $1 AND f.ordered_at IS NULL AND f.plan_id IS NOT NULL"
        " AND (CAST($2 AS TEXT) IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}

Error configuration_store_find_for_test(Ctx *ctx, Id revision_id, Id *ret_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "SELECT id FROM configuration WHERE organization_id = $1 AND revision_id = $2"
        " AND plan_id IS NULL AND ordered_at IS NULL ORDER BY id DESC LIMIT 1",
        ctx->actor.organization_id, revision_id));
    *ret_id = id_from(id);
    return OK;
}

Error configuration_store_remove(Ctx *ctx, Id id)
{
    return db_exec(ctx, "DELETE FROM configuration WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}
