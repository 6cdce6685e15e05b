#include "external_sign_in.h"

#include "base/text.h"
#include "cloud_domain.h"
#include "cloud_sign_in.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "external_sign_in_store.h"
#include "identity/throttle.h"
#include "linked_identity.h"
#include "organizations/former_member.h"
#include "organizations/membership.h"
#include "organizations/organization.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "json/json.h"

#include <string.h>

enum { SECRET_BYTES = 32 };

const char *const external_purpose_names[] = {"sign_in", "link", NULL};
const char *const external_state_names[] = {"waiting", "answered", "ready", "failed", "done", NULL};

static const char answer_purpose[] = "external_answer";
static const Throttle per_address = {"external_sign_in_address", 100, MINUTES(15)};
static const Throttle per_provider = {"external_sign_in_provider", 30, MINUTES(15)}; // and address

// A path of ours: neither another site ("//evil.test", "/\evil.test") nor a scheme.
#define PATH_OF_OURS "/(?![/\\\\])[^\\p{Cc}\\\\]*"

SHAPE(external_sign_in_shape, ExternalSignIn, FIELD(ExternalSignIn, id, .required = true),
    FIELD(ExternalSignIn, provider_id, .required = true), FIELD(ExternalSignIn, provider_name),
    FIELD_ENUM(ExternalSignIn, purpose, external_purpose_names, .required = true),
    FIELD(ExternalSignIn, user_id, .hidden = true),
    FIELD_ENUM(ExternalSignIn, state, external_state_names, .required = true),
    FIELD(ExternalSignIn, location, .about = "Where the browser goes; null later."),
    FIELD(ExternalSignIn, return_to),
    FIELD(ExternalSignIn, email, .about = "That the cloud says; where mail goes is asked."),
    FIELD(ExternalSignIn, failure, .tell = sentence_in, .about = "Why it failed."),
    FIELD(ExternalSignIn, failure_code, .tell = sentence_code_in,
        .about = "cloud_password_expired: answer a new way with new_password, too."),
    FIELD_OPTION(ExternalSignIn, person, external_person_shape, .hidden = true),
    FIELD(ExternalSignIn, browser, .hidden = true),
    FIELD(ExternalSignIn, created_at, .hidden = true),
    FIELD(ExternalSignIn, expires_at, .required = true));

SHAPE(new_external_sign_in_shape, NewExternalSignIn,
    FIELD(NewExternalSignIn, provider_id, .required = true),
    FIELD(NewExternalSignIn, return_to, .max = 500, .pattern = PATH_OF_OURS,
        .about = "The page to go on with."));

SHAPE(external_answer_shape, ExternalAnswer,
    FIELD(ExternalAnswer, provider_id, .about = "Of the address that the provider led back to."),
    FIELD(ExternalAnswer, code, .max = 4000, .write_only = true),
    FIELD(ExternalAnswer, iss, .max = 500), FIELD(ExternalAnswer, error, .max = 500),
    FIELD(ExternalAnswer, domain, .max = 255, .pattern = ONE_LINE, .about = "Of a cloud."),
    FIELD(ExternalAnswer, user_name, .max = 255, .pattern = ONE_LINE, .about = "Of a cloud."),
    FIELD(ExternalAnswer, password, .max = 500, .write_only = true, .about = "Of a cloud."),
    FIELD(ExternalAnswer, new_password, .max = 500, .write_only = true,
        .about = "Where the password has expired at the cloud."));

// ── there ────────────────────────────────────────────────────────────────────────────────────

static Error require_ready(Ctx *ctx, const IdentityProvider *provider)
{
    bool is_known = provider->metadata || provider->kind == PROVIDER_KEYSTONE;
    if (provider->state == PROVIDER_READY && is_known)
        return OK;
    return fail(
        ctx, CONFLICT, "provider_not_ready", "%s cannot be used at the moment.", provider->name);
}

// Whoever has the provider could sign in as the person: for organizations of the person alone.
static Error require_may_link(Ctx *ctx, const IdentityProvider *provider)
{
    bool is_member = false;
    if (provider->is_platform)
        return OK;
    TRY(EVERYWHERE(
        ctx, membership_has(ctx, provider->organization_id, ctx->actor.user_id, &is_member)));
    return is_member ? OK
                     : fail(ctx, CONFLICT, "not_a_member",
                           "%s is of an organization of which you are no member; an owner there can"
                           " invite you.",
                           provider->name);
}

// By the provider alone nobody is counted: whoever likes could lock its people out.
static const char *provider_subject(Ctx *ctx, Id provider_id)
{
    return arena_printf(ctx->arena, "%s %s", throttle_address(ctx), provider_id.text);
}

Error external_sign_in_count(Ctx *ctx, Id provider_id)
{
    TRY(throttle_count(ctx, &per_address, throttle_address(ctx)));
    return throttle_count(ctx, &per_provider, provider_subject(ctx, provider_id));
}

Error external_sign_in_create(Ctx *ctx, const NewExternalSignIn *wanted, ExternalPurpose purpose,
    ExternalSignIn *ret_sign_in, const char **ret_secret)
{
    IdentityProvider provider;
    TRY(external_sign_in_count(ctx, wanted->provider_id));
    TRY(identity_provider_find(ctx, wanted->provider_id, &provider));
    TRY(require_ready(ctx, &provider));
    if (purpose == EXTERNAL_LINK)
        TRY(require_may_link(ctx, &provider));
    const char *secret = secret_new(ctx->arena, "", SECRET_BYTES);
    ExternalSignIn sign_in = {
        .id = id_new("esi"),
        .provider_id = provider.id,
        .provider_name = provider.name,
        .purpose = purpose,
        .user_id = ctx->actor.user_id,
        .state = EXTERNAL_WAITING,
        .return_to = wanted->return_to,
        .browser = digest_of(secret),
        .created_at = ctx->now,
        .expires_at = time_after(ctx->now, SECONDS(EXTERNAL_SIGN_IN_LASTS)),
    };
    TRY(external_sign_in_store_create(ctx, &sign_in));
    if (provider.kind == PROVIDER_OPENID)
        sign_in.location = openid_location(ctx, &provider, sign_in.id, id_is_set(sign_in.user_id));
    *ret_sign_in = sign_in;
    *ret_secret = secret;
    return OK;
}

static Error open(Ctx *ctx, Error error, const char *secret, ExternalSignIn *sign_in)
{
    if (error && error != NOT_FOUND)
        return error;
    if (error || !secret || !digest_same(sign_in->browser, digest_of(secret)) ||
        ctx->now.us >= sign_in->expires_at.us)
        return fail(ctx, NOT_FOUND, "not_found",
            "This way to sign in is over, or began in another browser; begin once more.");
    return OK;
}

static Error lock(Ctx *ctx, Id id, const char *secret, ExternalSignIn *ret_sign_in)
{
    ExternalSignIn sign_in = {0};
    TRY(open(ctx, external_sign_in_store_lock(ctx, id, &sign_in), secret, &sign_in));
    *ret_sign_in = sign_in;
    return OK;
}

Error external_sign_in_get(Ctx *ctx, Id id, const char *secret, ExternalSignIn *ret_sign_in)
{
    ExternalSignIn sign_in = {0};
    TRY(open(ctx, external_sign_in_store_get(ctx, id, &sign_in), secret, &sign_in));
    if (sign_in.person && sign_in.person->cloud)
        sign_in.email = sign_in.person->email;
    sign_in.failure_code = sign_in.failure;
    *ret_sign_in = sign_in;
    return OK;
}

// ── and back ─────────────────────────────────────────────────────────────────────────────────

// An answer at another provider's address, or that says it is another's (RFC 9207), is not ours:
// its code would go to ours, which could use it.
static bool is_mixed_up(const IdentityProvider *provider, const ExternalAnswer *answer)
{
    if (!id_same(answer->provider_id, provider->id))
        return true;
    return answer->iss ? !text_same(answer->iss, provider->address)
                       : provider->metadata->sends_issuer;
}

static const char *failure_of(
    Ctx *ctx, const IdentityProvider *provider, const ExternalAnswer *answer)
{
    if (provider->kind == PROVIDER_KEYSTONE)
        return NULL; // nobody else was there between
    if (is_mixed_up(provider, answer))
        return sentence_of(ctx->arena, SENTENCE_OPENID_MIXED_UP);
    if (answer->error)
        return sentence_of(ctx->arena, SENTENCE_OPENID_DECLINED,
            {"words", arena_text(ctx->arena, answer->error,
                          strspn(answer->error, "abcdefghijklmnopqrstuvwxyz_"))});
    return NULL;
}

static Error text_of_answer(
    Ctx *ctx, const IdentityProvider *provider, const ExternalAnswer *answer, const char **ret_text)
{
    if (provider->kind == PROVIDER_KEYSTONE) {
        CloudAnswer typed = {
            answer->domain, answer->user_name, answer->password, answer->new_password};
        return cloud_answer_take(ctx, provider, &typed, ret_text);
    }
    if (text_is_empty(answer->code))
        fault_required(ctx, "code");
    *ret_text = answer->code;
    return faults(ctx);
}

static Error take_answer(Ctx *ctx, const IdentityProvider *provider, ExternalSignIn *sign_in,
    const ExternalAnswer *answer)
{
    const char *text;
    TRY(text_of_answer(ctx, provider, answer, &text));
    sign_in->state = EXTERNAL_ANSWERED;
    TRY(external_sign_in_store_write_answer(
        ctx, sign_in->id, crypt_seal(ctx->arena, answer_purpose, text)));
    return identity_provider_add_job(ctx, provider->id, "ask_identity_provider",
        provider->organization_id, sign_in->id.text,
        arena_printf(ctx->arena, "{\"external_sign_in_id\":\"%s\"}", sign_in->id.text), TIME_NONE);
}

Error external_sign_in_answer(
    Ctx *ctx, Id id, const char *secret, const ExternalAnswer *answer, ExternalSignIn *ret_sign_in)
{
    IdentityProvider provider;
    ExternalSignIn sign_in;
    TRY(lock(ctx, id, secret, &sign_in));
    if (sign_in.state != EXTERNAL_WAITING)
        return fail(ctx, CONFLICT, "already_answered", "The provider's answer is there already.");
    TRY(identity_provider_find(ctx, sign_in.provider_id, &provider));
    sign_in.failure = failure_of(ctx, &provider, answer);
    if (sign_in.failure) {
        sign_in.state = EXTERNAL_FAILED;
        TRY(external_sign_in_store_move(ctx, &sign_in, EXTERNAL_WAITING));
    } else {
        TRY(take_answer(ctx, &provider, &sign_in, answer));
    }
    *ret_sign_in = sign_in;
    return OK;
}

// ── what it comes to ─────────────────────────────────────────────────────────────────────────

static Error keep(Ctx *ctx, void *arg)
{
    return external_sign_in_store_move(ctx, arg, EXTERNAL_ANSWERED);
}

static Error ask(Ctx *ctx, ExternalSignIn *sign_in)
{
    IdentityProvider provider;
    Blob sealed;
    const char *answer;
    TRY(identity_provider_find(ctx, sign_in->provider_id, &provider));
    TRY(external_sign_in_store_get_answer(ctx, sign_in->id, &sealed));
    TRY(crypt_open(ctx, answer_purpose, sealed, &answer));
    Time fetched_at = provider.fetched_at;
    sign_in->person = arena_new_of(ctx->arena, ExternalPerson);
    if (provider.kind == PROVIDER_KEYSTONE)
        return cloud_identify(ctx, &provider, answer, sign_in->person);
    // A link counts for who proved it here.
    bool proves = sign_in->purpose == EXTERNAL_SIGN_IN && id_is_set(sign_in->user_id);
    Time anew_since = proves ? sign_in->created_at : TIME_NONE;
    TRY(openid_identify(ctx, &provider, sign_in->id, anew_since, answer, sign_in->person));
    return provider.fetched_at.us == fetched_at.us
               ? OK
               : identity_provider_write_discovery(ctx, &provider);
}

// A code is redeemed once, so whatever happened is kept, and nothing is tried again.
Error external_sign_in_ask_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    ExternalSignIn sign_in = {0};
    Error error = external_sign_in_store_get(
        ctx, id_from(json_text_member(arguments, "external_sign_in_id")), &sign_in);
    if (error || sign_in.state != EXTERNAL_ANSWERED)
        return error == NOT_FOUND ? OK : error;
    error = ask(ctx, &sign_in);
    sign_in.state = error ? EXTERNAL_FAILED : EXTERNAL_READY;
    if (error) {
        sign_in.person = NULL;
        sign_in.failure = sentence_of_failure(ctx);
    }
    return tx_run(ctx, TX_WRITE, keep, &sign_in);
}

static Error lock_ready(Ctx *ctx, Id id, const char *secret, ExternalPurpose purpose,
    ExternalSignIn *ret_sign_in, IdentityProvider *ret_provider)
{
    TRY(lock(ctx, id, secret, ret_sign_in));
    if (ret_sign_in->state != EXTERNAL_READY || ret_sign_in->purpose != purpose)
        return fail(ctx, CONFLICT, "not_ready", "The provider has not vouched for you.");
    return identity_provider_find(ctx, ret_sign_in->provider_id, ret_provider);
}

static Error done(Ctx *ctx, ExternalSignIn *sign_in)
{
    TRY(throttle_remove(ctx, &per_address, throttle_address(ctx)));
    TRY(throttle_remove(ctx, &per_provider, provider_subject(ctx, sign_in->provider_id)));
    sign_in->state = EXTERNAL_DONE;
    sign_in->person = NULL;
    return external_sign_in_store_move(ctx, sign_in, EXTERNAL_READY);
}

// ── who it is here ───────────────────────────────────────────────────────────────────────────

static Error create_member(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id *ret_user_id)
{
    static const char *roles[] = {"reports"};
    User user;
    TRY(user_create(ctx, person->email, text_is_empty(person->name) ? person->email : person->name,
        ctx->language, &user));
    TRY(membership_create_vouched(
        ctx, provider->organization_id, user.id, (TextList){roles, 1}, provider->name));
    *ret_user_id = user.id;
    return OK;
}

// A provider whose word on mail addresses nobody confirmed must not learn who has an account.
static Error fail_unknown(Ctx *ctx, const IdentityProvider *provider, bool covers, const User *user)
{
    if (!provider->is_platform && !covers)
        return fail(ctx, CONFLICT, "not_linked",
            "What you are at %s is linked to no account: sign in to yours, and link it there.",
            provider->name);
    if (id_is_set(user->id))
        return fail(ctx, CONFLICT, "account_exists",
            "There is an account of your mail address: sign in to it, and link it in your account.");
    return fail(ctx, CONFLICT, "no_account",
        "Nobody here has your mail address yet: register, or ask an owner to invite you.");
}

// For addresses of a confirmed domain the organization answers anyway: it has their mail.
static Error find_by_mail(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id *ret_user_id)
{
    User user = {0};
    bool covers = false, is_member;
    if (!person->email || !person->is_email_verified || !text_is_mail_address(person->email))
        return fail(ctx, CONFLICT, "mail_not_verified",
            "%s did not say a mail address that it verified. Sign in to your account and link it.",
            provider->name);
    TRY(user_find(ctx, person->email, &user));
    TRY(mail_domain_covers(ctx, provider->id, person->email, &covers));
    if (!covers)
        return fail_unknown(ctx, provider, covers, &user);
    TRY(membership_has(ctx, provider->organization_id, user.id, &is_member));
    if (is_member) {
        *ret_user_id = user.id;
        return OK;
    }
    TRY(former_member_require_none(
        ctx, provider->organization_id, person->email, provider->id, person->subject));
    if (id_is_set(user.id) || !provider->creates_users)
        return fail_unknown(ctx, provider, covers, &user);
    return create_member(ctx, provider, person, ret_user_id);
}

// A link to an organization's own provider is its members', and goes soon after they are removed.
static Error find_linked(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id *ret_user_id)
{
    Id user_id;
    bool counts = true;
    TRY(linked_identity_find(ctx, provider->id, person->subject, &user_id));
    if (id_is_set(user_id) && !provider->is_platform)
        TRY(membership_has(ctx, provider->organization_id, user_id, &counts));
    *ret_user_id = counts ? user_id : ID_NONE;
    return OK;
}

static Error find_person(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id *ret_user_id)
{
    if (!provider->is_platform)
        TRY(organization_lock(ctx, provider->organization_id)); // as removing does
    TRY(find_linked(ctx, provider, person, ret_user_id));
    if (id_is_set(*ret_user_id))
        return OK;
    if (person->cloud)
        return fail(ctx, CONFLICT, "email_needed",
            "You are here for the first time: say where the marketplace may write to you.");
    TRY(find_by_mail(ctx, provider, person, ret_user_id));
    return linked_identity_create(ctx, provider->id, person, *ret_user_id);
}

static Error keep_session_name(Ctx *ctx, Id provider_id, const ExternalPerson *person, Id user_id)
{
    if (text_is_empty(person->sid))
        return OK;
    return external_session_store_create(ctx, provider_id, digest_of(person->sid), user_id);
}

Error external_sign_in_finish(
    Ctx *ctx, Id id, const char *secret, const char *user_agent, SignIn *ret_sign_in)
{
    ExternalSignIn sign_in;
    IdentityProvider provider;
    Id user_id = ID_NONE;
    TRY(lock_ready(ctx, id, secret, EXTERNAL_SIGN_IN, &sign_in, &provider));
    TRY(EVERYWHERE(ctx, find_person(ctx, &provider, sign_in.person, &user_id)));
    TRY(linked_identity_write_use(ctx, provider.id, sign_in.person));
    TRY(keep_session_name(ctx, provider.id, sign_in.person, user_id));
    if (sign_in.person->cloud)
        TRY(cloud_domain_write_sign_in(ctx, &provider, sign_in.person, user_id));
    TRY(sign_in_begin_by_provider(ctx, user_id, provider.id,
        provider.is_platform ? ID_NONE : provider.organization_id, sign_in.person->authenticated_at,
        user_agent, ret_sign_in));
    return done(ctx, &sign_in);
}

Error external_sign_in_link(Ctx *ctx, Id id, const char *secret)
{
    ExternalSignIn sign_in;
    IdentityProvider provider;
    TRY(lock_ready(ctx, id, secret, EXTERNAL_LINK, &sign_in, &provider));
    if (!id_same(sign_in.user_id, ctx->actor.user_id))
        return fail(ctx, CONFLICT, "not_ready", "Somebody else began this link.");
    TRY(require_may_link(ctx, &provider));
    TRY(linked_identity_create(ctx, provider.id, sign_in.person, ctx->actor.user_id));
    if (sign_in.person->cloud) {
        TRY(cloud_domain_enter(ctx, &provider, sign_in.person, ctx->actor.user_id));
        TRY(cloud_domain_write_sign_in(ctx, &provider, sign_in.person, ctx->actor.user_id));
    }
    return done(ctx, &sign_in);
}

// ── from a cloud for the first time ──────────────────────────────────────────────────────────

Error external_sign_in_request_email(Ctx *ctx, Id id, const char *secret, const CloudEmail *wanted)
{
    ExternalSignIn sign_in;
    TRY(lock(ctx, id, secret, &sign_in));
    return cloud_email_request(ctx, &sign_in, wanted);
}

Error external_sign_in_confirm_email(
    Ctx *ctx, Id id, const char *secret, const char *code, ExternalSignIn *ret_sign_in)
{
    ExternalSignIn sign_in;
    IdentityProvider provider;
    TRY(lock_ready(ctx, id, secret, EXTERNAL_SIGN_IN, &sign_in, &provider));
    TRY(cloud_email_confirm(ctx, &provider, &sign_in, code));
    *ret_sign_in = sign_in;
    return OK;
}

Error external_sign_in_find(Ctx *ctx, Id id, ExternalSignIn *ret_sign_in)
{
    ExternalSignIn sign_in = {0};
    TRY(external_sign_in_store_get(ctx, id, &sign_in));
    if (ctx->now.us >= sign_in.expires_at.us)
        return fail(ctx, NOT_FOUND, "not_found", "This way to sign in is over.");
    *ret_sign_in = sign_in;
    return OK;
}

Error external_sign_in_write_person(Ctx *ctx, const ExternalSignIn *sign_in)
{
    return external_sign_in_store_move(ctx, sign_in, EXTERNAL_READY);
}

Error external_sign_in_remove_old(Ctx *ctx)
{
    TRY(external_sign_in_store_remove_old(ctx));
    TRY(external_session_store_remove_old(
        ctx, time_after(ctx->now, -settings()->session_absolute)));
    return logout_token_store_remove_old(ctx);
}
