// order_http.h — the part of the API that places and shows orders.
#pragma once

#include "http/http.h"

extern const Route order_routes[];
