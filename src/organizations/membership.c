#include "membership.h"

#include "base/text.h"
#include "delegation.h"
#include "former_member.h"
#include "identity/api_token.h"
#include "member_role_store.h"
#include "membership_store.h"
#include "organization_store.h"
#include "work/work.h"
#include "json/json.h"

SHAPE(member_role_shape, MemberRole, FIELD_ENUM(MemberRole, role, role_names, .required = true),
    FIELD(MemberRole, ends_at, .about = "From then on it counts as none; null: it has no end."));

SHAPE(member_shape, Member, FIELD(Member, user_id, .required = true),
    FIELD(Member, name, .required = true), FIELD(Member, email, .required = true),
    FIELD(Member, language, .hidden = true),
    FIELD_LIST(Member, roles, member_role_shape, .about = "In force now."),
    FIELD(Member, created_at, .required = true, .about = "Since when the person belongs to it."),
    FIELD(Member, last_sign_in_at),
    FIELD(Member, origin, .pattern = "registration|invitation|identity_provider|cloud|directory",
        .about = "By what the person came; for who manages members."),
    FIELD(Member, second_factor, .pattern = "on|off",
        .about = "A device or a passkey; for who manages members."),
    FIELD(Member, version, .about = "For If-Match when the roles are changed."));

Error membership_create(Ctx *ctx, Id organization_id, Id user_id, TextList roles)
{
    if (roles.count)
        TRY(roles_check(ctx, "roles", roles));
    TRY(membership_store_create(ctx, organization_id, user_id));
    TRY(former_member_remove(ctx, organization_id, user_id));
    return member_role_store_create_all(ctx, organization_id, user_id, roles);
}

Error membership_create_vouched(
    Ctx *ctx, Id organization_id, Id user_id, TextList roles, const char *provider)
{
    TRY(membership_create(ctx, organization_id, user_id, roles));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "provider", provider);
    json_end_object(data);
    return event_emit(ctx, "membership.vouched", organization_id, user_id, json_finish(data));
}

Error membership_has(Ctx *ctx, Id organization_id, Id user_id, bool *ret_has)
{
    int64_t count;
    TRY(membership_store_count(ctx, organization_id, user_id, &count));
    *ret_has = count > 0;
    return OK;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static TextList user_ids_of(Arena *arena, const MemberList *members)
{
    TextList ids = {arena_array_of(arena, const char *, members->count), members->count};
    for (size_t i = 0; i < members->count; i++)
        ids.items[i] = members->items[i].user_id.text;
    return ids;
}

static void take_roles(Arena *arena, Member *member, const HeldRoleList *held)
{
    member->roles = (MemberRoleList){arena_array_of(arena, MemberRole, ROLES), 0};
    for (Role role = 0; role < ROLES; role++)
        for (size_t i = 0; i < held->count; i++)
            if (held->items[i].role == role && id_same(held->items[i].user_id, member->user_id))
                member->roles.items[member->roles.count++] =
                    (MemberRole){role, held->items[i].ends_at};
}

static Error read_roles(Ctx *ctx, MemberList *members)
{
    HeldRoleList held;
    TRY(member_role_store_list(
        ctx, json_of_texts(ctx->arena, user_ids_of(ctx->arena, members)), &held));
    for (size_t i = 0; i < members->count; i++)
        take_roles(ctx->arena, &members->items[i], &held);
    return OK;
}

static Error missing_permission(Ctx *ctx)
{
    return fail(ctx, FORBIDDEN, "missing_permission", "Your roles do not allow this.");
}

// How well an account is kept is nobody's business but of who answers for it.
static void hide_details(const Ctx *ctx, MemberList *members)
{
    if (ctx->actor.permissions & PERMIT_MEMBERS)
        return;
    for (size_t i = 0; i < members->count; i++)
        members->items[i].origin = members->items[i].second_factor = NULL;
}

Error membership_list(Ctx *ctx, const MemberFilter *filter, MemberList *ret_members)
{
    if (filter->second_factor && !(ctx->actor.permissions & PERMIT_MEMBERS))
        return missing_permission(ctx);
    TRY(membership_store_list(ctx, filter, ret_members));
    hide_details(ctx, ret_members);
    return read_roles(ctx, ret_members);
}

Error membership_get(Ctx *ctx, Id user_id, Member *ret_member)
{
    MemberList one = {ret_member, 1};
    Error error = membership_store_get(ctx, user_id, ret_member);
    if (error == NOT_FOUND)
        return fail(ctx, NOT_FOUND, "not_found", "This person is no member of your organization.");
    TRY(error);
    hide_details(ctx, &one);
    return read_roles(ctx, &one);
}

// The roles that the request came with may be gone since: somebody else was faster.
static Error require_members(Ctx *ctx)
{
    Member self = {.user_id = ID_NONE};
    bool is_partners = false;
    if (ctx->actor.is_system)
        return OK;
    if (ctx->actor.permissions & PERMIT_DIRECTORY) // is no member
        return api_token_require(ctx);
    if (id_is_set(ctx->actor.partner_id)) {
        TRY(delegation_is_in_force(ctx, ctx->actor.partner_id, ctx->actor.user_id, &is_partners));
        return is_partners ? OK : missing_permission(ctx);
    }
    Error error = membership_get(ctx, ctx->actor.user_id, &self);
    if (error && error != NOT_FOUND)
        return error;
    if (!error && (member_has(&self, ROLE_OWNER) || member_has(&self, ROLE_ADMINISTRATOR)))
        return OK;
    return missing_permission(ctx);
}

Error membership_lock_all(Ctx *ctx)
{
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    return require_members(ctx);
}

Error membership_lock(Ctx *ctx, Id user_id, Member *ret_member)
{
    TRY(membership_lock_all(ctx));
    return membership_get(ctx, user_id, ret_member);
}

bool member_has(const Member *member, Role role)
{
    for (size_t i = 0; i < member->roles.count; i++)
        if (member->roles.items[i].role == role)
            return true;
    return false;
}

Error membership_list_with_role(
    Ctx *ctx, Id organization_id, const char *role, MemberList *ret_members)
{
    return membership_store_list_with_role(ctx, organization_id, role, ret_members);
}

Error membership_add_role(Ctx *ctx, Id organization_id, const char *of, const char *role)
{
    return member_role_store_add(ctx, organization_id, of, role);
}

Error membership_list_operators(Ctx *ctx, MemberList *ret_members)
{
    return membership_store_list_operators(ctx, ret_members);
}
