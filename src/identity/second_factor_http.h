// second_factor_http.h — the part of the API about one's second factor.
#pragma once

#include "http/http.h"

extern const Route second_factor_routes[];
