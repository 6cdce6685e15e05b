// workload_http.h — the part of the API that shows and changes what is deployed.
#pragma once

#include "http/http.h"

extern const Route workload_routes[];
