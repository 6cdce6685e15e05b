#include "scim_user.h"

#include "base/text.h"
#include "federation/mail_domain.h"
#include "identity/user.h"
#include "organizations/member_removal.h"
#include "organizations/organization.h"
#include "scim_role.h"
#include "scim_user_store.h"
#include "work/work.h"

#include <string.h>

enum { USERS_AT_ONCE = 500 };

static Error is_there_already(Ctx *ctx, Error error)
{
    static const struct {
        const char *constraint, *what;
    } unique[] = {{"scim_user_name", "this userName"}, {"scim_user_external_id", "this externalId"},
        {"scim_user_person", "the account of this mail address"}};
    for (size_t i = 0; error == CONFLICT && i < COUNT_OF(unique); i++)
        if (text_same(ctx->failure.code, unique[i].constraint))
            return fail(
                ctx, CONFLICT, "uniqueness", "There is a user with %s already.", unique[i].what);
    return error;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static Error read_groups(Ctx *ctx, ScimUserList *users)
{
    TextList ids = {arena_array_of(ctx->arena, const char *, users->count), users->count};
    ScimMembershipList all;
    for (size_t i = 0; i < users->count; i++)
        ids.items[i] = users->items[i].id.text;
    TRY(scim_user_store_list_groups(ctx, json_of_texts(ctx->arena, ids), &all));
    size_t at = 0; // both stand by the users' ids
    for (size_t i = 0; i < users->count; i++) {
        ScimMembershipList *groups = &users->items[i].groups;
        *groups = (ScimMembershipList){.items = all.items + at};
        for (; at < all.count && id_same(all.items[at].scim_user_id, users->items[i].id); at++)
            groups->count++;
    }
    return OK;
}

Error scim_user_get(Ctx *ctx, Id id, ScimUser *ret_user)
{
    ScimUserList one = {ret_user, 1};
    *ret_user = (ScimUser){0};
    Error error = scim_user_store_get(ctx, id, ret_user);
    if (error == NOT_FOUND)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such user.");
    TRY(error);
    return read_groups(ctx, &one);
}

static Error list_all(Ctx *ctx, ScimPage *page)
{
    ScimUserKeys any = {0};
    ScimUserList users;
    TRY(scim_user_store_count(ctx, false, &page->total));
    TRY(scim_user_store_list(ctx, &any, ID_NONE, page->start - 1, page->count, &users));
    TRY(read_groups(ctx, &users));
    for (size_t i = 0; i < users.count; i++)
        page->items.items[page->items.count++] = scim_user_json(ctx->arena, &users.items[i]);
    return OK;
}

static bool matches(Arena *arena, const ScimUser *user, const ScimFilter *filter)
{
    const char *problem, *json = scim_user_json(arena, user);
    return scim_filter_matches(filter, json_parse(arena, json, strlen(json), &problem));
}

// Groups are read of those that are answered, unless they decide.
static Error take_matching(
    Ctx *ctx, const ScimUserList *users, const ScimFilter *filter, ScimPage *page)
{
    ScimUserList found = {arena_array_of(ctx->arena, ScimUser, users->count), 0};
    for (size_t i = 0; i < users->count; i++)
        if (matches(ctx->arena, &users->items[i], filter) && scim_page_next(page))
            found.items[found.count++] = users->items[i];
    if (!scim_filter_has(filter, "groups"))
        TRY(read_groups(ctx, &found));
    for (size_t i = 0; i < found.count; i++)
        page->items.items[page->items.count++] = scim_user_json(ctx->arena, &found.items[i]);
    return OK;
}

static Error list_matching(Ctx *ctx, const ScimFilter *filter, ScimPage *page)
{
    ScimUserKeys keys = {
        .id = scim_filter_equal(filter, "id"),
        .user_name = scim_filter_equal(filter, "userName"),
        .external_id = scim_filter_equal(filter, "externalId"),
    };
    ScimUserList users = {.count = USERS_AT_ONCE};
    Id after = ID_NONE;
    while (users.count == USERS_AT_ONCE) {
        TRY(scim_user_store_list(ctx, &keys, after, 0, USERS_AT_ONCE, &users));
        if (scim_filter_has(filter, "groups"))
            TRY(read_groups(ctx, &users));
        TRY(take_matching(ctx, &users, filter, page));
        if (users.count)
            after = users.items[users.count - 1].id;
    }
    return OK;
}

Error scim_user_list(Ctx *ctx, const ScimQuery *query, ScimPage *ret_page)
{
    const ScimFilter *filter;
    TRY(scim_page_begin(ctx, query, ret_page, &filter));
    return filter ? list_matching(ctx, filter, ret_page) : list_all(ctx, ret_page);
}

// ── the person ───────────────────────────────────────────────────────────────────────────────

static Error require_domain(Ctx *ctx, const char *email)
{
    bool is_own;
    if (!email)
        return fail(
            ctx, INVALID, "invalid_value", "An active user needs a mail address in emails.");
    TRY(mail_domain_has(ctx, email, &is_own));
    return is_own ? OK
                  : fail(ctx, INVALID, "domain_not_confirmed",
                        "The operator has not confirmed that %s is a mail domain of your"
                        " organization: an owner adds it to an identity provider.",
                        strrchr(email, '@') + 1);
}

// Who closes the account meanwhile is waited for.
static Error find_person(Ctx *ctx, const char *email, User *ret_person)
{
    TRY(user_find(ctx, email, ret_person));
    if (!id_is_set(ret_person->id))
        return OK;
    TRY(user_lock(ctx, ret_person->id));
    return user_find(ctx, email, ret_person);
}

static Error create_person(Ctx *ctx, const ScimUser *user, const char *email, User *ret_person)
{
    Organization organization;
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    return user_create(
        ctx, email, scim_user_full_name(ctx->arena, user), organization.language, ret_person);
}

static Error make_member(Ctx *ctx, Id user_id)
{
    bool is_member;
    TRY(membership_has(ctx, ctx->actor.organization_id, user_id, &is_member));
    if (is_member)
        return OK;
    return membership_create_vouched(ctx, ctx->actor.organization_id, user_id, (TextList){0}, NULL);
}

// Whoever was somebody here stays that one, whatever the address is now.
static Error activate(Ctx *ctx, const ScimUser *user)
{
    User person;
    const char *email = scim_user_email(user);
    if (id_is_set(user->user_id)) {
        TRY(user_get(ctx, user->user_id, &person));
        email = person.email;
    }
    TRY(require_domain(ctx, email));
    TRY(find_person(ctx, email, &person));
    if (!id_is_set(person.id))
        TRY(create_person(ctx, user, email, &person));
    TRY(is_there_already(ctx, scim_user_store_change_person(ctx, user->id, person.id)));
    return make_member(ctx, person.id);
}

static Error deactivate(Ctx *ctx, const ScimUser *user)
{
    Member member;
    TRY(membership_get(ctx, user->user_id, &member));
    if (member_has(&member, ROLE_OWNER) || member_has(&member, ROLE_OPERATOR))
        return fail(ctx, CONFLICT, "kept_by_owners",
            "%s is an owner or works for the operator: such members are removed by an owner.",
            member.name);
    return member_remove(ctx, user->user_id, ID_NONE, false);
}

static Error place_activity(Ctx *ctx, const ScimUser *before, const ScimUser *user)
{
    if (user->is_active == before->is_active)
        return OK;
    TRY(user->is_active ? activate(ctx, user) : deactivate(ctx, user));
    TRY(scim_user_store_mark(ctx, user->user_id));
    return scim_roles_place(ctx);
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────

static Error require_user_name(Ctx *ctx, const ScimUser *user)
{
    return user->user_name ? OK : fail(ctx, INVALID, "invalid_value", "A user has a userName.");
}

Error scim_user_create(Ctx *ctx, const JsonValue *body, ScimUser *ret_user)
{
    ScimUser nobody = {0}, user = {.is_active = true};
    int64_t count;
    TRY(scim_resource_read(ctx, body, scim_user_place_attribute, &user));
    TRY(require_user_name(ctx, &user));
    TRY(membership_lock_all(ctx));
    TRY(scim_user_store_count(ctx, false, &count));
    if (count >= MAX_SCIM_USERS)
        return fail(
            ctx, CONFLICT, "too_many_users", "A directory can have %d users here.", MAX_SCIM_USERS);
    user.organization_id = ctx->actor.organization_id;
    user.id = id_new("scu");
    TRY(is_there_already(ctx, scim_user_store_create(ctx, &user)));
    TRY(place_activity(ctx, &nobody, &user));
    return scim_user_get(ctx, user.id, ret_user);
}

static Error lock(Ctx *ctx, Id id, ScimUser *ret_user)
{
    TRY(membership_lock_all(ctx));
    return scim_user_get(ctx, id, ret_user);
}

static Error finish_change(
    Ctx *ctx, const ScimUser *before, const ScimUser *user, ScimUser *ret_user)
{
    TRY(require_user_name(ctx, user));
    TRY(is_there_already(ctx, scim_user_store_change(ctx, user)));
    TRY(place_activity(ctx, before, user));
    return scim_user_get(ctx, user->id, ret_user);
}

Error scim_user_place(Ctx *ctx, Id id, const JsonValue *body, ScimUser *ret_user)
{
    ScimUser before;
    TRY(lock(ctx, id, &before));
    ScimUser user = {
        .organization_id = before.organization_id,
        .id = before.id,
        .user_id = before.user_id,
        .is_active = before.is_active,
    };
    TRY(scim_resource_read(ctx, body, scim_user_place_attribute, &user));
    return finish_change(ctx, &before, &user, ret_user);
}

Error scim_user_change(Ctx *ctx, Id id, const JsonValue *patch, ScimUser *ret_user)
{
    ScimUser before;
    TRY(lock(ctx, id, &before));
    ScimUser user = before;
    TRY(scim_patch_read(ctx, patch, scim_user_place_attribute, &user));
    return finish_change(ctx, &before, &user, ret_user);
}

Error scim_user_remove(Ctx *ctx, Id id)
{
    ScimUser user;
    TRY(lock(ctx, id, &user));
    if (user.is_active)
        TRY(deactivate(ctx, &user));
    return scim_user_store_remove(ctx, id);
}
