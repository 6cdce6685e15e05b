// profile_http.h — the part of the API in which an organization tells about itself.
#pragma once

#include "http/http.h"

extern const Route profile_routes[];
