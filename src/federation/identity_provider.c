#include "identity_provider.h"

#include "base/text.h"
#include "cloud_sign_in.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "http/guard.h"
#include "identity/session.h"
#include "identity_provider_store.h"
#include "linked_identity_store.h"
#include "mail_domain_store.h"
#include "organizations/authentication_rules.h"
#include "organizations/member_role.h"
#include "organizations/membership.h"
#include "organizations/role.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "json/json.h"

#include <string.h>

const char *const provider_kind_names[] = {"openid", "keystone", NULL};
const char *const provider_state_names[] = {"checking", "ready", "failed", NULL};

static const char secret_purpose[] = "identity_provider_secret";

SHAPE(identity_provider_shape, IdentityProvider,
    FIELD(IdentityProvider, organization_id, .hidden = true),
    FIELD(IdentityProvider, id, .required = true),
    FIELD_ENUM(IdentityProvider, kind, provider_kind_names, .required = true),
    FIELD(IdentityProvider, name, .required = true, .about = "Of the button to sign in."),
    FIELD(IdentityProvider, address, .required = true, .about = "Of openid the issuer."),
    FIELD(IdentityProvider, client_id), FIELD(IdentityProvider, has_secret),
    FIELD(IdentityProvider, is_platform, .about = "Everybody may sign in by it."),
    FIELD(IdentityProvider, is_enabled), FIELD(IdentityProvider, creates_users),
    FIELD(IdentityProvider, settings),
    FIELD_ENUM(IdentityProvider, state, provider_state_names, .required = true),
    FIELD(IdentityProvider, problem, .tell = sentence_in), FIELD(IdentityProvider, checked_at),
    FIELD_LIST(IdentityProvider, mail_domains, mail_domain_shape),
    FIELD(IdentityProvider, people, .about = "That are linked to it."),
    FIELD(IdentityProvider, version, .about = "For If-Match."),
    FIELD(IdentityProvider, redirect_url, .about = "That the provider has to allow."),
    FIELD(IdentityProvider, back_channel_logout_url,
        .about = "Where it tells that a session of its own has ended."),
    FIELD(IdentityProvider, created_by), FIELD(IdentityProvider, created_at, .required = true),
    FIELD_OPTION(IdentityProvider, metadata, openid_metadata_shape, .hidden = true),
    FIELD(IdentityProvider, keys, .hidden = true),
    FIELD(IdentityProvider, fetched_at, .hidden = true));

#define CREATES_USERS_ABOUT                                                                        \
    "Whether whom it vouches for, with an address of a confirmed mail domain, becomes a member."

SHAPE(new_identity_provider_shape, NewIdentityProvider,
    FIELD_ENUM(NewIdentityProvider, kind, provider_kind_names, .about = "openid, if absent."),
    FIELD(NewIdentityProvider, name, .required = true, .max = 60, .pattern = ONE_LINE),
    FIELD(NewIdentityProvider, address, .required = true, .max = 500),
    FIELD(NewIdentityProvider, client_id, .max = 300, .pattern = ONE_LINE),
    FIELD(NewIdentityProvider, client_secret, .max = 1000, .write_only = true),
    FIELD(NewIdentityProvider, is_platform),
    FIELD(NewIdentityProvider, creates_users, .about = CREATES_USERS_ABOUT),
    FIELD(NewIdentityProvider, settings, .about = "Of the kind."));

SHAPE(identity_provider_change_shape, IdentityProviderChange,
    FIELD(IdentityProviderChange, name, .required = true, .max = 60, .pattern = ONE_LINE),
    FIELD(IdentityProviderChange, client_id, .max = 300, .pattern = ONE_LINE),
    FIELD(IdentityProviderChange, client_secret, .max = 1000, .write_only = true,
        .about = "As before, if absent."),
    FIELD(IdentityProviderChange, is_enabled, .required = true),
    FIELD(IdentityProviderChange, creates_users, .required = true, .about = CREATES_USERS_ABOUT),
    FIELD(IdentityProviderChange, is_confirmed,
        .about = "Although somebody could not sign in any more."),
    FIELD(IdentityProviderChange, settings, .about = "Of the kind; as before, if absent."));

SHAPE(sign_in_method_shape, SignInMethod, FIELD(SignInMethod, id, .required = true),
    FIELD_ENUM(SignInMethod, kind, provider_kind_names, .required = true),
    FIELD(SignInMethod, name, .required = true), FIELD(SignInMethod, is_platform),
    FIELD(SignInMethod, password_page, .about = "Of a cloud, for who forgot the password."));

static Error emit(Ctx *ctx, const IdentityProvider *provider, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", provider->name);
    json_end_object(data);
    return event_emit(ctx, kind, provider->organization_id, provider->id, json_finish(data));
}

Error identity_provider_add_job(Ctx *ctx, Id provider_id, const char *kind, Id organization_id,
    const char *key, const char *arguments, Time run_at)
{
    Id share;
    TRY(EVERYWHERE(ctx, identity_provider_store_get_share(ctx, provider_id, &share)));
    return job_add_for(ctx, share, kind, organization_id, key, arguments, run_at);
}

Error identity_provider_add_check(Ctx *ctx, const IdentityProvider *provider)
{
    return identity_provider_add_job(ctx, provider->id, "check_identity_provider",
        provider->organization_id, provider->id.text,
        arena_printf(ctx->arena, "{\"identity_provider_id\":\"%s\"}", provider->id.text),
        TIME_NONE);
}

const char *identity_provider_redirect_url(Ctx *ctx, Id id)
{
    return arena_printf(ctx->arena, "%s/sign-in/callback/%s", settings()->public_url, id.text);
}

static void add_urls(Ctx *ctx, IdentityProvider *provider)
{
    provider->redirect_url = identity_provider_redirect_url(ctx, provider->id);
    provider->back_channel_logout_url =
        arena_printf(ctx->arena, "%s/v1/identity-providers/%s/back-channel-logout",
            settings()->public_url, provider->id.text);
}

static Error not_found(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "There is no such identity provider.");
}

static Error found(Ctx *ctx, Error error)
{
    return error == NOT_FOUND ? not_found(ctx) : error;
}

// ── making and changing ──────────────────────────────────────────────────────────────────────

static void check_client(Ctx *ctx, ProviderKind kind, const char *client_id)
{
    if (kind == PROVIDER_OPENID && text_is_empty(client_id))
        fault(ctx, "client_id", "required", "Give the client id that the provider told you.");
}

// As they are kept: what is absent is null.
static Error check_settings(Ctx *ctx, ProviderKind kind, RawJson wanted, RawJson *ret_settings)
{
    CloudSettings settings;
    *ret_settings = (RawJson){"{}"};
    if (kind != PROVIDER_KEYSTONE)
        return OK;
    TRY(cloud_settings_read(ctx, wanted, &settings));
    ret_settings->text = json_of(ctx->arena, &cloud_settings_shape, &settings);
    return OK;
}

static Error check_wanted(Ctx *ctx, const NewIdentityProvider *wanted)
{
    if (!guard_url_is_confidential(wanted->address))
        fault(ctx, "address", "bad_address",
            "A provider is asked only over https; give such an address.");
    else
        (void)!guard_check_url(ctx, "address", wanted->address);
    if (wanted->kind == PROVIDER_KEYSTONE && !wanted->is_platform)
        fault(ctx, "kind", "not_allowed", "Only the operator adds clouds, for everybody.");
    check_client(ctx, wanted->kind, wanted->client_id);
    if (wanted->is_platform && !(ctx->actor.permissions & PERMIT_OPERATE))
        fault(ctx, "is_platform", "not_allowed", "Only the operator has providers for everybody.");
    if (wanted->is_platform && wanted->creates_users)
        fault(ctx, "creates_users", "not_allowed",
            "Whoever comes by a provider of the platform registers; it makes no members.");
    return faults(ctx);
}

// Paths are put behind it; an issuer is taken letter by letter.
static const char *without_slash(Arena *arena, const char *url)
{
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return arena_text(arena, url, length);
}

static Error name_taken(Ctx *ctx, Error error, const char *name)
{
    if (error == CONFLICT && text_same(ctx->failure.code, "identity_provider_name"))
        return fail(
            ctx, CONFLICT, "name_taken", "There is an identity provider named “%s” already.", name);
    return error;
}

static Blob sealed(Arena *arena, const char *secret)
{
    return text_is_empty(secret) ? (Blob){0} : crypt_seal(arena, secret_purpose, secret);
}

Error identity_provider_create(
    Ctx *ctx, const NewIdentityProvider *wanted, IdentityProvider *ret_provider)
{
    int64_t count;
    TRY(member_require_owner(ctx));
    RawJson settings;
    TRY(check_wanted(ctx, wanted));
    TRY(check_settings(ctx, wanted->kind, wanted->settings, &settings));
    TRY(identity_provider_store_count(ctx, &count));
    if (count >= MAX_IDENTITY_PROVIDERS)
        return fail(ctx, CONFLICT, "too_many_providers",
            "An organization can have %d identity providers.", MAX_IDENTITY_PROVIDERS);
    IdentityProvider provider = {
        .organization_id = ctx->actor.organization_id,
        .id = id_new("idp"),
        .kind = wanted->kind,
        .name = text_trimmed(ctx->arena, wanted->name),
        .address = wanted->kind == PROVIDER_KEYSTONE ? without_slash(ctx->arena, wanted->address)
                                                     : wanted->address,
        .client_id = wanted->client_id,
        .has_secret = !text_is_empty(wanted->client_secret),
        .is_platform = wanted->is_platform,
        .is_enabled = true,
        .creates_users = wanted->creates_users,
        .settings = settings,
        .version = 1,
        .created_by = ctx->actor.user_id,
        .created_at = ctx->now,
    };
    TRY(name_taken(ctx,
        identity_provider_store_create(ctx, &provider, sealed(ctx->arena, wanted->client_secret)),
        provider.name));
    TRY(emit(ctx, &provider, "identity_provider.added"));
    TRY(identity_provider_add_check(ctx, &provider));
    add_urls(ctx, &provider);
    *ret_provider = provider;
    return OK;
}

Error identity_provider_lock(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    IdentityProvider provider = {0};
    TRY(membership_lock_all(ctx));
    TRY(member_require_owner(ctx));
    TRY(found(ctx, identity_provider_store_lock(ctx, id, &provider)));
    *ret_provider = provider;
    return OK;
}

// ── whom it lets in ──────────────────────────────────────────────────────────────────────────

typedef struct WaysIn {
    AuthenticationPreview before;
    int64_t others; // than members, who have no other way in
} WaysIn;

// Before it is taken away.
static Error ways_in_find(Ctx *ctx, const IdentityProvider *provider, WaysIn *ret_ways)
{
    WaysIn ways = {.others = 0};
    TRY(authentication_rules_find_shut_out(ctx, &ways.before));
    if (provider->is_platform && provider->is_enabled)
        TRY(EVERYWHERE(
            ctx, linked_identity_store_count_dependent(ctx, provider->id, &ways.others)));
    *ret_ways = ways;
    return OK;
}

// After that.
static Error ways_in_require(Ctx *ctx, const WaysIn *ways, bool is_confirmed)
{
    TRY(authentication_rules_require_ways_in(ctx, &ways->before, is_confirmed));
    if (!ways->others || is_confirmed)
        return OK;
    if (ways->others == 1)
        return fail(ctx, CONFLICT, "would_shut_out",
            "One person of another organization has no other sign-in method. Let the person have"
            " one first, or confirm.");
    return fail(ctx, CONFLICT, "would_shut_out",
        "%lld people of other organizations have no other sign-in method. Let them have one first,"
        " or confirm.",
        (long long)ways->others);
}

// ── changing and removing ────────────────────────────────────────────────────────────────────

Error identity_provider_change(
    Ctx *ctx, Id id, const IdentityProviderChange *wanted, IdentityProvider *ret_provider)
{
    IdentityProvider provider;
    TRY(identity_provider_lock(ctx, id, &provider));
    check_client(ctx, provider.kind, wanted->client_id);
    if (provider.is_platform && wanted->creates_users)
        fault(ctx, "creates_users", "not_allowed", "A provider of the platform makes no members.");
    TRY(faults(ctx));
    if (wanted->settings.text)
        TRY(check_settings(ctx, provider.kind, wanted->settings, &provider.settings));
    WaysIn ways = {.others = 0};
    bool is_switched_off = provider.is_enabled && !wanted->is_enabled;
    if (is_switched_off)
        TRY(ways_in_find(ctx, &provider, &ways));
    provider.name = text_trimmed(ctx->arena, wanted->name);
    provider.client_id = wanted->client_id;
    provider.is_enabled = wanted->is_enabled;
    provider.creates_users = wanted->creates_users;
    TRY(name_taken(ctx, identity_provider_store_change(ctx, &provider), provider.name));
    if (is_switched_off)
        TRY(ways_in_require(ctx, &ways, wanted->is_confirmed));
    if (!text_is_empty(wanted->client_secret))
        TRY(identity_provider_store_change_secret(
            ctx, id, sealed(ctx->arena, wanted->client_secret)));
    if (!provider.is_enabled)
        TRY(session_end_by_method(ctx, id.text, ID_NONE));
    TRY(emit(ctx, &provider, "identity_provider.changed"));
    TRY(identity_provider_add_check(ctx, &provider));
    return identity_provider_get(ctx, id, ret_provider);
}

Error identity_provider_check_soon(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    IdentityProvider provider;
    TRY(identity_provider_lock(ctx, id, &provider));
    provider.state = PROVIDER_CHECKING;
    TRY(identity_provider_store_write_check(ctx, &provider));
    TRY(identity_provider_add_check(ctx, &provider));
    return identity_provider_get(ctx, id, ret_provider);
}

Error identity_provider_remove(Ctx *ctx, Id id, bool is_confirmed)
{
    IdentityProvider provider;
    WaysIn ways;
    TRY(identity_provider_lock(ctx, id, &provider));
    TRY(ways_in_find(ctx, &provider, &ways));
    TRY(mail_domain_store_remove_all(ctx, id));
    TRY(linked_identity_store_remove_all(ctx, id));
    TRY(session_end_by_method(ctx, id.text, ID_NONE));
    TRY(identity_provider_store_remove(ctx, id));
    TRY(ways_in_require(ctx, &ways, is_confirmed));
    return emit(ctx, &provider, "identity_provider.removed");
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static void take_domains(Ctx *ctx, IdentityProvider *provider, const MailDomainList *domains)
{
    provider->mail_domains.items = arena_array_of(ctx->arena, MailDomain, domains->count);
    provider->mail_domains.count = 0;
    for (size_t i = 0; i < domains->count; i++)
        if (id_same(domains->items[i].provider_id, provider->id))
            provider->mail_domains.items[provider->mail_domains.count++] = domains->items[i];
}

Error identity_provider_list(Ctx *ctx, IdentityProviderList *ret_providers)
{
    MailDomainList domains;
    TRY(identity_provider_store_list(ctx, ret_providers));
    TRY(mail_domain_store_list(ctx, &domains));
    for (size_t i = 0; i < ret_providers->count; i++) {
        take_domains(ctx, &ret_providers->items[i], &domains);
        add_urls(ctx, &ret_providers->items[i]);
    }
    return OK;
}

Error identity_provider_get(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    IdentityProvider provider = {0};
    MailDomainList domains;
    TRY(found(ctx, identity_provider_store_get(ctx, id, &provider)));
    TRY(mail_domain_store_list(ctx, &domains));
    take_domains(ctx, &provider, &domains);
    add_urls(ctx, &provider);
    *ret_provider = provider;
    return OK;
}

// ── for visitors ─────────────────────────────────────────────────────────────────────────────

Error identity_provider_find(Ctx *ctx, Id id, IdentityProvider *ret_provider)
{
    IdentityProvider provider = {0};
    // Whose it is, is not known before.
    TRY(found(ctx, EVERYWHERE(ctx, identity_provider_store_find(ctx, id, &provider))));
    *ret_provider = provider;
    return OK;
}

Error sign_in_method_list(
    Ctx *ctx, const char *email, Id provider_id, SignInMethodList *ret_methods)
{
    const char *at = email ? strrchr(email, '@') : NULL;
    const char *domain = at ? text_lower(ctx->arena, at + 1) : NULL;
    return EVERYWHERE(
        ctx, identity_provider_store_list_methods(ctx, domain, provider_id, ret_methods));
}

Error identity_provider_open_secret(
    Ctx *ctx, const IdentityProvider *provider, const char **ret_secret)
{
    Blob bytes;
    if (!provider->has_secret) {
        *ret_secret = NULL;
        return OK;
    }
    TRY(identity_provider_store_get_secret(ctx, provider, &bytes));
    return crypt_open(ctx, secret_purpose, bytes, ret_secret);
}

// ── asking it what it is ─────────────────────────────────────────────────────────────────────

static Error keep_discovery(Ctx *ctx, void *arg)
{
    return identity_provider_store_write_discovery(ctx, arg);
}

Error identity_provider_write_discovery(Ctx *ctx, const IdentityProvider *provider)
{
    return tx_run(ctx, TX_WRITE, keep_discovery, (void *)provider);
}

static Error keep_check(Ctx *ctx, void *arg)
{
    const IdentityProvider *provider = arg;
    if (provider->state == PROVIDER_READY)
        TRY(identity_provider_store_write_discovery(ctx, provider));
    return identity_provider_store_write_check(ctx, provider);
}

static Error ask_what_it_is(Ctx *ctx, IdentityProvider *provider)
{
    if (provider->kind == PROVIDER_OPENID)
        return openid_discover(ctx, provider);
    TRY(cloud_check(ctx, provider));
    provider->fetched_at = ctx->now;
    return OK;
}

Error identity_provider_check_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    IdentityProvider provider = {0};
    Error error = identity_provider_store_get(
        ctx, id_from(json_text_member(arguments, "identity_provider_id")), &provider);
    if (error)
        return error == NOT_FOUND ? OK : error;
    error = ask_what_it_is(ctx, &provider);
    provider.checked_at = ctx->now;
    provider.problem = error ? sentence_of_failure(ctx) : NULL;
    // Where one could sign in before, one still can: it may only be away for a moment.
    bool is_away = error == UNAVAILABLE && time_is_set(provider.fetched_at);
    provider.state = error && !is_away ? PROVIDER_FAILED : PROVIDER_READY;
    return tx_run(ctx, TX_WRITE, keep_check, &provider);
}
