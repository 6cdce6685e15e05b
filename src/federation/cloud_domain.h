// cloud_domain.h — the domain of a cloud as an organization, and its users as people who may come.
//
// A domain is known by the cloud's own id of it, never by its name: it is an organization of its
// own, made when the first of its users comes, who owns it; where the cloud says whose the domain
// is, only that one can be the first. Whoever comes later is a member: with the roles that were
// given before, with reports where the operator says so, else with none.
//
// Who else is there is read from the cloud by a job, with the token of whoever signed in last and
// has a role in the domain; the token is sealed, and of use for an hour or so.
//
// Events: cloud_domain.added, cloud_user.roles_changed (subject: the domain; data: name, user_id of
// the cloud, before, after), membership.vouched.
#pragma once

#include "external_person.h"
#include "identity_provider.h"
#include "work/work.h"

typedef struct CloudDomain {
    Id organization_id;
    Id id; // cdo_…
    Id provider_id;
    const char *provider_name;
    const char *domain_id; // at the cloud
    const char *name;
    KeystoneProjectList projects; // that its users may enter, as they came
    Time token_expires_at;        // hidden
    bool can_read;                // its users can be read from the cloud now
    Time read_at;                 // when they were last; TIME_NONE: never
    const char *problem;          // of the last time, a sentence
    RawJson settings;             // of the provider; hidden
    const char *required_role;    // as they say
    Time required_from;
    Time created_at;
} CloudDomain;

extern const Shape cloud_domain_shape;
typedef LIST_OF(CloudDomain) CloudDomainList;

typedef struct CloudUser {
    Id cloud_domain_id;
    const char *subject; // the cloud's id of the user
    const char *name, *email;
    Id user_id;      // who it is here; ID_NONE: did not come yet, or is not linked any more
    bool has_roles;  // is a member with roles in force
    TextList roles;  // that wait for the first sign-in
    bool lacks_role; // the required one, when it signed in last
    Time signed_in_at;
} CloudUser;

extern const Shape cloud_user_shape;
typedef LIST_OF(CloudUser) CloudUserList;

typedef struct CloudUserFilter {
    const char *q;     // part of a name or mail address; NULL: any
    const char *state; // "with_roles", "without_roles", "lacks_role"; NULL: all
    const char *after; // the subject of the last one of the page before
    int64_t limit;
} CloudUserFilter;

extern const char cloud_token_purpose[]; // of sealed tokens

/** The person comes for the first time. CONFLICT cloud_owner_first; member_removed */
Error cloud_domain_enter(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id user_id);

/** Notes what the cloud said of the person, at every sign-in. */
Error cloud_domain_write_sign_in(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id user_id);

typedef enum CloudNearness { CLOUD_USER_NEW, CLOUD_USER_AT_HOME, CLOUD_USER_AWAY } CloudNearness;

/** Whether a user of that name came before, and if so from this address. */
Error cloud_user_get_nearness(Ctx *ctx, Id provider_id, const char *domain_name,
    const char *user_name, CloudNearness *ret_nearness);

/** Of the actor's organization. */
Error cloud_domain_list(Ctx *ctx, CloudDomainList *ret_domains);

/** By name. NOT_FOUND the domain */
Error cloud_user_list(
    Ctx *ctx, Id domain_id, const CloudUserFilter *filter, CloudUserList *ret_users);

/** Reads its users from the cloud. NOT_FOUND; CONFLICT cloud_token_expired: somebody with a role in
 * the domain has to sign in again. */
Error cloud_domain_read_soon(Ctx *ctx, Id id, CloudDomain *ret_domain);

/** read_cloud_domain {cloud_domain_id}. */
Error cloud_domain_read_job(Ctx *ctx, const Job *job);

/**
 * The roles that the user has from the first sign-in on; reports comes with any other. Whoever came
 * before and is no member any more is one again at once.
 * NOT_FOUND; INVALID not_allowed under roles; CONFLICT member_already: roles are changed there;
 * FORBIDDEN missing_permission
 */
Error cloud_user_change_roles(
    Ctx *ctx, Id domain_id, const char *subject, TextList roles, CloudUser *ret_user);

// ── who would lose access ────────────────────────────────────────────────────────────────────

typedef struct CloudAccess {
    Id provider_id, organization_id, user_id;
    const char *provider_name, *organization_name, *name, *email;
    RawJson settings; // of the provider; hidden
    const char *required_role;
    Time required_from, signed_in_at;
} CloudAccess;

extern const Shape cloud_access_shape;
typedef LIST_OF(CloudAccess) CloudAccessList;

/** Of all organizations, for the operator; after: the user_id of the last one of the page before.
 */
Error cloud_access_list(Ctx *ctx, const char *after, int64_t limit, CloudAccessList *ret_accesses);

/** The actor's own. */
Error cloud_access_list_own(Ctx *ctx, CloudAccessList *ret_accesses);
