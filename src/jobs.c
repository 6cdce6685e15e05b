#include "jobs.h"

const JobKind job_kinds[] = {
    {.name = NULL},
};

const Schedule schedules[] = {
    {.job_kind = NULL},
};
