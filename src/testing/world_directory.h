// world_directory.h — what a directory (SCIM) sends for the users and groups of an organization.
#pragma once

#include "testing/world.h"

/** The operator confirms the domain for the owner's organization. */
void world_confirm_mail_domain(World *world, WorldPerson owner, const char *domain);

/** The secret of a new token of a directory, which the owner issues. */
const char *world_directory_token(World *world, WorldPerson owner);

/** All following requests are a visitor's with this token. */
void world_use_token(World *world, const char *secret);

/** All following requests are those of Acme's directory, which may vouch for acme.test. */
void world_as_directory(World *world);

/** Makes name@acme.test; and a group of members, {'value':'scu_…'} each. */
Reply world_directory_user(World *world, const char *name);
Reply world_directory_group(World *world, const char *name, const char *members);

/** Where the answered user or group is. */
const char *world_user_path(World *world, Reply user);
const char *world_group_path(World *world, Reply group);

/** Changes one by these operations. */
Reply world_patch_scim(World *world, const char *path, const char *operations);

/** Acme's owner says what roles the group gives: a list of them. */
Reply world_map_roles(World *world, Reply group, const char *roles);

/** Of Acme: 1 or 0; and by their names, NULL if there are none. */
int64_t world_is_member(World *world, const char *email);
const char *world_roles_of(World *world, const char *email);

/** How many resources a list has in all. */
int64_t world_total(World *world, const char *address);
