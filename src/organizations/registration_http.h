// registration_http.h — the part of the API for companies that come.
#pragma once

#include "http/http.h"

extern const Route registration_routes[];
