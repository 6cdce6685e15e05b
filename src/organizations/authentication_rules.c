#include "authentication_rules.h"

#include "authentication_rules_store.h"
#include "base/text.h"
#include "db/db.h"
#include "identity/second_factor.h"
#include "member_role.h"
#include "organization_store.h"
#include "role.h"
#include "work/work.h"

enum { MAX_METHODS = 100 };

static const char *const reason_names[] = {"no_method", "no_second_factor", "break_glass", NULL};

SHAPE(authentication_provider_shape, AuthenticationProvider,
    FIELD(AuthenticationProvider, id, .required = true),
    FIELD(AuthenticationProvider, name, .required = true),
    FIELD(AuthenticationProvider, is_platform, .about = "Everybody may sign in by it."));

#define METHODS_ABOUT                                                                              \
    "password, passkey, or ids of identity providers; none: all there are, now and later."
#define SECOND_FACTOR_ABOUT "From then on a second factor is required; absent: it is optional."

SHAPE(authentication_rules_shape, AuthenticationRules,
    FIELD(AuthenticationRules, methods, .required = true, .about = METHODS_ABOUT),
    FIELD(AuthenticationRules, second_factor_from, .about = SECOND_FACTOR_ABOUT),
    FIELD(AuthenticationRules, changed_by_name), FIELD(AuthenticationRules, changed_at),
    FIELD(AuthenticationRules, version, .required = true,
        .about = "For If-Match; 0 before the first."),
    FIELD_LIST(AuthenticationRules, providers, authentication_provider_shape,
        .about = "That can be among the methods."));

SHAPE(new_authentication_rules_shape, NewAuthenticationRules,
    FIELD(NewAuthenticationRules, methods, .required = true, .max = MAX_METHODS,
        .about = METHODS_ABOUT),
    FIELD(NewAuthenticationRules, second_factor_from, .about = SECOND_FACTOR_ABOUT),
    FIELD(NewAuthenticationRules, is_confirmed, .about = "Although the preview names somebody."));

static SHAPE(shut_out_person_shape, ShutOutPerson, FIELD(ShutOutPerson, user_id, .required = true),
    FIELD(ShutOutPerson, name, .required = true), FIELD(ShutOutPerson, email, .required = true),
    FIELD_ENUM(ShutOutPerson, reason, reason_names,
        .about = "break_glass: an owner, who has no other way left."),
    FIELD(ShutOutPerson, methods, .required = true, .about = "By which the person can sign in."));

SHAPE(authentication_preview_shape, AuthenticationPreview,
    FIELD_LIST(AuthenticationPreview, people, shut_out_person_shape,
        .about = "Who could not sign in as things are now."),
    FIELD(AuthenticationPreview, keeps_owner, .about = "Whether an owner gets in."));

// ── the judgement ────────────────────────────────────────────────────────────────────────────

static bool is_local(const char *method)
{
    return text_same(method, SESSION_BY_PASSWORD) || text_same(method, SESSION_BY_PASSKEY);
}

// Of sessions and in previews alike.
static Refusal refusal_of(TextList methods, bool needs_factor, const char *method, bool has_factor)
{
    if (methods.count && !text_list_has(methods, method))
        return REFUSAL_METHOD;
    return needs_factor && !has_factor ? REFUSAL_SECOND_FACTOR : REFUSAL_NONE;
}

static bool is_due(const Ctx *ctx, Time from)
{
    return time_is_set(from) && !time_before(ctx->now, from);
}

static bool is_broken(const UserSession *session, const OrganizationSummary *organization)
{
    return id_same(session->break_glass_organization_id, organization->id) &&
           text_list_has(organization->roles, role_names[ROLE_OWNER]) && is_local(session->method);
}

static Error judge_one(Ctx *ctx, const UserSession *session, OrganizationSummary *organization)
{
    Time from = organization->second_factor_from;
    TextList methods =
        is_broken(session, organization) ? (TextList){.count = 0} : organization->methods;
    bool has_factor;
    int64_t is_own = 0;
    TRY(second_factor_is_on(ctx, session->user_id, &has_factor));
    if (!is_local(session->method))
        TRY(authentication_rules_store_count_own(ctx, organization->id, session->method, &is_own));
    has_factor |= is_own > 0;
    organization->refusal = refusal_of(methods, is_due(ctx, from), session->method, has_factor);
    if (organization->refusal == REFUSAL_NONE && !has_factor && !is_due(ctx, from))
        organization->second_factor_due_at = from;
    return OK;
}

Error authentication_rules_judge(
    Ctx *ctx, const UserSession *session, OrganizationSummaryList *organizations)
{
    for (size_t i = 0; i < organizations->count; i++) {
        OrganizationSummary *one = &organizations->items[i];
        bool has_rules = one->methods.count || time_is_set(one->second_factor_from);
        if (has_rules && one->refusal == REFUSAL_NONE)
            TRY(judge_one(ctx, session, one));
    }
    return OK;
}

// ── the preview ──────────────────────────────────────────────────────────────────────────────

static bool is_own_provider(const AuthenticationProviderList *providers, const char *method)
{
    for (size_t i = 0; i < providers->count; i++)
        if (text_same(providers->items[i].id.text, method))
            return !providers->items[i].is_platform;
    return false;
}

static TextList methods_of(Arena *arena, const MemberMethods *member)
{
    TextList methods = {arena_array_of(arena, const char *, member->providers.count + 2), 0};
    if (member->has_password)
        methods.items[methods.count++] = SESSION_BY_PASSWORD;
    if (member->has_passkey)
        methods.items[methods.count++] = SESSION_BY_PASSKEY;
    for (size_t i = 0; i < member->providers.count; i++)
        methods.items[methods.count++] = member->providers.items[i];
    return methods;
}

typedef struct Judged {
    const MemberMethods *member;
    TextList methods; // of the member
    const AuthenticationProviderList *providers;
} Judged;

static Refusal best_of(
    const Judged *judged, TextList allowed, bool needs_factor, bool is_local_only)
{
    const MemberMethods *member = judged->member;
    Refusal best = REFUSAL_METHOD;
    for (size_t i = 0; i < judged->methods.count && best != REFUSAL_NONE; i++) {
        const char *method = judged->methods.items[i];
        bool has_factor =
            member->has_device || member->has_passkey || is_own_provider(judged->providers, method);
        Refusal refusal = is_local_only && !is_local(method)
                              ? REFUSAL_METHOD
                              : refusal_of(allowed, needs_factor, method, has_factor);
        if (refusal != REFUSAL_METHOD)
            best = refusal;
    }
    return best;
}

static bool can_break_glass(const Judged *judged, bool needs_factor)
{
    return judged->member->is_owner &&
           best_of(judged, (TextList){.count = 0}, needs_factor, true) == REFUSAL_NONE;
}

static ShutOutReason reason_of(const Judged *judged, Refusal refusal, bool needs_factor)
{
    if (can_break_glass(judged, needs_factor))
        return SHUT_OUT_BREAK_GLASS;
    return refusal == REFUSAL_METHOD ? SHUT_OUT_NO_METHOD : SHUT_OUT_NO_SECOND_FACTOR;
}

static void add_member(Ctx *ctx, const NewAuthenticationRules *wanted, const Judged *judged,
    AuthenticationPreview *preview)
{
    const MemberMethods *member = judged->member;
    bool needs_factor = time_is_set(wanted->second_factor_from);
    bool needs_now = is_due(ctx, wanted->second_factor_from);
    Refusal refusal = best_of(judged, wanted->methods, needs_factor, false);
    if (member->is_owner &&
        (can_break_glass(judged, needs_now) || !best_of(judged, wanted->methods, needs_now, false)))
        preview->keeps_owner = true;
    if (refusal == REFUSAL_NONE)
        return;
    preview->people.items[preview->people.count++] = (ShutOutPerson){
        .user_id = member->user_id,
        .name = member->name,
        .email = member->email,
        .reason = reason_of(judged, refusal, needs_factor),
        .methods = judged->methods,
    };
}

static bool is_known(const AuthenticationProviderList *providers, const char *method)
{
    for (size_t i = 0; i < providers->count; i++)
        if (text_same(providers->items[i].id.text, method))
            return true;
    return is_local(method);
}

static Error check_methods(Ctx *ctx, TextList methods, const AuthenticationProviderList *providers)
{
    for (size_t i = 0; i < methods.count; i++) {
        const char *path = arena_printf(ctx->arena, "methods[%zu]", i);
        if (!is_known(providers, methods.items[i]))
            fault(ctx, path, "unknown", "Nobody can sign in by this here.");
        if (text_list_has((TextList){methods.items, i}, methods.items[i]))
            fault(ctx, path, "repeated", "This is there twice.");
    }
    return faults(ctx);
}

// Providers of the platform are another organization's.
static Error list_providers(Ctx *ctx, AuthenticationProviderList *ret_providers)
{
    return EVERYWHERE(ctx, authentication_rules_store_list_providers(ctx, ret_providers));
}

static Error judge_members(Ctx *ctx, const NewAuthenticationRules *rules,
    const AuthenticationProviderList *providers, AuthenticationPreview *ret_preview)
{
    MemberMethodsList members;
    TRY(EVERYWHERE(ctx, authentication_rules_store_list_members(ctx, &members)));
    AuthenticationPreview preview = {
        .people = {arena_array_of(ctx->arena, ShutOutPerson, members.count), 0}};
    for (size_t i = 0; i < members.count; i++) {
        Judged judged = {&members.items[i], methods_of(ctx->arena, &members.items[i]), providers};
        add_member(ctx, rules, &judged, &preview);
    }
    *ret_preview = preview;
    return OK;
}

Error authentication_rules_preview(
    Ctx *ctx, const NewAuthenticationRules *wanted, AuthenticationPreview *ret_preview)
{
    AuthenticationProviderList providers;
    TRY(list_providers(ctx, &providers));
    TRY(check_methods(ctx, wanted->methods, &providers));
    return judge_members(ctx, wanted, &providers, ret_preview);
}

// ── reading and changing ─────────────────────────────────────────────────────────────────────

static Error get_without_providers(Ctx *ctx, AuthenticationRules *ret_rules)
{
    AuthenticationRules rules = {.version = 0};
    Error error = authentication_rules_store_get(ctx, &rules);
    if (error && error != NOT_FOUND)
        return error;
    *ret_rules = rules;
    return OK;
}

Error authentication_rules_get(Ctx *ctx, AuthenticationRules *ret_rules)
{
    AuthenticationRules rules;
    TRY(get_without_providers(ctx, &rules));
    TRY(list_providers(ctx, &rules.providers));
    *ret_rules = rules;
    return OK;
}

Error authentication_rules_lock(Ctx *ctx, AuthenticationRules *ret_rules)
{
    TRY(organization_store_lock(ctx, ctx->actor.organization_id));
    TRY(member_require_owner(ctx));
    return authentication_rules_get(ctx, ret_rules);
}

static Error require_understood(
    Ctx *ctx, const NewAuthenticationRules *wanted, const AuthenticationPreview *preview)
{
    if (!preview->keeps_owner)
        return fail(ctx, CONFLICT, "no_owner_left",
            "By these rules no owner could sign in. Set up a second factor first, or choose a"
            " password.");
    if (!preview->people.count || wanted->is_confirmed)
        return OK;
    return fail(ctx, CONFLICT, "would_shut_out",
        "These rules would shut out %zu of your people: look at the preview and confirm.",
        preview->people.count);
}

Error authentication_rules_change(
    Ctx *ctx, const AuthenticationRules *before, const NewAuthenticationRules *wanted)
{
    AuthenticationPreview preview;
    TRY(authentication_rules_preview(ctx, wanted, &preview));
    TRY(require_understood(ctx, wanted, &preview));
    TRY(authentication_rules_store_write(ctx, wanted, before->version + 1));
    return event_emit(ctx, "authentication_rules.changed", ctx->actor.organization_id,
        ctx->actor.organization_id, NULL);
}

// ── when a way in is taken ───────────────────────────────────────────────────────────────────

Error authentication_rules_find_shut_out(Ctx *ctx, AuthenticationPreview *ret_preview)
{
    AuthenticationRules rules;
    TRY(authentication_rules_get(ctx, &rules));
    NewAuthenticationRules same = {
        .methods = rules.methods, .second_factor_from = rules.second_factor_from};
    return judge_members(ctx, &same, &rules.providers, ret_preview);
}

static bool names(const AuthenticationPreview *preview, const ShutOutPerson *person)
{
    for (size_t i = 0; i < preview->people.count; i++)
        if (id_same(preview->people.items[i].user_id, person->user_id) &&
            preview->people.items[i].reason == person->reason)
            return true;
    return false;
}

// Their names, of many the first.
static const char *names_of(
    Arena *arena, const AuthenticationPreview *before, const AuthenticationPreview *after)
{
    enum { SHOWN = 5 };
    Text text = {.arena = arena};
    size_t count = 0;
    for (size_t i = 0; i < after->people.count; i++)
        if (!names(before, &after->people.items[i]) && count++ < SHOWN)
            text_printf(&text, "%s%s", count > 1 ? ", " : "", after->people.items[i].name);
    if (count > SHOWN)
        text_printf(&text, " and %zu more", count - SHOWN);
    return count ? text_of(&text) : NULL;
}

Error authentication_rules_require_ways_in(
    Ctx *ctx, const AuthenticationPreview *before, bool is_confirmed)
{
    AuthenticationPreview after;
    TRY(authentication_rules_find_shut_out(ctx, &after));
    if (before->keeps_owner && !after.keeps_owner)
        return fail(ctx, CONFLICT, "no_owner_left",
            "Without it no owner could sign in. Let one set a password or add a passkey first.");
    const char *people = names_of(ctx->arena, before, &after);
    if (!people || is_confirmed)
        return OK;
    return fail(ctx, CONFLICT, "would_shut_out",
        "Without it these could not sign in any more: %s. Let them have another sign-in method"
        " first, or confirm.",
        people);
}

Error authentication_rules_find_methods(
    Ctx *ctx, TextList *ret_methods, AuthenticationProviderList *ret_providers)
{
    AuthenticationRules rules;
    TRY(authentication_rules_get(ctx, &rules));
    AuthenticationProviderList allowed = {
        arena_array_of(ctx->arena, AuthenticationProvider, rules.providers.count), 0};
    for (size_t i = 0; i < rules.providers.count; i++)
        if (text_list_has(rules.methods, rules.providers.items[i].id.text))
            allowed.items[allowed.count++] = rules.providers.items[i];
    *ret_methods = rules.methods;
    *ret_providers = allowed;
    return OK;
}

// ── break glass ──────────────────────────────────────────────────────────────────────────────

static Error require_refused(
    Ctx *ctx, const UserSession *session, const OrganizationSummary *organization)
{
    OrganizationSummary one = *organization;
    OrganizationSummaryList only = {&one, 1};
    TRY(EVERYWHERE(ctx, authentication_rules_judge(ctx, session, &only)));
    if (one.refusal == REFUSAL_METHOD)
        return OK;
    return fail(
        ctx, CONFLICT, "not_refused", "The sign-in methods of the organization do not refuse you.");
}

Error authentication_rules_break_glass(Ctx *ctx, Id organization_id)
{
    const OrganizationSummary *organization = NULL;
    UserSession session;
    bool is_first;
    TRY(organization_require_owned(ctx, organization_id, &organization));
    TRY(session_get(ctx, &session));
    if (!is_local(session.method))
        return fail(ctx, FORBIDDEN, "local_sign_in_required",
            "Sign in by your password or a passkey: by these an owner always gets in.");
    if (!is_broken(&session, organization))
        TRY(require_refused(ctx, &session, organization));
    TRY(session_write_break_glass(ctx, organization_id, &is_first));
    ctx->actor.partner_id = ID_NONE;
    ctx->actor.organization_id = organization_id; // whose audit log it goes into
    ctx->actor.permissions = PERMIT_PUBLIC;
    return is_first ? event_emit(ctx, "break_glass.used", organization_id, ctx->actor.user_id, NULL)
                    : OK;
}
