// identity_provider_http.h — routes of identity providers and their mail domains.
#pragma once

#include "http/http.h"

extern const Route identity_provider_routes[];
