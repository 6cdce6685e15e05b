#include "routes.h"

#include "health_http.h"
#include "job_http.h"

#include "catalog/agreement_http.h"
#include "catalog/catalog_http.h"
#include "catalog/category_http.h"
#include "catalog/chart_http.h"
#include "catalog/draft_http.h"
#include "catalog/file_http.h"
#include "catalog/offer_http.h"
#include "catalog/product_life_http.h"
#include "catalog/product_review_http.h"
#include "catalog/review_http.h"
#include "catalog/seller_application_http.h"
#include "catalog/seller_application_review_http.h"
#include "catalog/showcase_http.h"
#include "catalog/storage_http.h"
#include "federation/cloud_domain_http.h"
#include "federation/cloud_link_http.h"
#include "federation/external_sign_in_http.h"
#include "federation/identity_provider_http.h"
#include "identity/me_http.h"
#include "identity/passkey_http.h"
#include "identity/password_http.h"
#include "identity/proof_of_work_http.h"
#include "identity/second_factor_http.h"
#include "leads/lead_http.h"
#include "leads/reply_template_http.h"
#include "leads/request_http.h"
#include "metering/call_http.h"
#include "notify/event_feed_http.h"
#include "notify/mail_template_http.h"
#include "notify/preference_http.h"
#include "notify/webhook_http.h"
#include "orders/cancellation_http.h"
#include "orders/order_http.h"
#include "orders/purchase_http.h"
#include "orders/quote_http.h"
#include "orders/quote_link_http.h"
#include "organizations/access_rules_http.h"
#include "organizations/acting_http.h"
#include "organizations/audit_record_http.h"
#include "organizations/authentication_rules_http.h"
#include "organizations/delegation_http.h"
#include "organizations/invitation_http.h"
#include "organizations/invitation_link_http.h"
#include "organizations/membership_http.h"
#include "organizations/organization_http.h"
#include "organizations/organization_review_http.h"
#include "organizations/organization_token_http.h"
#include "organizations/ownership_transfer_http.h"
#include "organizations/profile_http.h"
#include "organizations/profile_review_http.h"
#include "organizations/registration_http.h"
#include "organizations/role_request_http.h"
#include "pricing/estimate_http.h"
#include "reports/member_holding_http.h"
#include "reports/sale_http.h"
#include "reports/usage_report_http.h"
#include "scim/directory_http.h"
#include "scim/scim_discovery_http.h"
#include "scim/scim_group_http.h"
#include "scim/scim_user_http.h"
#include "services/ai/ai_key_http.h"
#include "services/kubernetes/cloud_account_http.h"
#include "services/kubernetes/cluster_http.h"
#include "services/kubernetes/configuration_http.h"
#include "services/kubernetes/infrastructure_price_http.h"
#include "services/kubernetes/preflight_http.h"
#include "services/kubernetes/test_deployment_http.h"
#include "services/kubernetes/workload_http.h"
#include "subscriptions/holder_http.h"
#include "subscriptions/subscription_http.h"

const Route *const api_routes[] = {
    health_routes,
    job_routes,
    registration_routes,
    password_routes,
    proof_of_work_routes,
    acting_routes,
    me_routes,
    second_factor_routes,
    passkey_routes,
    organization_routes,
    membership_routes,
    member_holding_routes,
    invitation_routes,
    invitation_link_routes,
    delegation_routes,
    role_request_routes,
    ownership_transfer_routes,
    organization_review_routes,
    identity_provider_routes,
    external_sign_in_routes,
    cloud_domain_routes,
    cloud_link_routes,
    directory_routes,
    scim_discovery_routes,
    scim_user_routes,
    scim_group_routes,
    profile_routes,
    audit_record_routes,
    organization_token_routes,
    access_rules_routes,
    authentication_rules_routes,
    profile_review_routes,
    seller_application_routes,
    seller_application_review_routes,
    catalog_routes,
    category_routes,
    agreement_routes,
    showcase_routes,
    file_routes,
    storage_routes,
    estimate_routes,
    offer_routes,
    draft_routes,
    product_review_routes,
    review_routes,
    product_life_routes,
    chart_routes,
    infrastructure_price_routes,
    preflight_routes,
    request_routes,
    lead_routes,
    reply_template_routes,
    quote_routes,
    quote_link_routes,
    purchase_routes,
    order_routes,
    subscription_routes,
    holder_routes,
    cancellation_routes,
    ai_key_routes,
    configuration_routes,
    workload_routes,
    test_deployment_routes,
    cluster_routes,
    cloud_account_routes,
    usage_report_routes,
    sale_routes,
    call_routes,
    event_feed_routes,
    webhook_routes,
    mail_template_routes,
    preference_routes,
    NULL,
};
