// reply_template_store.h — rows of reply templates. Private to src/leads.
#pragma once

#include "leads/reply_template.h"

Error reply_template_store_create(Ctx *ctx, const ReplyTemplate *template);
Error reply_template_store_count(Ctx *ctx, int64_t *ret_count);
Error reply_template_store_list(Ctx *ctx, ReplyTemplateList *ret_templates);
Error reply_template_store_lock(Ctx *ctx, Id id, ReplyTemplate *ret_template);
Error reply_template_store_change(Ctx *ctx, ReplyTemplate *template); // version grows
Error reply_template_store_remove(Ctx *ctx, Id id);
