#include "draft.h"

#include "base/text.h"
#include "draft_document.h"
#include "draft_file.h"
#include "draft_store.h"
#include "product_store.h"
#include "seller.h"
#include "slug.h"
#include "test_call.h"

#include <string.h>

static Error emit(Ctx *ctx, const char *kind, const Draft *draft)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", draft->name);
    json_put(data, "version", draft->version);
    json_end_object(data);
    return event_emit(ctx, kind, draft->organization_id, draft->id, json_finish(data));
}

static void fill(Draft *draft)
{
    draft->is_name_fixed = time_is_set(draft->published_at);
    draft->is_sent = draft->sent_version == draft->version;
}

Error draft_get(Ctx *ctx, Id id, Draft *ret_draft)
{
    Draft draft = {0};
    TRY(draft_store_get(ctx, ctx->actor.organization_id, id, &draft));
    fill(&draft);
    *ret_draft = draft;
    return OK;
}

Error draft_lock(Ctx *ctx, Id id, Draft *ret_draft)
{
    TRY(draft_store_lock(ctx, ctx->actor.organization_id, id));
    return draft_get(ctx, id, ret_draft);
}

Error draft_list(Ctx *ctx, const PageQuery *query, DraftList *ret_drafts)
{
    TRY(draft_store_list(
        ctx, ctx->actor.organization_id, query->after, page_limit(query) + 1, ret_drafts));
    for (size_t i = 0; i < ret_drafts->count; i++)
        fill(&ret_drafts->items[i]);
    return OK;
}

// ── beginning ────────────────────────────────────────────────────────────────────────────────

// An address that no product has; the draft's own until somebody else takes it.
static Error find_slug(Ctx *ctx, const char *wanted, const char **ret_slug)
{
    const char *slug = wanted;
    for (int number = 2;; number++) {
        Product other;
        Error error = product_store_get(ctx, slug, &other);
        if (error == NOT_FOUND)
            break;
        TRY(error);
        slug = arena_printf(ctx->arena, "%s-%d", wanted, number);
    }
    ctx->failure = (Failure){0};
    *ret_slug = slug;
    return OK;
}

static bool is_name_of(const char *const *names, const char *text, int *ret_number)
{
    for (int i = 0; names[i]; i++)
        if (text_same(names[i], text)) {
            *ret_number = i;
            return true;
        }
    return false;
}

static Error begin_product(Ctx *ctx, const NewDraft *said, Draft *draft)
{
    int service_type = 0, licence_type = 0;
    if (text_is_empty(said->name))
        fault_required(ctx, "name");
    if (!is_name_of(service_type_names, said->service_type, &service_type))
        fault(ctx, "service_type", "required", "Choose what kind of service it is.");
    if (!is_name_of(licence_type_names, said->licence_type, &licence_type))
        fault(ctx, "licence_type", "required", "Choose how it is licensed.");
    TRY(faults(ctx));
    draft->name = said->name;
    draft->service_type = (ServiceType)service_type;
    draft->licence_type = (LicenceType)licence_type;
    draft->document = (RawJson){"{}"};
    return find_slug(ctx, slug_of(ctx->arena, said->name, "product"), &draft->slug);
}

static Error require_free(Ctx *ctx, const Product *product)
{
    const char *other;
    if (product->state == PRODUCT_END_OF_LIFE)
        return fail(ctx, CONFLICT, "product_ended", "The product has reached its end of life.");
    TRY(draft_store_find_of_product(ctx, product->id, &other));
    if (!other)
        return OK;
    return fail(ctx, CONFLICT, "draft_exists",
        "There is a draft of %s already; go on with it, or discard it first.", product->name);
}

// The one of that number; else the newest that was approved, or the newest at all.
static Error find_revision(Ctx *ctx, Id product_id, int64_t number, Revision *ret_revision)
{
    RevisionList revisions;
    TRY(revision_list(ctx, product_id, &revisions));
    const Revision *found = NULL;
    for (size_t i = 0; i < revisions.count && !found; i++)
        if (number ? revisions.items[i].number == number
                   : revisions.items[i].state >= REVISION_APPROVED)
            found = &revisions.items[i];
    if (!found && !number && revisions.count)
        found = &revisions.items[0];
    if (!found)
        return fail(ctx, NOT_FOUND, "not_found", "The product has no such revision.");
    *ret_revision = *found;
    return OK;
}

static Error begin_revision(
    Ctx *ctx, const NewDraft *said, const Seller *seller, Draft *draft, Offer *ret_offer)
{
    Product product;
    Revision revision;
    Error error = product_get(ctx, said->product, &product);
    if (error == NOT_FOUND || (!error && !id_same(product.seller_id, seller->id)))
        return fail(ctx, NOT_FOUND, "not_found", "You have no such product.");
    TRY(error);
    TRY(require_free(ctx, &product));
    TRY(find_revision(ctx, product.id, said->revision_number, &revision));
    TRY(offer_of_revision(ctx, &product, &revision, OFFER_FILES_BY_DIGEST, ret_offer));
    // What was wished and decided for the old one is not for the next.
    ret_offer->release_at = TIME_NONE;
    for (size_t i = 0; i < ret_offer->documents.count; i++)
        ret_offer->documents.items[i].applies_to_subscribers = false;
    const char *problem, *json = offer_json(ctx, ret_offer);
    draft->product_id = product.id;
    draft->slug = product.slug;
    draft->name = product.name;
    draft->service_type = product.service_type;
    draft->licence_type = product.licence_type;
    draft->document =
        (RawJson){draft_document_of(ctx, json_parse(ctx->arena, json, strlen(json), &problem))};
    return OK;
}

static Error require_room(Ctx *ctx)
{
    int64_t count;
    TRY(draft_store_count(ctx, ctx->actor.organization_id, &count));
    if (count < MAX_DRAFTS)
        return OK;
    return fail(ctx, CONFLICT, "too_many_drafts", "A seller can have %d drafts; discard one first.",
        MAX_DRAFTS);
}

Error draft_create(Ctx *ctx, const NewDraft *said, Draft *ret_draft)
{
    Seller seller;
    TRY(seller_lock_of(ctx, ctx->actor.organization_id, &seller)); // so drafts are counted in turn
    TRY(require_room(ctx));
    Draft draft = {
        .organization_id = seller.organization_id,
        .id = id_new("drf"),
        .created_at = ctx->now,
        .changed_at = ctx->now,
        .changed_by = ctx->actor.user_id,
        .version = 1,
    };
    Offer offer = {.slug = NULL};
    TRY(said->product ? begin_revision(ctx, said, &seller, &draft, &offer)
                      : begin_product(ctx, said, &draft));
    TRY(draft_store_create(ctx, &draft));
    TRY(draft_file_create_all(ctx, &draft, &offer));
    TRY(emit(ctx, "draft.created", &draft));
    return draft_get(ctx, draft.id, ret_draft);
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

// What a file may say beside the document must be what the draft is.
static Error require_same(Ctx *ctx, const Draft *draft, const JsonValue *document)
{
    const char *service_type = json_text_member(document, "service_type");
    const char *licence_type = json_text_member(document, "licence_type");
    if (service_type && !text_same(service_type, service_type_names[draft->service_type]))
        return fail(ctx, CONFLICT, "service_type_is_fixed", "The service type stays %s.",
            service_type_names[draft->service_type]);
    if (licence_type && !text_same(licence_type, licence_type_names[draft->licence_type]))
        return fail(ctx, CONFLICT, "licence_type_is_fixed", "The licence type stays %s.",
            licence_type_names[draft->licence_type]);
    return OK;
}

static Error keep(Ctx *ctx, Draft *draft)
{
    draft->changed_at = ctx->now;
    draft->changed_by = ctx->actor.user_id;
    draft->version++;
    TRY(draft_store_change(ctx, draft));
    TRY(emit(ctx, "draft.changed", draft));
    return draft_get(ctx, draft->id, draft);
}

Error draft_change(Ctx *ctx, const DraftChange *said, Draft *draft)
{
    const char *problem, *name = said->name ? said->name : "";
    const JsonValue *document =
        json_parse(ctx->arena, said->document.text, strlen(said->document.text), &problem);
    if (!document || document->kind != JSON_OBJECT)
        fault(ctx, "document", "wrong_kind", "The document must be an object.");
    else
        draft_document_check_keys(ctx, document);
    TRY(faults(ctx));
    TRY(require_same(ctx, draft, document));
    if (draft->is_name_fixed && !text_same(name, draft->name))
        return fail(ctx, CONFLICT, "name_is_fixed",
            "A product that was published keeps its name, %s.", draft->name);
    const char *kept = draft_document_of(ctx, document);
    if (text_same(kept, draft->document.text) && text_same(name, draft->name))
        return OK;
    draft->name = name;
    draft->document = (RawJson){kept};
    return keep(ctx, draft);
}

Error draft_remove(Ctx *ctx, Id id)
{
    Draft draft;
    TRY(draft_lock(ctx, id, &draft));
    TRY(draft_store_remove(ctx, draft.organization_id, id));
    return emit(ctx, "draft.removed", &draft);
}

// ── becoming a revision ──────────────────────────────────────────────────────────────────────

static Error place(
    Ctx *ctx, Draft *draft, bool is_draft, TextList accepted, OfferResult *ret_result)
{
    Seller seller;
    Offer offer;
    TRY(seller_get_of(ctx, draft->organization_id, &seller));
    if (!id_is_set(draft->product_id))
        TRY(find_slug(ctx, draft->slug, &draft->slug));
    const JsonValue *value = draft_document_offer(ctx, draft, seller.slug);
    if (!is_draft)
        draft_document_check_languages(ctx, value);
    TRY(offer_read_value(ctx, value, &offer));
    offer.accepted = accepted;
    TRY(draft_offer_find_keys(ctx, draft, &offer));
    TRY(offer_place(ctx, &offer, is_draft, ret_result));
    draft->product_id = ret_result->product_id;
    draft->revision_id = ret_result->revision_id;
    return OK;
}

Error draft_write(Ctx *ctx, Draft *draft, OfferResult *ret_result)
{
    TRY(place(ctx, draft, true, (TextList){0}, ret_result));
    return draft_store_change(ctx, draft);
}

Error draft_send(Ctx *ctx, Draft *draft, TextList accepted, OfferResult *ret_result)
{
    bool was_sent = draft->is_sent;
    TRY(place(ctx, draft, false, accepted, ret_result));
    if (was_sent && ret_result->is_unchanged)
        return OK;
    draft->sent_version = draft->version;
    TRY(draft_store_change(ctx, draft));
    TRY(test_call_place_evidence(ctx, draft));
    TRY(draft_store_remove_keys(ctx, draft->organization_id, draft->id)); // the product has them
    return emit(ctx, "draft.sent", draft);
}

Error draft_revision_activated(Ctx *ctx, const Event *event)
{
    const char *id;
    Draft draft = {0};
    TRY(draft_store_find_of_revision(ctx, event->organization_id, event->subject_id, &id));
    if (!id)
        return OK;
    TRY(draft_store_lock(ctx, event->organization_id, id_from(id)));
    TRY(draft_store_get(ctx, event->organization_id, id_from(id), &draft));
    if (draft.sent_version == draft.version)
        return draft_store_remove(ctx, draft.organization_id, draft.id);
    draft.revision_id = ID_NONE; // what was typed since is for the next one
    return draft_store_change(ctx, &draft);
}
