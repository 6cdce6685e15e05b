#include "cloud_password.h"

#include "cloud_password_store.h"
#include "cloud_sign_in.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "identity/session.h"
#include "identity_provider.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <string.h>

const char *const cloud_password_state_names[] = {"waiting", "done", "failed", "unknown", NULL};

#define CHANGE_LASTS MINUTES(5) // at most: two runs of its job

static const char passwords_purpose[] = "cloud_passwords";

SHAPE(cloud_password_change_shape, CloudPasswordChange,
    FIELD(CloudPasswordChange, user_id, .hidden = true),
    FIELD(CloudPasswordChange, provider_id, .required = true),
    FIELD(CloudPasswordChange, session_id, .hidden = true),
    FIELD_ENUM(CloudPasswordChange, state, cloud_password_state_names, .required = true,
        .about = "unknown: the cloud's answer was lost, and it does not say which password is in"
                 " force."),
    FIELD(CloudPasswordChange, problem, .tell = sentence_in,
        .about = "Why it failed, or what to do."),
    FIELD(CloudPasswordChange, created_at, .required = true));

SHAPE(new_cloud_password_shape, NewCloudPassword,
    FIELD(NewCloudPassword, password, .required = true, .max = 500, .write_only = true,
        .about = "That is in force at the cloud."),
    FIELD(NewCloudPassword, new_password, .required = true, .max = 500, .write_only = true,
        .about = "By the cloud's rules."));

// What the job is told, sealed.
static SHAPE(told_shape, NewCloudPassword, FIELD(NewCloudPassword, password),
    FIELD(NewCloudPassword, new_password));

static Error not_found(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "Your account is not linked to this cloud.");
}

static Error find_login(Ctx *ctx, Id user_id, Id provider_id, CloudLogin *ret_login)
{
    Error error =
        EVERYWHERE(ctx, cloud_password_store_find_login(ctx, user_id, provider_id, ret_login));
    return error == NOT_FOUND ? not_found(ctx) : error;
}

static Error add_change(Ctx *ctx, const CloudPasswordChange *change)
{
    return identity_provider_add_job(ctx, change->provider_id, "change_cloud_password", ID_NONE,
        arena_printf(ctx->arena, "%s %s", change->user_id.text, change->provider_id.text),
        arena_printf(ctx->arena, "{\"user_id\":\"%s\",\"provider_id\":\"%s\"}",
            change->user_id.text, change->provider_id.text),
        TIME_NONE);
}

// A second one would take the place of what a job asks the cloud just now.
static Error create_change(Ctx *ctx, const CloudPasswordChange *change, Blob sealed)
{
    int64_t count;
    Time lost_before = time_after(ctx->now, -CHANGE_LASTS);
    TRY(cloud_password_store_create(ctx, change, sealed, lost_before, &count));
    return count ? OK
                 : fail(ctx, CONFLICT, "change_waiting",
                       "Your password is being changed at the cloud; wait until that is done.");
}

Error cloud_password_change(
    Ctx *ctx, Id provider_id, const NewCloudPassword *wanted, CloudPasswordChange *ret_change)
{
    IdentityProvider provider;
    CloudLogin login = {0};
    TRY(find_login(ctx, ctx->actor.user_id, provider_id, &login));
    TRY(identity_provider_find(ctx, provider_id, &provider));
    TRY(cloud_password_count(ctx, &provider, login.domain, login.user_name));
    CloudPasswordChange change = {
        .user_id = ctx->actor.user_id,
        .provider_id = provider_id,
        .session_id = ctx->actor.session_id,
        .state = CLOUD_PASSWORD_WAITING,
        .created_at = ctx->now,
    };
    const char *told = json_of(ctx->arena, &told_shape, wanted);
    TRY(create_change(ctx, &change, crypt_seal(ctx->arena, passwords_purpose, told)));
    TRY(add_change(ctx, &change));
    *ret_change = change;
    return OK;
}

Error cloud_password_get(Ctx *ctx, Id provider_id, CloudPasswordChange *ret_change)
{
    CloudPasswordChange change = {0};
    Error error = cloud_password_store_get(ctx, ctx->actor.user_id, provider_id, &change);
    if (error)
        return error == NOT_FOUND ? not_found(ctx) : error;
    *ret_change = change;
    return OK;
}

// ── asking the cloud ─────────────────────────────────────────────────────────────────────────

typedef struct Asking {
    CloudPasswordChange change;
    CloudLogin login;
    const char *url, *provider_name;
    NewCloudPassword told;
} Asking;

static Error open_asking(Ctx *ctx, void *arg)
{
    Asking *asking = arg;
    IdentityProvider provider;
    Blob sealed;
    const char *told;
    Id user_id = asking->change.user_id, provider_id = asking->change.provider_id;
    TRY(cloud_password_store_get(ctx, user_id, provider_id, &asking->change));
    if (asking->change.state != CLOUD_PASSWORD_WAITING)
        return OK;
    TRY(cloud_password_store_get_sealed(ctx, user_id, provider_id, &sealed));
    TRY(crypt_open(ctx, passwords_purpose, sealed, &told));
    TRY(json_read(ctx, told, strlen(told), &told_shape, &asking->told));
    TRY(identity_provider_find(ctx, provider_id, &provider));
    asking->url = provider.address;
    asking->provider_name = provider.name;
    return find_login(ctx, user_id, provider_id, &asking->login);
}

// Only a password that is taken, or that has expired, proves anything: a cloud refuses a locked
// account, too.
static bool is_in_force(Ctx *ctx, const Keystone *keystone, const KeystoneCredential *credential)
{
    const char *user_id;
    return !keystone_find_expired(ctx, keystone, credential, &user_id);
}

CloudPasswordState cloud_password_find_state(
    Ctx *ctx, const Keystone *keystone, const KeystoneCredential *old, const char *new_password)
{
    Failure failure = ctx->failure;
    KeystoneCredential new = *old;
    new.password = new_password;
    CloudPasswordState found = is_in_force(ctx, keystone, &new)  ? CLOUD_PASSWORD_DONE
                               : is_in_force(ctx, keystone, old) ? CLOUD_PASSWORD_FAILED
                                                                 : CLOUD_PASSWORD_UNKNOWN;
    ctx->failure = failure;
    return found;
}

// Its job may have run before, and died before it heard the answer.
static void ask(Ctx *ctx, Asking *asking, bool is_again)
{
    const Keystone keystone = {.url = asking->url};
    const NewCloudPassword *told = &asking->told;
    CloudPasswordChange *change = &asking->change;
    const KeystoneCredential old = {asking->login.domain, asking->login.user_name, told->password};
    Error error = keystone_change_password(
        ctx, &keystone, asking->login.subject, told->password, told->new_password);
    bool is_lost = error == UNAVAILABLE || (error == UNAUTHENTICATED && is_again);
    change->state = is_lost ? cloud_password_find_state(ctx, &keystone, &old, told->new_password)
                    : error ? CLOUD_PASSWORD_FAILED
                            : CLOUD_PASSWORD_DONE;
    if (change->state == CLOUD_PASSWORD_FAILED)
        change->problem = sentence_of_failure(ctx);
    else if (change->state == CLOUD_PASSWORD_UNKNOWN)
        change->problem = sentence_of(ctx->arena, SENTENCE_CLOUD_PASSWORD_UNKNOWN);
}

// What the cloud took counts, also where a later change has taken the place of this one.
static Error keep(Ctx *ctx, void *arg)
{
    const Asking *asking = arg;
    const CloudPasswordChange *change = &asking->change;
    TRY(cloud_password_store_move(ctx, change));
    if (change->state != CLOUD_PASSWORD_DONE)
        return OK;
    TRY(session_end_all(ctx, change->user_id, change->session_id));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "provider", asking->provider_name);
    json_end_object(data);
    return event_emit(ctx, "cloud_password.changed", ID_NONE, change->user_id, json_finish(data));
}

Error cloud_password_change_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Asking asking = {.change = {.user_id = id_from(json_text_member(arguments, "user_id")),
                         .provider_id = id_from(json_text_member(arguments, "provider_id"))}};
    Error error = tx_run(ctx, TX_READ, open_asking, &asking);
    if (error && error != NOT_FOUND)
        return error;
    if (asking.change.state != CLOUD_PASSWORD_WAITING)
        return OK;
    if (error) {
        asking.change.state = CLOUD_PASSWORD_FAILED;
        asking.change.problem = sentence_of_failure(ctx);
    } else {
        ask(ctx, &asking, job->attempts > 1);
    }
    return tx_run(ctx, TX_WRITE, keep, &asking);
}
