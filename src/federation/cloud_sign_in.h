// cloud_sign_in.h — signing in with the account one has at a cloud: domain, user name and password,
// which a job asks of the cloud's identity service and then forgets.
//
// Whoever comes for the first time says where mail goes, and proves it by a code: the cloud's word
// on mail addresses is nobody's proof. Then the person is made, and belongs to the organization
// that the cloud's domain is (cloud_domain.h).
#pragma once

#include "base/ctx.h"
#include "external_sign_in.h"

/** IdentityProvider.settings of a cloud. */
typedef struct CloudSettings {
    const char *region;
    const char *required_role; // without it nobody signs in; NULL: none is
    Time required_from;        // since when; TIME_NONE: at once
    const char *password_page; // where the cloud helps who forgot the password; NULL: unknown
    bool gives_reports;        // whoever comes after the owner has the role reports at once

    // Whose a domain is beside of whom the cloud says: of who has this role in the domain itself;
    // and where the cloud says nothing, of whoever comes first. NULL and false: of nobody.
    const char *administrator_role;
    bool first_owns;

    const char *member_role; // of an organization's members in a linked domain; see cloud_link.h
} CloudSettings;

extern const Shape cloud_settings_shape;

/** Notes faults under settings. */
Error cloud_settings_read(Ctx *ctx, RawJson settings, CloudSettings *ret_settings);

typedef struct CloudAnswer {
    const char *domain, *user_name, *password;
    const char *new_password; // for one that expired; NULL: none
} CloudAnswer;

/** The answer as it is sealed for the job, without spaces around names, counted first: the cloud
 * locks whoever tries too often. INVALID required; LIMITED too_many_attempts */
Error cloud_answer_take(
    Ctx *ctx, const IdentityProvider *provider, const CloudAnswer *answer, const char **ret_text);

/** Counts one try of the account's password, for who is signed in here. LIMITED too_many_attempts
 */
Error cloud_password_count(
    Ctx *ctx, const IdentityProvider *provider, const char *domain, const char *user_name);

/**
 * Asks the cloud who it is; talks to it.
 * As keystone.h says, and FORBIDDEN cloud_role_missing.
 */
Error cloud_identify(
    Ctx *ctx, const IdentityProvider *provider, const char *answer, ExternalPerson *ret_person);

/** A token for the domain of who answered, who has to administer it; talks to the cloud. As
 * keystone.h says, and FORBIDDEN cloud_not_administrator; CONFLICT cloud_link_unset. */
struct KeystoneToken;
Error cloud_open_domain(Ctx *ctx, const IdentityProvider *provider, const char *answer,
    struct KeystoneToken *ret_token);

/** Whether it is a cloud; talks to it. */
Error cloud_check(Ctx *ctx, const IdentityProvider *provider);

// ── whoever comes for the first time ─────────────────────────────────────────────────────────

typedef struct CloudEmail {
    const char *email, *language;
} CloudEmail;

extern const Shape cloud_email_shape;

/** Mails a code to the address, whether or not somebody has it. CONFLICT not_ready; LIMITED
 * too_many_attempts; emits external_sign_in.email_requested. */
Error cloud_email_request(Ctx *ctx, ExternalSignIn *sign_in, const CloudEmail *wanted);

/** What the mail about it says. NOT_FOUND: it is over. */
Error cloud_email_read(Ctx *ctx, Id external_sign_in_id, CloudEmail *ret_email, Id *ret_user_id);
const char *cloud_email_code(Ctx *ctx, Id external_sign_in_id, const char *email);

/**
 * Makes the person, who belongs to the domain's organization from now on and is linked.
 * INVALID wrong_code at code, with fail_kept. LIMITED too_many_attempts. CONFLICT account_exists:
 * sign in to it and link; cloud_owner_first: the organization is not here yet, and another one owns
 * the domain; member_removed.
 */
Error cloud_email_confirm(
    Ctx *ctx, const IdentityProvider *provider, ExternalSignIn *sign_in, const char *code);
