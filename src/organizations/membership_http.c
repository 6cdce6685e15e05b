#include "membership_http.h"

#include "audit/audit_record.h"
#include "member_removal.h"
#include "member_role.h"
#include "organization.h"
#include "page.h"
#include "role_assignment.h"

typedef struct MemberQuery {
    int64_t limit;
    const char *after, *q, *role, *state, *second_factor;
} MemberQuery;

static SHAPE(member_query_shape, MemberQuery, PAGE_QUERY_FIELDS(MemberQuery),
    FIELD(MemberQuery, q, .max = 100, .about = "Part of a name or mail address."),
    FIELD(MemberQuery, role,
        .pattern = "reports|profile|purchasing|administrator|owner|offerings|operator",
        .about = "Only who has it now."),
    FIELD(MemberQuery, state, .pattern = "with_roles|without_roles"),
    FIELD(MemberQuery, second_factor, .pattern = "on|off", .about = "For who manages members."));

typedef struct NewRoles {
    MemberRoleList roles;
} NewRoles;

static SHAPE(new_roles_shape, NewRoles,
    FIELD_LIST(NewRoles, roles, member_role_shape, .required = true, .max = ROLES,
        .about = "All of them; an empty list takes all. reports comes with any other."));

static Error get_members(Ctx *ctx, const Request *req, Response *res)
{
    const MemberQuery *query = req->query;
    MemberFilter filter = {
        .q = query->q,
        .role = query->role,
        .state = query->state,
        .second_factor = query->second_factor,
        .after = query->after,
        .limit = page_limit(query) + 1,
    };
    MemberList members;
    TRY(membership_list(ctx, &filter, &members));
    return page_respond(ctx, res, query, &members, user_id.text);
}

static Error answer_member(Ctx *ctx, Id user_id, Response *res)
{
    Member member;
    TRY(membership_get(ctx, user_id, &member));
    response_version(ctx, res, member.version);
    return respond(ctx, res, &member);
}

static Error get_member(Ctx *ctx, const Request *req, Response *res)
{
    return answer_member(ctx, id_from(req->args[0]), res);
}

static Error put_roles(Ctx *ctx, const Request *req, Response *res)
{
    const NewRoles *body = req->body;
    Member member;
    TRY(membership_lock(ctx, id_from(req->args[0]), &member));
    TRY(require_version(ctx, req, member.version));
    TRY(member_roles_change(ctx, &member, body->roles));
    return answer_member(ctx, member.user_id, res);
}

static Error post_role_assignment(Ctx *ctx, const Request *req, Response *res)
{
    MemberList changed;
    TRY(role_assignment_place(ctx, req->body, &changed));
    for (size_t i = 0; i < changed.count; i++)
        TRY(audit_record_write_about(ctx, req, changed.items[i].user_id));
    return respond_nothing(ctx, res);
}

static Error get_roles(Ctx *ctx, const Request *req, Response *res)
{
    Organization organization = {.id = ID_NONE};
    (void)req;
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    RolePermissionsList roles =
        roles_list(ctx->arena, organization.is_seller, organization.is_operator);
    return respond_page(ctx, res, roles.items, roles.count, NULL);
}

typedef struct Removal {
    Id hand_over_to;
    bool revokes_tokens;
} Removal;

static SHAPE_NAMED(removal_shape, Removal, "MemberRemoval",
    FIELD(Removal, hand_over_to,
        .about = "The member whose matter it is from then on; nobody's if absent."),
    FIELD(Removal, revokes_tokens,
        .about = "The organization's own API tokens that the member made are revoked too."));

static Error delete_member(Ctx *ctx, const Request *req, Response *res)
{
    const Removal *query = req->query;
    TRY(member_remove(ctx, id_from(req->args[0]), query->hand_over_to, query->revokes_tokens));
    return respond_nothing(ctx, res);
}

const Route membership_routes[] = {
    {GET, "/v1/organization/members", get_members, PERMIT_REPORTS, .query = &member_query_shape,
        .answer = &member_shape, .is_page = true,
        .summary = "List the members and their roles, by their names."},
    {GET, "/v1/organization/roles", get_roles, PERMIT_REPORTS, .answer = &role_permissions_shape,
        .is_page = true, .summary = "List the roles that members can have, and what each allows."},
    {GET, "/v1/organization/members/{user_id}", get_member, PERMIT_REPORTS, .answer = &member_shape,
        .summary = "Tell about one member."},
    {PUT, "/v1/organization/members/{user_id}/roles", put_roles,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &new_roles_shape,
        .answer = &member_shape,
        .summary = "Give a member exactly these roles, each until its end."},
    {POST, "/v1/organization/role-assignments", post_role_assignment,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &role_assignment_shape,
        .status = 204,
        .summary = "Give several members a role, or take one from them: all of them or nobody."},
    {DELETE, "/v1/organization/members/{user_id}", delete_member,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .query = &removal_shape, .status = 204,
        .summary = "Remove a member: roles, API tokens and access end at once."},
    ROUTES_END,
};
