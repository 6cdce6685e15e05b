#include "openid.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "crypt/jose.h"
#include "db/db.h"
#include "http/client.h"
#include "http/guard.h"
#include "identity_provider.h"
#include "openid_claims.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "shape/pattern.h"
#include "json/json.h"

#include <string.h>

#define TIMEOUT  SECONDS(15) // of all that is asked to identify somebody
#define KEPT_FOR HOURS(24)   // what it said of itself

enum { MAX_ANSWER = 512 * 1024, MAX_NAME = 100 };

SHAPE(openid_metadata_shape, OpenidMetadata,
    FIELD(OpenidMetadata, authorization_endpoint, .required = true),
    FIELD(OpenidMetadata, token_endpoint, .required = true),
    FIELD(OpenidMetadata, jwks_uri, .required = true), FIELD(OpenidMetadata, userinfo_endpoint),
    FIELD(OpenidMetadata, sends_issuer), FIELD(OpenidMetadata, wants_secret_in_body));

// ── asking ───────────────────────────────────────────────────────────────────────────────────

static const JsonValue *parsed(Ctx *ctx, const ClientAnswer *answer)
{
    const char *problem;
    return json_parse(ctx->arena, answer->body.bytes, answer->body.length, &problem);
}

static Error get(
    Ctx *ctx, const char *url, const char *bearer, int64_t *left_us, ClientAnswer *ret_answer)
{
    static const char *const headers[] = {"Accept: application/json", NULL};
    ClientRequest request = {
        .method = "GET",
        .url = url,
        .headers = headers,
        .bearer = bearer,
        .left_us = left_us,
        .max_size = MAX_ANSWER,
    };
    return client_send(ctx, &request, ret_answer);
}

// ── what it is ───────────────────────────────────────────────────────────────────────────────

static bool lists(const JsonValue *object, const char *name, const char *wanted)
{
    const JsonValue *list = json_member(object, name);
    if (!list || list->kind != JSON_ARRAY)
        return false;
    for (const JsonValue *item = json_first(list); item; item = json_next(list, item))
        if (item->kind == JSON_TEXT && text_same(item->text, wanted))
            return true;
    return false;
}

static Error read_endpoint(Ctx *ctx, const JsonValue *configuration, const char *name,
    bool is_needed, const char **ret_url)
{
    const char *url = json_text_member(configuration, name);
    if (url ? !guard_url_is_confidential(url) : is_needed)
        return sentence_fail(ctx, INVALID, SENTENCE_OPENID_NO_ENDPOINT, {"name", name});
    *ret_url = url;
    return OK;
}

static Error read_metadata(
    Ctx *ctx, const IdentityProvider *provider, const JsonValue *found, OpenidMetadata *metadata)
{
    static const char methods[] = "token_endpoint_auth_methods_supported";
    const char *issuer = json_text_member(found, "issuer");
    const JsonValue *sends_issuer =
        json_member(found, "authorization_response_iss_parameter_supported");
    if (!text_same(issuer, provider->address)) // Discovery §4.3: else it vouches for others
        return sentence_fail(ctx, INVALID, SENTENCE_OPENID_OTHER_ISSUER, {"issuer", issuer});
    TRY(read_endpoint(
        ctx, found, "authorization_endpoint", true, &metadata->authorization_endpoint));
    TRY(read_endpoint(ctx, found, "token_endpoint", true, &metadata->token_endpoint));
    TRY(read_endpoint(ctx, found, "jwks_uri", true, &metadata->jwks_uri));
    TRY(read_endpoint(ctx, found, "userinfo_endpoint", false, &metadata->userinfo_endpoint));
    metadata->sends_issuer = sends_issuer && sends_issuer->kind == JSON_TRUE;
    metadata->wants_secret_in_body = lists(found, methods, "client_secret_post") &&
                                     !lists(found, methods, "client_secret_basic");
    return OK;
}

static Error fetch_keys(Ctx *ctx, IdentityProvider *provider, int64_t *left_us)
{
    ClientAnswer answer;
    TRY(get(ctx, provider->metadata->jwks_uri, NULL, left_us, &answer));
    const JsonValue *keys = parsed(ctx, &answer); // also: no NUL in it, and no member twice
    const char *usable = keys ? jose_read_keys(ctx->arena, answer.body.bytes) : NULL;
    if (answer.status != 200 || !usable)
        return sentence_fail(
            ctx, INVALID, SENTENCE_OPENID_NO_KEYS, {"url", provider->metadata->jwks_uri});
    provider->keys.text = usable;
    provider->fetched_at = ctx->now;
    return OK;
}

static const char *configuration_url(Arena *arena, const char *issuer)
{
    size_t length = strlen(issuer);
    length -= length && issuer[length - 1] == '/';
    return arena_printf(arena, "%.*s/.well-known/openid-configuration", (int)length, issuer);
}

static Error discover(Ctx *ctx, IdentityProvider *provider, int64_t *left_us)
{
    OpenidMetadata *metadata = arena_new_of(ctx->arena, OpenidMetadata);
    IdentityProvider found = *provider;
    ClientAnswer answer;
    const char *url = configuration_url(ctx->arena, provider->address);
    TRY(get(ctx, url, NULL, left_us, &answer));
    const JsonValue *configuration = parsed(ctx, &answer);
    if (answer.status != 200 || !configuration)
        return sentence_fail(ctx, INVALID, SENTENCE_OPENID_NONE, {"url", url});
    TRY(read_metadata(ctx, provider, configuration, metadata));
    found.metadata = metadata;
    TRY(fetch_keys(ctx, &found, left_us));
    *provider = found;
    return OK;
}

Error openid_discover(Ctx *ctx, IdentityProvider *provider)
{
    int64_t left_us = TIMEOUT;
    return discover(ctx, provider, &left_us);
}

// ── there ────────────────────────────────────────────────────────────────────────────────────

// Derived instead of kept: who reads the row cannot redeem the code.
static const char *verifier_of(Ctx *ctx, Id id)
{
    return digest_text(ctx->arena, crypt_sign("openid_verifier", id.text));
}

static const char *nonce_of(Ctx *ctx, Id id)
{
    return digest_text(ctx->arena, crypt_sign("openid_nonce", id.text));
}

static void add_parameter(Text *text, const char *name, const char *value)
{
    text_printf(
        text, "%s%s=%s", text->length ? "&" : "", name, text_url_encoded(text->arena, value));
}

const char *openid_location(Ctx *ctx, const IdentityProvider *provider, Id id, bool is_asked_anew)
{
    const char *endpoint = provider->metadata->authorization_endpoint;
    Digest challenge = digest_of(verifier_of(ctx, id));
    Text query = {.arena = ctx->arena};
    add_parameter(&query, "response_type", "code");
    add_parameter(&query, "scope", "openid email profile");
    add_parameter(&query, "client_id", provider->client_id);
    add_parameter(&query, "redirect_uri", identity_provider_redirect_url(ctx, provider->id));
    add_parameter(&query, "state", id.text);
    add_parameter(&query, "nonce", nonce_of(ctx, id));
    add_parameter(&query, "code_challenge",
        base64url_of(ctx->arena, challenge.bytes, sizeof(challenge.bytes)));
    add_parameter(&query, "code_challenge_method", "S256");
    if (is_asked_anew) {
        add_parameter(&query, "prompt", "login");
        add_parameter(&query, "max_age", "60"); // so that it must say when (Core §3.1.2.1)
    }
    return arena_printf(
        ctx->arena, "%s%c%s", endpoint, strchr(endpoint, '?') ? '&' : '?', text_of(&query));
}

// ── and back ─────────────────────────────────────────────────────────────────────────────────

typedef struct Tokens {
    const char *id_token, *access_token;
} Tokens;

// RFC 6749 §2.3.1: both are encoded as in a form before they are joined.
static const char *basic_header(Ctx *ctx, const char *client_id, const char *secret)
{
    const char *pair = arena_printf(ctx->arena, "%s:%s", text_url_encoded(ctx->arena, client_id),
        text_url_encoded(ctx->arena, secret));
    return arena_printf(
        ctx->arena, "Authorization: Basic %s", base64_of(ctx->arena, pair, strlen(pair)));
}

static Error read_tokens(Ctx *ctx, const ClientAnswer *answer, Tokens *ret_tokens)
{
    const JsonValue *body = parsed(ctx, answer);
    const char *error = json_text_member(body, "error");
    const char *id_token = json_text_member(body, "id_token");
    if (answer->status != 200 || !id_token)
        return sentence_fail(ctx, INVALID, SENTENCE_OPENID_CODE_REFUSED,
            {"words", error ? error : arena_printf(ctx->arena, "HTTP %d", answer->status)});
    *ret_tokens = (Tokens){id_token, json_text_member(body, "access_token")};
    return OK;
}

static Error redeem(Ctx *ctx, const IdentityProvider *provider, Id id, const char *code,
    int64_t *left_us, Tokens *ret_tokens)
{
    const char *secret;
    ClientAnswer answer;
    TRY(identity_provider_open_secret(ctx, provider, &secret));
    bool is_in_body = !secret || provider->metadata->wants_secret_in_body;
    Text form = {.arena = ctx->arena};
    add_parameter(&form, "grant_type", "authorization_code");
    add_parameter(&form, "code", code);
    add_parameter(&form, "redirect_uri", identity_provider_redirect_url(ctx, provider->id));
    add_parameter(&form, "code_verifier", verifier_of(ctx, id));
    if (is_in_body)
        add_parameter(&form, "client_id", provider->client_id);
    if (is_in_body && secret)
        add_parameter(&form, "client_secret", secret);
    const char *headers[] = {"Accept: application/json",
        "Content-Type: application/x-www-form-urlencoded",
        is_in_body ? NULL : basic_header(ctx, provider->client_id, secret), NULL};
    ClientRequest request = {
        .method = "POST",
        .url = provider->metadata->token_endpoint,
        .headers = headers,
        .body = {text_of(&form), form.length},
        .left_us = left_us,
        .max_size = MAX_ANSWER,
    };
    TRY(client_send(ctx, &request, &answer));
    return read_tokens(ctx, &answer, ret_tokens);
}

Error openid_read_claims(Ctx *ctx, const char *token, const JsonValue **ret_claims)
{
    const char *text, *problem;
    if (!jose_read_claims(ctx->arena, token, &text))
        return openid_refuse(ctx, INVALID, "JWS");
    const JsonValue *claims = json_parse(ctx->arena, text, strlen(text), &problem);
    if (!claims || claims->kind != JSON_OBJECT)
        return openid_refuse(ctx, INVALID, "JWS");
    *ret_claims = claims;
    return OK;
}

Error openid_check_token(
    Ctx *ctx, const IdentityProvider *provider, const char *token, const JsonValue **ret_claims)
{
    static const char *const reasons[] = {
        [JOSE_MALFORMED] = "JWS",
        [JOSE_BAD_ALGORITHM] = "alg",
        [JOSE_UNKNOWN_KEY] = "kid",
        [JOSE_BAD_SIGNATURE] = "signature",
    };
    const char *text;
    JoseVerdict verdict = jose_check(ctx->arena, token, provider->keys.text, &text);
    if (verdict == JOSE_UNKNOWN_KEY)
        return openid_refuse(ctx, NOT_FOUND, reasons[verdict]);
    if (verdict != JOSE_SIGNED)
        return openid_refuse(ctx, INVALID, reasons[verdict]);
    return openid_read_claims(ctx, token, ret_claims);
}

// A key that is not known may be a new one (Core §10.1.1): they are asked for once more.
static Error check_signature(Ctx *ctx, IdentityProvider *provider, const char *token,
    int64_t *left_us, const JsonValue **ret_claims)
{
    Error error = openid_check_token(ctx, provider, token, ret_claims);
    if (error != NOT_FOUND)
        return error;
    TRY(fetch_keys(ctx, provider, left_us));
    error = openid_check_token(ctx, provider, token, ret_claims);
    return error == NOT_FOUND ? INVALID : error;
}

// What it calls somebody stands on our pages and in mails: only as people could have typed it here.
static void take_person(const JsonValue *claims, ExternalPerson *person)
{
    const JsonValue *verified = json_member(claims, "email_verified");
    const char *email = json_text_member(claims, "email"), *name = json_text_member(claims, "name");
    if (email && text_is_mail_address(email)) {
        person->email = email;
        person->is_email_verified =
            verified && (verified->kind == JSON_TRUE ||
                            (verified->kind == JSON_TEXT && text_same(verified->text, "true")));
    }
    if (name && text_characters(name) <= MAX_NAME && pattern_matches(ONE_LINE, name))
        person->name = name;
}

// Core §5.3: only of the same subject.
static Error ask_userinfo(Ctx *ctx, const IdentityProvider *provider, const Tokens *tokens,
    int64_t *left_us, ExternalPerson *person)
{
    ClientAnswer answer;
    if (!provider->metadata->userinfo_endpoint || !tokens->access_token || person->email)
        return OK;
    TRY(get(ctx, provider->metadata->userinfo_endpoint, tokens->access_token, left_us, &answer));
    const JsonValue *claims = parsed(ctx, &answer);
    if (answer.status != 200 || !claims)
        return openid_refuse(ctx, INVALID, "userinfo");
    if (!text_same(json_text_member(claims, "sub"), person->subject))
        return openid_refuse(ctx, INVALID, "userinfo sub");
    take_person(claims, person);
    return OK;
}

static Error refresh(Ctx *ctx, IdentityProvider *provider, int64_t *left_us)
{
    if (provider->metadata && ctx->now.us - provider->fetched_at.us < KEPT_FOR)
        return OK;
    return discover(ctx, provider, left_us);
}

Error openid_identify(Ctx *ctx, IdentityProvider *provider, Id id, Time anew_since,
    const char *code, ExternalPerson *ret_person)
{
    int64_t left_us = TIMEOUT;
    Tokens tokens = {0};
    const JsonValue *claims;
    ExternalPerson person = {0};
    TRY(refresh(ctx, provider, &left_us));
    TRY(redeem(ctx, provider, id, code, &left_us, &tokens));
    TRY(check_signature(ctx, provider, tokens.id_token, &left_us, &claims));
    TRY(openid_check_id_token(ctx, provider, claims, nonce_of(ctx, id), tokens.access_token));
    TRY(openid_check_authentication(ctx, claims, anew_since, &person.authenticated_at));
    person.subject = json_text_member(claims, "sub");
    person.sid = json_text_member(claims, "sid");
    take_person(claims, &person);
    TRY(ask_userinfo(ctx, provider, &tokens, &left_us, &person));
    *ret_person = person;
    return OK;
}
