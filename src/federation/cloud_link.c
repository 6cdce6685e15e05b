#include "cloud_link.h"

#include "base/text.h"
#include "cloud_link_store.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "external_sign_in.h"
#include "identity/throttle.h"
#include "identity_provider.h"
#include "organizations/member_role.h"
#include "organizations/organization.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

const char *const cloud_link_state_names[] = {
    "asked", "answered", "linked", "lost", "removing", "removed", NULL};
const char *const cloud_shadow_state_names[] = {
    "wanted", "ok", "drifted", "missing", "failed", NULL};

static const Throttle per_consent = {"cloud_consent", 5, SECONDS(CLOUD_CONSENT_LASTS)};

static const char consent_purpose[] = "cloud_consent"; // of "org_….clk_….<when it expires>"

SHAPE(cloud_difference_shape, CloudDifference,
    FIELD(CloudDifference, what, .required = true,
        .about = "name, description, enabled, group or role."),
    FIELD(CloudDifference, expected), FIELD(CloudDifference, actual));

SHAPE(cloud_shadow_shape, CloudShadow,
    FIELD(CloudShadow, name, .required = true, .about = "At the cloud."),
    FIELD(CloudShadow, user_id, .about = "Whose it is; null: it is the group."),
    FIELD(CloudShadow, user_name, .about = "The person's, here."), FIELD(CloudShadow, keystone_id),
    FIELD_ENUM(CloudShadow, state, cloud_shadow_state_names, .required = true),
    FIELD_LIST(CloudShadow, differences, cloud_difference_shape,
        .about = "What was expected there, and what is."),
    FIELD(CloudShadow, problem, .tell = sentence_in), FIELD(CloudShadow, round_id, .hidden = true));

SHAPE(cloud_link_shape, CloudLink, FIELD(CloudLink, organization_id, .hidden = true),
    FIELD(CloudLink, id, .required = true), FIELD(CloudLink, provider_id, .required = true),
    FIELD(CloudLink, provider_name),
    FIELD_ENUM(CloudLink, state, cloud_link_state_names, .required = true),
    FIELD(CloudLink, expires_at, .required = true, .about = "Of consent_url."),
    FIELD(CloudLink, consent_url,
        .about = "Where who administers the domain agrees, once; null: there is nothing to agree."),
    FIELD(CloudLink, domain_id, .about = "The cloud's own."), FIELD(CloudLink, domain_name),
    FIELD(CloudLink, consented_by, .about = "The user's name at the cloud."),
    FIELD(CloudLink, consented_at), FIELD(CloudLink, manager_id, .hidden = true),
    FIELD(CloudLink, problem, .tell = sentence_in), FIELD(CloudLink, checked_at),
    FIELD(CloudLink, is_checking, .about = "Whether a look at it is under way, or about to begin."),
    FIELD(CloudLink, created_at, .required = true), FIELD(CloudLink, created_by, .required = true),
    FIELD_LIST(CloudLink, shadows, cloud_shadow_shape,
        .about = "What was made there: a group, and a user for each member."));

SHAPE(cloud_consent_shape, CloudConsent, FIELD(CloudConsent, organization_name, .required = true),
    FIELD(CloudConsent, provider_name, .required = true),
    FIELD(CloudConsent, administrator_role, .about = "That whoever agrees has in the domain."),
    FIELD(CloudConsent, member_role, .about = "That the organization's members get there."),
    FIELD_ENUM(CloudConsent, state, cloud_link_state_names, .required = true),
    FIELD(CloudConsent, is_usable), FIELD(CloudConsent, domain_name),
    FIELD(CloudConsent, problem, .tell = sentence_in, .about = "Why the last try did not do."));

static Error not_found(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "Your organization has no such link to a cloud.");
}

static bool takes_consent(const CloudLink *link)
{
    return link->state == LINK_ASKED || link->state == LINK_LOST;
}

static void complete(Ctx *ctx, CloudLink *link)
{
    if (!takes_consent(link) || ctx->now.us >= link->expires_at.us)
        return;
    link->consent_url =
        arena_printf(ctx->arena, "%s/cloud-consent#token=%s", settings()->public_url,
            crypt_signed(ctx->arena, consent_purpose,
                arena_printf(ctx->arena, "%s.%s.%lld", link->organization_id.text, link->id.text,
                    (long long)link->expires_at.us)));
}

Error cloud_link_emit(Ctx *ctx, const CloudLink *link, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", link->domain_name ? link->domain_name : link->provider_name);
    json_end_object(data);
    return event_emit(ctx, kind, link->organization_id, link->id, json_finish(data));
}

Error cloud_link_place_look(Ctx *ctx, const CloudLink *link, bool repairs, Id round_id, Time run_at)
{
    const char *said = repairs ? "true" : "false";
    TRY(cloud_link_store_ask_look(ctx, link));
    return identity_provider_add_job(ctx, link->provider_id, "reconcile_cloud_link",
        link->organization_id,
        arena_printf(ctx->arena, "%s %s %s", link->id.text, said, round_id.text),
        arena_printf(ctx->arena, "{\"cloud_link_id\":\"%s\",\"repairs\":%s,\"round_id\":\"%s\"}",
            link->id.text, said, round_id.text),
        run_at);
}

// By an owner. Providers are the platform's or the organization's own.
static Error lock(Ctx *ctx, Id id, CloudLink *ret_link)
{
    CloudLink link = {0};
    TRY(member_require_owner(ctx));
    Error error = EVERYWHERE(ctx, cloud_link_store_lock(ctx, id, &link));
    if (error)
        return error == NOT_FOUND ? not_found(ctx) : error;
    *ret_link = link;
    return OK;
}

// ── linking ──────────────────────────────────────────────────────────────────────────────────

static Error require_linkable(Ctx *ctx, const IdentityProvider *provider)
{
    CloudSettings wanted;
    int64_t count;
    bool is_ours =
        provider->is_platform || id_same(provider->organization_id, ctx->actor.organization_id);
    if (!is_ours || provider->kind != PROVIDER_KEYSTONE)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such cloud.");
    TRY(cloud_settings_read(ctx, provider->settings, &wanted));
    if (!wanted.administrator_role || !wanted.member_role)
        return sentence_fail(ctx, CONFLICT, SENTENCE_CLOUD_LINK_UNSET);
    TRY(cloud_link_store_count(ctx, &count));
    if (count >= MAX_CLOUD_LINKS)
        return fail(ctx, CONFLICT, "too_many_cloud_links",
            "An organization can have %d links to clouds; unlink one first.", MAX_CLOUD_LINKS);
    return OK;
}

Error cloud_link_create(Ctx *ctx, Id provider_id, CloudLink *ret_link)
{
    IdentityProvider provider;
    TRY(membership_lock_all(ctx));
    TRY(member_require_owner(ctx));
    TRY(identity_provider_find(ctx, provider_id, &provider));
    TRY(require_linkable(ctx, &provider));
    CloudLink link = {
        .organization_id = ctx->actor.organization_id,
        .id = id_new("clk"),
        .provider_id = provider.id,
        .provider_name = provider.name,
        .state = LINK_ASKED,
        .expires_at = time_after(ctx->now, SECONDS(CLOUD_CONSENT_LASTS)),
        .created_by = ctx->actor.user_id,
        .created_at = ctx->now,
    };
    TRY(cloud_link_store_create(ctx, &link));
    TRY(cloud_link_emit(ctx, &link, "cloud_link.added"));
    complete(ctx, &link);
    *ret_link = link;
    return OK;
}

Error cloud_link_list(Ctx *ctx, CloudLinkList *ret_links)
{
    TRY(member_require_owner(ctx));
    TRY(EVERYWHERE(ctx, cloud_link_store_list(ctx, ret_links)));
    for (size_t i = 0; i < ret_links->count; i++) {
        CloudLink *link = &ret_links->items[i];
        complete(ctx, link);
        TRY(cloud_shadow_store_list(ctx, link->id, &link->shadows));
    }
    return OK;
}

Error cloud_link_issue_consent(Ctx *ctx, Id id, CloudLink *ret_link)
{
    CloudLink link;
    TRY(lock(ctx, id, &link));
    if (!takes_consent(&link))
        return fail(ctx, CONFLICT, "cloud_link_not_open", "There is nothing to agree to now.");
    link.expires_at = time_after(ctx->now, SECONDS(CLOUD_CONSENT_LASTS));
    TRY(cloud_link_store_write_expiry(ctx, &link));
    complete(ctx, &link);
    *ret_link = link;
    return OK;
}

Error cloud_link_check_soon(Ctx *ctx, Id id, bool repairs, CloudLink *ret_link)
{
    TRY(lock(ctx, id, ret_link));
    if (ret_link->state != LINK_LINKED)
        return fail(ctx, CONFLICT, "cloud_link_not_linked", "This cloud is not linked now.");
    ret_link->is_checking = true;
    return cloud_link_place_look(ctx, ret_link, repairs, ID_NONE, TIME_NONE);
}

Error cloud_link_remove(Ctx *ctx, Id id, CloudLink *ret_link)
{
    CloudLink link;
    TRY(lock(ctx, id, &link));
    link.state = LINK_REMOVING;
    link.is_checking = true;
    TRY(cloud_link_store_move(ctx, &link));
    *ret_link = link;
    return cloud_link_place_look(ctx, &link, false, ID_NONE, TIME_NONE);
}

Error cloud_link_members_changed(Ctx *ctx, const Event *event)
{
    CloudLinkList links;
    TRY(EVERYWHERE(ctx, cloud_link_store_list_open(ctx, event->organization_id, &links)));
    for (size_t i = 0; i < links.count; i++)
        TRY(cloud_link_place_look(ctx, &links.items[i], false, ID_NONE, TIME_NONE));
    return OK;
}

// ── whoever agrees ───────────────────────────────────────────────────────────────────────────

static Error link_unknown(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "link_unknown",
        "This link is not one of ours, or another one took its place.");
}

// Each link is for one consent: a later one has another end.
static Error open(Ctx *ctx, const char *token, bool writes, CloudLink *ret_link)
{
    char *rest = NULL;
    CloudLink link = {0};
    const char *text = crypt_open_signed(ctx->arena, consent_purpose, token);
    const char *id = text ? strchr(text, '.') : NULL, *end = id ? strchr(id + 1, '.') : NULL;
    if (!end)
        return link_unknown(ctx);
    ctx->actor.organization_id = id_from(arena_text(ctx->arena, text, id - text));
    Id link_id = id_from(arena_text(ctx->arena, id + 1, end - id - 1));
    Error error = EVERYWHERE(ctx, writes ? cloud_link_store_lock(ctx, link_id, &link)
                                         : cloud_link_store_get(ctx, link_id, &link));
    if (error && error != NOT_FOUND)
        return error;
    if (error || strtoll(end + 1, &rest, 10) != link.expires_at.us || *rest)
        return link_unknown(ctx);
    *ret_link = link;
    return OK;
}

static Error tell(Ctx *ctx, const CloudLink *link, CloudConsent *ret_consent)
{
    IdentityProvider provider;
    CloudSettings wanted;
    Organization organization;
    TRY(EVERYWHERE(ctx, organization_get(ctx, link->organization_id, &organization)));
    TRY(identity_provider_find(ctx, link->provider_id, &provider));
    TRY(cloud_settings_read(ctx, provider.settings, &wanted));
    *ret_consent = (CloudConsent){
        .organization_name = organization.name,
        .provider_name = provider.name,
        .administrator_role = wanted.administrator_role,
        .member_role = wanted.member_role,
        .state = link->state,
        .is_usable = takes_consent(link) && ctx->now.us < link->expires_at.us,
        .domain_name = link->domain_name,
        .problem = link->problem,
    };
    return OK;
}

Error cloud_consent_get(Ctx *ctx, const char *token, CloudConsent *ret_consent)
{
    CloudLink link;
    TRY(open(ctx, token, false, &link));
    return tell(ctx, &link, ret_consent);
}

// A newer link is counted anew: it takes an owner.
static Error count_try(Ctx *ctx, const CloudLink *link)
{
    TRY(external_sign_in_count(ctx, link->provider_id));
    return throttle_count(ctx, &per_consent,
        arena_printf(ctx->arena, "%s %lld", link->id.text, (long long)link->expires_at.us));
}

Error cloud_consent_give(
    Ctx *ctx, const char *token, const CloudAnswer *answer, CloudConsent *ret_consent)
{
    CloudLink link;
    IdentityProvider provider;
    const char *told;
    TRY(open(ctx, token, true, &link));
    if (!takes_consent(&link))
        return fail(ctx, CONFLICT, "link_used", "Somebody has agreed with this link already.");
    if (ctx->now.us >= link.expires_at.us)
        return fail(ctx, CONFLICT, "link_expired", "Ask whoever sent you the link for a new one.");
    TRY(identity_provider_find(ctx, link.provider_id, &provider));
    TRY(count_try(ctx, &link));
    TRY(cloud_answer_take(ctx, &provider, answer, &told));
    TRY(cloud_link_store_write_answer(
        ctx, link.id, crypt_seal(ctx->arena, CLOUD_CONSENT_PURPOSE, told)));
    TRY(cloud_link_place_look(ctx, &link, false, ID_NONE, TIME_NONE));
    link.state = LINK_ANSWERED;
    link.problem = NULL;
    return tell(ctx, &link, ret_consent);
}
