#include "cluster_grant.h"

#include "base/text.h"
#include "sentences/sentence.h"

// A month survives a longer outage of ours; renewed at half time. The server may give less.
#define TOKEN_LIFETIME DAYS(30)

// ── objects ──────────────────────────────────────────────────────────────────────────────────

static Error require_namespace(Ctx *ctx, const Kube *admin, const char *namespace)
{
    bool has = true; // who may not look may still be allowed to work in it
    Error error =
        kube_has(ctx, admin, arena_printf(ctx->arena, "/api/v1/namespaces/%s", namespace), &has);
    if (error && error != FORBIDDEN)
        return error;
    if (has)
        return OK;
    const JsonValue *made;
    error = kube_create(ctx, admin, "/api/v1/namespaces",
        arena_printf(ctx->arena,
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}",
            namespace),
        &made);
    return error == CONFLICT ? OK : error;
}

static RightsObjectList objects_of(
    Ctx *ctx, const Cluster *cluster, const char *namespace, const char *owner_uid)
{
    return namespace ? rights_of_namespace(
                           ctx->arena, cluster->id, namespace, cluster->may_read_cluster, owner_uid)
                     : rights_of_cluster(ctx->arena, cluster->id, owner_uid);
}

// The first object is the owner of the others.
static Error apply_all(Ctx *ctx, const Cluster *cluster, const Kube *admin, const char *namespace)
{
    RightsObjectList objects = objects_of(ctx, cluster, namespace, NULL);
    const JsonValue *object;
    TRY(kube_apply(ctx, admin, objects.items[0].path, objects.items[0].json, &object));
    objects = objects_of(ctx, cluster, namespace, kube_text(object, "metadata.uid"));
    for (size_t i = 1; i < objects.count; i++)
        TRY(kube_apply(ctx, admin, objects.items[i].path, objects.items[i].json, &object));
    return OK;
}

// ── tokens ───────────────────────────────────────────────────────────────────────────────────

static const char *account_path(Ctx *ctx, const Cluster *cluster, const char *namespace)
{
    const char *account = rights_account(ctx->arena, cluster->id);
    return arena_printf(ctx->arena, "/api/v1/namespaces/%s/serviceaccounts/%s",
        namespace ? namespace : account, account);
}

Error grant_issue_token(Ctx *ctx, const Cluster *cluster, const Kube *kube, const char *namespace,
    AccountToken *ret_token)
{
    const char *body = arena_printf(ctx->arena,
        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\","
        "\"spec\":{\"expirationSeconds\":%lld}}",
        (long long)(TOKEN_LIFETIME / SECOND));
    const JsonValue *answer;
    TRY(kube_create(ctx, kube,
        arena_printf(ctx->arena, "%s/token", account_path(ctx, cluster, namespace)), body,
        &answer));
    const char *expires_at = kube_text(answer, "status.expirationTimestamp");
    AccountToken token = {.text = kube_text(answer, "status.token")};
    if (!token.text || !expires_at || !time_read(expires_at, &token.expires_at))
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_TOKEN);
    *ret_token = token;
    return OK;
}

// ── both ─────────────────────────────────────────────────────────────────────────────────────

Error grant_create(Ctx *ctx, const Cluster *cluster, const Kube *admin, const char *namespace,
    AccountToken *ret_token)
{
    Error error = namespace ? require_namespace(ctx, admin, namespace) : OK;
    if (!error)
        error = apply_all(ctx, cluster, admin, namespace);
    if (!error)
        return grant_issue_token(ctx, cluster, admin, namespace, ret_token);
    if (error != FORBIDDEN)
        return error;
    Failure refused = ctx->failure; // an administrator may have applied rights.yaml
    if (grant_issue_token(ctx, cluster, admin, namespace, ret_token) == OK)
        return OK;
    ctx->failure = refused;
    return error;
}

Error grant_remove(Ctx *ctx, const Cluster *cluster, const Kube *kube, const char *namespace)
{
    if (namespace)
        return kube_remove(ctx, kube, account_path(ctx, cluster, namespace));
    return kube_remove(ctx, kube,
        arena_printf(ctx->arena, "/api/v1/namespaces/%s", rights_account(ctx->arena, cluster->id)));
}
