#include "client.h"

#include "base/text.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_REDIRECTS = 5 };
#define CONNECT_TIMEOUT SECONDS(10)

static const Guard *guard;

void client_start(const Guard *allowed)
{
    guard = allowed;
}

/** One exchange while it runs. */
typedef struct Call {
    const ClientRequest *request;
    CURL *easy;
    struct curl_slist *headers, *connect_to;
    Text body, head;
    bool is_refused, is_tried; // an address, by the guard; another one
    bool is_too_big;
    char detail[CURL_ERROR_SIZE];
} Call;

static void call_free(Call *call)
{
    curl_easy_cleanup(call->easy);
    curl_slist_free_all(call->headers);
    curl_slist_free_all(call->connect_to);
}

#define CALL __attribute__((cleanup(call_free))) Call

// ── what libcurl asks of us ──────────────────────────────────────────────────────────────────

static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    (void)purpose;
    Call *call = arg;
    if (!guard || !guard_allows(guard, &address->addr)) {
        call->is_refused = true;
        return CURL_SOCKET_BAD;
    }
    call->is_tried = true;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t receive(char *bytes, size_t size, size_t count, void *arg)
{
    Call *call = arg;
    size_t length = size * count;
    if (call->body.length + length > (size_t)call->request->max_size) {
        call->is_too_big = true;
        return 0;
    }
    text_append(&call->body, bytes, length);
    return length;
}

static size_t receive_header(char *bytes, size_t size, size_t count, void *arg)
{
    Call *call = arg;
    size_t length = size * count;
    if (length >= 5 && memcmp(bytes, "HTTP/", 5) == 0) { // another hop, or what follows 100
        call->head = (Text){.arena = call->head.arena};
        call->body = (Text){.arena = call->body.arena};
    }
    text_append(&call->head, bytes, length);
    return length;
}

// ── what the request says ────────────────────────────────────────────────────────────────────

static char *url_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    return curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) ? NULL : text;
}

// The url with another host, and where that host is really to be found. The certificate's name is
// what libcurl believes to talk to.
static bool name_host(Call *call, CURLU *url)
{
    char *host = url_part(url, CURLUPART_HOST), *port = url_part(url, CURLUPART_PORT);
    const char *name = call->request->tls_name;
    bool is_version6 = strchr(name, ':') != NULL;
    Arena *arena = call->body.arena;
    if (is_version6)
        name = arena_printf(arena, "[%s]", name);
    bool is_good = host && port && !curl_url_set(url, CURLUPART_HOST, name, 0);
    if (is_good)
        call->connect_to =
            curl_slist_append(NULL, arena_printf(arena, "%s:%s:%s:%s", name, port, host, port));
    curl_free(host);
    curl_free(port);
    return is_good && call->connect_to;
}

static bool set_url(Call *call)
{
    const ClientRequest *request = call->request;
    CURLU *url = curl_url();
    if (!url)
        abort();
    char *text = NULL, *scheme = NULL;
    bool is_good = !curl_url_set(url, CURLUPART_URL, request->url, CURLU_DISALLOW_USER) &&
                   (scheme = url_part(url, CURLUPART_SCHEME)) &&
                   (!strcmp(scheme, "https") || !strcmp(scheme, "http")) &&
                   (!request->tls_name || name_host(call, url)) &&
                   !curl_url_get(url, CURLUPART_URL, &text, 0);
    if (is_good) {
        curl_easy_setopt(call->easy, CURLOPT_URL, text);
        curl_easy_setopt(call->easy, CURLOPT_REDIR_PROTOCOLS_STR,
            strcmp(scheme, "https") == 0 ? "https" : "http,https");
        curl_easy_setopt(call->easy, CURLOPT_CONNECT_TO, call->connect_to);
    }
    curl_free(text);
    curl_free(scheme);
    curl_url_cleanup(url);
    return is_good;
}

static void set_blob(CURL *easy, CURLoption option, Blob pem)
{
    struct curl_blob blob = {(void *)pem.bytes, pem.length, CURL_BLOB_COPY};
    if (pem.length)
        curl_easy_setopt(easy, option, &blob);
}

static void set_trust(Call *call)
{
    const ClientRequest *request = call->request;
    if (request->ca.length) { // and nobody else
        curl_easy_setopt(call->easy, CURLOPT_CAINFO, NULL);
        curl_easy_setopt(call->easy, CURLOPT_CAPATH, NULL);
        set_blob(call->easy, CURLOPT_CAINFO_BLOB, request->ca);
    }
    set_blob(call->easy, CURLOPT_SSLCERT_BLOB, request->certificate);
    set_blob(call->easy, CURLOPT_SSLKEY_BLOB, request->key);
    if (request->bearer) {
        curl_easy_setopt(call->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
        curl_easy_setopt(call->easy, CURLOPT_XOAUTH2_BEARER, request->bearer);
    }
}

// To curl none at all is for ever.
static long timeout_of(const ClientRequest *request)
{
    int64_t timeout_us = request->timeout_us;
    if (request->left_us && (!timeout_us || *request->left_us < timeout_us))
        timeout_us = *request->left_us;
    return timeout_us < 1000 ? 1 : (long)(timeout_us / 1000);
}

static CURLcode perform(Call *call)
{
    CURLcode code = curl_easy_perform(call->easy);
    curl_off_t took_us = 0;
    curl_easy_getinfo(call->easy, CURLINFO_TOTAL_TIME_T, &took_us);
    if (call->request->left_us)
        *call->request->left_us -= took_us;
    return code;
}

static void set_bounds(Call *call)
{
    CURL *easy = call->easy;
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "kontor/" KONTOR_VERSION);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(CONNECT_TIMEOUT / 1000));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_of(call->request));
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, call);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->detail);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)MAX_REDIRECTS);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, (long)call->request->follows);
}

static void set_content(Call *call)
{
    CURL *easy = call->easy;
    const ClientRequest *request = call->request;
    const char *const *header = request->headers;
    for (; header && *header; header++)
        call->headers = curl_slist_append(call->headers, *header);
    call->headers = curl_slist_append(call->headers, "Expect:");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, call->headers);
    if (request->body.length) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.length);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.bytes);
    }
    if (strcmp(request->method, "HEAD") == 0)
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    else if (request->body.length || strcmp(request->method, "GET") != 0)
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, call);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, call);
}

static Call call_new(Ctx *ctx, const ClientRequest *request)
{
    Call call = {.request = request, .easy = curl_easy_init()};
    if (!call.easy)
        abort();
    call.body = (Text){.arena = ctx->arena};
    call.head = (Text){.arena = ctx->arena};
    return call;
}

// ── how it ended ─────────────────────────────────────────────────────────────────────────────

static Error certificate_fail(Ctx *ctx, const Call *call, CURLcode code)
{
    switch (code) {
    case CURLE_SSL_CERTPROBLEM:
        return fail(ctx, UNAVAILABLE, "bad_certificate",
            "The client certificate or its key cannot be used: %s", call->detail);
    case CURLE_SSL_CACERT_BADFILE:
        return fail(ctx, UNAVAILABLE, "bad_certificate",
            "The certificate authority cannot be read: %s", call->detail);
    default:
        return fail(ctx, UNAVAILABLE, "bad_certificate",
            "The server's certificate is not accepted: %s", call->detail);
    }
}

static Error outcome(Ctx *ctx, const Call *call, CURLcode code)
{
    const char *detail = *call->detail ? call->detail : curl_easy_strerror(code);
    if (code == CURLE_OK)
        return OK;
    if (call->is_too_big)
        return fail(ctx, UNAVAILABLE, "too_big", "The answer is longer than %lld bytes.",
            (long long)call->request->max_size);
    if (call->is_refused && !call->is_tried)
        return fail(ctx, UNAVAILABLE, "address_refused",
            "The address is in a private or special range, to which this marketplace does not "
            "connect unless its operator allows it (allowed_addresses).");
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CONNECT_ERROR: // a signature that is wrong, among others
    case CURLE_SSL_CACERT_BADFILE: return certificate_fail(ctx, call, code);
    case CURLE_OPERATION_TIMEDOUT:
        return fail(ctx, UNAVAILABLE, "timed_out", "There was no answer in time: %s.", detail);
    default: return fail(ctx, UNAVAILABLE, "unreachable", "There is no answer: %s.", detail);
    }
}

static const char *media_type_of(Ctx *ctx, const Call *call)
{
    char *type = NULL;
    curl_easy_getinfo(call->easy, CURLINFO_CONTENT_TYPE, &type);
    if (!type)
        return "";
    const char *bare = arena_text(ctx->arena, type, strcspn(type, ";"));
    return text_lower(ctx->arena, text_trimmed(ctx->arena, bare));
}

Error client_send(Ctx *ctx, const ClientRequest *request, ClientAnswer *ret_answer)
{
    CALL call = call_new(ctx, request);
    if (!set_url(&call))
        return fail(ctx, UNAVAILABLE, "bad_url", "%s is no web address.", request->url);
    set_trust(&call);
    set_bounds(&call);
    set_content(&call);
    TRY(outcome(ctx, &call, perform(&call)));
    long status = 0;
    curl_easy_getinfo(call.easy, CURLINFO_RESPONSE_CODE, &status);
    *ret_answer = (ClientAnswer){
        .status = (int)status,
        .media_type = media_type_of(ctx, &call),
        .headers = text_of(&call.head),
    };
    ret_answer->body = (Blob){text_of(&call.body), call.body.length};
    return OK;
}

const char *client_header(Arena *arena, const ClientAnswer *answer, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = answer->headers; *line;) {
        size_t end = strcspn(line, "\r\n");
        if (end > length && line[length] == ':' && strncasecmp(line, name, length) == 0)
            return text_trimmed(arena, arena_text(arena, line + length + 1, end - length - 1));
        line += end + strspn(line + end, "\r\n");
    }
    return NULL;
}

// ── an address for others ────────────────────────────────────────────────────────────────────

// Where to find the host, without what would be said there.
static bool set_bare_url(Call *call, CURLU *url)
{
    char *text = NULL;
    bool is_good = !curl_url_set(url, CURLUPART_SCHEME, "http", 0) &&
                   !curl_url_get(url, CURLUPART_URL, &text, 0);
    if (is_good)
        curl_easy_setopt(call->easy, CURLOPT_URL, text);
    curl_free(text);
    return is_good;
}

static const char *without_brackets(Arena *arena, const char *host)
{
    size_t length = strlen(host);
    return *host == '[' ? arena_text(arena, host + 1, length - 2) : arena_text(arena, host, length);
}

Error client_resolve(
    Ctx *ctx, const char *url, const char **ret_address, int *ret_port, const char **ret_host)
{
    const ClientRequest request = {.url = url, .timeout_us = CONNECT_TIMEOUT};
    CALL call = call_new(ctx, &request);
    CURLU *parts = curl_url();
    if (!parts)
        abort();
    bool is_good = !curl_url_set(parts, CURLUPART_URL, url, CURLU_DISALLOW_USER);
    char *host = is_good ? url_part(parts, CURLUPART_HOST) : NULL;
    char *port = is_good ? url_part(parts, CURLUPART_PORT) : NULL;
    is_good =
        host && port && !curl_url_set(parts, CURLUPART_PORT, port, 0) && set_bare_url(&call, parts);
    const char *name = is_good ? without_brackets(ctx->arena, host) : "";
    int number = is_good ? atoi(port) : 0;
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
    if (!is_good)
        return fail(ctx, UNAVAILABLE, "bad_url", "%s is no web address.", url);

    set_bounds(&call);
    curl_easy_setopt(call.easy, CURLOPT_CONNECT_ONLY, 1L);
    TRY(outcome(ctx, &call, perform(&call)));
    char *address = NULL;
    curl_easy_getinfo(call.easy, CURLINFO_PRIMARY_IP, &address);
    *ret_address = arena_text(ctx->arena, address, strlen(address));
    *ret_port = number;
    *ret_host = name;
    return OK;
}
