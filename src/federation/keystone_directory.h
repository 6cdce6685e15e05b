// keystone_directory.h — the users and groups of a cloud's domain, and the roles they have.
//
// With a token of who administers the domain. Fails as keystone.h says.
#pragma once

#include "keystone.h"

typedef enum KeystoneKind { KEYSTONE_USER, KEYSTONE_GROUP } KeystoneKind;

typedef struct KeystoneEntry {
    const char *id;
    const char *domain_id, *name, *description;
    bool is_enabled; // of a user
} KeystoneEntry;

typedef LIST_OF(KeystoneEntry) KeystoneEntryList;

/** Whom is asked, and how. */
typedef struct KeystoneCall {
    Keystone keystone;
    const char *token;
} KeystoneCall;

/** By its id. NOT_FOUND */
Error keystone_get_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    KeystoneEntry *ret_entry);

/** By its name; ret_entry->id NULL: there is none. */
Error keystone_find_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind,
    const char *domain_id, const char *name, KeystoneEntry *ret_entry);

/** password NULL: none, as of a group. */
Error keystone_create_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind,
    const KeystoneEntry *wanted, const char *password, const char **ret_id);

/** Name, description, and of a user whether it is enabled; password NULL: as before. */
Error keystone_write_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind,
    const KeystoneEntry *wanted, const char *password);

/** One that is gone is no error. */
Error keystone_remove_entry(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id);

/** The groups in which the user is. */
Error keystone_list_groups(
    Ctx *ctx, const KeystoneCall *call, const char *user_id, KeystoneEntryList *ret_groups);

Error keystone_add_member(
    Ctx *ctx, const KeystoneCall *call, const char *group_id, const char *user_id);
Error keystone_remove_member(
    Ctx *ctx, const KeystoneCall *call, const char *group_id, const char *user_id);

/** A role, and where it holds. */
typedef struct KeystoneGrant {
    const char *role_id, *role_name;
    const char *scope, *scope_id, *scope_name; // "domains", "projects", "system" (no id)
    bool is_inherited;                         // by the domain's projects
} KeystoneGrant;

typedef LIST_OF(KeystoneGrant) KeystoneGrantList;

/** What it has itself, not by a group. */
Error keystone_list_grants(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    KeystoneGrantList *ret_grants);
Error keystone_add_grant(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    const KeystoneGrant *grant);
Error keystone_remove_grant(Ctx *ctx, const KeystoneCall *call, KeystoneKind kind, const char *id,
    const KeystoneGrant *grant);

/** NOT_FOUND */
Error keystone_find_role(Ctx *ctx, const KeystoneCall *call, const char *name, const char **ret_id);
