// scim_user_http.h — the users of the directory (RFC 7644 §3).
#pragma once

#include "http/http.h"

extern const Route scim_user_routes[];
