// mail_domain_store.h — mail_domain rows. Private to src/federation.
#pragma once

#include "mail_domain.h"

Error mail_domain_store_create(Ctx *ctx, const MailDomain *domain);
Error mail_domain_store_count(Ctx *ctx, Id provider_id, int64_t *ret_count);
Error mail_domain_store_count_confirmed(Ctx *ctx, const char *domain, int64_t *ret_count);
Error mail_domain_store_list(Ctx *ctx, MailDomainList *ret_domains);
Error mail_domain_store_remove(Ctx *ctx, Id provider_id, Id id, int64_t *ret_count);
Error mail_domain_store_remove_all(Ctx *ctx, Id provider_id);

// of all organizations
Error mail_domain_store_list_all(
    Ctx *ctx, const char *after, int64_t limit, MailDomainList *ret_domains);
Error mail_domain_store_lock(Ctx *ctx, Id id, MailDomain *ret_domain);
Error mail_domain_store_confirm(Ctx *ctx, const MailDomain *domain);
Error mail_domain_store_refuse(Ctx *ctx, const MailDomain *domain);
Error mail_domain_store_covers(Ctx *ctx, Id provider_id, const char *domain, int64_t *ret_count);
