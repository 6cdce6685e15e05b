// scim_discovery_http.h — what this SCIM service can (RFC 7644 §4).
#pragma once

#include "http/http.h"

extern const Route scim_discovery_routes[];
