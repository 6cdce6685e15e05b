// former_member.h — who was removed from an organization, and does not come back by oneself.
//
// Neither an identity provider nor a cloud brings a former member back. Who manages members does,
// by an invitation or by roles at a cloud, and the directory, which says who belongs there: whoever
// is a member again is forgotten here, anybody else after keep_former_members. What is kept is
// whose account it was and as whom providers know the person, so that another mail address does not
// help.
#pragma once

#include "base/ctx.h"

/** From the actor's organization, before the links to its providers go. */
Error former_member_create(Ctx *ctx, Id user_id);

/** Whether the actor's organization removed the account of the mail address. */
Error former_member_has(Ctx *ctx, const char *email, bool *ret_has);

/** For whom a provider brings: the mail address of the account, which there may be already, and as
 * whom the provider knows the person. CONFLICT member_removed: only who manages members lets in */
Error former_member_require_none(
    Ctx *ctx, Id organization_id, const char *email, Id provider_id, const char *subject);

/** Whoever is a member again. */
Error former_member_remove(Ctx *ctx, Id organization_id, Id user_id);

/** Removes at most REMOVED_AT_ONCE that were removed before, and says how many. */
Error former_member_remove_old(Ctx *ctx, Time before, int64_t *ret_count);
