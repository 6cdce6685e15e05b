// chart_http.h — charts as the operator reviews them.
#pragma once

#include "http/http.h"

extern const Route chart_routes[];
