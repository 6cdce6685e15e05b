// cloud_domain_store.h — cloud_domain and cloud_user rows. Private to src/federation.
#pragma once

#include "cloud_domain.h"

/** Of whatever organization. NOT_FOUND */
Error cloud_domain_store_find(
    Ctx *ctx, Id provider_id, const char *domain_id, CloudDomain *ret_domain);

Error cloud_domain_store_create(Ctx *ctx, const CloudDomain *domain);
Error cloud_domain_store_list(Ctx *ctx, CloudDomainList *ret_domains); // the actor's organization's
Error cloud_domain_store_get(Ctx *ctx, Id id, CloudDomain *ret_domain);

/** Name and projects; the token where there is one. */
Error cloud_domain_store_write(Ctx *ctx, const CloudDomain *domain, Blob sealed_token);

Error cloud_domain_store_get_token(Ctx *ctx, Id id, Blob *ret_sealed);
Error cloud_domain_store_write_read(Ctx *ctx, const CloudDomain *domain); // read_at and problem

/** Whoever came by it: name, mail address, person, what is held at the cloud. Roles wait no more.
 */
Error cloud_user_store_write_sign_in(
    Ctx *ctx, const CloudDomain *domain, const CloudUser *user, TextList held_roles);

/** As the cloud lists them; of those who are not among them only who came stays. */
Error cloud_user_store_replace(Ctx *ctx, Id domain_id, const CloudUserList *users);

Error cloud_user_store_write_roles(Ctx *ctx, Id domain_id, const char *subject, TextList roles);

Error cloud_user_store_lock(Ctx *ctx, Id domain_id, const char *subject, CloudUser *ret_user);
Error cloud_user_store_list(
    Ctx *ctx, Id domain_id, const CloudUserFilter *filter, CloudUserList *ret_users);

/** Whose account it is; NULL: nobody's. */
Error cloud_user_store_find_person(Ctx *ctx, Id provider_id, const char *domain_name,
    const char *user_name, const char **ret_user_id);

/** user_id ID_NONE: everybody's. */
Error cloud_access_store_list(
    Ctx *ctx, Id user_id, const char *after, int64_t limit, CloudAccessList *ret_accesses);
