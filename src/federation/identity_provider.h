// identity_provider.h — who else vouches for people: an OpenID provider, or a cloud (Keystone).
//
// One belongs to an organization. The operator's can be of the whole platform: then everybody may
// sign in by it whose account is linked. What an owner names is asked by jobs alone, through the
// guard of lib/http.
//
//   checking → ready | failed      by a job that asks the provider what it is, with each check
//
// Events: identity_provider.added, .changed, .removed (subject: the provider; data: its name).
#pragma once

#include "base/ctx.h"
#include "mail_domain.h"
#include "openid.h"
#include "shape/shape.h"
#include "work/work.h"

typedef enum ProviderKind { PROVIDER_OPENID, PROVIDER_KEYSTONE } ProviderKind;
typedef enum ProviderState { PROVIDER_CHECKING, PROVIDER_READY, PROVIDER_FAILED } ProviderState;

extern const char *const provider_kind_names[];  // "openid", "keystone", ended by NULL
extern const char *const provider_state_names[]; // "checking" …, ended by NULL

enum { MAX_IDENTITY_PROVIDERS = 20 }; // of an organization

typedef struct IdentityProvider {
    Id organization_id;
    Id id; // idp_…; also the method of the sessions that begin by it
    ProviderKind kind;
    const char *name;    // of the button: "Work account"
    const char *address; // of openid the issuer; never changes, since subjects belong to it
    const char *client_id;
    bool has_secret;
    bool is_platform;
    bool is_enabled;
    bool creates_users; // whom it vouches for becomes a member with the role reports
    RawJson settings;   // of the kind
    ProviderState state;
    const char *problem; // a sentence; NULL: none
    Time checked_at;
    MailDomainList mail_domains; // of identity_provider_list and _get
    int64_t people;              // that are linked; likewise
    int64_t version;
    Id created_by;
    Time created_at;

    // What the provider has to know; the same for all but the last.
    const char *redirect_url, *back_channel_logout_url;

    // What it said of itself last, by fetched_at; hidden.
    OpenidMetadata *metadata;
    RawJson keys;
    Time fetched_at;
} IdentityProvider;

extern const Shape identity_provider_shape;
typedef LIST_OF(IdentityProvider) IdentityProviderList;

typedef struct NewIdentityProvider {
    ProviderKind kind;
    const char *name, *address, *client_id, *client_secret;
    bool is_platform, creates_users;
    RawJson settings;
} NewIdentityProvider;

extern const Shape new_identity_provider_shape;

/** client_secret NULL: as before. */
typedef struct IdentityProviderChange {
    const char *name, *client_id, *client_secret;
    bool is_enabled, creates_users;
    bool is_confirmed; // although somebody is shut out
    RawJson settings;
} IdentityProviderChange;

extern const Shape identity_provider_change_shape;

/**
 * By an owner; of the platform by one of the operator's. A job asks the provider what it is.
 *
 * INVALID    bad_address at address; required at client_id; what is wrong under settings;
 *            not_allowed at kind, is_platform or creates_users (one of the platform makes no
 * members) FORBIDDEN  owner_only CONFLICT   name_taken, too_many_providers
 */
Error identity_provider_create(
    Ctx *ctx, const NewIdentityProvider *wanted, IdentityProvider *ret_provider);

/** Of the actor's organization. NOT_FOUND */
Error identity_provider_get(Ctx *ctx, Id id, IdentityProvider *ret_provider);
Error identity_provider_list(Ctx *ctx, IdentityProviderList *ret_providers); // by name

/** Looks at it before somebody changes it. NOT_FOUND; FORBIDDEN owner_only */
Error identity_provider_lock(Ctx *ctx, Id id, IdentityProvider *ret_provider);

/** One that is switched off is removed for the time being. CONFLICT name_taken; INVALID as above;
 * and as identity_provider_remove. */
Error identity_provider_change(
    Ctx *ctx, Id id, const IdentityProviderChange *wanted, IdentityProvider *ret_provider);

/** A job that asks the provider: it takes threads on the account of the provider if that is of the
 * platform, else of the provider's organization. */
Error identity_provider_add_job(Ctx *ctx, Id provider_id, const char *kind, Id organization_id,
    const char *key, const char *arguments, Time run_at);

/** A job asks it again what it is: the first in the background, the second by an owner who waits
 * for it. */
Error identity_provider_add_check(Ctx *ctx, const IdentityProvider *provider);
Error identity_provider_check_soon(Ctx *ctx, Id id, IdentityProvider *ret_provider);

/** For good: links by it are gone, and sessions that began by it end. As identity_provider_lock;
 * CONFLICT no_owner_left; would_shut_out: members could not sign in any more, or others whose only
 * way in one of the platform is, and is_confirmed is not set. */
Error identity_provider_remove(Ctx *ctx, Id id, bool is_confirmed);

/** Where it leads browsers back to. Each has its own, so that none passes off what another one
 * answered as its own (RFC 9700 §4.4.2). */
const char *identity_provider_redirect_url(Ctx *ctx, Id id);

/** Of whatever organization: for visitors, by those who checked why. NOT_FOUND, also of one that is
 * switched off. */
Error identity_provider_find(Ctx *ctx, Id id, IdentityProvider *ret_provider);

/** Its secret; NULL if it has none. */
Error identity_provider_open_secret(
    Ctx *ctx, const IdentityProvider *provider, const char **ret_secret);

/** Keeps what it said of itself. */
Error identity_provider_write_discovery(Ctx *ctx, const IdentityProvider *provider);

/** check_identity_provider {identity_provider_id}. */
Error identity_provider_check_job(Ctx *ctx, const Job *job);

// ── how one may sign in ──────────────────────────────────────────────────────────────────────

typedef struct SignInMethod {
    Id id; // of the provider
    ProviderKind kind;
    const char *name;
    bool is_platform;
    const char *password_page; // of a cloud: where it helps who forgot the password
} SignInMethod;

extern const Shape sign_in_method_shape;
typedef LIST_OF(SignInMethod) SignInMethodList;

/**
 * The platform's providers; those of the actor's organizations; that of the mail address's domain,
 * if there is one; and the one of the id, which is how members of an organization without a
 * confirmed domain come. Whether there is an account never shows. email NULL, provider_id ID_NONE:
 * only the platform's.
 */
Error sign_in_method_list(
    Ctx *ctx, const char *email, Id provider_id, SignInMethodList *ret_methods);
