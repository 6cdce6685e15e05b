// scim_user.h — a person as the directory of the actor's organization knows one (SCIM 2.0).
//
// A user is active by being a member. Who is not gets the account of the main mail address, or a
// new one, and becomes a member without an invitation; so the address must be in a domain that the
// operator confirmed for the organization. What the directory says of somebody is kept here: the
// account itself, which is the person's and may belong to other organizations too, is never
// changed.
//
// Events: what membership_create_vouched and member_remove emit.
#pragma once

#include "scim_resource.h"

typedef struct ScimEmail {
    const char *value, *type;
    bool is_primary;
} ScimEmail;

extern const Shape scim_email_shape;
typedef LIST_OF(ScimEmail) ScimEmailList;

typedef struct ScimMembership {
    Id scim_user_id, group_id;
    const char *display_name; // of the group, or in a group of the user
} ScimMembership;

extern const Shape scim_membership_shape;
typedef LIST_OF(ScimMembership) ScimMembershipList;

typedef struct ScimUser {
    Id organization_id;
    Id id;      // scu_…
    Id user_id; // ID_NONE: nobody yet
    const char *user_name, *external_id, *display_name;
    const char *formatted_name, *given_name, *family_name;
    ScimEmailList emails;
    bool is_active;       // a member
    TextList group_roles; // which the member has by groups alone
    Time created_at, changed_at;
    ScimMembershipList groups; // of scim_user_get and _list
} ScimUser;

extern const Shape scim_user_shape;
typedef LIST_OF(ScimUser) ScimUserList;

enum { MAX_SCIM_EMAILS = 20 };

/**
 * INVALID   required, invalid_value, domain_not_confirmed, and what the body has wrong
 * CONFLICT  uniqueness: there is a user of this userName, externalId or person; too_many_users
 */
Error scim_user_create(Ctx *ctx, const JsonValue *body, ScimUser *ret_user);

/** NOT_FOUND */
Error scim_user_get(Ctx *ctx, Id id, ScimUser *ret_user);

/** Of the actor's organization, as the query asks. INVALID invalid_filter */
Error scim_user_list(Ctx *ctx, const ScimQuery *query, ScimPage *ret_page);

/** The whole user, and parts of one. As scim_user_create, and NOT_FOUND; CONFLICT kept_by_owners:
 * owners and the operator's people are not removed by a directory. */
Error scim_user_place(Ctx *ctx, Id id, const JsonValue *body, ScimUser *ret_user);
Error scim_user_change(Ctx *ctx, Id id, const JsonValue *patch, ScimUser *ret_user);

/** The membership ends too. NOT_FOUND; CONFLICT kept_by_owners */
Error scim_user_remove(Ctx *ctx, Id id);

// ── its attributes (scim_user_attributes.c) ──────────────────────────────────────────────────

/** ScimPlace of a ScimUser. Attributes that are not kept are passed over. */
Error scim_user_place_attribute(
    Ctx *ctx, void *user, ScimOperation operation, const ScimPath *path, const JsonValue *value);

/** The primary one, that of work, or the first; or the userName, if it is one. NULL: none. */
const char *scim_user_email(const ScimUser *user);

/** For a new account; never empty. */
const char *scim_user_full_name(Arena *arena, const ScimUser *user);

/** As it is answered (scim_user_json.c). */
const char *scim_user_json(Arena *arena, const ScimUser *user);
