#include "membership.h"

#include "base/text.h"
#include "membership_store.h"
#include "role.h"

SHAPE(member_shape, Member, FIELD(Member, user_id, .required = true),
    FIELD(Member, name, .required = true), FIELD(Member, email, .required = true),
    FIELD(Member, language, .hidden = true), FIELD(Member, roles, .required = true),
    FIELD(Member, created_at, .required = true), FIELD(Member, last_sign_in_at));

Error membership_create(Ctx *ctx, Id organization_id, Id user_id, TextList roles)
{
    TRY(roles_check(ctx, "roles", roles));
    return membership_store_create(ctx, organization_id, user_id, roles);
}

Error membership_list(Ctx *ctx, const char *after, int64_t limit, MemberList *ret_members)
{
    return membership_store_list(ctx, after, limit, ret_members);
}

static bool has_role(const Member *member, const char *role)
{
    for (size_t i = 0; i < member->roles.count; i++)
        if (text_same(member->roles.items[i], role))
            return true;
    return false;
}

static void keep_with_role(MemberList *members, const char *role)
{
    size_t kept = 0;
    for (size_t i = 0; i < members->count; i++)
        if (has_role(&members->items[i], role))
            members->items[kept++] = members->items[i];
    members->count = kept;
}

Error membership_list_with_role(
    Ctx *ctx, Id organization_id, const char *role, MemberList *ret_members)
{
    TRY(membership_store_list_all(ctx, organization_id, ret_members));
    keep_with_role(ret_members, role);
    return OK;
}

static TextList with_role(Arena *arena, TextList roles, const char *role)
{
    TextList more = {arena_array_of(arena, const char *, roles.count + 1), 0};
    for (size_t i = 0; i < roles.count; i++)
        more.items[more.count++] = roles.items[i];
    more.items[more.count++] = role;
    return more;
}

Error membership_add_role(Ctx *ctx, Id organization_id, const char *of, const char *role)
{
    MemberList members;
    TRY(membership_list_with_role(ctx, organization_id, of, &members));
    for (size_t i = 0; i < members.count; i++) {
        const Member *member = &members.items[i];
        if (!has_role(member, role))
            TRY(membership_store_change_roles(
                ctx, organization_id, member->user_id, with_role(ctx->arena, member->roles, role)));
    }
    return OK;
}

Error membership_list_operators(Ctx *ctx, MemberList *ret_members)
{
    TRY(membership_store_list_operators(ctx, ret_members));
    keep_with_role(ret_members, "operator");
    return OK;
}
