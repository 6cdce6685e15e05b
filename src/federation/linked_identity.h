// linked_identity.h — as whom a provider knows a person: one identity per provider and person, one
// person per identity.
//
// Events: linked_identity.added, .removed (subject: the person; data: provider).
#pragma once

#include "base/ctx.h"
#include "external_person.h"
#include "identity/user.h"
#include "shape/shape.h"
#include "work/work.h"

typedef struct LinkedIdentity {
    Id provider_id;
    const char *provider_name;
    const char *subject;
    Id user_id;
    const char *email; // as the provider says
    Time created_at;
    Time last_used_at;
} LinkedIdentity;

extern const Shape linked_identity_shape;
typedef LIST_OF(LinkedIdentity) LinkedIdentityList;

/** The actor's, by the providers' names. */
Error linked_identity_list(Ctx *ctx, LinkedIdentityList *ret_identities);

/** Links the person. CONFLICT identity_taken: it is somebody else's; already_linked: the person has
 * another identity at that provider. The same once more changes nothing. */
Error linked_identity_create(Ctx *ctx, Id provider_id, const ExternalPerson *person, Id user_id);

/** Whose it is; ret_user_id ID_NONE: nobody's. */
Error linked_identity_find(Ctx *ctx, Id provider_id, const char *subject, Id *ret_user_id);

/** Notes that it was used to sign in. */
Error linked_identity_write_use(Ctx *ctx, Id provider_id, const ExternalPerson *person);

/** The actor's. Sessions of the person that began by it end. NOT_FOUND; CONFLICT last_method: there
 * is no password and no other link. */
Error linked_identity_remove(Ctx *ctx, Id provider_id);

/** membership.removed: the organization's providers vouch for the person no more; none does, if the
 * account is closed. */
Error linked_identity_member_removed(Ctx *ctx, const Event *event);
