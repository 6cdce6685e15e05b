// external_sign_in_http.h — routes of signing in by a provider, and of links to one.
#pragma once

#include "http/http.h"

extern const Route external_sign_in_routes[];
