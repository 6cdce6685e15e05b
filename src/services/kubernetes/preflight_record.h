// preflight_record.h — the last preflight of a configuration: asked for, done by a job, kept with
// what it found, so that page, cost and order see the same.
#pragma once

#include "cost.h"
#include "preflight.h"
#include "work/work.h"

typedef enum PreflightState { PREFLIGHT_WAITING, PREFLIGHT_DONE, PREFLIGHT_FAILED } PreflightState;
extern const char *const preflight_state_names[];

enum { PREFLIGHT_ATTEMPTS = 3 };

typedef struct PreflightRecord {
    Id configuration_id;
    int64_t configuration_version; // that was looked at
    PreflightState state;
    const char *problem; // why it failed, a sentence of src/sentences
    FindingList findings;
    bool may_deploy; // done, of the configuration as it is now, without errors
    bool is_current; // of the configuration as it is now
    Digest manifest_digest;
    const char *manifest; // for people, without secrets
    Needs needs;
    Time requested_at, checked_at;
} PreflightRecord;

extern const Shape preflight_record_shape; // the row
extern const Shape preflight_shape;        // Preflight of the API: without manifest and needs

/**
 * Asks for a preflight of a configuration of the actor's organization.
 * NOT_FOUND  FORBIDDEN missing_permission  CONFLICT configuration_ordered
 */
Error preflight_record_issue(Ctx *ctx, Id configuration_id, PreflightRecord *ret_record);

/** NOT_FOUND  no such configuration, or it was never checked */
Error preflight_record_get(Ctx *ctx, Id configuration_id, PreflightRecord *ret_record);

/** What the rendered configuration costs a month. NOT_FOUND not_checked: there is no result yet. */
Error preflight_record_cost(Ctx *ctx, Id configuration_id, InfrastructureCost *ret_cost);

/** Job "preflight" {configuration_id}; emits configuration.checked. */
Error preflight_record_run(Ctx *ctx, const Job *job);
