#include "mail_domain.h"

#include "base/text.h"
#include "identity_provider_store.h"
#include "mail_domain_store.h"
#include "organizations/authentication_rules.h"
#include "organizations/member_role.h"
#include "organizations/organization.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

SHAPE(mail_domain_shape, MailDomain, FIELD(MailDomain, organization_id, .required = true),
    FIELD(MailDomain, id, .required = true), FIELD(MailDomain, provider_id, .required = true),
    FIELD(MailDomain, domain, .required = true), FIELD(MailDomain, created_at, .required = true),
    FIELD(MailDomain, confirmed_at, .about = "By the operator; null: not yet."),
    FIELD(MailDomain, organization_name, .about = "For the operator."),
    FIELD(MailDomain, provider_name, .about = "For the operator."));

static Error emit(Ctx *ctx, const MailDomain *domain, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "domain", domain->domain);
    json_end_object(data);
    return event_emit(ctx, kind, domain->organization_id, domain->id, json_finish(data));
}

static Error not_found(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "There is no such mail domain.");
}

static Error domain_taken(Ctx *ctx, const char *domain)
{
    return fail(ctx, CONFLICT, "domain_taken", "A provider has the domain %s already.", domain);
}

// What an address has behind its @, as it is kept.
static const char *read_domain(Ctx *ctx, const char *text)
{
    const char *domain = text_lower(ctx->arena, text_trimmed(ctx->arena, text));
    domain += *domain == '@';
    if (!text_is_mail_address(arena_printf(ctx->arena, "a@%s", domain)) ||
        strspn(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen(domain))
        fault(ctx, "domain", "bad_domain", "Give what your mail addresses have behind the @.");
    return domain;
}

Error mail_domain_create(Ctx *ctx, Id provider_id, const char *text, MailDomain *ret_domain)
{
    IdentityProvider provider;
    int64_t count;
    TRY(member_require_owner(ctx));
    MailDomain domain = {
        .organization_id = ctx->actor.organization_id,
        .id = id_new("dom"),
        .provider_id = provider_id,
        .domain = read_domain(ctx, text),
        .created_at = ctx->now,
    };
    TRY(faults(ctx));
    TRY(identity_provider_store_lock(ctx, provider_id, &provider));
    if (provider.is_platform)
        return fail(ctx, CONFLICT, "not_of_platform",
            "A provider of the platform vouches for no mail addresses.");
    TRY(mail_domain_store_count(ctx, provider_id, &count));
    if (count >= MAX_MAIL_DOMAINS)
        return fail(ctx, CONFLICT, "too_many_domains", "A provider can have %d mail domains.",
            MAX_MAIL_DOMAINS);
    Error error = mail_domain_store_create(ctx, &domain);
    if (error == CONFLICT && text_same(ctx->failure.code, "mail_domain_once"))
        return domain_taken(ctx, domain.domain);
    TRY(error);
    TRY(emit(ctx, &domain, "mail_domain.requested"));
    *ret_domain = domain;
    return OK;
}

Error mail_domain_remove(Ctx *ctx, Id provider_id, Id id, bool is_confirmed)
{
    int64_t count;
    AuthenticationPreview before;
    TRY(membership_lock_all(ctx));
    TRY(member_require_owner(ctx));
    TRY(authentication_rules_find_shut_out(ctx, &before));
    TRY(mail_domain_store_remove(ctx, provider_id, id, &count));
    if (!count)
        return not_found(ctx);
    return authentication_rules_require_ways_in(ctx, &before, is_confirmed);
}

// ── by the operator ──────────────────────────────────────────────────────────────────────────

Error mail_domain_list_all(Ctx *ctx, const char *after, int64_t limit, MailDomainList *ret_domains)
{
    return mail_domain_store_list_all(ctx, after, limit, ret_domains);
}

static Error lock(Ctx *ctx, Id id, MailDomain *ret_domain)
{
    MailDomain domain = {0};
    Error error = mail_domain_store_lock(ctx, id, &domain);
    if (error == NOT_FOUND)
        return not_found(ctx);
    TRY(error);
    *ret_domain = domain;
    return OK;
}

Error mail_domain_confirm(Ctx *ctx, Id id, MailDomain *ret_domain)
{
    MailDomain domain;
    TRY(lock(ctx, id, &domain));
    if (!time_is_set(domain.confirmed_at)) {
        domain.confirmed_at = ctx->now;
        Error error = mail_domain_store_confirm(ctx, &domain);
        if (error == CONFLICT && text_same(ctx->failure.code, "mail_domain_confirmed"))
            return domain_taken(ctx, domain.domain);
        TRY(error);
        TRY(emit(ctx, &domain, "mail_domain.confirmed"));
    }
    *ret_domain = domain;
    return OK;
}

// Within its organization, unless somebody needs it.
static Error refuse_unneeded(Ctx *ctx, const MailDomain *domain)
{
    AuthenticationPreview before;
    TRY(organization_lock(ctx, domain->organization_id));
    TRY(authentication_rules_find_shut_out(ctx, &before));
    TRY(mail_domain_store_refuse(ctx, domain));
    return authentication_rules_require_ways_in(ctx, &before, false);
}

Error mail_domain_refuse(Ctx *ctx, Id id, bool is_confirmed, MailDomain *ret_domain)
{
    MailDomain domain;
    TRY(lock(ctx, id, &domain));
    TRY(is_confirmed ? mail_domain_store_refuse(ctx, &domain)
                     : WITHIN(ctx, domain.organization_id, refuse_unneeded(ctx, &domain)));
    *ret_domain = domain;
    return emit(ctx, &domain, "mail_domain.refused");
}

// What stands behind the last @, in lower case; NULL: there is none.
static const char *domain_of(Ctx *ctx, const char *email)
{
    const char *at = strrchr(email, '@');
    return at ? text_lower(ctx->arena, at + 1) : NULL;
}

Error mail_domain_has(Ctx *ctx, const char *email, bool *ret_has)
{
    int64_t count = 0;
    const char *domain = email ? domain_of(ctx, email) : NULL;
    if (domain || !email)
        TRY(mail_domain_store_count_confirmed(ctx, domain, &count));
    *ret_has = count;
    return OK;
}

Error mail_domain_covers(Ctx *ctx, Id provider_id, const char *email, bool *ret_covers)
{
    int64_t count;
    TRY(mail_domain_store_covers(ctx, provider_id, domain_of(ctx, email), &count));
    *ret_covers = count;
    return OK;
}
