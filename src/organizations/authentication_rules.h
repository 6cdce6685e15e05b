// authentication_rules.h — by what people sign in who act for an organization: by which methods,
// and whether with a second factor. acting.h enforces them, at each request of a browser; tokens
// have rules of their own.
//
// Who has a device or a passkey here has a second factor, and was asked for it. What an
// organization's own provider asks is for the organization to say there, so whoever comes by it
// needs none here; the platform's providers and clouds promise nothing.
//
// An owner always gets in by password or passkey, with the second factor where one is required:
// "break glass" lets the session act in spite of the methods, and the owners are told.
//
// Events: authentication_rules.changed (subject: the organization), break_glass.used (subject: who
// did it).
#pragma once

#include "identity/session.h"
#include "organization.h"

/** An identity provider that can be among the methods. */
typedef struct AuthenticationProvider {
    Id id;
    const char *name;
    bool is_platform;
} AuthenticationProvider;

extern const Shape authentication_provider_shape;
typedef LIST_OF(AuthenticationProvider) AuthenticationProviderList;

typedef struct AuthenticationRules {
    TextList methods;        // "password", "passkey", ids of providers; none: all there are
    Time second_factor_from; // TIME_NONE: it is optional
    const char *changed_by_name;
    Time changed_at;
    int64_t version; // 0: there were never any
    AuthenticationProviderList providers;
} AuthenticationRules;

extern const Shape authentication_rules_shape;

typedef struct NewAuthenticationRules {
    TextList methods;
    Time second_factor_from;
    bool is_confirmed; // although somebody is shut out
} NewAuthenticationRules;

extern const Shape new_authentication_rules_shape;

typedef enum ShutOutReason {
    SHUT_OUT_NO_METHOD,        // has none of those that are allowed
    SHUT_OUT_NO_SECOND_FACTOR, // has one, and no second factor
    SHUT_OUT_BREAK_GLASS,      // an owner, who has no other way left
} ShutOutReason;

typedef struct ShutOutPerson {
    Id user_id;
    const char *name, *email;
    ShutOutReason reason;
    TextList methods; // that the person has
} ShutOutPerson;

typedef LIST_OF(ShutOutPerson) ShutOutPersonList;

/** Whom rules would shut out, by their names. */
typedef struct AuthenticationPreview {
    ShutOutPersonList people;
    bool keeps_owner; // an owner gets in
} AuthenticationPreview;

extern const Shape authentication_preview_shape;

/** Of the actor's organization. */
Error authentication_rules_get(Ctx *ctx, AuthenticationRules *ret_rules);

/** The same, for an owner who is about to change them: the organization is locked.
 * FORBIDDEN owner_only */
Error authentication_rules_lock(Ctx *ctx, AuthenticationRules *ret_rules);

/** Who of the members could not sign in by these rules as things are now. A second factor counts as
 * required if it will be. INVALID methods unknown, repeated */
Error authentication_rules_preview(
    Ctx *ctx, const NewAuthenticationRules *wanted, AuthenticationPreview *ret_preview);

/**
 * Replaces those that were locked; they hold at once, for requests and open streams.
 *
 * INVALID   as above
 * CONFLICT  no_owner_left: no owner could get in; would_shut_out: the preview names somebody, and
 *           is_confirmed is not set
 */
Error authentication_rules_change(
    Ctx *ctx, const AuthenticationRules *before, const NewAuthenticationRules *wanted);

/** Whom the rules in force shut out as things are now; for who is about to take a way in. */
Error authentication_rules_find_shut_out(Ctx *ctx, AuthenticationPreview *ret_preview);

/** What was done since, in the same transaction, shuts out whoever was not `before`.
 * CONFLICT  no_owner_left: no owner gets in any more; would_shut_out: unless is_confirmed */
Error authentication_rules_require_ways_in(
    Ctx *ctx, const AuthenticationPreview *before, bool is_confirmed);

/** Says of each of the person's organizations whether it refuses the session. */
Error authentication_rules_judge(
    Ctx *ctx, const UserSession *session, OrganizationSummaryList *organizations);

/** Those of the methods that are providers; for whoever is about to join the organization. */
Error authentication_rules_find_methods(
    Ctx *ctx, TextList *ret_methods, AuthenticationProviderList *ret_providers);

/** The actor, an owner who signed in by password or passkey, acts for the organization in this
 * session in spite of its methods. Again is no error, and told once. From here on the actor acts
 * for it, without permissions. FORBIDDEN not_a_member, owner_only, local_sign_in_required */
Error authentication_rules_break_glass(Ctx *ctx, Id organization_id);
