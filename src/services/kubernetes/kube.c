#include "kube.h"
#include "sentences/sentence.h"

#include "base/text.h"
#include "http/client.h"

#include <stdlib.h>
#include <string.h>

#define TIMEOUT SECONDS(20)
enum { MAX_ANSWER = 16 * 1024 * 1024, MAX_MESSAGE = 500, PAGE = 500, MAX_PAGES = 400 };

// ── asking ───────────────────────────────────────────────────────────────────────────────────

/** "https://" and "cluster.example" and ":6443/k8s". */
typedef struct ServerParts {
    const char *scheme, *host, *rest;
} ServerParts;

static ServerParts parts_of(Arena *arena, const char *server)
{
    const char *host = strstr(server, "://");
    host = host ? host + 3 : server;
    bool is_version6 = *host == '[' && strchr(host, ']');
    const char *name = host + is_version6;
    size_t length = strcspn(name, is_version6 ? "]" : ":/");
    return (ServerParts){
        .scheme = arena_text(arena, server, (size_t)(host - server)),
        .host = arena_text(arena, name, length),
        .rest = name + length + is_version6,
    };
}

// The certificate is held to the name even where we go straight to the address.
static void set_address(Ctx *ctx, const Kube *kube, const char *path, ClientRequest *request)
{
    request->url = arena_printf(ctx->arena, "%s%s", kube->server, path);
    request->tls_name = kube->tls_name;
    if (!kube->address)
        return;
    ServerParts parts = parts_of(ctx->arena, kube->server);
    const char *address = strchr(kube->address, ':')
                              ? arena_printf(ctx->arena, "[%s]", kube->address)
                              : kube->address;
    request->url = arena_printf(ctx->arena, "%s%s%s%s", parts.scheme, address, parts.rest, path);
    request->tls_name = kube->tls_name ? kube->tls_name : parts.host;
}

/** What is said beside the credential. */
typedef struct Question {
    const char *method, *path;
    const char *accepts; // NULL: application/json
    const char *media_type, *json;
} Question;

static Error kube_send(
    Ctx *ctx, const Kube *kube, const Question *question, ClientAnswer *ret_answer)
{
    const char *const headers[] = {arena_printf(ctx->arena, "Accept: %s",
                                       question->accepts ? question->accepts : "application/json"),
        question->media_type ? arena_printf(ctx->arena, "Content-Type: %s", question->media_type)
                             : NULL,
        NULL};
    ClientRequest request = {
        .method = question->method,
        .headers = headers,
        .body = {question->json, question->json ? strlen(question->json) : 0},
        .ca = kube->ca,
        .certificate = kube->certificate,
        .key = kube->key,
        .bearer = kube->token,
        .timeout_us = TIMEOUT,
        .max_size = MAX_ANSWER,
    };
    set_address(ctx, kube, question->path, &request);
    return client_send(ctx, &request, ret_answer);
}

// ── what came back ───────────────────────────────────────────────────────────────────────────

static const JsonValue *parse(Ctx *ctx, const ClientAnswer *answer)
{
    const char *problem;
    return json_parse(ctx->arena, answer->body.bytes, answer->body.length, &problem);
}

// The message of a Status object; else the beginning of what was said. Without a full stop.
static const char *message_of(Ctx *ctx, const ClientAnswer *answer)
{
    const char *message = json_text_member(parse(ctx, answer), "message");
    if (!message && answer->body.length && text_is_utf8(answer->body.bytes, answer->body.length))
        message = answer->body.bytes;
    size_t length = message ? strlen(message) : 0;
    if (length > MAX_MESSAGE)
        for (length = MAX_MESSAGE; (message[length] & 0xC0) == 0x80;)
            length--;
    while (length && strchr(". \r\n", message[length - 1]))
        length--;
    return length ? arena_text(ctx->arena, message, length) : "it does not say why";
}

static Error limited(Ctx *ctx, const ClientAnswer *answer)
{
    const char *wait = client_header(ctx->arena, answer, "Retry-After");
    Error error =
        sentence_fail(ctx, LIMITED, SENTENCE_KUBE_LIMITED, {"words", message_of(ctx, answer)});
    ctx->failure.retry_after = wait ? atoi(wait) : 0;
    return error;
}

static Error refusal(Ctx *ctx, const ClientAnswer *answer)
{
    const char *message = message_of(ctx, answer);
    switch (answer->status) {
    case 401:
        return sentence_fail(ctx, UNAUTHENTICATED, SENTENCE_KUBE_UNAUTHORIZED, {"words", message});
    case 403: return sentence_fail(ctx, FORBIDDEN, SENTENCE_KUBE_FORBIDDEN, {"words", message});
    case 404: return sentence_fail(ctx, NOT_FOUND, SENTENCE_KUBE_NOT_FOUND, {"words", message});
    case 409: return sentence_fail(ctx, CONFLICT, SENTENCE_KUBE_CONFLICT, {"words", message});
    case 400:
    case 422: return sentence_fail(ctx, INVALID, SENTENCE_KUBE_INVALID, {"words", message});
    case 429: return limited(ctx, answer);
    default:
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_KUBE_FAILED,
            {"status", sentence_number(ctx->arena, answer->status)}, {"words", message});
    }
}

static Error ask(Ctx *ctx, const Kube *kube, const Question *question, const JsonValue **ret_object)
{
    ClientAnswer answer;
    TRY(kube_send(ctx, kube, question, &answer));
    if (answer.status < 200 || answer.status > 299)
        return refusal(ctx, &answer);
    const JsonValue *object = parse(ctx, &answer);
    if (!object || object->kind != JSON_OBJECT)
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_KUBERNETES,
            {"type", *answer.media_type ? answer.media_type : "?"});
    *ret_object = object;
    return OK;
}

// ── the verbs ────────────────────────────────────────────────────────────────────────────────

Error kube_get(Ctx *ctx, const Kube *kube, const char *path, const JsonValue **ret_object)
{
    return ask(ctx, kube, &(Question){"GET", path}, ret_object);
}

Error kube_get_as(Ctx *ctx, const Kube *kube, const char *path, const char *media_types,
    const JsonValue **ret_object)
{
    return ask(ctx, kube, &(Question){"GET", path, .accepts = media_types}, ret_object);
}

Error kube_create(
    Ctx *ctx, const Kube *kube, const char *path, const char *json, const JsonValue **ret_object)
{
    const Question question = {"POST", path, NULL, "application/json", json};
    return ask(ctx, kube, &question, ret_object);
}

// JSON is YAML, and the only kind of apply body that needs no further quoting.
Error kube_apply(
    Ctx *ctx, const Kube *kube, const char *path, const char *json, const JsonValue **ret_object)
{
    const char *target = arena_printf(
        ctx->arena, "%s%cfieldManager=kontor&force=true", path, strchr(path, '?') ? '&' : '?');
    const Question question = {"PATCH", target, NULL, "application/apply-patch+yaml", json};
    return ask(ctx, kube, &question, ret_object);
}

Error kube_remove(Ctx *ctx, const Kube *kube, const char *path)
{
    const JsonValue *answer;
    Error error = ask(ctx, kube, &(Question){"DELETE", path}, &answer);
    return error == NOT_FOUND ? OK : error;
}

Error kube_has(Ctx *ctx, const Kube *kube, const char *path, bool *ret_has)
{
    const JsonValue *object;
    Error error = kube_get(ctx, kube, path, &object);
    if (error && error != NOT_FOUND)
        return error;
    *ret_has = !error;
    return OK;
}

// ── collections ──────────────────────────────────────────────────────────────────────────────

typedef struct Walk {
    void (*visit)(void *arg, const JsonValue *item);
    void *arg;
} Walk;

// from: where the page begins; set to where the next one does, NULL after the last.
static Error walk_page(Ctx *ctx, const Kube *kube, const char *path, const char *media_types,
    const Walk *walk, const char **from)
{
    const JsonValue *page;
    const char *target =
        arena_printf(ctx->arena, "%s%climit=%d", path, strchr(path, '?') ? '&' : '?', PAGE);
    if (*from)
        target =
            arena_printf(ctx->arena, "%s&continue=%s", target, text_url_encoded(ctx->arena, *from));
    TRY(kube_get_as(ctx, kube, target, media_types, &page));
    const JsonValue *items = json_member(page, "items");
    if (items && items->kind == JSON_ARRAY)
        for (const JsonValue *item = json_first(items); item; item = json_next(items, item))
            walk->visit(walk->arg, item);
    const char *next = kube_text(page, "metadata.continue");
    *from = next && *next ? next : NULL;
    return OK;
}

static const char *kept(Arena *arena, const char *text)
{
    return text ? arena_text(arena, text, strlen(text)) : NULL;
}

Error kube_walk(Ctx *ctx, const Kube *kube, const char *path, const char *media_types,
    void (*visit)(void *arg, const JsonValue *item), void *arg)
{
    const Walk walk = {visit, arg};
    const char *from = NULL;
    for (int pages = 0; pages < MAX_PAGES; pages++) {
        Ctx page = *ctx;
        page.arena = arena_new();
        Error error = walk_page(&page, kube, path, media_types, &walk, &from);
        ctx->failure = page.failure;
        ctx->failure.message = kept(ctx->arena, page.failure.message);
        ctx->failure.sentence = kept(ctx->arena, page.failure.sentence);
        from = kept(ctx->arena, from);
        arena_free(page.arena);
        if (error || !from)
            return error;
    }
    return sentence_fail(ctx, UNAVAILABLE, SENTENCE_TOO_MANY_OBJECTS, {"path", path});
}

Error kube_list(Ctx *ctx, const Kube *kube, const char *path, size_t max, KubeItems *ret_items)
{
    const JsonValue *page;
    TRY(kube_get(ctx, kube,
        arena_printf(ctx->arena, "%s%climit=%zu", path, strchr(path, '?') ? '&' : '?', max),
        &page));
    const char *more = kube_text(page, "metadata.continue");
    const JsonValue *items = json_member(page, "items");
    bool is_list = items && items->kind == JSON_ARRAY;
    if ((more && *more) || (is_list && items->count > max))
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_TOO_MANY_OBJECTS, {"path", path});
    KubeItems found = {.items = arena_array_of(ctx->arena, const JsonValue *, max)};
    for (const JsonValue *item = is_list ? json_first(items) : NULL; item;
         item = json_next(items, item))
        found.items[found.count++] = item;
    *ret_items = found;
    return OK;
}

// ── looking into objects ─────────────────────────────────────────────────────────────────────

const JsonValue *kube_value(const JsonValue *object, const char *path)
{
    while (object && *path) {
        size_t length = strcspn(path, ".");
        const JsonValue *found = NULL;
        if (object->kind == JSON_OBJECT)
            for (const JsonValue *name = json_first(object); name && !found;
                 name = json_next(object, name + 1))
                if (name->count == length && memcmp(name->text, path, length) == 0)
                    found = name + 1;
        object = found;
        path += length + (path[length] == '.');
    }
    return object;
}

const char *kube_text(const JsonValue *object, const char *path)
{
    const JsonValue *value = kube_value(object, path);
    return value && value->kind == JSON_TEXT ? value->text : NULL;
}
