#include "mail_domain_store.h"

#include "db/db.h"

Error mail_domain_store_create(Ctx *ctx, const MailDomain *domain)
{
    return db_exec(ctx,
        "INSERT INTO mail_domain (organization_id, id, provider_id, domain, created_by, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        domain->organization_id, domain->id, domain->provider_id, domain->domain,
        ctx->actor.user_id, domain->created_at);
}

Error mail_domain_store_count(Ctx *ctx, Id provider_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM mail_domain WHERE organization_id = $1 AND provider_id = $2",
        ctx->actor.organization_id, provider_id);
}

Error mail_domain_store_count_confirmed(Ctx *ctx, const char *domain, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM mail_domain"
        " WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR domain = $2)"
        " AND confirmed_at IS NOT NULL",
        ctx->actor.organization_id, domain);
}

Error mail_domain_store_list(Ctx *ctx, MailDomainList *ret_domains)
{
    return db_all(ctx, mail_domain_shape, ret_domains,
        "SELECT organization_id, id, provider_id, domain, created_at, confirmed_at"
        " FROM mail_domain WHERE organization_id = $1 ORDER BY domain",
        ctx->actor.organization_id);
}

Error mail_domain_store_remove(Ctx *ctx, Id provider_id, Id id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM mail_domain WHERE organization_id = $1 AND provider_id = $2 AND id = $3",
        ctx->actor.organization_id, provider_id, id);
}

Error mail_domain_store_remove_all(Ctx *ctx, Id provider_id)
{
    return db_exec(ctx, "DELETE FROM mail_domain WHERE organization_id = $1 AND provider_id = $2",
        ctx->actor.organization_id, provider_id);
}

// ── of all organizations ─────────────────────────────────────────────────────────────────────

// The id of a waiting one stands before all that are confirmed.
Error mail_domain_store_list_all(
    Ctx *ctx, const char *after, int64_t limit, MailDomainList *ret_domains)
{
    return db_all(ctx, mail_domain_shape, ret_domains,
        "SELECT asked.organization_id, asked.id, asked.provider_id, asked.domain, asked.created_at,"
        " asked.confirmed_at, holder.name AS organization_name, provider.name AS provider_name"
        " FROM mail_domain AS asked JOIN organization AS holder ON holder.id = asked.organization_id"
        " JOIN identity_provider AS provider"
        " ON provider.organization_id = asked.organization_id AND provider.id = asked.provider_id"
        " WHERE CAST($1 AS TEXT) IS NULL OR (asked.confirmed_at IS NOT NULL, asked.id) >"
        " (SELECT last.confirmed_at IS NOT NULL, last.id FROM mail_domain AS last WHERE last.id = $1)"
        " ORDER BY asked.confirmed_at IS NOT NULL, asked.id LIMIT $2",
        after, limit);
}

Error mail_domain_store_lock(Ctx *ctx, Id id, MailDomain *ret_domain)
{
    return db_one(ctx, mail_domain_shape, ret_domain,
        "SELECT organization_id, id, provider_id, domain, created_at, confirmed_at"
        " FROM mail_domain WHERE id = $1 {lock}",
        id);
}

Error mail_domain_store_confirm(Ctx *ctx, const MailDomain *domain)
{
    return db_exec(ctx,
        "UPDATE mail_domain SET confirmed_at = $3, confirmed_by = $4"
        " WHERE organization_id = $1 AND id = $2",
        domain->organization_id, domain->id, domain->confirmed_at, ctx->actor.user_id);
}

Error mail_domain_store_refuse(Ctx *ctx, const MailDomain *domain)
{
    return db_exec(ctx, "DELETE FROM mail_domain WHERE organization_id = $1 AND id = $2",
        domain->organization_id, domain->id);
}

Error mail_domain_store_covers(Ctx *ctx, Id provider_id, const char *domain, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM mail_domain"
        " WHERE provider_id = $1 AND domain = $2 AND confirmed_at IS NOT NULL",
        provider_id, domain);
}
