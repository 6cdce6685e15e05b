#include "order.h"

#include "base/text.h"
#include "order_store.h"
#include "organizations/organization.h"
#include "sentences/sentence.h"
#include "services/service.h"
#include "subscriptions/subscription.h"
#include "work/work.h"
#include "json/json.h"

const char *const order_state_names[] = {
    "draft", "placed", "provisioning", "completed", "failed", "cancelled", NULL};

SHAPE(order_shape, Order, FIELD(Order, id, .required = true),
    FIELD_ENUM(Order, state, order_state_names), FIELD(Order, product_id, .required = true),
    FIELD(Order, product_name, .required = true), FIELD(Order, product_slug, .required = true),
    FIELD(Order, plan_id, .required = true), FIELD(Order, plan_name, .required = true),
    FIELD(Order, subscription_id), FIELD(Order, placed_by, .required = true),
    FIELD(Order, placed_at, .required = true), FIELD(Order, completed_at),
    FIELD(Order, problem, .tell = sentence_in), FIELD(Order, revision_id, .hidden = true));

SHAPE(new_order_shape, NewOrder, FIELD(NewOrder, plan_id, .required = true),
    FIELD(NewOrder, name, .max = 80, .pattern = " *|" ONE_LINE,
        .about = "Of the subscription; the product's if absent."),
    FIELD(NewOrder, accepted, .required = true, .max = 20,
        .about = "Digests of the agreements that GET …/purchase names."),
    FIELD(NewOrder, configuration_id, .about = "What was configured, of a Kubernetes product."));

// from → to: the event of the move; NULL where there is no such move.
static const char *const moves[ORDER_STATES][ORDER_STATES] = {
    [ORDER_DRAFT] = {[ORDER_PLACED] = "order.placed", [ORDER_CANCELLED] = "order.cancelled"},
    [ORDER_PLACED] =
        {
            [ORDER_PROVISIONING] = "order.provisioning",
            [ORDER_COMPLETED] = "order.completed", // what is provisioned at once
            [ORDER_FAILED] = "order.failed",
            [ORDER_CANCELLED] = "order.cancelled",
        },
    [ORDER_PROVISIONING] =
        {
            [ORDER_COMPLETED] = "order.completed",
            [ORDER_FAILED] = "order.failed",
            [ORDER_CANCELLED] = "order.cancelled",
        },
    [ORDER_FAILED] =
        {
            [ORDER_PROVISIONING] = "order.provisioning", // tried again
            [ORDER_CANCELLED] = "order.cancelled",
        },
};

static Error emit(Ctx *ctx, const Order *order, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product_id", order->product_id);
    json_put(data, "plan_id", order->plan_id);
    json_put(data, "subscription_id", order->subscription_id);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, order->id, json_finish(data));
}

Error order_move(Ctx *ctx, Order *order, OrderState state)
{
    const char *event = moves[order->state][state];
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "An order that is %s cannot become %s.",
            order_state_names[order->state], order_state_names[state]);
    order->state = state;
    if (state == ORDER_COMPLETED)
        order->completed_at = ctx->now;
    TRY(order_store_change(ctx, order));
    return emit(ctx, order, event);
}

static Error plan_require(Ctx *ctx, Id plan_id, Plan *ret_plan, Product *ret_product)
{
    Error error = plan_get(ctx, plan_id, ret_plan);
    if (error == NOT_FOUND) {
        fault(ctx, "plan_id", "not_known", "There is no such plan.");
        return faults(ctx);
    }
    TRY(error);
    TRY(product_get_of_revision(ctx, ret_plan->revision_id, ret_product));
    return product_require_orderable(ctx, ret_product, ret_plan->revision_id);
}

static Error order_provision(
    Ctx *ctx, const Ordered *ordered, Order *order, Subscription *subscription)
{
    bool is_ready = false;
    const Service *service = service_of(subscription->service_type);
    TRY(service->provision(ctx, subscription, ordered->configuration_id, &is_ready));
    if (!is_ready || ordered->is_delivered_later)
        return order_move(ctx, order, ORDER_PROVISIONING);
    TRY(subscription_move(ctx, subscription, SUBSCRIPTION_ACTIVE));
    return order_move(ctx, order, ORDER_COMPLETED);
}

Error order_create(Ctx *ctx, const Ordered *ordered, Order *ret_order)
{
    const Plan *plan = &ordered->plan;
    const Product *product = &ordered->product;
    Subscription subscription = {
        .id = id_new("sub"),
        .order_id = id_new("ord"),
        .product_id = product->id,
        .revision_id = plan->revision_id,
        .plan_id = plan->id,
        .seller_id = product->seller_id,
        .name =
            text_is_empty(ordered->name) ? product->name : text_trimmed(ctx->arena, ordered->name),
        .service_type = product->service_type,
    };
    Order order = {
        .id = subscription.order_id,
        .state = ORDER_PLACED,
        .product_id = product->id,
        .product_name = product->name,
        .product_slug = product->slug,
        .revision_id = plan->revision_id,
        .plan_id = plan->id,
        .plan_name = plan->name,
        .subscription_id = subscription.id,
        .placed_by = ctx->actor.user_id,
        .placed_at = ctx->now,
    };
    TRY(order_store_create(ctx, &order));
    TRY(term_accept(ctx, &ordered->terms, &(Acceptance){.order_id = order.id}));
    TRY(subscription_create(ctx, &subscription));
    TRY(emit(ctx, &order, "order.placed"));
    TRY(order_provision(ctx, ordered, &order, &subscription));
    *ret_order = order;
    return OK;
}

Error order_place(Ctx *ctx, const NewOrder *wanted, Order *ret_order)
{
    Ordered ordered = {.name = wanted->name, .configuration_id = wanted->configuration_id};
    TRY(organization_require_approved(ctx));
    TRY(plan_require(ctx, wanted->plan_id, &ordered.plan, &ordered.product));
    TRY(term_require_accepted(ctx, ordered.plan.revision_id, wanted->accepted, &ordered.terms));
    return order_create(ctx, &ordered, ret_order);
}

Error order_get(Ctx *ctx, Id id, Order *ret_order)
{
    return order_store_get(ctx, id, ret_order);
}

Error order_list(Ctx *ctx, Id after, int64_t limit, OrderList *ret_orders)
{
    return order_store_list(ctx, after, limit, ret_orders);
}
