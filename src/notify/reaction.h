// reaction.h — which events cause which mails, and to whom.
#pragma once

#include "work/work.h"

Error notify_registration_requested(Ctx *ctx, const Event *event);
Error notify_password_link_requested(Ctx *ctx, const Event *event);
Error notify_cloud_email_requested(Ctx *ctx, const Event *event);
Error notify_password_changed(Ctx *ctx, const Event *event);
/** second_factor.…, passkey.… and recovery_code.…: to the person. */
Error notify_account_secured(Ctx *ctx, const Event *event);
/** membership.changed: to the person. */
Error notify_membership_changed(Ctx *ctx, const Event *event);
/** membership.vouched: to the owners, of whom an identity provider brought. */
Error notify_membership_vouched(Ctx *ctx, const Event *event);
/** membership.role_…: to the person and the owners. */
Error notify_role_end(Ctx *ctx, const Event *event); // ending, ended
/** To the person whose token it is, or to the owners of the organization whose it is. */
Error notify_api_token_ending(Ctx *ctx, const Event *event);
/** To who was removed: another mail where the account ended too. */
Error notify_membership_removed(Ctx *ctx, const Event *event);
/** To the address that is invited; to who invited, or the owners once that person may not. */
Error notify_invitation_sent(Ctx *ctx, const Event *event);
Error notify_invitation_accepted(Ctx *ctx, const Event *event);
Error notify_invitation_renewal_requested(Ctx *ctx, const Event *event);
/** access_rules.suspension_requested: to the owners, each with a link of the own. */
Error notify_access_suspension(Ctx *ctx, const Event *event);
/** break_glass.used: to the owners. */
Error notify_break_glass(Ctx *ctx, const Event *event);
/** ownership_transfer.…: to who is asked; to the owners; to who asked. */
Error notify_ownership_transfer(Ctx *ctx, const Event *event); // requested, accepted, declined
/** The same of what the operator announced: to the owners and both people; that it was stopped, to
 * the operators too. */
Error notify_ownership_announcement(Ctx *ctx, const Event *event); // announced, completed, stopped
/** To who may decide; to who asked. What was approved is told as membership.changed. */
Error notify_role_request_placed(Ctx *ctx, const Event *event);
Error notify_role_request_declined(Ctx *ctx, const Event *event);
/** delegation.…: to who did not do it: the partner's owners and administrators, or the customer's
 * owners. */
Error notify_delegation(Ctx *ctx, const Event *event);
/** access_rules.…: to the owners. */
Error notify_access_rules(Ctx *ctx, const Event *event); // changed, suspended
Error notify_profile_submitted(Ctx *ctx, const Event *event);
Error notify_profile_decided(Ctx *ctx, const Event *event); // approved, rejected
Error notify_seller_application_submitted(Ctx *ctx, const Event *event);
Error notify_seller_application_decided(Ctx *ctx, const Event *event); // approved, rejected
/** revision.…: to the operators that one waits; to who looks after the seller's products what
 * others did with it. */
Error notify_revision_submitted(Ctx *ctx, const Event *event);
Error notify_revision_decided(Ctx *ctx, const Event *event); // approved, rejected
Error notify_revision_withdrawn(Ctx *ctx, const Event *event);
Error notify_revision_restored(Ctx *ctx, const Event *event);
Error notify_order_completed(Ctx *ctx, const Event *event);
Error notify_subscription_cancelled(Ctx *ctx, const Event *event);
Error notify_workload_failed(Ctx *ctx, const Event *event);
Error notify_workload_degraded(Ctx *ctx, const Event *event);

Error notify_digest_due(Ctx *ctx, const Event *event);

/** To the owners. */
Error notify_cloud_link(Ctx *ctx, const Event *event); // lost, drifted
/** To the owners. */
Error notify_webhook_paused(Ctx *ctx, const Event *event);
/** subscription.product_…: to who ordered it, and the owners. */
Error notify_product_moved(Ctx *ctx, const Event *event);

/** subscription.agreement_changed: to those who are recorded as told. */
Error notify_agreement_changed(Ctx *ctx, const Event *event);

/** request.…: to who asked for the offer, or the owners once that person is no member any more. */
Error notify_request_moved(Ctx *ctx, const Event *event);
Error notify_request_message(Ctx *ctx, const Event *event);
/** lead.…: to the seller's contact address, and to whose matter it is. */
Error notify_lead_moved(Ctx *ctx, const Event *event);
Error notify_lead_message(Ctx *ctx, const Event *event);
Error notify_lead_assigned(Ctx *ctx, const Event *event);
/** quote.…: to the same, each side by the event in its own log. */
Error notify_quote_moved(Ctx *ctx, const Event *event);
