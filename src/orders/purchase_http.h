// purchase_http.h — the part of the API that says whether one can buy.
#pragma once

#include "http/http.h"

extern const Route purchase_routes[];
