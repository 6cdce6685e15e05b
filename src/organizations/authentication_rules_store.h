// authentication_rules_store.h — authentication_rules rows, and by what members can sign in.
// Private to src/organizations.
#pragma once

#include "authentication_rules.h"

/** A member with all ways in. */
typedef struct MemberMethods {
    Id user_id;
    const char *name, *email;
    bool has_password, has_passkey, has_device, is_owner;
    TextList providers; // that know the person, or would link the account by its mail address
} MemberMethods;

typedef LIST_OF(MemberMethods) MemberMethodsList;

Error authentication_rules_store_get(Ctx *ctx, AuthenticationRules *ret_rules); // or NOT_FOUND
Error authentication_rules_store_write(
    Ctx *ctx, const NewAuthenticationRules *rules, int64_t version);

/** That members can be asked to sign in by: the organization's and the platform's. */
Error authentication_rules_store_list_providers(
    Ctx *ctx, AuthenticationProviderList *ret_providers);
Error authentication_rules_store_list_members(Ctx *ctx, MemberMethodsList *ret_members);

/** How many of the organization's own providers have the id: 1 or 0. */
Error authentication_rules_store_count_own(
    Ctx *ctx, Id organization_id, const char *provider_id, int64_t *ret_count);
