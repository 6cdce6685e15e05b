#include "scim_role.h"

#include "base/text.h"
#include "organizations/member_role.h"
#include "organizations/organization.h"
#include "scim_group_store.h"
#include "scim_user_store.h"

static Error job_begin(Ctx *ctx)
{
    return job_add(ctx, "place_scim_roles", ctx->actor.organization_id,
        ctx->actor.organization_id.text, "{}", TIME_NONE);
}

// What an owner gave, as far as it can be told: the member has it and no group did.
static MemberRoleList given_by_hand(Arena *arena, const Member *member, TextList group_roles)
{
    MemberRoleList by_hand = {arena_array_of(arena, MemberRole, ROLES), 0};
    for (size_t i = 0; i < member->roles.count; i++) {
        MemberRole role = member->roles.items[i];
        if (!text_list_has(group_roles, role_names[role.role]) || time_is_set(role.ends_at))
            by_hand.items[by_hand.count++] = role;
    }
    return by_hand;
}

static bool roles_have(MemberRoleList roles, Role role)
{
    Member holder = {.roles = roles};
    return member_has(&holder, role);
}

// What the groups give beside it.
static Error list_given_by_groups(
    Ctx *ctx, const ScimUser *user, MemberRoleList by_hand, MemberRoleList *ret_roles)
{
    ScimGroupList groups;
    MemberRoleList roles = {arena_array_of(ctx->arena, MemberRole, ROLES), 0};
    TRY(scim_group_store_list_roles(ctx, user->id, &groups));
    for (Role role = 0; role < ROLES; role++)
        for (size_t i = 0; i < groups.count; i++)
            if (text_list_has(groups.items[i].roles, role_names[role]) &&
                !roles_have(by_hand, role) && !roles_have(roles, role))
                roles.items[roles.count++] = (MemberRole){.role = role};
    *ret_roles = roles;
    return OK;
}

static Error place_one(Ctx *ctx, const ScimUser *user)
{
    Member member;
    TextList names = {arena_array_of(ctx->arena, const char *, ROLES), 0};
    if (!user->is_active)
        return scim_user_store_change_roles(ctx, user->id, names);
    TRY(membership_get(ctx, user->user_id, &member));
    if (member_has(&member, ROLE_OWNER))
        return scim_user_store_change_roles(ctx, user->id, user->group_roles);
    MemberRoleList by_hand = given_by_hand(ctx->arena, &member, user->group_roles), by_groups;
    TRY(list_given_by_groups(ctx, user, by_hand, &by_groups));
    for (size_t i = 0; i < by_groups.count; i++)
        names.items[names.count++] = role_names[by_groups.items[i].role];
    TRY(scim_user_store_change_roles(ctx, user->id, names));
    return member_roles_place(ctx, &member, member_roles_unite(ctx->arena, by_hand, by_groups));
}

static Error place_some(Ctx *ctx, bool *ret_has_more)
{
    ScimUserList due;
    TRY(scim_user_store_list_due(ctx, SCIM_ROLES_AT_ONCE + 1, &due));
    *ret_has_more = due.count > SCIM_ROLES_AT_ONCE;
    for (size_t i = 0; i < due.count && i < SCIM_ROLES_AT_ONCE; i++)
        TRY(place_one(ctx, &due.items[i]));
    return OK;
}

Error scim_roles_place(Ctx *ctx)
{
    bool has_more;
    TRY(place_some(ctx, &has_more));
    return has_more ? job_begin(ctx) : OK;
}

static Error place_locked(Ctx *ctx, void *ret_has_more)
{
    TRY(membership_lock_all(ctx));
    return place_some(ctx, ret_has_more);
}

static Error place_all(Ctx *ctx)
{
    bool has_more = true;
    while (has_more)
        TRY(tx_run(ctx, TX_WRITE, place_locked, &has_more));
    return OK;
}

Error scim_roles_place_job(Ctx *ctx, const Job *job)
{
    return WITHIN(ctx, job->organization_id, place_all(ctx));
}

static Error mark(Ctx *ctx, Id user_id)
{
    TRY(scim_user_store_mark(ctx, user_id));
    return job_begin(ctx);
}

Error scim_role_ended(Ctx *ctx, const Event *event)
{
    return WITHIN(ctx, event->organization_id, mark(ctx, event->subject_id));
}

static bool has_owner(const JsonValue *roles)
{
    for (const JsonValue *item = json_first(roles); item; item = json_next(roles, item))
        if (text_same(json_text_member(item, "role"), role_names[ROLE_OWNER]))
            return true;
    return false;
}

Error scim_member_changed(Ctx *ctx, const Event *event)
{
    const JsonValue *data = event_read_data(ctx, event);
    if (!has_owner(json_member(data, "before")) || has_owner(json_member(data, "after")))
        return OK;
    return scim_role_ended(ctx, event);
}
