// mail_domain.h — for which mail addresses an organization's provider may vouch.
//
// Only once the operator confirmed that the domain is the organization's: else anybody could set up
// a provider that says of itself that it is somebody else.
//
// Events: mail_domain.requested, .confirmed, .refused (subject: the domain; data: domain).
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct MailDomain {
    Id organization_id;
    Id id; // dom_…
    Id provider_id;
    const char *domain; // "example.org", in lower case
    Time created_at;
    Time confirmed_at;                             // TIME_NONE: not yet
    const char *organization_name, *provider_name; // for the operator; NULL otherwise
} MailDomain;

extern const Shape mail_domain_shape;
typedef LIST_OF(MailDomain) MailDomainList;

enum { MAX_MAIL_DOMAINS = 50 }; // of a provider

/** By an owner. INVALID bad_domain at domain; CONFLICT domain_taken, too_many_domains,
 * not_of_platform; NOT_FOUND the provider */
Error mail_domain_create(Ctx *ctx, Id provider_id, const char *domain, MailDomain *ret_domain);

/** By an owner. NOT_FOUND; CONFLICT would_shut_out, unless is_confirmed, and no_owner_left: see
 * authentication_rules_require_ways_in */
Error mail_domain_remove(Ctx *ctx, Id provider_id, Id id, bool is_confirmed);

// ── by the operator ──────────────────────────────────────────────────────────────────────────

/** Of all organizations, those that wait first; after: id of the last one before. */
Error mail_domain_list_all(Ctx *ctx, const char *after, int64_t limit, MailDomainList *ret_domains);

/** NOT_FOUND; CONFLICT domain_taken: another organization has it. Twice changes nothing. */
Error mail_domain_confirm(Ctx *ctx, Id id, MailDomain *ret_domain);

/** Also takes back a confirmation. NOT_FOUND; CONFLICT would_shut_out and no_owner_left, both
 * unless is_confirmed: a domain that is somebody else's goes whoever needs it */
Error mail_domain_refuse(Ctx *ctx, Id id, bool is_confirmed, MailDomain *ret_domain);

/** Whether the mail address is in a domain that was confirmed for the actor's organization; NULL:
 * whether there is one at all. */
Error mail_domain_has(Ctx *ctx, const char *email, bool *ret_has);

/** Whether the provider may vouch for the mail address. */
Error mail_domain_covers(Ctx *ctx, Id provider_id, const char *email, bool *ret_covers);
