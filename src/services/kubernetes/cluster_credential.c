#include "cluster_credential.h"

#include "base/text.h"
#include "cluster_store.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "sentences/sentence.h"
#include "json/json.h"

#include <string.h>

#define ADMIN_LIFETIME MINUTES(15)

static const char admin_purpose[] = "cluster_admin", token_purpose[] = "cluster_token";

typedef struct Admin {
    const char *token, *certificate, *key;
} Admin;

static SHAPE(admin_shape, Admin, FIELD(Admin, token), FIELD(Admin, certificate), FIELD(Admin, key));

static const char *text_of_blob(Arena *arena, Blob blob)
{
    return blob.length ? arena_text(arena, blob.bytes, blob.length) : NULL;
}

static Blob blob_of_text(const char *text)
{
    return text ? (Blob){text, strlen(text)} : (Blob){0};
}

Error credential_write_admin(Ctx *ctx, Id cluster_id, const Kube *kube)
{
    const Admin admin = {kube->token, text_of_blob(ctx->arena, kube->certificate),
        text_of_blob(ctx->arena, kube->key)};
    const char *json = json_of(ctx->arena, &admin_shape, &admin);
    return cluster_store_change_admin(ctx, cluster_id, crypt_seal(ctx->arena, admin_purpose, json),
        time_after(ctx->now, ADMIN_LIFETIME));
}

static Kube kube_of(const Cluster *cluster)
{
    return (Kube){
        .server = cluster->server, .tls_name = cluster->tls_name, .ca = blob_of_text(cluster->ca)};
}

Error credential_open_admin(Ctx *ctx, const Cluster *cluster, Kube *ret_kube)
{
    Blob sealed = {0};
    Error error = cluster_store_get_admin(ctx, cluster->id, &sealed);
    if (error == NOT_FOUND || (!error && !sealed.length))
        return sentence_fail(ctx, CONFLICT, SENTENCE_NO_CREDENTIAL);
    TRY(error);
    const char *json, *problem;
    TRY(crypt_open(ctx, admin_purpose, sealed, &json));
    Admin admin = {0};
    json_read_value(
        ctx, json_parse(ctx->arena, json, strlen(json), &problem), &admin_shape, "", &admin);
    Kube kube = kube_of(cluster);
    kube.token = admin.token;
    kube.certificate = blob_of_text(admin.certificate);
    kube.key = blob_of_text(admin.key);
    *ret_kube = kube;
    return OK;
}

Error credential_remove_admin(Ctx *ctx, Id cluster_id)
{
    return cluster_store_change_admin(ctx, cluster_id, (Blob){0}, TIME_NONE);
}

Error credential_write_token(
    Ctx *ctx, Id cluster_id, const char *namespace, const AccountToken *token)
{
    const SealedToken sealed = {
        .sealed = crypt_seal(ctx->arena, token_purpose, token->text),
        .renew_at = time_after(ctx->now, (token->expires_at.us - ctx->now.us) / 2),
        .expires_at = token->expires_at,
    };
    return cluster_store_change_token(ctx, cluster_id, namespace, &sealed);
}

Error credential_open(Ctx *ctx, const Cluster *cluster, const char *namespace, Kube *ret_kube)
{
    Blob sealed = {0};
    Error error = cluster_store_get_token(ctx, cluster->id, namespace, &sealed);
    if (error && error != NOT_FOUND)
        return error;
    Kube kube = kube_of(cluster);
    if (sealed.length)
        TRY(crypt_open(ctx, token_purpose, sealed, &kube.token));
    *ret_kube = kube;
    return OK;
}
