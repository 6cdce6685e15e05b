// linked_identity_store.h — linked_identity rows. Private to src/federation.
#pragma once

#include "linked_identity.h"

Error linked_identity_store_create(Ctx *ctx, const LinkedIdentity *identity);
Error linked_identity_store_find(
    Ctx *ctx, Id provider_id, const char *subject, LinkedIdentity *ret_identity);
Error linked_identity_store_list(Ctx *ctx, Id user_id, LinkedIdentityList *ret_identities);
Error linked_identity_store_write_use(
    Ctx *ctx, Id provider_id, const char *subject, const char *email);
Error linked_identity_store_remove(Ctx *ctx, Id user_id, Id provider_id, int64_t *ret_count);
Error linked_identity_store_remove_all(Ctx *ctx, Id provider_id);
Error linked_identity_store_remove_user(Ctx *ctx, Id user_id);
/** How many people outside the actor's organization sign in by the provider alone: they have
 * nothing else, or an organization that allows nothing else. */
Error linked_identity_store_count_dependent(Ctx *ctx, Id provider_id, int64_t *ret_count);

/** At the providers of the organization. */
Error linked_identity_store_list_member(
    Ctx *ctx, Id organization_id, Id user_id, LinkedIdentityList *ret_identities);
Error linked_identity_store_remove_member(Ctx *ctx, Id organization_id, Id user_id);
