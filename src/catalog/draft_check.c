// What is missing before a draft can be sent, and why it was rejected, section by section.
#include "base/text.h"
#include "catalog/draft.h"
#include "draft_document.h"
#include "draft_store.h"
#include "seller.h"

#include <string.h>

// Which part of the editor has the field. The first is for all that no other has.
static const struct {
    const char *name, *fields[5];
} sections[] = {
    {"product", {NULL}},
    {"texts", {"short_description", "description", "features"}},
    {"pictures", {"logo", "screenshots"}},
    {"plans", {"plans", "price_info"}},
    {"models", {"ai"}},
    {"chart", {"kubernetes"}},
    {"documents", {"documents", "licence_info"}},
    {"software", {"used_software"}},
    {"guides", {"guides"}},
};

// "plans[1].name" begins with the field plans.
static bool is_in(const char *path, const char *field)
{
    size_t length = strlen(field);
    return strncmp(path, field, length) == 0 &&
           (!path[length] || path[length] == '.' || path[length] == '[');
}

static size_t section_of(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(sections); i++)
        for (const char *const *field = sections[i].fields; *field; field++)
            if (is_in(path, *field))
                return i;
    return 0;
}

static bool is_for(const Draft *draft, const char *section)
{
    if (text_same(section, "models"))
        return draft->service_type == SERVICE_AI;
    if (text_same(section, "chart"))
        return draft->service_type == SERVICE_KUBERNETES;
    return true;
}

// The section with the field; the first, if the draft has none such.
static DraftSection *find_section(DraftSectionList *list, const char *field)
{
    const char *name = sections[section_of(field)].name;
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i].name, name))
            return &list->items[i];
    return &list->items[0];
}

static void note_fault(DraftSectionList *list, const Fault *found)
{
    DraftFaultList *missing = &find_section(list, found->field)->missing;
    missing->items[missing->count++] = (DraftFault){found->field, found->code, found->message};
}

static Error note_reasons(Ctx *ctx, const Draft *draft, DraftSectionList *list)
{
    ReviewList reviews;
    if (!text_same(draft->revision_state, revision_state_names[REVISION_REJECTED]))
        return OK;
    TRY(review_list(ctx, draft->revision_id, &reviews));
    if (!reviews.count)
        return OK;
    FieldReasonList said = reviews.items[0].reasons;
    for (size_t i = 0; i < list->count; i++)
        list->items[i].reasons.items = arena_array_of(ctx->arena, FieldReason, said.count);
    for (size_t i = 0; i < said.count; i++) {
        FieldReasonList *reasons = &find_section(list, said.items[i].field)->reasons;
        reasons->items[reasons->count++] = said.items[i];
    }
    return OK;
}

Error draft_check(Ctx *ctx, Draft *draft)
{
    Seller seller;
    Offer offer;
    Ctx probe = *ctx; // what it finds is no failure
    DraftSectionList list = {arena_array_of(ctx->arena, DraftSection, COUNT_OF(sections)), 0};
    TRY(seller_get_of(ctx, draft->organization_id, &seller));
    const JsonValue *value = draft_document_offer(ctx, draft, seller.slug);
    probe.failure = (Failure){0};
    draft_document_check_languages(&probe, value);
    Error error = offer_read_value(&probe, value, &offer);
    if (error && error != INVALID)
        return fail(ctx, error, probe.failure.code, "%s", probe.failure.message);
    for (size_t i = 0; i < COUNT_OF(sections); i++)
        if (is_for(draft, sections[i].name))
            list.items[list.count++] = (DraftSection){
                sections[i].name, {arena_array_of(ctx->arena, DraftFault, MAX_FAULTS), 0}, {0}};
    for (size_t i = 0; i < probe.failure.fault_count; i++)
        note_fault(&list, &probe.failure.faults[i]);
    TRY(note_reasons(ctx, draft, &list));
    draft->sections = list;
    TRY(term_list_unaccepted(ctx, ctx->language, &draft->terms));
    return draft_store_key_urls(ctx, draft, &draft->keys);
}
