#include "jobs.h"

#include "catalog/revision.h"
#include "identity/expiry.h"
#include "notify/message.h"

const JobKind job_kinds[] = {
    {"send_mail", message_send_job, MINUTES(3), 48}, // about two days of growing pauses
    {"remove_expired", expiry_remove, MINUTES(5), 3},
    {"activate_revisions", revision_activate_due, MINUTES(1), 20},
    {.name = NULL},
};

const Schedule schedules[] = {
    {"remove_expired", DAYS(1)},
    {.job_kind = NULL},
};
