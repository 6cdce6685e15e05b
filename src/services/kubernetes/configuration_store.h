// configuration_store.h — rows of configurations. Private to src/services/kubernetes.
#pragma once

#include "configuration.h"

/** What is sealed: bytes NULL is nothing. */
typedef struct ConfigurationSecrets {
    Blob answers, licence;
} ConfigurationSecrets;

Error configuration_store_create(
    Ctx *ctx, const Configuration *configuration, const ConfigurationSecrets *secrets);
Error configuration_store_change(
    Ctx *ctx, const Configuration *configuration, const ConfigurationSecrets *secrets);
Error configuration_store_get(Ctx *ctx, Id id, Configuration *ret_configuration);
Error configuration_store_lock(Ctx *ctx, Id id, Configuration *ret_configuration);
Error configuration_store_secrets(Ctx *ctx, Id id, ConfigurationSecrets *ret_secrets);
Error configuration_store_list(
    Ctx *ctx, Id after, int64_t limit, ConfigurationList *ret_configurations);

/** ID_NONE: none. */
Error configuration_store_find_for_test(Ctx *ctx, Id revision_id, Id *ret_id);
Error configuration_store_remove(Ctx *ctx, Id id);
