// cancellation_http.h — the part of the API that cancels subscriptions.
#pragma once

#include "http/http.h"

extern const Route cancellation_routes[];
