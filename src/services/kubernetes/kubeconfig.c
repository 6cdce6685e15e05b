#include "kubeconfig.h"

#include "base/text.h"
#include "crypt/certificate.h"
#include "yaml/yaml.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FIELD_NAME "kubeconfig"

enum { MAX_TOKEN = 16384 };

/** Where something stands: "users[1].user". */
typedef struct Place {
    const JsonValue *value;
    const char *path;
} Place;

// ── finding the chosen cluster and user ──────────────────────────────────────────────────────

static const JsonValue *named(const JsonValue *list, const char *name, size_t *ret_index)
{
    size_t index = 0;
    if (!list || list->kind != JSON_ARRAY || !name)
        return NULL;
    for (const JsonValue *item = json_first(list); item; item = json_next(list, item), index++)
        if (text_same(json_text_member(item, "name"), name)) {
            *ret_index = index;
            return item;
        }
    return NULL;
}

// What stands under `member` of the item of that name in the list: clusters[2].cluster.
static Place place_of(
    Ctx *ctx, const JsonValue *config, const char *list, const char *name, const char *member)
{
    size_t index = 0;
    const JsonValue *item = named(json_member(config, list), name, &index);
    const JsonValue *value = json_member(item, member);
    if (!value || value->kind != JSON_OBJECT)
        return (Place){NULL, list};
    return (Place){value, arena_printf(ctx->arena, "%s[%zu].%s", list, index, member)};
}

static const char *names_of(Ctx *ctx, const JsonValue *contexts)
{
    Text names = {.arena = ctx->arena};
    size_t count = 0;
    for (const JsonValue *item = json_first(contexts); item && count < 10;
         item = json_next(contexts, item), count++) {
        const char *name = json_text_member(item, "name");
        text_printf(&names, "%s%s", count ? ", " : "", name ? name : "?");
    }
    return text_of(&names);
}

// Which context is meant; NULL after a fault.
static const char *choose_context(Ctx *ctx, const JsonValue *config, const char *wanted)
{
    const JsonValue *contexts = json_member(config, "contexts");
    if (!contexts || contexts->kind != JSON_ARRAY || !contexts->count) {
        fault(ctx, FIELD_NAME, "required", "contexts: the kubeconfig has none.");
        return NULL;
    }
    const char *name = wanted ? wanted : json_text_member(config, "current-context");
    if (text_is_empty(name) && contexts->count == 1)
        name = json_text_member(json_first(contexts), "name");
    size_t index;
    if (!text_is_empty(name) && named(contexts, name, &index))
        return name;
    fault(ctx, wanted ? "context" : FIELD_NAME, "not_known",
        "context: choose one of the kubeconfig's: %s.", names_of(ctx, contexts));
    return NULL;
}

// ── what is refused ──────────────────────────────────────────────────────────────────────────

typedef struct Refusal {
    const char *member, *code, *sentence;
} Refusal;

static const Refusal cluster_refusals[] = {
    {"certificate-authority", "file_path",
        "Kontor reads no files of yours; put the certificate itself into "
        "certificate-authority-data (kubectl config view --raw --flatten)"},
    {"proxy-url", "proxy", "Kontor connects to clusters directly; take the proxy out"},
};

static const Refusal user_refusals[] = {
    {"exec", "exec",
        "Kontor runs no program of a kubeconfig; give a token (kubectl create token) or a client "
        "certificate instead"},
    {"auth-provider", "auth_provider",
        "Kontor runs no sign-in plugin; give a token (kubectl create token) or a client "
        "certificate instead"},
    {"tokenFile", "file_path", "Kontor reads no files of yours; put the token itself into token"},
    {"client-certificate", "file_path",
        "Kontor reads no files of yours; put the certificate itself into client-certificate-data "
        "(kubectl config view --raw --flatten)"},
    {"client-key", "file_path",
        "Kontor reads no files of yours; put the key itself into client-key-data (kubectl config "
        "view --raw --flatten)"},
    {"username", "basic_auth",
        "Kubernetes has given up passwords; give a token or a client certificate"},
    {"password", "basic_auth",
        "Kubernetes has given up passwords; give a token or a client certificate"},
    {"as", "impersonation", "Kontor acts as nobody else; give a credential of the account itself"},
    {"as-uid", "impersonation",
        "Kontor acts as nobody else; give a credential of the account itself"},
    {"as-groups", "impersonation",
        "Kontor acts as nobody else; give a credential of the account itself"},
    {"as-user-extra", "impersonation",
        "Kontor acts as nobody else; give a credential of the account itself"},
};

static bool is_said(const JsonValue *value)
{
    return value && value->kind != JSON_NULL && !(value->kind == JSON_TEXT && !value->count) &&
           !(value->kind == JSON_ARRAY && !value->count);
}

static void refuse(Ctx *ctx, Place place, const Refusal *refusals, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_said(json_member(place.value, refusals[i].member)))
            fault(ctx, FIELD_NAME, refusals[i].code, "%s.%s: %s.", place.path, refusals[i].member,
                refusals[i].sentence);
}

// ── what is taken ────────────────────────────────────────────────────────────────────────────

// A text member; anything but a text is a fault. NULL if it is not there.
static const char *take_text(Ctx *ctx, Place place, const char *member)
{
    const JsonValue *value = json_member(place.value, member);
    if (!is_said(value))
        return NULL;
    if (value->kind != JSON_TEXT)
        fault(ctx, FIELD_NAME, "malformed", "%s.%s: this must be a text.", place.path, member);
    return value->kind == JSON_TEXT ? value->text : NULL;
}

// Base64 of PEM. Empty if it is not there or no base64.
static Blob take_data(Ctx *ctx, Place place, const char *member)
{
    Blob blob = {0};
    const char *text = take_text(ctx, place, member);
    if (!text)
        return blob;
    Text bare = {.arena = ctx->arena}; // line breaks of a folded text are no part of it
    for (; *text; text++)
        if (!strchr(" \t\r\n", *text))
            text_append(&bare, text, 1);
    if (!base64_read(ctx->arena, text_of(&bare), &blob))
        fault(ctx, FIELD_NAME, "bad_certificate", "%s.%s: this is no base64.", place.path, member);
    return blob;
}

static bool has_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool has = !curl_url_get(url, part, &text, 0) && *text;
    curl_free(text);
    return has;
}

// By the parser that will make the connection.
static bool is_server(const char *text)
{
    CURLU *url = curl_url();
    if (!url)
        abort();
    bool is_good = strlen(text) <= 500 &&
                   !curl_url_set(url, CURLUPART_URL, text, CURLU_DISALLOW_USER) &&
                   has_part(url, CURLUPART_HOST) && !has_part(url, CURLUPART_QUERY) &&
                   !has_part(url, CURLUPART_FRAGMENT);
    for (const char *c = text; *c; c++)
        is_good &= (unsigned char)*c > ' ' && (unsigned char)*c < 127;
    curl_url_cleanup(url);
    return is_good;
}

static void take_server(Ctx *ctx, Place place, Kube *kube)
{
    const char *server = take_text(ctx, place, "server");
    if (!server) {
        fault(ctx, FIELD_NAME, "required", "%s.server: the address of the cluster is missing.",
            place.path);
        return;
    }
    if (strncasecmp(server, "http://", 7) == 0)
        fault(ctx, FIELD_NAME, "http",
            "%s.server: credentials are sent only over https; give the cluster's https address.",
            place.path);
    else if (strncasecmp(server, "https://", 8) != 0 || !is_server(server))
        fault(ctx, FIELD_NAME, "bad_address",
            "%s.server: this must be an address such as https://cluster.example:6443.", place.path);
    size_t length = strlen(server);
    while (length && server[length - 1] == '/')
        length--;
    kube->server = arena_text(ctx->arena, server, length);
}

static bool is_host_name(const char *name)
{
    size_t length = strlen(name);
    return length && length <= 253 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") ==
               length;
}

static void take_cluster(Ctx *ctx, Place place, Kube *kube)
{
    refuse(ctx, place, cluster_refusals, COUNT_OF(cluster_refusals));
    take_server(ctx, place, kube);
    const JsonValue *insecure = json_member(place.value, "insecure-skip-tls-verify");
    if (is_said(insecure) && insecure->kind != JSON_FALSE)
        fault(ctx, FIELD_NAME, "insecure_tls",
            "%s.insecure-skip-tls-verify: without a verified certificate anybody could take the "
            "cluster's place; give certificate-authority-data, and tls-server-name where the "
            "certificate has another name.",
            place.path);
    kube->tls_name = take_text(ctx, place, "tls-server-name");
    if (kube->tls_name && !is_host_name(kube->tls_name))
        fault(ctx, FIELD_NAME, "bad_address",
            "%s.tls-server-name: this must be a host name or an address.", place.path);
    kube->ca = take_data(ctx, place, "certificate-authority-data");
    size_t count;
    Time ends_at;
    if (kube->ca.length && !certificate_read(kube->ca, &count, &ends_at))
        fault(ctx, FIELD_NAME, "bad_certificate",
            "%s.certificate-authority-data: there is no certificate (PEM) in it.", place.path);
}

static void check_client(Ctx *ctx, Place place, const Kube *kube)
{
    size_t count;
    Time ends_at;
    if (!certificate_read(kube->certificate, &count, &ends_at))
        fault(ctx, FIELD_NAME, "bad_certificate",
            "%s.client-certificate-data: there is no certificate (PEM) in it.", place.path);
    else if (!private_key_is(kube->key))
        fault(ctx, FIELD_NAME, "bad_certificate",
            "%s.client-key-data: there is no private key (PEM, without a passphrase) in it.",
            place.path);
    else if (!certificate_fits(kube->certificate, kube->key))
        fault(ctx, FIELD_NAME, "bad_certificate",
            "%s.client-key-data: this is not the key of the client certificate.", place.path);
    else if (!time_before(ctx->now, ends_at))
        fault(ctx, FIELD_NAME, "expired",
            "%s.client-certificate-data: the certificate ended on %.10s; get a new one.",
            place.path, time_text(ctx->arena, ends_at));
}

// A token stands in a header, so it is one word.
static bool is_token(const char *token)
{
    size_t length = strlen(token);
    for (const char *c = token; *c; c++)
        if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 127)
            return false;
    return length <= MAX_TOKEN;
}

static void take_user(Ctx *ctx, Place place, Kube *kube)
{
    size_t before = ctx->failure.fault_count;
    refuse(ctx, place, user_refusals, COUNT_OF(user_refusals));
    const char *token = take_text(ctx, place, "token");
    kube->token = token ? text_trimmed(ctx->arena, token) : NULL;
    kube->certificate = take_data(ctx, place, "client-certificate-data");
    kube->key = take_data(ctx, place, "client-key-data");
    if (ctx->failure.fault_count > before)
        return;
    if (kube->token && !is_token(kube->token))
        fault(ctx, FIELD_NAME, "bad_token", "%s.token: this must be one word.", place.path);
    if (kube->certificate.length || kube->key.length)
        check_client(ctx, place, kube);
    else if (!kube->token)
        fault(ctx, FIELD_NAME, "required",
            "%s: a token, or client-certificate-data with client-key-data, is missing.",
            place.path);
}

static void take(Ctx *ctx, const JsonValue *config, const char *wanted, Kube *kube)
{
    const char *name = choose_context(ctx, config, wanted);
    if (!name)
        return;
    Place context = place_of(ctx, config, "contexts", name, "context");
    Place cluster =
        place_of(ctx, config, "clusters", json_text_member(context.value, "cluster"), "cluster");
    Place user = place_of(ctx, config, "users", json_text_member(context.value, "user"), "user");
    if (cluster.value)
        take_cluster(ctx, cluster, kube);
    else
        fault(ctx, FIELD_NAME, "required", "clusters: that of the context %s is missing.", name);
    if (user.value)
        take_user(ctx, user, kube);
    else
        fault(ctx, FIELD_NAME, "required", "users: that of the context %s is missing.", name);
}

Error kubeconfig_read(Ctx *ctx, const char *text, const char *context, Kube *ret_kube)
{
    Kube kube = {0};
    const char *problem = NULL;
    size_t length = strlen(text);
    const JsonValue *config =
        length <= MAX_KUBECONFIG ? yaml_read(ctx->arena, (Blob){text, length}, &problem) : NULL;
    if (length > MAX_KUBECONFIG)
        fault(
            ctx, FIELD_NAME, "too_long", "A kubeconfig has at most %d characters.", MAX_KUBECONFIG);
    else if (!config || config->kind != JSON_OBJECT)
        fault(ctx, FIELD_NAME, "malformed", "This is no kubeconfig: %s",
            problem ? problem : "it has no clusters, users and contexts.");
    else
        take(ctx, config, context, &kube);
    Error error = faults(ctx);
    if (error)
        ctx->failure.code = "bad_kubeconfig";
    else
        *ret_kube = kube;
    return error;
}
