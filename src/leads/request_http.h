// request_http.h — the part of the API where customers ask for private offers.
#pragma once

#include "http/http.h"

extern const Route request_routes[];
