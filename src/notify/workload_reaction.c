#include "reaction.h"

#include "base/text.h"
#include "identity/user.h"
#include "recipient.h"
#include "sentences/sentence.h"
#include "services/kubernetes/operation.h"
#include "json/json.h"

// What the workload's last operation was when it came to this; later ones have not ended.
static Error last_ended(Ctx *ctx, Id workload_id, Operation *ret_operation)
{
    OperationList operations;
    TRY(operation_list(ctx, workload_id, &operations));
    for (size_t i = 0; i < operations.count; i++)
        if (operations.items[i].state >= OPERATION_SUCCEEDED) {
            *ret_operation = operations.items[i];
            return OK;
        }
    return OK;
}

// The cause is the event's: the workload may be well again.
static Error mail_about(Ctx *ctx, const Event *event, MailKind kind, Id user_id)
{
    User user = {0};
    Workload workload = {0};
    const JsonValue *told = event_read_data(ctx, event);
    TRY(user_get(ctx, user_id, &user));
    TRY(workload_get(ctx, event->subject_id, &workload));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "workload", workload.name);
    json_put(data, "cluster", workload.cluster_name);
    json_put(data, "namespace", workload.namespace);
    json_put(data, "cause",
        sentence_in(ctx->arena, user.language, json_text_member(told, "cause_kept")));
    json_put(data, "path",
        arena_printf(
            ctx->arena, "/o/%s/workloads/%s", event->organization_id.text, workload.id.text));
    json_end_object(data);
    return message_create_for_member(ctx, event, kind, user_id, json_finish(data));
}

Error notify_workload_failed(Ctx *ctx, const Event *event)
{
    Operation operation = {0};
    TRY(last_ended(ctx, event->subject_id, &operation));
    // Who stops a deployment knows that it did not come to its end; removing is none.
    if (operation.state != OPERATION_FAILED || operation.kind == OPERATION_REMOVE)
        return OK;
    return mail_about(ctx, event, MAIL_DEPLOYMENT_FAILED, operation.requested_by);
}

Error notify_workload_degraded(Ctx *ctx, const Event *event)
{
    Operation operation = {0};
    TRY(last_ended(ctx, event->subject_id, &operation));
    if (operation.state != OPERATION_SUCCEEDED || operation.kind == OPERATION_REMOVE)
        return OK;
    return mail_about(ctx, event, MAIL_WORKLOAD_DEGRADED, operation.requested_by);
}
