// proof_of_work_http.h — the route of what visitors' programs calculate.
#pragma once

#include "http/http.h"

extern const Route proof_of_work_routes[];
