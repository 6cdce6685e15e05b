#include "jobs.h"

#include "identity/expiry.h"

const JobKind job_kinds[] = {
    {"remove_expired", expiry_remove, MINUTES(5), 3},
    {.name = NULL},
};

const Schedule schedules[] = {
    {"remove_expired", DAYS(1)},
    {.job_kind = NULL},
};
