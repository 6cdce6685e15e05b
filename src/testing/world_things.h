// world_things.h — one of each thing that the paths of routes name, for the permission matrix:
// Acme's where they belong to an organization.
#pragma once

#include "testing/world.h"

typedef enum ThingScope {
    OF_PUBLIC,       // seen by everybody
    OF_PERSON,       // of the owner of Acme alone
    OF_ORGANIZATION, // of Acme
    OF_PLATFORM,     // of whoever has the permission
    OF_BROWSER,      // of the browser that began it, which nobody here is
} ThingScope;

typedef struct Thing {
    const char *name;
    ThingScope scope;
    const char *id;
} Thing;

enum { MAX_THINGS = 64 };

/** The secret of the thing organization_token, which may what a member of all roles may. */
#define WORLD_ORGANIZATION_TOKEN "kt_api_of_acme"

typedef struct Things {
    Thing items[MAX_THINGS];
    size_t count;
    Id sessions[WORLD_PEOPLE]; // of each person; some routes are for browsers only
} Things;

/** Makes them, by requests where that is simple. Once per scenario. */
Things world_things(World *world);
