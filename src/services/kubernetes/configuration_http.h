// configuration_http.h — the part of the API where a deployment is configured.
#pragma once

#include "http/http.h"

extern const Route configuration_routes[];
