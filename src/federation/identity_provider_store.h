// identity_provider_store.h — identity_provider rows. Private to src/federation.
#pragma once

#include "identity_provider.h"

Error identity_provider_store_create(
    Ctx *ctx, const IdentityProvider *provider, Blob sealed_secret);
Error identity_provider_store_get_share(Ctx *ctx, Id id, Id *ret_share);
Error identity_provider_store_count(Ctx *ctx, int64_t *ret_count);
Error identity_provider_store_get(Ctx *ctx, Id id, IdentityProvider *ret_provider);
Error identity_provider_store_lock(Ctx *ctx, Id id, IdentityProvider *ret_provider);
Error identity_provider_store_list(Ctx *ctx, IdentityProviderList *ret_providers);
Error identity_provider_store_get_secret(
    Ctx *ctx, const IdentityProvider *provider, Blob *ret_sealed);
Error identity_provider_store_change(Ctx *ctx, const IdentityProvider *provider);
Error identity_provider_store_change_secret(Ctx *ctx, Id id, Blob sealed_secret);
Error identity_provider_store_write_check(Ctx *ctx, const IdentityProvider *provider);
Error identity_provider_store_write_discovery(Ctx *ctx, const IdentityProvider *provider);
Error identity_provider_store_remove(Ctx *ctx, Id id);

// of all organizations
Error identity_provider_store_find(Ctx *ctx, Id id, IdentityProvider *ret_provider);
Error identity_provider_store_list_methods(
    Ctx *ctx, const char *domain, Id provider_id, SignInMethodList *ret_methods);
