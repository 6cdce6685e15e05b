#include "password.h"

#include "base/text.h"
#include "common_password.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "password_link.h"
#include "password_link_store.h"
#include "session.h"
#include "throttle.h"
#include "user_store.h"
#include "work/work.h"

#include <ctype.h>
#include <string.h>

enum { SHORTEST_NAME = 4 }; // a shorter one stands in many a word

static const Throttle guesses = {"password_change", 10, MINUTES(15)};

// ── the rules ────────────────────────────────────────────────────────────────────────────────

typedef enum Kind { LOWER, UPPER, DIGIT, SPECIAL, KINDS } Kind;

// Letters beyond ASCII count as special: they are, to somebody who guesses.
static Kind kind_of(char c)
{
    if (c >= 'a' && c <= 'z')
        return LOWER;
    if (c >= 'A' && c <= 'Z')
        return UPPER;
    return c >= '0' && c <= '9' ? DIGIT : SPECIAL;
}

static void kinds_check(Ctx *ctx, const char *field, const char *password)
{
    static const struct {
        const char *code, *message;
    } missing[KINDS] = {
        [LOWER] = {"no_lower", "Use a lower-case letter (a to z)."},
        [UPPER] = {"no_upper", "Use a capital letter (A to Z)."},
        [DIGIT] = {"no_digit", "Use a digit."},
        [SPECIAL] = {"no_special", "Use a special character, such as - or !."},
    };
    bool has[KINDS] = {false};
    for (const char *c = password; *c; c++)
        has[kind_of(*c)] = true;
    for (Kind kind = LOWER; kind < KINDS; kind++)
        if (!has[kind])
            fault(ctx, field, missing[kind].code, "%s", missing[kind].message);
}

// What stands for what in "p@ssw0rd".
static char letter_of(char c)
{
    static const char signs[] = "013457@$!", letters[] = "oieastasi";
    const char *sign = c ? strchr(signs, c) : NULL;
    return sign ? letters[sign - signs] : c;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

// The letters of the password without the decoration around them; signs read as letters or not.
static const char *word_of(Ctx *ctx, const char *folded, bool reads_signs)
{
    size_t first = 0, end = strlen(folded), length = 0;
    while (first < end && !is_letter(folded[first]))
        first++;
    while (end > first && !is_letter(folded[end - 1]))
        end--;
    char *word = arena_alloc(ctx->arena, end - first + 1);
    for (size_t i = first; i < end; i++) {
        char c = reads_signs ? letter_of(folded[i]) : folded[i];
        if (is_letter(c))
            word[length++] = c;
    }
    return word;
}

// "passwordpassword" is no better than "password".
static bool is_common(Ctx *ctx, const char *word)
{
    size_t length = strlen(word);
    for (size_t part = SHORTEST_NAME; part <= length; part++) {
        if (length % part || strncmp(word, word + part, length - part) != 0)
            continue;
        if (common_password_has(arena_text(ctx->arena, word, part)))
            return true;
    }
    return false;
}

// Any word of the name, or of the mail address before its @.
static bool contains_name(Ctx *ctx, const char *folded, const User *user)
{
    const char *local = arena_text(ctx->arena, user->email, strcspn(user->email, "@"));
    const char *names =
        text_folded(ctx->arena, arena_printf(ctx->arena, "%s %s", user->name, local));
    static const char between[] = " .,-_+'";
    for (names += strspn(names, between); *names; names += strspn(names, between)) {
        size_t length = strcspn(names, between);
        const char *name = arena_text(ctx->arena, names, length);
        if (length >= SHORTEST_NAME && strstr(folded, name))
            return true;
        names += length;
    }
    return false;
}

void password_check(Ctx *ctx, const char *field, const char *password, const User *user)
{
    const char *folded = text_folded(ctx->arena, password);
    if (text_characters(password) < PASSWORD_MIN)
        fault(ctx, field, "too_short", "Use at least %d characters.", PASSWORD_MIN);
    kinds_check(ctx, field, password);
    if (contains_name(ctx, folded, user))
        fault(ctx, field, "contains_name", "Leave out your name and your mail address.");
    if (is_common(ctx, word_of(ctx, folded, true)) || is_common(ctx, word_of(ctx, folded, false)))
        fault(ctx, field, "too_common", "Many people use this password; it is guessed first.");
}

// ── to a new one ─────────────────────────────────────────────────────────────────────────────

static Error password_write(
    Ctx *ctx, Id user_id, const char *hash, Id kept_session_id, const char *data)
{
    TRY(user_store_change_password(ctx, user_id, hash));
    TRY(password_link_store_use_all(ctx, user_id));
    TRY(session_end_all(ctx, user_id, kept_session_id));
    return event_emit(ctx, "password.changed", ID_NONE, user_id, data);
}

Error password_begin(Ctx *ctx, Id user_id, const char *hash)
{
    return password_write(ctx, user_id, hash, ID_NONE, "{\"purpose\":\"set\"}");
}

static Error read_link(Ctx *ctx, const char *token, PasswordLink *ret_link, User *ret_user)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(password_link_get(ctx, token, ret_link));
    TRY(password_link_require_usable(ctx, ret_link));
    TRY(user_get(ctx, ret_link->user_id, ret_user));
    return tx_commit(&tx);
}

Error password_open_link(Ctx *ctx, const NewPassword *wanted, HashedPassword *ret_hashed)
{
    PasswordLink link;
    User user;
    TRY(read_link(ctx, wanted->token, &link, &user));
    password_check(ctx, "password", wanted->password, &user);
    TRY(faults(ctx));
    *ret_hashed = (HashedPassword){
        .user = user, .link = link, .hash = password_hash(ctx->arena, wanted->password)};
    return OK;
}

Error password_place(
    Ctx *ctx, const HashedPassword *hashed, bool revokes_api_tokens, ApiTokenList *ret_revoked)
{
    ApiTokenList revoked = {0};
    const char *purpose = password_link_purposes[hashed->link.purpose];
    TRY(password_link_use(ctx, hashed->link.id)); // again: somebody else may have been faster
    TRY(password_write(ctx, hashed->user.id, hashed->hash, ID_NONE,
        arena_printf(ctx->arena, "{\"purpose\":\"%s\"}", purpose)));
    if (revokes_api_tokens)
        TRY(api_token_revoke_all(ctx, hashed->user.id, ID_NONE, &revoked));
    *ret_revoked = revoked;
    return OK;
}

static Error read_self(Ctx *ctx, User *ret_user)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(throttle_count(ctx, &guesses, ctx->actor.user_id.text));
    TRY(user_get(ctx, ctx->actor.user_id, ret_user));
    return tx_commit(&tx);
}

Error password_open_own(
    Ctx *ctx, const char *current_password, const char *new_password, HashedPassword *ret_hashed)
{
    User user;
    TRY(read_self(ctx, &user));
    if (!user.password_hash || !password_matches(user.password_hash, current_password))
        fault(ctx, "current_password", "wrong_password", "This is not your present password.");
    password_check(ctx, "new_password", new_password, &user);
    TRY(faults(ctx));
    *ret_hashed = (HashedPassword){.user = user, .hash = password_hash(ctx->arena, new_password)};
    return OK;
}

Error password_change(Ctx *ctx, const HashedPassword *hashed)
{
    User now;
    TRY(user_store_lock(ctx, hashed->user.id, &now));
    if (!text_same(now.password_hash, hashed->user.password_hash))
        return fail(ctx, CONFLICT, "password_changed", "The password was changed meanwhile.");
    TRY(password_write(
        ctx, now.id, hashed->hash, ctx->actor.session_id, "{\"purpose\":\"change\"}"));
    return throttle_remove(ctx, &guesses, now.id.text);
}
