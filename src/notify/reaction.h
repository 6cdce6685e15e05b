// reaction.h — which events cause which mails, and to whom.
#pragma once

#include "work/work.h"

Error notify_registration_requested(Ctx *ctx, const Event *event);
Error notify_password_link_requested(Ctx *ctx, const Event *event);
Error notify_password_changed(Ctx *ctx, const Event *event);
Error notify_profile_submitted(Ctx *ctx, const Event *event);
Error notify_profile_decided(Ctx *ctx, const Event *event); // approved, rejected
Error notify_seller_application_submitted(Ctx *ctx, const Event *event);
Error notify_seller_application_decided(Ctx *ctx, const Event *event); // approved, rejected
Error notify_order_completed(Ctx *ctx, const Event *event);
Error notify_subscription_cancelled(Ctx *ctx, const Event *event);
Error notify_workload_failed(Ctx *ctx, const Event *event);
Error notify_workload_degraded(Ctx *ctx, const Event *event);

/** request.…: to who asked for the offer, or the owners once that person is no member any more. */
Error notify_request_moved(Ctx *ctx, const Event *event);
Error notify_request_message(Ctx *ctx, const Event *event);
/** lead.…: to the seller's contact address, and to whose matter it is. */
Error notify_lead_moved(Ctx *ctx, const Event *event);
Error notify_lead_message(Ctx *ctx, const Event *event);
Error notify_lead_assigned(Ctx *ctx, const Event *event);
