// world_cloud_directory.h — what a double of a cloud knows of the users, groups and roles of its
// domains, to whoever has the role te_admin there.
#pragma once

#include "testing/world_cloud.h"

/** status 0: it asks for something else. */
TestAnswer world_cloud_directory_answer(
    WorldCloud *cloud, const TestRequest *req, const WorldCloudUser *asks);

/** The role in the domain: its own, or one that was given. NULL: none */
const char *world_cloud_role(const WorldCloud *cloud, Arena *arena, const WorldCloudUser *user);

/** What holds there: "/domains/acme/groups/g-1/roles/r-member", "/groups/g-1/users/u-anna". */
bool world_cloud_has(const WorldCloud *cloud, const char *path);
void world_cloud_put(WorldCloud *cloud, const char *path);
void world_cloud_remove(WorldCloud *cloud, const char *path);

void world_cloud_remove_entry(WorldCloud *cloud, WorldCloudUser *entry);

/** How many have a name that begins with marketplace_. */
int world_cloud_count(const WorldCloud *cloud);
