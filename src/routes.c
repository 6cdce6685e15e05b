#include "routes.h"

#include "health_http.h"
#include "job_http.h"

#include "catalog/catalog_http.h"
#include "catalog/chart_http.h"
#include "catalog/file_http.h"
#include "catalog/offer_http.h"
#include "catalog/product_review_http.h"
#include "catalog/seller_application_http.h"
#include "catalog/seller_application_review_http.h"
#include "catalog/showcase_http.h"
#include "identity/me_http.h"
#include "identity/password_http.h"
#include "leads/lead_http.h"
#include "leads/request_http.h"
#include "metering/call_http.h"
#include "notify/event_feed_http.h"
#include "orders/cancellation_http.h"
#include "orders/order_http.h"
#include "orders/purchase_http.h"
#include "organizations/acting_http.h"
#include "organizations/audit_record_http.h"
#include "organizations/organization_http.h"
#include "organizations/profile_http.h"
#include "organizations/profile_review_http.h"
#include "organizations/registration_http.h"
#include "pricing/estimate_http.h"
#include "reports/usage_report_http.h"
#include "services/ai/ai_key_http.h"
#include "services/kubernetes/cloud_account_http.h"
#include "services/kubernetes/cluster_http.h"
#include "services/kubernetes/configuration_http.h"
#include "services/kubernetes/infrastructure_price_http.h"
#include "services/kubernetes/preflight_http.h"
#include "services/kubernetes/test_deployment_http.h"
#include "services/kubernetes/workload_http.h"
#include "subscriptions/subscription_http.h"

const Route *const api_routes[] = {
    health_routes,
    job_routes,
    registration_routes,
    password_routes,
    acting_routes,
    me_routes,
    organization_routes,
    profile_routes,
    audit_record_routes,
    profile_review_routes,
    seller_application_routes,
    seller_application_review_routes,
    catalog_routes,
    showcase_routes,
    file_routes,
    estimate_routes,
    offer_routes,
    product_review_routes,
    chart_routes,
    infrastructure_price_routes,
    preflight_routes,
    request_routes,
    lead_routes,
    purchase_routes,
    order_routes,
    subscription_routes,
    cancellation_routes,
    ai_key_routes,
    configuration_routes,
    workload_routes,
    test_deployment_routes,
    cluster_routes,
    cloud_account_routes,
    usage_report_routes,
    call_routes,
    event_feed_routes,
    NULL,
};
