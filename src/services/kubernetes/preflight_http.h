// preflight_http.h — the check of a configuration, what it renders and what it costs.
#pragma once

#include "http/http.h"

extern const Route preflight_routes[];
