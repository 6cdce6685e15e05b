#include "cloud_account.h"

#include "base/text.h"
#include "cloud_account_store.h"
#include "crypt/certificate.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "federation/keystone.h"
#include "http/guard.h"
#include "openstack.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <string.h>

const char *const cloud_account_state_names[] = {
    "checking", "ready", "refused", "unreachable", "removed", NULL};

static SHAPE(cloud_cluster_shape, CloudCluster, FIELD(CloudCluster, id, .required = true),
    FIELD(CloudCluster, name), FIELD(CloudCluster, version), FIELD(CloudCluster, phase),
    FIELD(CloudCluster, is_reachable,
        .about = "Whether it has an address outside of the project's network."));

SHAPE(cloud_project_shape, CloudProject, FIELD(CloudProject, id, .required = true),
    FIELD(CloudProject, name), FIELD_LIST(CloudProject, clusters, cloud_cluster_shape));

SHAPE(cloud_account_shape, CloudAccount, FIELD(CloudAccount, id, .required = true),
    FIELD(CloudAccount, name, .required = true), FIELD(CloudAccount, driver, .required = true),
    FIELD(CloudAccount, url, .required = true), FIELD(CloudAccount, ca, .hidden = true),
    FIELD(CloudAccount, region, .required = true), FIELD(CloudAccount, domain, .required = true),
    FIELD(CloudAccount, user_name, .required = true),
    FIELD_ENUM(CloudAccount, state, cloud_account_state_names, .required = true),
    FIELD(CloudAccount, problem, .tell = sentence_in),
    FIELD_LIST(CloudAccount, projects, cloud_project_shape), FIELD(CloudAccount, checked_at),
    FIELD(CloudAccount, created_by, .required = true),
    FIELD(CloudAccount, created_at, .required = true), FIELD(CloudAccount, removed_at));

SHAPE(new_cloud_account_shape, NewCloudAccount,
    FIELD(NewCloudAccount, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewCloudAccount, driver, .pattern = "openstack", .about = "openstack, if absent."),
    FIELD(NewCloudAccount, url, .required = true, .max = 500,
        .about = "Of the identity service (Keystone v3): https://iam.example.org/v3"),
    FIELD(NewCloudAccount, ca, .max = 100000,
        .about = "PEM of the cloud's own certificate authority, where it has one."),
    FIELD(NewCloudAccount, region, .required = true, .max = 100, .pattern = ONE_LINE),
    FIELD(NewCloudAccount, domain, .required = true, .max = 100, .pattern = ONE_LINE),
    FIELD(NewCloudAccount, user_name, .required = true, .max = 200, .pattern = ONE_LINE),
    FIELD(NewCloudAccount, password, .required = true, .max = 500, .write_only = true));

SHAPE(cloud_credential_shape, CloudCredential,
    FIELD(CloudCredential, user_name, .max = 200, .pattern = ONE_LINE,
        .about = "As before, if absent."),
    FIELD(CloudCredential, password, .required = true, .max = 500, .write_only = true));

static Error emit(Ctx *ctx, const CloudAccount *account, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", account->name);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, account->id, json_finish(data));
}

static Error add_check(Ctx *ctx, Id id)
{
    return job_add(ctx, "check_cloud_account", ctx->actor.organization_id, id.text,
        arena_printf(ctx->arena, "{\"cloud_account_id\":\"%s\"}", id.text), TIME_NONE);
}

static Error wanted_check(Ctx *ctx, const NewCloudAccount *wanted)
{
    size_t count;
    Time ends_at;
    if (!guard_url_is_confidential(wanted->url))
        fault(
            ctx, "url", "bad_address", "A password is sent only over https; give such an address.");
    else
        (void)!guard_check_url(ctx, "url", wanted->url);
    if (wanted->ca && !certificate_read((Blob){wanted->ca, strlen(wanted->ca)}, &count, &ends_at))
        fault(ctx, "ca", "bad_certificate", "There is no certificate (PEM) in it.");
    return faults(ctx);
}

static const char *without_slash(Arena *arena, const char *url)
{
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return arena_text(arena, url, length);
}

Error cloud_account_create(Ctx *ctx, const NewCloudAccount *wanted, CloudAccount *ret_account)
{
    TRY(wanted_check(ctx, wanted));
    CloudAccount account = {
        .id = id_new("cla"),
        .name = text_trimmed(ctx->arena, wanted->name),
        .driver = "openstack",
        .url = without_slash(ctx->arena, wanted->url),
        .ca = wanted->ca,
        .region = wanted->region,
        .domain = wanted->domain,
        .user_name = wanted->user_name,
        .created_by = ctx->actor.user_id,
        .created_at = ctx->now,
    };
    Blob sealed = crypt_seal(ctx->arena, cloud_password_purpose, wanted->password);
    Error error = cloud_account_store_create(ctx, &account, sealed);
    if (error == CONFLICT && text_same(ctx->failure.code, "cloud_account_name"))
        return fail(ctx, CONFLICT, "name_taken", "There is a cloud account named “%s” already.",
            account.name);
    TRY(error);
    TRY(emit(ctx, &account, "cloud_account.added"));
    TRY(add_check(ctx, account.id));
    *ret_account = account;
    return OK;
}

Error cloud_account_get(Ctx *ctx, Id id, CloudAccount *ret_account)
{
    CloudAccount account = {0};
    TRY(cloud_account_store_get(ctx, id, &account));
    *ret_account = account;
    return OK;
}

Error cloud_account_lock(Ctx *ctx, Id id, CloudAccount *ret_account)
{
    CloudAccount account = {0};
    TRY(cloud_account_store_lock(ctx, id, &account));
    if (account.state == CLOUD_ACCOUNT_REMOVED)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such cloud account.");
    *ret_account = account;
    return OK;
}

Error cloud_account_list(Ctx *ctx, Id after, int64_t limit, CloudAccountList *ret_accounts)
{
    return cloud_account_store_list(ctx, after, limit, ret_accounts);
}

Error cloud_account_check_soon(Ctx *ctx, Id id, CloudAccount *ret_account)
{
    TRY(cloud_account_get(ctx, id, ret_account));
    return add_check(ctx, id);
}

Error cloud_account_change_credential(
    Ctx *ctx, Id id, const CloudCredential *wanted, CloudAccount *ret_account)
{
    CloudAccount account = {0};
    TRY(cloud_account_store_lock(ctx, id, &account));
    if (account.state == CLOUD_ACCOUNT_REMOVED)
        return fail(ctx, NOT_FOUND, "not_found", "This cloud account was removed.");
    if (wanted->user_name)
        account.user_name = wanted->user_name;
    account.state = CLOUD_ACCOUNT_CHECKING;
    account.problem = NULL;
    Blob sealed = crypt_seal(ctx->arena, cloud_password_purpose, wanted->password);
    TRY(cloud_account_store_change_credential(ctx, &account, sealed));
    TRY(emit(ctx, &account, "cloud_account.changed"));
    TRY(add_check(ctx, id));
    *ret_account = account;
    return OK;
}

static Error require_unused(Ctx *ctx, Id id)
{
    int64_t clusters;
    TRY(cloud_account_store_count_clusters(ctx, id, &clusters));
    if (clusters)
        return fail(ctx, CONFLICT, "cloud_account_in_use",
            "%lld clusters were found through this account; remove them first.",
            (long long)clusters);
    return OK;
}

Error cloud_account_remove(Ctx *ctx, Id id, CloudAccount *ret_account)
{
    CloudAccount account = {0};
    TRY(cloud_account_store_lock(ctx, id, &account));
    if (account.state != CLOUD_ACCOUNT_REMOVED) {
        TRY(require_unused(ctx, id));
        account.state = CLOUD_ACCOUNT_REMOVED;
        account.removed_at = ctx->now;
        TRY(cloud_account_store_remove(ctx, &account));
        TRY(emit(ctx, &account, "cloud_account.removed"));
    }
    *ret_account = account;
    return OK;
}

// ── looking ──────────────────────────────────────────────────────────────────────────────────

static Error keep(Ctx *ctx, void *arg)
{
    const CloudAccount *seen = arg;
    CloudAccount locked = {0};
    TRY(cloud_account_store_lock(ctx, seen->id, &locked));
    return locked.state == CLOUD_ACCOUNT_REMOVED ? OK : cloud_account_store_change(ctx, seen);
}

Error cloud_account_check_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    CloudAccount account = {0};
    Error error = cloud_account_store_get(
        ctx, id_from(json_text_member(arguments, "cloud_account_id")), &account);
    if (error)
        return error == NOT_FOUND ? OK : error;
    error = openstack_list_projects(ctx, &account, &account.projects);
    account.checked_at = ctx->now;
    account.problem = error ? sentence_of_failure(ctx) : NULL;
    account.state = !error                 ? CLOUD_ACCOUNT_READY
                    : error == UNAVAILABLE ? CLOUD_ACCOUNT_UNREACHABLE
                                           : CLOUD_ACCOUNT_REFUSED;
    return tx_run(ctx, TX_WRITE, keep, &account);
}
