// cloud_link_store.h — cloud_link and cloud_shadow rows. Private to src/federation.
#pragma once

#include "cloud_link.h"

#define CLOUD_CONSENT_PURPOSE "cloud_consent_answer" // of the sealed answer

Error cloud_link_store_create(Ctx *ctx, const CloudLink *link);
Error cloud_link_store_count(Ctx *ctx, int64_t *ret_count); // that are not removed
Error cloud_link_store_list(Ctx *ctx, CloudLinkList *ret_links);
Error cloud_link_store_get(Ctx *ctx, Id id, CloudLink *ret_link);
Error cloud_link_store_lock(Ctx *ctx, Id id, CloudLink *ret_link);

/** That are linked, or on the way in or out, of the organization; ID_NONE: of all. */
Error cloud_link_store_list_open(Ctx *ctx, Id organization_id, CloudLinkList *ret_links);

Error cloud_link_store_write_expiry(Ctx *ctx, const CloudLink *link);
Error cloud_link_store_write_answer(Ctx *ctx, Id id, Blob sealed); // and moves to answered
Error cloud_link_store_get_answer(Ctx *ctx, Id id, Blob *ret_sealed);

/** The domain, before anything is made there; *ret_count is 0: it was unlinked meanwhile. CONFLICT
 * cloud_link_domain */
Error cloud_link_store_write_domain(
    Ctx *ctx, const CloudLink *link, Blob sealed_password, int64_t *ret_count);
Error cloud_link_store_write_manager(Ctx *ctx, const CloudLink *link);
Error cloud_link_store_get_password(Ctx *ctx, Id id, Blob *ret_sealed);

/** State, problem, consent, manager and checked_at; the answer is gone, and of one that is removed
 * the password too. */
Error cloud_link_store_move(Ctx *ctx, const CloudLink *link);

/** The domain is free of other links whose consent failed; the users that they left there. */
Error cloud_link_store_list_left(Ctx *ctx, const CloudLink *link, CloudLinkList *ret_links);
Error cloud_link_store_free_domain(Ctx *ctx, const CloudLink *link);

/** One job at a time looks at a link: count 0 if another one does until then. It ends what was
 * asked for before it began. */
Error cloud_link_store_ask_look(Ctx *ctx, const CloudLink *link);
Error cloud_link_store_begin_look(Ctx *ctx, Id id, Id job_id, Time until, int64_t *ret_count);
Error cloud_link_store_end_look(Ctx *ctx, Id id, Id job_id);

Error cloud_shadow_store_list(Ctx *ctx, Id cloud_link_id, CloudShadowList *ret_shadows);

/** Whoever has a role in the organization, as shadows that are wanted. */
Error cloud_shadow_store_list_members(Ctx *ctx, CloudShadowList *ret_members);

/** In place of those there were. */
Error cloud_shadow_store_replace(Ctx *ctx, Id cloud_link_id, const CloudShadowList *shadows);
