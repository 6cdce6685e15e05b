#include "reply_template.h"

#include "base/text.h"
#include "reply_template_store.h"
#include "work/work.h"

#include <string.h>

SHAPE(reply_template_shape, ReplyTemplate, FIELD(ReplyTemplate, id, .required = true),
    FIELD(ReplyTemplate, name, .required = true), FIELD(ReplyTemplate, text, .required = true),
    FIELD(ReplyTemplate, changed_at, .required = true), FIELD(ReplyTemplate, version));

SHAPE(new_reply_template_shape, NewReplyTemplate,
    FIELD(NewReplyTemplate, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewReplyTemplate, text, .required = true, .min = 1,
        .about = "Markdown, with {person}, {organization}, {product}, {plan}, {reference} and "
                 "{seller} in it."));

static const char *const placeholders[] = {
    "{person}", "{organization}", "{product}", "{plan}", "{reference}", "{seller}"};

// A brace that begins no word is just a brace.
static void text_check(Ctx *ctx, const char *text)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        size_t length = strspn(open + 1, "abcdefghijklmnopqrstuvwxyz_") + 2;
        bool is_known = open[length - 1] != '}' || length == 2;
        for (size_t i = 0; i < COUNT_OF(placeholders); i++)
            is_known |= strncmp(open, placeholders[i], strlen(placeholders[i])) == 0;
        if (!is_known)
            fault(ctx, "text", "unknown_placeholder",
                "%.*s is nothing that can be filled in; there are {person}, {organization},"
                " {product}, {plan}, {reference} and {seller}.",
                (int)length, open);
    }
}

static Error named(Ctx *ctx, Error error)
{
    if (error == CONFLICT && text_same(ctx->failure.code, "reply_template_name"))
        return fail(ctx, CONFLICT, "name_taken", "There is a template of this name already.");
    return error;
}

static Error emit(Ctx *ctx, const ReplyTemplate *template, const char *kind)
{
    return event_emit(ctx, kind, ctx->actor.organization_id, template->id, NULL);
}

Error reply_template_create(Ctx *ctx, const NewReplyTemplate *wanted, ReplyTemplate *ret_template)
{
    int64_t count;
    ReplyTemplate template = {
        .id = id_new("rpt"),
        .name = text_trimmed(ctx->arena, wanted->name),
        .text = wanted->text,
        .changed_at = ctx->now,
        .version = 1,
    };
    text_check(ctx, wanted->text);
    TRY(faults(ctx));
    TRY(reply_template_store_count(ctx, &count));
    if (count >= MAX_REPLY_TEMPLATES)
        return fail(ctx, CONFLICT, "too_many_templates",
            "There can be %d templates; remove one first.", MAX_REPLY_TEMPLATES);
    TRY(named(ctx, reply_template_store_create(ctx, &template)));
    *ret_template = template;
    return emit(ctx, &template, "reply_template.created");
}

Error reply_template_list(Ctx *ctx, ReplyTemplateList *ret_templates)
{
    return reply_template_store_list(ctx, ret_templates);
}

Error reply_template_lock(Ctx *ctx, Id id, ReplyTemplate *ret_template)
{
    return reply_template_store_lock(ctx, id, ret_template);
}

Error reply_template_change(Ctx *ctx, ReplyTemplate *template, const NewReplyTemplate *wanted)
{
    text_check(ctx, wanted->text);
    TRY(faults(ctx));
    template->name = text_trimmed(ctx->arena, wanted->name);
    template->text = wanted->text;
    template->changed_at = ctx->now;
    TRY(named(ctx, reply_template_store_change(ctx, template)));
    return emit(ctx, template, "reply_template.changed");
}

Error reply_template_remove(Ctx *ctx, const ReplyTemplate *template)
{
    TRY(reply_template_store_remove(ctx, template->id));
    return emit(ctx, template, "reply_template.removed");
}
