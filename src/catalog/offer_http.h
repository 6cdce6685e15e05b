// offer_http.h — the part of the API that takes and gives offers.
#pragma once

#include "http/http.h"

extern const Route offer_routes[];
