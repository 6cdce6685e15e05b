#include "access_rules.h"

#include "access_rules_store.h"
#include "acting.h"
#include "base/text.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "identity/address_list.h"
#include "identity/challenge.h"
#include "identity/throttle.h"
#include "organization_store.h"
#include "role.h"
#include "settings.h"
#include "work/work.h"

#include <stdlib.h>
#include <string.h>

#define LINK_LIFETIME HOURS(1)

SHAPE(access_rules_shape, AccessRules, FIELD(AccessRules, addresses, .required = true),
    FIELD(AccessRules, limits_tokens), FIELD(AccessRules, limits_sessions),
    FIELD(AccessRules, suspended_until, .about = "Until then the rules hold nobody off."),
    FIELD(AccessRules, changed_by_name), FIELD(AccessRules, changed_at),
    FIELD(AccessRules, version, .required = true, .about = "For If-Match; 0 before the first."),
    FIELD(AccessRules, your_address, .about = "From which you ask."));

SHAPE(new_access_rules_shape, NewAccessRules,
    FIELD(NewAccessRules, addresses, .required = true, .max = MAX_ADDRESSES,
        .about = "From which one may act for the organization, such as 203.0.113.0/24."),
    FIELD(NewAccessRules, limits_tokens, .about = "API tokens work from these addresses only."),
    FIELD(NewAccessRules, limits_sessions, .about = "People act from these addresses only."),
    FIELD(NewAccessRules, is_confirmed, .about = "Although your own address is not among them."));

SHAPE(suspension_shape, Suspension, FIELD(Suspension, organization_name, .required = true),
    FIELD(Suspension, suspended_until, .required = true));

Error access_rules_get(Ctx *ctx, AccessRules *ret_rules)
{
    AccessRules rules = {.version = 0};
    Error error = access_rules_store_get(ctx, &rules);
    if (error && error != NOT_FOUND)
        return error;
    rules.your_address = ctx->actor.address;
    *ret_rules = rules;
    return OK;
}

Error access_rules_lock(Ctx *ctx, AccessRules *ret_rules)
{
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    return access_rules_get(ctx, ret_rules);
}

static Error require_way_in(Ctx *ctx, const NewAccessRules *wanted)
{
    if (!wanted->limits_sessions || wanted->is_confirmed ||
        address_list_has(wanted->addresses, ctx->actor.address))
        return OK;
    return fail(ctx, CONFLICT, "would_lock_out",
        "Your address is %s: these rules would lock you out. Add it, or confirm.",
        ctx->actor.address);
}

Error access_rules_change(Ctx *ctx, const AccessRules *before, const NewAccessRules *wanted)
{
    address_list_check(ctx, "addresses", wanted->addresses);
    if ((wanted->limits_tokens || wanted->limits_sessions) && !wanted->addresses.count)
        fault(ctx, "addresses", "required", "Write at least one address that is let in.");
    TRY(faults(ctx));
    TRY(require_way_in(ctx, wanted));
    TRY(access_rules_store_write(ctx, wanted, before->version + 1));
    return event_emit(
        ctx, "access_rules.changed", ctx->actor.organization_id, ctx->actor.organization_id, NULL);
}

bool access_rules_refuse(const Ctx *ctx, const OrganizationSummary *organization, bool is_token)
{
    bool is_limited = is_token ? organization->limits_tokens : organization->limits_sessions;
    if (!is_limited || time_before(ctx->now, organization->suspended_until))
        return false;
    return !address_list_has(organization->addresses, ctx->actor.address);
}

// ── the way back ─────────────────────────────────────────────────────────────────────────────

Error access_rules_send_link(Ctx *ctx, Id organization_id)
{
    static const Throttle links = {"suspension_links", 3, HOURS(1)};
    const OrganizationSummary *organization = NULL;
    TRY(organization_require_owned(ctx, organization_id, &organization));
    TRY(throttle_count(ctx, &links, organization_id.text));
    return event_emit(
        ctx, "access_rules.suspension_requested", organization_id, organization_id, NULL);
}

static const char purpose[] = "suspension_link"; // of "org_….usr_….<since>"

const char *access_rules_link_url(Ctx *ctx, Id organization_id, Id user_id, Time since)
{
    return arena_printf(ctx->arena, "%s/access#token=%s", settings()->public_url,
        crypt_signed(ctx->arena, purpose,
            arena_printf(ctx->arena, "%s.%s.%lld", organization_id.text, user_id.text,
                (long long)since.us)));
}

static Error token_read(
    Ctx *ctx, const char *token, Id *ret_organization_id, Id *ret_user_id, Time *ret_since)
{
    const char *rest = crypt_open_signed(ctx->arena, purpose, token);
    if (!rest)
        return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
    *ret_organization_id = id_from(text_next_part(ctx->arena, &rest, '.'));
    *ret_user_id = id_from(text_next_part(ctx->arena, &rest, '.'));
    ret_since->us = strtoll(rest, NULL, 10);
    if (ctx->now.us - ret_since->us > LINK_LIFETIME)
        return fail(ctx, CONFLICT, "link_expired",
            "This link worked for an hour; ask for a new one on the page that refused you.");
    return OK;
}

// Of the owners' links each works once, and none for rules that came after it.
static Error require_newest(Ctx *ctx, const char *token, Time since)
{
    AccessRules rules;
    bool is_first;
    TRY(access_rules_lock(ctx, &rules));
    if (time_before(since, rules.changed_at))
        return fail(ctx, CONFLICT, "link_expired",
            "The rules were changed since this link was sent; ask for a new one.");
    long long end = time_after(since, LINK_LIFETIME).us;
    TRY(challenge_use(ctx, arena_printf(ctx->arena, "%lld.%s", end, token), &is_first));
    if (!is_first)
        return fail(ctx, CONFLICT, "link_used", "This link was used already; ask for a new one.");
    return OK;
}

Error access_rules_suspend(Ctx *ctx, const char *token, Suspension *ret_suspension)
{
    Id organization_id, user_id;
    Time since = TIME_NONE;
    Organization organization;
    TRY(token_read(ctx, token, &organization_id, &user_id, &since));
    Error error = acting_become(ctx, user_id, organization_id);
    if (error && error != FORBIDDEN)
        return error;
    if (error || !(ctx->actor.permissions & PERMIT_MEMBERS))
        return fail(ctx, FORBIDDEN, "link_not_allowed",
            "Whoever got this link does not manage the organization any more.");
    TRY(require_newest(ctx, token, since));
    Time until = time_after(ctx->now, ACCESS_SUSPENSION_TIME);
    TRY(organization_get(ctx, organization_id, &organization));
    TRY(access_rules_store_suspend(ctx, until));
    *ret_suspension = (Suspension){organization.name, until};
    return event_emit(ctx, "access_rules.suspended", organization_id, organization_id, NULL);
}
