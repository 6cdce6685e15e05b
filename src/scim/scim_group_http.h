// scim_group_http.h — the groups of the directory (RFC 7644 §3).
#pragma once

#include "http/http.h"

extern const Route scim_group_routes[];
