// call_http.h — the part of the API that lists metered calls.
#pragma once

#include "http/http.h"

extern const Route call_routes[];
