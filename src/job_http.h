// job_http.h — the operator's page of jobs: what waits, what failed and why, and trying again.
#pragma once

#include "http/http.h"

extern const Route job_routes[];
