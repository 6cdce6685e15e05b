#include "cloud_domain.h"

#include "base/text.h"
#include "cloud_domain_store.h"
#include "cloud_sign_in.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "identity/session.h"
#include "identity/user.h"
#include "keystone.h"
#include "organizations/former_member.h"
#include "organizations/membership.h"
#include "organizations/organization.h"
#include "sentences/sentence.h"
#include "json/json.h"

const char cloud_token_purpose[] = "cloud_token";

SHAPE(cloud_domain_shape, CloudDomain, FIELD(CloudDomain, organization_id, .hidden = true),
    FIELD(CloudDomain, id, .required = true), FIELD(CloudDomain, provider_id, .required = true),
    FIELD(CloudDomain, provider_name, .required = true),
    FIELD(CloudDomain, domain_id, .required = true, .about = "The cloud's own."),
    FIELD(CloudDomain, name, .required = true),
    FIELD_LIST(CloudDomain, projects, keystone_project_shape,
        .about = "That whoever signed in last may enter."),
    FIELD(CloudDomain, token_expires_at, .hidden = true),
    FIELD(CloudDomain, can_read, .about = "Whether the cloud can be asked for its users now."),
    FIELD(CloudDomain, read_at), FIELD(CloudDomain, problem, .tell = sentence_in),
    FIELD(CloudDomain, settings, .hidden = true),
    FIELD(CloudDomain, required_role, .about = "Of the cloud, to sign in here."),
    FIELD(CloudDomain, required_from), FIELD(CloudDomain, created_at, .required = true));

SHAPE(cloud_user_shape, CloudUser, FIELD(CloudUser, cloud_domain_id, .required = true),
    FIELD(CloudUser, subject, .required = true, .about = "The cloud's id of the user."),
    FIELD(CloudUser, name, .required = true), FIELD(CloudUser, email),
    FIELD(CloudUser, user_id, .about = "Who it is here; null: did not sign in yet."),
    FIELD(CloudUser, has_roles, .about = "Whether it is a member with roles."),
    FIELD(CloudUser, roles, .about = "That wait for the first sign-in."),
    FIELD(CloudUser, lacks_role, .about = "Had not the required role when it signed in last."),
    FIELD(CloudUser, signed_in_at));

SHAPE(cloud_access_shape, CloudAccess, FIELD(CloudAccess, provider_id, .required = true),
    FIELD(CloudAccess, provider_name, .required = true),
    FIELD(CloudAccess, organization_id, .required = true),
    FIELD(CloudAccess, organization_name, .required = true),
    FIELD(CloudAccess, user_id, .required = true),
    FIELD(CloudAccess, name, .required = true, .about = "At the cloud."),
    FIELD(CloudAccess, email, .required = true), FIELD(CloudAccess, settings, .hidden = true),
    FIELD(CloudAccess, required_role, .required = true),
    FIELD(CloudAccess, required_from, .about = "Since when nobody signs in without it."),
    FIELD(CloudAccess, signed_in_at));

static Error not_found(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "Your organization has no such domain of a cloud.");
}

static void complete(Ctx *ctx, CloudDomain *domain)
{
    CloudSettings settings;
    domain->can_read = ctx->now.us < domain->token_expires_at.us;
    if (cloud_settings_read(ctx, domain->settings, &settings))
        return;
    domain->required_role = settings.required_role;
    domain->required_from = settings.required_from;
}

// ── coming ───────────────────────────────────────────────────────────────────────────────────

static const char *owner_roles[] = {"reports", "owner"};

// Two of a domain who come first at once: the second one starts again and finds it.
static Error created_meanwhile(Ctx *ctx, Error error)
{
    if (error == CONFLICT && text_same(ctx->failure.code, "cloud_domain_once"))
        return fail(ctx, CONFLICT, "serialization", "Somebody else was faster.");
    return error;
}

static Error create_domain(
    Ctx *ctx, const IdentityProvider *provider, const CloudPerson *cloud, CloudDomain *ret_domain)
{
    if (cloud->says_owner && !cloud->is_owner)
        return fail(ctx, CONFLICT, "cloud_owner_first",
            "%s is not here yet. Whoever owns or administers it at %s signs in first.",
            cloud->domain_name, provider->name);
    CloudDomain domain = {
        .id = id_new("cdo"),
        .provider_id = provider->id,
        .domain_id = cloud->domain_id,
        .name = cloud->domain_name,
        .created_at = ctx->now,
    };
    TRY(organization_create(
        ctx, domain.name, ctx->language, false, false, &domain.organization_id));
    TRY(created_meanwhile(ctx, cloud_domain_store_create(ctx, &domain)));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", domain.name);
    json_end_object(data);
    TRY(event_emit(
        ctx, "cloud_domain.added", domain.organization_id, domain.id, json_finish(data)));
    *ret_domain = domain;
    return OK;
}

// What was given before, to who was removed too; else what the operator says everybody gets.
static Error roles_of(Ctx *ctx, const IdentityProvider *provider, const CloudDomain *domain,
    const char *subject, const char *email, TextList *ret_roles)
{
    static const char *reports[] = {"reports"};
    CloudSettings settings;
    CloudUser user = {.roles = {0}};
    TRY(cloud_settings_read(ctx, provider->settings, &settings));
    Error error = WITHIN(
        ctx, domain->organization_id, cloud_user_store_lock(ctx, domain->id, subject, &user));
    if (error && error != NOT_FOUND)
        return error;
    if (!user.roles.count)
        TRY(former_member_require_none(ctx, domain->organization_id, email, provider->id, subject));
    *ret_roles = user.roles.count         ? user.roles
                 : settings.gives_reports ? (TextList){reports, COUNT_OF(reports)}
                                          : (TextList){0};
    return OK;
}

static Error create_owned(
    Ctx *ctx, const IdentityProvider *provider, const CloudPerson *cloud, Id user_id)
{
    CloudDomain domain;
    TRY(create_domain(ctx, provider, cloud, &domain));
    return membership_create_vouched(ctx, domain.organization_id, user_id,
        (TextList){owner_roles, COUNT_OF(owner_roles)}, provider->name);
}

static Error enter(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id user_id)
{
    CloudDomain domain = {0};
    User user;
    TextList roles;
    bool is_member;
    Error error = cloud_domain_store_find(ctx, provider->id, person->cloud->domain_id, &domain);
    if (error)
        return error == NOT_FOUND ? create_owned(ctx, provider, person->cloud, user_id) : error;
    TRY(organization_lock(ctx, domain.organization_id)); // somebody may be removing the person
    TRY(membership_has(ctx, domain.organization_id, user_id, &is_member));
    if (is_member)
        return OK;
    TRY(user_get(ctx, user_id, &user));
    TRY(roles_of(ctx, provider, &domain, person->subject, user.email, &roles));
    return membership_create_vouched(ctx, domain.organization_id, user_id, roles, provider->name);
}

Error cloud_domain_enter(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id user_id)
{
    return EVERYWHERE(ctx, enter(ctx, provider, person, user_id));
}

static Error add_read(Ctx *ctx, const CloudDomain *domain)
{
    return identity_provider_add_job(ctx, domain->provider_id, "read_cloud_domain",
        domain->organization_id, domain->id.text,
        arena_printf(ctx->arena, "{\"cloud_domain_id\":\"%s\"}", domain->id.text), TIME_NONE);
}

static Error write_sign_in(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id user_id)
{
    const CloudPerson *cloud = person->cloud;
    CloudDomain domain = {0};
    Blob token = {0};
    TRY(cloud_domain_store_find(ctx, provider->id, cloud->domain_id, &domain));
    domain.name = cloud->domain_name;
    domain.projects = cloud->projects;
    if (cloud->token && base64_read(ctx->arena, cloud->token, &token))
        domain.token_expires_at = cloud->token_expires_at;
    TRY(cloud_domain_store_write(ctx, &domain, token));
    CloudUser user = {.subject = person->subject,
        .name = person->name,
        .email = person->email,
        .user_id = user_id};
    TRY(cloud_user_store_write_sign_in(ctx, &domain, &user, cloud->roles));
    return token.length ? add_read(ctx, &domain) : OK;
}

Error cloud_domain_write_sign_in(
    Ctx *ctx, const IdentityProvider *provider, const ExternalPerson *person, Id user_id)
{
    return EVERYWHERE(ctx, write_sign_in(ctx, provider, person, user_id));
}

Error cloud_user_get_nearness(Ctx *ctx, Id provider_id, const char *domain_name,
    const char *user_name, CloudNearness *ret_nearness)
{
    const char *user_id = NULL;
    bool is_at_home;
    Error error = EVERYWHERE(
        ctx, cloud_user_store_find_person(ctx, provider_id, domain_name, user_name, &user_id));
    *ret_nearness = CLOUD_USER_NEW;
    if (error || !user_id)
        return error == NOT_FOUND ? OK : error;
    TRY(session_knows_address(ctx, id_from(user_id), &is_at_home));
    *ret_nearness = is_at_home ? CLOUD_USER_AT_HOME : CLOUD_USER_AWAY;
    return OK;
}

// ── looking ──────────────────────────────────────────────────────────────────────────────────

Error cloud_domain_list(Ctx *ctx, CloudDomainList *ret_domains)
{
    TRY(EVERYWHERE(ctx, cloud_domain_store_list(ctx, ret_domains)));
    for (size_t i = 0; i < ret_domains->count; i++)
        complete(ctx, &ret_domains->items[i]);
    return OK;
}

static Error get(Ctx *ctx, Id id, CloudDomain *ret_domain)
{
    CloudDomain domain = {0};
    Error error = EVERYWHERE(ctx, cloud_domain_store_get(ctx, id, &domain));
    if (error)
        return error == NOT_FOUND ? not_found(ctx) : error;
    complete(ctx, &domain);
    *ret_domain = domain;
    return OK;
}

Error cloud_user_list(
    Ctx *ctx, Id domain_id, const CloudUserFilter *filter, CloudUserList *ret_users)
{
    CloudDomain domain;
    TRY(get(ctx, domain_id, &domain));
    return EVERYWHERE(ctx, cloud_user_store_list(ctx, domain_id, filter, ret_users));
}

Error cloud_domain_read_soon(Ctx *ctx, Id id, CloudDomain *ret_domain)
{
    TRY(get(ctx, id, ret_domain));
    if (!ret_domain->can_read)
        return fail(ctx, CONFLICT, "cloud_token_expired",
            "The cloud is asked with the token of who signed in last, and that is over. Sign in"
            " with your cloud account again.");
    return add_read(ctx, ret_domain);
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

typedef struct Reading {
    CloudDomain domain;
    const char *url;
    KeystoneUserList users;
    bool was_read;
} Reading;

static Error open_reading(Ctx *ctx, void *arg)
{
    Reading *reading = arg;
    IdentityProvider provider;
    TRY(get(ctx, reading->domain.id, &reading->domain));
    TRY(identity_provider_find(ctx, reading->domain.provider_id, &provider));
    reading->url = provider.address;
    return OK;
}

static Error ask(Ctx *ctx, Reading *reading)
{
    Blob sealed;
    const char *token;
    Keystone keystone = {.url = reading->url};
    TRY(cloud_domain_store_get_token(ctx, reading->domain.id, &sealed));
    TRY(crypt_open(ctx, cloud_token_purpose, sealed, &token));
    return keystone_list_users(ctx, &keystone, token, reading->domain.domain_id, &reading->users);
}

static Error keep_users(Ctx *ctx, const Reading *reading)
{
    CloudUserList users = {arena_array_of(ctx->arena, CloudUser, reading->users.count), 0};
    for (size_t i = 0; i < reading->users.count; i++) {
        const KeystoneUser *one = &reading->users.items[i];
        if (one->is_enabled)
            users.items[users.count++] =
                (CloudUser){.subject = one->id, .name = one->name, .email = one->email};
    }
    return cloud_user_store_replace(ctx, reading->domain.id, &users);
}

static Error keep(Ctx *ctx, void *arg)
{
    const Reading *reading = arg;
    if (reading->was_read)
        TRY(keep_users(ctx, reading));
    return cloud_domain_store_write_read(ctx, &reading->domain);
}

Error cloud_domain_read_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Reading reading = {.domain = {.id = id_from(json_text_member(arguments, "cloud_domain_id"))}};
    Error error = tx_run(ctx, TX_READ, open_reading, &reading);
    if (error)
        return error == NOT_FOUND ? OK : error; // the provider is gone
    error = ask(ctx, &reading);
    reading.was_read = !error;
    reading.domain.problem = error ? sentence_of_failure(ctx) : NULL;
    if (!error)
        reading.domain.read_at = ctx->now;
    return tx_run(ctx, TX_WRITE, keep, &reading);
}

// ── roles for who did not come yet ───────────────────────────────────────────────────────────

static Error complete_roles(Ctx *ctx, TextList given, TextList *ret_roles)
{
    static const char *const allowed[] = {
        "reports", "profile", "purchasing", "administrator", NULL};
    const char *items[ROLES] = {"reports"};
    TextList roles = {items, given.count ? 1 : 0};
    for (size_t i = 0; i < given.count; i++) {
        const char *const *at = allowed;
        while (*at && !text_same(*at, given.items[i]))
            at++;
        if (!*at)
            fault(ctx, arena_printf(ctx->arena, "roles[%zu]", i), "not_allowed",
                "Give reports, profile, purchasing or administrator.");
        else if (roles.count < ROLES && !text_same(*at, "reports"))
            roles.items[roles.count++] = *at;
    }
    TRY(faults(ctx));
    *ret_roles = roles_in_order(ctx->arena, roles);
    return OK;
}

static Error emit_roles(Ctx *ctx, const CloudDomain *domain, const CloudUser *user, TextList before)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", user->name);
    json_put(data, "subject", user->subject);
    json_raw(data, "before", json_of_texts(ctx->arena, before));
    json_raw(data, "after", json_of_texts(ctx->arena, user->roles));
    json_end_object(data);
    return event_emit(
        ctx, "cloud_user.roles_changed", domain->organization_id, domain->id, json_finish(data));
}

// Whoever is one is dealt with among the members.
static Error require_no_member(Ctx *ctx, const CloudUser *user)
{
    bool is_member;
    TRY(membership_has(ctx, ctx->actor.organization_id, user->user_id, &is_member));
    if (is_member)
        return fail(ctx, CONFLICT, "member_already",
            "%s is a member already; change the roles in the list of members.", user->name);
    return OK;
}

Error cloud_user_change_roles(
    Ctx *ctx, Id domain_id, const char *subject, TextList roles, CloudUser *ret_user)
{
    CloudDomain domain;
    CloudUser user = {0};
    TRY(membership_lock_all(ctx));
    TRY(get(ctx, domain_id, &domain));
    Error error = cloud_user_store_lock(ctx, domain_id, subject, &user);
    if (error)
        return error == NOT_FOUND ? not_found(ctx) : error;
    TRY(require_no_member(ctx, &user));
    TextList before = user.roles;
    TRY(complete_roles(ctx, roles, &user.roles));
    // Whoever came once and left is a member again; who has no link to the account any more comes
    // anew, perhaps as somebody else.
    if (id_is_set(user.user_id) && user.roles.count) {
        TRY(membership_create_vouched(ctx, domain.organization_id, user.user_id, user.roles, NULL));
        user.has_roles = user.roles.count > 0;
    } else {
        TRY(cloud_user_store_write_roles(ctx, domain_id, subject, user.roles));
    }
    TRY(emit_roles(ctx, &domain, &user, before));
    *ret_user = user;
    return OK;
}

// ── who would lose access ────────────────────────────────────────────────────────────────────

static Error list_access(
    Ctx *ctx, Id user_id, const char *after, int64_t limit, CloudAccessList *ret_accesses)
{
    TRY(EVERYWHERE(ctx, cloud_access_store_list(ctx, user_id, after, limit, ret_accesses)));
    for (size_t i = 0; i < ret_accesses->count; i++) {
        CloudSettings settings;
        TRY(cloud_settings_read(ctx, ret_accesses->items[i].settings, &settings));
        ret_accesses->items[i].required_role = settings.required_role;
        ret_accesses->items[i].required_from = settings.required_from;
    }
    return OK;
}

Error cloud_access_list(Ctx *ctx, const char *after, int64_t limit, CloudAccessList *ret_accesses)
{
    return list_access(ctx, ID_NONE, after, limit, ret_accesses);
}

Error cloud_access_list_own(Ctx *ctx, CloudAccessList *ret_accesses)
{
    enum { ENOUGH = 100 };
    return list_access(ctx, ctx->actor.user_id, NULL, ENOUGH, ret_accesses);
}
