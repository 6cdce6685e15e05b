// helm_record.h — what helm knows of a release: its secrets in the namespace, read by REST.
#pragma once

#include "kube.h"
#include "object.h"

typedef struct HelmRecord {
    int64_t revision;      // the newest; 0: there is no release
    const char *status;    // of it: "deployed", "failed", "pending-install", …
    Id operation_id;       // whose label it has; ID_NONE: nobody's
    int64_t good_revision; // the newest that was deployed; 0: none
    const JsonValue *secret;
} HelmRecord;

Error helm_record_get(
    Ctx *ctx, const Kube *kube, const char *namespace, const char *release, HelmRecord *ret_record);

/** Whether helm was interrupted: every later run refuses the release until it is repaired. */
bool helm_record_is_pending(const HelmRecord *record);

/** What is within: the objects with the hooks, and the values that were given, as JSON; these have
 * secrets in them. */
Error helm_record_open(
    Ctx *ctx, const HelmRecord *record, ObjectList *ret_objects, const char **ret_values_json);
