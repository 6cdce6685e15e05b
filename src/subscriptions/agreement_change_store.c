#include "agreement_change_store.h"

#include "db/db.h"

static SHAPE(subscribed_shape, Subscribed, FIELD(Subscribed, organization_id),
    FIELD(Subscribed, subscription_id), FIELD(Subscribed, title), FIELD(Subscribed, version),
    FIELD(Subscribed, language), FIELD(Subscribed, digest));

Error agreement_change_store_list_subscribed(Ctx *ctx, Id product_id, Time before,
    const Subscribed *after, int64_t limit, SubscribedList *ret_subscribed)
{
    const char *organization_id = after->organization_id.text, *id = after->subscription_id.text;
    return db_all(ctx, subscribed_shape, ret_subscribed,
        "SELECT s.organization_id, s.id AS subscription_id, a.title, a.version, a.language, a.digest"
        " FROM subscription s LEFT JOIN agreement_acceptance a"
        " ON a.organization_id = s.organization_id AND a.id = (SELECT max(e.id)"
        "  FROM agreement_acceptance e WHERE e.organization_id = s.organization_id"
        "  AND e.kind = 'eula' AND (e.order_id = s.order_id OR e.subscription_id = s.id))"
        " WHERE s.product_id = $1 AND s.created_at < $2"
        " AND s.state IN ('pending', 'active', 'suspended') AND (s.organization_id, s.id) > ($3, $4)"
        " ORDER BY s.organization_id, s.id LIMIT $5",
        product_id, before, organization_id, id, limit);
}

Error agreement_change_store_is_superseded(
    Ctx *ctx, const Revision *revision, bool *ret_is_superseded)
{
    int64_t count;
    TRY(db_number(ctx, &count,
        "SELECT count(*) FROM revision r JOIN revision_document d ON d.revision_id = r.id"
        " WHERE r.product_id = $1 AND r.number > $2 AND r.state IN ('active', 'replaced')"
        " AND d.applies_to_subscribers",
        revision->product_id, revision->number));
    *ret_is_superseded = count > 0;
    return OK;
}
