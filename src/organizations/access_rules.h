// access_rules.h — from which internet addresses one may act for an organization: by API tokens,
// by sessions of browsers, or both. acting.h enforces them.
//
// Whoever shuts itself out has a way back: owners get a link by mail that suspends the rules for an
// hour. Suspended rules hold nobody off.
#pragma once

#include "organization.h"

#define ACCESS_SUSPENSION_TIME HOURS(1) // by the link

typedef struct AccessRules {
    TextList addresses; // "203.0.113.0/24"; see identity/address_list.h
    bool limits_tokens;
    bool limits_sessions;
    Time suspended_until; // TIME_NONE, or past: they hold
    const char *changed_by_name;
    Time changed_at;
    int64_t version;          // 0: there were never any
    const char *your_address; // of the request that asks
} AccessRules;

extern const Shape access_rules_shape;

typedef struct NewAccessRules {
    TextList addresses;
    bool limits_tokens, limits_sessions;
    bool is_confirmed; // although they shut out the one who asks
} NewAccessRules;

extern const Shape new_access_rules_shape;

/** Of the actor's organization. */
Error access_rules_get(Ctx *ctx, AccessRules *ret_rules);

/** The same, for who is about to change them: the organization is locked. */
Error access_rules_lock(Ctx *ctx, AccessRules *ret_rules);

/**
 * Replaces those that were locked; they hold at once, for requests and open streams.
 *
 * INVALID   addresses malformed, too_many, required (with a limit)
 * CONFLICT  would_lock_out: the actor's own address is not among them, and is_confirmed is not set
 */
Error access_rules_change(Ctx *ctx, const AccessRules *before, const NewAccessRules *wanted);

/** Whether the rules of the organization refuse the actor's address. */
bool access_rules_refuse(const Ctx *ctx, const OrganizationSummary *organization, bool is_token);

// ── the way back ─────────────────────────────────────────────────────────────────────────────

typedef struct Suspension {
    const char *organization_name;
    Time suspended_until;
} Suspension;

extern const Shape suspension_shape;

/** Mails a link to the owners. FORBIDDEN not_a_member, or owner_only; LIMITED */
Error access_rules_send_link(Ctx *ctx, Id organization_id);

/** The address of such a link, which works for an hour from `since`. */
const char *access_rules_link_url(Ctx *ctx, Id organization_id, Id user_id, Time since);

/** Suspends the rules for an hour, as the person whose link it is, who must still be one who
 * manages members. Once, and not after the rules were changed. NOT_FOUND link_unknown, CONFLICT
 * link_expired, link_used, FORBIDDEN link_not_allowed */
Error access_rules_suspend(Ctx *ctx, const char *token, Suspension *ret_suspension);
