#include "keystone.h"

#include "base/text.h"
#include "http/client.h"
#include "sentences/sentence.h"

#include <string.h>
#include <unistd.h>

#define TIMEOUT SECONDS(20)
enum { MAX_ANSWER = 8 * 1024 * 1024, MAX_MESSAGE = 300, MAX_ROLES = 200, MAX_ID = 64 };

SHAPE(keystone_project_shape, KeystoneProject, FIELD(KeystoneProject, id, .required = true),
    FIELD(KeystoneProject, name));

bool keystone_id_is_plain(const char *id)
{
    return id && *id && strlen(id) <= MAX_ID &&
           strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
               strlen(id);
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

// {"error":{"message":…}}, {"message":…}, {"errorMessage":…}, {"error_msg":…}
static const char *message_of(Arena *arena, const JsonValue *answer)
{
    const char *message = json_text_member(json_member(answer, "error"), "message");
    message = message ? message : json_text_member(answer, "message");
    message = message ? message : json_text_member(answer, "errorMessage");
    message = message ? message : json_text_member(answer, "error_msg");
    if (!message)
        return "it does not say why";
    size_t length = strlen(message);
    for (length = length > MAX_MESSAGE ? MAX_MESSAGE : length;
         length && (message[length] & 0xC0) == 0x80;)
        length--;
    return arena_text(arena, message, length);
}

// Keystone has no code of its own for it.
static bool is_expired_password(const char *message)
{
    return strcasestr(message, "password is expired") != NULL;
}

static Error refusal(Ctx *ctx, int status, const JsonValue *answer)
{
    const char *message = message_of(ctx->arena, answer);
    switch (status) {
    case 401:
        if (is_expired_password(message))
            return sentence_fail(ctx, UNAUTHENTICATED, SENTENCE_CLOUD_PASSWORD_EXPIRED);
        return sentence_fail(ctx, UNAUTHENTICATED, SENTENCE_CLOUD_REFUSED, {"words", message});
    case 403: return sentence_fail(ctx, FORBIDDEN, SENTENCE_CLOUD_FORBIDDEN, {"words", message});
    case 404: return sentence_fail(ctx, NOT_FOUND, SENTENCE_CLOUD_NOT_FOUND, {"words", message});
    default:
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_CLOUD_FAILED,
            {"status", sentence_number(ctx->arena, status)}, {"words", message});
    }
}

typedef struct Exchange {
    const char *token, *method, *url, *json;
    ClientAnswer answer;
    const JsonValue *object; // NULL: none came
} Exchange;

static Error cloud_send(Ctx *ctx, const Keystone *keystone, Exchange *exchange)
{
    const char *ca = keystone->ca, *json = exchange->json;
    const char *const headers[] = {"Accept: application/json", "Content-Type: application/json",
        exchange->token ? arena_printf(ctx->arena, "X-Auth-Token: %s", exchange->token) : NULL,
        NULL};
    const ClientRequest request = {
        .method = exchange->method,
        .url = exchange->url,
        .headers = headers,
        .body = {json, json ? strlen(json) : 0},
        .ca = {ca, ca ? strlen(ca) : 0},
        .timeout_us = TIMEOUT,
        .left_us = keystone->left_us,
        .max_size = MAX_ANSWER,
    };
    ClientAnswer *answer = &exchange->answer;
    TRY(client_send(ctx, &request, answer));
    const char *problem;
    exchange->object = json_parse(ctx->arena, answer->body.bytes, answer->body.length, &problem);
    if (answer->status < 200 || answer->status > 299)
        return refusal(ctx, answer->status, exchange->object);
    if (answer->body.length && (!exchange->object || exchange->object->kind != JSON_OBJECT))
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", exchange->url});
    return OK;
}

Error keystone_send(Ctx *ctx, const Keystone *keystone, const char *token, const char *method,
    const char *url, const char *json, const JsonValue **ret_object)
{
    Exchange exchange = {token, method, url, json};
    TRY(cloud_send(ctx, keystone, &exchange));
    *ret_object = exchange.object;
    return OK;
}

static Error get(Ctx *ctx, const Keystone *keystone, const char *token, const char *path,
    const JsonValue **ret_object)
{
    return keystone_send(ctx, keystone, token, "GET",
        arena_printf(ctx->arena, "%s%s", keystone->url, path), NULL, ret_object);
}

Error keystone_check(Ctx *ctx, const Keystone *keystone)
{
    const JsonValue *object;
    TRY(get(ctx, keystone, NULL, "", &object));
    const char *id = json_text_member(json_member(object, "version"), "id");
    if (!id || !text_starts_with(id, "v3"))
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", keystone->url});
    return OK;
}

// ── tokens ───────────────────────────────────────────────────────────────────────────────────

static void put_scope(Json *out, KeystoneScope scope)
{
    if (!scope.project_id && !scope.domain_id)
        return;
    json_begin_object(out, "scope");
    json_begin_object(out, scope.project_id ? "project" : "domain");
    json_put(out, "id", scope.project_id ? scope.project_id : scope.domain_id);
    json_end_object(out);
    json_end_object(out);
}

static void put_password(Json *out, const KeystoneCredential *credential)
{
    json_raw(out, "methods", "[\"password\"]");
    json_begin_object(out, "password");
    json_begin_object(out, "user");
    json_put(out, "password", credential->password);
    if (credential->user_id) {
        json_put(out, "id", credential->user_id);
    } else {
        json_put(out, "name", credential->user_name);
        json_begin_object(out, "domain");
        json_put(out, "name", credential->domain);
        json_end_object(out);
    }
    json_end_object(out);
    json_end_object(out);
}

static void put_token(Json *out, const char *token)
{
    json_raw(out, "methods", "[\"token\"]");
    json_begin_object(out, "token");
    json_put(out, "id", token);
    json_end_object(out);
}

// By the credential, or by the token.
static const char *auth_body(
    Arena *arena, const KeystoneCredential *credential, const char *token, KeystoneScope scope)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_begin_object(out, "auth");
    json_begin_object(out, "identity");
    if (credential)
        put_password(out, credential);
    else
        put_token(out, token);
    json_end_object(out);
    put_scope(out, scope);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

static const JsonValue *array_member(const JsonValue *object, const char *name)
{
    const JsonValue *array = json_member(object, name);
    return array && array->kind == JSON_ARRAY ? array : NULL;
}

static TextList role_names_of(Arena *arena, const JsonValue *token)
{
    const JsonValue *roles = array_member(token, "roles");
    TextList names = {arena_array_of(arena, const char *, MAX_ROLES), 0};
    for (const JsonValue *one = json_first(roles); one && names.count < MAX_ROLES;
         one = json_next(roles, one)) {
        const char *name = json_text_member(one, "name");
        if (name)
            names.items[names.count++] = name;
    }
    return names;
}

static Error issue_token(
    Ctx *ctx, const Keystone *keystone, const char *json, KeystoneToken *ret_token)
{
    Exchange exchange = {
        NULL, "POST", arena_printf(ctx->arena, "%s/auth/tokens", keystone->url), json};
    TRY(cloud_send(ctx, keystone, &exchange));
    const JsonValue *body = json_member(exchange.object, "token");
    const JsonValue *user = json_member(body, "user"), *domain = json_member(user, "domain");
    KeystoneToken token = {
        .text = client_header(ctx->arena, &exchange.answer, "X-Subject-Token"),
        .user_id = json_text_member(user, "id"),
        .user_name = json_text_member(user, "name"),
        .domain_id = json_text_member(domain, "id"),
        .domain_name = json_text_member(domain, "name"),
        .roles = role_names_of(ctx->arena, body),
        .catalog = array_member(body, "catalog"),
    };
    if (!token.text)
        return sentence_fail(ctx, UNAVAILABLE, SENTENCE_NO_CLOUD, {"url", keystone->url});
    const char *expires_at = json_text_member(body, "expires_at");
    if (expires_at && !time_read(expires_at, &token.expires_at))
        token.expires_at = TIME_NONE;
    *ret_token = token;
    return OK;
}

Error keystone_sign_in(Ctx *ctx, const Keystone *keystone, const KeystoneCredential *credential,
    KeystoneScope scope, KeystoneToken *ret_token)
{
    return issue_token(ctx, keystone, auth_body(ctx->arena, credential, NULL, scope), ret_token);
}

Error keystone_change_scope(Ctx *ctx, const Keystone *keystone, const char *token,
    KeystoneScope scope, KeystoneToken *ret_token)
{
    return issue_token(ctx, keystone, auth_body(ctx->arena, NULL, token, scope), ret_token);
}

// ── passwords ────────────────────────────────────────────────────────────────────────────────

static const char *change_body(Arena *arena, const char *password, const char *new_password)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_begin_object(out, "user");
    json_put(out, "original_password", password);
    json_put(out, "password", new_password);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

Error keystone_change_password(Ctx *ctx, const Keystone *keystone, const char *user_id,
    const char *password, const char *new_password)
{
    Exchange exchange = {NULL, "POST",
        arena_printf(ctx->arena, "%s/users/%s/password", keystone->url, user_id),
        change_body(ctx->arena, password, new_password)};
    Error error = cloud_send(ctx, keystone, &exchange);
    if (error && exchange.answer.status == 400)
        return sentence_fail(ctx, INVALID, SENTENCE_CLOUD_PASSWORD_NOT_TAKEN,
            {"words", message_of(ctx->arena, exchange.object)});
    // Tokens of the second in which a password changes are no good: a cloud counts in seconds. It
    // may have changed where the answer was lost, too.
    if (!error || error == UNAVAILABLE)
        usleep(1100 * 1000);
    return error;
}

// "The password is expired and needs to be changed for user: 47b8….": at its end, perhaps with a
// full stop.
static const char *user_id_of(Arena *arena, const char *message)
{
    const char *id = strrchr(message, ' ');
    id = id ? arena_text(arena, id + 1, strcspn(id + 1, ".")) : NULL;
    return keystone_id_is_plain(id) ? id : NULL;
}

Error keystone_find_expired(Ctx *ctx, const Keystone *keystone,
    const KeystoneCredential *credential, const char **ret_user_id)
{
    Exchange exchange = {NULL, "POST", arena_printf(ctx->arena, "%s/auth/tokens", keystone->url),
        auth_body(ctx->arena, credential, NULL, (KeystoneScope){0})};
    Error error = cloud_send(ctx, keystone, &exchange);
    const char *message = error ? message_of(ctx->arena, exchange.object) : "";
    *ret_user_id = exchange.answer.status == 401 && is_expired_password(message)
                       ? user_id_of(ctx->arena, message)
                       : NULL;
    return *ret_user_id ? OK : error;
}

// ── projects and users ───────────────────────────────────────────────────────────────────────

static bool is_false(const JsonValue *value)
{
    return value && value->kind == JSON_FALSE;
}

Error keystone_list_projects(
    Ctx *ctx, const Keystone *keystone, const char *token, KeystoneProjectList *ret_projects)
{
    const JsonValue *answer;
    TRY(get(ctx, keystone, token, "/auth/projects", &answer));
    const JsonValue *found = array_member(answer, "projects");
    KeystoneProjectList projects = {
        arena_array_of(ctx->arena, KeystoneProject, KEYSTONE_MAX_PROJECTS), 0};
    for (const JsonValue *one = json_first(found); one && projects.count < KEYSTONE_MAX_PROJECTS;
         one = json_next(found, one)) {
        KeystoneProject project = {json_text_member(one, "id"), json_text_member(one, "name"),
            json_text_member(one, "domain_id")};
        if (keystone_id_is_plain(project.id) && !is_false(json_member(one, "enabled")))
            projects.items[projects.count++] = project;
    }
    *ret_projects = projects;
    return OK;
}

static KeystoneOwner owner_of(const JsonValue *user)
{
    const JsonValue *said = json_member(user, "is_domain_owner");
    if (!said || (said->kind != JSON_TRUE && said->kind != JSON_FALSE))
        return OWNER_UNSAID;
    return said->kind == JSON_TRUE ? OWNER_YES : OWNER_NO;
}

static KeystoneUser user_of(const JsonValue *user)
{
    const char *email = json_text_member(user, "email");
    return (KeystoneUser){
        .id = json_text_member(user, "id"),
        .name = json_text_member(user, "name"),
        .email = email && text_is_mail_address(email) ? email : NULL,
        .is_enabled = !is_false(json_member(user, "enabled")),
        .owner = owner_of(user),
    };
}

Error keystone_get_user(Ctx *ctx, const Keystone *keystone, const char *token, const char *user_id,
    KeystoneUser *ret_user)
{
    const JsonValue *answer;
    TRY(get(ctx, keystone, token, arena_printf(ctx->arena, "/users/%s", user_id), &answer));
    *ret_user = user_of(json_member(answer, "user"));
    return OK;
}

Error keystone_list_users(Ctx *ctx, const Keystone *keystone, const char *token,
    const char *domain_id, KeystoneUserList *ret_users)
{
    const JsonValue *answer;
    TRY(get(
        ctx, keystone, token, arena_printf(ctx->arena, "/users?domain_id=%s", domain_id), &answer));
    const JsonValue *found = array_member(answer, "users");
    KeystoneUserList users = {arena_array_of(ctx->arena, KeystoneUser, KEYSTONE_MAX_USERS), 0};
    for (const JsonValue *one = json_first(found); one && users.count < KEYSTONE_MAX_USERS;
         one = json_next(found, one)) {
        KeystoneUser user = user_of(one);
        // Whatever a cloud answers, nobody of another domain is one of this.
        if (keystone_id_is_plain(user.id) && user.name &&
            text_same(json_text_member(one, "domain_id"), domain_id))
            users.items[users.count++] = user;
    }
    *ret_users = users;
    return OK;
}
