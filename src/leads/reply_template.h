// reply_template.h — texts that a seller keeps for replies to leads. {person}, {organization},
// {product}, {plan}, {reference} and {seller} are filled in when one is taken into a reply, where
// it can still be changed.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct ReplyTemplate {
    Id id; // rpt_…
    const char *name;
    const char *text; // Markdown
    Time changed_at;
    int64_t version;
} ReplyTemplate;

typedef LIST_OF(ReplyTemplate) ReplyTemplateList;

/** Also the body of the requests. */
typedef struct NewReplyTemplate {
    const char *name, *text;
} NewReplyTemplate;

extern const Shape reply_template_shape, new_reply_template_shape;

enum { MAX_REPLY_TEMPLATES = 50 }; // of one organization

/** INVALID unknown_placeholder; CONFLICT name_taken, too_many_templates */
Error reply_template_create(Ctx *ctx, const NewReplyTemplate *wanted, ReplyTemplate *ret_template);

/** All of the actor's organization, by name. */
Error reply_template_list(Ctx *ctx, ReplyTemplateList *ret_templates);

/** Reads one and holds it until the end of the transaction. NOT_FOUND */
Error reply_template_lock(Ctx *ctx, Id id, ReplyTemplate *ret_template);

/** Both need a locked one. INVALID unknown_placeholder; CONFLICT name_taken */
Error reply_template_change(Ctx *ctx, ReplyTemplate *template, const NewReplyTemplate *wanted);
Error reply_template_remove(Ctx *ctx, const ReplyTemplate *template);
