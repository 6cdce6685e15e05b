// external_sign_in.h — a way to an identity provider and back.
//
//   waiting → answered → ready | failed     the provider's answer is looked at by a job
//   waiting → failed                        the provider says no, or it is not that provider
//   ready → done                            the session begins, or the account is linked
//
// Each belongs to one browser by a cookie, whose secret is nowhere else: an answer that somebody
// else's browser brings is none. It lasts ten minutes, and its answer is taken once. For whom the
// provider vouches:
//   - whoever is linked signs in;
//   - at an organization's own provider also whose mail address is of a domain that the operator
//     confirmed for it: a member is linked, and where the provider may, a new member made;
//   - at any other, an account of that address is linked by its person, who signs in to it.
// Whom an organization removed its own provider does not bring back
// (organizations/former_member.h).
#pragma once

#include "base/ctx.h"
#include "external_person.h"
#include "identity/sign_in.h"
#include "identity_provider.h"
#include "shape/shape.h"
#include "work/work.h"

#define SIGN_IN_COOKIE "kontor_sign_in" // at /v1/external-sign-ins/{id} alone

enum { EXTERNAL_SIGN_IN_LASTS = 600 }; // seconds

typedef enum ExternalPurpose { EXTERNAL_SIGN_IN, EXTERNAL_LINK } ExternalPurpose;

typedef enum ExternalState {
    EXTERNAL_WAITING,
    EXTERNAL_ANSWERED,
    EXTERNAL_READY,
    EXTERNAL_FAILED,
    EXTERNAL_DONE,
} ExternalState;

extern const char *const external_purpose_names[]; // "sign_in", "link", ended by NULL
extern const char *const external_state_names[];   // "waiting" …, ended by NULL

typedef struct ExternalSignIn {
    Id id; // esi_…; the state of OAuth 2.0
    Id provider_id;
    const char *provider_name;
    ExternalPurpose purpose;
    Id user_id; // who was signed in as it began, and signs in anew there: to link, or to prove it
    ExternalState state;
    const char *location;     // where the browser goes, when it is made; NULL: nowhere
    const char *return_to;    // a path of ours
    const char *failure;      // a sentence
    const char *failure_code; // the same, for programs; of external_sign_in_get
    const char *email;        // that a cloud says, to begin with; of external_sign_in_get
    ExternalPerson *person;   // hidden
    Digest browser;
    Time created_at, expires_at;
} ExternalSignIn;

extern const Shape external_sign_in_shape;

typedef struct NewExternalSignIn {
    Id provider_id;
    const char *return_to;
} NewExternalSignIn;

extern const Shape new_external_sign_in_shape;

/**
 * Of a visitor, or to link the actor. *ret_secret is for the cookie.
 * NOT_FOUND the provider; CONFLICT provider_not_ready; LIMITED too_many_attempts
 */
Error external_sign_in_create(Ctx *ctx, const NewExternalSignIn *wanted, ExternalPurpose purpose,
    ExternalSignIn *ret_sign_in, const char **ret_secret);

/** Counts one try at the provider from the request's address, whatever is typed there. LIMITED
 * too_many_attempts */
Error external_sign_in_count(Ctx *ctx, Id provider_id);

/** NOT_FOUND unless the secret is that of its cookie and its time is not over. */
Error external_sign_in_get(Ctx *ctx, Id id, const char *secret, ExternalSignIn *ret_sign_in);

/** What the browser brings back from the provider; for a cloud what the person typed. */
typedef struct ExternalAnswer {
    Id provider_id; // to whose address it came back
    const char *code, *iss, *error;
    const char *domain, *user_name, *password;
    const char *new_password; // of a cloud where the other one has expired
} ExternalAnswer;

extern const Shape external_answer_shape;

/** The provider's answer, once; what comes of it is the state. NOT_FOUND as above; CONFLICT
 * already_answered; INVALID required at code, or at what a cloud asks for; LIMITED: see
 * cloud_answer_take. */
Error external_sign_in_answer(
    Ctx *ctx, Id id, const char *secret, const ExternalAnswer *answer, ExternalSignIn *ret_sign_in);

/**
 * Begins the session, or asks for the second factor.
 * NOT_FOUND as above. CONFLICT  not_ready; no_account: nobody has the address, register;
 * account_exists: sign in to it and link; not_linked: the same, where it shall not show which;
 * mail_not_verified: the provider says no address that it verified; member_removed; email_needed:
 * of a cloud, see cloud_email_request.
 */
Error external_sign_in_finish(
    Ctx *ctx, Id id, const char *secret, const char *user_agent, SignIn *ret_sign_in);

/** Links the actor, who began it. NOT_FOUND as above; CONFLICT not_ready, identity_taken,
 * already_linked. */
Error external_sign_in_link(Ctx *ctx, Id id, const char *secret);

/** Mails a code to the address of whoever comes from a cloud for the first time. NOT_FOUND as
 * above; else as cloud_email_request. */
struct CloudEmail;
Error external_sign_in_request_email(
    Ctx *ctx, Id id, const char *secret, const struct CloudEmail *wanted);

/** By the code the person is made and linked; then comes external_sign_in_finish. NOT_FOUND as
 * above; CONFLICT not_ready; else as cloud_email_confirm. */
Error external_sign_in_confirm_email(
    Ctx *ctx, Id id, const char *secret, const char *code, ExternalSignIn *ret_sign_in);

/** Without its cookie, for what is said of it elsewhere. NOT_FOUND, also when its time is over. */
Error external_sign_in_find(Ctx *ctx, Id id, ExternalSignIn *ret_sign_in);

/** Keeps what is known of the person now. */
Error external_sign_in_write_person(Ctx *ctx, const ExternalSignIn *sign_in);

/** ask_identity_provider {external_sign_in_id}. */
Error external_sign_in_ask_job(Ctx *ctx, const Job *job);

/** Forgets those whose time is over, and what logout tokens were seen; for a schedule. */
Error external_sign_in_remove_old(Ctx *ctx);
