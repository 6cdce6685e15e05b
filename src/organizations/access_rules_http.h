// access_rules_http.h — the part of the API about the addresses from which one acts.
#pragma once

#include "http/http.h"

extern const Route access_rules_routes[];
