// usage_report_http.h — the part of the API that says what was used and what it cost.
#pragma once

#include "http/http.h"

extern const Route usage_report_routes[];
