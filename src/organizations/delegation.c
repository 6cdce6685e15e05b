#include "delegation.h"

#include "delegation_store.h"
#include "identity/throttle.h"
#include "invitation.h"
#include "member_role.h"
#include "organization_store.h"

#include "base/text.h"
#include "db/db.h"

const char *const delegation_state_names[] = {
    "offered", "accepted", "declined", "revoked", "given_up", "ended", NULL};

SHAPE(delegation_shape, Delegation, FIELD(Delegation, id, .required = true),
    FIELD(Delegation, organization_id, .required = true, .about = "The customer."),
    FIELD(Delegation, organization_name, .required = true),
    FIELD(Delegation, partner_id, .required = true),
    FIELD(Delegation, partner_name, .about = "Once it accepted."),
    FIELD(Delegation, roles, .required = true, .about = "With which its people act."),
    FIELD_ENUM(Delegation, state, delegation_state_names, .required = true),
    FIELD(Delegation, created_at, .required = true),
    FIELD(Delegation, expires_at, .required = true), FIELD(Delegation, accepted_at),
    FIELD(Delegation, ended_at, .about = "Declined, revoked or given up."));

SHAPE(new_delegation_shape, NewDelegation,
    FIELD(NewDelegation, partner_id, .required = true,
        .about = "The partner's tenant ID. Whether there is one of that id is not told."),
    FIELD(NewDelegation, roles, .required = true, .min = 1, .max = ROLES,
        .about = "reports, and of profile, purchasing and administrator those that it needs."),
    FIELD(NewDelegation, expires_at, .about = "In a year, which is the latest, if absent."));

// So that nobody's mailbox can be filled.
static const Throttle per_organization = {"delegation_organization", 20, DAYS(1)};

Error delegation_list(Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations)
{
    return delegation_store_list(ctx, after, limit, ret_delegations);
}

Error delegation_list_customers(
    Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations)
{
    return EVERYWHERE(ctx, delegation_store_list_customers(ctx, after, limit, ret_delegations));
}

Error delegation_get(Ctx *ctx, Id id, Delegation *ret_delegation)
{
    return EVERYWHERE(ctx, delegation_store_get(ctx, id, ret_delegation));
}

// Each side has it in its own log, the partner only if there is one.
static Error emit(Ctx *ctx, const Delegation *delegation, DelegationState state)
{
    Organization partner = {.id = ID_NONE};
    const char *event = arena_printf(ctx->arena, "delegation.%s", delegation_state_names[state]);
    TRY(event_emit(ctx, event, delegation->organization_id, delegation->id, NULL));
    Error error = organization_store_get(ctx, delegation->partner_id, &partner);
    if (error)
        return error == NOT_FOUND ? OK : error;
    return event_emit(ctx, event, partner.id, delegation->id, NULL);
}

// ── offering ─────────────────────────────────────────────────────────────────────────────────

static bool can_be_given(const char *role)
{
    return !text_same(role, role_names[ROLE_OWNER]) &&
           !text_same(role, role_names[ROLE_OFFERINGS]) &&
           !text_same(role, role_names[ROLE_OPERATOR]);
}

static Error check(Ctx *ctx, const NewDelegation *wanted, Time expires_at)
{
    TRY(roles_check(ctx, "roles", wanted->roles));
    for (size_t i = 0; i < wanted->roles.count; i++)
        if (!can_be_given(wanted->roles.items[i]))
            fault(ctx, "roles", "not_allowed", "Nobody acts for another organization as %s.",
                wanted->roles.items[i]);
    if (!text_starts_with(wanted->partner_id.text, "org_"))
        fault(ctx, "partner_id", "malformed", "A tenant ID begins with org_.");
    if (id_same(wanted->partner_id, ctx->actor.organization_id))
        fault(ctx, "partner_id", "not_allowed", "This is your own organization.");
    if (!time_before(ctx->now, expires_at))
        fault(ctx, "expires_at", "past", "This moment has passed; choose a later one.");
    // People choose a day, whose end is some hours later.
    if (time_before(time_after(ctx->now, DAYS(DELEGATION_DAYS + 1)), expires_at))
        fault(ctx, "expires_at", "too_late", "Choose an end within a year.");
    return faults(ctx);
}

static Error open_already(Ctx *ctx, Error error)
{
    if (error != CONFLICT || !text_same(ctx->failure.code, "delegation_one_open"))
        return error;
    return fail(ctx, CONFLICT, "delegation_open",
        "This organization acts for you, or was asked to, already; revoke that first.");
}

Error delegation_offer(Ctx *ctx, const NewDelegation *wanted, Delegation *ret_delegation)
{
    Delegation delegation = {
        .id = id_new("dlg"),
        .organization_id = ctx->actor.organization_id,
        .partner_id = wanted->partner_id,
        .roles = roles_in_order(ctx->arena, wanted->roles),
        .created_at = ctx->now,
        .expires_at = time_is_set(wanted->expires_at) ? wanted->expires_at
                                                      : time_after(ctx->now, DAYS(DELEGATION_DAYS)),
    };
    TRY(check(ctx, wanted, delegation.expires_at));
    TRY(membership_lock_all(ctx));
    if (text_list_has(wanted->roles, role_names[ROLE_ADMINISTRATOR]))
        TRY(member_require_owner(ctx));
    TRY(throttle_count(ctx, &per_organization, ctx->actor.organization_id.text));
    TRY(delegation_store_end(ctx));
    TRY(open_already(ctx, delegation_store_create(ctx, &delegation)));
    TRY(EVERYWHERE(ctx, emit(ctx, &delegation, DELEGATION_OFFERED)));
    return delegation_get(ctx, delegation.id, ret_delegation);
}

// ── what becomes of it ───────────────────────────────────────────────────────────────────────

static const struct {
    DelegationState from, to;
    bool by_customer;
} moves[] = {
    {DELEGATION_OFFERED, DELEGATION_ACCEPTED, false},
    {DELEGATION_OFFERED, DELEGATION_DECLINED, false},
    {DELEGATION_OFFERED, DELEGATION_REVOKED, true},
    {DELEGATION_ACCEPTED, DELEGATION_REVOKED, true},
    {DELEGATION_ACCEPTED, DELEGATION_GIVEN_UP, false},
};

static Error require_move(Ctx *ctx, const Delegation *delegation, DelegationState to)
{
    static const char *const said[] = {[DELEGATION_OFFERED] = "waits for the partner",
        [DELEGATION_ACCEPTED] = "was accepted",
        [DELEGATION_DECLINED] = "was declined",
        [DELEGATION_REVOKED] = "was revoked",
        [DELEGATION_GIVEN_UP] = "was given up",
        [DELEGATION_ENDED] = "has ended"};
    bool is_customer = id_same(delegation->organization_id, ctx->actor.organization_id);
    for (size_t i = 0; i < COUNT_OF(moves); i++)
        if (moves[i].from == delegation->state && moves[i].to == to &&
            moves[i].by_customer == is_customer)
            return OK;
    return fail(ctx, CONFLICT, "delegation_decided", "You cannot do this now: it %s.",
        said[delegation->state]);
}

// The actor may be of either side, and the row is the customer's.
static Error move(Ctx *ctx, const Delegation *delegation, DelegationState state)
{
    TRY(delegation_store_move(ctx, delegation, state));
    if (state != DELEGATION_ACCEPTED)
        TRY(WITHIN(ctx, delegation->organization_id,
            invitation_withdraw_through(ctx, delegation->partner_id)));
    return emit(ctx, delegation, state);
}

Error delegation_move(Ctx *ctx, Id id, DelegationState state, Delegation *ret_delegation)
{
    Delegation delegation = {.id = ID_NONE};
    TRY(membership_lock_all(ctx));
    TRY(delegation_get(ctx, id, &delegation));
    TRY(EVERYWHERE(ctx, organization_store_lock(ctx, delegation.organization_id)));
    TRY(delegation_get(ctx, id, &delegation)); // again: somebody may have moved it
    TRY(require_move(ctx, &delegation, state));
    TRY(EVERYWHERE(ctx, move(ctx, &delegation, state)));
    return delegation_get(ctx, id, ret_delegation);
}

// The actor's organization, if the person administers it through the partner; else NULL.
static Error find_administered(
    Ctx *ctx, Id partner_id, Id user_id, const OrganizationSummary **ret_customer)
{
    OrganizationSummaryList organizations;
    TRY(EVERYWHERE(ctx, organization_list(ctx, user_id, &organizations)));
    const OrganizationSummary *customer =
        organization_in(&organizations, ctx->actor.organization_id);
    bool is_administered = customer && id_same(customer->partner_id, partner_id) &&
                           text_list_has(customer->roles, role_names[ROLE_ADMINISTRATOR]);
    *ret_customer = is_administered ? customer : NULL;
    return OK;
}

Error delegation_is_in_force(Ctx *ctx, Id partner_id, Id user_id, bool *ret_is)
{
    const OrganizationSummary *customer;
    TRY(find_administered(ctx, partner_id, user_id, &customer));
    *ret_is = customer != NULL;
    return OK;
}

Error delegation_require_roles(Ctx *ctx, MemberRoleList roles)
{
    const OrganizationSummary *customer;
    if (!id_is_set(ctx->actor.partner_id))
        return OK;
    TRY(find_administered(ctx, ctx->actor.partner_id, ctx->actor.user_id, &customer));
    for (size_t i = 0; i < roles.count; i++) {
        Role role = roles.items[i].role;
        if (!customer || role == ROLE_ADMINISTRATOR ||
            !text_list_has(customer->roles, role_names[role]))
            return fail(ctx, FORBIDDEN, "insider_required",
                "A partner gives the roles that it has itself, and never administrator.");
    }
    return OK;
}
