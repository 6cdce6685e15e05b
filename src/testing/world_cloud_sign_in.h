// world_cloud_sign_in.h — people who come from a cloud, as a browser brings them.
#pragma once

#include "world_cloud.h"

#define WORLD_CLOUD_FIRST_OWNS "{'first_owns': true}" // settings of the cloud

/** Begins at that path, which says what for: signing in, or linking. Answers the external sign-in;
 * its cookie goes with all following requests. */
Reply world_cloud_begin(World *world, const char *path, Id provider_id);

/** The path of the external sign-in that began, with more behind it. */
const char *world_cloud_path(World *world, Reply begun, const char *more);

/** Types names and password. Answers the external sign-in once the cloud was asked, or why they
 * were not taken. */
Reply world_cloud_type(
    World *world, Reply begun, const char *domain, const char *name, const char *password);

/** Both, to sign in with the right password. */
Reply world_cloud_ask(
    World *world, Id provider_id, const char *domain, const char *name, Reply *ret_begun);

/** Says where mail goes, and proves it by the code of that mail. */
Reply world_cloud_confirm(World *world, Reply begun, const char *email);

Reply world_cloud_open_session(World *world, Reply begun);

/** All of it, of somebody who comes for the first time. Answers the session. */
Reply world_cloud_arrive(
    World *world, Id provider_id, const char *domain, const char *name, const char *email);

/** How many organizations gave the role to the person of that address. */
int64_t world_cloud_roles_of(World *world, const char *email, const char *role);
