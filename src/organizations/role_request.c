#include "role_request.h"

#include "base/text.h"
#include "identity/throttle.h"
#include "organization.h"
#include "organization_store.h"
#include "role_request_store.h"
#include "work/work.h"

const char *const role_request_state_names[] = {
    "pending", "approved", "declined", "withdrawn", "expired", NULL};

SHAPE(role_request_shape, RoleRequest, FIELD(RoleRequest, id, .required = true),
    FIELD(RoleRequest, organization_id, .hidden = true),
    FIELD(RoleRequest, user_id, .required = true, .about = "Who asks."),
    FIELD(RoleRequest, user_name, .required = true),
    FIELD_ENUM(RoleRequest, role, role_names, .required = true),
    FIELD(RoleRequest, reason, .required = true),
    FIELD_ENUM(RoleRequest, state, role_request_state_names, .required = true),
    FIELD(RoleRequest, created_at, .required = true),
    FIELD(RoleRequest, expires_at, .required = true,
        .about = "If nobody decides, it is over from then on."),
    FIELD(RoleRequest, decided_by_name, .about = "Who approved, declined or withdrew it."),
    FIELD(RoleRequest, decided_at), FIELD(RoleRequest, decline_reason),
    FIELD(RoleRequest, may_decide, .about = "Whether whoever reads this could approve it."),
    FIELD(RoleRequest, is_owners, .hidden = true));

SHAPE(new_role_request_shape, NewRoleRequest,
    FIELD_ENUM(NewRoleRequest, role, role_names, .required = true),
    FIELD(NewRoleRequest, reason, .required = true, .max = 1000,
        .about = "What one needs it for; mailed to who decides."));

// Each one is a mail to all who decide.
static const Throttle per_person = {"role_request_person", 10, DAYS(1)};

Error role_request_list(Ctx *ctx, const char *state, Id user_id, const char *after, int64_t limit,
    RoleRequestList *ret_requests)
{
    Member self = {.user_id = ctx->actor.user_id}; // a partner's people and programs are none
    Error error = membership_get(ctx, ctx->actor.user_id, &self);
    if (error && error != NOT_FOUND)
        return error;
    TRY(role_request_store_list(ctx, state, user_id, after, limit, ret_requests));
    for (size_t i = 0; i < ret_requests->count; i++) {
        RoleRequest *request = &ret_requests->items[i];
        request->may_decide =
            request->state == ROLE_REQUEST_PENDING && role_request_is_for(request, &self);
    }
    return OK;
}

bool role_request_is_for(const RoleRequest *request, const Member *member)
{
    if (id_same(request->user_id, member->user_id))
        return false;
    if (member_has(member, ROLE_OWNER))
        return true;
    return member_has(member, ROLE_ADMINISTRATOR) && !request->is_owners &&
           (request->role != ROLE_OPERATOR || member_has(member, ROLE_OPERATOR));
}

Error role_request_get(Ctx *ctx, Id id, RoleRequest *ret_request)
{
    return role_request_store_get(ctx, id, ID_NONE, ret_request);
}

static Error emit(Ctx *ctx, Id id, const char *what)
{
    return event_emit(ctx, arena_printf(ctx->arena, "role_request.%s", what),
        ctx->actor.organization_id, id, NULL);
}

static Error move(Ctx *ctx, Id id, RoleRequestState state, const char *decline_reason)
{
    TRY(role_request_store_move(ctx, id, state, decline_reason));
    return emit(ctx, id, role_request_state_names[state]);
}

#define NOT_AT_ALL  INT64_MIN
#define WITHOUT_END INT64_MAX

static Permissions allowed_by(Role role)
{
    return role_permissions((TextList){(const char *[]){role_names[role]}, 1}, true, true);
}

static int64_t end_of(const MemberRole *role)
{
    return time_is_set(role->ends_at) ? role->ends_at.us : WITHOUT_END;
}

// Until when the roles together allow all that the one does.
static int64_t allowed_until(MemberRoleList roles, Role role)
{
    int64_t until = WITHOUT_END;
    for (Permissions all = allowed_by(role), one; (one = all & -all); all &= ~one) {
        int64_t longest = NOT_AT_ALL;
        for (size_t i = 0; i < roles.count; i++)
            if (allowed_by(roles.items[i].role) & one && end_of(&roles.items[i]) > longest)
                longest = end_of(&roles.items[i]);
        if (longest < until)
            until = longest;
    }
    return until;
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

static bool has_role(Arena *arena, const Organization *organization, Role role)
{
    RolePermissionsList roles =
        roles_list(arena, organization->is_seller, organization->is_operator);
    for (size_t i = 0; i < roles.count; i++)
        if (roles.items[i].role == role)
            return true;
    return false;
}

static Error check(Ctx *ctx, Role role)
{
    Organization organization = {.id = ID_NONE};
    Member self;
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    TRY(membership_get(ctx, ctx->actor.user_id, &self));
    if (!has_role(ctx->arena, &organization, role))
        fault(ctx, "role", "not_here", "Your organization does not have the role %s.",
            role_names[role]);
    else if (role == ROLE_OWNER)
        fault(
            ctx, "role", "not_allowed", "The role owner is not asked for; an owner hands it over.");
    else if (allowed_until(self.roles, role) == WITHOUT_END)
        fault(ctx, "role", "held", "You may do all that the role %s allows.", role_names[role]);
    return faults(ctx);
}

static Error pending_already(Ctx *ctx, Error error)
{
    if (error != CONFLICT || !text_same(ctx->failure.code, "role_request_one_pending"))
        return error;
    return fail(ctx, CONFLICT, "role_request_pending",
        "You asked for this role already; those who decide were told.");
}

Error role_request_create(Ctx *ctx, const NewRoleRequest *wanted, RoleRequest *ret_request)
{
    RoleRequest request = {
        .id = id_new("rrq"),
        .organization_id = ctx->actor.organization_id,
        .user_id = ctx->actor.user_id,
        .role = wanted->role,
        .reason = wanted->reason,
        .created_at = ctx->now,
        .expires_at = time_after(ctx->now, DAYS(ROLE_REQUEST_DAYS)),
    };
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(check(ctx, wanted->role));
    TRY(throttle_count(ctx, &per_person, ctx->actor.user_id.text));
    TRY(role_request_store_expire(ctx));
    TRY(pending_already(ctx, role_request_store_create(ctx, &request)));
    TRY(emit(ctx, request.id, "placed"));
    return role_request_get(ctx, request.id, ret_request);
}

// ── deciding ─────────────────────────────────────────────────────────────────────────────────

static Error require_pending(Ctx *ctx, const RoleRequest *request)
{
    if (request->state == ROLE_REQUEST_PENDING)
        return OK;
    if (request->state == ROLE_REQUEST_EXPIRED)
        return fail(ctx, CONFLICT, "role_request_expired",
            "This was open too long; whoever needs the role asks anew.");
    return fail(ctx, CONFLICT, "role_request_decided", "This is %s already.",
        role_request_state_names[request->state]);
}

Error role_request_withdraw(Ctx *ctx, Id id, RoleRequest *ret_request)
{
    RoleRequest request = {.id = ID_NONE};
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(role_request_store_get(ctx, id, ctx->actor.user_id, &request));
    TRY(require_pending(ctx, &request));
    TRY(move(ctx, id, ROLE_REQUEST_WITHDRAWN, NULL));
    return role_request_get(ctx, id, ret_request);
}

static Error lock_pending(Ctx *ctx, Id id, RoleRequest *ret_request, Member *ret_member)
{
    TRY(membership_lock_all(ctx));
    TRY(role_request_get(ctx, id, ret_request));
    TRY(require_pending(ctx, ret_request));
    return membership_get(ctx, ret_request->user_id, ret_member);
}

static void check_end(Ctx *ctx, Time ends_at, int64_t held_until)
{
    if (!time_is_set(ends_at))
        return;
    if (!time_before(ctx->now, ends_at))
        fault(ctx, "ends_at", "past", "This moment has passed; choose a later one, or none.");
    else if (held_until != WITHOUT_END && ends_at.us <= held_until)
        fault(ctx, "ends_at", "not_later",
            "The person may do all that until %s already; choose a later moment, or none.",
            time_text(ctx->arena, (Time){held_until}));
}

Error role_request_approve(Ctx *ctx, Id id, Time ends_at, RoleRequest *ret_request)
{
    RoleRequest request = {.id = ID_NONE};
    Member member;
    TRY(lock_pending(ctx, id, &request, &member));
    check_end(ctx, ends_at, allowed_until(member.roles, request.role));
    TRY(faults(ctx));
    MemberRole given = {.role = request.role, .ends_at = ends_at};
    MemberRoleList roles =
        member_roles_unite(ctx->arena, member.roles, (MemberRoleList){&given, 1});
    TRY(move(ctx, id, ROLE_REQUEST_APPROVED, NULL));
    TRY(member_roles_change(ctx, &member, roles));
    return role_request_get(ctx, id, ret_request);
}

Error role_request_decline(Ctx *ctx, Id id, const char *reason, RoleRequest *ret_request)
{
    RoleRequest request = {.id = ID_NONE};
    Member member;
    TRY(lock_pending(ctx, id, &request, &member));
    TRY(member_roles_require_change(ctx, &member, member.roles));
    TRY(move(ctx, id, ROLE_REQUEST_DECLINED, reason));
    return role_request_get(ctx, id, ret_request);
}

// ── what becomes of it with the member ───────────────────────────────────────────────────────

static Error list_pending(Ctx *ctx, Id user_id, RoleRequestList *ret_requests)
{
    const char *pending = role_request_state_names[ROLE_REQUEST_PENDING];
    return role_request_store_list(ctx, pending, user_id, NULL, ROLES, ret_requests);
}

Error role_request_settle(Ctx *ctx, const Member *before, MemberRoleList roles)
{
    RoleRequestList pending;
    TRY(list_pending(ctx, before->user_id, &pending));
    for (size_t i = 0; i < pending.count; i++) {
        const RoleRequest *request = &pending.items[i];
        if (allowed_until(roles, request->role) > allowed_until(before->roles, request->role))
            TRY(move(ctx, request->id, ROLE_REQUEST_APPROVED, NULL));
    }
    return OK;
}

Error role_request_withdraw_all(Ctx *ctx, Id user_id)
{
    RoleRequestList pending;
    TRY(list_pending(ctx, user_id, &pending));
    for (size_t i = 0; i < pending.count; i++)
        TRY(move(ctx, pending.items[i].id, ROLE_REQUEST_WITHDRAWN, NULL));
    return OK;
}
