// scim_filter.h — filters and attribute paths of SCIM (RFC 7644 §3.4.2.2 and §3.5.2).
//
// Both are read into an arena, and looked up in a resource as JSON. Names of attributes count in
// any case, texts too, but for ids and externalId. A URN before a name is left out where it is that
// of users or groups; any other one makes an attribute that no resource here has.
#pragma once

#include "json/json.h"

typedef struct ScimFilter ScimFilter;

/** What stands before "[", within it and behind "].": emails[type eq "work"].value */
typedef struct ScimPath {
    const char *attribute;
    const ScimFilter *filter; // NULL: none
    const char *sub;          // NULL: none
} ScimPath;

/** INVALID invalid_filter */
Error scim_filter_read(Ctx *ctx, const char *text, const ScimFilter **ret_filter);

bool scim_filter_matches(const ScimFilter *filter, const JsonValue *resource);

/** The text that the attribute, "userName", must be equal to; NULL: others may match too. */
const char *scim_filter_equal(const ScimFilter *filter, const char *attribute);

/** Whether it asks for the attribute anywhere. */
bool scim_filter_has(const ScimFilter *filter, const char *attribute);

/** INVALID invalid_path */
Error scim_path_read(Ctx *ctx, const char *text, ScimPath *ret_path);

/** As json_member, but the name counts in any case. */
const JsonValue *scim_member(const JsonValue *object, const char *name);

/** The name without the URN of users or groups before it. */
const char *scim_attribute_of(const char *name);
