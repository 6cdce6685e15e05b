// world_cloud.h — a double of a cloud's identity service (Keystone v3), over plain http on this
// machine. tests/keystone has the real one.
#pragma once

#include "http/guard.h"
#include "test/test_server.h"
#include "world.h"

#include <stdatomic.h>

typedef struct WorldCloudUser {
    const char *id, *name, *domain, *password;
    const char *email; // NULL: none
    const char *role;  // in the domain; "reader" may list its users; NULL: none
    bool is_expired;   // its password
    const char
        *owner; // "true", "false": what is_domain_owner says; NULL: it is not said; "": refused
    const char *description;
    bool is_disabled;
    bool is_protected; // nobody may remove it
    bool is_locked;    // no password is good
} WorldCloudUser;

typedef struct WorldCloud {
    World *world;
    Guard *guard;
    TestServer *server;
    const char *url;
    WorldCloudUser people[24];  // a domain's id is its name in lower case; ended by an id NULL;
                                // who has no password is a group
    int tries;                  // with a password
    int64_t delay_us;           // before each answer
    atomic_bool is_held;        // answers nobody until it is let go
    const char *project_domain; // whose the projects are; NULL: of whoever asks
    bool refuses_passwords;     // that are new
    int status;                 // instead of any answer; 0: none
    const char *facts[64];      // see world_cloud_directory.h
    size_t fact_count;
    int made;           // users and groups, by us
    bool loses_answers; // to changes of passwords, which are made all the same
    bool loses_changes; // of passwords, before they are made
    bool goes_down;     // when it loses one of them
    bool keeps_all;     // nothing is removed
    int writes_left;    // of the directory, the last one fails; 0: all do well
} WorldCloud;

#define WORLD_CLOUD_PASSWORD "Wolke-Sieben-7" // of everybody there, at first

/** Anna, Bert and Cora of the domain Acme; Zoe of Zeta. Only this machine may be asked. */
void world_cloud_open(WorldCloud *cloud, World *world);
void world_cloud_close(WorldCloud *cloud);
WorldCloudUser *world_cloud_user(WorldCloud *cloud, const char *name);

/** As a provider of the whole platform, checked. */
Id world_cloud_provider(WorldCloud *cloud, const char *settings);

#define WORLD_CLOUD                                                                                \
    __attribute__((cleanup(world_cloud_close))) WorldCloud cloud;                                  \
    world_cloud_open(&cloud, world)
