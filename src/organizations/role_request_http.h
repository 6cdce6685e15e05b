// role_request_http.h — asking for roles, and deciding who gets them.
#pragma once

#include "http/http.h"

extern const Route role_request_routes[];
