#include "jobs.h"

#include "catalog/agreement.h"
#include "catalog/product_life.h"
#include "catalog/revision.h"
#include "catalog/test_call.h"
#include "catalog/verdict.h"
#include "demo/demo_workload.h"
#include "federation/cloud_domain.h"
#include "federation/cloud_look.h"
#include "federation/cloud_password.h"
#include "federation/external_sign_in.h"
#include "federation/identity_provider.h"
#include "identity/api_token.h"
#include "notify/digest.h"
#include "notify/message.h"
#include "notify/webhook_delivery.h"
#include "orders/quote_watch.h"
#include "organizations/member_role.h"
#include "organizations/ownership_transfer.h"
#include "retention.h"
#include "scim/scim_role.h"
#include "services/kubernetes/chart_intake.h"
#include "services/kubernetes/cloud_account.h"
#include "services/kubernetes/cluster_connect.h"
#include "services/kubernetes/cluster_health.h"
#include "services/kubernetes/operation_job.h"
#include "services/kubernetes/preflight_record.h"
#include "services/kubernetes/test_deployment.h"
#include "services/kubernetes/workload_watch.h"
#include "subscriptions/agreement_change.h"

const JobKind job_kinds[] = {
    {"send_mail", message_send_job, MINUTES(3), 48}, // about two days of growing pauses
    {"deliver_webhook", webhook_deliver_job, MINUTES(1), 20, .lane = JOBS_OUTWARD,
        .is_routine = true},
    {"ask_identity_provider", external_sign_in_ask_job, MINUTES(2), 2, .lane = JOBS_OUTWARD,
        .is_routine = true},
    {"read_cloud_domain", cloud_domain_read_job, MINUTES(1), 2, .lane = JOBS_OUTWARD,
        .is_routine = true},
    {"change_cloud_password", cloud_password_change_job, MINUTES(1), 2, .lane = JOBS_OUTWARD,
        .is_routine = true},
    {"reconcile_cloud_link", cloud_look_job, MINUTES(10), 12, .lane = JOBS_LOOKING,
        .is_routine = true},
    {"check_cloud_links", cloud_look_at_all_job, MINUTES(1), 3, .is_routine = true},
    {"check_identity_provider", identity_provider_check_job, MINUTES(1), 2, .lane = JOBS_OUTWARD},
    {"place_scim_roles", scim_roles_place_job, MINUTES(10), 20},
    {"watch_roles", member_role_watch_job, MINUTES(5), 3, .is_routine = true},
    {"watch_api_tokens", api_token_watch_job, MINUTES(5), 3, .is_routine = true},
    {"move_ownership", ownership_transfer_move_job, MINUTES(5), 3, .is_routine = true},
    {"send_digests", digest_send_job, MINUTES(10), 3, .is_routine = true},
    {"remove_old", retention_remove, HOURS(1), 3},
    {"activate_revisions", revision_activate_due, MINUTES(1), 20, .is_routine = true},
    {"check_revision", verdict_run, MINUTES(10), VERDICT_ATTEMPTS, .lane = JOBS_LONG},
    {"call_model", test_call_run, MINUTES(2), TEST_CALL_ATTEMPTS, .lane = JOBS_OUTWARD},
    {"show_agreements", agreement_show, MINUTES(1), 20},
    {"tell_agreement", agreement_change_tell, MINUTES(30), 20, .lane = JOBS_LONG},
    {"end_products", end_of_life_run, MINUTES(5), 48},
    {"preflight", preflight_record_run, MINUTES(5), PREFLIGHT_ATTEMPTS},
    {"take_in_chart", chart_intake_run, MINUTES(10), CHART_INTAKE_ATTEMPTS, .lane = JOBS_LONG},
    {"connect_cluster", cluster_connect_job, MINUTES(10), CONNECT_ATTEMPTS},
    {"remove_cluster", cluster_remove_job, MINUTES(10), REMOVE_ATTEMPTS},
    {"check_cluster", cluster_check_job, MINUTES(10), 2, .is_routine = true},
    {"watch_clusters", cluster_watch_job, MINUTES(1), 3, .is_routine = true},
    {"check_cloud_account", cloud_account_check_job, MINUTES(10), 2},
    {"run_operation", operation_run_job, OPERATION_LEASE, OPERATION_ATTEMPTS, .lane = JOBS_LONG},
    {"put_licence", licence_put_job, MINUTES(2), 12},
    {"remove_test", test_deployment_remove_job, MINUTES(1), 20},
    {"watch_workloads", workload_watch_job, MINUTES(1), 3, .is_routine = true},
    {"look_at_workload", workload_look_job, MINUTES(5), 2, .lane = JOBS_LONG, .is_routine = true},
    {"watch_quotes", quote_watch_job, MINUTES(1), 3, .is_routine = true},
    {"deploy_demo", demo_workload_job, MINUTES(5), 12},
    {.name = NULL},
};

const Schedule schedules[] = {
    {"watch_clusters", MINUTES(5)},
    {"watch_roles", MINUTES(5)},
    {"watch_api_tokens", MINUTES(5)},
    {"move_ownership", MINUTES(5)},
    {"remove_old", DAYS(1)},
    {"check_cloud_links", HOURS(1)},
    {"watch_quotes", MINUTES(1)},
    {"send_digests", MINUTES(5)},
    {"watch_workloads", MINUTES(1)},
    {.job_kind = NULL},
};
