#include "reaction.h"

#include "base/text.h"
#include "catalog/review.h"
#include "recipient.h"
#include "json/json.h"

// A line for each; at which field it stands shows the page, behind the link.
static const char *reasons_text(Ctx *ctx, const Review *review)
{
    Text text = {.arena = ctx->arena};
    for (size_t i = 0; review && i < review->reasons.count; i++)
        text_printf(&text, "%s- %s", i ? "\n" : "", review->reasons.items[i].reason);
    return text_of(&text);
}

static const char *data_of(
    Ctx *ctx, const RevisionDetail *detail, const Review *review, const char *path)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product", detail->product.name);
    json_put(data, "seller", detail->product.seller_name);
    json_put(data, "version", detail->revision.product_version);
    json_put(data, "number", arena_printf(ctx->arena, "%lld", (long long)detail->revision.number));
    json_put(data, "reason", detail->revision.reason);
    json_put(data, "reasons", reasons_text(ctx, review));
    json_put(data, "path", path);
    json_end_object(data);
    return json_finish(data);
}

Error notify_revision_submitted(Ctx *ctx, const Event *event)
{
    RevisionDetail detail;
    MemberList operators;
    TRY(review_get(ctx, event->subject_id, ID_NONE, &detail));
    if (detail.revision.state != REVISION_IN_REVIEW)
        return OK; // the operator's own, or taken back already
    TRY(membership_list_operators(ctx, &operators));
    const char *path = arena_printf(ctx->arena, "/operator/reviews/%s", event->subject_id.text);
    return message_create_for_all(
        ctx, event, MAIL_REVISION_SUBMITTED, &operators, data_of(ctx, &detail, NULL, path));
}

// To those who look after the seller's products, but for who did it.
static Error mail_seller(Ctx *ctx, const Event *event, MailKind kind, const RevisionDetail *detail)
{
    MemberList members;
    TRY(membership_list_with_role(ctx, event->organization_id, "offerings", &members));
    MemberList others = {arena_array_of(ctx->arena, Member, members.count), 0};
    for (size_t i = 0; i < members.count; i++)
        if (!id_same(members.items[i].user_id, event->actor_user_id))
            others.items[others.count++] = members.items[i];
    const Review *newest = detail->reviews.count ? &detail->reviews.items[0] : NULL;
    const char *path = arena_printf(ctx->arena, "/o/%s/products/%s/revisions/%lld",
        event->organization_id.text, detail->product.id.text, (long long)detail->revision.number);
    return message_create_for_all(ctx, event, kind, &others, data_of(ctx, detail, newest, path));
}

Error notify_revision_decided(Ctx *ctx, const Event *event)
{
    RevisionDetail detail;
    TRY(review_get(ctx, event->subject_id, ID_NONE, &detail));
    if (detail.reviews.count && id_same(detail.reviews.items[0].submitted_by, event->actor_user_id))
        return OK; // the operator's own offer
    bool is_approved = text_same(event->kind, "revision.approved");
    return mail_seller(
        ctx, event, is_approved ? MAIL_REVISION_APPROVED : MAIL_REVISION_REJECTED, &detail);
}

static Error mail_move(Ctx *ctx, const Event *event, MailKind kind)
{
    RevisionDetail detail;
    TRY(review_get(ctx, event->subject_id, ID_NONE, &detail));
    return mail_seller(ctx, event, kind, &detail);
}

Error notify_revision_withdrawn(Ctx *ctx, const Event *event)
{
    return mail_move(ctx, event, MAIL_REVISION_WITHDRAWN);
}

Error notify_revision_restored(Ctx *ctx, const Event *event)
{
    return mail_move(ctx, event, MAIL_REVISION_RESTORED);
}
