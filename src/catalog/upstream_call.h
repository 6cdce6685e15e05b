// upstream_call.h — the smallest call that a model takes, to see whether its upstream works.
#pragma once

#include "catalog/ai_model.h"
#include "http/client.h"
#include "json/json.h"

/** What is called of a model that can do these: "chat" … */
const char *upstream_capability(TextList capabilities);

/** Through the guarded client, for some seconds, outside a transaction; UNAVAILABLE as client_send.
 */
Error upstream_call(
    Ctx *ctx, const char *capability, const AiUpstream *upstream, ClientAnswer *ret_answer);

/** As answers of the API are; else NULL. */
const JsonValue *upstream_answer_object(Ctx *ctx, const ClientAnswer *answer);
