#include "cloud_sign_in.h"

#include "base/text.h"
#include "cloud_domain.h"
#include "cloud_password.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "http/guard.h"
#include "identity/throttle.h"
#include "identity/user.h"
#include "keystone.h"
#include "linked_identity.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <string.h>

#define IDENTIFYING MINUTES(1) // at most: well within the lease of its job

enum { MAX_SCOPES = 20, MAX_ROLES = 200, CODE_DIGITS = 8 };

// Clouds lock an account after five wrong passwords or so; whoever tries them here must not.
static const Throttle per_pair = {"cloud_sign_in_pair", 4, MINUTES(15)};
static const Throttle per_account = {"cloud_sign_in_account", 4, MINUTES(15)};
// Of a name that did not come yet: else anybody could hold off whoever comes first.
static const Throttle per_newcomer = {"cloud_sign_in_newcomer", 20, MINUTES(15)};
static const Throttle codes = {"cloud_email_code", 5, MINUTES(15)};
static const Throttle per_recipient = {"cloud_email_recipient", 4, HOURS(1)};

SHAPE(cloud_settings_shape, CloudSettings, FIELD(CloudSettings, region, .max = 100),
    FIELD(CloudSettings, required_role, .max = 100, .pattern = "[A-Za-z0-9 _.:-]+",
        .about = "Of the cloud; whoever has it neither in the domain nor in a project does not"
                 " sign in."),
    FIELD(CloudSettings, required_from, .about = "Until then it is only told who lacks it."),
    FIELD(CloudSettings, password_page, .max = 500,
        .about = "Of the cloud, for who forgot the password."),
    FIELD(CloudSettings, gives_reports,
        .about = "Whether whoever comes after the owner has the role reports at once."),
    FIELD(CloudSettings, administrator_role, .max = 100, .pattern = "[A-Za-z0-9 _.:-]+",
        .about = "Of the cloud; whoever has it in the domain itself owns it, and may link it."),
    FIELD(CloudSettings, member_role, .max = 100, .pattern = "[A-Za-z0-9 _.:-]+",
        .about = "Of the cloud; what members of an organization have in a domain linked to it."),
    FIELD(CloudSettings, first_owns,
        .about =
            "Whether whoever comes first owns a domain, where the cloud does not say who does."));

SHAPE(cloud_email_shape, CloudEmail,
    FIELD(CloudEmail, email, .required = true, .max = 254, .format = "email"),
    FIELD(CloudEmail, language, .required = true, .pattern = LANGUAGE_PATTERN));

// What the job is told, sealed.
typedef struct Told {
    const char *domain, *user_name, *password, *new_password, *pair, *account;
} Told;

static SHAPE(told_shape, Told, FIELD(Told, domain), FIELD(Told, user_name), FIELD(Told, password),
    FIELD(Told, new_password), FIELD(Told, pair), FIELD(Told, account));

Error cloud_settings_read(Ctx *ctx, RawJson settings, CloudSettings *ret_settings)
{
    const char *problem, *text = settings.text ? settings.text : "{}";
    const JsonValue *value = json_parse(ctx->arena, text, strlen(text), &problem);
    *ret_settings = (CloudSettings){0};
    json_read_value(ctx, value, &cloud_settings_shape, "settings", ret_settings);
    if (ret_settings->password_page)
        (void)!guard_check_url(ctx, "settings.password_page", ret_settings->password_page);
    return faults(ctx);
}

// ── counting before asking ───────────────────────────────────────────────────────────────────

static Error count(Ctx *ctx, const IdentityProvider *provider, const Told *told)
{
    CloudNearness nearness;
    TRY(throttle_count(ctx, &per_pair, told->pair));
    TRY(cloud_user_get_nearness(ctx, provider->id, told->domain, told->user_name, &nearness));
    if (nearness == CLOUD_USER_AT_HOME)
        return OK;
    return throttle_count(
        ctx, nearness == CLOUD_USER_NEW ? &per_newcomer : &per_account, told->account);
}

static Error forget(Ctx *ctx, void *arg)
{
    const Told *told = arg;
    TRY(throttle_remove(ctx, &per_pair, told->pair));
    TRY(throttle_remove(ctx, &per_newcomer, told->account));
    return throttle_remove(ctx, &per_account, told->account);
}

static void set_subjects(Ctx *ctx, const IdentityProvider *provider, Told *told)
{
    const char *names = arena_printf(ctx->arena, "%s\n%s", text_folded(ctx->arena, told->domain),
        text_folded(ctx->arena, told->user_name));
    told->account = arena_printf(
        ctx->arena, "%s %s", provider->id.text, digest_text(ctx->arena, digest_of(names)));
    told->pair = arena_printf(ctx->arena, "%s %s", throttle_address(ctx), told->account);
}

Error cloud_password_count(
    Ctx *ctx, const IdentityProvider *provider, const char *domain, const char *user_name)
{
    Told told = {.domain = domain, .user_name = user_name};
    set_subjects(ctx, provider, &told);
    return count(ctx, provider, &told);
}

Error cloud_answer_take(
    Ctx *ctx, const IdentityProvider *provider, const CloudAnswer *answer, const char **ret_text)
{
    Told told = {answer->domain, answer->user_name, answer->password, answer->new_password};
    if (text_is_empty(told.domain))
        fault_required(ctx, "domain");
    if (text_is_empty(told.user_name))
        fault_required(ctx, "user_name");
    if (text_is_empty(told.password))
        fault_required(ctx, "password");
    TRY(faults(ctx));
    // Some clouds' databases take spaces at an end for nothing: no second name to guess with.
    told.domain = text_trimmed(ctx->arena, told.domain);
    told.user_name = text_trimmed(ctx->arena, told.user_name);
    set_subjects(ctx, provider, &told);
    TRY(count(ctx, provider, &told));
    *ret_text = json_of(ctx->arena, &told_shape, &told);
    return OK;
}

// ── asking the cloud ─────────────────────────────────────────────────────────────────────────

Error cloud_check(Ctx *ctx, const IdentityProvider *provider)
{
    Keystone keystone = {.url = provider->address};
    return keystone_check(ctx, &keystone);
}

static void add_roles(TextList *roles, TextList more)
{
    for (size_t i = 0; i < more.count && roles->count < MAX_ROLES; i++)
        if (!text_list_has(*roles, more.items[i]))
            roles->items[roles->count++] = more.items[i];
}

// Where the person has no role, the cloud gives no token; that is no fault.
static Error enter(Ctx *ctx, const Keystone *keystone, const char *token, KeystoneScope scope,
    TextList *roles, KeystoneToken *ret_token)
{
    Error error = keystone_change_scope(ctx, keystone, token, scope, ret_token);
    if (error == UNAUTHENTICATED || error == FORBIDDEN || error == NOT_FOUND)
        *ret_token = (KeystoneToken){0};
    else
        TRY(error);
    add_roles(roles, ret_token->roles);
    return OK;
}

// Who owns another domain gives its projects, and roles in them, to whomever it likes.
static void keep_own(KeystoneProjectList *projects, const char *domain_id)
{
    size_t count = 0;
    for (size_t i = 0; i < projects->count; i++)
        if (text_same(projects->items[i].domain_id, domain_id))
            projects->items[count++] = projects->items[i];
    projects->count = count;
}

// What the cloud does not say of it the operator does: see CloudSettings.
static void find_owner(const CloudSettings *wanted, TextList domain_roles, CloudPerson *cloud)
{
    if (wanted->administrator_role && text_list_has(domain_roles, wanted->administrator_role))
        cloud->is_owner = true;
    if (!wanted->first_owns)
        cloud->says_owner = true;
}

// Roles count wherever they are held: in the domain, or in one of its first projects.
static Error look_around(Ctx *ctx, const Keystone *keystone, const KeystoneToken *token,
    const CloudSettings *wanted, CloudPerson *cloud)
{
    KeystoneToken entered;
    cloud->roles = (TextList){arena_array_of(ctx->arena, const char *, MAX_ROLES), 0};
    TRY(enter(ctx, keystone, token->text, (KeystoneScope){.domain_id = token->domain_id},
        &cloud->roles, &entered));
    find_owner(wanted, entered.roles, cloud);
    if (entered.text) {
        Blob sealed = crypt_seal(ctx->arena, cloud_token_purpose, entered.text);
        cloud->token = base64_of(ctx->arena, sealed.bytes, sealed.length);
        cloud->token_expires_at = entered.expires_at;
    }
    TRY(keystone_list_projects(ctx, keystone, token->text, &cloud->projects));
    keep_own(&cloud->projects, token->domain_id);
    for (size_t i = 0; i < cloud->projects.count && i < MAX_SCOPES; i++)
        TRY(enter(ctx, keystone, token->text,
            (KeystoneScope){.project_id = cloud->projects.items[i].id}, &cloud->roles, &entered));
    return OK;
}

static Error require_role(Ctx *ctx, const CloudSettings *wanted, const CloudPerson *cloud)
{
    if (!wanted->required_role || text_list_has(cloud->roles, wanted->required_role) ||
        ctx->now.us < wanted->required_from.us)
        return OK;
    return sentence_fail(ctx, FORBIDDEN, SENTENCE_CLOUD_ROLE_MISSING,
        {"role", wanted->required_role}, {"domain", cloud->domain_name});
}

static Error read_user(Ctx *ctx, const Keystone *keystone, const KeystoneToken *token,
    ExternalPerson *person, CloudPerson *cloud)
{
    KeystoneUser user = {0};
    Error error = keystone_get_user(ctx, keystone, token->text, token->user_id, &user);
    if (error && error != FORBIDDEN && error != NOT_FOUND && error != UNAUTHENTICATED)
        return error;
    person->email = error ? NULL : user.email;
    // A cloud that does not tell has not said that everybody owns the domain.
    cloud->says_owner = error || user.owner != OWNER_UNSAID;
    cloud->is_owner = !error && user.owner == OWNER_YES;
    return OK;
}

// Where the answer was lost, the new password may be in force all the same.
static Error change_expired(Ctx *ctx, const Keystone *keystone,
    const KeystoneCredential *credential, const char *user_id, const char *new_password)
{
    Error error =
        keystone_change_password(ctx, keystone, user_id, credential->password, new_password);
    if (error != UNAVAILABLE)
        return error;
    switch (cloud_password_find_state(ctx, keystone, credential, new_password)) {
    case CLOUD_PASSWORD_DONE: return OK;
    case CLOUD_PASSWORD_UNKNOWN:
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_CLOUD_PASSWORD_UNKNOWN);
    case CLOUD_PASSWORD_WAITING:
    case CLOUD_PASSWORD_FAILED: break;
    }
    return error;
}

static Error renew(
    Ctx *ctx, const Keystone *keystone, const Told *told, KeystoneCredential *credential)
{
    const char *user_id;
    if (text_is_empty(told->new_password))
        return OK;
    TRY(keystone_find_expired(ctx, keystone, credential, &user_id));
    if (user_id)
        TRY(change_expired(ctx, keystone, credential, user_id, told->new_password));
    credential->password = told->new_password;
    return OK;
}

Error cloud_identify(
    Ctx *ctx, const IdentityProvider *provider, const char *answer, ExternalPerson *ret_person)
{
    Told told = {0};
    CloudSettings wanted;
    KeystoneToken token;
    int64_t left_us = IDENTIFYING;
    Keystone keystone = {.url = provider->address, .left_us = &left_us};
    TRY(json_read(ctx, answer, strlen(answer), &told_shape, &told));
    TRY(cloud_settings_read(ctx, provider->settings, &wanted));
    KeystoneCredential credential = {told.domain, told.user_name, told.password};
    TRY(renew(ctx, &keystone, &told, &credential));
    TRY(keystone_sign_in(ctx, &keystone, &credential, (KeystoneScope){0}, &token));
    if (!keystone_id_is_plain(token.user_id) || !keystone_id_is_plain(token.domain_id) ||
        text_is_empty(token.domain_name) || text_is_empty(token.user_name))
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", provider->address});
    TRY(tx_run(ctx, TX_WRITE, forget, &told));
    CloudPerson *cloud = arena_new_of(ctx->arena, CloudPerson);
    cloud->domain_id = token.domain_id;
    cloud->domain_name = token.domain_name;
    ExternalPerson person = {.subject = token.user_id,
        .name = token.user_name,
        .authenticated_at = ctx->now,
        .cloud = cloud};
    TRY(read_user(ctx, &keystone, &token, &person, cloud));
    TRY(look_around(ctx, &keystone, &token, &wanted, cloud));
    TRY(require_role(ctx, &wanted, cloud));
    *ret_person = person;
    return OK;
}

Error cloud_open_domain(
    Ctx *ctx, const IdentityProvider *provider, const char *answer, KeystoneToken *ret_token)
{
    Told told = {0};
    CloudSettings wanted;
    KeystoneToken token, entered = {0};
    TextList roles = {arena_array_of(ctx->arena, const char *, MAX_ROLES), 0};
    Keystone keystone = {.url = provider->address};
    TRY(json_read(ctx, answer, strlen(answer), &told_shape, &told));
    TRY(cloud_settings_read(ctx, provider->settings, &wanted));
    if (!wanted.administrator_role || !wanted.member_role)
        return sentence_fail(ctx, CONFLICT, SENTENCE_CLOUD_LINK_UNSET);
    const KeystoneCredential credential = {told.domain, told.user_name, told.password};
    TRY(keystone_sign_in(ctx, &keystone, &credential, (KeystoneScope){0}, &token));
    TRY(tx_run(ctx, TX_WRITE, forget, &told));
    if (keystone_id_is_plain(token.domain_id))
        TRY(enter(ctx, &keystone, token.text, (KeystoneScope){.domain_id = token.domain_id}, &roles,
            &entered));
    if (!text_list_has(entered.roles, wanted.administrator_role))
        return sentence_fail(ctx, FORBIDDEN, SENTENCE_CLOUD_NOT_ADMINISTRATOR,
            {"role", wanted.administrator_role}, {"domain", told.domain});
    *ret_token = entered;
    return OK;
}

// ── whoever comes for the first time ─────────────────────────────────────────────────────────

Error cloud_email_request(Ctx *ctx, ExternalSignIn *sign_in, const CloudEmail *wanted)
{
    if (sign_in->state != EXTERNAL_READY || sign_in->purpose != EXTERNAL_SIGN_IN ||
        !sign_in->person->cloud)
        return fail(ctx, CONFLICT, "not_ready", "The cloud has not vouched for you.");
    TRY(throttle_count(ctx, &per_recipient, text_lower(ctx->arena, wanted->email)));
    sign_in->person->cloud->email = wanted->email;
    sign_in->person->cloud->language = wanted->language;
    TRY(external_sign_in_write_person(ctx, sign_in));
    return event_emit(ctx, "external_sign_in.email_requested", ID_NONE, sign_in->id, NULL);
}

Error cloud_email_read(Ctx *ctx, Id external_sign_in_id, CloudEmail *ret_email, Id *ret_user_id)
{
    ExternalSignIn sign_in;
    User user;
    TRY(external_sign_in_find(ctx, external_sign_in_id, &sign_in));
    CloudPerson *cloud = sign_in.person ? sign_in.person->cloud : NULL;
    if (!cloud || !cloud->email)
        return fail(ctx, NOT_FOUND, "not_found", "It is over.");
    TRY(user_find(ctx, cloud->email, &user));
    *ret_email = (CloudEmail){cloud->email, cloud->language};
    *ret_user_id = user.id;
    return OK;
}

// Derived, so that nothing stored opens anything.
const char *cloud_email_code(Ctx *ctx, Id external_sign_in_id, const char *email)
{
    Digest digest = crypt_sign("cloud_email_code",
        arena_printf(ctx->arena, "%s %s", external_sign_in_id.text, text_lower(ctx->arena, email)));
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | digest.bytes[i];
    return arena_printf(
        ctx->arena, "%0*llu", CODE_DIGITS, (unsigned long long)(number % 100000000));
}

static Error require_code(Ctx *ctx, const ExternalSignIn *sign_in, const char *code)
{
    const CloudPerson *cloud = sign_in->person ? sign_in->person->cloud : NULL;
    if (sign_in->state != EXTERNAL_READY || !cloud || !cloud->email)
        return fail(ctx, CONFLICT, "not_ready", "Ask for a code first.");
    TRY(throttle_count(ctx, &codes, sign_in->id.text));
    const char *genuine = cloud_email_code(ctx, sign_in->id, cloud->email);
    if (!digest_same(digest_of(genuine), digest_of(text_without_spaces(ctx->arena, code))))
        fault(ctx, "code", "wrong_code", "This is not the code of the newest mail.");
    return fail_kept(ctx, faults(ctx));
}

Error cloud_email_confirm(
    Ctx *ctx, const IdentityProvider *provider, ExternalSignIn *sign_in, const char *code)
{
    User user;
    TRY(require_code(ctx, sign_in, code));
    const ExternalPerson *person = sign_in->person;
    TRY(user_find(ctx, person->cloud->email, &user));
    if (id_is_set(user.id))
        return fail(ctx, CONFLICT, "account_exists",
            "There is an account of this mail address: sign in to it, and link the cloud account"
            " there.");
    TRY(user_create(ctx, person->cloud->email, person->name, person->cloud->language, &user));
    ctx->actor.user_id = user.id;
    TRY(linked_identity_create(ctx, provider->id, person, user.id));
    return cloud_domain_enter(ctx, provider, person, user.id);
}
