// jobs.h — everything that Kontor does later, and what it does again and again.
#pragma once

#include "work/work.h"

extern const JobKind job_kinds[];
extern const Schedule schedules[];
