#include "agreement_change.h"

#include "agreement_change_store.h"
#include "base/text.h"
#include "catalog/acceptance.h"
#include "catalog/revision.h"
#include "holder.h"
#include "json/json.h"

enum { AT_ONCE = 100 };

SHAPE(agreement_change_shape, AgreementChange,
    FIELD_LIST(AgreementChange, documents, document_shape,
        .about = "The licence agreement; empty: it is for new subscriptions only."),
    FIELD(AgreementChange, subscriptions,
        .about =
            "Of the product, that have not ended; once the revision was active: that were told."),
    FIELD(AgreementChange, organizations, .about = "That have those."));

// The texts of the revision's licence agreement, if they apply to who subscribed before.
static Error list_texts(Ctx *ctx, Id revision_id, DocumentList *ret_texts)
{
    DocumentList documents;
    TRY(document_list(ctx, revision_id, &documents));
    DocumentList texts = {arena_array_of(ctx->arena, Document, documents.count), 0};
    for (size_t i = 0; i < documents.count; i++)
        if (documents.items[i].applies_to_subscribers)
            texts.items[texts.count++] = documents.items[i];
    *ret_texts = texts;
    return OK;
}

Error agreement_change_get(Ctx *ctx, Id revision_id, AgreementChange *ret_change)
{
    Revision revision;
    HolderCount count = {0, 0};
    AgreementChange change = {.subscriptions = 0};
    TRY(revision_get(ctx, revision_id, &revision));
    TRY(list_texts(ctx, revision_id, &change.documents));
    bool was_active = revision.state == REVISION_ACTIVE || revision.state == REVISION_REPLACED;
    if (change.documents.count)
        TRY(was_active ? holder_count_told(ctx, revision_id, &count)
                       : holder_count(ctx, revision.product_id, &count));
    change.subscriptions = count.subscriptions;
    change.organizations = count.organizations;
    *ret_change = change;
    return OK;
}

Error agreement_change_revision_activated(Ctx *ctx, const Event *event)
{
    DocumentList texts;
    TRY(list_texts(ctx, event->subject_id, &texts));
    if (!texts.count)
        return OK;
    Json *arguments = json_new(ctx->arena);
    json_begin_object(arguments, NULL);
    json_put(arguments, "revision_id", event->subject_id);
    json_put(arguments, "activated_at", event->created_at);
    json_end_object(arguments);
    return job_add(
        ctx, "tell_agreement", ID_NONE, event->subject_id.text, json_finish(arguments), TIME_NONE);
}

// ── telling ──────────────────────────────────────────────────────────────────────────────────

// One run of the job; *last is the subscription up to which all is done.
typedef struct Telling {
    Revision revision;
    Time activated_at;
    DocumentList texts;
    Subscribed last;
    bool is_done;
} Telling;

// In the language in which they agreed to the former one, else in English, else in any.
static const Document *text_for(const DocumentList *texts, const char *language)
{
    const char *wanted[] = {language, "en"};
    for (size_t w = 0; w < COUNT_OF(wanted); w++)
        for (size_t i = 0; i < texts->count; i++)
            if (text_same(texts->items[i].language, wanted[w]))
                return &texts->items[i];
    return &texts->items[0];
}

static Error list_readers(Ctx *ctx, Id organization_id, MemberList *ret_readers)
{
    MemberList owners, buyers;
    TRY(membership_list_with_role(ctx, organization_id, "owner", &owners));
    TRY(membership_list_with_role(ctx, organization_id, "purchasing", &buyers));
    MemberList readers = {arena_array_of(ctx->arena, Member, owners.count + buyers.count), 0};
    for (size_t i = 0; i < owners.count; i++)
        readers.items[readers.count++] = owners.items[i];
    for (size_t i = 0; i < buyers.count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < owners.count; j++)
            is_there |= id_same(owners.items[j].user_id, buyers.items[i].user_id);
        if (!is_there)
            readers.items[readers.count++] = buyers.items[i];
    }
    *ret_readers = readers;
    return OK;
}

static Error emit(
    Ctx *ctx, const Telling *telling, const Subscribed *one, const Acceptance *acceptance)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product_id", telling->revision.product_id);
    json_put(data, "revision_id", telling->revision.id);
    json_put(data, "acceptance_id", acceptance->id);
    json_put(data, "title", acceptance->title);
    json_put(data, "version", acceptance->version);
    json_put(data, "language", acceptance->language);
    json_put(data, "digest", acceptance->digest);
    json_put(data, "former_title", one->title);
    json_put(data, "former_version", one->version);
    json_end_object(data);
    return event_emit(ctx, "subscription.agreement_changed", one->organization_id,
        one->subscription_id, json_finish(data));
}

static Error tell_one(Ctx *ctx, const Telling *telling, const Subscribed *one)
{
    MemberList readers;
    bool is_new;
    const Document *text = text_for(&telling->texts, one->language);
    if (digest_same(text->digest, one->digest))
        return OK;
    Acceptance acceptance = {
        .revision_id = telling->revision.id,
        .subscription_id = one->subscription_id,
        .kind = "eula",
        .title = text->title,
        .version = text->version,
        .language = text->language,
        .digest = text->digest,
    };
    TRY(list_readers(ctx, one->organization_id, &readers));
    TRY(acceptance_create_notice(ctx, one->organization_id, &acceptance, &readers, &is_new));
    return is_new ? emit(ctx, telling, one, &acceptance) : OK;
}

// While the product is locked no other revision becomes active, and no other run tells.
static Error tell_some(Ctx *ctx, void *arg)
{
    Telling *telling = arg;
    Product product;
    SubscribedList some;
    bool is_superseded;
    Subscribed last = telling->last;
    TRY(product_lock(ctx, telling->revision.product_id, &product));
    TRY(agreement_change_store_is_superseded(ctx, &telling->revision, &is_superseded));
    TRY(agreement_change_store_list_subscribed(
        ctx, telling->revision.product_id, telling->activated_at, &last, AT_ONCE, &some));
    for (size_t i = 0; i < some.count && !is_superseded; i++)
        TRY(tell_one(ctx, telling, &some.items[i]));
    telling->is_done = is_superseded || some.count < AT_ONCE;
    if (some.count)
        telling->last = some.items[some.count - 1];
    return OK;
}

static Error read_arguments(Ctx *ctx, void *arg)
{
    Telling *telling = arg;
    TRY(revision_get(ctx, telling->revision.id, &telling->revision));
    return list_texts(ctx, telling->revision.id, &telling->texts);
}

Error agreement_change_tell(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Telling telling = {
        .revision.id = id_from(json_text_member(arguments, "revision_id")),
        .is_done = false,
    };
    if (!time_read(json_text_member(arguments, "activated_at"), &telling.activated_at))
        return fail(ctx, INVALID, "bad_arguments", "The job does not say from when on.");
    TRY(tx_run(ctx, TX_READ, read_arguments, &telling));
    while (telling.texts.count && !telling.is_done)
        TRY(tx_run(ctx, TX_WRITE, tell_some, &telling));
    return OK;
}
