#include "member_role.h"

#include "base/text.h"
#include "invitation.h"
#include "member_role_store.h"
#include "membership_store.h"
#include "organization_store.h"
#include "role_request.h"
#include "json/json.h"

enum { AT_ONCE = 200 };

// ── which roles there can be ─────────────────────────────────────────────────────────────────

// The path ends with a dot, unless it is empty.
static void role_check(Ctx *ctx, const char *path, const Organization *organization,
    const MemberRole *role, uint32_t seen)
{
    const char *field = arena_printf(ctx->arena, "%srole", path);
    if (seen >> role->role & 1)
        fault(ctx, field, "repeated", "The role %s stands there twice.", role_names[role->role]);
    if (role->role == ROLE_OFFERINGS && !organization->is_seller)
        fault(ctx, field, "not_here", "Only organizations that sell have the role offerings.");
    if (role->role == ROLE_OPERATOR && !organization->is_operator)
        fault(ctx, field, "not_here", "Only the marketplace's operator has the role operator.");
    if (role->role == ROLE_OWNER && time_is_set(role->ends_at))
        fault(ctx, arena_printf(ctx->arena, "%sends_at", path), "not_allowed",
            "The role owner has no end; it is handed over.");
    else if (time_is_set(role->ends_at) && !time_before(ctx->now, role->ends_at))
        fault(ctx, arena_printf(ctx->arena, "%sends_at", path), "past",
            "This moment has passed; choose a later one, or none.");
}

static Time later_end(Time a, Time b)
{
    if (!time_is_set(a) || !time_is_set(b))
        return TIME_NONE;
    return time_before(a, b) ? b : a;
}

// In the order of Role, with reports first, for as long as any of them lasts.
static MemberRoleList complete(Arena *arena, MemberRoleList roles)
{
    MemberRoleList all = {arena_array_of(arena, MemberRole, ROLES), roles.count > 0};
    for (size_t i = 0; i < roles.count; i++)
        all.items[0].ends_at =
            i ? later_end(all.items[0].ends_at, roles.items[i].ends_at) : roles.items[i].ends_at;
    for (Role role = ROLE_REPORTS + 1; role < ROLES; role++)
        for (size_t i = 0; i < roles.count; i++)
            if (roles.items[i].role == role)
                all.items[all.count++] = roles.items[i];
    return all;
}

MemberRoleList member_roles_unite(Arena *arena, MemberRoleList a, MemberRoleList b)
{
    MemberRoleList all = {arena_array_of(arena, MemberRole, a.count + b.count), 0};
    for (size_t i = 0; i < a.count; i++)
        all.items[all.count++] = a.items[i];
    for (size_t i = 0; i < b.count; i++) {
        MemberRole *same = NULL;
        for (size_t k = 0; k < a.count; k++)
            if (a.items[k].role == b.items[i].role)
                same = &all.items[k];
        if (same)
            same->ends_at = later_end(same->ends_at, b.items[i].ends_at);
        else
            all.items[all.count++] = b.items[i];
    }
    return complete(arena, all);
}

MemberRoleList member_roles_without(Arena *arena, MemberRoleList roles, Role role)
{
    MemberRoleList rest = {arena_array_of(arena, MemberRole, roles.count), 0};
    for (size_t i = 0; i < roles.count; i++)
        if (roles.items[i].role != role)
            rest.items[rest.count++] = roles.items[i];
    return rest;
}

Error member_roles_complete(Ctx *ctx, const char *field, MemberRoleList *roles)
{
    Organization organization = {.id = ID_NONE};
    uint32_t seen = 0;
    TRY(organization_store_get(ctx, ctx->actor.organization_id, &organization));
    for (size_t i = 0; i < roles->count; i++) {
        const char *path = arena_printf(ctx->arena, "%s[%zu].", field, i);
        role_check(ctx, path, &organization, &roles->items[i], seen);
        seen |= 1u << roles->items[i].role;
    }
    TRY(faults(ctx));
    *roles = complete(ctx->arena, *roles);
    return OK;
}

Error member_role_require(Ctx *ctx, const MemberRole *role)
{
    Organization organization = {.id = ID_NONE};
    TRY(organization_store_get(ctx, ctx->actor.organization_id, &organization));
    role_check(ctx, "", &organization, role, 0);
    return faults(ctx);
}

// ── changing them ────────────────────────────────────────────────────────────────────────────

bool member_roles_same(MemberRoleList a, MemberRoleList b)
{
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = a.items[i].role == b.items[i].role && a.items[i].ends_at.us == b.items[i].ends_at.us;
    return same;
}

static const char *change_data(Ctx *ctx, const Member *member, MemberRoleList after)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_raw(data, "before",
        json_of_list(ctx->arena, &member_role_shape, member->roles.items, member->roles.count));
    json_raw(data, "after", json_of_list(ctx->arena, &member_role_shape, after.items, after.count));
    json_end_object(data);
    return json_finish(data);
}

// An end that is near already was told with the change itself.
static Time told_at(const Ctx *ctx, const MemberRole *role)
{
    Time warning = time_after(ctx->now, DAYS(ROLE_WARNING_DAYS));
    return time_is_set(role->ends_at) && !time_before(warning, role->ends_at) ? ctx->now
                                                                              : TIME_NONE;
}

static bool manages_members(const Member *member)
{
    return member_has(member, ROLE_OWNER) || member_has(member, ROLE_ADMINISTRATOR);
}

// Else who lost the right would come back by a friend whom the invitation makes an administrator.
static Error withdraw_invitations(Ctx *ctx, const Member *before, MemberRoleList roles)
{
    Member after = {.roles = roles};
    if (!manages_members(before) || manages_members(&after))
        return OK;
    return invitation_withdraw_all(ctx, before->user_id, NULL);
}

Error member_roles_place(Ctx *ctx, const Member *member, MemberRoleList roles)
{
    TextList names = {arena_array_of(ctx->arena, const char *, roles.count), roles.count};
    if (member_roles_same(member->roles, roles))
        return OK;
    for (size_t i = 0; i < roles.count; i++) {
        const MemberRole *role = &roles.items[i];
        names.items[i] = role_names[role->role];
        TRY(member_role_store_change(ctx, member->user_id, role, told_at(ctx, role)));
    }
    TRY(member_role_store_keep(ctx, member->user_id, json_of_texts(ctx->arena, names)));
    TRY(membership_store_change(ctx, member->user_id));
    TRY(withdraw_invitations(ctx, member, roles));
    TRY(role_request_settle(ctx, member, roles));
    return event_emit(ctx, "membership.changed", ctx->actor.organization_id, member->user_id,
        change_data(ctx, member, roles));
}

Error member_require_owner(Ctx *ctx)
{
    Member self;
    TRY(membership_get(ctx, ctx->actor.user_id, &self));
    if (member_has(&self, ROLE_OWNER))
        return OK;
    return fail(ctx, FORBIDDEN, "owner_only", "Only an owner may do this.");
}

// With its end, which is as good as the role itself.
static bool is_same_operator(const Member *member, MemberRoleList roles)
{
    MemberRole before = {.role = ROLE_REPORTS}, after = before; // not operator
    for (size_t i = 0; i < member->roles.count; i++)
        if (member->roles.items[i].role == ROLE_OPERATOR)
            before = member->roles.items[i];
    for (size_t i = 0; i < roles.count; i++)
        if (roles.items[i].role == ROLE_OPERATOR)
            after = roles.items[i];
    return before.role == after.role && before.ends_at.us == after.ends_at.us;
}

Error member_roles_require_change(Ctx *ctx, const Member *member, MemberRoleList roles)
{
    Member wanted = {.roles = roles};
    if (id_same(member->user_id, ctx->actor.user_id))
        return fail(ctx, CONFLICT, "own_roles",
            "Nobody changes the own roles; ask another owner or administrator.");
    if (member_has(member, ROLE_OWNER))
        TRY(member_require_owner(ctx));
    if (member_has(member, ROLE_OWNER) != member_has(&wanted, ROLE_OWNER))
        return fail(ctx, CONFLICT, "owner_by_transfer",
            "The role owner is handed over by its owner, and the other person accepts it.");
    // Else who manages members could come to see all organizations, by way of a colleague.
    if (!is_same_operator(member, roles) && !(ctx->actor.permissions & PERMIT_OPERATE))
        TRY(member_require_owner(ctx));
    return OK;
}

Error member_roles_change(Ctx *ctx, const Member *member, MemberRoleList roles)
{
    TRY(member_roles_require_change(ctx, member, roles));
    TRY(member_roles_complete(ctx, "roles", &roles));
    return member_roles_place(ctx, member, roles);
}

// ── their end ────────────────────────────────────────────────────────────────────────────────

static Error tell(Ctx *ctx, const HeldRole *role, const char *event)
{
    MemberRole told = {role->role, role->ends_at};
    return event_emit(ctx, event, role->organization_id, role->user_id,
        json_of(ctx->arena, &member_role_shape, &told));
}

static Error warn(Ctx *ctx, void *arg)
{
    const HeldRole *role = arg;
    int64_t count;
    TRY(member_role_store_warn(ctx, role, &count));
    return count ? tell(ctx, role, "membership.role_ending") : OK;
}

static Error end_invitations(Ctx *ctx, const HeldRole *role)
{
    Member member;
    MemberRole ended = {role->role, role->ends_at};
    Error error = membership_get(ctx, role->user_id, &member);
    if (error)
        return error == NOT_FOUND ? OK : error;
    Member before = {.user_id = role->user_id, .roles = {&ended, 1}};
    return withdraw_invitations(ctx, &before, member.roles);
}

static Error end(Ctx *ctx, void *arg)
{
    const HeldRole *role = arg;
    int64_t count;
    TRY(organization_store_lock(ctx, role->organization_id));
    TRY(member_role_store_remove(ctx, role, &count));
    if (!count)
        return OK;
    TRY(WITHIN(ctx, role->organization_id, end_invitations(ctx, role)));
    return tell(ctx, role, "membership.role_ended");
}

Error member_role_watch_job(Ctx *ctx, const Job *job)
{
    HeldRoleList ending, ended;
    (void)job;
    TRY(member_role_store_list_ending(
        ctx, time_after(ctx->now, DAYS(ROLE_WARNING_DAYS)), AT_ONCE, &ending));
    TRY(member_role_store_list_ended(ctx, AT_ONCE, &ended));
    Error warned = tx_run_each(ctx, TX_WRITE, warn, &ending);
    Error removed = tx_run_each(ctx, TX_WRITE, end, &ended);
    return warned ? warned : removed;
}
