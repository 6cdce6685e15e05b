// estimate_http.h — the part of the API that says what something would cost.
#pragma once

#include "http/http.h"

extern const Route estimate_routes[];
