// membership.h — which persons belong to an organization, and with which roles.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Member {
    Id user_id;
    const char *name;
    const char *email;
    const char *language;
    TextList roles;
    Time created_at;
    Time last_sign_in_at;
} Member;

extern const Shape member_shape;
typedef LIST_OF(Member) MemberList;

/** Makes the person a member. CONFLICT if the person is one. INVALID: see roles_check. */
Error membership_create(Ctx *ctx, Id organization_id, Id user_id, TextList roles);

/** The members of the actor's organization, the oldest account first. */
Error membership_list(Ctx *ctx, const char *after, int64_t limit, MemberList *ret_members);

/** The members of an organization with that role; for mail. */
Error membership_list_with_role(
    Ctx *ctx, Id organization_id, const char *role, MemberList *ret_members);

/** Whoever has the one role has the other too from now on. */
Error membership_add_role(Ctx *ctx, Id organization_id, const char *of, const char *role);

/** Everybody who works for the operator and decides. */
Error membership_list_operators(Ctx *ctx, MemberList *ret_members);
