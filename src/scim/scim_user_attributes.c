#include "scim_user.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

SHAPE(scim_email_shape, ScimEmail, FIELD(ScimEmail, value, .required = true),
    FIELD(ScimEmail, type), FIELD(ScimEmail, is_primary));

SHAPE(scim_membership_shape, ScimMembership, FIELD(ScimMembership, scim_user_id),
    FIELD(ScimMembership, group_id), FIELD(ScimMembership, display_name));

SHAPE(scim_user_shape, ScimUser, FIELD(ScimUser, organization_id), FIELD(ScimUser, id),
    FIELD(ScimUser, user_id), FIELD(ScimUser, user_name), FIELD(ScimUser, external_id),
    FIELD(ScimUser, display_name), FIELD(ScimUser, formatted_name), FIELD(ScimUser, given_name),
    FIELD(ScimUser, family_name), FIELD_LIST(ScimUser, emails, scim_email_shape),
    FIELD(ScimUser, is_active), FIELD(ScimUser, group_roles), FIELD(ScimUser, created_at),
    FIELD(ScimUser, changed_at));

static const struct {
    const char *attribute, *sub;
    size_t offset;
} texts[] = {
    {"userName", NULL, offsetof(ScimUser, user_name)},
    {"externalId", NULL, offsetof(ScimUser, external_id)},
    {"displayName", NULL, offsetof(ScimUser, display_name)},
    {"name", "formatted", offsetof(ScimUser, formatted_name)},
    {"name", "givenName", offsetof(ScimUser, given_name)},
    {"name", "familyName", offsetof(ScimUser, family_name)},
};

// ── reading ──────────────────────────────────────────────────────────────────────────────────

// Some directories write "True".
static Error bool_read(Ctx *ctx, const char *name, const JsonValue *value, bool *ret_flag)
{
    bool is_text = value && value->kind == JSON_TEXT;
    bool is_true =
        value && (value->kind == JSON_TRUE || (is_text && !strcasecmp(value->text, "true")));
    if (!is_true &&
        !(value && (value->kind == JSON_FALSE || (is_text && !strcasecmp(value->text, "false")))))
        return fail(ctx, INVALID, "invalid_value", "%s is true or false.", name);
    *ret_flag = is_true;
    return OK;
}

static void email_make_primary(ScimEmailList *emails, size_t number)
{
    for (size_t i = 0; i < emails->count; i++)
        emails->items[i].is_primary = i == number;
}

static Error email_place(Ctx *ctx, ScimEmailList *emails, size_t number, ScimOperation operation,
    const char *sub, const JsonValue *value)
{
    ScimEmail *email = &emails->items[number];
    bool is_primary = false;
    if (!strcasecmp(sub, "type"))
        return scim_text_place(ctx, "emails.type", operation, value, &email->type);
    if (!strcasecmp(sub, "value"))
        return scim_text_place(ctx, "emails.value", operation, value, &email->value);
    if (strcasecmp(sub, "primary") != 0)
        return OK;
    if (operation != SCIM_REMOVE)
        TRY(bool_read(ctx, "emails.primary", value, &is_primary));
    email->is_primary = false;
    if (is_primary)
        email_make_primary(emails, number);
    return OK;
}

static Error email_read(Ctx *ctx, ScimEmailList *emails, size_t number, const JsonValue *object)
{
    if (object->kind != JSON_OBJECT)
        return fail(ctx, INVALID, "invalid_value", "emails has objects.");
    const JsonValue *value, *name = json_first(object);
    for (; name; name = json_next(object, value)) {
        value = json_next(object, name);
        if (value->kind != JSON_NULL)
            TRY(email_place(ctx, emails, number, SCIM_REPLACE, name->text, value));
    }
    return OK;
}

static Error email_add(Ctx *ctx, ScimEmailList *emails)
{
    if (emails->count == MAX_SCIM_EMAILS)
        return fail(
            ctx, INVALID, "invalid_value", "A user can have %d mail addresses.", MAX_SCIM_EMAILS);
    emails->items[emails->count++] = (ScimEmail){0};
    return OK;
}

static void email_drop(ScimEmailList *emails, size_t number)
{
    memmove(&emails->items[number], &emails->items[number + 1],
        (--emails->count - number) * sizeof *emails->items);
}

static Error emails_read(Ctx *ctx, ScimEmailList *emails, const JsonValue *value)
{
    bool is_list = value->kind == JSON_ARRAY;
    const JsonValue *item = is_list ? json_first(value) : value;
    for (; item; item = is_list ? json_next(value, item) : NULL) {
        TRY(email_add(ctx, emails));
        TRY(email_read(ctx, emails, emails->count - 1, item));
    }
    return OK;
}

static bool email_matches(Arena *arena, const ScimEmail *email, const ScimFilter *filter)
{
    const char *problem;
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_put(out, "value", email->value);
    json_put(out, "type", email->type);
    json_put(out, "primary", email->is_primary);
    json_end_object(out);
    const char *text = json_finish(out);
    return !filter || scim_filter_matches(filter, json_parse(arena, text, strlen(text), &problem));
}

static Error email_change(Ctx *ctx, ScimEmailList *emails, size_t number, ScimOperation operation,
    const ScimPath *path, const JsonValue *value)
{
    if (path->sub)
        return email_place(ctx, emails, number, operation, path->sub, value);
    if (operation == SCIM_REMOVE) {
        emails->items[number].value = NULL;
        return OK;
    }
    return email_read(ctx, emails, number, value);
}

// One that is not there yet is made: Entra ID replaces the address of work before there is one.
static Error emails_change(Ctx *ctx, ScimEmailList *emails, ScimOperation operation,
    const ScimPath *path, const JsonValue *value)
{
    bool has_match = false;
    for (size_t i = 0; i < emails->count; i++)
        if (email_matches(ctx->arena, &emails->items[i], path->filter)) {
            has_match = true;
            TRY(email_change(ctx, emails, i, operation, path, value));
        }
    if (has_match || operation == SCIM_REMOVE)
        return OK;
    TRY(email_add(ctx, emails));
    emails->items[emails->count - 1].type =
        path->filter ? scim_filter_equal(path->filter, "type") : NULL;
    return email_change(ctx, emails, emails->count - 1, operation, path, value);
}

static Error emails_check(Ctx *ctx, ScimEmailList *emails)
{
    for (size_t i = emails->count; i > 0; i--) {
        const char *value = emails->items[i - 1].value;
        if (!value)
            email_drop(emails, i - 1);
        else if (!text_is_mail_address(value))
            return fail(ctx, INVALID, "invalid_value", "%s is no mail address.", value);
        for (size_t k = 0; value && k < i - 1; k++)
            if (emails->items[k].value && !strcasecmp(emails->items[k].value, value)) {
                emails->items[k] = emails->items[i - 1];
                email_drop(emails, i - 1);
                break;
            }
    }
    return OK;
}

static Error emails_place(
    Ctx *ctx, ScimUser *user, ScimOperation operation, const ScimPath *path, const JsonValue *value)
{
    ScimEmailList emails = {arena_array_of(ctx->arena, ScimEmail, MAX_SCIM_EMAILS), 0};
    for (size_t i = 0; i < user->emails.count; i++)
        emails.items[emails.count++] = user->emails.items[i];
    if (path->filter || path->sub) {
        TRY(emails_change(ctx, &emails, operation, path, value));
    } else {
        if (operation != SCIM_ADD)
            emails.count = 0;
        if (operation != SCIM_REMOVE && value && value->kind != JSON_NULL)
            TRY(emails_read(ctx, &emails, value));
    }
    TRY(emails_check(ctx, &emails));
    user->emails = emails;
    return OK;
}

static Error name_place(Ctx *ctx, ScimUser *user, ScimOperation operation, const JsonValue *value)
{
    if (operation == SCIM_REMOVE || !value || value->kind == JSON_NULL) {
        user->formatted_name = user->given_name = user->family_name = NULL;
        return OK;
    }
    if (value->kind != JSON_OBJECT)
        return fail(ctx, INVALID, "invalid_value", "name is an object.");
    const JsonValue *part, *name = json_first(value);
    for (; name; name = json_next(value, part)) {
        part = json_next(value, name);
        ScimPath path = {.attribute = "name", .sub = name->text};
        TRY(scim_user_place_attribute(ctx, user, operation, &path, part));
    }
    return OK;
}

static bool is_sub(const char *wanted, const char *sub)
{
    return wanted && sub ? !strcasecmp(wanted, sub) : !wanted && !sub;
}

Error scim_user_place_attribute(
    Ctx *ctx, void *resource, ScimOperation operation, const ScimPath *path, const JsonValue *value)
{
    ScimUser *user = resource;
    if (!strcasecmp(path->attribute, "active"))
        return bool_read(ctx, "active", value, &user->is_active);
    if (!strcasecmp(path->attribute, "emails"))
        return emails_place(ctx, user, operation, path, value);
    if (!strcasecmp(path->attribute, "name") && !path->sub)
        return name_place(ctx, user, operation, value);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (!strcasecmp(path->attribute, texts[i].attribute) && is_sub(texts[i].sub, path->sub))
            return scim_text_place(ctx, texts[i].attribute, operation, value,
                (const char **)((char *)user + texts[i].offset));
    return OK;
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

const char *scim_user_email(const ScimUser *user)
{
    const ScimEmail *work = NULL;
    for (size_t i = 0; i < user->emails.count; i++) {
        const ScimEmail *email = &user->emails.items[i];
        if (email->is_primary)
            return email->value;
        if (!work && email->type && !strcasecmp(email->type, "work"))
            work = email;
    }
    if (work || user->emails.count)
        return work ? work->value : user->emails.items[0].value;
    return text_is_mail_address(user->user_name) ? user->user_name : NULL;
}

const char *scim_user_full_name(Arena *arena, const ScimUser *user)
{
    if (user->display_name || user->formatted_name)
        return user->display_name ? user->display_name : user->formatted_name;
    if (user->given_name && user->family_name)
        return arena_printf(arena, "%s %s", user->given_name, user->family_name);
    return user->family_name  ? user->family_name
           : user->given_name ? user->given_name
                              : user->user_name;
}
