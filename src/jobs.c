#include "jobs.h"

#include "catalog/revision.h"
#include "demo/demo_workload.h"
#include "notify/message.h"
#include "retention.h"
#include "services/kubernetes/chart_intake.h"
#include "services/kubernetes/cloud_account.h"
#include "services/kubernetes/cluster_connect.h"
#include "services/kubernetes/cluster_health.h"
#include "services/kubernetes/operation_job.h"
#include "services/kubernetes/preflight_record.h"
#include "services/kubernetes/test_deployment.h"
#include "services/kubernetes/workload_watch.h"

const JobKind job_kinds[] = {
    {"send_mail", message_send_job, MINUTES(3), 48}, // about two days of growing pauses
    {"remove_old", retention_remove, HOURS(1), 3},
    {"activate_revisions", revision_activate_due, MINUTES(1), 20, .is_routine = true},
    {"preflight", preflight_record_run, MINUTES(5), PREFLIGHT_ATTEMPTS},
    {"take_in_chart", chart_intake_run, MINUTES(10), CHART_INTAKE_ATTEMPTS, .is_long = true},
    {"connect_cluster", cluster_connect_job, MINUTES(10), CONNECT_ATTEMPTS},
    {"remove_cluster", cluster_remove_job, MINUTES(10), REMOVE_ATTEMPTS},
    {"check_cluster", cluster_check_job, MINUTES(10), 2, .is_routine = true},
    {"watch_clusters", cluster_watch_job, MINUTES(1), 3, .is_routine = true},
    {"check_cloud_account", cloud_account_check_job, MINUTES(10), 2},
    {"run_operation", operation_run_job, OPERATION_LEASE, OPERATION_ATTEMPTS, .is_long = true},
    {"put_licence", licence_put_job, MINUTES(2), 12},
    {"remove_test", test_deployment_remove_job, MINUTES(1), 20},
    {"watch_workloads", workload_watch_job, MINUTES(1), 3, .is_routine = true},
    {"look_at_workload", workload_look_job, MINUTES(5), 2, .is_long = true, .is_routine = true},
    {"deploy_demo", demo_workload_job, MINUTES(5), 12},
    {.name = NULL},
};

const Schedule schedules[] = {
    {"watch_clusters", MINUTES(5)},
    {"remove_old", DAYS(1)},
    {"watch_workloads", MINUTES(1)},
    {.job_kind = NULL},
};
