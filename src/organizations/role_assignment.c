#include "role_assignment.h"

#include "member_role.h"

static const char *const change_names[] = {"add", "remove", NULL};

SHAPE(role_assignment_shape, RoleAssignment,
    FIELD(RoleAssignment, user_ids, .required = true, .min = 1, .max = MAX_ASSIGNED,
        .about = "All of them are changed, or nobody."),
    FIELD_ENUM(RoleAssignment, change, change_names, .required = true),
    FIELD_ENUM(RoleAssignment, role, role_names, .required = true,
        .about = "reports comes with any other role, and is removed only where it is alone."),
    FIELD(RoleAssignment, ends_at,
        .about = "Of a role that is added, in place of the end that it has; null: it has none."));

static Error check_role(Ctx *ctx, const RoleAssignment *assignment)
{
    MemberRole role = {assignment->role, assignment->ends_at};
    if (assignment->change == ROLE_ADD)
        return member_role_require(ctx, &role);
    if (time_is_set(assignment->ends_at))
        fault(ctx, "ends_at", "not_allowed", "Only a role that is added has an end.");
    return faults(ctx);
}

static MemberRoleList roles_after(Ctx *ctx, const RoleAssignment *assignment, const Member *member)
{
    MemberRole added = {assignment->role, assignment->ends_at};
    MemberRoleList others = member_roles_without(ctx->arena, member->roles, assignment->role);
    if (assignment->change == ROLE_REMOVE)
        return others;
    return member_roles_unite(ctx->arena, others, (MemberRoleList){&added, 1});
}

static bool is_there_before(TextList user_ids, size_t number)
{
    return text_list_has((TextList){user_ids.items, number}, user_ids.items[number]);
}

// A refusal of one becomes a fault, so that those of all are told together.
static Error check_change(
    Ctx *ctx, const char *field, const RoleAssignment *assignment, const Member *member)
{
    MemberRoleList roles = roles_after(ctx, assignment, member);
    if (assignment->change == ROLE_REMOVE && assignment->role == ROLE_REPORTS && roles.count)
        fault(ctx, field, "reports_stays", "%s has other roles, with which reports comes.",
            member->name);
    Failure before = ctx->failure;
    Error error = member_roles_require_change(ctx, member, roles);
    if (error != CONFLICT && error != FORBIDDEN)
        return error;
    Failure refusal = ctx->failure;
    ctx->failure = before;
    fault(ctx, field, refusal.code, "%s: %s", member->name, refusal.message);
    return OK;
}

static Error check_member(
    Ctx *ctx, const RoleAssignment *assignment, size_t number, Member *ret_member)
{
    const char *field = arena_printf(ctx->arena, "user_ids[%zu]", number);
    Failure before = ctx->failure;
    Error error = membership_get(ctx, id_from(assignment->user_ids.items[number]), ret_member);
    if (error == NOT_FOUND) {
        ctx->failure = before;
        fault(ctx, field, "not_known", "This person is no member of your organization.");
        return OK;
    }
    TRY(error);
    if (is_there_before(assignment->user_ids, number))
        fault(ctx, field, "repeated", "%s stands there twice.", ret_member->name);
    return check_change(ctx, field, assignment, ret_member);
}

Error role_assignment_place(Ctx *ctx, const RoleAssignment *assignment, MemberList *ret_changed)
{
    size_t count = assignment->user_ids.count;
    Member *members = arena_array_of(ctx->arena, Member, count);
    MemberList changed = {arena_array_of(ctx->arena, Member, count), 0};
    TRY(membership_lock_all(ctx));
    TRY(check_role(ctx, assignment));
    for (size_t i = 0; i < count; i++)
        TRY(check_member(ctx, assignment, i, &members[i]));
    TRY(faults(ctx));
    for (size_t i = 0; i < count; i++) {
        MemberRoleList roles = roles_after(ctx, assignment, &members[i]);
        if (member_roles_same(members[i].roles, roles))
            continue;
        TRY(member_roles_place(ctx, &members[i], roles));
        changed.items[changed.count++] = members[i];
    }
    *ret_changed = changed;
    return OK;
}
