// acting_http.h — the part of the API in which one signs in, signs out and asks who one is.
#pragma once

#include "http/http.h"

extern const Route acting_routes[];
