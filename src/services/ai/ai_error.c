#include "ai_error.h"

#include "json/json.h"

const char *ai_error_type(int status)
{
    return status == 429  ? "rate_limit_error"
           : status < 500 ? "invalid_request_error"
                          : "server_error";
}

const char *ai_error_text(Arena *arena, const AiError *error)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_begin_object(out, "error");
    json_put(out, "message", error->message);
    json_put(out, "type", error->type ? error->type : ai_error_type(error->status));
    json_put(out, "param", error->param);
    json_put(out, "code", error->code);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}
