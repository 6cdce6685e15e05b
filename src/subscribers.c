#include "subscribers.h"

#include "catalog/seller.h"
#include "notify/reaction.h"
#include "orders/service_reaction.h"

const Subscriber subscribers[] = {
    {"registration.requested", notify_registration_requested},
    {"password_link.requested", notify_password_link_requested},
    {"password.changed", notify_password_changed},
    {"profile.submitted", notify_profile_submitted},
    {"profile.approved", notify_profile_decided},
    {"profile.rejected", notify_profile_decided},
    {"profile.approved", seller_profile_approved},
    {"seller_application.submitted", notify_seller_application_submitted},
    {"seller_application.approved", notify_seller_application_decided},
    {"seller_application.rejected", notify_seller_application_decided},
    {"order.completed", notify_order_completed},
    {"subscription.cancelled", notify_subscription_cancelled},
    {"subscription.cancelled", order_subscription_cancelled},
    {"workload.ready", order_service_ready},
    {"workload.failed", order_service_failed},
    {"workload.failed", notify_workload_failed},
    {"workload.degraded", notify_workload_degraded},
    {"workload.deploying", order_service_retried},
    {"request.placed", notify_request_moved},
    {"request.seen", notify_request_moved},
    {"request.won", notify_request_moved},
    {"request.lost", notify_request_moved},
    {"request.withdrawn", notify_request_moved},
    {"request.message_written", notify_request_message},
    {"lead.placed", notify_lead_moved},
    {"lead.withdrawn", notify_lead_moved},
    {"lead.message_written", notify_lead_message},
    {"lead.assigned", notify_lead_assigned},
    {NULL, NULL},
};
