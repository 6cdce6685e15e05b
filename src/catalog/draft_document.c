#include "draft_document.h"

#include "base/text.h"

#include <string.h>

// What a draft has beside its document, and what only operators say.
static const char *const beside[] = {
    "slug", "name", "seller", "service_type", "licence_type", "recommended"};

static bool is_beside(const char *member)
{
    for (size_t i = 0; i < COUNT_OF(beside); i++)
        if (text_same(member, beside[i]))
            return true;
    return false;
}

static void put_members(Json *out, const JsonValue *document)
{
    for (const JsonValue *name = json_first(document); name; name = json_next(document, name + 1)) {
        const JsonValue *value = name + 1;
        if (!is_beside(name->text) && value->kind != JSON_NULL)
            json_raw(out, name->text, arena_text(out->text.arena, value->raw, value->raw_length));
    }
}

const char *draft_document_of(Ctx *ctx, const JsonValue *document)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    put_members(out, document);
    json_end_object(out);
    return json_finish(out);
}

static const JsonValue *parsed(Ctx *ctx, const char *json)
{
    const char *problem;
    return json_parse(ctx->arena, json, strlen(json), &problem);
}

const JsonValue *draft_document_offer(Ctx *ctx, const Draft *draft, const char *seller_slug)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "slug", draft->slug);
    json_put(out, "name", draft->name);
    json_put(out, "seller", seller_slug);
    json_put(out, "service_type", service_type_names[draft->service_type]);
    json_put(out, "licence_type", licence_type_names[draft->licence_type]);
    put_members(out, parsed(ctx, draft->document.text));
    json_end_object(out);
    return parsed(ctx, json_finish(out));
}

void draft_document_check_languages(Ctx *ctx, const JsonValue *offer)
{
    static const char *const texts[] = {"short_description", "description"};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        for (const Field *language = texts_shape.fields; language->name; language++) {
            const char *text = json_text_member(json_member(offer, texts[i]), language->name);
            if (text_is_empty(text) && !text_same(language->name, "en"))
                fault(ctx, arena_printf(ctx->arena, "%s.%s", texts[i], language->name), "required",
                    "This text is needed in every language of the platform.");
        }
}

void draft_document_check_keys(Ctx *ctx, const JsonValue *document)
{
    const JsonValue *models = json_member(json_member(document, "ai"), "models");
    for (const JsonValue *model = json_first(models); model; model = json_next(models, model)) {
        const JsonValue *upstreams = json_member(model, "upstreams");
        for (const JsonValue *one = json_first(upstreams); one; one = json_next(upstreams, one))
            if (json_text_member(one, "key")) {
                fault(ctx, "document.ai.models", "key_not_allowed",
                    "A draft holds no keys in clear; give each to its address.");
                return;
            }
    }
}
