// infrastructure_price_http.h — the operator's prices of infrastructure.
#pragma once

#include "http/http.h"

extern const Route infrastructure_price_routes[];
